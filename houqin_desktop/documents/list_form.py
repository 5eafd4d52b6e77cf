"""台账, 清单 and 汇总 on paper: one drawing for every list, from its sheet.

What does not fit goes on with the same header, 过次页 and 承前页 carrying the sums from page to
page; a heading stays with its first row, a total and the boxes with the last one, so that nobody
signs a page on which nothing stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.documents.boxes import signature_boxes
from houqin_desktop.documents.layout import (
    A4_LANDSCAPE,
    FOOT_ROOM,
    MARGIN,
    MM,
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
from houqin_desktop.documents.list_pages import Ending, ListPage, Piece, Planner
from houqin_desktop.documents.table import Table, TableColumn, TableStyle, column_widths
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.list_sheet import ListSheet, PaperKind
from houqin_desktop.domain.money import capitals, format_money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.list_sheet import PaperSection, SheetCell

_STYLE = TableStyle(size=8.2, row=17.5, header=24.0)
_SIGNED = TableStyle(size=9.0, row=28.0, header=30.0)
_GROUPED = TableStyle(size=8.2, row=17.5, header=33.0)
_TOP = 88.0
_ROOM = A4_LANDSCAPE[1] - FOOT_ROOM - _TOP
_WIDTH = A4_LANDSCAPE[0] - 2 * MARGIN
_NOTE = Style(size=8.5)
_NOTE_LEADING = 13.0
_GAP = 8.0
_BLANK = Style(size=8.2, grey=0.4)
# Room for a hand and a date under the title of the box (R3: at least 25 x 12 mm).
BOX_HEIGHT = 19 * MM
HAND_HEIGHT = 13 * MM
HAND_ROOM = 38 * MM
# Told how many pages are drawn; a thousand are drawn in seconds.
_TICK = 10
# Capitals take the room of so many columns before the first figure.
_FEWEST_COLUMNS = 2
_ALIGN = {
    PaperKind.TEXT: Align.LEFT,
    PaperKind.CENTRED: Align.CENTRE,
    PaperKind.COUNT: Align.RIGHT,
    PaperKind.MONEY: Align.RIGHT,
}


def render_list(
    sheet: ListSheet,
    target: str | Path | BinaryIO,
    *,
    tick: Callable[[int, int], None] | None = None,
) -> None:
    """Print a list as one PDF.

    :param tick: told now and then how many of how many pages are drawn; may raise to stop.
    :raises Refused: `missing_glyph` or `too_long` when something can't be printed; then nothing is
        written.
    """
    render_lists([sheet], target, tick=tick)


def render_lists(
    sheets: Sequence[ListSheet],
    target: str | Path | BinaryIO,
    *,
    tick: Callable[[int, int], None] | None = None,
) -> None:
    """Print several lists as one PDF, each with pages of its own.

    :param tick: as `render_list` takes it.
    :raises Refused: as `render_list` does.
    """
    first = sheets[0]
    document = Document(first.school + first.title, author=first.school)
    papers = [_Paper(sheet) for sheet in sheets]
    whole, drawn = sum(len(paper.pages) for paper in papers), 0
    for paper in papers:
        for number, plan in enumerate(paper.pages, 1):
            paper.draw(document.page(), plan, number)
            drawn += 1
            if tick is not None and drawn % _TICK == 0:
                tick(drawn, whole)
    document.write(target)


def shown(cell: SheetCell, kind: PaperKind) -> str:
    """Return a cell as people read it: money with its two places, pieces with separators."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return format_money(cell) if kind is PaperKind.MONEY else f"{cell:,}"
    return cell


class _Paper:
    """One sheet on its way to paper."""

    def __init__(self, sheet: ListSheet) -> None:
        self._sheet = sheet
        self._kinds = [column.kind for column in sheet.columns]
        self._columns = [
            TableColumn(column.title, _ALIGN[column.kind], column.wraps, column.group)
            for column in sheet.columns
        ]
        self._style = _GROUPED if any(column.group for column in sheet.columns) else _STYLE
        if sheet.signed_rows:
            self._style = _SIGNED
        self._notes = [
            line for note in self._words() for line in wrap(note, _NOTE.face, _WIDTH / _NOTE.size)
        ]
        texts = [self._texts(row) for row in sheet.rows]
        self._widths = column_widths(
            self._columns, [*texts, self._figure_row(sheet.sums(sheet.rows))], self._style, _WIDTH
        )
        self._probe = Table(Page(A4_LANDSCAPE, {}), 0, self._columns, self._widths, self._style)
        self.pages = self._plan(texts)

    def _words(self) -> list[str]:
        """Return the lines under the table: capitals that found no room in it, and the notes."""
        sheet = self._sheet
        words = [f"注：{note}" for note in sheet.notes]
        if sheet.value_column is not None and not self._capitals_fit:
            title = sheet.columns[sheet.value_column].full_title
            value = sheet.sums(sheet.rows)[sheet.summed.index(sheet.value_column)]
            words.insert(0, f"{title}合计（大写）：人民币{capitals(value)}")
        return words

    @property
    def _capitals_fit(self) -> bool:
        """Whether the capitals have room in the row of the total, before its figures."""
        return min(self._sheet.summed, default=0) > _FEWEST_COLUMNS

    def _texts(self, row: Sequence[SheetCell]) -> list[str]:
        texts = [shown(cell, kind) for cell, kind in zip(row, self._kinds, strict=True)]
        return [
            "—" if not cell and column.dashed else text
            for cell, column, text in zip(row, self._sheet.columns, texts, strict=True)
        ]

    def _figures(self, sums: Sequence[int], mark: str = "") -> dict[int, str]:
        return {
            at: (mark if self._kinds[at] is PaperKind.MONEY else "") + shown(fen, self._kinds[at])
            for at, fen in zip(self._sheet.summed, sums, strict=True)
        }

    def _figure_row(self, sums: Sequence[int]) -> list[str]:
        figures = self._figures(sums, "¥")
        return [figures.get(at, "") for at in range(len(self._columns))]

    def _plan(self, texts: list[list[str]]) -> list[ListPage]:
        sheet = self._sheet
        carry = self._style.row if sheet.has_money else 0.0
        room = _ROOM - self._style.header
        planner = Planner(room, carry, by_section=not sheet.grand_total)
        rows = iter(texts)
        parts = [self._pieces(section, rows) for section in sheet.sections]
        if sheet.apart and parts:
            for number, (section, part) in enumerate(zip(sheet.sections, parts, strict=True), 1):
                grand = number == len(parts) > 1
                planner.add(part, self._ending(sheet.sums(section.rows), grand=grand))
        else:
            running = [piece for part in parts for piece in part]
            planner.add(running, self._ending(sheet.sums(sheet.rows), grand=False))
        return planner.pages

    def _pieces(self, section: PaperSection, texts: Iterator[list[str]]) -> list[Piece]:
        """Return what stands on paper for one section."""
        sheet, row = self._sheet, self._style.row
        pieces = []
        for values, cells in zip(section.rows, texts, strict=False):
            figures = sheet.sums([values])
            for part in self._probe.parts(cells, self._most()):
                pieces.append(
                    Piece("row", self._probe.row_height(part), cells=part, figures=figures)
                )
                figures = tuple(0 for _ in figures)
        if section.title and not sheet.apart:
            words = f"{section.title}　（{len(section.rows):,} 项）"
            pieces.insert(0, Piece("heading", row, words=words))
            if sheet.summed:
                whole = sheet.sums(section.rows)
                pieces.append(Piece("subtotal", row, words=f"{section.title}小计", figures=whole))
        if section.hand:
            pieces.append(Piece("hand", HAND_HEIGHT, words=section.hand))
        return pieces

    def _most(self) -> float:
        """Return the height of a row that finds room below its heading and above the ending."""
        around = 3 * self._style.row + self._ending((), grand=True).height
        return max(_ROOM - self._style.header - around, _ROOM / 3)

    def _ending(self, whole: tuple[int, ...], *, grand: bool) -> Ending:
        sheet = self._sheet
        totals = (2 if grand else 1) * self._style.row if sheet.grand_total else 0.0
        notes = len(self._notes) * _NOTE_LEADING + _GAP if self._notes else 0.0
        boxes = BOX_HEIGHT + _GAP if sheet.boxes else 0.0
        return Ending(totals + notes + boxes, whole, grand=grand)

    def draw(self, page: Page, plan: ListPage, number: int) -> None:
        """Draw one page."""
        sheet = self._sheet
        page.title(_title(sheet), "", style=smaller(TITLE, 17))
        section = sheet.sections[plan.account] if sheet.apart and sheet.sections else None
        words = (*(section.fields if section else ()), *sheet.fields)
        head_line(page, 76, [Field(*pair) for pair in words], page.right)
        table = Table(page, _TOP, self._columns, self._widths, self._style)
        table.header()
        if plan.carried is not None:
            table.total("承前页", self._figures(plan.carried))
        for piece in plan.pieces:
            self._draw_piece(table, piece)
        if not plan.pieces:
            table.band("———　没 有 记 录　———", _BLANK)
        if plan.carries is not None:
            table.total("过次页", self._figures(plan.carries))
        if plan.ending is not None:
            self._end(page, table, plan.ending)
        else:
            table.close()
        page.foot(Foot(sheet.printed, number, len(self.pages)))

    def _draw_piece(self, table: Table, piece: Piece) -> None:
        if piece.kind == "row":
            table.row(piece.cells)
        elif piece.kind == "heading":
            table.heading(piece.words)
        elif piece.kind == "subtotal":
            table.total(piece.words, self._figures(piece.figures))
        else:
            table.hand(piece.words, piece.height, HAND_ROOM)

    def _end(self, page: Page, table: Table, ending: Ending) -> None:
        sheet = self._sheet
        if sheet.grand_total:
            table.total(self._total_words("合计", ending.whole), self._figures(ending.whole, "¥"))
            if ending.grand:
                everything = sheet.sums(sheet.rows)
                words = self._total_words("总计", everything)
                table.total(words, self._figures(everything, "¥"))
        table.close()
        y = table.y
        if self._notes:
            y += _GAP + _NOTE_LEADING / 2
            for line in self._notes:
                page.text(page.left, y, line, _NOTE)
                y += _NOTE_LEADING
            y -= _NOTE_LEADING / 2
        if sheet.boxes:
            signature_boxes(page, y + _GAP, BOX_HEIGHT, sheet.boxes)

    def _total_words(self, label: str, sums: tuple[int, ...]) -> str:
        column = self._sheet.value_column
        if column is None or not self._capitals_fit:
            return label
        value = sums[self._sheet.summed.index(column)]
        return f"{label}（大写）：人民币{capitals(value)}"


def _title(sheet: ListSheet) -> str:
    return sheet.title if sheet.title.startswith(sheet.school) else sheet.school + sheet.title
