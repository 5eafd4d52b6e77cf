"""What must be read from each row: a value, a doubt, or nothing; or that the row must stay out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Verdict(Enum):
    """What a reader must say of a cell."""

    VALUE = "value"
    DOUBTFUL = "doubtful"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Truth:
    """The right answer for one field; money in 分, dates as 2015-09, texts as written."""

    verdict: Verdict
    value: Any = None


DOUBTFUL = Truth(Verdict.DOUBTFUL)
EMPTY = Truth(Verdict.EMPTY)


def value(what: Any) -> Truth:
    """Return the truth that a field has this value."""
    return Truth(Verdict.VALUE, what)


@dataclass(slots=True)
class RowLabel:
    """The right answer for one row of a sheet.

    `refused` rows must not be registered; `codes` are the numbers of a row that stands for several
    cards, whose values together are `original_value`.
    """

    fields: dict[str, Truth] = field(default_factory=dict)
    refused: bool = False
    codes: tuple[str, ...] = ()


Label = dict[tuple[str, int], RowLabel]
"""The rows of a workbook that are assets, by sheet and number of the row; all others are not."""
