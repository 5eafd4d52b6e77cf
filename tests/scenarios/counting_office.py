"""A count with every step that a count can take, and one that was opened by mistake."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.count import CountHandling, CountResult, CountScope
from houqin_desktop.services.count.drafts import (
    CloseCount,
    CountedLine,
    DropSurplus,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordCountLines,
    RecordSurplus,
    ReopenCountRoom,
    SettleDifference,
    WithdrawCount,
)
from houqin_desktop.services.count.view import CountView
from houqin_desktop.storage.stock import StockItem
from tests.builders import COLLEAGUE, HEAD_KEEPER, KEEPER, ROOM, Book


def count_commands(book: Book) -> None:
    """One room is counted: everything is there but for one thing, and another is on no card."""
    book.run(WithdrawCount(number=book.make(OpenCount()), reason="开错了"))
    missing = book.asset(name="量角器")
    number = book.make(OpenCount(rooms=(ROOM,)))
    where: dict[str, Any] = {"number": number, "room": ROOM}
    lines = [
        CountedLine(code=line.code, quantity=0 if line.code == missing else line.booked.quantity)
        for line in CountView(book.session, number).lines
    ]
    book.run(RecordCountLines(**where, lines=tuple(lines)))
    for name in ("圆规", "直尺"):
        book.run(RecordSurplus(**where, name=name, value=100))
    book.run(DropSurplus(number=number, surplus=2))
    book.run(FinishCountRoom(**where, counted_by=HEAD_KEEPER))
    book.run(ReopenCountRoom(**where))
    book.run(FinishCountRoom(**where, counted_by=HEAD_KEEPER))
    handled: tuple[tuple[dict[str, Any], CountHandling], ...] = (
        ({"result": CountResult.SHORTAGE, "code": missing}, CountHandling.WRITE_OFF),
        ({"result": CountResult.SURPLUS, "surplus": 1}, CountHandling.ENTER),
    )
    for which, handling in handled:
        book.run(ExplainDifference(number=number, **which, handling=handling, cause="查明"))
    book.run(CloseCount(number=number, signers=HEAD_KEEPER))
    for which, _ in handled:
        book.run(SettleDifference(number=number, **which))


def count_stock(book: Book, item: str, room: str) -> None:
    """The stock of a room is counted: one piece of an item is missing, and somebody pays for it."""
    number = book.make(OpenCount(rooms=(room,), things=CountScope.STOCK))
    where: dict[str, Any] = {"number": number, "room": room}
    lines = [
        CountedLine(line=line.position, quantity=line.booked.quantity - (line.code == item))
        for line in CountView(book.session, number).lines
    ]
    book.run(RecordCountLines(**where, lines=tuple(lines)))
    what: dict[str, Any] = {"number": number, "result": CountResult.SHORTAGE, "code": item}
    paid: dict[str, Any] = {"liable": HEAD_KEEPER, "compensation": 100}
    book.run(ExplainDifference(**what, cause="查明", handling=CountHandling.COMPENSATE, **paid))
    book.run(FinishCountRoom(**where, counted_by=HEAD_KEEPER))
    book.run(CloseCount(number=number, signers=HEAD_KEEPER))
    book.run(SettleDifference(**what))


def count_room(book: Book, room: str, found: dict[str, int]) -> str:
    """Count the stock of a room and sign it off: these items as found, the rest as booked."""
    number = book.make(OpenCount(rooms=(room,), things=CountScope.STOCK))
    where: dict[str, Any] = {"number": number, "room": room}
    booked = {
        line.name: (line.code, line.booked.quantity)
        for line in CountView(book.session, number).lines
    }
    known = {name: (item_code(name), pieces) for name, pieces in found.items()}
    lines = [CountedLine(code=code, quantity=n) for code, n in (booked | known).values()]
    book.run(RecordCountLines(**where, lines=tuple(lines)))
    for one in CountView(book.session, number).differences:
        handling = (
            CountHandling.WRITE_OFF if one.result is CountResult.SHORTAGE else CountHandling.ENTER
        )
        book.run(
            ExplainDifference(
                number=number, result=one.result, code=one.code, cause="查明", handling=handling
            )
        )
    book.run(FinishCountRoom(**where, counted_by=KEEPER, witnessed_by=COLLEAGUE))
    book.run(CloseCount(number=number, signers=HEAD_KEEPER))
    return number


def item_code(name: str) -> str:
    """Return the number of the item with a name."""
    item = StockItem.find(name=name)
    assert item is not None
    return str(item.code)
