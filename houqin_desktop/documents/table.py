"""The hair-line table of a form: columns as wide as their words, rows as high as they need.

Figures, dates and numbers stand on one line; names, models and places share the width that is
left, wrap to two lines, shrink, and then let the row grow. One set of widths serves all pages of a
case, so that the annex reads straight down.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING

from houqin_desktop.documents.fonts import Face, clean, shape
from houqin_desktop.documents.layout import (
    FOOT_ROOM,
    FRAME,
    HAIR,
    Align,
    Page,
    Style,
    refuse_long,
    smaller,
)
from houqin_desktop.documents.wrapping import LEADING, SMALLEST, fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAD = 3.5
_HEADER_GREY = 0.95
_HEADING_GREY = 0.975
# Columns that don't wrap take at most this part of the paper; beyond it their figures shrink.
_RIGID_SHARE = 0.8
# Width that nobody needs goes to all columns, but to the wrapping ones in greater part.
_SPARE_TO_RIGID = 0.4
# A cell holds a few texts of the longest kind at most; what is longer is no text of a cell.
_MOST_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its header (line ends are kept), alignment, whether its words may wrap.

    Neighbours with the same group share a header above their own (期末余额: 数量, 原值).
    """

    header: str
    align: Align = Align.LEFT
    wraps: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Sizes of a table: body and header letters, the least heights of row and header."""

    size: float
    row: float
    header: float

    @property
    def body(self) -> Style:
        """Letters of the rows."""
        return Style(Face.SERIF, self.size)

    @property
    def bold(self) -> Style:
        """Letters of header and totals."""
        return Style(Face.SERIF_BOLD, self.size)


def column_widths(
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[str]],
    style: TableStyle,
    width: float,
) -> list[float]:
    """Share the width of the paper between the columns, after what stands in them."""
    natural = [
        max(_breadth(line, Face.SERIF_BOLD, style.size) for line in column.header.split("\n"))
        for column in columns
    ]
    for row in rows:
        for number, cell in enumerate(row):
            breadth = _breadth(cell, Face.SERIF, style.size)
            if breadth > natural[number]:
                natural[number] = breadth
    rigid = sum(w for w, column in zip(natural, columns, strict=True) if not column.wraps)
    flexible = [number for number, column in enumerate(columns) if column.wraps]
    if rigid > width * _RIGID_SHARE:
        squeeze = width * _RIGID_SHARE / rigid
        natural = [
            w if column.wraps else w * squeeze for w, column in zip(natural, columns, strict=True)
        ]
        rigid = width * _RIGID_SHARE
    spare = width - rigid - sum(natural[number] for number in flexible)
    if spare > 0:
        part = spare * (_SPARE_TO_RIGID if flexible else 1) / rigid
        natural = [
            w if column.wraps else w * (1 + part)
            for w, column in zip(natural, columns, strict=True)
        ]
        rigid *= 1 + part
    for number, share in _share({n: natural[n] for n in flexible}, width - rigid).items():
        natural[number] = share
    return natural


def _breadth(text: str, face: Face, size: float) -> float:
    return shape(clean(text).replace("\n", " "), face).width * size + 2 * _PAD


def _share(wanted: dict[int, float], room: float) -> dict[int, float]:
    """Give every column what it wants, or a part of what the modest ones leave over.

    The parts grow with the root of the breadth wanted: of twice as long words a column twice as
    wide would take its room from shorter ones that must wrap as well.
    """
    total = sum(wanted.values())
    if total <= room:
        return {key: value * room / total for key, value in wanted.items()}
    given: dict[int, float] = {}
    left = {key: min(value, room) for key, value in wanted.items()}
    while left:
        part = room / sum(map(sqrt, left.values()))
        modest = {key: value for key, value in left.items() if value <= part * sqrt(value)}
        if not modest:
            return given | {key: part * sqrt(value) for key, value in left.items()}
        given |= modest
        room -= sum(modest.values())
        left = {key: value for key, value in left.items() if key not in modest}
    return given


class Table:
    """A table on one page, drawn from above; `y` is where the next row begins."""

    def __init__(
        self,
        page: Page,
        y: float,
        columns: Sequence[TableColumn],
        widths: Sequence[float],
        style: TableStyle,
    ) -> None:
        """Begin below y; nothing is drawn yet."""
        self.page, self.y, self.style = page, y, style
        self._columns = columns
        self._top = y
        self._ruled_from = y
        self._rules: list[tuple[float, float, float, float]] = []
        self._edges = [page.left]
        for width in widths:
            self._edges.append(self._edges[-1] + width)

    def header(self) -> None:
        """Draw the shaded header row."""
        height = self.style.header
        left, right = self._edges[0], self._edges[-1]
        self.page.shade(left, self.y, right - left, height, _HEADER_GREY)
        bold = smaller(self.style.bold, self.style.size - 0.2)
        for number, column in enumerate(self._columns):
            lines = column.header.split("\n")
            middle = (self._edges[number] + self._edges[number + 1]) / 2
            at = self.y + height * (0.75 if column.group else 0.5)
            self._lines(lines, middle, at, bold, Align.CENTRE, number)
        self._groups(height, bold)
        self._close_row(height)

    def _groups(self, height: float, style: Style) -> None:
        """Write the headers that several columns share, and rule the columns below them only."""
        if not any(column.group for column in self._columns):
            return
        half, place = self.y + height / 2, 0
        for title, columns in groupby(column.group for column in self._columns):
            first, place = place, place + len(list(columns))
            left, right = self._edges[first], self._edges[place]
            inside = self._edges[first + 1 : place]
            self._rules += [
                (edge, half if title else self.y, edge, self.y + height) for edge in inside
            ]
            if title:
                self.page.text(
                    (left + right) / 2,
                    self.y + height / 4,
                    title,
                    style,
                    Align.CENTRE,
                    right - left,
                )
                self._rules.append((left, half, right, half))
            if place < len(self._columns):
                self._rules.append((right, self.y, right, self.y + height))
        self._ruled_from = self.y + height

    def row_height(self, cells: Sequence[str]) -> float:
        """Height that a row needs, at least that of the style."""
        size, least = self.style.size, self.style.row
        return max(
            [
                fit(cell, Face.SERIF, size, self._room(number), least).height
                for number, cell in enumerate(cells)
                if self._columns[number].wraps
            ],
            default=least,
        )

    def parts(self, cells: Sequence[str], most: float) -> list[tuple[str, ...]]:
        """Return a row as rows of at most this height (points): long words go on in the next one.

        :raises Refused: `too_long` for words that nobody enters.
        """
        lines = int(most / (SMALLEST * LEADING)) - 1
        found: list[tuple[str, ...]] = []
        rest = tuple(cells)
        while self.row_height(rest) > most:
            if len(longest := max(rest, key=len)) > _MOST_CHARACTERS:
                refuse_long(longest)
            halves = [self._halves(number, cell, lines) for number, cell in enumerate(rest)]
            found.append(tuple(now for now, _ in halves))
            rest = tuple(later for _, later in halves)
        return [*found, rest]

    def _halves(self, number: int, cell: str, most: int) -> tuple[str, str]:
        """Return so many lines of a cell, and the others."""
        if not self._columns[number].wraps:
            return cell, ""
        lines = fit(cell, Face.SERIF, self.style.size, self._room(number), self.style.row).lines
        return ("\n".join(lines[:most]), "\n".join(lines[most:])) if lines[most:] else (cell, "")

    def row(self, cells: Sequence[str], *, style: Style | None = None) -> None:
        """Draw a row of cells; Refused `too_long` when no sheet of paper is high enough for it."""
        height = self.row_height(cells)
        if self.y + height > self.page.height - FOOT_ROOM:
            refuse_long(max(cells, key=len))
        chosen = style or self.style.body
        middle = self.y + height / 2
        for number, cell in enumerate(cells):
            if not cell:
                continue
            column = self._columns[number]
            x = self._anchor(number, column.align)
            if column.wraps:
                fitted = fit(cell, chosen.face, chosen.size, self._room(number), height)
                letters = smaller(chosen, fitted.size)
                self._lines(fitted.lines, x, middle, letters, column.align, number)
            else:
                self.page.text(x, middle, cell, chosen, column.align, self._room(number))
        self._close_row(height)

    def heading(self, words: str) -> None:
        """Draw a lightly shaded row without columns: the title of the rows that follow."""
        left, right = self._edges[0], self._edges[-1]
        height = self.style.row
        self._end_columns()
        self.page.shade(left, self.y, right - left, height, _HEADING_GREY)
        room = right - left - 2 * _PAD - 4
        self.page.text(left + _PAD + 2, self.y + height / 2, words, self.style.bold, width=room)
        self._close_row(height)
        self._ruled_from = self.y

    def hand(self, words: str, height: float, room: float) -> None:
        """Draw a row for a hand: what is declared on the left, an empty box of this room beside."""
        left, right = self._edges[0], self._edges[-1]
        self._end_columns()
        middle, body = self.y + height / 2, self.style.body
        inner = right - 2 * room
        self.page.text(left + _PAD + 2, middle, words, body, width=inner - left - 2 * _PAD - 4)
        for at, prompt in ((inner, "签字："), (inner + room, "日期：")):
            self._rules.append((at, self.y, at, self.y + height))
            self.page.text(at + _PAD, self.y + 9, prompt, body)
        self._close_row(height)
        self._ruled_from = self.y

    def band(self, words: str, style: Style) -> None:
        """Draw a row without columns, its words in the middle (—— 以下空白 ——)."""
        left, right = self._edges[0], self._edges[-1]
        height = self.style.row
        self.page.text((left + right) / 2, self.y + height / 2, words, style, Align.CENTRE)
        self._end_columns()
        self._close_row(height)
        self._ruled_from = self.y

    def total(self, words: str, figures: dict[int, str], *, red: bool = False) -> None:
        """Draw a row of totals: words over the first columns, figures under their columns."""
        height = self.style.row
        middle = self.y + height / 2
        first = min(figures, default=len(self._columns))
        bold = Style(Face.SERIF_BOLD, self.style.size, red=red)
        room = self._edges[first] - self._edges[0] - 2 * _PAD - 4
        self.page.text(self._edges[0] + _PAD + 2, middle, words, bold, width=room)
        for number, figure in figures.items():
            x = self._edges[number + 1] - _PAD
            self.page.text(x, middle, figure, bold, Align.RIGHT, self._figure_room(number, figures))
        self._end_columns()
        self._close_row(height)
        self._ruled_from = self.y

    def close(self) -> None:
        """Draw the rules between rows and columns, and the frame around them."""
        self._end_columns()
        self.page.lines(self._rules, HAIR)
        left, right = self._edges[0], self._edges[-1]
        self.page.box(left, self._top, right - left, self.y - self._top, FRAME)

    def _figure_room(self, number: int, figures: dict[int, str]) -> float:
        """A total may reach over the empty columns on its left."""
        before = max((other for other in figures if other < number), default=number - 1)
        return self._edges[number + 1] - self._edges[before + 1] - 2 * _PAD

    def _room(self, number: int) -> float:
        return self._edges[number + 1] - self._edges[number] - 2 * _PAD

    def _anchor(self, number: int, align: Align) -> float:
        left, right = self._edges[number] + _PAD, self._edges[number + 1] - _PAD
        return left + (right - left) * align

    def _lines(
        self, lines: Sequence[str], x: float, middle: float, style: Style, align: Align, number: int
    ) -> None:
        leading = style.size * LEADING
        y = middle - (len(lines) - 1) * leading / 2
        for text in lines:
            self.page.text(x, y, text, style, align, self._room(number) + 0.01)
            y += leading

    def _close_row(self, height: float) -> None:
        self.y += height
        self._rules.append((self._edges[0], self.y, self._edges[-1], self.y))

    def _end_columns(self) -> None:
        """Rule the columns down to here: one stroke for many rows, and none through a band."""
        if self.y > self._ruled_from:
            self._rules += [(edge, self._ruled_from, edge, self.y) for edge in self._edges[1:-1]]
