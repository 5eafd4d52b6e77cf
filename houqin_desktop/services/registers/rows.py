"""A register small enough to be read whole: people, rooms, cases, codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.registers.column_filters import apart, condition_of, order_of, title_of
from houqin_desktop.services.registers.listing import Cell, Column, Filter, Index, Sort
from houqin_desktop.services.registers.pinyin import search_text


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row: its key, its cells in the order of the columns, what it counts, its facets."""

    key: int
    cells: tuple[Cell, ...]
    quantity: int = 0
    value_fen: int = 0
    facets: frozenset[tuple[str, str]] = frozenset()


class RowsRegister:
    """A register over rows that one function reads in their usual order."""

    def __init__(
        self,
        name: str,
        title: str,
        columns: tuple[Column, ...],
        read: Callable[[], list[RegisterRow]],
    ) -> None:
        self.name = name
        self.title = title
        self.columns = columns
        self._read = read
        self._rows: dict[int, RegisterRow] = {}
        self._gone: dict[int, RegisterRow] = {}

    def index(self, filters: tuple[Filter, ...] = (), sort: tuple[Sort, ...] = ()) -> Index:
        """Read the rows again and return the keys that pass, in order."""
        rows = self._passing(self._read_again(), filters)
        for order in reversed(sort):
            rows = self._sorted(rows, order)
        return Index(
            [row.key for row in rows],
            [row.quantity for row in rows],
            [row.value_fen for row in rows],
        )

    def counts(self, wanted: Iterable[tuple[Filter, ...]]) -> list[int]:
        """Read the rows once and return how many `index` would give for each set of filters."""
        rows = self._read_again()
        return [len(self._passing(rows, filters)) for filters in wanted]

    def _read_again(self) -> list[RegisterRow]:
        """Read the rows; one that is gone since stays known to those who have its key."""
        rows = self._read()
        now = {row.key: row for row in rows}
        self._gone.update((key, row) for key, row in self._rows.items() if key not in now)
        self._rows = now
        return rows

    def _passing(self, rows: list[RegisterRow], filters: Iterable[Filter]) -> list[RegisterRow]:
        facets, columns = apart(filters)
        for one in columns:
            passes, position = condition_of(self.columns, one), self._position(title_of(one) or "")
            rows = [row for row in rows if passes(row.cells[position])]
        known = {facet for row in self._rows.values() for facet, _ in row.facets}
        for one in facets:
            if self._rows and one.facet not in known:
                raise Refused(
                    f"{self.title}不能按“{one.facet}”筛选。"
                    f"可用的项目：{'、'.join(sorted(known)) or '没有'}。",
                    code="unknown_facet",
                )
            rows = [row for row in rows if (one.facet, one.value) in row.facets]
        return rows

    def rows(self, keys: Sequence[int]) -> list[tuple[Cell, ...]]:
        """Return the rows of these keys as they were last read."""
        return [self._row(key).cells for key in keys]

    def column(self, title: str, filters: tuple[Filter, ...] = ()) -> list[Cell]:
        """Return the cells of one column of the rows that pass."""
        position = self._position(title)
        return [self._row(key).cells[position] for key in self.index(filters).keys]

    def texts(self, keys: Sequence[int]) -> list[str]:
        """Return the words of each row with their pinyin."""
        return [
            search_text(*(str(cell) for cell in self._row(key).cells if cell is not None))
            for key in keys
        ]

    def _row(self, key: int) -> RegisterRow:
        if key not in self._rows and key not in self._gone:
            self._read_again()
        return self._rows[key] if key in self._rows else self._gone[key]

    def _sorted(self, rows: list[RegisterRow], sort: Sort) -> list[RegisterRow]:
        position = self._position(sort.column)
        filled = [row for row in rows if row.cells[position] not in (None, "")]
        blank = [row for row in rows if row.cells[position] in (None, "")]
        of_cell = order_of(self.columns[position])

        def key(row: RegisterRow) -> tuple[Decimal | str]:
            return (of_cell(row.cells[position]),)

        return sorted(filled, key=key, reverse=sort.descending) + blank

    def _position(self, title: str) -> int:
        titles = [column.title for column in self.columns]
        if title not in titles:
            raise Refused(
                f"{self.title}没有“{title}”这一栏。可用的栏目：{'、'.join(titles)}。",
                code="unknown_column",
            )
        return titles.index(title)
