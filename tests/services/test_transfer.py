"""Transfers: the register changes only when 总务处 has adjusted, and goes back exactly."""

from __future__ import annotations

from typing import Any

import pytest

from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.loan.drafts import Lend, LoanLine
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.storerooms.room_page import room_page
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import (
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    KEEPER,
    OTHER_KEEPER,
    OTHER_ROOM,
    ROOM,
    Book,
)


def transfer(book: Book, *items: str, **values: Any) -> str:
    return book.make(draft(*items, **values))


def draft(*items: str, quantity: int | None = None, **values: Any) -> Transfer:
    filled: dict[str, Any] = {
        "giver": KEEPER,
        "taker": OTHER_KEEPER,
        "reason": "并室",
        "storeroom": ROOM,
        "other_storeroom": OTHER_ROOM,
        **values,
    }
    lines = tuple(TransferLine(item=item, quantity=quantity) for item in items)
    return Transfer(lines=lines, **filled)


def room_of(book: Book, code: str) -> str:
    key = book.card(code)["storeroom_id"]
    return str(book.value("SELECT name FROM storeroom WHERE id = ?", key))


def holder_of(book: Book, code: str) -> str | None:
    key = book.custody(code)[-1]["holder_id"]
    return None if key is None else str(book.value("SELECT name FROM person WHERE id = ?", key))


def test_the_register_changes_only_when_the_office_has_adjusted_and_the_card_says_so(book: Book):
    codes = [book.asset(place="机房"), book.asset(place="机房")]
    number = transfer(book, *codes, place="器材架")
    assert number == "DB20260001"
    book.run(RecordPrinting(number=number))
    for step in ("giver", "taker"):
        book.run(RecordSignature(number=number, step=step))
        assert [room_of(book, code) for code in codes] == [ROOM, ROOM]
    book.run(RecordSignature(number=number, step="adjustment"))
    assert [room_of(book, code) for code in codes] == [OTHER_ROOM, OTHER_ROOM]
    assert book.card(codes[0])["place"] == "器材架"
    texts = [event.text for event in asset_card(book.session, codes[0]).history]
    assert f"由{ROOM}转至{OTHER_ROOM}　{number}" in texts
    shown = slip_view(number, book.session.clock)
    assert f"{ROOM} 机房" in shown.rows[0]
    assert f"{OTHER_ROOM} 器材架" in shown.rows[0]
    assert [row["调入保管室"] for row in book.listed("transfers")] == [OTHER_ROOM, OTHER_ROOM]
    book.require_whole()


def test_with_a_department_the_one_who_receives_uses_the_card(book: Book):
    code = book.asset(holder=KEEPER)
    number = transfer(
        book, code, taker=COLLEAGUE, storeroom=None, other_storeroom=None, department=DEPARTMENT
    )
    assert holder_of(book, code) == KEEPER
    book.sign_slip(number)
    assert holder_of(book, code) == COLLEAGUE
    assert book.card(code)["using_department_id"] is not None
    assert room_of(book, code) == ROOM
    book.require_whole()


def test_a_red_document_puts_everything_back_as_it_stood(book: Book):
    code = book.asset(place="机房", holder=KEEPER)
    before = book.card(code)
    number = transfer(book, code, department=DEPARTMENT, place="器材架")
    book.sign_slip(number)
    red = book.make(ReverseSlip(number=number, reason="不搬了"))
    assert room_of(book, code) == OTHER_ROOM
    book.sign_slip(red)
    assert book.card(code) == before
    assert holder_of(book, code) == KEEPER
    texts = [event.text for event in asset_card(book.session, code).history]
    assert f"由{OTHER_ROOM}转回{ROOM}　{red}（冲销 {number}）" in texts
    book.require_whole()


def test_a_card_that_changed_since_is_not_put_back(book: Book):
    code = book.asset(place="机房")
    number = transfer(book, code, place="器材架")
    book.sign_slip(number)
    book.run(CorrectAsset(code=code, place="门厅"))
    red = book.make(ReverseSlip(number=number, reason="不搬了"))
    book.run(RecordPrinting(number=red))
    *first, last = slip_view(red, book.session.clock).steps
    for step in first:
        book.run(RecordSignature(number=red, step=step.key))
    book.refuses(RecordSignature(number=red, step=last.key), "built_upon")
    assert room_of(book, code) == OTHER_ROOM


def test_part_of_a_batch_becomes_a_card_of_its_own_and_only_that_moves(book: Book):
    code = book.asset(quantity=5)
    number = transfer(book, code, quantity=2)
    book.sign_slip(number)
    (row,) = book.listed("transfers")
    part = row["物品编号"]
    assert (book.card(code)["quantity"], room_of(book, code)) == (3, ROOM)
    assert (book.card(part)["quantity"], room_of(book, part)) == (2, OTHER_ROOM)
    book.require_whole()


def test_items_go_from_room_to_room_without_a_change_of_value(book: Book):
    book.run(AddItem(code="CHALK", name="白粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.receive("CHALK", 10, 1_000)
    number = transfer(book, "CHALK", quantity=4, storeroom=CENTRAL)
    lies = {row["保管室或个人"]: (row["数量"], row["金额"]) for row in book.listed("stock")}
    assert lies == {CENTRAL: (10, 1_000)}
    book.sign_slip(number)
    lies = {row["保管室或个人"]: (row["数量"], row["金额"]) for row in book.listed("stock")}
    assert lies == {CENTRAL: (6, 600), OTHER_ROOM: (4, 400)}
    book.sign_slip(book.make(ReverseSlip(number=number, reason="不搬了")))
    back = {row["保管室或个人"]: row["数量"] for row in book.listed("stock") if row["数量"]}
    assert back == {CENTRAL: 10}
    book.require_whole()


def test_what_is_unsigned_is_undone_at_one_key_or_taken_back(book: Book):
    code = book.asset()
    result = book.run(draft(code))
    book.run(UndoCommand(command_id=result.command_id))
    assert slip_view(str(result.number), book.session.clock).state == "withdrawn"
    again = transfer(book, code)
    book.run(WithdrawSlip(number=again))
    assert room_of(book, code) == ROOM
    book.require_whole()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"other_storeroom": ROOM}, "same_room"),
        ({"storeroom": CENTRAL}, "other_room"),
        ({"other_storeroom": None}, "nowhere"),
        ({"reason": ""}, "empty_reason"),
    ],
)
def test_what_says_not_whence_or_whither_is_refused(book: Book, values: dict[str, Any], code: str):
    book.refuses(draft(book.asset(), **values), code)


def test_a_card_in_a_case_on_loan_or_on_another_slip_is_refused(book: Book):
    cased, lent, waiting = book.asset(), book.asset(), book.asset()
    book.apply(cased)
    line = (LoanLine(item=lent),)
    book.run(Lend(storeroom=ROOM, borrower=COLLEAGUE, due_on=book.advance(), lines=line))
    transfer(book, waiting)
    book.refuses(draft(cased), "in_open_case")
    book.refuses(draft(lent), "already_lent")
    book.refuses(draft(waiting), "already_on_slip")


def sit_down(book: Book, name: str) -> None:
    """Let somebody be at work."""
    book.session.choose_actor(book.value("SELECT number FROM person WHERE name = ?", name))


def test_a_keeper_writes_what_leaves_his_room_and_the_office_books_it(book: Book):
    code = book.asset()
    sit_down(book, KEEPER)
    number = transfer(book, code)
    book.run(RecordPrinting(number=number))
    for step in ("giver", "taker"):
        book.run(RecordSignature(number=number, step=step))
    book.refuses(RecordSignature(number=number, step="adjustment"), "not_own")
    assert room_of(book, code) == ROOM
    sit_down(book, DIRECTOR)
    book.run(RecordSignature(number=number, step="adjustment"))
    assert room_of(book, code) == OTHER_ROOM


def test_a_keeper_takes_back_what_he_wrote(book: Book):
    code = book.asset()
    sit_down(book, KEEPER)
    book.run(WithdrawSlip(number=transfer(book, code)))
    assert book.listed("transfers")[0]["状态"] == "已撤销"


@pytest.mark.parametrize("named", [OTHER_ROOM, None])
def test_a_keeper_takes_nothing_out_of_another_room(book: Book, named: str | None):
    code = book.asset(storeroom=OTHER_ROOM)
    sit_down(book, KEEPER)
    wanted: dict[str, Any] = {"storeroom": named, "other_storeroom": ROOM}
    book.refuses(draft(code, **wanted), "not_own")


def test_what_is_open_in_a_room_leads_to_its_slip_from_both_rooms(book: Book):
    number = transfer(book, book.asset())
    loan = book.make(
        Lend(
            storeroom=OTHER_ROOM,
            borrower=COLLEAGUE,
            due_on=book.today,
            lines=(LoanLine(item=book.asset(storeroom=OTHER_ROOM)),),
        )
    )

    def leads(room: str, key: str) -> set[str]:
        page = room_page(book.session, room)
        (block,) = [one for one in page.blocks if one.key == key]
        return {line.leads.key for line in block.lines if line.leads is not None}

    assert leads(ROOM, "papers") == {number}
    assert leads(OTHER_ROOM, "papers") == {number, loan}
    assert leads(OTHER_ROOM, "loans") == {loan}
