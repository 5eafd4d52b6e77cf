"""A count on the command line alone: opened, counted, listed, shown, printed, signed off."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import CENTRAL, OTHER_ROOM, ROOM
from tests.cli.speaking import card, line, require_sentence

NUMBER = "PD20260001"
FORMS = ("sheet", "blind", "surplus", "shortage", "differences", "by_class", "by_room", "report")


@pytest.fixture
def counted(cli):
    """A count of two cards: PC-1 is missing, PC-2 lies in another room."""
    cli.done(
        card(code="PC-1"),
        card(code="PC-2"),
        line("open_count"),
        line("record_count_lines", number=NUMBER, room=ROOM, lines=[{"line": 1, "quantity": 0}]),
        line(
            "record_count_lines",
            number=NUMBER,
            room=OTHER_ROOM,
            lines=[{"code": "PC-2", "quantity": 1}],
        ),
    )
    return cli


def test_the_next_step_of_a_count_is_always_named(cli):
    cli.done(card(code="PC-1"), line("open_count"))
    following = []
    for each in (
        line("record_count_lines", number=NUMBER, room=ROOM, lines=[{"line": 1, "quantity": 0}]),
        *(
            line("finish_count_room", number=NUMBER, room=room, counted_by="吴电脑")
            for room in (CENTRAL, ROOM, OTHER_ROOM)
        ),
        line(
            "explain_difference",
            number=NUMBER,
            result="shortage",
            code="PC-1",
            handling="write_off",
            cause="被盗",
        ),
        line("close_count", number=NUMBER, signers="王保管、赵总务"),
        line("settle_difference", number=NUMBER, result="shortage", code="PC-1"),
    ):
        following.append(cli.json("show", NUMBER)["next"]["command"])
        cli.done(each)
    assert following == [
        "record_count_lines",
        "finish_count_room",
        "finish_count_room",
        "finish_count_room",
        "explain_difference",
        "close_count",
        "settle_difference",
    ]
    shown = cli.json("show", NUMBER)
    assert shown["next"] is None
    assert shown["history"][0]["单据"] == "BS20260001"
    assert cli.json("show", "BS20260001")["lines"][0]["资产编号"] == "PC-1"


def test_a_count_is_listed_and_shown(counted):
    (row,) = counted.json("list", "counts")["rows"]
    assert (row["清查编号"], row["状态"], row["差异"], row["待处理"]) == (NUMBER, "盘点中", 2, 2)
    shown = counted.json("show", NUMBER.lower())
    assert {one["资产编号"]: one["结果"] for one in shown["lines"]} == {
        "PC-1": "盘亏",
        "PC-2": "位置不符",
    }
    assert shown["missing"] == ["2 项差异没有原因和处理"]


@pytest.mark.parametrize("form", FORMS)
def test_every_paper_of_a_count_is_drawn(counted, tmp_path: Path, form: str):
    paper = tmp_path / "盘点.pdf"
    answer = counted.json("print", NUMBER, str(paper), "--form", form)
    assert (answer["number"], answer["form"]) == (NUMBER, form)
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_sheet_of_one_room_goes_out_as_a_workbook(counted, tmp_path: Path):
    book = tmp_path / "盘点.xlsx"
    counted.json("print", NUMBER, str(book), "--form", f"sheet:{ROOM}")
    (page,) = load_workbook(book).worksheets
    cells = {cell.value for row in page.iter_rows() for cell in row}
    assert {"资产盘点表", "PC-1", "PC-2"} <= {str(cell).removeprefix("示范小学") for cell in cells}


@pytest.mark.parametrize("form", ["card", "sheet:没有这室"])
def test_a_paper_that_a_count_has_not_is_refused(counted, tmp_path: Path, form: str):
    refused = counted.refused("print", NUMBER, str(tmp_path / "a.pdf"), "--form", form)
    require_sentence(refused["refused"])
