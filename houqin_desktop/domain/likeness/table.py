"""The bundled tables of everyday words: what things are called, and what is said beside the name.

`everyday_things.csv` has a thing a line: its name, the other words for it, the broader thing it is
a kind of, and whether it is a part of something else (配件). `everyday_marks.csv` has brands, words
that do not change what a thing is, words that exclude each other (大 | 小), what is written before
a purchase, counters, characters that are mistaken for each other, and endings that may stand for
each other (剂、液). Both may be edited.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from houqin_desktop.domain.category import plain_word

THINGS_FILE = "everyday_things.csv"
MARKS_FILE = "everyday_marks.csv"


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing; `above` are the broader kinds, the nearest first."""

    name: str
    words: tuple[str, ...]
    above: tuple[str, ...]
    is_part: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Both tables, ready to be looked up."""

    things: Mapping[str, Thing]
    named: Mapping[str, tuple[str, ...]]
    below: Mapping[str, tuple[str, ...]]
    brands: re.Pattern[str]
    verbs: re.Pattern[str]
    counters: str
    free: frozenset[str]
    sides: Mapping[str, tuple[int, str]]
    lookalikes: Mapping[str, frozenset[str]]
    endings: tuple[tuple[str, ...], ...]


def load_table(folder: Path) -> Table:
    """Read the tables from a folder.

    :raises KeyError: when a thing names a broader one that is not there.
    """
    rows = _rows(folder / THINGS_FILE)
    broader = {row["name"]: row["broader"] for row in rows}
    things = {row["name"]: _thing(row, broader) for row in rows}
    named: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for thing in things.values():
        for word in thing.words:
            named.setdefault(word, []).append(thing.name)
        for name in thing.above:
            below.setdefault(name, []).append(thing.name)
    marks: dict[str, list[str]] = {}
    for row in _rows(folder / MARKS_FILE):
        marks.setdefault(row["kind"], []).append(row["words"].casefold())
    sides = _sides(marks["side"])
    return Table(
        things,
        {word: tuple(names) for word, names in named.items()},
        {name: tuple(names) for name, names in below.items()},
        _any_of(_words(marks["brand"])),
        re.compile(f"^(?:{_any_of(_words(marks['verb'])).pattern})+"),
        _any_of(_words(marks["counter"])).pattern,
        frozenset(_words(marks["free"])) | frozenset(sides),
        sides,
        _lookalikes(marks["lookalike"]),
        tuple(_ending(line) for line in marks["ending"]),
    )


def _thing(row: dict[str, str], broader: Mapping[str, str]) -> Thing:
    above, name = [], broader[row["name"]]
    while name:
        above.append(name)
        name = broader[name]
    words = (row["name"], *row["words"].split(";"))
    plain = dict.fromkeys(plain_word(word) for word in words if word)
    return Thing(row["name"], tuple(plain), tuple(above), bool(row["part"]))


def _sides(lines: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return by word which of several that exclude each other it is: the line, and the side."""
    return {
        word: (line, side.split()[0])
        for line, written in enumerate(lines)
        for side in written.split("|")
        for word in side.split()
    }


def _lookalikes(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in lines:
        alike = line.split()
        for character in alike:
            found.setdefault(character, set()).update(alike)
    return {character: frozenset(alike) for character, alike in found.items()}


def _ending(line: str) -> tuple[str, ...]:
    """Return endings that stand for each other; “-” is a name without any of them."""
    return tuple("" if word == "-" else word for word in line.split())


def _words(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(dict.fromkeys(words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
