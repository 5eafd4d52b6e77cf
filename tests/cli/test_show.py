"""`show`: one card or one case, whole."""

from __future__ import annotations

import pytest

from tests.builders import COLLEAGUE, KEEPER
from tests.cli.speaking import application, card, line, require_sentence, signature


@pytest.mark.parametrize("written", ["PC-1", "pc-1", "ＰＣ-1", " PC-1 "])
def test_a_number_is_found_however_it_is_typed(cli, written):
    cli.done(card(code="PC-1"))
    assert cli.json("show", written)["number"] == "PC-1"


@pytest.mark.parametrize("written", ["", "没有", "A" * 65, "a\nb", "'; --", "%"])
def test_a_number_that_nothing_has_is_refused(cli, written):
    require_sentence(cli.refused("show", written)["refused"])


def test_a_card_says_what_it_still_lacks(cli):
    cli.done(card(code="PC-1", holder=COLLEAGUE, keeper=KEEPER))
    assert cli.json("show", "PC-1")["missing"] == ["责任人待补"]


def test_the_story_of_a_card_is_told_the_oldest_first(cli):
    cli.done(
        card(code="PC-1", on="2026-01-05"),
        line("correct_asset", code="PC-1", place="三楼", on="2026-02-01"),
        application("PC-1", on="2026-03-01"),
    )
    history = cli.json("show", "PC-1")["history"]
    assert [event["on"] for event in history] == ["2026-01-05", "2026-02-01", "2026-03-01"]
    assert history[-1]["number"] == "BF20260001"


def test_a_card_that_has_left_is_still_shown(cli):
    cli.done(card(code="PC-1"), application("PC-1"))
    cli.done(
        *(signature("BF20260001") for _ in range(4)),
        line("write_off_disposal", number="BF20260001"),
    )
    assert cli.json("show", "PC-1")["fields"]["状态"] == "已处置"


def test_the_next_step_of_a_case_is_always_named(cli):
    number = "BF20260001"
    cli.done(card(code="PC-1"), application("PC-1"))
    following = []

    def step(*lines):
        cli.done(*lines)
        following.append(cli.json("show", number)["next"])

    step(line("record_printing", number=number))
    step(line("return_disposal", number=number, opinion="补照片"))
    step(line("change_disposal", number=number), line("record_printing", number=number))
    step(*(signature(number) for _ in range(4)))
    step(line("write_off_disposal", number=number))
    step(line("record_residual", number=number, method="出售", amount="5.00"))
    assert [entry and entry["command"] for entry in following] == [
        "record_signature",
        "change_disposal",
        "record_signature",
        "write_off_disposal",
        "record_residual",
        None,
    ]


def test_signatures_on_void_paper_stay_in_the_story_and_do_not_count(cli):
    cli.done(card(code="PC-1"), application("PC-1"), signature("BF20260001"))
    cli.done(line("change_disposal", number="BF20260001", reason_note="补充"))
    shown = cli.json("show", "BF20260001")
    assert [step["state"] for step in shown["signatures"]] == ["待签", "未到", "未到", "未到"]
    assert any("第 1 版，已作废" in event["text"] for event in shown["history"])


def test_without_json_a_case_is_told_in_lines(cli):
    cli.done(card(code="PC-1"), application("PC-1", reason_note="一\n二\t三"))
    rows = cli.ask("show", "BF20260001").table
    assert ["单号", "BF20260001"] in rows
    assert ["数量", "1"] in rows
    assert ["原因说明", "一 二 三"] in rows
    assert rows[-1] == ["下一步", "打印单据（record_printing）"]
    (thing,) = (row for row in rows if row[:2] == ["1", "PC-1"])
    assert thing[2:6] == ["台式计算机", "", "台", "1"]
