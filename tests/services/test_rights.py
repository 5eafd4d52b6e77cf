"""The table of rights is asked before any verb begins, for the posts held today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.operators import Secret
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.rights import RIGHTS
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import commands, lookup
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset, RegisterAsset
from houqin_desktop.services.commands import all_commands, execute
from houqin_desktop.services.demo.cards import SeedDemoCards
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    RecordPrinting,
    RecordSignature,
    ReturnDisposal,
)
from houqin_desktop.services.draft import Draft, Kind
from houqin_desktop.services.people.verbs import AddPerson, Appoint
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import (
    ACCOUNTANT,
    COLLEAGUE,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    LEADER,
    OTHER_ROOM,
    PRINCIPAL,
    ROOM,
    TODAY,
    Book,
    clock_at,
)

HOLDERS = {
    Post.HEAD_STOREKEEPER: HEAD_KEEPER,
    Post.STOREKEEPER: KEEPER,
    Post.GENERAL_AFFAIRS_DIRECTOR: DIRECTOR,
    Post.SUPERVISING_LEADER: LEADER,
    Post.FINANCE: ACCOUNTANT,
    Post.PRINCIPAL: PRINCIPAL,
    None: COLLEAGUE,
}
COMMANDS = {**all_commands(), SeedDemoCards.verb: all_commands()[SeedDemoCards.verb]}


class Reached(Exception):
    """The verb would have begun."""


def as_(book: Book, name: str) -> None:
    book.session.choose_actor(name)


def filled(draft_class: type[Draft]) -> Draft:
    """Fill a draft with words that name nothing in the book."""
    values: dict[str, Any] = {}
    for argument in draft_class.arguments():
        if not argument.required:
            continue
        if argument.choices is not None:
            values[argument.name] = next(iter(argument.choices))
        elif argument.kind is Kind.FIELDS:
            values[argument.name] = {"没有": "没有"}
        elif argument.rows is not None:
            values[argument.name] = (filled(argument.rows),)
        elif argument.kind in (Kind.ASSETS, Kind.NAMES):
            values[argument.name] = ("没有",)
        elif argument.kind in (Kind.MONEY, Kind.QUANTITY, Kind.MONTHS):
            values[argument.name] = 1
        elif argument.kind is Kind.SECRET:
            values[argument.name] = Secret()
        elif argument.kind is Kind.DATE:
            values[argument.name] = date(2026, 1, 1)
        else:
            values[argument.name] = ROOM if argument.kind is Kind.STOREROOM else "没有"
    return draft_class(**values)


def test_every_command_has_a_line_and_every_line_a_command():
    assert set(RIGHTS) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_asks_the_table_before_it_begins(
    book: Book, monkeypatch: pytest.MonkeyPatch, name: str
):
    def reached(_task: object, _draft: object) -> Any:
        raise Reached

    spec = COMMANDS[name]
    monkeypatch.setitem(commands._REGISTRY, name, replace(spec, handler=reached))
    draft = filled(spec.draft_class)
    # Nobody gets anything done, so that each finds the book as the one before did.
    for post, holder in HOLDERS.items():
        assert answer_to(draft, holder) in answers_of_the_table(name, post), post


def answer_to(draft: Draft, holder: str) -> str:
    """Say how far somebody comes with a draft that names nothing in the book."""
    try:
        execute(draft, actor=lookup.person(holder), clock=clock_at(TODAY))
    except Reached:
        return "may"
    except Refused as refused:
        return refused.code
    raise AssertionError(draft.verb)


def answers_of_the_table(name: str, post: Post | None) -> set[str]:
    """Say the same by the table alone; whether it is his own is asked before or in the verb."""
    right = RIGHTS[name]
    by_office = right.administrator and post is Post.HEAD_STOREKEEPER
    if post in right.posts or by_office or (right.anybody and post is not None):
        return {"may"}
    return {"may", "not_own"} if post in right.own else {"not_allowed"}


def test_a_book_is_founded_once(book: Book):
    spec = COMMANDS["found_book"]
    for actor in (None, lookup.person(HEAD_KEEPER)):
        with book.refusing("not_allowed"):
            execute(filled(spec.draft_class), actor=actor, clock=clock_at(TODAY))


def test_a_repeated_command_answers_even_after_the_post_was_given_up(book: Book):
    as_(book, DIRECTOR)
    first = book.run(AddPerson(name="新来的"), command_id="a-1")
    book.run(Appoint(person=COLLEAGUE, post=Post.GENERAL_AFFAIRS_DIRECTOR, from_on=TODAY))
    assert book.run(AddPerson(name="新来的"), command_id="a-1").seq == first.seq
    book.refuses(AddPerson(name="又一个"), "not_allowed")


def test_the_posts_of_today_count_and_not_those_of_the_business_date(book: Book):
    august = date(2026, 8, 20)
    book.run(Appoint(person=COLLEAGUE, post=Post.GENERAL_AFFAIRS_DIRECTOR, from_on=TODAY))
    as_(book, DIRECTOR)
    book.refuses(AddPerson(name="新来的"), "not_allowed", on=august)
    as_(book, COLLEAGUE)
    book.run(AddPerson(name="新来的"), on=august)


def test_a_post_that_begins_tomorrow_allows_nothing_today(book: Book):
    tomorrow = TODAY + timedelta(days=1)
    book.run(Appoint(person=COLLEAGUE, post=Post.GENERAL_AFFAIRS_DIRECTOR, from_on=tomorrow))
    as_(book, COLLEAGUE)
    book.refuses(AddPerson(name="新来的"), "not_allowed")
    book.advance()
    book.run(AddPerson(name="新来的"))


def test_a_storekeeper_writes_the_cards_of_his_own_room(book: Book):
    theirs = book.asset(storeroom=OTHER_ROOM)
    as_(book, KEEPER)
    own = book.asset()
    book.run(CorrectAsset(code=own, brand="联想"))
    book.refuses(CorrectAsset(code=theirs, brand="联想"), "not_own")
    book.refuses(CorrectAsset(code=own, storeroom=OTHER_ROOM), "not_own")
    book.refuses(RegisterAsset(name="球", original_value=1, storeroom=OTHER_ROOM), "not_own")
    book.refuses(RegisterAsset(name="球", original_value=1), "not_own")


def test_a_storekeeper_applies_for_the_disposal_of_his_own_room_only(book: Book):
    own, theirs = book.asset(), book.asset(storeroom=OTHER_ROOM)
    as_(book, KEEPER)
    mixed = ApplyDisposal(
        kind=VoucherKind.SCRAP, assets=(own, theirs), reason=DisposalReason.WORN_OUT
    )
    book.refuses(mixed, "not_own")
    number = book.apply(own)
    book.run(RecordPrinting(number=number))
    book.sign(number, "storekeeper")


def test_a_storekeeper_leaves_the_papers_of_another_room_alone(book: Book):
    number = book.apply(book.asset(storeroom=OTHER_ROOM))
    as_(book, KEEPER)
    book.refuses(RecordPrinting(number=number), "not_own")
    book.refuses(RecordSignature(number=number), "not_own")


def test_a_signer_records_the_box_of_his_post_and_no_other(book: Book):
    number = book.large_case()
    as_(book, ACCOUNTANT)
    book.refuses(RecordSignature(number=number, step="central_storeroom"), "not_own")
    book.sign(number, "finance")
    book.refuses(RecordSignature(number=number, step="education_bureau"), "not_own")
    as_(book, PRINCIPAL)
    book.refuses(RecordSignature(number=number), "not_own")


def test_what_may_not_be_done_may_not_be_done_by_taking_something_back(book: Book):
    done = book.run(ChangeValue(code=book.asset(), delta=100, reason="补记")).command_id
    as_(book, DIRECTOR)
    book.refuses(UndoCommand(command_id=done), "not_allowed")
    as_(book, ACCOUNTANT)
    book.run(UndoCommand(command_id=done))


def test_a_signer_sends_back_what_waits_for_him(book: Book):
    number = book.small_case()
    as_(book, DIRECTOR)
    book.refuses(ReturnDisposal(number=number, opinion="再查"), "not_own")
    book.session.choose_actor(HEAD_KEEPER)
    book.sign(number, "storekeeper")
    as_(book, DIRECTOR)
    book.run(ReturnDisposal(number=number, opinion="再查"))
