"""The document of a difference: about that very thing, and settling it only while it counts."""

from __future__ import annotations

from dataclasses import replace

from houqin_desktop.domain.count import CountHandling, CountResult, CountScope, FoundCondition
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.check import run_checks
from houqin_desktop.services.count.drafts import (
    CountedLine,
    ExplainDifference,
    OpenCount,
    RecordCountLines,
    SettleDifference,
)
from houqin_desktop.services.session import open_session
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from tests.browsing import unguarded
from tests.builders import (
    CENTRAL,
    KEEPER,
    OTHER_KEEPER,
    OTHER_ROOM,
    ROOM,
    TODAY,
    Book,
    clock_at,
)


def one_difference(
    book: Book, line: CountedLine, result: CountResult, handling: CountHandling, room: str = ROOM
) -> SettleDifference:
    """Count one thing of a new count and explain its difference; return what would settle it."""
    number = book.make(OpenCount(rooms=(room,), things=CountScope.ALL))
    book.run(RecordCountLines(number=number, room=room, lines=(line,)))
    book.run(
        ExplainDifference(
            number=number, result=result, code=line.code, cause="说不清", handling=handling
        )
    )
    return SettleDifference(number=number, result=result, code=line.code)


def test_some_pieces_of_a_batch_are_transferred_on_a_card_of_their_own(book: Book) -> None:
    book.asset(code="CHAIRS", name="椅子", quantity=10, unit="把")
    idle = CountedLine(code="CHAIRS", quantity=10, condition=FoundCondition.IDLE, affected=3)
    settling = one_difference(book, idle, CountResult.IDLE, CountHandling.TRANSFER)
    slip = book.make(
        Transfer(
            giver=KEEPER,
            taker=OTHER_KEEPER,
            reason="闲置调剂",
            storeroom=ROOM,
            other_storeroom=OTHER_ROOM,
            lines=(TransferLine(item="CHAIRS", quantity=3),),
        )
    )
    assert book.make(replace(settling, document=slip.lower())) == slip
    book.require_whole()


def test_a_document_of_something_else_is_found_by_the_check(book: Book) -> None:
    for code in ("CHALK", "INK"):
        book.run(AddItem(code=code, name=code, kind=StockKind.MATERIAL, unit="盒"))
        book.receive(code, 10, 1_000)
    missing = CountedLine(code="CHALK", quantity=9)
    settling = one_difference(
        book, missing, CountResult.SHORTAGE, CountHandling.CORRECT, room=CENTRAL
    )
    book.make(replace(settling, document="RK20260001"))
    book.require_whole()
    path = book.path
    book.session.close()
    with unguarded(path) as connection:
        connection.execute("UPDATE count_finding SET document = 'RK20260002'")
    book.session = open_session(path, clock=clock_at(TODAY))
    (found,) = (one for one in run_checks().invariants if one.id == "I41")
    assert found.faults == ("清查 PD20260001 的 CHALK 由 RK20260002 办理，单据上没有它",)
