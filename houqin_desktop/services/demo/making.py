"""The demo school 示范小学: a ten-million-yuan register in a book of its own, the same every time.

The book is opened in March 2025 with the cards of the old paper ledger and lives through every day
on which something happened, each command on its own date, up to 22 November 2026.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from shutil import rmtree

from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.services.commands import Result
from houqin_desktop.services.demo.cards import SeedDemoCards, demo_people
from houqin_desktop.services.demo.days import FOUNDED_ON, demo_posts, happenings
from houqin_desktop.services.demo.places import demo_places
from houqin_desktop.services.disposal.drafts import ApplyDisposal, ReverseWriteOff
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import AddDepartment, AddPerson
from houqin_desktop.services.session import Session, create_book, open_session
from houqin_desktop.services.stock.drafts import ReceiveStock
from houqin_desktop.storage.database import attachments_folder

DEMO_SCHOOL = "示范小学"
DEMO_NOW = datetime(2026, 11, 22, 9, 0)
# The days on which cards were written in, the first with everything the paper ledger had.
SEEDED_ON = (date(2025, 3, 3), date(2025, 9, 10), date(2026, 1, 9), date(2026, 9, 11))


class _Diary:
    """The book of the demo school while its past is written."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._commands = 0
        self._numbers: dict[str, str] = {}

    def run(self, on: date, draft: Draft) -> Result:
        """Carry out a command as on that morning."""
        self._commands += 1
        self._session.clock = FixedClock(datetime.combine(on, time(9)))
        return self._session.run(draft, command_id=f"demo-{self._commands:04d}")

    def live(self) -> None:
        """Write people, rooms and cards, then everything that happened."""
        self._open()
        seedings = list(zip((None, *SEEDED_ON), SEEDED_ON, strict=False))
        for happening in happenings():
            while seedings and seedings[0][1] <= happening.on:
                after, until = seedings.pop(0)
                self.run(until, SeedDemoCards(until=until, after=after))
            draft = happening.make(self._numbers.get(happening.case, ""))
            result = self.run(happening.on, draft)
            if isinstance(draft, ApplyDisposal | ReverseWriteOff | ReceiveStock):
                self._numbers[happening.case] = result.ids[0]

    def _open(self) -> None:
        people = demo_people()
        for person in people[1:]:
            self.run(FOUNDED_ON, AddPerson(name=person.name))
        for department in dict.fromkeys(person.department for person in people):
            self.run(FOUNDED_ON, AddDepartment(name=department))
        posts = demo_posts()
        for room in dict.fromkeys(post.storeroom for post in posts if post.storeroom):
            self.run(FOUNDED_ON, AddStoreroom(name=room))
        for post in posts:
            if post.from_on == FOUNDED_ON:
                self.run(FOUNDED_ON, post)
        for place in demo_places():
            self.run(FOUNDED_ON, place)


def make_demo(path: Path) -> None:
    """Make the demo book; the same rows each time.

    :raises Refused: when something is already there.
    """
    create_book(
        path,
        school=DEMO_SCHOOL,
        keeper=demo_people()[0].name,
        clock=FixedClock(datetime.combine(FOUNDED_ON, time(9))),
        demo=True,
        command_id="demo-0000",
    )
    try:
        session = open_session(path, clock=FixedClock(DEMO_NOW))
        try:
            _Diary(session).live()
        finally:
            session.close()
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            rmtree(attachments_folder(path))
        raise
