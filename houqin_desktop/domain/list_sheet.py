"""The sheet of a list on paper: 台账, 清单 and 汇总, with sections, sums and boxes to sign.

The same frozen sheet is drawn as a PDF, written as a workbook and shown in the window, so that the
three can never tell different figures. Money in 分, quantities in 件.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from houqin_desktop.domain.sheet import SignatureBox

SheetCell = str | int | None
# What the cards behind a line are narrowed by: the facet, its value, its words.
Lead = tuple[str, str, str]


class PaperKind(Enum):
    """What stands in a column of a list."""

    TEXT = "text"
    CENTRED = "centred"
    COUNT = "count"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: title, kind, the title it shares with its neighbours, whether it is summed.

    In a `dashed` column nothing is written as a dash, so that what happened stands out.
    """

    title: str
    kind: PaperKind = PaperKind.TEXT
    group: str = ""
    wraps: bool = False
    summed: bool = False
    dashed: bool = False

    @property
    def full_title(self) -> str:
        """The title with that of its group before it: 期初余额数量."""
        return self.group + self.title


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Rows that belong together: a class, a room, a person.

    `hand` are the words before the place where somebody signs for this section; `fields` stand in
    the head line of sheets whose sections begin pages of their own. `leads` say for each row which
    cards stand behind it, where it stands for more than one.
    """

    title: str
    rows: tuple[tuple[SheetCell, ...], ...]
    fields: tuple[tuple[str, str], ...] = ()
    hand: str = ""
    leads: tuple[Lead | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ListSheet:
    """All that a list says.

    `apart`: each section begins a page and ends with the boxes; otherwise they follow each other
    and the boxes stand once, at the end. Without `grand_total` only sections are added up. The sum
    of `value_column` is written in capitals too. `signed_rows`: rows have room for a hand.
    """

    name: str
    title: str
    school: str
    fields: tuple[tuple[str, str], ...]
    columns: tuple[PaperColumn, ...]
    sections: tuple[PaperSection, ...]
    printed: str
    notes: tuple[str, ...] = ()
    boxes: tuple[SignatureBox, ...] = ()
    apart: bool = False
    grand_total: bool = True
    value_column: int | None = None
    signed_rows: bool = False

    @property
    def summed(self) -> tuple[int, ...]:
        """The places of the columns that are added up."""
        return tuple(at for at, column in enumerate(self.columns) if column.summed)

    @property
    def has_money(self) -> bool:
        """Whether money is added up, which is then carried from page to page."""
        return any(self.columns[at].kind is PaperKind.MONEY for at in self.summed)

    @property
    def rows(self) -> tuple[tuple[SheetCell, ...], ...]:
        """The rows of all sections."""
        return tuple(row for section in self.sections for row in section.rows)

    def sums(self, rows: Iterable[tuple[SheetCell, ...]]) -> tuple[int, ...]:
        """Add up the summed columns of some rows, in the order of `summed`."""
        places = self.summed
        totals = [0] * len(places)
        for row in rows:
            for at, place in enumerate(places):
                totals[at] += int(row[place] or 0)
        return tuple(totals)
