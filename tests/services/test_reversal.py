"""红字冲销: a write-off comes back by a document of its own, once, and with everything it had."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.assets.drafts import ChangeValue
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.disposal.drafts import (
    PostReversal,
    RecordPrinting,
    RecordResidual,
    RejectDisposal,
    ReturnDisposal,
    ReverseWriteOff,
    WithdrawDisposal,
)
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.todo.day_list import TodoGroup
from houqin_desktop.services.todo.papers import signatures_due, steps_due
from tests.builders import COLLEAGUE, KEEPER, Book


def gone(book: Book, **values: object) -> tuple[str, str]:
    code = book.asset(**{"quantity": 3, "holder": COLLEAGUE, "keeper": KEEPER, **values})
    number = book.apply(code)
    book.write_off(number)
    return code, number


def reverse(book: Book, number: str) -> str:
    return book.make(ReverseWriteOff(number=number, reason="误报，实物还在用"))


def sign_red(book: Book, number: str) -> None:
    for step in ("central_storeroom", "general_affairs", "supervising_leader"):
        book.sign(number, step)


def put_back(book: Book, number: str) -> str:
    red = reverse(book, number)
    sign_red(book, red)
    book.run(PostReversal(number=red, accounting_voucher="记-红-1"))
    return red


def test_the_red_document_has_its_own_number_and_both_name_each_other(book: Book):
    _, number = gone(book)
    red = reverse(book, number)
    assert red == "HC20260001"
    assert dict(book.case(red).fields)["冲销单据"].startswith(number)
    assert dict(book.case(number).fields)["红字冲销（办理中）"] == red
    sign_red(book, red)
    book.run(PostReversal(number=red))
    case = book.case(number)
    assert (case.step_title, case.reversed_by) == ("已冲销", red)
    assert case.state is VoucherState.EXECUTED
    book.require_whole()


def test_the_card_comes_back_with_pieces_state_and_people(book: Book):
    code, number = gone(book)
    before = book.card(code)
    book.advance(3)
    put_back(book, number)
    after = book.card(code)
    assert after == {**before, "status": "in_use"}
    rows = book.rows("posting", "asset_id = ?", after["id"])
    out, back = rows[-2:]
    assert (back["from_location_id"], back["to_location_id"]) == (
        out["to_location_id"],
        out["from_location_id"],
    )
    assert (back["quantity"], back["value_fen"]) == (3, after["original_value_fen"])
    old, new = book.custody(code)[-2:]
    assert (new["holder_id"], new["keeper_id"]) == (old["holder_id"], old["keeper_id"])
    assert (old["to_on"], new["from_on"], new["to_on"]) == ("2026-11-22", "2026-11-25", None)
    book.require_whole()


def test_nothing_comes_back_before_the_three_hands_have_signed(book: Book):
    code, number = gone(book)
    red = reverse(book, number)
    for step in ("central_storeroom", "general_affairs", "supervising_leader"):
        book.refuses(PostReversal(number=red), "state")
        book.sign(red, step)
    assert book.card(code)["status"] == "disposed"
    book.run(PostReversal(number=red))
    book.refuses(PostReversal(number=red), "state")


def test_a_write_off_is_reversed_once_and_only_when_it_was_written_off(book: Book):
    open_case = book.small_case()
    book.refuses(ReverseWriteOff(number=open_case, reason="误"), "not_written_off")
    _, number = gone(book)
    book.refuses(ReverseWriteOff(number=number, reason=" "), "empty_reason")
    red = reverse(book, number)
    book.refuses(ReverseWriteOff(number=number, reason="误"), "already_reversed")
    book.refuses(ReverseWriteOff(number=red, reason="误"), "unknown_voucher")
    sign_red(book, red)
    book.run(PostReversal(number=red))
    book.refuses(ReverseWriteOff(number=number, reason="误"), "already_reversed")
    book.refuses(
        ReverseWriteOff(number=gone(book)[1], reason="误"), "date_order", on=date(2026, 11, 21)
    )


@pytest.mark.parametrize("end", [WithdrawDisposal, RejectDisposal])
def test_a_red_document_that_ends_leaves_the_write_off_and_another_may_follow(
    book: Book, end: type
):
    code, number = gone(book)
    red = reverse(book, number)
    book.run(end(number=red, opinion="实物确已处理"))
    assert book.card(code)["status"] == "disposed"
    assert put_back(book, number) == "HC20260002"
    book.require_whole()


def test_a_red_document_is_not_returned(book: Book):
    red = reverse(book, gone(book)[1])
    book.refuses(ReturnDisposal(number=red, opinion="补"), "not_returned")


def test_its_paper_is_printed_and_signed_like_any_other(book: Book):
    red = reverse(book, gone(book)[1])
    book.run(RecordPrinting(number=red))
    case = book.case(red)
    assert (case.times_printed, case.next_command) == (1, "record_signature")
    assert [line.quantity for line in case.lines] == [-3]
    assert sum(line.original_value_fen for line in case.lines) == -120_000


def test_the_list_of_the_day_names_the_red_document_at_each_of_its_steps(book: Book):
    _, number = gone(book)
    book.run(RecordResidual(number=number, method="回收", amount=0))
    red = reverse(book, number)

    def lines(group: TodoGroup | None) -> list[str]:
        return [] if group is None else [line.text for line in group.lines]

    assert any(red in text for text in lines(signatures_due(book.session)))
    sign_red(book, red)
    assert lines(signatures_due(book.session)) == []
    assert lines(steps_due(book.session)) == [f"{red} 冲销入账"]
    book.run(PostReversal(number=red))
    assert lines(steps_due(book.session)) == []


def test_what_came_in_stays_recorded_and_nothing_more_comes_in(book: Book):
    _, number = gone(book)
    book.run(RecordResidual(number=number, method="回收", amount=3_000))
    red = put_back(book, number)
    assert "残值收入" in dict(book.case(number).fields)
    assert dict(book.case(red).fields)["已登记残值"].startswith("30.00")
    book.refuses(RecordResidual(number=number, method="回收", amount=1), "reversed")


def test_a_card_that_came_back_lives_on_and_may_leave_again(book: Book):
    code, number = gone(book)
    put_back(book, number)
    book.run(ChangeValue(code=code, delta=100, reason="补记"))
    part = book.make(SplitAsset(code=code, quantity=1))
    again = book.apply(code)
    book.write_off(again)
    assert book.card(code)["status"] == "disposed"
    assert book.card(part)["status"] == "in_use"
    put_back(book, again)
    assert book.card(code)["status"] == "in_use"
    book.require_whole()


def test_the_register_of_a_day_between_is_without_the_card(book: Book):
    code, number = gone(book)
    book.advance(10)
    put_back(book, number)
    book.advance(5)

    def there(day: date | None) -> bool:
        found = register(book.session, "assets", day)
        return book.card(code)["id"] in found.index().keys

    assert there(None)
    assert there(date(2026, 11, 21))
    assert not there(date(2026, 11, 25))
    assert there(date(2026, 12, 2))
