"""Errands of the gate: visitors and outings, a shift with its rounds and incidents, a purge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.visit import CallResult, OutingKind
from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.gate.drafts import (
    PurgePersonal,
    RecordLeaving,
    RecordOuting,
    RecordOutingBack,
    RecordPersonalExport,
    RecordVisit,
    RevealPersonal,
    VoidOuting,
    VoidVisit,
)
from houqin_desktop.services.guard_shift.drafts import (
    CloseIncident,
    HandOverShift,
    OpenShift,
    RecordIncident,
    RecordPatrol,
    ReportIncident,
    SignShift,
    VoidIncident,
    VoidPatrol,
    VoidShift,
    WriteShift,
)
from houqin_desktop.storage.gate import Visit
from tests.builders import COLLEAGUE, DIRECTOR, HEAD_KEEPER, KEEPER, LEADER, Book
from tests.scenarios.school_model import School
from tests.scenarios.term_errands import tried

LONG_AGO = timedelta(days=800)


@contextmanager
def at_the_keyboard(book: Book, person: str) -> Iterator[None]:
    """Let somebody else sit down for a moment."""
    before = book.session.actor_number
    book.session.choose_actor(person)
    yield
    book.session.actor_number = before


def visit(host: str, telephone: str) -> RecordVisit:
    return RecordVisit(
        name="来访人",
        telephone=telephone,
        purpose="送货",
        host=host,
        call_result=CallResult.AGREED,
    )


def outing(person: str, approved_by: str) -> RecordOuting:
    return RecordOuting(
        kind=OutingKind.STAFF,
        person=person,
        approved_by=approved_by,
        purpose="开会",
        expected_at="23:59",
    )


def gate_commands(book: Book) -> None:
    """Give every command of the gate and of its log once, in a school that is as it was founded."""
    came = visit(COLLEAGUE, "13812345678")
    long_ago = book.today - LONG_AGO
    book.run(came, on=long_ago)
    book.run(PurgePersonal())
    number = book.make(replace(came, badge="1"))
    with at_the_keyboard(book, DIRECTOR):
        book.run(RevealPersonal(record=number, purpose="核对来访人"))
        book.run(RecordPersonalExport(from_on=long_ago, to_on=book.today, purpose="派出所调取"))
    book.run(RecordLeaving(visit=number))
    book.run(VoidVisit(visit=number, reason="登错人了"))
    out = book.make(outing(COLLEAGUE, DIRECTOR))
    book.run(RecordOutingBack(outing=out))
    book.run(VoidOuting(outing=out, reason="没有出去"))
    book.run(AddCampusPlaces(names=("前门岗亭",), is_key=True))
    log = book.make(OpenShift(shift_name="早班", guards=(COLLEAGUE,)))
    book.run(WriteShift(school_start="有序"))
    book.run(RecordPatrol(missed=("前门岗亭",)))
    book.run(VoidPatrol(shift=log, ordinal=1, reason="没有走"))
    happened = book.make(RecordIncident(title="停电", course="全校停电", spot="配电房"))
    book.run(ReportIncident(incident=happened, told="供电所"))
    book.run(CloseIncident(incident=happened, aftermath="来电"))
    book.run(VoidIncident(incident=happened, reason="不在本校"))
    book.run(HandOverShift(taken_by=KEEPER, handed_by=HEAD_KEEPER))
    book.run(SignShift(shift=log, signed_by=LEADER))
    book.run(VoidShift(shift=log, reason="记错了人"))


def gate(book: Book, school: School, r: Random, folder: Path) -> None:
    """A visitor comes and goes, perhaps long ago; what is over age goes once, and only once."""
    people = sorted(set(school.people) - school.left)
    came = visit(r.choice(people), f"1390000{r.randrange(100):04d}")
    if r.randrange(4) == 0:
        before = len(Visit.every())
        if tried(book, came, on=book.today - LONG_AGO) is not None:
            book.run(PurgePersonal())
            assert len(Visit.every()) == before + 1
        assert tried(book, PurgePersonal()) is None
        return
    badge = str(r.randrange(1, 4))
    number = tried(book, replace(came, badge=badge))
    if number is None:
        # Somebody went without giving it back; the next errand of this badge brings it.
        book.run(RecordLeaving(visit=badge))
        return
    assert tried(book, replace(came, badge=badge)) is None
    if r.randrange(3):
        book.run(RecordLeaving(visit=badge, badge_kept=r.randrange(3) == 0 or None))
    elif r.randrange(3):
        book.run(VoidVisit(visit=number, reason="登错人了"))
    director = lookup.holder(Post.GENERAL_AFFAIRS_DIRECTOR, book.today)
    with suppress(Refused):
        _reveal(book, RevealPersonal(record=number, purpose="核对"), director)


def _reveal(book: Book, draft: Draft, director: int | None) -> None:
    if director is not None:
        with at_the_keyboard(book, lookup.person_by_id(director).number):
            book.run(draft)


def shift(book: Book, school: School, r: Random, folder: Path) -> None:
    """A shift of the day is written up, walked and handed over, and then closed to everything."""
    people = sorted(set(school.people) - school.left)
    if len(people) < 3:
        return
    guard, other, leader = r.sample(people, 3)
    name = r.choice(("早班", "中班", "晚班"))
    log = tried(book, OpenShift(shift_name=name, guards=(guard,)))
    if log is None:
        return
    if tried(book, RecordPatrol(shift=log)) is None:
        # A later shift of the day has not begun at eight in the morning.
        book.run(VoidShift(shift=log, reason="还没有到点"))
        return
    book.run(HandOverShift(shift=log, handed_by=guard, taken_by=other))
    book.run(SignShift(shift=log, signed_by=leader))
    assert tried(book, WriteShift(shift=log, remarks="补记")) is None


GATE_ERRANDS = (gate, shift)
