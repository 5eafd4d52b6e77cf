"""Tables of web pages that are called .xls: rows, cells over several rows or columns, breaks.

All outer tables of the page stand below each other on one sheet. A table inside a cell is that
cell's text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from houqin_desktop.documents.workbooks.gate import (
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    leans_on_other_files,
    require_size,
)
from houqin_desktop.domain.ledger.grid import SheetGrid, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_CELLS = ("td", "th")
_BREAKS = ("br", "p", "div", "li", "tr")
_SILENT = ("script", "style", "head")
_BLANKS = re.compile(r"\s+")


def parse_html(name: str, text: str) -> SheetGrid:
    """Return the tables of a page as one sheet.

    :raises Refused: when there are more rows or columns than a ledger has.
    """
    page = _Page(name)
    page.feed(text)
    page.close()
    page.end_cell()
    width = max(map(len, page.rows), default=0)
    rows = tuple((*row, *[""] * (width - len(row))) for row in page.rows)
    return SheetGrid(
        name, rows, merges=tuple(page.merges), untyped=True, linked=frozenset(page.linked)
    )


class _Page(HTMLParser):
    """Gathers rows while the page goes by."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.rows: list[list[str]] = []
        self.merges: list[Span] = []
        self.taken: set[tuple[int, int]] = set()
        self.depth = 0
        self.silent = 0
        self.words: list[str] | None = None
        self.spans = (1, 1)
        self.formula = ""
        self.linked: set[tuple[int, int]] = set()

    def handle_starttag(self, tag: str, attributes: Sequence[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
        elif tag in _SILENT:
            self.silent += 1
        elif tag == "body":
            self.silent = 0
        if tag in _BREAKS and self.words is not None and (self.depth > 1 or tag != "tr"):
            self.words.append("\n")
        if self.depth != 1:
            return
        if tag == "tr":
            self.end_cell()
            self.rows.append([])
            require_size(self.name, len(self.rows), 0)
        elif tag in _CELLS:
            self.end_cell()
            self.words = []
            known = dict(attributes)
            self.formula = known.get("x:fmla") or ""
            self.spans = (
                _span(known.get("rowspan"), MAXIMUM_ROWS),
                _span(known.get("colspan"), MAXIMUM_COLUMNS),
            )

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.depth:
            if self.depth == 1:
                self.end_cell()
            self.depth -= 1
        elif tag in _SILENT and self.silent:
            self.silent -= 1
        elif tag in _CELLS and self.depth == 1:
            self.end_cell()

    def handle_data(self, data: str) -> None:
        if self.words is not None and not self.silent:
            self.words.append(_BLANKS.sub(" ", data))

    def end_cell(self) -> None:
        """Put the cell into its row, behind cells that reach down from above."""
        if self.words is None:
            return
        lines = [line.strip() for line in "".join(self.words).split("\n")]
        self.words = None
        if not self.rows:
            self.rows.append([])
        row, at = self.rows[-1], len(self.rows) - 1
        while (at, len(row)) in self.taken:
            row.append("")
        left = len(row)
        if leans_on_other_files(self.formula):
            self.linked.add((at, left))
        down, across = self.spans
        row.append("\n".join(filter(None, lines)).strip())
        row.extend([""] * (across - 1))
        require_size(self.name, at + 1, len(row))
        if down > 1 or across > 1:
            self._reach_down(at, left, down, across)

    def _reach_down(self, at: int, left: int, down: int, across: int) -> None:
        # Nobody merges thousands of rows; what claims to is cut, so that no page can fill memory.
        down = min(down, 1000)
        self.merges.append((at, left, at + down - 1, left + across - 1))
        self.taken |= {
            (row, column)
            for row in range(at + 1, at + down)
            for column in range(left, left + across)
        }


def _span(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isdecimal() and int(text) > 0 else 1
