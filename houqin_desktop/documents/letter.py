"""A letter on A4 with the margins and letters of GB/T 9704 (DOMAIN.md section 5).

Text flows from page to page; 22 lines of 28 characters on each, numbered — 1 — below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import A4_PORTRAIT, MM, Align, Document, Page, Style
from houqin_desktop.documents.table import Table, TableStyle, column_widths
from houqin_desktop.documents.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.documents.table import TableColumn

TOP, LEFT, WIDTH, HEIGHT = 37 * MM, 28 * MM, 156 * MM, 225 * MM
BODY: Final = Style(size=16)
LEADING: Final = HEIGHT / 22
TITLE: Final = Style(Face.SERIF_BOLD, 22)
INDENT: Final = "　　"
_NUMBER: Final = Style(size=14)
_FOOT: Final = Style(size=9, grey=0.35)
_BEHIND_DATE: Final = 4 * BODY.size
_TABLE: Final = TableStyle(size=9.5, row=20.0, header=22.0)


class Letter:
    """One letter on its way to paper, written from above."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pages: list[Page] = []
        self._y = 0.0
        self._turn()

    def _turn(self) -> None:
        page = self._document.page(A4_PORTRAIT)
        page.left, page.right = LEFT, LEFT + WIDTH
        self._pages.append(page)
        self._y = TOP

    @property
    def _page(self) -> Page:
        return self._pages[-1]

    def room(self, height: float) -> None:
        """Go to the next page where so much (points) does not fit any more."""
        if self._y + height > TOP + HEIGHT:
            self._turn()

    def gap(self) -> None:
        """Leave half a line."""
        self._y += LEADING / 2

    def title(self, words: str) -> None:
        """Write the title in the middle."""
        for line in wrap(words, TITLE.face, WIDTH / TITLE.size):
            middle = LEFT + WIDTH / 2
            self._page.text(middle, self._y + LEADING / 2, line, TITLE, Align.CENTRE)
            self._y += LEADING * 1.15

    def heading(self, words: str) -> None:
        """Write the heading of a part, never as the last line of a page."""
        self.room(2 * LEADING)
        self._line(INDENT + words, style=Style(Face.SERIF_BOLD, BODY.size))

    def paragraph(self, words: str, indent: str = INDENT) -> None:
        """Write a paragraph; each of its lines begins with the indent."""
        for part in words.split("\n"):
            for line in wrap(indent + part, BODY.face, WIDTH / BODY.size):
                self._line(line)

    def _line(
        self, words: str, x: float = LEFT, align: Align = Align.LEFT, style: Style = BODY
    ) -> None:
        self.room(LEADING)
        self._page.text(x, self._y + LEADING / 2, words, style, align)
        self._y += LEADING

    def list(self, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> None:
        """Write a table that goes on from page to page under its header."""
        widths = column_widths(columns, rows, _TABLE, WIDTH)
        probe = Table(Page(A4_PORTRAIT, {}), 0, columns, widths, _TABLE)
        table = self._table(columns, widths)
        for row in rows:
            if table.y + probe.row_height(row) > TOP + HEIGHT:
                table.close()
                self._turn()
                table = self._table(columns, widths)
            table.row(row)
        table.close()
        self._y = table.y + LEADING / 2

    def _table(self, columns: Sequence[TableColumn], widths: Sequence[float]) -> Table:
        self.room(_TABLE.header + 2 * _TABLE.row)
        table = Table(self._page, self._y + 4, columns, widths, _TABLE)
        table.header()
        return table

    def enclosures(self, enclosures: Sequence[str]) -> None:
        """Write what is enclosed, numbered."""
        if not enclosures:
            return
        self.gap()
        for number, words in enumerate(enclosures, start=1):
            first = f"{INDENT}附件：" if number == 1 else f"{INDENT}　　　"
            self.paragraph(f"{first}{number}. {words}", indent="")

    def signature(self, school: str, on: str) -> None:
        """Write school and date with room above them for the seal; never alone on a page."""
        self.room(4 * LEADING)
        self._y += 2 * LEADING
        right = LEFT + WIDTH - _BEHIND_DATE
        self._line(school, right, Align.RIGHT)
        self._line(on, right, Align.RIGHT)

    def numbers(self, foot: str) -> None:
        """Write — 1 — below each page, to the right on odd and to the left on even ones."""
        for number, page in enumerate(self._pages, start=1):
            y = TOP + HEIGHT + 7 * MM + 7
            odd = number % 2 == 1
            x = LEFT + WIDTH - BODY.size if odd else LEFT + BODY.size
            side = Align.RIGHT if odd else Align.LEFT
            page.text(x, y, f"— {number} —", _NUMBER, side)
            page.text(LEFT, page.height - 24, foot, _FOOT)
