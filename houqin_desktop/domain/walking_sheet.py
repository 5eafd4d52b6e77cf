"""排查表 (DOMAIN.md 4.15): the paper that is taken along, a sheet for each place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WalkingLine:
    """One thing to look at; `last` says what was found there the last time.

    The cells of the hand hold what is entered already: mark, words, photos, level, measure, who
    answers for it, until when.
    """

    position: str
    item: str
    standard: str
    last: str
    by_hand: tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class WalkingPlace:
    """The sheet of one place."""

    name: str
    code: str
    area: str
    responsible: str
    is_key: bool
    lines: tuple[WalkingLine, ...]


@dataclass(frozen=True, slots=True)
class WalkingSheets:
    """All sheets of a round; `walked` is empty as long as nothing is entered."""

    school: str
    number: str
    kind: str
    subject: str
    department: str
    led_by: str
    members: str
    opened_on: str
    walked: str
    places: tuple[WalkingPlace, ...]

    @property
    def lines(self) -> int:
        """Return how many lines all sheets have."""
        return sum(len(place.lines) for place in self.places)
