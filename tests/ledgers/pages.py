"""A sheet that is being written: cells, merged areas, what is hidden, and the label of each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.ledgers.labels import RowLabel
from tests.ledgers.layouts import Layout

Span = tuple[int, int, int, int]


@dataclass(slots=True)
class Page:
    """One worksheet; rows and columns are counted from 0, labels by the row as people count."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    labels: dict[int, RowLabel] = field(default_factory=dict)
    merges: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    red: set[tuple[int, int]] = field(default_factory=set)
    # A formula and the value that was stored with it; None if none was.
    formulas: dict[tuple[int, int], tuple[str, Any]] = field(default_factory=dict)
    hidden: bool = False
    # Records of an .xls on the books that its formulas refer to, each without its head.
    books: tuple[bytes, ...] = ()

    @property
    def number(self) -> int:
        """Return the number of the row that comes next, as people count."""
        return len(self.rows) + 1

    def add(self, *cells: Any) -> int:
        """Write a row; return its index."""
        self.rows.append(list(cells))
        return len(self.rows) - 1

    def add_title(self, cells: tuple[str, ...], width: int) -> None:
        """Write a row above the header, its text merged over the whole width if it is alone."""
        at = self.add(*cells, *[""] * (width - len(cells)))
        if len(cells) == 1 and width > 1:
            self.merges.append((at, 0, at, width - 1))

    def add_header(self, layout: Layout) -> None:
        """Write the header of one to three rows, headings merged across and down."""
        paths = [column.path for column in layout.columns]
        depth = max(map(len, paths))
        top = len(self.rows)
        for level in range(depth):
            self.add(*[path[level] if level < len(path) else "" for path in paths])
        for column, path in enumerate(paths):
            if len(path) < depth:
                self.merges.append((top + len(path) - 1, column, top + depth - 1, column))
        for level in range(depth - 1):
            self._merge_groups(top + level, [path[: level + 1] for path in paths], level)

    def _merge_groups(self, row: int, prefixes: list[tuple[str, ...]], level: int) -> None:
        column = 0
        while column < len(prefixes):
            end = column
            while end + 1 < len(prefixes) and prefixes[end + 1] == prefixes[column]:
                end += 1
            if end > column and len(prefixes[column]) == level + 1:
                self.merges.append((row, column, row, end))
                self.rows[row][column + 1 : end + 1] = [""] * (end - column)
            column = end + 1
