"""Part of a batch card in a disposal: the card splits, and the part goes its own way."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    ChangeDisposal,
    RejectDisposal,
    ReturnDisposal,
    WithdrawDisposal,
)
from houqin_desktop.services.disposal.preview import preview_disposal
from tests.builders import Book


def batch(book: Book, **values: object) -> str:
    return book.asset(**{"quantity": 10, "original_value": 123_457, **values})


def codes_of(book: Book, number: str) -> list[str]:
    return [line.code for line in book.case(number).lines]


def test_only_the_pieces_named_go_and_the_rest_stays_in_use(book: Book):
    code, single = batch(book), book.asset()
    number = book.apply(code, single, pieces=(f"{code}=3",))
    part, other = codes_of(book, number)
    assert (other, part) == (single, "ZC2026000003")
    line = book.case(number).lines[0]
    assert (line.quantity, line.original_value_fen) == (3, 37_037)
    book.write_off(number)
    assert book.card(part)["status"] == "disposed"
    kept = book.card(code)
    assert (kept["status"], kept["quantity"], kept["original_value_fen"]) == ("in_use", 7, 86_420)
    book.require_whole()


def test_a_refusal_of_a_part_names_the_card_that_was_chosen(book: Book):
    code = batch(book, acquired_on=PartialDate.parse("2026-09"), minimum_life_months=180)
    with pytest.raises(Refused, match=code):
        book.apply(code, pieces=(f"{code}=3",))
    assert book.rows("asset_split") == []


def test_all_the_pieces_named_are_no_part(book: Book):
    code = batch(book)
    number = book.apply(code, pieces=(f"{code}=10",))
    assert codes_of(book, number) == [code]
    assert book.rows("asset_split") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("{0}=0", "split_quantity"),
        ("{0}=11", "split_quantity"),
        ("{1}=2", "single_piece"),
        ("{0}", "bad_pieces"),
        ("{0}=三", "bad_pieces"),
        ("NOWHERE=3", "bad_pieces"),
    ],
)
def test_pieces_that_make_no_sense_are_refused_and_nothing_is_split(
    book: Book, words: str, code: str
):
    cards = (batch(book), book.asset())
    draft = ApplyDisposal(
        kind=VoucherKind.SCRAP,
        assets=cards,
        reason=DisposalReason.WORN_OUT,
        pieces=(words.format(*cards),),
    )
    book.refuses(draft, code)


def test_a_refused_application_leaves_the_card_whole(book: Book):
    code = batch(book, acquired_on=PartialDate(2026, 1))
    draft = ApplyDisposal(
        kind=VoucherKind.SCRAP,
        assets=(code,),
        reason=DisposalReason.WORN_OUT,
        pieces=(f"{code}=3",),
    )
    book.refuses(draft, "below_minimum_life")


@pytest.mark.parametrize("end", [WithdrawDisposal, RejectDisposal, ReturnDisposal])
def test_the_part_stays_split_when_the_case_ends_and_the_case_says_so(book: Book, end: type):
    code = batch(book)
    number = book.apply(code, pieces=(f"{code}=3",))
    (part,) = codes_of(book, number)
    book.run(end(number=number, opinion="暂缓"))
    assert (book.card(code)["quantity"], book.card(part)["quantity"]) == (7, 3)
    assert book.card(part)["status"] == "in_use"
    assert "没有并回" in dict(book.case(number).fields)["拆出的卡片"]
    book.require_whole()


def test_a_changed_application_may_name_pieces_of_a_card_that_is_added(book: Book):
    first, code = book.asset(), batch(book)
    number = book.apply(first)
    book.run(ChangeDisposal(number=number, assets=(first, code), pieces=(f"{code}=4",)))
    assert codes_of(book, number) == [first, "ZC2026000003"]
    book.refuses(
        ChangeDisposal(number=number, assets=(first, "ZC2026000003"), pieces=("ZC2026000003=1",)),
        "in_open_case",
    )
    book.refuses(ChangeDisposal(number=number, pieces=(f"{first}=1",)), "bad_pieces")
    book.require_whole()


def test_the_preview_shows_what_the_application_will_hold(book: Book):
    code = batch(book, original_value=4_000_000)
    assert preview_disposal((code,), VoucherKind.SCRAP, book.today).large
    seen = preview_disposal((code,), VoucherKind.SCRAP, book.today, pieces={code: 3})
    assert not seen.large
    (line,) = seen.lines
    assert (line.quantity, line.of_quantity, line.original_value_fen) == (3, 10, 1_200_000)
    number = book.apply(code, pieces=(f"{code}=3",))
    written = book.case(number).lines[0]
    assert (written.original_value_fen, written.net_value_fen) == (1_200_000, line.net_value_fen)
