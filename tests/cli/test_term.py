"""开学准备 on the command line alone: planned, bought for, handed out, printed, ticked off."""

from __future__ import annotations

from pathlib import Path

from tests.builders import CENTRAL, COLLEAGUE, DIRECTOR
from tests.cli.speaking import line
from tests.documents.reading import poppler_pages, squeezed

PLAN = "KX202602"


def test_a_term_is_planned_handed_out_printed_and_ticked_off(cli, tmp_path: Path):
    cli.done(
        line("add_item", code="CHALK", name="粉笔", kind="material", unit="盒"),
        line(
            "set_kit",
            name="班级用品",
            basis="each_class",
            lines=[{"item": "CHALK", "quantity": 5}],
        ),
        line("open_term_plan", year=2026, season="autumn", begins_on="2026-12-01"),
        line(
            "set_term_groups",
            plan=PLAN,
            groups=[
                {"name": "一（1）班", "kind": "class", "grade": 1, "heads": 40, "taker": COLLEAGUE},
                {"name": "一（2）班", "kind": "class", "grade": 1, "heads": 41, "taker": DIRECTOR},
            ],
        ),
    )
    shown = cli.json("show", PLAN)
    assert [(one["名称"], one["需求"], one["需购"]) for one in shown["lines"]] == [("粉笔", 10, 10)]
    assert "还有 1 种物品要买" in shown["missing"]
    receipt = [{"item": "CHALK", "quantity": 12, "amount": "60.00"}]
    cli.done(
        line("receive_stock", storeroom=CENTRAL, source="opening", lines=receipt),
        line("hand_out_term", plan=PLAN, storeroom=CENTRAL),
        line("tick_term_check", plan=PLAN, title="课桌椅", remarks="完好"),
    )
    (row,) = cli.json("list", "term_needs")["rows"]
    assert (row["需求"], row["已发"], row["未发"], row["库存"], row["需购"]) == (10, 10, 0, 2, 0)
    for form, words in (
        ("needs", ("开学需求汇总", "粉笔", "CHALK")),
        ("signing", ("开学发放签收表", "一年级", "一（2）班", COLLEAGUE, "LY20260001", "签名")),
        ("checks", ("水电检修表", "灭火器和消防栓", "完好")),
    ):
        paper = tmp_path / f"{form}.pdf"
        cli.json("print", PLAN, str(paper), "--form", form)
        (page,) = poppler_pages(paper.read_bytes())
        for word in words:
            assert word in squeezed(page)
    assert cli.json("show", "TZ001")["lines"][0]["每份数量"] == 5
    (plan,) = cli.json("list", "term_plans")["rows"]
    assert (plan["检查"], plan["没发齐"]) == ("1/12", 0)
