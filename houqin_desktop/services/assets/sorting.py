"""Putting the cards of the register in order, by any of its columns, the computed ones too.

Only the column that is sorted by is read and put in order in memory, which takes less than what the
database needs to sort rows as wide as these; pieces and values are kept from one order to the next
until the book changes. Blanks come last both ways, and cards that are alike stay in the order of
registration.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, overload

from houqin_desktop.domain.card_fields import CardField
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.assets.card_columns import CardColumns
from houqin_desktop.services.assets.cells import CardCells
from houqin_desktop.services.bulk import without_collector
from houqin_desktop.services.registers.column_filters import condition_of, passing, title_of
from houqin_desktop.services.registers.listing import Cell, Column, Filter, Index, Sort
from houqin_desktop.storage.asset_register import Condition, figures
from houqin_desktop.storage.journal import head

# Columns with few different values are sorted by heaps.
_FEW = 4


class SortedCards:
    """The cards of the register in any order, as of a day."""

    def __init__(
        self, columns: Sequence[Column], fields: Mapping[str, CardField], held: CardColumns
    ) -> None:
        """Take the columns in order, by title those beside the cards, and those in memory."""
        self._held = held
        self._columns = columns
        self._fields = fields
        self._titles = [column.title for column in columns]
        self._kept: tuple[object, Index] = (None, Index([], [], []))

    def index(
        self,
        as_of: AsOf,
        conditions: Sequence[Condition],
        filters: Sequence[Filter],
        sorts: Sequence[Sort],
    ) -> Index:
        """Return the cards that pass, with their pieces and their value on the day, in order.

        :param filters: what the columns are narrowed by.
        :raises Refused: for a column that the register has not.
        """
        self._require_known(sorts)
        with without_collector():
            found = self._figures(as_of, conditions)
            if not filters and not sorts:
                return found
            columns = self._cells(as_of, conditions, found)
            order = self._kept_by(columns, filters, len(found.keys))
            for one in reversed(sorts):
                order = _ordered(order, columns.in_order(one.column), one)
            keys = array("q", map(found.keys.__getitem__, order))
            return Index(keys, Taken(found.quantities, order), Taken(found.values_fen, order))

    def _cells(self, as_of: AsOf, conditions: Sequence[Condition], found: Index) -> CardCells:
        held = None if as_of.is_past else self._held
        return CardCells(as_of, conditions, found, self._fields, held)

    def column(
        self,
        title: str,
        as_of: AsOf,
        conditions: Sequence[Condition],
        filters: Sequence[Filter],
    ) -> Sequence[Cell]:
        """Return the cells of one column of the cards that pass, in the order of registration."""
        found = self._figures(as_of, conditions)
        columns = self._cells(as_of, conditions, found)
        shown = columns.shown(title)
        if not filters:
            return shown
        return [shown[at] for at in self._kept_by(columns, filters, len(found.keys))]

    def _kept_by(self, columns: CardCells, filters: Sequence[Filter], count: int) -> list[int]:
        """Return the places of the cards that pass every filter of a column."""
        order = list(range(count))
        for one in filters:
            title, test = title_of(one) or "", condition_of(self._columns, one)
            passes = passing(columns.shown(title), test)
            order = (
                list(compress(order, passes))
                if len(order) == count
                else [at for at in order if passes[at]]
            )
        return order

    def _require_known(self, sorts: Sequence[Sort]) -> None:
        unknown = [one.column for one in sorts if one.column not in self._titles]
        if unknown:
            raise Refused(
                f"资产台账没有“{unknown[0]}”这一栏。可用的栏目：{'、'.join(self._titles)}。",
                code="unknown_column",
            )

    def _figures(self, as_of: AsOf, conditions: Sequence[Condition]) -> Index:
        """Return keys, pieces and values in the order of registration; read once a state."""
        state = (head(), as_of.on, tuple(conditions))
        if self._kept[0] != state:
            self._held.refresh()
            self._kept = (state, Index(*figures(conditions, as_of.source)))
        return self._kept[1]


class Taken(Sequence[int]):
    """Figures in another order than the one in which they are kept, looked up when asked for."""

    def __init__(self, figures_kept: Sequence[int], order: Sequence[int]) -> None:
        self._kept = figures_kept
        self._order = order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            return Taken(self._kept, self._order[at])
        return self._kept[self._order[at]]

    def __iter__(self) -> Iterator[int]:
        return map(self._kept.__getitem__, self._order)


def _ordered(order: list[int], keys: Sequence[Any], one: Sort) -> list[int]:
    """Put positions in the order of their keys, alike ones as they were, blank ones last."""
    blank: list[int] = []
    if None in keys or "" in keys:
        blank = [at for at in order if keys[at] is None or keys[at] == ""]
        order = [at for at in order if keys[at] is not None and keys[at] != ""]
    if len(set(keys)) * _FEW > len(keys):
        order.sort(key=keys.__getitem__, reverse=one.descending)
        return order + blank
    heaps: dict[Any, list[int]] = {}
    for at in order:
        heaps.setdefault(keys[at], []).append(at)
    in_order = sorted(heaps, reverse=one.descending)
    return [at for key in in_order for at in heaps[key]] + blank
