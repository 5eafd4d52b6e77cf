"""Old codes come in with their edition, wait with a suggestion, and are accepted many at once."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.asset import CategoryEdition
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.category_edition import (
    AssignCategories,
    acceptance,
    waiting_codes,
)
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.registers.listing import Filter, register
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from tests.builders import COMPUTER, Book

HEADER = ("资产编号", "资产名称", "分类代码", "数量", "原值")


def bring(book: Book, *rows: tuple[Any, ...]) -> Any:
    grid = SheetGrid("台账", (HEADER, *rows))
    plan = plan_import(book.session, Workbook("旧.xlsx", "ef" * 32, (grid,)))
    import_plan(book.session, plan)
    return plan


def code_of(book: Book, code: str) -> tuple[Any, ...]:
    card = book.card(code)
    return card["category_code"], card["former_category_code"], card["category_edition"]


def test_old_codes_come_in_with_their_edition_and_become_no_present_ones(book: Book):
    plan = bring(
        book,
        ("A1", "学生机", "2010104", 1, 5000),
        ("A2", "台式机", "711701", 1, 5000),
        ("A3", "笔记本电脑", "A02010105", 1, 5000),
        ("A4", "文件柜", "A06010501", 1, 500),
        ("A5", "台式机", "A02010105", 1, 5000),
    )
    assert code_of(book, "A1") == (None, "2010104", "gbt2010")
    assert code_of(book, "A2") == (None, "711701", "gbt1994")
    assert code_of(book, "A3") == (None, "A02010105", "procurement2013")
    assert code_of(book, "A4") == (None, "A06010501", "procurement2013")
    assert code_of(book, "A5") == (COMPUTER, "", None)
    # Seven digits are plain; what could be read otherwise is to be looked at.
    assert [book.card(f"A{n}")["unverified"] for n in range(1, 6)] == [0, 1, 1, 1, 0]
    assert sum("待转为现行代码" in issue.message for issue in plan.issues) == 4
    book.require_whole()


def test_each_waiting_card_has_a_suggestion_that_is_written_nowhere(book: Book):
    bring(book, ("A1", "学生机", "2010104", 1, 5000), ("A2", "话筒", "2321106", 1, 500))
    found = {one.code: one for one in waiting_codes()}
    assert found["A1"].suggestion is not None
    assert found["A1"].suggestion.code == COMPUTER
    assert found["A1"].meaning == "台式机"
    assert book.card("A1")["category_code"] is None
    fields = {k: v for _, fields in asset_card(book.session, "A1").blocks for k, v in fields}
    assert fields["原分类代码"] == "2010104 台式机（国标2010版）"
    assert fields["建议分类"] == "A02010105 台式计算机（待确认）"


def test_many_suggestions_are_accepted_as_one_command_and_taken_back(book: Book):
    bring(book, ("A1", "学生机", "2010104", 1, 5000), ("A2", "话筒", "2321106", 1, 500))
    seq = book.value("SELECT max(seq) FROM journal")
    result = book.run(acceptance(waiting_codes()))
    assert result.ids == ("A1", "A2")
    assert book.value("SELECT count(*) FROM command WHERE seq > ?", seq) == 1
    assert code_of(book, "A1") == (COMPUTER, "2010104", "gbt2010")
    assert book.card("A1")["life_months"] == 72
    assert waiting_codes() == []
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))
    assert code_of(book, "A1") == (None, "2010104", "gbt2010")
    assert book.card("A1")["life_months"] is None
    assert len(waiting_codes()) == 2
    book.require_whole()


def test_an_accepted_code_leaves_a_life_that_somebody_set(book: Book):
    bring(book, ("A1", "学生机", "2010104", 1, 5000))
    book.run(CorrectAsset(code="A1", life_months=60))
    book.run(AssignCategories(categories=(("A1", COMPUTER),)))
    assert (book.card("A1")["life_months"], book.card("A1")["minimum_life_months"]) == (60, 72)


def test_what_cannot_be_accepted_is_refused_whole(book: Book):
    bring(book, ("A1", "学生机", "2010104", 1, 5000))
    book.refuses(AssignCategories(categories=()), "no_assets")
    pairs = (("A1", COMPUTER), ("A9", COMPUTER))
    book.refuses(AssignCategories(categories=pairs), "unknown_asset")
    book.refuses(AssignCategories(categories=(("A1", "2010104"),)), "unknown_category")
    book.refuses(AssignCategories(categories=(("A1", ""),)), "nothing_changed")
    plain = book.asset()
    book.refuses(AssignCategories(categories=((plain, ""),)), "no_former_code")


def test_an_old_code_is_written_and_cleared_by_hand(book: Book):
    code = book.asset(name="学生机", category=None)
    book.run(CorrectAsset(code=code, former_category_code="2010104"))
    assert code_of(book, code) == (None, "2010104", CategoryEdition.GBT2010.value)
    book.refuses(CorrectAsset(code=code, former_category_code="A02010105"), "unknown_former_code")
    book.run(CorrectAsset(code=code, clear=("former_category_code",)))
    assert code_of(book, code) == (None, "", None)
    book.require_whole()


def test_the_register_narrows_to_what_waits_and_finds_the_old_code(book: Book):
    bring(book, ("A1", "学生机", "2010104", 1, 5000))
    book.asset()
    cards = register(book.session, "assets")
    waiting = cards.index((Filter("old_code", "", "旧代码待转"),)).keys
    assert list(waiting) == [book.card("A1")["id"]]
    assert "2010104" in cards.texts(list(waiting))[0]
    listed = register(book.session, "old_codes")
    (key,) = listed.index().keys
    assert listed.rows([key])[0][2:7] == (
        "2010104",
        "国标2010版",
        "台式机",
        COMPUTER,
        "台式计算机",
    )


def test_the_same_old_ledger_again_changes_nothing(book: Book):
    rows = (("A1", "学生机", "2010104", 1, 5000),)
    bring(book, *rows)
    book.run(acceptance(waiting_codes()))
    grid = SheetGrid("台账", (HEADER, *rows))
    again = plan_import(book.session, Workbook("旧.xlsx", "ee" * 32, (grid,)))
    assert again.counts["unchanged"] == 1
