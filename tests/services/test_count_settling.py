"""The document of a difference: about that very thing, and settling it only while it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from houqin_desktop.domain.count import CountHandling, CountResult, CountScope, FoundCondition
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.count.drafts import (
    CloseCount,
    CountedLine,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordCountLines,
    SettleDifference,
    WithdrawCount,
)
from houqin_desktop.services.count.report import count_report
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.disposal.drafts import PostReversal, RejectDisposal, ReverseWriteOff
from houqin_desktop.services.people.verbs import Appoint
from houqin_desktop.services.session import open_session
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.todo.counts import differences_open
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from tests.browsing import unguarded
from tests.builders import (
    CENTRAL,
    COLLEAGUE,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    LEADER,
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


def waiting(book: Book, number: str) -> tuple[int, int, list[str]]:
    """Return how many differences wait by the list and by the day's list, and their papers."""
    (listed,) = (row["待办理"] for row in book.listed("counts") if row["清查编号"] == number)
    group = differences_open(book.session)
    papers = [one.document_words for one in CountView(book.session, number).differences]
    return listed, 0 if group is None else len(group.lines), papers


def sign_off(book: Book, number: str, room: str) -> None:
    lines = tuple(
        CountedLine(code=line.code, quantity=line.booked.quantity)
        for line in CountView(book.session, number).lines
        if line.found is None
    )
    if lines:
        book.run(RecordCountLines(number=number, room=room, lines=lines))
    book.run(FinishCountRoom(number=number, room=room, counted_by=KEEPER, witnessed_by=COLLEAGUE))
    book.run(CloseCount(number=number, signers=HEAD_KEEPER))


def test_a_difference_is_open_again_once_its_slip_is_withdrawn_or_reversed(book: Book) -> None:
    book.run(AddItem(code="CHALK", name="粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.receive("CHALK", 10, 1_000)
    missing = CountedLine(code="CHALK", quantity=8)
    settling = one_difference(
        book, missing, CountResult.SHORTAGE, CountHandling.WRITE_OFF, room=CENTRAL
    )
    number = settling.number
    sign_off(book, number, CENTRAL)
    assert waiting(book, number) == (1, 1, [""])
    slip = book.make(settling)
    assert waiting(book, number) == (0, 0, [slip])
    with book.refusing("already_settled") as refused:
        book.run(settling)
    assert f"请先撤销或冲销 {slip}" in str(refused.value)
    book.run(WithdrawSlip(number=slip))
    assert waiting(book, number) == (1, 1, [f"{slip}（已撤回）"])
    again = book.make(settling)
    assert waiting(book, number) == (0, 0, [again])
    book.sign_slip(again)
    red = book.make(ReverseSlip(number=again, reason="柜后找到了"))
    assert waiting(book, number) == (0, 0, [again])
    book.sign_slip(red)
    assert waiting(book, number) == (1, 1, [f"{again}（已冲销）"])
    assert book.make(settling) not in (slip, again)
    assert waiting(book, number)[:2] == (0, 0)
    book.require_whole()


def test_a_lost_card_is_open_again_once_its_case_is_refused_or_reversed(book: Book) -> None:
    book.asset(code="PC1")
    settling = one_difference(
        book, CountedLine(code="PC1", quantity=0), CountResult.SHORTAGE, CountHandling.WRITE_OFF
    )
    case = book.make(settling)
    with book.refusing("already_settled"):
        book.run(WithdrawCount(number=settling.number, reason="重复"))
    book.run(RejectDisposal(number=case, opinion="先找"))
    assert waiting(book, settling.number)[2] == [f"{case}（不同意）"]
    for pieces, papers in ((1, []), (0, [f"{case}（不同意）"])):
        line = CountedLine(code="PC1", quantity=pieces)
        book.run(RecordCountLines(number=settling.number, room=ROOM, lines=(line,)))
        assert waiting(book, settling.number)[2] == papers
    again = book.make(settling)
    book.write_off(again)
    red = book.make(ReverseWriteOff(number=again, reason="找到了"))
    book.sign_all(red)
    book.run(PostReversal(number=red))
    assert waiting(book, settling.number)[2] == [f"{again}（已冲销）"]
    book.require_whole()


def test_a_sign_off_says_who_signed_in_which_post_of_that_day_and_what(book: Book) -> None:
    book.asset(code="PC1")
    settling = one_difference(
        book, CountedLine(code="PC1", quantity=0), CountResult.SHORTAGE, CountHandling.WRITE_OFF
    )
    number = settling.number
    book.advance()
    book.run(FinishCountRoom(number=number, room=ROOM, counted_by=KEEPER))
    signed: dict[str, Any] = {"number": number, "signers": f"{KEEPER}、{DIRECTOR}，{COLLEAGUE}"}
    for day, code in ((book.today - timedelta(1), "signed_on"), (book.today, "unknown_person")):
        with book.refusing(code):
            who = signed["signers"] if code == "signed_on" else "不在册"
            book.run(CloseCount(number=number, signers=who, signed_on=day))
    on = book.today
    book.advance()
    book.run(Appoint(person=LEADER, post=Post.GENERAL_AFFAIRS_DIRECTOR))
    book.run(CloseCount(**signed, signed_on=on))
    view = CountView(book.session, number)
    words = [f"{KEEPER}（分保管员 {ROOM}）", f"{DIRECTOR}（总务主任）", COLLEAGUE]
    assert view.signed == tuple((one, on) for one in words)
    assert view.row.signers == "、".join(words)
    assert {row["digest"] for row in book.rows("count_signature")} == {view.digest}
    assert view.digest[:16] in "".join(count_report(view).parts[-1][1])
    document = book.make(settling)
    book.require_whole()
    path = book.path
    book.session.close()
    with unguarded(path) as connection:
        connection.execute("UPDATE count_finding SET cause = '没有丢'")
    book.session = open_session(path, clock=clock_at(book.today))
    (found,) = (one for one in run_checks().invariants if one.id == "I42")
    assert found.faults == (f"清查 {number} 的内容与签字时不同",)
    assert document.startswith("BS")
