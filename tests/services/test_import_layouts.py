"""A person's word on a kind of ledger is kept with the import and used for the next such file."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.ledger.choices import LayoutChoice, LedgerChoices
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger_sides import FAULTS_TITLE
from houqin_desktop.services.importing.plan import ImportPlan
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from tests.builders import Book

HEADER = ("卡号", "资产名称", "数量", "原值", "摆在哪")


def tried(
    book: Book, *rows: tuple[Any, ...], choices: LedgerChoices | None = None, name: str = "甲.xlsx"
) -> ImportPlan:
    workbook = Workbook(name, "ab" * 32, (SheetGrid("台账", (HEADER, *rows)),))
    return plan_import(book.session, workbook, choices or LedgerChoices())


def corrected(book: Book) -> LedgerChoices:
    signature = tried(book, ("A1", "课桌", 1, 2, "一楼")).ledger.tables[0].signature
    choice = LayoutChoice({0: "code", 4: "place", 2: None}, unit_fen=1_000_000, height=1)
    return LedgerChoices(layouts={signature: choice})


def test_what_was_said_of_a_file_holds_for_the_next_of_its_kind(book: Book):
    plan = tried(book, ("A1", "课桌", 1, 2, "一楼"), choices=corrected(book))
    import_plan(book.session, plan)
    card = book.card("A1")
    assert (card["place"], card["original_value_fen"]) == ("一楼", 2_000_000)
    assert len(book.rows("import_layout")) == 1
    later = tried(book, ("A2", "椅子", 3, 1, "二楼"), name="乙.xlsx")
    assert any("按上次的认法" in note.message and "甲.xlsx" in note.message for note in later.notes)
    import_plan(book.session, later)
    card = book.card("A2")
    assert (card["place"], card["original_value_fen"], card["quantity"]) == ("二楼", 1_000_000, 1)
    book.require_whole()


def test_a_new_word_goes_over_what_is_remembered(book: Book):
    choices = corrected(book)
    import_plan(book.session, tried(book, ("A1", "课桌", 1, 2, "一楼"), choices=choices))
    (signature,) = choices.layouts
    said = LedgerChoices(layouts={signature: LayoutChoice({0: "former_code", 4: None})})
    plan = tried(book, ("A2", "椅子", 1, 2, "二楼"), choices=said)
    assert not any("按上次的认法" in note.message for note in plan.notes)
    import_plan(book.session, plan)
    (card,) = book.rows("asset", "name = '椅子'")
    assert (card["former_code"], card["place"]) == ("A2", "")
    assert len(book.rows("import_layout")) == 1


def test_nothing_is_remembered_of_an_import_that_was_not_made(book: Book):
    tried(book, ("A1", "课桌", 1, 2, "一楼"), choices=corrected(book))
    assert book.rows("import_layout") == []


def test_the_column_of_faults_is_not_read_and_changes_no_kind_of_file(book: Book):
    plain = tried(book, ("A1", "课桌", 1, 2, "一楼"))
    header = (*HEADER, FAULTS_TITLE)
    row = ("A1", "课桌", 1, 2, "一楼", "原值不对")
    workbook = Workbook("甲.xlsx", "ab" * 32, (SheetGrid("台账", (header, row)),))
    mended = plan_import(book.session, workbook)
    assert mended.ledger.tables[0].signature == plain.ledger.tables[0].signature
    assert mended.rows[0].row.fingerprint == plain.rows[0].row.fingerprint
    assert not any(issue.header == FAULTS_TITLE for issue in mended.issues)
