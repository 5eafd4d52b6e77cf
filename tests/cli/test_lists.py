"""`list`: the search box, the filters, the order and the day of a register."""

from __future__ import annotations

import pytest

from houqin_desktop.services.registers.listing import REGISTERS
from tests.builders import COMPUTER, OTHER_ROOM, ROOM
from tests.cli.speaking import application, card, line, require_sentence

WITH_PAST = ("items", "stock", "equipment", "emergency_plans", "regulations")


@pytest.fixture
def filled(cli):
    """Return a command line whose book holds three cards of two rooms."""
    cli.done(
        card(code="A-1", name="台式计算机", original_value="4000.00", holder="吴电脑"),
        card(
            code="B-2",
            name="篮球架",
            category=None,
            storeroom=OTHER_ROOM,
            original_value="900.00",
            quantity=3,
        ),
        card(
            code="C-3",
            name="显示器",
            category=None,
            original_value="1500.00",
            status="idle",
            acquired_on="2019",
        ),
    )
    return cli


def codes(cli, *words):
    return [row["资产编号"] for row in cli.json("list", "assets", *words)["rows"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("计算机", ["A-1"]),
        ("tsjsj", ["A-1"]),
        ("a-1", ["A-1"]),
        ("吴电脑", ["A-1"]),
        ("体育室", ["B-2"]),
        ("电脑室 闲置", ["C-3"]),
        ("2019", ["C-3"]),
        ("计算机 篮球", []),
        ("-3", ["C-3"]),
        ("%", []),
        ("'", []),
        ("", ["A-1", "B-2", "C-3"]),
    ],
)
def test_the_search_box_narrows_by_every_word(filled, words, found):
    assert sorted(codes(filled, "--where", words)) == found


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (f"storeroom={ROOM}", ["A-1", "C-3"]),
        (f"category={COMPUTER}", ["A-1"]),
        ("status=idle", ["C-3"]),
        ("status=闲置", ["C-3"]),
        ("storeroom=没有", []),
    ],
)
def test_a_filter_narrows_to_one_facet(filled, condition, found):
    assert codes(filled, "--filter", condition) == found


@pytest.mark.parametrize("condition", ["资产编号==A-1", "资产编号=a-1"])
def test_a_column_narrows_as_by_the_words_under_its_head(filled, condition):
    assert codes(filled, "--filter", condition) == ["A-1"]
    answer = filled.ask("list", "assets", "--filter", "原值=<0", "--json")
    assert answer.document["rows"] == []
    assert filled.refused("list", "assets", "--filter", "颜色=红")["code"] == "unknown_column"


def test_several_filters_and_words_narrow_together(filled):
    assert codes(filled, "--filter", f"storeroom={ROOM}", "--filter", "status=在用") == ["A-1"]
    assert codes(filled, "--filter", f"storeroom={ROOM}", "--where", "显示") == ["C-3"]


def test_a_column_with_a_minus_sorts_downwards_however_it_is_written(filled):
    assert codes(filled, "--sort", "原值") == ["B-2", "C-3", "A-1"]
    assert codes(filled, "--sort", "-原值") == ["A-1", "C-3", "B-2"]
    assert codes(filled, "--sort=-原值") == ["A-1", "C-3", "B-2"]
    assert codes(filled, "--sort", "状态", "--sort", "-原值") == ["C-3", "A-1", "B-2"]


def test_the_totals_are_those_of_the_rows_in_view(filled):
    totals = filled.json("list", "assets", "--where", "篮球")["totals"]
    assert totals == {"行数": 1, "数量": 3, "原值": "900.00"}


def test_a_register_without_values_speaks_of_its_rows_alone(filled):
    assert filled.ask("list", "people").err == "共 8 条\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--filter", "storeroom"), "filter"),
        (("--filter", "colour=red"), "unknown_facet"),
        (("--filter", "status=坏了"), "filter"),
        (("--sort", "颜色"), "unknown_column"),
        (("--sort", "-"), "unknown_column"),
        (("--as-of", "2026-11-23"), "future_date"),
        (("--as-of", "2024-02-31"), "bad_date"),
        (("--as-of", "2026-11"), "bad_date"),
        (("--as-of", "0001-01-01"), "bad_date"),
        (("--as-of", ""), "bad_date"),
    ],
)
def test_a_question_that_the_register_cannot_answer_is_refused(filled, words, code):
    refused = filled.refused("list", "assets", *words)
    assert refused["code"] == code
    require_sentence(refused["refused"])


# Of these an earlier day can be listed too.
WITH_PAST = ("items", "stock", "equipment", "emergency_plans", "regulations")


@pytest.mark.parametrize("register", [name for name in REGISTERS if name != "assets"])
def test_a_filter_or_a_column_of_another_register_is_refused(filled, register):
    filled.done(application("A-1"))
    asked = filled.ask("list", register, "--filter", "colour=red")
    empty = not filled.json("list", register)["rows"]
    assert asked.code == (0 if empty else 1)
    assert filled.ask("list", register, "--sort", "颜色").code == 1
    past = filled.ask("list", register, "--as-of", "2026-01-01", "--json")
    assert past.code == (0 if register in WITH_PAST else 1)
    filled.json("list", register, "--as-of", "2026-11-22")


def test_the_register_of_an_earlier_day_says_which_cards_were_entered_later(cli):
    cli.done(
        card(code="A-1", on="2026-01-05"),
        line("change_value", code="A-1", delta="500.00", reason="扩容", on="2026-06-01"),
        card(code="A-2", acquired_on="2026-03-01"),
        card(code="A-3", acquired_on="2026-09-01"),
    )
    answer = cli.ask("list", "assets", "--as-of", "2026-04-01", "--json")
    document = answer.document
    assert document["as_of"] == "2026-04-01"
    assert [(row["资产编号"], row["原值"]) for row in document["rows"]] == [
        ("A-1", "1200.00"),
        ("A-2", "1200.00"),
    ]
    assert "之后才登记" in answer.err
    assert cli.json("list", "assets")["totals"]["原值"] == "4100.00"


def test_a_cell_with_a_line_break_stays_one_row_of_the_table(cli):
    cli.done(card(code="A-1", remarks="第一行\n第二行\t尾"))
    head, row = cli.ask("list", "assets").table
    assert len(row) == len(head)
    assert row[head.index("备注")] == "第一行 第二行 尾"


def test_the_ways_out_of_the_school_are_listed_with_step_and_days(cli):
    cli.done(
        card(code="A-1", status="pending_disposal", on="2026-11-01"),
        card(code="A-2", on="2026-11-01"),
        application("A-2", on="2026-11-12"),
    )
    rows = {row["资产编号"]: row for row in cli.json("list", "pending")["rows"]}
    assert (rows["A-1"]["单号"], rows["A-1"]["办理步骤"]) == (None, "未申请")
    assert (rows["A-2"]["单号"], rows["A-2"]["等待天数"]) == ("BF20260001", 10)
    (case,) = cli.json("list", "disposals", "--filter", "state=签批中")["rows"]
    assert (case["单号"], case["大小件"], case["原值"]) == ("BF20260001", "小件", "1200.00")
