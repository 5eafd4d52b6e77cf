"""The labelled set: what a school asks for beside what lies in the house, like or unlike.

It was written down before there was a matcher, and by this rule. Like: whoever asks wants to be
told before it is bought, since the thing in the house could serve instead, wholly or in part or
after a repair; another size, colour or model of the same kind is like, too. Unlike: a part, an
accessory, what it uses up or what stands beside it; another kind that shares its characters or its
sound; a book of another subject or term.

A third is held out. Which third follows from a hash of the pair, so that nobody picks; nothing is
built by its single lines, and only its two figures are read.

Who wrote the set wrote the table of everyday words, too, so even the held-out third knows the words
that he knows. A second list was therefore written when the matcher was done, without a look at the
table, and nothing is built by it either: how the guard does with words that nobody thought of.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

PAIRS, LATER_PAIRS = (Path(__file__).with_name(name) for name in ("pairs.csv", "later.csv"))
HELD_OUT, TUNED, LATER = "held_out", "tuned", "later"
LEAST_PRECISION = 0.8
LEAST_RECALL = {TUNED: 0.95, HELD_OUT: 0.95, LATER: 0.85}


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: the words of a request, a thing of the house, and whether they are alike."""

    wanted: str
    name: str
    specification: str
    category: str
    like: bool
    difficulty: str
    part: str

    @property
    def part_by_hash(self) -> str:
        """Return the part that the pair belongs to, whatever the file says."""
        words = "|".join((self.wanted, self.name, self.specification))
        return HELD_OUT if sha256(words.encode()).digest()[0] % 3 == 0 else TUNED


@dataclass(slots=True)
class Score:
    """What a matcher made of some pairs: found, missed, and said although it was unlike."""

    found: int = 0
    missed: list[Pair] = field(default_factory=list)
    nagged: list[Pair] = field(default_factory=list)
    pairs: int = 0

    @property
    def recall(self) -> float:
        """Return the share of like things that were found."""
        return self.found / max(self.found + len(self.missed), 1)

    @property
    def precision(self) -> float:
        """Return the share of what was said that is like."""
        return self.found / max(self.found + len(self.nagged), 1)

    def words(self) -> str:
        """Say the score in one line."""
        return f"查全 {self.recall:.1%}，查准 {self.precision:.1%}"


@cache
def pairs() -> tuple[Pair, ...]:
    """Return all lines of the set."""
    return _read(PAIRS)


@cache
def later_pairs() -> tuple[Pair, ...]:
    """Return the lines that were labelled when the matcher was done."""
    return _read(LATER_PAIRS)


def _read(path: Path) -> tuple[Pair, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Pair(**{**row, "like": row["like"] == "like"})  # type: ignore[arg-type]
            for row in csv.DictReader(file)
        )


def score(part: str, says_like: Callable[[Pair], bool]) -> Score:
    """Hold what a matcher says against the labels of one part."""
    result = Score()
    for pair in (*pairs(), *later_pairs()):
        if pair.part != part:
            continue
        result.pairs += 1
        said = says_like(pair)
        if said and pair.like:
            result.found += 1
        elif said:
            result.nagged.append(pair)
        elif pair.like:
            result.missed.append(pair)
    return result
