"""`do`, `list`, `show`, `print`, `reveal` of the gate, in the same words as the window."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.builders import COLLEAGUE, DIRECTOR, KEEPER, TODAY
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages, squeezed

VISIT = line(
    "record_visit",
    name="张来访",
    telephone="13812345678",
    purpose="送教材",
    host=COLLEAGUE,
    call_result="同意",
    badge="7",
)


def test_a_day_at_the_gate_is_written_listed_shown_and_printed(cli, tmp_path: Path):
    cli.done(
        VISIT,
        line("record_leaving", visit="7"),
        line("record_outing", kind="教职工外出", person=COLLEAGUE, approved_by=DIRECTOR,
             purpose="开会", expected_at="1130"),
        line("open_shift", shift_name="早班", guards=[COLLEAGUE]),
        line("record_patrol"),
        line("hand_over_shift", taken_by=KEEPER),
    )  # fmt: skip
    (row,) = cli.json("list", "visits")["rows"]
    assert (row["来访人"], row["联系电话"], row["状态"]) == ("张**", "138****5678", "已离校")
    assert cli.json("list", "visitors_inside")["rows"] == []
    shown = cli.json("show", "RZ20260001")
    assert shown["fields"]["进出"].startswith("来访 1 起 1 人")
    assert shown["next"]["command"] == "sign_shift"
    assert cli.json("show", "WC20260001")["missing"] == ["还没有返校"]
    for number, word in (("LF20260001", "回执"), ("WC20260001", "出门条"), ("RZ20260001", "警棍")):
        target = tmp_path / f"{number}.pdf"
        cli.json("print", number, target)
        assert word in squeezed("".join(poppler_pages(target.read_bytes())))


def test_a_line_that_comes_twice_is_done_once_and_never_tells_whose_it_was(cli):
    answers = cli.done(VISIT | {"command_id": "a"}, VISIT | {"command_id": "a"})
    assert [answer["repeated"] for answer in answers] == [False, True]
    assert "张来访" not in str(answers)


def test_in_clear_is_told_by_right_and_exported_on_record(cli, tmp_path: Path):
    cli.done(VISIT)
    asked = ("reveal", "LF20260001", "--purpose", "家长投诉")
    assert "不能办" in cli.refused(*asked)["refused"]
    shown = cli.json("--as", DIRECTOR, *asked)
    assert shown["values"] == {"来访人姓名": "张来访", "联系电话": "13812345678"}
    target = tmp_path / "名单.xlsx"
    days = ("--from", TODAY.isoformat(), "--to", TODAY.isoformat(), "--purpose", "派出所调取")
    assert cli.json("--as", DIRECTOR, "export-visitors", target, *days)["rows"] == 1
    (sheet,) = openpyxl.load_workbook(target).worksheets
    cells = [cell.value for row in sheet for cell in row]
    assert "13812345678" in cells
