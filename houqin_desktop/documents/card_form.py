"""固定资产卡片 on A4: two columns of fields on the front, the records of its life on the back.

Each card begins on the front of a sheet of paper, so that many of them can be printed on both
sides. The picture stands below the fields where there is one and room for it, else behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houqin_desktop.documents.boxes import signature_boxes
from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import (
    A4_PORTRAIT,
    FOOT_ROOM,
    FRAME,
    HAIR,
    MARGIN,
    MM,
    QR_SIZE,
    TITLE,
    Align,
    Document,
    Field,
    Foot,
    Page,
    Style,
    head_line,
    smaller,
)
from houqin_desktop.documents.list_form import BOX_HEIGHT
from houqin_desktop.documents.photo import upright
from houqin_desktop.documents.table import Table, TableColumn, TableStyle
from houqin_desktop.documents.wrapping import LEADING, fit, wrap
from houqin_desktop.domain.sheet import SignatureBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.card_sheet import CardRecord, CardSheet

_WIDTH = A4_PORTRAIT[0] - 2 * MARGIN
_BOTTOM = A4_PORTRAIT[1] - FOOT_ROOM
_TOP = 100.0
_LABEL = 25 * MM
_HALF = _WIDTH / 2
_ROW = 24.0
# Letters of a value that takes several lines, and the height beyond which they shrink.
_SMALL = 8.2
_TALLEST = 250.0
_BAND = 20.0
_PAD = 4.0
_BAND_GREY, _LABEL_GREY = 0.93, 0.975
_NAME = Style(Face.SERIF_BOLD, 10.5)
_WORDS = Style(size=9)
_CAPTION = Style(size=9, grey=0.25)
_BLOCK = Style(Face.SERIF_BOLD, 9.5)
_RECORD = TableStyle(size=8.4, row=17.0, header=18.0)
_GAP = 9.0
# Less room than this is too little for a picture.
_PICTURE_HEIGHT = 55 * MM
_BOXES = tuple(
    SignatureBox(title, (), seal=False) for title in ("制卡", "使用人", "责任人", "保管人")
)


def render_cards(
    sheets: Sequence[CardSheet],
    target: str | Path | BinaryIO,
    *,
    tick: Callable[[int, int], None] | None = None,
) -> None:
    """Print cards into one PDF, each from the front of a sheet of paper on.

    :param tick: told how many of how many cards are drawn; may raise to stop.
    :raises Refused: `missing_glyph` or `too_long` when something can't be printed; then nothing is
        written.
    """
    first = sheets[0]
    document = Document(f"{first.school}固定资产卡片", author=first.school)
    for number, sheet in enumerate(sheets, 1):
        pages = _Card(sheet).draw(document)
        if pages % 2 and number < len(sheets):
            document.page(A4_PORTRAIT)
        if tick is not None:
            tick(number, len(sheets))
    document.write(target)


@dataclass(frozen=True, slots=True)
class _FieldRow:
    """One row of the front: a band with a title, one wide field, or two beside each other."""

    height: float
    title: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class _Card:
    """One card on its way to paper."""

    def __init__(self, sheet: CardSheet) -> None:
        self._sheet = sheet
        self._pages: list[Page] = []
        self._photo = None if sheet.photo is None else upright(sheet.photo)

    def draw(self, document: Document) -> int:
        """Add the pages of the card; return how many."""
        self._front(document)
        self._back(document)
        for number, page in enumerate(self._pages, 1):
            page.foot(Foot(self._sheet.printed, number, len(self._pages)))
        return len(self._pages)

    def _page(self, document: Document, side: str) -> Page:
        sheet = self._sheet
        page = document.page(A4_PORTRAIT)
        self._pages.append(page)
        page.title(f"{sheet.school}固定资产卡片{side}", sheet.scan_code, style=smaller(TITLE, 16))
        fields = (
            Field("资产编号", sheet.code),
            Field("状态", sheet.status),
            Field("制卡日期", sheet.made_on),
        )
        head_line(page, 82, fields, page.right - QR_SIZE - 12)
        return page

    def _front(self, document: Document) -> None:
        grid = _Grid(self._page(document, ""))
        for row in self._field_rows():
            if grid.y + row.height > _BOTTOM - BOX_HEIGHT - _GAP:
                grid.close()
                grid = _Grid(self._page(document, "（续）"))
            grid.row(row)
        grid.close()
        y = signature_boxes(grid.page, grid.y + _GAP, BOX_HEIGHT, _BOXES) + _GAP
        if self._photo is not None and y + _PICTURE_HEIGHT <= _BOTTOM:
            _picture(grid.page, y, self._photo)
            self._photo = None

    def _field_rows(self) -> Iterator[_FieldRow]:
        yield from _rows((("资产名称", self._sheet.name),))
        for title, pairs in self._sheet.blocks:
            if pairs:
                yield _FieldRow(_BAND, title=title)
                yield from _rows(pairs)

    def _back(self, document: Document) -> None:
        page, y = self._page(document, "（背面）"), _TOP
        records = [_Record.of(record) for record in self._sheet.records]
        for record, blank_rows in zip(records, _blank_rows(records), strict=True):
            page, y = self._record(document, page, y, record, blank_rows)
        if self._photo is not None:
            if y + _PICTURE_HEIGHT > _BOTTOM:
                page, y = self._page(document, "（背面续）"), _TOP
            _picture(page, y, self._photo)

    def _record(
        self, document: Document, page: Page, y: float, record: _Record, blank_rows: int
    ) -> tuple[Page, float]:
        """Draw one record; what does not fit goes on behind, under the same header."""
        empty = ("",) * len(record.columns)
        if y + _BAND + _RECORD.header + 2 * _RECORD.row > _BOTTOM:
            page, y = self._page(document, "（背面续）"), _TOP
        table = _begun(page, y, record.title, record)
        for row in (*record.rows, *[empty] * blank_rows):
            if table.y + table.row_height(row) > _BOTTOM:
                table.close()
                page = self._page(document, "（背面续）")
                table = _begun(page, _TOP, f"{record.title}（续）", record)
            table.row(row)
        table.close()
        return page, table.y + _GAP


@dataclass(frozen=True, slots=True)
class _Record:
    """A record of the back with its columns as they are drawn, and the height of its rows."""

    title: str
    columns: list[TableColumn]
    widths: list[float]
    rows: tuple[tuple[str, ...], ...]
    wanted_blanks: int
    height: float

    @classmethod
    def of(cls, record: CardRecord) -> _Record:
        columns = [
            TableColumn(
                one.title,
                Align.RIGHT if one.is_figure else Align.CENTRE if one.is_date else Align.LEFT,
                wraps=not one.is_figure,
            )
            for one in record.columns
        ]
        widths = [one.share * _WIDTH for one in record.columns]
        probe = Table(Page(A4_PORTRAIT, {}), 0, columns, widths, _RECORD)
        rows = sum(probe.row_height(row) for row in record.rows)
        height = _BAND + _RECORD.header + rows + _GAP
        return cls(record.title, columns, widths, record.rows, record.blank_rows, height)


def _blank_rows(records: Sequence[_Record]) -> list[int]:
    """Return how many empty rows each record gets: as many as it likes, or as the back has room."""
    blanks = [record.wanted_blanks for record in records]
    room = _BOTTOM - _TOP + _GAP - sum(record.height for record in records)
    while sum(blanks) * _RECORD.row > room and max(blanks) > 1:
        blanks[blanks.index(max(blanks))] -= 1
    return blanks


def _begun(page: Page, y: float, title: str, record: _Record) -> Table:
    page.text(page.left, y + _BAND / 2, title, _BLOCK)
    table = Table(page, y + _BAND, record.columns, record.widths, _RECORD)
    table.header()
    return table


def _rows(pairs: Sequence[tuple[str, str]]) -> Iterator[_FieldRow]:
    """Put short fields beside each other, and a long one in a row of its own."""
    waiting: tuple[str, str] | None = None
    for label, value in pairs:
        if _is_long(value):
            if waiting is not None:
                yield _FieldRow(_ROW, fields=(waiting, ("", "")))
                waiting = None
            yield _FieldRow(_height(value, _WIDTH), fields=((label, value),))
        elif waiting is None:
            waiting = (label, value)
        else:
            yield _FieldRow(_ROW, fields=(waiting, (label, value)))
            waiting = None
    if waiting is not None:
        long = len(pairs) == 1
        yield _FieldRow(_ROW, fields=(waiting,) if long else (waiting, ("", "")))


def _is_long(value: str) -> bool:
    return len(_lines(value, _HALF - _LABEL - 2 * _PAD)[0]) > 1


def _lines(value: str, room: float) -> tuple[Sequence[str], float]:
    """Return a value in lines and their size; a card has room to let long words stand in more."""
    lines = wrap(value, Face.SERIF, room / _WORDS.size)
    if len(lines) == 1:
        return lines, _WORDS.size
    lines = wrap(value, Face.SERIF, room / _SMALL)
    if len(lines) * _SMALL * LEADING <= _TALLEST:
        return lines, _SMALL
    fitted = fit(value, Face.SERIF, _SMALL, room, _TALLEST)
    return fitted.lines, fitted.size


def _height(value: str, width: float) -> float:
    lines, size = _lines(value, width - _LABEL - 2 * _PAD)
    return max(_ROW, len(lines) * size * LEADING + 2 * _PAD)


class _Grid:
    """The fields of the front on one page; its lines are drawn last, over all shades."""

    def __init__(self, page: Page) -> None:
        self.page, self.y = page, _TOP
        self._lines: list[tuple[float, float, float, float]] = []

    def row(self, row: _FieldRow) -> None:
        """Draw one row."""
        page, y, height = self.page, self.y, row.height
        if row.title:
            page.shade(page.left, y, _WIDTH, height, _BAND_GREY)
            page.text(page.left + _PAD + 2, y + height / 2, row.title, _BLOCK)
        width = _WIDTH / max(1, len(row.fields))
        for number, (label, value) in enumerate(row.fields):
            x = page.left + number * width
            page.shade(x, y, _LABEL, height, _LABEL_GREY)
            page.text(x + _PAD, y + height / 2, label, _CAPTION, width=_LABEL - 2 * _PAD)
            room = width - _LABEL - 2 * _PAD
            _value(page, x + _LABEL + _PAD, y + height / 2, value, room)
            edges = (x, x + _LABEL) if number else (x + _LABEL,)
            self._lines += [(edge, y, edge, y + height) for edge in edges]
        self.y += height
        self._lines.append((page.left, self.y, page.right, self.y))

    def close(self) -> None:
        """Draw the lines and the frame."""
        self.page.lines(self._lines, HAIR)
        self.page.box(self.page.left, _TOP, _WIDTH, self.y - _TOP, FRAME)


def _value(page: Page, x: float, middle: float, value: str, room: float) -> None:
    if not value:
        return
    lines, size = _lines(value, room)
    style = smaller(_WORDS, size)
    y = middle - (len(lines) - 1) * size * LEADING / 2
    for line in lines:
        page.text(x, y, line, style, width=room + 0.01)
        y += size * LEADING


def _picture(page: Page, y: float, picture: bytes) -> None:
    page.text(page.left, y + _BAND / 2, "照片", _BLOCK)
    page.picture(picture, page.left, y + _BAND, _WIDTH, _BOTTOM - y - _BAND)
