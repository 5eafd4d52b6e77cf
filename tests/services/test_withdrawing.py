"""撤回登记: what was registered by mistake leaves as if it had never been entered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.batch_register import RegisterAssets
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset, RegisterAsset
from houqin_desktop.services.assets.split import SplitAsset
from houqin_desktop.services.disposal.drafts import WithdrawDisposal
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from houqin_desktop.services.undoing.withdrawing import WithdrawCards
from houqin_desktop.storage.base import db
from tests.builders import COLLEAGUE, KEEPER, OTHER_ROOM, ROOM, TODAY, Book
from tests.services.test_import_undo import listed


def row(**values: Any) -> RegisterAsset:
    filled: dict[str, Any] = {"name": "课桌", "original_value": 12_000, **values}
    return RegisterAsset(**filled)


def grid(book: Book, *rows: RegisterAsset) -> tuple[str, tuple[str, ...]]:
    done = book.run(RegisterAssets(rows=rows))
    return done.command_id, done.ids


def undo_last(book: Book) -> None:
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))


def test_an_undone_grid_leaves_no_trace_in_lists_and_sums_and_its_numbers_come_again(book: Book):
    book.asset(code="TY001", holder=COLLEAGUE)
    before = listed(book)
    undone, codes = grid(book, row(holder=COLLEAGUE, storeroom=ROOM), row(quantity=45), row())
    assert listed(book) != before
    book.run(UndoCommand(command_id=undone))
    assert listed(book) == before
    book.require_whole()
    _, again = grid(book, row(), row(), row())
    assert again == codes
    book.require_whole()


def test_an_undone_card_stays_in_the_journal_with_its_number(book: Book):
    code = book.asset()
    undo_last(book)
    book.refuses(CorrectAsset(code=code, place="一楼"), "unknown_asset")
    assert book.value("SELECT withdrawn_code FROM asset") == code
    verbs = [entry["verb"] for entry in book.rows("journal", "subject = 'asset'")]
    assert (verbs[0], set(verbs[1:])) == ("register_asset", {"undo_command"})
    book.require_whole()


def test_deeds_are_undone_one_after_another_back_to_the_registration(book: Book):
    code = book.asset(quantity=2)
    book.run(CorrectAsset(code=code, quantity=5, holder=COLLEAGUE, place="一楼"))
    book.run(ChangeValue(code=code, delta=500, reason="加内存"))
    for _ in range(3):
        undo_last(book)
    assert listed(book)["assets"] == []
    book.require_whole()


@pytest.mark.parametrize("many", [False, True], ids=["one card", "a grid"])
@pytest.mark.parametrize(
    "later",
    [
        lambda code: CorrectAsset(code=code, place="二楼"),
        lambda code: CorrectAsset(code=code, holder=COLLEAGUE),
        lambda code: ChangeValue(code=code, delta=100, reason="加内存"),
        lambda code: SplitAsset(code=code, quantity=1),
    ],
    ids=["corrected", "custody", "value", "split"],
)
def test_a_card_that_changed_later_stays_and_the_refusal_names_it(book: Book, later, many):
    rows = (row(quantity=3), row()) if many else (row(quantity=3),)
    undone, codes = grid(book, *rows)
    book.run(later(codes[0]))
    with pytest.raises(Refused, match=codes[0]) as caught:
        book.run(UndoCommand(command_id=undone))
    assert caught.value.code == "card_in_use"


def test_a_card_on_an_application_stays_even_when_that_was_withdrawn(book: Book):
    code = book.asset()
    number = book.apply(code)
    book.refuses(WithdrawCards(assets=(code,)), "in_open_case")
    book.run(WithdrawDisposal(number=number, opinion="不办了"))
    book.refuses(WithdrawCards(assets=(code,)), "card_in_use")


def test_part_of_a_grid_may_be_withdrawn_by_its_numbers_and_nothing_twice(book: Book):
    undone, (first, second) = grid(book, row(), row(name="讲台"))
    done = book.run(WithdrawCards(assets=(first,), reason="写重了"))
    assert done.ids == (first,)
    gone = f"{first}({done.number})"
    book.refuses(WithdrawCards(assets=(gone,)), "withdrawn")
    book.refuses(UndoCommand(command_id=undone), "withdrawn")
    assert book.card(second)["status"] == "in_use"
    book.require_whole()


def test_what_was_not_registered_by_hand_is_not_withdrawn_so(book: Book):
    code = book.asset(quantity=3)
    (part,) = (one for one in book.run(SplitAsset(code=code, quantity=1)).ids if one != code)
    book.refuses(WithdrawCards(assets=(part,)), "not_registered")


def test_who_keeps_one_room_withdraws_from_that_room_only(book: Book):
    own, others = book.asset(storeroom=ROOM), book.asset(storeroom=OTHER_ROOM)
    book.session.choose_actor(KEEPER)
    book.refuses(WithdrawCards(assets=(own, others)), "not_own")
    book.run(WithdrawCards(assets=(own,)))
    book.require_whole()


def test_withdrawing_is_not_dated_before_the_registration_and_not_undone(book: Book):
    code = book.asset()
    book.refuses(WithdrawCards(assets=(code,)), "undo_order", on=TODAY - timedelta(days=1))
    done = book.run(WithdrawCards(assets=(code,)))
    book.refuses(UndoCommand(command_id=done.command_id), "cannot_undo")


def test_the_batch_of_withdrawn_cards_stands_among_the_batches_as_taken_back(book: Book):
    code = book.asset()
    number = book.make(WithdrawCards(assets=(code,), reason="登错了"))
    assert book.rows("import_undo")[0]["reason"] == "登错了"
    (entry,) = db.execute_sql("SELECT number, file_name, found, added FROM import_batch").fetchall()
    assert entry == (number, "手工登记", 1, 1)
