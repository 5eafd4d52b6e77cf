"""Given out, lent, taken back: never more back than out, and every thing in exactly one place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from houqin_desktop.domain.loan import RestockReason
from houqin_desktop.domain.stock import Condition, StockKind
from houqin_desktop.services.disposal.drafts import PostReversal, RejectDisposal, ReverseWriteOff
from houqin_desktop.services.loan.drafts import (
    BackLine,
    CancelReservation,
    CloseGatePass,
    IssueGatePass,
    IssueLine,
    IssueStock,
    Lend,
    LoanLine,
    PhotographLine,
    RecordCompensation,
    RenewLoan,
    Reserve,
    Restock,
    RestockLine,
    TakeBack,
    WithdrawCompensation,
)
from houqin_desktop.services.slips.case import SlipView, slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import CENTRAL, COLLEAGUE, DEPARTMENT, DIRECTOR, KEEPER, ROOM, TODAY, Book
from tests.photos import write_photo

WEEK = timedelta(days=7)


@pytest.fixture
def stocked(book: Book) -> Book:
    """Ten boxes of chalk at 1.00 and five staplers at 20.00 in the 总保管室."""
    book.run(AddItem(code="CHALK", name="白粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.run(AddItem(code="STAPLER", name="订书机", kind=StockKind.CONSUMABLE, unit="个"))
    book.receive("CHALK", 10, 1_000)
    book.receive("STAPLER", 5, 10_000)
    return book


def issue(book: Book, *lines: IssueLine, room: str = CENTRAL, **values: str) -> str:
    return book.make(IssueStock(storeroom=room, taker=COLLEAGUE, lines=lines, **values))


def lend(book: Book, *lines: LoanLine, room: str = CENTRAL, **values: str) -> str:
    due = book.today + WEEK
    return book.make(Lend(storeroom=room, borrower=COLLEAGUE, due_on=due, lines=lines, **values))


def lies(book: Book, item: str) -> dict[str, tuple[int, int]]:
    return {
        row["保管室或个人"]: (row["数量"], row["金额"])
        for row in book.listed("stock")
        if row["物品编号"] == item
    }


def view(book: Book, number: str) -> SlipView:
    return slip_view(number, book.session.clock)


def loan(book: Book) -> dict[str, object]:
    (row,) = book.listed("loans")
    return {key: row[key] for key in ("已还数量", "在外数量", "逾期天数", "状态")}


def test_material_is_used_up_at_its_share_and_a_consumable_stays_with_its_taker(stocked: Book):
    number = issue(
        stocked,
        IssueLine(item="CHALK", quantity=4),
        IssueLine(item="订书机", quantity=2, traded_in=True),
        department=DEPARTMENT,
        school_class="三（1）班",
        purpose="上课",
    )
    assert lies(stocked, "CHALK") == {CENTRAL: (6, 600)}
    assert lies(stocked, "STAPLER") == {CENTRAL: (3, 6_000), COLLEAGUE: (2, 4_000)}
    shown = view(stocked, number)
    assert dict(shown.fields)["领用部门"] == f"{DEPARTMENT} 三（1）班"
    assert shown.rows[1][-2] == "是"
    stocked.require_whole()


def test_an_issued_card_gets_its_user_with_the_last_signature_and_loses_him_by_a_red_one(
    book: Book,
):
    code = book.asset(holder=KEEPER, place="1柜")
    number = issue(
        book, IssueLine(item=code, place="三年级办公室"), room=ROOM, department=DEPARTMENT
    )
    person = book.value("SELECT id FROM person WHERE name = ?", COLLEAGUE)
    keeper = book.value("SELECT id FROM person WHERE name = ?", KEEPER)
    assert book.custody(code)[-1]["holder_id"] == keeper
    book.sign_slip(number)
    assert book.custody(code)[-1]["holder_id"] == person
    assert book.card(code)["place"] == "三年级办公室"
    assert book.card(code)["using_department_id"] is not None
    book.sign_slip(book.make(ReverseSlip(number=number, reason="发错了")))
    assert book.custody(code)[-1]["holder_id"] == keeper
    assert (book.card(code)["place"], book.card(code)["using_department_id"]) == ("1柜", None)
    book.require_whole()


def test_a_card_comes_back_by_a_restock_and_stands_without_a_user(book: Book):
    code = book.asset()
    number = issue(book, IssueLine(item=code), room=ROOM, department=DEPARTMENT)
    back = RestockLine(line=1, reason=RestockReason.LEFT_OVER, place="2柜")
    book.refuses(Restock(number=number, lines=(back,)), "not_signed")
    book.sign_slip(number)
    restock = book.make(Restock(number=number, lines=(back,)))
    book.sign_slip(restock)
    assert book.custody(code)[-1]["holder_id"] is None
    assert book.card(code)["place"] == "2柜"
    red = book.make(ReverseSlip(number=restock, reason="没退"))
    book.sign_slip(red)
    person = book.value("SELECT id FROM person WHERE name = ?", COLLEAGUE)
    assert book.custody(code)[-1]["holder_id"] == person
    book.require_whole()


def test_left_over_material_comes_back_with_the_value_it_left_with(stocked: Book):
    number = issue(stocked, IssueLine(item="CHALK", quantity=3))
    stocked.receive("CHALK", 7, 7_000)
    for quantity in (1, 2):
        line = RestockLine(line=1, quantity=quantity, reason=RestockReason.LEFT_OVER)
        stocked.make(Restock(number=number, lines=(line,)))
    assert lies(stocked, "CHALK") == {CENTRAL: (17, 8_000)}
    stocked.refuses(
        Restock(number=number, lines=(RestockLine(line=1, reason=RestockReason.LEFT_OVER),)),
        "more_than_out",
    )
    stocked.require_whole()


def test_a_broken_consumable_leaves_the_stock_and_broken_material_was_used_up_before(
    stocked: Book,
):
    number = issue(
        stocked, IssueLine(item="STAPLER", quantity=2), IssueLine(item="CHALK", quantity=2)
    )
    broken = RestockLine(line=1, quantity=1, reason=RestockReason.DAMAGED)
    stocked.make(Restock(number=number, lines=(broken,)))
    assert lies(stocked, "STAPLER") == {CENTRAL: (3, 6_000), COLLEAGUE: (1, 2_000)}
    used_up = RestockLine(line=2, quantity=1, reason=RestockReason.LOST)
    stocked.refuses(Restock(number=number, lines=(used_up,)), "used_up")
    stocked.require_whole()


def test_a_loan_comes_back_in_parts_and_overdue_is_asked_of_the_day(stocked: Book):
    number = lend(stocked, LoanLine(item="STAPLER", quantity=3, condition_note="新"))
    assert loan(stocked) == {"已还数量": 0, "在外数量": 3, "逾期天数": None, "状态": "借出中"}
    stocked.sign_slip(number)
    stocked.make(TakeBack(number=number, lines=(BackLine(line=1, quantity=1),)))
    assert loan(stocked)["状态"] == "部分归还"
    stocked.move_to(TODAY + WEEK)
    assert loan(stocked)["状态"] == "部分归还"
    stocked.move_to(TODAY + WEEK + timedelta(days=2))
    assert loan(stocked) == {"已还数量": 1, "在外数量": 2, "逾期天数": 2, "状态": "逾期"}
    assert view(stocked, number).missing[-1] == "还有 2 件在外，逾期 2 天"
    stocked.run(RenewLoan(number=number, due_on=TODAY + 2 * WEEK, reason="公开课"))
    assert loan(stocked)["状态"] == "部分归还"
    assert view(stocked, number).next_command == "take_back"
    stocked.make(TakeBack(number=number))
    assert loan(stocked) == {"已还数量": 3, "在外数量": 0, "逾期天数": None, "状态": "已还"}
    assert view(stocked, number).next_command == ""
    assert lies(stocked, "STAPLER") == {CENTRAL: (5, 10_000)}
    stocked.refuses(TakeBack(number=number), "nothing_out")
    stocked.refuses(RenewLoan(number=number, due_on=TODAY + 3 * WEEK), "nothing_out")
    stocked.require_whole()


def test_a_card_is_lent_once_and_again_when_it_is_back(book: Book):
    code = book.asset()
    number = lend(book, LoanLine(item=code), room=ROOM)
    with book.refusing("already_lent"):
        lend(book, LoanLine(item=code), room=ROOM)
    with book.refusing("already_lent"):
        issue(book, IssueLine(item=code), room=ROOM)
    back = book.make(TakeBack(number=number))
    again = lend(book, LoanLine(item=code), room=ROOM)
    with book.refusing("built_upon"):
        book.run(WithdrawSlip(number=back))
    book.run(WithdrawSlip(number=again))
    book.run(WithdrawSlip(number=back))
    book.require_whole()


def test_pieces_of_a_batch_are_lent_to_several(book: Book):
    code = book.asset(quantity=10)
    lend(book, LoanLine(item=code, quantity=6), room=ROOM)
    lend(book, LoanLine(item=code, quantity=4), room=ROOM)
    with book.refusing("already_lent"):
        lend(book, LoanLine(item=code, quantity=1), room=ROOM)
    chairs = book.asset(quantity=3)
    with book.refusing("split_first"):
        issue(book, IssueLine(item=chairs, quantity=2), room=ROOM)


def test_outside_the_school_only_with_the_principal(book: Book):
    number = lend(book, LoanLine(item=book.asset()), room=ROOM, outside="新城小学")
    assert [step.key for step in view(book, number).steps] == ["borrower", "keeper", "principal"]
    assert dict(view(book, number).fields)["借用人"] == f"新城小学（经手人 {COLLEAGUE}）"
    book.sign_slip(number)
    assert view(book, number).state_label == "已办结"


def test_what_came_back_first_must_be_taken_back_first(stocked: Book):
    number = lend(stocked, LoanLine(item="STAPLER", quantity=1))
    back = stocked.run(TakeBack(number=number))
    stocked.refuses(WithdrawSlip(number=number), "built_upon")
    stocked.run(UndoCommand(command_id=back.command_id))
    stocked.run(WithdrawSlip(number=number))
    given = stocked.run(
        IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=(IssueLine(item="CHALK"),))
    )
    assert given.number is not None
    left = (RestockLine(line=1, reason=RestockReason.LEFT_OVER),)
    stocked.run(Restock(number=given.number, lines=left))
    with stocked.refusing("built_upon"):
        stocked.run(UndoCommand(command_id=given.command_id))
    assert lies(stocked, "CHALK") == {CENTRAL: (10, 1_000)}
    stocked.require_whole()


def test_a_lost_card_asks_for_a_write_off_and_may_be_paid_for(book: Book):
    code = book.asset()
    number = book.make(
        TakeBack(
            number=lend(book, LoanLine(item=code), room=ROOM),
            lines=(BackLine(line=1, condition=Condition.LOST, condition_note="公交车上"),),
        )
    )
    book.sign_slip(number)
    shown = view(book, number)
    assert shown.next_command == "apply_disposal"
    assert shown.missing[-1] == f"{code} 台式计算机 丢失，还没有申请报损"
    paid = book.run(RecordCompensation(number=number, line=1, amount=50_000))
    assert view(book, number).history[-1].text == f"第 1 行赔偿 500.00 元：{COLLEAGUE}"
    book.refuses(RecordCompensation(number=number, line=1, amount=1), "already_paid")
    book.run(UndoCommand(command_id=paid.command_id))
    book.refuses(WithdrawCompensation(number=number, line=1), "nothing_paid")
    book.apply(code)
    assert view(book, number).next_command == ""
    book.require_whole()


def test_a_lent_card_that_was_written_off_is_out_no_more_until_that_is_reversed(book: Book):
    code = book.asset()
    number = lend(book, LoanLine(item=code), room=ROOM)
    case = book.apply(code)
    book.write_off(case)
    book.move_to(TODAY + 2 * WEEK)
    assert loan(book) == {"已还数量": 0, "在外数量": 0, "逾期天数": None, "状态": "报损下账"}
    book.refuses(TakeBack(number=number), "nothing_out")
    red = book.make(ReverseWriteOff(number=case, reason="找到了"))
    book.sign_all(red)
    book.run(PostReversal(number=red))
    assert loan(book)["状态"] == "逾期"
    book.make(TakeBack(number=number))
    assert loan(book)["状态"] == "已还"


def test_what_came_back_in_good_condition_is_not_paid_for(stocked: Book):
    number = stocked.make(TakeBack(number=lend(stocked, LoanLine(item="STAPLER"))))
    stocked.refuses(RecordCompensation(number=number, line=1, amount=100), "not_worse")
    stocked.refuses(RecordCompensation(number=number, line=9, amount=100), "unknown_line")


def test_a_gate_pass_lets_a_loan_out_and_is_closed_when_it_is_back(book: Book):
    code = book.asset()
    number = lend(book, LoanLine(item=code), room=ROOM, outside="新城小学")
    gate = book.make(
        IssueGatePass(
            storeroom=ROOM,
            carrier=COLLEAGUE,
            outside="新城小学",
            purpose="借用",
            loan=number,
            due_on=book.today + WEEK,
        )
    )
    assert view(book, gate).rows[0][1] == code
    book.refuses(CloseGatePass(number=gate), "not_signed")
    book.sign_slip(gate)
    assert view(book, gate).next_command == "close_gate_pass"
    book.run(CloseGatePass(number=gate))
    assert view(book, gate).next_command == ""
    book.refuses(CloseGatePass(number=gate), "already_back")
    book.require_whole()


def test_two_do_not_have_one_room_in_one_period(book: Book):
    def ask(first: int, last: int, person: str = COLLEAGUE, item: str = ROOM) -> Reserve:
        return Reserve(
            item=item, person=person, reserved_on=TODAY, first_period=first, last_period=last
        )

    first = book.run(ask(2, 3))
    book.refuses(ask(3, 4, DIRECTOR), "already_reserved")
    book.run(ask(4, 4, DIRECTOR))
    book.run(ask(2, 3, item=book.asset()))
    book.run(UndoCommand(command_id=first.command_id))
    book.run(ask(3, 3, DIRECTOR))
    book.run(CancelReservation(item=ROOM, reserved_on=TODAY, period=3))
    book.refuses(CancelReservation(item=ROOM, reserved_on=TODAY, period=3), "not_reserved")
    book.refuses(ask(5, 13), "bad_period")
    book.require_whole()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"quantity": 0}, "bad_quantity"),
        ({"quantity": 11}, "not_enough"),
        ({"item": "没有的"}, "unknown_item"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(
    stocked: Book, values: dict[str, object], code: str
):
    line = {"item": "CHALK"} | values
    with stocked.refusing(code):
        issue(stocked, IssueLine(**line))  # type: ignore[arg-type]
    with stocked.refusing(code):
        lend(stocked, LoanLine(**line))  # type: ignore[arg-type]


def test_a_slip_to_which_nobody_agreed_frees_what_it_lent(book: Book):
    code = book.asset()
    number = lend(book, LoanLine(item=code), room=ROOM)
    book.run(RejectDisposal(number=number, step="borrower", opinion="不借了"))
    lend(book, LoanLine(item=code), room=ROOM)
    book.require_whole()


def test_a_loan_is_due_on_its_day_or_later(stocked: Book):
    line = (LoanLine(item="STAPLER"),)
    stocked.refuses(
        Lend(storeroom=CENTRAL, borrower=COLLEAGUE, due_on=date(2026, 1, 1), lines=line),
        "due_before_loan",
    )


def test_a_line_gets_its_photo_afterwards_until_somebody_signs(stocked: Book, tmp_path: Path):
    out, other = (str(write_photo(tmp_path / f"{one}.jpg", one)) for one in ("out", "other"))
    number = lend(stocked, LoanLine(item="STAPLER", quantity=3))
    done = stocked.run(PhotographLine(number=number, line=1, photo=out))
    again = stocked.run(PhotographLine(number=number, line=1, photo=other))
    assert view(stocked, number).photos == 1
    stocked.refuses(PhotographLine(number=number, line=1, photo=other), "nothing_changed")
    stocked.refuses(PhotographLine(number=number, line=2, photo=out), "unknown_line")
    stocked.run(UndoCommand(command_id=again.command_id))
    stocked.run(UndoCommand(command_id=done.command_id))
    assert view(stocked, number).photos == 0
    assert view(stocked, number).to_photograph
    stocked.sign(number, "borrower")
    assert not view(stocked, number).to_photograph
    stocked.refuses(PhotographLine(number=number, line=1, photo=out), "already_signed")
    stocked.require_whole()
