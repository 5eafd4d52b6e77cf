"""Stock in a count: frozen by room, moves netted, what differs leaves or enters at its average."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.count import CountHandling, CountResult, CountScope, FoundCondition
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.count.drafts import (
    CloseCount,
    CountedLine,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordCountLines,
    RecordSurplus,
    SettleDifference,
)
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import CENTRAL, COLLEAGUE, HEAD_KEEPER, KEEPER, OTHER_ROOM, ROOM, Book


@pytest.fixture
def number(book: Book) -> str:
    """A count of stock: chalk in two rooms, staplers in one."""
    book.run(AddItem(code="CHALK", name="白粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.run(AddItem(code="STAPLER", name="订书机", kind=StockKind.CONSUMABLE, unit="个"))
    book.receive("CHALK", 30, 3_000)
    book.receive("CHALK", 10, 1_001, storeroom=ROOM)
    book.receive("STAPLER", 5, 10_000)
    return book.make(OpenCount(things=CountScope.STOCK))


def found(book: Book, number: str, room: str, **pieces: int) -> None:
    lines = tuple(CountedLine(code=code, quantity=count) for code, count in pieces.items())
    book.run(RecordCountLines(number=number, room=room, lines=lines))


def differences(book: Book, number: str) -> set[tuple[str, str, CountResult, int, int]]:
    return {
        (one.code or one.name, one.room, one.result, one.amount.quantity, one.amount.value_fen)
        for one in CountView(book.session, number).differences
    }


def explain(
    book: Book, number: str, result: CountResult, handling: CountHandling, **values: object
) -> None:
    said = {"number": number, "result": result, "cause": "说不清", "handling": handling}
    book.run(ExplainDifference(**said, **values))  # type: ignore[arg-type]


def settle(book: Book, number: str, result: CountResult, **values: object) -> str:
    return book.make(SettleDifference(number=number, result=result, **values))  # type: ignore[arg-type]


def close(book: Book, number: str) -> None:
    for room in (CENTRAL, ROOM, OTHER_ROOM):
        done = FinishCountRoom(number=number, room=room, counted_by=KEEPER, witnessed_by=COLLEAGUE)
        book.run(done)
    book.run(CloseCount(number=number, signers=HEAD_KEEPER))


def lies(book: Book) -> dict[tuple[str, str], int]:
    return {(row["物品编号"], row["保管室或个人"]): row["数量"] for row in book.listed("stock")}


def worth(book: Book, code: str) -> int:
    return int(next(row["金额"] for row in book.listed("items") if row["物品编号"] == code))


def test_every_item_of_every_room_is_a_line_and_what_is_equal_stays_as_proof(
    book: Book, number: str
) -> None:
    view = CountView(book.session, number)
    assert [(line.sheet_room, line.code, line.frozen.quantity) for line in view.lines] == [
        (CENTRAL, "STAPLER", 5),
        (CENTRAL, "CHALK", 30),
        (ROOM, "CHALK", 10),
    ]
    assert sum(line.frozen.value_fen for line in view.lines) == 14_001
    found(book, number, CENTRAL, CHALK=30, STAPLER=5)
    found(book, number, ROOM, CHALK=10)
    assert differences(book, number) == set()
    assert len(book.rows("count_line", "counted_quantity = booked_quantity")) == 3
    close(book, number)
    assert CountView(book.session, number).total.balances
    book.require_whole()


def test_what_moved_meanwhile_is_netted_and_makes_no_false_difference(
    book: Book, number: str
) -> None:
    book.advance()
    lines = (IssueLine(item="CHALK", quantity=4),)
    slip = book.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=lines))
    book.receive("STAPLER", 2, 4_000, storeroom=OTHER_ROOM)
    (line,) = (
        one
        for one in CountView(book.session, number).lines
        if (one.code, one.sheet_room) == ("CHALK", CENTRAL)
    )
    assert (line.frozen.quantity, line.booked.quantity) == (30, 26)
    assert slip in line.moves[0]
    found(book, number, CENTRAL, CHALK=26, STAPLER=5)
    found(book, number, ROOM, CHALK=10)
    found(book, number, OTHER_ROOM, STAPLER=2)
    book.receive("CHALK", 100, 1)
    assert differences(book, number) == set()
    close(book, number)
    assert CountView(book.session, number).total.balances
    book.require_whole()


def test_a_surplus_a_shortage_and_a_broken_piece_get_exactly_their_documents(
    book: Book, number: str
) -> None:
    broken = CountedLine(code="STAPLER", quantity=5, condition=FoundCondition.DAMAGED, affected=1)
    lines = (CountedLine(code="CHALK", quantity=28), broken)
    book.run(RecordCountLines(number=number, room=CENTRAL, lines=lines))
    found(book, number, ROOM, CHALK=13)
    surplus = RecordSurplus(
        number=number, room=ROOM, name="三角板", kind=StockKind.CONSUMABLE, unit="把",
        quantity=4, value=2_000,
    )  # fmt: skip
    book.run(surplus)
    assert differences(book, number) == {
        ("CHALK", CENTRAL, CountResult.SHORTAGE, 2, 200),
        ("CHALK", ROOM, CountResult.SURPLUS, 3, 300),
        ("STAPLER", CENTRAL, CountResult.DAMAGED, 1, 2_000),
        ("三角板", ROOM, CountResult.SURPLUS, 4, 2_000),
    }
    write_off, enter = CountHandling.WRITE_OFF, CountHandling.ENTER
    explain(book, number, CountResult.SHORTAGE, write_off, code="CHALK", room=CENTRAL)
    explain(book, number, CountResult.SURPLUS, enter, code="CHALK", room=ROOM)
    explain(book, number, CountResult.DAMAGED, write_off, code="STAPLER")
    explain(book, number, CountResult.SURPLUS, enter, surplus=1)
    with book.refusing("which_room"):
        settle(book, number, CountResult.SHORTAGE, code="CHALK")
    with book.refusing("count_open"):
        settle(book, number, CountResult.SHORTAGE, code="CHALK", room=CENTRAL)
    close(book, number)
    missing = settle(book, number, CountResult.SHORTAGE, code="CHALK", room=CENTRAL)
    entered = settle(book, number, CountResult.SURPLUS, surplus=1)
    documents = {one.result: one.document for one in CountView(book.session, number).differences}
    assert documents == {
        CountResult.SHORTAGE: missing,
        CountResult.DAMAGED: missing,
        CountResult.SURPLUS: entered,
    }
    assert (missing[:2], entered[:2]) == ("PK", "RK")
    assert {key: count for key, count in lies(book).items() if count} == {
        ("CHALK", CENTRAL): 28,
        ("STAPLER", CENTRAL): 4,
        ("CHALK", ROOM): 13,
        ("WP00001", ROOM): 4,
    }
    # 4,001 分 for 40 boxes: two go for 200, three of 38 that are worth 3,801 come for 300.
    assert worth(book, "CHALK") == 4_101
    assert worth(book, "STAPLER") == 8_000
    assert worth(book, "WP00001") == 2_000
    assert CountView(book.session, number).total.balances
    book.sign_slip(missing)
    book.require_whole()


def test_what_is_missing_and_paid_for_is_on_the_slip_with_who_pays(book: Book, number: str) -> None:
    found(book, number, CENTRAL, CHALK=30, STAPLER=3)
    found(book, number, ROOM, CHALK=10)
    explain(
        book, number, CountResult.SHORTAGE, CountHandling.COMPENSATE, code="STAPLER",
        liable=COLLEAGUE, compensation=4_000,
    )  # fmt: skip
    close(book, number)
    slip = settle(book, number, CountResult.SHORTAGE, code="STAPLER", document="收据 7 号")
    told = [one.text for one in slip_view(slip, book.session.clock).history]
    assert any(COLLEAGUE in words and "40.00" in words for words in told)
    assert lies(book)["STAPLER", CENTRAL] == 3
    book.require_whole()


def test_counted_lines_are_undone_and_a_paper_of_other_things_is_no_paper(
    book: Book, number: str
) -> None:
    draft = RecordCountLines(
        number=number, room=CENTRAL, lines=(CountedLine(code="CHALK", quantity=29),)
    )
    done = book.run(draft)
    book.run(UndoCommand(command_id=done.command_id))
    assert differences(book, number) == set()
    book.run(draft)
    here = {"code": "CHALK", "room": CENTRAL}
    explain(book, number, CountResult.SHORTAGE, CountHandling.CORRECT, **here)
    for paper, code in ((None, "no_document"), ("RK20269999", "unknown_voucher")):
        with book.refusing(code):
            settle(book, number, CountResult.SHORTAGE, document=paper, **here)
    with book.refusing("wrong_document"):
        settle(book, number, CountResult.SHORTAGE, document="RK20260003", **here)
    lines = (IssueLine(item="CHALK", quantity=1),)
    slip = book.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=lines))
    book.run(WithdrawSlip(number=slip))
    with book.refusing("wrong_document"):
        settle(book, number, CountResult.SHORTAGE, document=slip, **here)
    late = book.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=lines))
    assert settle(book, number, CountResult.SHORTAGE, document=late, **here) == late
    book.require_whole()
