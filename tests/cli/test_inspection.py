"""排查 on the command line alone: set up, planned, printed, walked, listed, signed."""

from __future__ import annotations

from pathlib import Path

from tests.builders import COLLEAGUE, DIRECTOR, KEEPER
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages, squeezed

GATE, STAIRS = "东校门", "一楼楼梯"
FIRST, SECOND = "YH20260001", "YH20260002"


def test_a_round_is_planned_printed_walked_and_signed(cli, tmp_path: Path):
    fault = {"check_result": "fault", "observation": "门轨变形", "due_on": "2026-12-10"}
    cli.done(
        line("add_campus_places", names=[GATE, STAIRS], responsible=COLLEAGUE),
        line("adopt_check_items", categories=["围墙校门", "防踩踏"]),
        line("set_check_points", places=[GATE], items=["B03", "B04"]),
        line("set_check_points", places=[STAIRS], items=["J01"]),
        line("adopt_usual_plan", led_by=DIRECTOR, from_on="2026-11-01"),
        line("make_due_inspections", rules=["全校拉网式排查"]),
    )
    for name, title, words, code in (
        ("campus_places", "场所", GATE, "CS0001"),
        ("check_items", "检查项目", "B03", "B03"),
        ("inspection_plan", "计划名称", "全校拉网式排查", "PC003"),
    ):
        rows = {next(iter(row.values())): row for row in cli.json("list", name)["rows"]}
        for asked in (words, rows[code][title]):
            shown = cli.json("show", asked)
            assert (shown["number"], shown["fields"]) == (code, rows[code])
    paper = tmp_path / "paper.pdf"
    cli.json("print", FIRST, str(paper))
    gate, stairs = map(squeezed, poppler_pages(paper.read_bytes()))
    for word in ("安全隐患排查表", GATE, COLLEAGUE, "B03", "上次发现", "被查部门负责人"):
        assert word in gate
    assert STAIRS in stairs
    assert "not_walked" in str(cli.refused("print", FIRST, str(paper), "--form", "slip"))
    cli.done(
        line("record_findings", number=FIRST, lines=[{"line": 1, **fault}], rest_sound=True),
        line("record_findings", number=FIRST, lines=[{"line": 2, "observation": "锁着"}]),
    )
    cli.json("print", FIRST, str(paper))
    (record,) = map(squeezed, poppler_pages(paper.read_bytes()))
    for word in ("安全隐患排查记录表", "门轨变形", "较大", "限期整改", "2026-12-10", "未查"):
        assert word in record
    cli.done(
        line("record_signature", number=FIRST, step="head", person=KEEPER),
        line("record_signature", number=FIRST, step="group_leader"),
    )
    shown = cli.json("show", FIRST)
    assert "1 个检查点没有查到" in shown["missing"]
    (found,) = cli.json("list", "inspection_findings")["rows"]
    assert (found["场所"], found["期限"]) == (GATE, "2026-12-10")
    (left,) = cli.json("list", "inspection_points_open")["rows"]
    assert left["没查的原因"] == "锁着"
    cli.done(line("open_inspection", kind="拉网式", led_by=DIRECTOR))
    cli.json("print", SECOND, str(paper), "--form", "sheets")
    gate = squeezed(poppler_pages(paper.read_bytes())[0])
    assert "11-22×门轨变形" in gate
    assert cli.json("check")["ok"]
