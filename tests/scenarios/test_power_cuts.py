"""The power goes at any moment: what was confirmed is in the book, and the book is whole.

The journal settings of the book are what this holds by; the settings that SQLite would choose
itself lose a confirmed entry here, and no settings at all leave a book that is half written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.commands import Result
from houqin_desktop.services.disposal.drafts import RecordPrinting, ReverseWriteOff
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.undo import UndoImport
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage import database
from tests.builders import COLLEAGUE, TODAY, Book, clock_at, copy_book
from tests.long_run import note, times
from tests.scenarios.power_cut import PowerCuts, Verdict
from tests.scenarios.watched_disk import Disk, Event, watched_disk
from tests.scenarios.watched_session import Given, watched_book

CUTS = times(daily=20_000, long=200_000)
SQLITES_OWN = {"journal_mode": "DELETE", "synchronous": "FULL"}
CARELESS = {"journal_mode": "DELETE", "synchronous": "OFF"}


def a_day_at_the_office(book: Book) -> None:
    """A little of everything: cards, people, a ledger, papers, signatures, taking back."""
    code = book.asset()
    book.run(CorrectAsset(code=code, holder=COLLEAGUE))
    changed = book.run(ChangeValue(code=code, delta=100, reason="补记"))
    book.run(UndoCommand(command_id=changed.command_id))
    book.run(AddPerson(name="新来的"))
    rows = [(f"L{at:04d}", "旧课桌", 1 + at % 3, 86.5) for at in range(12)]
    sheet = SheetGrid("台账", (("资产编号", "资产名称", "数量", "原值"), *rows))
    found = plan_import(book.session, Workbook("台账.xlsx", "ab" * 32, (sheet,)))
    batch = import_plan(book.session, found)
    assert batch is not None
    number = book.apply(code)
    book.run(RecordPrinting(number=number))
    book.write_off(number)
    book.run(ReverseWriteOff(number=number, reason="数量不符"))
    book.run(UndoImport(batch=batch, reason="拿错了"))


@dataclass
class Day:
    """What a day asked of the disk, and the bytes of the book after each command."""

    events: list[Event]
    states: list[bytes]


def recorded_day(path: Path) -> Day:
    """Let a day pass on a watched disk; every confirmation stands among the events."""
    states: list[bytes] = []

    def confirming(given: Given) -> Result:
        result = given.carry_out()
        disk.events.append(Event("acknowledge", at=len(states)))
        states.append(path.read_bytes())
        return result

    states.append(path.read_bytes())
    disk: Disk
    with watched_disk() as disk:
        book = watched_book(path, confirming)
        try:
            a_day_at_the_office(book)
        finally:
            book.session.close()
        return Day(disk.events, states)


@pytest.fixture
def cut_folder() -> Iterator[Path]:
    """A folder in memory where there is one: each look would else wait for the disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def test_no_power_cut_takes_a_confirmed_command(book_path: Path, cut_folder: Path):
    day = recorded_day(book_path)
    cuts = PowerCuts(book_path.name, day.states, cut_folder)
    found = cuts.verdicts(day.events, CUTS)
    note("断电", cuts=found.total(), images=len(cuts.known), lost=found.total() - found["kept"])
    assert found.total() >= CUTS
    assert found == {"kept": found.total()}
    # The images were many and not one and the same again.
    assert len(cuts.known) > CUTS // 10


def test_every_book_that_a_power_cut_can_leave_is_whole(book_path: Path, tmp_path: Path):
    day = recorded_day(book_path)
    for state in day.states:
        book_path.write_bytes(state)
        with closing(sqlite3.connect(book_path)) as stock:
            assert stock.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        session = open_session(book_path, clock=clock_at(TODAY))
        try:
            Book(session).require_whole()
        finally:
            session.close()


@pytest.mark.parametrize(
    ("settings", "harm", "cuts"),
    [(SQLITES_OWN, {"lost"}, 4_000), (CARELESS, {"half", "damaged"}, 400)],
    ids=["sqlite", "careless"],
)
def test_other_settings_are_found_out_by_the_same_cuts(
    template: Path,
    tmp_path: Path,
    cut_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, str],
    harm: set[Verdict],
    cuts: int,
):
    monkeypatch.setattr(database, "LOCKING", "NORMAL")
    for name, value in settings.items():
        monkeypatch.setitem(database.PRAGMAS, name, value)
    path = copy_book(template, tmp_path)
    day = recorded_day(path)
    found = PowerCuts(path.name, day.states, cut_folder).verdicts(day.events, cuts)
    assert harm & set(found), found
