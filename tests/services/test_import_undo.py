"""撤回导入: a batch is taken back whole while nothing depends on it, and may come again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import IntegrityError

from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.assets.pictures import AttachToAsset
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.undo import UndoImport
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage.base import db
from houqin_desktop.storage.card import values_of_card
from tests.builders import CAR, COLLEAGUE, DEPARTMENT, OTHER_ROOM, ROOM, Book

HEADER = (
    "资产编号", "资产名称", "数量", "原值", "取得日期", "使用部门", "使用人", "保管室", "存放地点",
)  # fmt: skip
LISTS = ("assets", "people", "departments", "storerooms", "pending")


def bring_in(book: Book, *rows: tuple[Any, ...], digest: str = "ab") -> str:
    grid = SheetGrid("台账", (HEADER, *rows))
    plan = plan_import(book.session, Workbook("旧台账.xlsx", digest * 32, (grid,)))
    number = import_plan(book.session, plan)
    assert number is not None
    return number


def listed(book: Book, on: date | None = None) -> dict[str, Any]:
    """Return every list of the school as the command line gives it, without the keys of rows."""
    found = {}
    for name in LISTS:
        one = register(book.session, name, on if name == "assets" else None)
        keys = one.index().keys
        found[name] = one.rows(keys)
    return found


def take_back(book: Book, number: str) -> None:
    assert book.run(UndoImport(batch=number)).number == number
    book.require_whole()


def test_a_batch_taken_back_leaves_every_list_as_it_was(book: Book):
    book.asset(code="TY000")
    before = listed(book), listed(book, date(2026, 1, 1))
    number = bring_in(
        book,
        ("TY001", "课桌", 2, 300, "2015-09", "新设处", "新来的", ROOM, "一楼"),
        ("", "椅", 1, 50, "2016", DEPARTMENT, COLLEAGUE, "", ""),
    )
    assert listed(book) != before[0]
    take_back(book, number)
    assert (listed(book), listed(book, date(2026, 1, 1))) == before


def test_a_batch_may_come_in_again_with_the_same_numbers(book: Book):
    rows = (
        ("TY001", "课桌", 2, 300, "2015-09", "新设处", "新来的", ROOM, "一楼"),
        ("", "椅", 1, 50, "2016", "", "", "", ""),
        ("", "柜", 1, 50, "2016", "", "", "", ""),
    )
    number = bring_in(book, *rows)
    first = listed(book)
    take_back(book, number)
    again = bring_in(book, *rows)
    assert again == "DR20260002"
    assert listed(book) == first
    book.require_whole()


def test_the_next_number_after_taking_back_is_the_one_before_the_import(book: Book):
    number = bring_in(book, *[("", f"椅{n}", 1, 50, "2016", "", "", "", "") for n in range(3)])
    take_back(book, number)
    assert [book.asset() for _ in range(4)] == [f"ZC202600000{n}" for n in (1, 2, 3, 4)]


def test_corrected_cards_read_as_before(book: Book):
    bring_in(book, ("TY001", "课桌", 2, 300, "2015-09", DEPARTMENT, COLLEAGUE, ROOM, "一楼"))
    book.advance(40)
    before = listed(book), listed(book, date(2026, 12, 1))
    number = bring_in(
        book,
        ("TY001", "课桌", 5, 900, "2016-01-02", "新设处", "新来的", OTHER_ROOM, "二楼"),
        digest="cd",
    )
    assert listed(book) != before[0]
    book.advance(70)
    take_back(book, number)
    book.move_to(date(2027, 1, 1))
    assert (listed(book), listed(book, date(2026, 12, 1))) == before
    (last,) = book.rows("custody", "to_on IS NULL")
    assert last["holder_id"] == book.value("SELECT id FROM person WHERE name = ?", COLLEAGUE)


def test_a_flag_and_its_words_go_with_the_batch_that_set_them(book: Book):
    bring_in(book, ("TY001", "课桌", 2, 300, "2015-09", "", "", "", ""))
    number = bring_in(book, ("TY001", "课桌", 2, 300, "", "", "甲、乙", "", "二楼"), digest="cd")
    assert json.loads(book.card("TY001")["as_written"]) == {"使用人": "甲、乙"}
    take_back(book, number)
    card = book.card("TY001")
    assert (card["unverified"], card["as_written"], card["place"]) == (0, "{}", "")


@pytest.mark.parametrize(
    "later",
    [
        CorrectAsset(code="TY001", place="二楼"),
        CorrectAsset(code="TY001", holder=COLLEAGUE),
        ChangeValue(code="TY001", delta=100, reason="加内存"),
    ],
    ids=["corrected", "custody", "value"],
)
def test_a_batch_with_a_card_that_changed_later_stays(book: Book, later):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "", "", "", ""))
    book.run(later)
    book.refuses(UndoImport(batch=number), "batch_in_use")


def test_a_batch_with_a_card_on_a_case_stays_and_the_refusal_names_the_card(book: Book):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "", "", "", ""))
    book.apply("TY001")
    with book.refusing("batch_in_use"):
        book.run(UndoImport(batch=number))
    with pytest.raises(Exception, match="TY001"):
        book.run(UndoImport(batch=number))


def test_later_imports_are_taken_back_first(book: Book):
    first = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "", "", "", ""))
    second = bring_in(book, ("TY001", "课桌", 3, 300, "", "", "", "", ""), digest="cd")
    book.refuses(UndoImport(batch=first), "batch_in_use")
    take_back(book, second)
    take_back(book, first)
    assert listed(book)["assets"] == []


def test_a_batch_is_taken_back_once(book: Book):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "", "", "", ""))
    take_back(book, number)
    book.refuses(UndoImport(batch=number), "already_undone")
    book.refuses(UndoImport(batch="DR20269999"), "unknown_batch")


def test_a_withdrawn_card_is_not_found_and_not_used(book: Book):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "", "", "", ""))
    take_back(book, number)
    book.refuses(CorrectAsset(code="TY001", place="x"), "unknown_asset")
    gone = f"TY001({number})"
    book.refuses(CorrectAsset(code=gone, place="x"), "withdrawn")
    assert not register(book.session, "assets").index().keys


def test_people_and_departments_that_something_else_uses_stay(book: Book):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "新设处", "新来的", "", ""))
    book.asset(code="TY009", holder="新来的", using_department="新设处")
    before = listed(book)
    take_back(book, number)
    after = listed(book)
    assert [row[1] for row in after["people"]] == [row[1] for row in before["people"]]
    assert "新设处" in {row[0] for row in after["departments"]}


def test_a_closed_department_and_person_may_be_registered_by_hand(book: Book):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "新设处", "新来的", "", ""))
    take_back(book, number)
    book.run(AddDepartment(name="新设处"))
    book.run(AddPerson(name="新来的"))
    book.asset(code="TY010", holder="新来的", using_department="新设处")
    book.require_whole()


def test_undo_of_the_command_takes_the_batch_back(book: Book):
    bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "", "", "", ""))
    command_id = book.value("SELECT id FROM command WHERE verb = 'import_assets'")
    book.run(UndoCommand(command_id=command_id))
    assert listed(book)["assets"] == []
    book.require_whole()


def test_taking_back_is_not_dated_before_the_import(book: Book):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "", "", "", ""))
    book.refuses(UndoImport(batch=number), "undo_order", on=date(2026, 11, 1))


CELLS = st.tuples(
    st.sampled_from(["", "TY001", "TY002", "TY003", "ZC2026000002"]),
    st.just("课桌"),
    st.integers(1, 5),
    st.integers(0, 500),
    st.sampled_from(["", "2015", "2015-09", "95年", "2016-03-01"]),
    st.sampled_from(["", DEPARTMENT, "新设处"]),
    st.sampled_from(["", COLLEAGUE, "新来的", "甲、乙"]),
    st.sampled_from(["", ROOM, OTHER_ROOM, "地下室"]),
    st.sampled_from(["", "一楼", "二楼"]),
)
ROWS = st.lists(CELLS, min_size=1, max_size=5, unique_by=lambda row: row[0] or object())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=ROWS, second=ROWS, days=st.integers(0, 70))
def test_whatever_comes_in_can_be_taken_back_and_comes_in_the_same(
    book: Book, first: list[Any], second: list[Any], days: int
):
    rest = listed(book)
    base = bring_in(book, *first)
    before = listed(book)
    grid = SheetGrid("台账", (HEADER, *second))
    plan = plan_import(book.session, Workbook("新.xlsx", "cd" * 32, (grid,)))
    number = import_plan(book.session, plan)
    after = listed(book)
    if number is not None:
        take_back(book, number)
        assert listed(book) == before
        again = import_plan(
            book.session, plan_import(book.session, Workbook("新.xlsx", "cd" * 32, (grid,)))
        )
        assert again is not None
        assert listed(book) == after
        take_back(book, again)
    take_back(book, base)
    assert listed(book) == rest


def test_the_rarer_columns_of_corrected_cards_read_as_before(book: Book):
    book.asset(code="C1", name="轿车", category=CAR, details=(("车牌号", "湘C1"),))
    header = ("资产编号", "资产名称", "数量", "原值", "车牌号", "座位数")
    grid = SheetGrid("车", (header, ("C1", "轿车", 1, 1200, "湘C9", 5)))
    plan = plan_import(book.session, Workbook("车.xlsx", "ab" * 32, (grid,)))
    number = import_plan(book.session, plan)
    assert number is not None
    card_id = book.card("C1")["id"]
    assert values_of_card(card_id) == {"plate_number": "湘C9", "seats": "5"}
    take_back(book, number)
    assert values_of_card(card_id) == {"plate_number": "湘C1"}


def test_a_batch_with_a_photographed_card_stays_by_code_and_by_schema(book: Book, tmp_path: Path):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2015-09", "", "", "", ""))
    paper = tmp_path / "发票.pdf"
    paper.write_bytes(b"%PDF-1.7 invoice")
    book.run(AttachToAsset(code="TY001", file=str(paper)))
    book.refuses(UndoImport(batch=number), "batch_in_use")
    with pytest.raises(IntegrityError, match="不能撤回"):
        db.execute_sql(
            "INSERT INTO import_undo (id, undone_on) SELECT id, '2026-11-22' FROM import_batch"
        )


def test_somebody_who_left_is_not_brought_back_by_the_ledger(book: Book):
    row = ("TY001", "课桌", 2, 300, "2015-09", "", "新来的", ROOM, "一楼")
    book.run(AddPerson(name="新来的"))
    left_on = book.today
    book.run(RecordDeparture(person="新来的"))
    number = bring_in(book, row)
    book.advance()
    take_back(book, number)
    bring_in(book, row)
    assert book.custody("TY001") == []
    assert lookup.person("新来的").left_on == left_on
    book.require_whole()
