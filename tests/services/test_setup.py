"""The wizard enters what is missing, once, and leaves alone what is there."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.setup import SUGGESTED_STOREROOMS, SetupMark, SetupStep
from houqin_desktop.services.people.verbs import AddDepartment, Appoint
from houqin_desktop.services.setup import verbs as setup
from houqin_desktop.services.setup.progress import setup_progress
from houqin_desktop.services.setup.verbs import MarkSetup, RoomLine
from houqin_desktop.services.todo.day_list import today_list
from tests.builders import HEAD_KEEPER, KEEPER, OTHER_ROOM, ROOM, Book


def enter(book: Book, drafts) -> int:
    """Carry out what a page asks for; return how many commands that took."""
    count = 0
    for draft in drafts:
        book.run(draft)
        count += 1
    return count


def test_rooms_are_made_with_their_keepers_and_not_twice(book: Book):
    lines = [*(RoomLine(name) for name in SUGGESTED_STOREROOMS), RoomLine("木工房", "鲁班")]
    there = {line.name for line in setup.rooms_now(book.session)}
    missing = [line for line in lines if line.name not in there]
    assert enter(book, setup.room_drafts(book.session, lines)) == len(missing) + 2
    assert RoomLine("木工房", "鲁班") in setup.rooms_now(book.session)
    assert enter(book, setup.room_drafts(book.session, setup.rooms_now(book.session))) == 0
    book.require_whole()


def test_a_room_that_is_there_keeps_its_keeper_where_the_line_names_nobody(book: Book):
    assert enter(book, setup.room_drafts(book.session, [RoomLine(ROOM), RoomLine(OTHER_ROOM)])) == 0
    assert RoomLine(ROOM, KEEPER) in setup.rooms_now(book.session)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([RoomLine("木工房", "鲁班"), RoomLine("木工房")], "写了两行"),
        ([RoomLine("木工房"), RoomLine("", "鲁班"), RoomLine("")], "没有保管室名称"),
    ],
)
def test_a_room_written_twice_or_without_a_name_is_refused_before_anything(
    book: Book, lines, sentence
):
    before = len(setup.rooms_now(book.session))
    with pytest.raises(Refused, match=sentence):
        enter(book, setup.room_drafts(book.session, lines))
    assert len(setup.rooms_now(book.session)) == before


def test_of_several_commands_all_are_entered_or_none(book: Book):
    good, bad = AddDepartment(name="食堂"), AddDepartment(name="")
    before = book.fingerprint()
    for drafts in ((good, bad), (good, good), (good, Appoint(person="没有", post=Post.FINANCE))):
        with pytest.raises(Refused):
            book.session.run_whole(drafts)
        assert book.fingerprint() == before
    first, second = book.session.run_whole((good, AddDepartment(name="门卫室")))
    assert second.seq > first.seq
    assert not first.repeated
    book.require_whole()


def test_people_and_posts_are_made_where_they_are_missing(book: Book):
    holders = setup.holders_now(book.session)
    assert holders[Post.HEAD_STOREKEEPER] == HEAD_KEEPER
    assert enter(book, setup.people_drafts(book.session, holders, ["新教师", "新教师"])) == 1
    book.advance()
    drafts = setup.people_drafts(book.session, {Post.PRINCIPAL: "新校长"}, [])
    assert enter(book, drafts) == 2
    assert setup.holders_now(book.session)[Post.PRINCIPAL] == "新校长"


def test_departments_are_made_once(book: Book):
    names = [*setup.departments_now(), "食堂", "食堂"]
    assert enter(book, setup.department_drafts(names)) == 1
    assert setup.departments_now() == names[:-1]


def test_only_parameters_that_were_changed_are_entered(book: Book):
    written = {"disposal_unit_limit_fen": "5000", "splitting_days": "60", "school_year": "2026"}
    drafts = list(setup.setting_drafts(written))
    assert [draft.to_json()["key"] for draft in drafts] == ["splitting_days", "school_year"]
    enter(book, drafts)
    assert list(setup.setting_drafts(written)) == []


def test_the_wizard_stands_in_the_days_list_until_every_page_is_behind_it(book: Book):
    def waiting() -> list[str]:
        groups = {group.key: group for group in today_list(book.session)}
        return [line.text for line in groups["pages_open"].lines] if "pages_open" in groups else []

    assert waiting() == []
    setup.begin_setup(book.session)
    assert len(waiting()) == len(SetupStep) - 1
    book.asset()
    assert not any(SetupStep.IMPORT.label in line for line in waiting())
    for step in setup_progress().open_steps:
        book.run(MarkSetup(step=step, mark=SetupMark.SKIPPED))
    assert waiting() == []
    book.require_whole()
