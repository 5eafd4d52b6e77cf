"""A paper of lines on A4: a table from page to page, below it words, and boxes for hands.

Nobody signs a page on which nothing stands: the last line goes on with what ends the paper, and
where the words are longer than a page, their last line goes with the boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from houqin_desktop.documents.boxes import signature_boxes
from houqin_desktop.documents.layout import (
    A4_LANDSCAPE,
    BODY_TOP,
    FOOT_ROOM,
    HAIR,
    MARGIN,
    QR_SIZE,
    Align,
    Field,
    Foot,
    Page,
    Style,
    head_line,
)
from houqin_desktop.documents.table import Table, TableColumn, TableStyle, column_widths
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.sheet import SignatureBox

if TYPE_CHECKING:
    from houqin_desktop.documents.layout import Document

STYLE: Final = TableStyle(size=8.8, row=20.5, header=26.0)
BLANK: Final = Style(size=8.8, grey=0.4)
WIDTH: Final = A4_LANDSCAPE[0] - 2 * MARGIN
BOTTOM: Final = A4_LANDSCAPE[1] - FOOT_ROOM
NOTHING_BELOW: Final = "———　以 下 空 白　———"
# The columns with which every paper about cards begins.
THING_COLUMNS: Final = (
    TableColumn("序号", Align.CENTRE),
    TableColumn("资产编号"),
    TableColumn("资产名称", wraps=True),
    TableColumn("规格型号", wraps=True),
    TableColumn("单位", Align.CENTRE),
    TableColumn("数量", Align.RIGHT),
)
QUANTITY: Final = len(THING_COLUMNS) - 1
VALUE_COLUMN: Final = TableColumn("原值（元）", Align.RIGHT)
AGE_COLUMNS: Final = (
    TableColumn("购置日期", Align.CENTRE),
    TableColumn("规定\n年限", Align.CENTRE),
    TableColumn("已用\n年限", Align.CENTRE),
)
PLACE_COLUMN: Final = TableColumn("存放地点", wraps=True)
_HEAD_AT = 80.0
_WORDS = Style(size=10)
_LEADING = 15.0
_GAP = 8.0
_STUB_ROW = 17.0
_DASH = 6.0
_ROOM = BOTTOM - BODY_TOP - STYLE.header
# A row as high as this has room between a heading and what closes the table.
_MOST = _ROOM - 3 * STYLE.row - 2 * _GAP


class Thing(Protocol):
    """What the first columns say of a card on any paper."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def specification(self) -> str: ...
    @property
    def unit(self) -> str: ...


def thing_cells(number: int, line: Thing, quantity: int) -> list[str]:
    """Return the texts of `THING_COLUMNS`; pieces are negative on red paper."""
    return [str(number), line.code, line.name, line.specification, line.unit, f"{quantity:,}"]


@dataclass(frozen=True, slots=True)
class LinesPaper:
    """What is drawn: heights in points, figures as they are printed.

    `title` draws the title of a page of so many, `total` is the words and figures of the last row,
    `paragraphs` stand below the table, each of `boxes` is one row of boxes, `stub` are the lines
    of what is torn off below them, `headings` stand over the row of their number.
    """

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[str]]
    title: Callable[[Page, int, int], None]
    fields: Sequence[Field]
    foot: Callable[[int, int], Foot]
    paragraphs: Sequence[str]
    boxes: Sequence[Sequence[SignatureBox]]
    box_height: float
    total: tuple[str, dict[int, str]] | None = None
    row_style: Style | None = None
    stub: Sequence[str] = ()
    headings: Sequence[tuple[int, str]] = ()

    def draw(self, document: Document) -> None:
        """Add the pages of the paper; every page repeats title, head and header."""
        sums = {} if self.total is None else self.total[1]
        whole = [sums.get(at, "") for at in range(len(self.columns))]
        widths = column_widths(self.columns, [*self.rows, whole], STYLE, WIDTH)
        plans = self._plan(widths)
        for number, plan in enumerate(plans, start=1):
            page = document.page()
            self.title(page, number, len(plans))
            head_line(page, _HEAD_AT, self.fields, page.right - QR_SIZE - 12)
            self._fill(page, plan, widths)
            page.foot(self.foot(number, len(plans)))

    def _plan(self, widths: Sequence[float]) -> list[list[_Piece]]:
        probe = Table(Page(A4_LANDSCAPE, {}), 0, self.columns, widths, STYLE)
        rows = list(self._rows(probe))
        ending = self._ending()
        pages: list[list[_Piece]] = [[]]
        for piece in rows:
            _add(pages, piece)
        if _height(pages[-1]) + _height(ending) > _ROOM:
            whole = 2 if pages[-1] and pages[-1][-1].stays else 1
            last = pages[-1][-whole:]
            if len(pages[-1]) > whole and _height(last) + _height(ending) <= _ROOM:
                del pages[-1][-whole:]
                pages.append(last)
        for piece in ending:
            _add(pages, piece)
        return pages

    def _rows(self, probe: Table) -> Iterator[_Piece]:
        """Yield the rows with the headings over them; a heading goes along with its first row."""
        for at in range(len(self.rows) + 1):
            over = [words for above, words in self.headings if above == at]
            yield from (_Piece(STYLE.row, heading=words) for words in over)
            if at < len(self.rows):
                for part in probe.parts(self.rows[at], _MOST):
                    yield _Piece(probe.row_height(part), row=part, stays=bool(over))
                    over = []

    def _ending(self) -> list[_Piece]:
        """Return what stands below the last row."""
        closing = STYLE.row * (1 if self.total is None else 2)
        room = WIDTH / _WORDS.size
        lines = [line for text in self.paragraphs for line in wrap(text, _WORDS.face, room)]
        return [
            _Piece(closing + 2 * _GAP, closes=True, stays=True),
            *(_Piece(_LEADING, words=line) for line in lines),
            *(
                _Piece(self.box_height + (0 if at else _GAP), boxes=boxes, stays=not at)
                for at, boxes in enumerate(self.boxes)
            ),
            *([_Piece(_stub_height(self.stub), stub=self.stub, stays=True)] if self.stub else ()),
        ]

    def _fill(self, page: Page, plan: Sequence[_Piece], widths: Sequence[float]) -> None:
        y = BODY_TOP
        if any(piece.row or piece.heading or piece.closes for piece in plan):
            y = self._table(Table(page, y, self.columns, widths, STYLE), plan) + _GAP
        y += _LEADING / 2
        for piece in plan:
            if piece.words:
                page.text(page.left, y, piece.words, _WORDS)
                y += _LEADING
        y += _GAP - _LEADING / 2
        for piece in plan:
            if piece.boxes:
                y = signature_boxes(page, y, self.box_height, piece.boxes)
            if piece.stub:
                _tear_off(page, y + _GAP, piece.stub)

    def _table(self, table: Table, plan: Sequence[_Piece]) -> float:
        """Draw the part of the table on this page; return where it ends."""
        table.header()
        for piece in plan:
            if piece.heading:
                table.heading(piece.heading)
            elif piece.row:
                table.row(piece.row, style=self.row_style)
            elif piece.closes:
                table.band(NOTHING_BELOW, BLANK)
                if self.total is not None:
                    red = self.row_style is not None and self.row_style.red
                    table.total(*self.total, red=red)
        table.close()
        return table.y


@dataclass(frozen=True, slots=True)
class _Piece:
    """What falls on a page as one; what `stays` takes along what stands before it."""

    height: float
    row: Sequence[str] = ()
    heading: str = ""
    words: str = ""
    boxes: Sequence[SignatureBox] = ()
    stub: Sequence[str] = ()
    closes: bool = False
    stays: bool = False


def _stub_height(lines: Sequence[str]) -> float:
    return 2 * _GAP + _STUB_ROW * len(lines)


def _tear_off(page: Page, y: float, lines: Sequence[str]) -> None:
    """Draw a dashed line from edge to edge, and below it what is torn off."""
    dashes = range(0, int(page.width), int(2 * _DASH))
    page.lines([(float(x), y, x + _DASH, y) for x in dashes], HAIR)
    for at, words in enumerate(lines):
        page.text(page.left, y + _GAP + _STUB_ROW * (at + 0.5), words, _WORDS, width=WIDTH)


def _height(pieces: Sequence[_Piece]) -> float:
    return sum(piece.height for piece in pieces)


def _add(pages: list[list[_Piece]], piece: _Piece) -> None:
    """Put a piece on the last page, or on one more where it has no room."""
    page = pages[-1]
    if not page or _height(page) + piece.height <= _ROOM:
        page.append(piece)
        return
    along = [page.pop()] if piece.stays and len(page) > 1 else []
    pages.append([*along, piece])
