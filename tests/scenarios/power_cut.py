"""What a disk may hold after the power went, for every moment of a list of events.

What was not synced may have got there, in part (torn at a sector of 512 bytes) or not at all, in
any order; a removal that was not synced may be undone. After the tests that SQLite makes of itself
(https://sqlite.org/testing.html, crash testing).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal

from tests.scenarios.watched_disk import Event

SECTOR = 512
Verdict = Literal["kept", "lost", "half", "damaged"]


@dataclass
class Platter:
    """What certainly lies on the disk, and what may."""

    book: str
    durable: dict[str, bytearray]
    age: int = 0
    pending: list[Event] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unnamed: set[str] = field(default_factory=set)

    def happens(self, event: Event) -> None:
        """Take note of one event."""
        self.age += event.deed in ("sync", "remove", "create")
        if event.deed in ("write", "cut"):
            self.pending.append(event)
        elif event.deed == "sync":
            self._sync(event.file)
        elif event.deed == "remove":
            self.removed.append(event.file)
            if event.at:
                self._sync_folder()
        elif event.deed == "create":
            # A journal made anew under the name of one whose removal was not synced replaces it.
            self.pending = [e for e in self.pending if e.file != event.file]
            if event.file in self.removed:
                self.removed.remove(event.file)
                self.durable.pop(event.file, None)
            if event.file != self.book:
                self.unnamed.add(event.file)

    def _sync(self, file: str) -> None:
        self.durable.setdefault(file, bytearray())
        for event in self.pending:
            if event.file == file:
                put(self.durable, event)
        self.pending = [event for event in self.pending if event.file != file]
        if file in self.unnamed:
            # SQLite syncs the folder once for a journal that is new in it.
            self.unnamed.discard(file)
            self._sync_folder()

    def _sync_folder(self) -> None:
        for file in self.removed:
            self.durable.pop(file, None)
        self.removed.clear()

    def after_the_cut(self, chance: Random) -> tuple[tuple[object, ...], dict[str, bytearray]]:
        """Return one possible content of the disk, and a key that no other content has."""
        gone = {file for file in self.removed if chance.random() < 0.5}
        got: list[tuple[int, int]] = []
        for at, event in enumerate(self.pending):
            luck = chance.random()
            if event.file in gone or luck > 0.5:
                continue
            sectors = len(event.data) // SECTOR
            whole = luck < 0.4 or event.deed == "cut"
            got.append((at, len(event.data) if whole else SECTOR * chance.randint(0, sectors)))
        image = {file: content for file, content in self.durable.items() if file not in gone}
        for file in {self.pending[at].file for at, _ in got}:
            image[file] = bytearray(image.get(file, b""))
        for at, size in got:
            put(image, self.pending[at]._replace(data=self.pending[at].data[:size]))
        return (self.age, tuple(sorted(gone)), tuple(got)), image


def put(files: dict[str, bytearray], event: Event) -> None:
    """Do to the files what an event asks."""
    content = files.setdefault(event.file, bytearray())
    end = event.at + len(event.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if event.deed == "cut":
        del content[event.at :]
    else:
        content[event.at : end] = event.data


def write_over(path: Path, content: bytes | bytearray) -> None:
    """Let a file have this content where it lies: new room would take longer than the look."""
    with path.open("r+b" if path.exists() else "wb", buffering=0) as file:
        file.write(content)
        file.truncate(len(content))


@dataclass
class PowerCuts:
    """Cuts the power again and again and looks at what the stock driver finds.

    `states` holds the bytes of the book before the first command and after each; the book that is
    found must be one of them, and not one from before the last command that was confirmed.
    """

    name: str
    states: list[bytes]
    folder: Path
    known: dict[tuple[object, ...], tuple[Verdict, int]] = field(default_factory=dict)

    def verdicts(self, events: list[Event], cuts: int) -> Counter[Verdict]:
        """Cut the power at least so many times, equally often after every event."""
        found: Counter[Verdict] = Counter()
        for confirmed, platter, chance in self._moments(events, -(-cuts // len(events))):
            key, image = platter.after_the_cut(chance)
            if key not in self.known:
                self.known[key] = self._look(image)
            verdict, state = self.known[key]
            found["lost" if verdict == "kept" and state < confirmed else verdict] += 1
        return found

    def _moments(self, events: list[Event], each: int) -> Iterator[tuple[int, Platter, Random]]:
        platter, confirmed = Platter(self.name, {self.name: bytearray(self.states[0])}), 0
        for moment, event in enumerate(events):
            if event.deed == "acknowledge":
                confirmed = event.at
            platter.happens(event)
            for again in range(each):
                yield confirmed, platter, Random(f"{moment} {again}")

    def _look(self, image: dict[str, bytearray]) -> tuple[Verdict, int]:
        for old in self.folder.iterdir():
            if old.name not in image:
                old.unlink()
        for file, content in image.items():
            write_over(self.folder / file, content)
        path = self.folder / self.name
        try:
            with closing(sqlite3.connect(path)) as stock:
                stock.execute("PRAGMA schema_version").fetchone()
                found = path.read_bytes()
                if found in self.states:
                    return "kept", self.states.index(found)
                (answer,) = stock.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError:
            return "damaged", 0
        return ("half" if answer == "ok" else "damaged"), 0
