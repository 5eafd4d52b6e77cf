"""丢失破损登记: nothing is lost without a line that says who had it and what followed."""

from __future__ import annotations

from datetime import timedelta

from houqin_desktop.domain.count import CountHandling, CountResult, FoundCondition
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.stock import Condition
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.count.drafts import (
    CountedLine,
    ExplainDifference,
    OpenCount,
    RecordCountLines,
    SettleDifference,
)
from houqin_desktop.services.loan.drafts import (
    BackLine,
    Lend,
    LoanLine,
    RecordCompensation,
    TakeBack,
)
from houqin_desktop.services.reports.catalogue import report
from tests.builders import COLLEAGUE, KEEPER, ROOM, TODAY, Book


def rows(book: Book) -> list[dict[str, object]]:
    sheet = report(book.session, "loss_damage")
    titles = [column.title for column in sheet.columns]
    return [dict(zip(titles, row, strict=True)) for row in sheet.rows]


def test_a_loss_of_a_count_tells_who_had_it_and_what_followed(book: Book):
    book.asset(code="PC1", holder=COLLEAGUE)
    book.asset(code="PC2", keeper=KEEPER)
    book.advance()
    book.run(CorrectAsset(code="PC1", holder=KEEPER))
    number = book.make(OpenCount(rooms=(ROOM,)))
    lines = (
        CountedLine(code="PC1", quantity=0),
        CountedLine(code="PC2", quantity=1, condition=FoundCondition.DAMAGED),
    )
    book.run(RecordCountLines(number=number, room=ROOM, lines=lines))
    of_pc1 = {"number": number, "result": CountResult.SHORTAGE, "code": "PC1"}
    book.run(
        ExplainDifference(
            **of_pc1,  # type: ignore[arg-type]
            handling=CountHandling.WRITE_OFF,
            cause="忘在车上",
            liable=KEEPER,
            compensation=50_000,
        )
    )
    case = book.make(SettleDifference(**of_pc1))  # type: ignore[arg-type]
    lost, broken = rows(book)
    assert (lost["情况"], lost["最后使用人"]) == ("盘亏", KEEPER)
    assert lost["历次交接"] == f"{TODAY} {COLLEAGUE}；{TODAY + timedelta(1)} {KEEPER}"
    assert (lost["责任人"], lost["赔偿（元）"], lost["后续单据"]) == (KEEPER, 50_000, case)
    assert (broken["资产编号"], broken["情况"], broken["最后使用人"]) == (
        "PC2",
        "损坏待报废",
        KEEPER,
    )


def test_a_write_off_that_no_count_drafted_is_a_loss_too(book: Book):
    book.asset(code="PC1", holder=COLLEAGUE)
    book.asset(code="PC2")
    number = book.apply("PC1", kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)
    book.apply("PC2")
    (lost,) = rows(book)
    assert (lost["资产编号"], lost["情况"], lost["来源"]) == ("PC1", "丢失被盗", number)
    assert lost["最后使用人"] == COLLEAGUE


def test_what_lies_outside_of_the_period_is_not_listed(book: Book):
    book.asset(code="PC1")
    book.apply("PC1", kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)
    book.advance(60)
    assert rows(book) == []
    sheet = report(book.session, "loss_damage", from_on=TODAY)
    assert len(sheet.rows) == 1


def test_what_comes_back_worse_is_a_loss_with_its_hand_overs(book: Book):
    code = book.asset()
    lent = book.make(
        Lend(
            storeroom=ROOM,
            borrower=COLLEAGUE,
            due_on=book.today + timedelta(7),
            lines=(LoanLine(item=code),),
        )
    )
    back = book.make(
        TakeBack(
            number=lent,
            lines=(BackLine(line=1, condition=Condition.LOST, condition_note="公交车上"),),
        )
    )
    book.sign_slip(back)
    book.run(RecordCompensation(number=back, line=1, amount=50_000))
    case = book.apply(code, kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)
    (lost,) = rows(book)
    assert (lost["情况"], lost["来源"], lost["责任人"]) == ("归还时丢失", back, COLLEAGUE)
    assert (lost["赔偿（元）"], lost["后续单据"], lost["原因"]) == (50_000, case, "公交车上")
    told = str(lost["历次交接"]).split("；")
    assert [one.rpartition(" ")[2] for one in told[-2:]] == ["完好", "丢失"]
    assert [lent in told[-2], back in told[-1]] == [True, True]
