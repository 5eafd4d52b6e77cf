"""The register of a past day stays what it was: only rows dated by that day can change it."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.movement import Amount
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset, RegisterAsset
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.disposal.drafts import PostReversal, ReverseWriteOff
from houqin_desktop.services.importing.undo import UndoImport
from houqin_desktop.services.registers.assets import AssetRegister
from houqin_desktop.services.registers.listing import Filter, Sort, register
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.reports.summary import GROUPINGS, Summary, summary
from houqin_desktop.services.session import open_session
from tests.builders import (
    CAR,
    CENTRAL,
    COLLEAGUE,
    COMPUTER,
    DEPARTMENT,
    KEEPER,
    OTHER_ROOM,
    ROOM,
    Book,
    clock_at,
    copy_book,
)
from tests.services.test_import_undo import bring_in

DAY = date(2026, 2, 1)
FIRST_LOOK = date(2026, 3, 1)
CARDS = ("A-1", "A-2", "A-3", "A-4")


def stand(book: Book) -> None:
    """Register four cards long before the day."""
    book.move_to(date(2025, 10, 8))
    for at, code in enumerate(CARDS):
        book.asset(
            code=code,
            original_value=(at + 1) * 100_001,
            quantity=at + 1,
            acquired_on=PartialDate(2020 + at, 5),
            storeroom=(ROOM, OTHER_ROOM)[at % 2],
        )
    book.move_to(FIRST_LOOK)


def look(book: Book) -> dict[str, list[Any]]:
    """Everything a summary of the day says, by each grouping."""
    return {by: list(summary(book.session, by, DAY).lines) for by in (*GROUPINGS, "2022", "2010")}


def looked(book: Book) -> tuple[dict[str, list[Any]], int]:
    return look(book), summary(book.session, "category", DAY).entered_later


def a_change(code: str, what: str, amount: int) -> Any:
    """One of the things that can happen to a card."""
    corrections: dict[str, Any] = {
        "category": {"category": "A05010201"},
        "storeroom": {"storeroom": (ROOM, OTHER_ROOM, CENTRAL)[amount % 3]},
        "department": {"using_department": DEPARTMENT},
        "quantity": {"quantity": amount},
        "value": {"original_value": amount * 1_000},
        "life": {"life_months": amount + 12},
        "acquired": {"acquired_on": PartialDate(2000 + amount % 20, 3)},
        "status": {"status": "idle"},
    }
    if what == "improve":
        return ChangeValue(code=code, delta=amount * 100, reason="扩容", extra_months=amount)
    if what == "register":
        return RegisterAsset(name="新卡", original_value=amount * 100, category=COMPUTER)
    if what == "status":
        from houqin_desktop.domain.asset import AssetStatus

        return CorrectAsset(code=code, status=AssetStatus.IDLE)
    return CorrectAsset(code=code, **corrections[what])


WHATS = (
    "category", "storeroom", "department", "quantity", "value", "life", "acquired", "status",
    "improve", "register", "write_off",
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(CARDS), st.sampled_from(WHATS), st.integers(1, 90), st.integers(-60, 60)
    ),
    max_size=6,
)


def carry_out(book: Book, code: str, what: str, amount: int, on: date) -> None:
    """Let it happen; what the rules refuse does not happen."""
    try:
        if what == "write_off":
            book.move_to(max(on, FIRST_LOOK))
            book.write_off(book.apply(code))
            return
        draft = a_change(code, what, amount)
        if what == "register":
            draft = RegisterAsset(
                name="新卡",
                original_value=amount * 100,
                category=COMPUTER,
                acquired_on=PartialDate.of(on),
            )
        book.run(draft, on=on)
    except Refused:
        return


@settings(max_examples=40)
@given(CHANGES)
def test_what_happens_later_changes_no_total_of_a_past_day(template: Path, changes: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(copy_book(template, Path(folder)), clock=clock_at(FIRST_LOOK))
        book = Book(session)
        try:
            stand(book)
            before, entered = looked(book)
            for code, what, amount, days in changes:
                book.move_to(max(book.today, FIRST_LOOK) + timedelta(days=1))
                carry_out(book, code, what, amount, DAY + timedelta(days=max(days, 1)))
            assert looked(book) == (before, entered)
        finally:
            session.close()


@settings(max_examples=40)
@given(CHANGES)
def test_what_does_change_a_past_day_is_counted(template: Path, changes: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(copy_book(template, Path(folder)), clock=clock_at(FIRST_LOOK))
        book = Book(session)
        try:
            stand(book)
            before, entered = looked(book)
            touched = set()
            for code, what, amount, days in changes:
                book.move_to(max(book.today, FIRST_LOOK) + timedelta(days=1))
                seen = looked(book)
                carry_out(book, code, what, amount, DAY + timedelta(days=days))
                if looked(book)[0] != seen[0]:
                    assert what != "write_off"
                    assert days <= 0
                    touched.add(code if what != "register" else f"{what}{days}{amount}")
            after, now_entered = looked(book)
            assert now_entered >= entered
            assert after == before or now_entered > entered
            if now_entered == entered:
                assert touched == set()
            require_one_truth(book)
        finally:
            session.close()


def require_one_truth(book: Book) -> None:
    """Hold summary, register and its narrowed lists against each other on several days."""
    for on in (date(2025, 12, 31), DAY, book.today):
        for by in GROUPINGS:
            found: Summary = summary(book.session, by, on)
            cards = register(book.session, "assets", on)
            index = cards.index()
            assert found.total.closing.quantity == sum(index.quantities)
            assert found.total.closing.value_fen == sum(index.values_fen)
            titles = [column.title for column in cards.columns]
            rows = [dict(zip(titles, row, strict=True)) for row in cards.rows(index.keys)]
            assert found.total.accumulated_fen == sum(int(row["累计折旧"] or 0) for row in rows)
            assert found.total.net_fen == sum(int(row["净值"] or 0) for row in rows)
            assert found.total.balances
            for line in found.lines:
                assert line.movement.balances
                narrowed = cards.index((_filter(line.filter),))
                assert line.movement.closing.quantity == sum(narrowed.quantities)
                assert line.movement.closing.value_fen == sum(narrowed.values_fen)


def _filter(found: Filter | None) -> Filter:
    assert found is not None
    return found


def test_a_correction_counts_from_the_day_it_is_made(book):
    stand(book)
    book.run(CorrectAsset(code="A-1", storeroom=OTHER_ROOM, quantity=7), on=date(2026, 2, 20))

    def rooms(on: date) -> dict[str, tuple[int, int]]:
        lines = summary(book.session, "storeroom", on).lines
        return {
            line.label: (line.movement.closing.quantity, line.movement.closing.value_fen)
            for line in lines
        }

    assert rooms(date(2026, 2, 19)) == {OTHER_ROOM: (6, 600_006), ROOM: (4, 400_004)}
    assert rooms(date(2026, 2, 20)) == {OTHER_ROOM: (13, 700_007), ROOM: (3, 300_003)}
    (row,) = [
        row
        for row in register(book.session, "assets", date(2026, 2, 19)).rows([1])
        if row[0] == "A-1"
    ]
    assert row[3] == ROOM


def test_the_order_of_truth_is_that_in_which_rows_were_written(book):
    """A correction dated back holds on its day even where a later-dated one was written first."""
    stand(book)
    book.run(CorrectAsset(code="A-1", storeroom=CENTRAL), on=date(2026, 2, 25))
    book.run(CorrectAsset(code="A-1", storeroom=OTHER_ROOM), on=date(2026, 2, 10))

    def room(on: date) -> object:
        return register(book.session, "assets", on).rows([1])[0][3]

    assert room(date(2026, 2, 9)) == ROOM
    assert room(date(2026, 2, 10)) == OTHER_ROOM
    assert room(date(2026, 2, 26)) == OTHER_ROOM
    assert book.card("A-1")["storeroom_id"] == 3


def test_a_card_acquired_before_but_registered_after_a_day_is_counted_in_it_and_said(book):
    stand(book)
    before = summary(book.session, "category", DAY)
    book.asset(code="A-9", acquired_on=PartialDate(2026, 1, 15))
    book.run(ChangeValue(code="A-2", delta=5_00, reason="补记"), on=date(2026, 1, 20))
    after = summary(book.session, "category", DAY)
    assert (before.entered_later, after.entered_later) == (0, 2)
    assert after.total.closing.quantity == before.total.closing.quantity + 1
    assert after.total.closing.value_fen == before.total.closing.value_fen + 120_000 + 500


def test_the_people_of_a_past_day_are_those_who_had_the_card_then(book):
    book.move_to(date(2026, 1, 5))
    book.asset(code="A-1", holder=KEEPER)
    book.move_to(date(2026, 2, 5))
    book.run(CorrectAsset(code="A-1", holder=COLLEAGUE))

    def holder(on: date) -> object:
        cards = register(book.session, "assets", on)
        (key,) = cards.index(sort=(Sort("使用人"),)).keys
        (row,) = cards.rows([key])
        (text,) = cards.texts([key])
        assert str(row[5]) in text
        return row[5]

    assert holder(date(2026, 2, 4)) == KEEPER
    assert holder(date(2026, 2, 5)) == COLLEAGUE
    (row,) = report(book.session, "custody_list", on=date(2026, 2, 4)).rows
    assert row[1] == "A-1"
    assert report(book.session, "custody_list", on=date(2026, 2, 4), only=COLLEAGUE).rows == ()


def test_a_divided_card_is_whole_before_its_division_and_two_after_it(book):
    book.move_to(date(2026, 1, 5))
    book.asset(code="A-1", quantity=10, original_value=100_003, acquired_on=PartialDate(2024, 3))
    book.move_to(date(2026, 2, 5))
    before = look_at(book, date(2026, 2, 4))
    book.run(SplitAsset(code="A-1", quantity=3, value=None))
    assert look_at(book, date(2026, 2, 4)) == before
    found = summary(book.session, "storeroom", date(2026, 2, 5), date(2026, 2, 1))
    assert found.total.opening == found.total.closing == Amount(10, 100_003)
    assert found.moved.quantity == 3
    assert len(register(book.session, "assets", date(2026, 2, 4)).index().keys) == 1
    assert found.entered_later == 0
    require_one_truth(book)


def look_at(book: Book, on: date) -> list[Any]:
    return list(summary(book.session, "storeroom", on).lines)


def test_a_case_that_was_reversed_is_out_only_between_its_two_papers(book):
    book.move_to(date(2026, 1, 5))
    book.asset(code="A-1")
    number = book.apply("A-1")
    book.write_off(number)
    book.move_to(date(2026, 2, 5))
    red = book.make(ReverseWriteOff(number=number, reason="核错了资产"))
    book.sign_all(red)
    book.run(PostReversal(number=red))
    days = (date(2026, 1, 4), date(2026, 1, 5), date(2026, 2, 4), date(2026, 2, 5))
    closing = [summary(book.session, "status", on).total.closing.quantity for on in days]
    assert closing == [1, 0, 0, 1]
    year = summary(book.session, "storeroom")
    assert (year.total.opening.quantity, year.total.closing.quantity) == (1, 1)
    require_one_truth(book)


def test_an_import_that_was_taken_back_is_in_no_total(book):
    number = bring_in(book, ("TY001", "课桌", 1, 300, "2026-09", "", "", "", ""))
    book.run(UndoImport(batch=number, reason="列错了"))
    found = summary(book.session, "category")
    assert found.lines == ()
    assert found.total.added == Amount()


def test_a_card_has_on_a_day_the_value_of_the_changes_dated_by_it(book):
    """An improvement dated back adds to its own days; a later one that stood before stays later."""
    code = book.asset(original_value=120_000, on=date(2026, 11, 1))
    book.run(ChangeValue(code=code, delta=5_000, reason="加固"), on=date(2026, 11, 20))
    book.run(ChangeValue(code=code, delta=1_000, reason="补记运费"), on=date(2026, 11, 10))
    values = {
        day: summary(book.session, "category", date(2026, 11, day)).total.closing.value_fen
        for day in (9, 10, 19, 20)
    }
    assert values == {9: 120_000, 10: 121_000, 19: 121_000, 20: 126_000}
    week = summary(book.session, "category", date(2026, 11, 21), date(2026, 11, 16)).total
    assert (week.opening.value_fen, week.added.value_fen, week.removed.value_fen) == (
        121_000,
        5_000,
        0,
    )


def test_the_rarer_columns_of_a_past_day_are_what_stood_in_them_then(book):
    book.move_to(date(2026, 1, 5))
    plate = "车牌号"
    first = book.asset(code="A-1", category=CAR, details=((plate, "湘C1"),),
                       acquired_on=PartialDate(2020, 5))  # fmt: skip
    second = book.asset(code="A-2", category=CAR, acquired_on=PartialDate(2020, 5))
    book.move_to(date(2026, 3, 5))
    book.run(CorrectAsset(code=first, details=((plate, "湘C2"),)), on=date(2026, 2, 5))
    book.run(CorrectAsset(code=second, details=((plate, "湘C9"),)))
    book.run(CorrectAsset(code=first, details=((plate, ""),)))

    def plates(on: date | None) -> list[Any]:
        cards = register(book.session, "assets", on)
        assert isinstance(cards, AssetRegister)
        at = [column.title for column in cards.columns].index(plate)
        keys = cards.index(sort=(Sort("资产编号"),)).keys
        shown = [row[at] for row in cards.rows(keys)]
        assert list(cards.column(plate)) == shown
        for text, cell in zip(cards.texts(keys), shown, strict=True):
            assert (str(cell).lower() in text.lower()) is (cell is not None)
        return shown

    assert plates(date(2026, 1, 4)) == ["湘C1", None]
    assert plates(date(2026, 2, 4)) == ["湘C1", None]
    assert plates(date(2026, 2, 5)) == ["湘C2", None]
    assert plates(date(2026, 3, 4)) == ["湘C2", None]
    assert plates(date(2026, 3, 5)) == [None, "湘C9"]
    assert plates(None) == [None, "湘C9"]


def test_the_order_of_a_past_day_goes_by_the_rarer_columns_of_that_day(book):
    book.move_to(date(2026, 1, 5))
    for code, plate in (("A-1", "湘C1"), ("A-2", "湘C2")):
        book.asset(code=code, category=CAR, details=(("车牌号", plate),))
    book.move_to(date(2026, 2, 5))
    book.run(CorrectAsset(code="A-1", details=(("车牌号", "湘C3"),)))

    def codes(on: date) -> list[object]:
        cards = register(book.session, "assets", on)
        return [row[0] for row in cards.rows(cards.index(sort=(Sort("车牌号"),)).keys)]

    assert codes(date(2026, 2, 4)) == ["A-1", "A-2"]
    assert codes(date(2026, 2, 5)) == ["A-2", "A-1"]
