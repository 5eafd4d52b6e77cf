"""The first minutes of a school's own book: what each page of the wizard still has to enter.

A page asks for the commands that bring the book to what was filled in, and leaves out what is there
already; so it can be filled in twice, stopped in the middle, or come after an import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.domain.settings import SCHOOL_YEAR, SETTINGS, SETUP_PROGRESS, setting_spec
from houqin_desktop.domain.setup import SetupMark, SetupStep
from houqin_desktop.domain.storeroom import StoreroomLevel
from houqin_desktop.services import lookup
from houqin_desktop.services.changes import Changes
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson, Appoint
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.setup.progress import setup_progress
from houqin_desktop.storage.book import Setting
from houqin_desktop.storage.people import Department, Person, Storeroom


@dataclass(frozen=True, kw_only=True)
class MarkSetup(Draft):
    """A page of the wizard that was filled in or passed over."""

    step: SetupStep = argument("向导的一页", Kind.CHOICE, choices=SetupStep)
    mark: SetupMark = argument("结果", Kind.CHOICE, choices=SetupMark)


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A 分保管室 as the page has it: its name, and who keeps it or nobody yet."""

    name: str
    keeper: str = ""


@command("建账进度", MarkSetup)
def mark_setup(task: Task, draft: MarkSetup) -> Outcome:
    """Write down how far the wizard is."""
    row = Setting.find(key=SETUP_PROGRESS.key)
    before = setup_progress()
    after = before.with_mark(draft.step, draft.mark).to_text()
    if row is None:
        task.insert(Setting, key=SETUP_PROGRESS.key, value=after)
    else:
        task.update(row, value=after)
    return Outcome(draft.step.label, (draft.step.label,))


def begin_setup(session: Session) -> Changes:
    """Enter the school year of today and count the first page, which asked for the school."""
    year = ChangeSetting(key=SCHOOL_YEAR.key, value=present_school_year(session))
    marking = MarkSetup(step=SetupStep.SCHOOL, mark=SetupMark.DONE)
    return session.run_whole((year, marking))[-1].changes


def present_school_year(session: Session) -> str:
    """Return the school year of today."""
    return school_year_of(session.clock.today())


def rooms_now(session: Session) -> list[RoomLine]:
    """Return the 分保管室 of the book with their keepers of today."""
    today = session.clock.today()
    lines = []
    for room in Storeroom.every("id"):
        if room.level is StoreroomLevel.BRANCH and not room.closed:
            holder = lookup.holder(Post.STOREKEEPER, today, room.id)
            name = "" if holder is None else lookup.person_by_id(holder).name
            lines.append(RoomLine(room.name, name))
    return lines


def departments_now() -> list[str]:
    """Return the departments of the book."""
    return [row.name for row in Department.every("id") if not row.closed]


def holders_now(session: Session) -> dict[Post, str]:
    """Return who holds each post of the whole school today, by name."""
    today = session.clock.today()
    found = {}
    for post in Post:
        holder = None if post.needs_storeroom else lookup.holder(post, today)
        if holder is not None:
            found[post] = lookup.person_by_id(holder).name
    return found


def room_drafts(session: Session, lines: Iterable[RoomLine]) -> Iterator[Draft]:
    """Yield what makes these rooms and gives them their keepers.

    :raises Refused: before the first of them, for a name that stands twice or is missing.
    """
    lines = [line for line in lines if line.name or line.keeper]
    _require_different_rooms(lines)
    now = {line.name: line.keeper for line in rooms_now(session)}
    for line in lines:
        if line.name not in now:
            yield AddStoreroom(name=line.name)
        if line.keeper and now.get(line.name, "") != line.keeper:
            yield from _person_drafts([line.keeper])
            yield Appoint(person=line.keeper, post=Post.STOREKEEPER, storeroom=line.name)


def _require_different_rooms(lines: Iterable[RoomLine]) -> None:
    seen: set[str] = set()
    for line in lines:
        if not line.name:
            raise Refused(
                f"{line.keeper} 前面没有保管室名称。请填写名称，或清空这一行。", code="empty_name"
            )
        if line.name in seen:
            raise Refused(
                f"保管室“{line.name}”写了两行。请改名，或清空其中一行。", code="storeroom_exists"
            )
        seen.add(line.name)


def department_drafts(names: Iterable[str]) -> Iterator[Draft]:
    """Yield what makes the departments that the book does not have."""
    known = {row.name for row in Department.every() if not row.withdrawn}
    for name in dict.fromkeys(names):
        if name not in known:
            yield AddDepartment(name=name)


def people_drafts(
    session: Session, holders: Mapping[Post, str], others: Iterable[str]
) -> Iterator[Draft]:
    """Yield what makes these people and gives the posts to those who hold them."""
    now = holders_now(session)
    for post, name in holders.items():
        if name and now.get(post) != name:
            yield from _person_drafts([name])
            yield Appoint(person=name, post=post)
    yield from _person_drafts(others)


def _person_drafts(names: Iterable[str]) -> Iterator[Draft]:
    for name in dict.fromkeys(names):
        # Asked anew for each: the page's own commands may have made him a moment ago.
        known = Person.find(name=name, withdrawn=False) or Person.find(number=name)
        if known is None:
            yield AddPerson(name=name)


def setting_drafts(written: Mapping[str, str]) -> Iterator[Draft]:
    """Yield what gives the parameters these values; what stands so already is left alone."""
    for key, value in written.items():
        spec = setting_spec(key)
        if spec.store(value) != lookup.setting(SETTINGS[key]):
            yield ChangeSetting(key=key, value=value)
