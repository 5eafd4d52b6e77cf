"""The disk refuses once, or from some moment on: the command is refused, the next one is not.

Every command is tried with the first thing it asks of the disk failing, then with the second, and
so on until nothing fails any more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Result
from houqin_desktop.storage import database
from houqin_desktop.storage.base import db
from houqin_desktop.storage.journal import head
from tests.scenarios.busy_office import commands_at_work, give_every_command
from tests.scenarios.watched_disk import (
    FULL,
    IOERR_FSYNC,
    IOERR_TRUNCATE,
    IOERR_WRITE,
    OK,
    Disk,
    Event,
    nothing_fails,
    watched_disk,
)
from tests.scenarios.watched_session import Given, watched_book

TROUBLE = {"write": IOERR_WRITE, "sync": IOERR_FSYNC, "cut": IOERR_TRUNCATE}


@dataclass
class Failing:
    """Answers no to the n-th thing that is asked, and to all after it where that is wanted."""

    nth: int
    full: bool = False
    for_good: bool = False
    earlier: list[Event] = field(default_factory=list)
    no_to: list[Event] = field(default_factory=list)
    later: list[Event] = field(default_factory=list)

    def __call__(self, event: Event) -> int:
        if len(self.earlier) < self.nth - 1 or event.deed not in TROUBLE:
            self.earlier.append(event)
            return OK
        if self.no_to and not self.for_good:
            self.later.append(event)
            return OK
        if self.full and event.deed != "write":
            # A full disk still cuts and flushes.
            self.later.append(event)
            return OK
        self.no_to.append(event)
        return FULL if self.full else TROUBLE[event.deed]

    def reached(self, file: str) -> bool:
        """Tell whether the disk took anything for this file."""
        return any(event.file == file for event in (*self.earlier, *self.later))


@dataclass
class Trial:
    """Carries every command out for the first time on a disk that fails everywhere."""

    disk: Disk
    path: Path
    full: bool
    for_good: bool
    tried: Counter[str] = field(default_factory=Counter)
    flushed_again: int = 0
    unsure: int = 0

    def __call__(self, given: Given) -> Result:
        if given.draft.verb in self.tried:
            return given.carry_out()
        before, nth = (head(), self.path.read_bytes()), 0
        while True:
            nth += 1
            failing = self.disk.answer = Failing(nth, self.full, self.for_good)
            try:
                result = given.carry_out()
            except Refused as refused:
                self.disk.answer = nothing_fails
                if not failing.no_to:
                    raise
                if refused.code == "disk_unsure":
                    result = self.written_and_not_certain(given, failing)
                    break
                self.nothing_changed(refused, failing, before)
            else:
                self.disk.answer = nothing_fails
                break
        if failing.no_to:
            self.only_the_last_flush_failed(failing)
        assert result.seq == head()[0]
        self.tried[given.draft.verb] = nth
        return result

    def nothing_changed(
        self, refused: Refused, failing: Failing, before: tuple[object, bytes]
    ) -> None:
        codes = {"disk_full", "disk_fault"} if self.full else {"disk_fault"}
        assert refused.code in codes
        assert "没有记账" in refused.sentence
        assert not db.connection().in_transaction
        assert head() == before[0]
        # What nobody wrote to needs no reading. pytest would write out how two books differ.
        is_as_before = not failing.reached(self.path.name) or self.path.read_bytes() == before[1]
        assert is_as_before

    def written_and_not_certain(self, given: Given, failing: Failing) -> Result:
        """Only a disk that fails for good leaves this; doing it again does nothing twice."""
        assert self.for_good
        assert failing.no_to[0].deed == "sync"
        self.unsure += 1
        written = head()
        result = given.carry_out()
        assert result.repeated
        assert head() == written
        return result

    def only_the_last_flush_failed(self, failing: Failing) -> None:
        """A command is in the book although the disk said no: then the side file was empty."""
        assert failing.no_to[0].deed == "sync"
        assert failing.earlier[-1].deed == "cut"
        assert failing.earlier[-1].at == 0
        if not self.for_good:
            self.flushed_again += 1
            assert [event.deed for event in failing.later[-2:]] == ["cut", "sync"]


def tried_everywhere(path: Path, folder: Path, *, full: bool, for_good: bool) -> Trial:
    """Let an office give every command on such a disk; the book is whole at the end."""
    with watched_disk() as disk:
        disk.keeps = False
        trial = Trial(disk, path, full, for_good)
        book = watched_book(path, trial, actor="P0001")
        try:
            give_every_command(book, folder)
            book.require_whole()
        finally:
            disk.answer = nothing_fails
            book.session.close()
    return trial


@pytest.mark.parametrize(
    ("full", "for_good"),
    [(True, False), (False, False), (True, True), (False, True)],
    ids=["full once", "fault once", "full", "fault"],
)
def test_every_failure_of_the_disk_refuses_the_command_and_only_it(
    book_path: Path, tmp_path: Path, full: bool, for_good: bool
):
    trial = tried_everywhere(book_path, tmp_path, full=full, for_good=for_good)
    # A disk that loses its voice at the last flush has the command; a full one never gets there.
    assert trial.flushed_again == (0 if full or for_good else len(trial.tried))
    assert (trial.unsure > 0) == (for_good and not full)
    assert sorted(trial.tried) == commands_at_work()


def test_a_program_that_believes_every_failed_commit_is_found_out(
    book_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database, "_settled", lambda _written, _mark: False)
    with pytest.raises(AssertionError):
        tried_everywhere(book_path, tmp_path, full=False, for_good=False)
