"""Before a risky act the book is copied into the rings as it was; before any other it is not."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.risk import RISKS
from houqin_desktop.services.assets.batch import AssignCards
from houqin_desktop.services.assets.batch_register import RegisterAssets
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.backups.rings import ring_folder
from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.disposal.drafts import (
    PostReversal,
    ReverseWriteOff,
    WriteOffDisposal,
)
from houqin_desktop.services.draft import Draft, Kind
from houqin_desktop.services.people.operators import AddOperator
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from houqin_desktop.storage import backup_file
from houqin_desktop.storage.journal import hash_at, head
from houqin_desktop.storage.ring_copies import copies_in
from tests.builders import HEAD_KEEPER, KEEPER, Book

PASSWORD = "qingqing-1"
# They write a paper or a plan, which can be sent back, withdrawn or written again; no card
# changes by it alone. What a count changes it changes by its closing, which has a line, and what a
# purchase changes it changes by its receipt.
ONLY_PAPERS = {
    "apply_disposal",
    "change_disposal",
    "record_appraisal",
    "record_count_lines",
    "request_purchase",
    "order_purchase",
    "accept_goods",
    "set_kit",
    "record_patrol",
    "hand_over_shift",
    "record_incident",
    "file_notice_reply",
    "set_term_checks",
    "set_term_groups",
    "record_findings",
    "enter_device_checks",
    "register_devices",
    "finish_repair",
    "open_pledges",
    "plan_duties",
    "mark_duties",
    "set_calendar",
}


@pytest.fixture
def careful(book: Book) -> Book:
    """A book that is copied before a risky command, as the program opens it."""
    book.session.guarded = True
    book.session.guard.trust_clock()
    return book


def heads(book: Book) -> list[int]:
    """Return how far each copy before a risky act goes, the oldest first."""
    there = copies_in(ring_folder(book.session), (hash_at(1) or "")[:8])
    assert all(one.occasion.value == "操作前备份" for one in there)
    return [one.head_seq for one in reversed(there)]


def copied_before(book: Book, draft: Draft) -> None:
    """Expect one more copy by this command, of the book as it was before."""
    known, before = heads(book), head()
    book.run(draft)
    assert heads(book) == [*known, before[0]]
    (newest, *_) = copies_in(ring_folder(book.session), (hash_at(1) or "")[:8])
    manifest = backup_file.verified(ring_folder(book.session) / newest.name)
    assert (manifest.head_seq, manifest.head_hash) == before


def test_whatever_changes_many_cards_at_once_has_a_line_in_the_table():
    many = {
        spec.name
        for spec in all_commands().values()
        if any(one.kind in (Kind.ASSETS, Kind.ROWS) for one in spec.arguments)
    }
    assert many - ONLY_PAPERS <= RISKS.keys()


def test_before_a_write_off_and_before_it_is_reversed_the_book_is_kept(careful: Book):
    number = careful.small_case()
    careful.sign_all(number)
    assert heads(careful) == []
    copied_before(careful, WriteOffDisposal(number=number))
    red = careful.make(ReverseWriteOff(number=number, reason="误报，实物还在用"))
    for step in ("central_storeroom", "general_affairs", "supervising_leader"):
        careful.sign(red, step)
    copied_before(careful, PostReversal(number=red))


def test_before_a_change_of_twenty_cards_the_book_is_kept_and_of_nineteen_not(careful: Book):
    row = RegisterAsset(name="课桌", original_value=20_000)
    careful.run(RegisterAssets(rows=(row,) * 19))
    assert heads(careful) == []
    copied_before(careful, RegisterAssets(rows=(row,) * 20))
    codes = tuple(one["code"] for one in careful.rows("asset"))
    copied_before(careful, AssignCards(assets=codes[:20], place="二楼"))
    careful.run(AssignCards(assets=codes[:19], place="三楼"))
    assert len(heads(careful)) == 2


def undo_of_last(book: Book) -> UndoCommand:
    last = last_deed()
    assert last is not None
    return UndoCommand(command_id=last.command_id)


def test_before_twenty_cards_are_undone_the_book_is_kept_and_before_nineteen_not(careful: Book):
    row = RegisterAsset(name="课桌", original_value=20_000)
    careful.run(RegisterAssets(rows=(row,) * 19))
    careful.run(undo_of_last(careful))
    assert heads(careful) == []
    careful.run(RegisterAssets(rows=(row,) * 20))
    copied_before(careful, undo_of_last(careful))


def test_nothing_is_copied_for_what_cannot_be_undone(careful: Book):
    number = careful.small_case()
    careful.sign_all(number)
    careful.run(WriteOffDisposal(number=number))
    known = heads(careful)
    careful.refuses(undo_of_last(careful), "cannot_undo")
    careful.refuses(UndoCommand(command_id="没有这一步"), "unknown_command_id")
    assert heads(careful) == known


def test_a_risky_command_among_several_in_one_transaction_is_a_defect(careful: Book):
    rows = (RegisterAsset(name="课桌", original_value=20_000),) * 20
    before = head()
    with pytest.raises(ValueError, match="has to be run by itself"):
        careful.session.run_whole((RegisterAssets(rows=rows[:19]), RegisterAssets(rows=rows)))
    assert (head(), heads(careful)) == (before, [])
    careful.session.run_whole((RegisterAssets(rows=rows[:19]), RegisterAssets(rows=rows[:1])))
    assert len(careful.rows("asset")) == 20


def test_a_risky_act_that_was_refused_and_tried_again_needs_no_second_copy(careful: Book):
    number = careful.small_case()
    with careful.refusing("state"):
        careful.run(WriteOffDisposal(number=number))
    with careful.refusing("state"):
        careful.run(WriteOffDisposal(number=number))
    assert heads(careful) == [head()[0]]


def test_nothing_is_copied_for_who_may_not_or_has_yet_to_give_the_password(careful: Book):
    number = careful.small_case()
    careful.sign_all(number)
    careful.run(AddOperator(person=HEAD_KEEPER, password=PASSWORD))
    careful.run(AddOperator(person=KEEPER))
    careful.session.choose_actor(KEEPER)
    with careful.refusing("not_allowed"):
        careful.run(WriteOffDisposal(number=number))
    careful.session.choose_actor(HEAD_KEEPER, PASSWORD)
    with careful.refusing("password_again"):
        careful.run(WriteOffDisposal(number=number))
    assert heads(careful) == []
    careful.session.confirm(PASSWORD)
    copied_before(careful, WriteOffDisposal(number=number))


def test_where_the_copy_fails_the_act_is_not_done_and_both_are_said(careful: Book):
    number = careful.small_case()
    careful.sign_all(number)
    ring_folder(careful.session).write_bytes(b"a file where the folder should be")
    before = head()
    with pytest.raises(Refused, match="操作前备份没有留成，“下账”没有办") as caught:
        careful.run(WriteOffDisposal(number=number))
    assert caught.value.code == "not_writable"
    assert head() == before
