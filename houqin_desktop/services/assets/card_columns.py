"""The columns of all cards in memory, for as long as a register is open.

They are read in parts while the page is already in use, or at once where an order needs one of
them. After a command only the cards that the journal names are read again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final

from houqin_desktop.services.registers.coded import Coded
from houqin_desktop.storage.card_columns import card_ids, cards_between, cards_of, touched_since
from houqin_desktop.storage.journal import head

PART: Final = 4_000
_MOST_TOUCHED: Final = 20_000
_NOWHERE: Final = -1


class CardColumns:
    """Columns by the name that the database has for them (`a.code`, `c.holder_id`)."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self.ids: array[int] = array("q")
        self._slots: array[int] = array("q")
        self._columns: dict[str, Coded] = {}
        self._half: dict[str, Coded] = {}
        self._half_read = 0
        self._state = (0, "")

    def refresh(self) -> None:
        """Read again what the book's commands touched since it was last read."""
        state = head()
        if state == self._state:
            return
        touched = touched_since(self._state[0], _MOST_TOUCHED) if self.ids else set()
        if touched is None or state[0] < self._state[0]:
            self._forget()
        elif self.ids:
            self._take_in(touched)
        # A part that is half read could hold rows from before and from after a command.
        self._half, self._half_read = {}, 0
        self._state = state

    def _take_in(self, touched: set[int]) -> None:
        names = tuple(self._columns)
        old = [key for key in touched if key <= self.ids[-1]]
        before = len(self.ids)
        self._add_ids(card_ids(self.ids[-1]))
        if not names:
            return
        for key, *cells in cards_of(("a.id", *names), old):
            for name, cell in zip(names, cells, strict=True):
                self._columns[name].replace(self._slots[key], cell)
        self._read_into(self._columns, before, len(self.ids))

    def coded(self, name: str) -> Coded:
        """Return one column, read now if it was not read before."""
        self.need((name,))
        return self._columns[name]

    def need(self, names: Iterable[str]) -> None:
        """Read these columns now as far as they are not here."""
        self._require_ids()
        missing = [name for name in names if name not in self._columns]
        if any(name in self._half for name in missing):
            while not self.read_on(()):
                pass
            missing = [name for name in missing if name not in self._columns]
        if missing:
            fresh = {name: Coded() for name in missing}
            for start in range(0, len(self.ids), 5 * PART):
                self._read_into(fresh, start, min(start + 5 * PART, len(self.ids)))
            self._columns |= fresh

    def read_on(self, names: Iterable[str], most: int = PART) -> bool:
        """Read the next part of what is missing of these columns; say whether all is here."""
        if not self._half:
            self._require_ids()
            self._half = {name: Coded() for name in names if name not in self._columns}
            self._half_read = 0
            if not self._half:
                return True
        until = min(self._half_read + most, len(self.ids))
        self._read_into(self._half, self._half_read, until)
        self._half_read = until
        if until < len(self.ids):
            return False
        self._columns |= self._half
        self._half = {}
        return True

    def seen(self, name: str) -> Coded:
        """Return a column as far as it has been read, which may be nothing."""
        return self._columns.get(name) or self._half.get(name) or Coded()

    def slots_of(self, keys: Sequence[int]) -> array[int] | None:
        """Return where cards stand in every column; None where they are all of them, in order."""
        self._require_ids()
        if len(keys) == len(self.ids) and (keys is self.ids or array("q", keys) == self.ids):
            return None
        return array("q", map(self._slots.__getitem__, keys))

    def _require_ids(self) -> None:
        if not self.ids:
            # A column that was read of no card has no place for the first one.
            self._columns.clear()
            self._state = head()
            self._add_ids(card_ids())

    def _read_into(self, columns: dict[str, Coded], start: int, until: int) -> None:
        if start >= until or not columns:
            return
        rows = cards_between(tuple(columns), self.ids[start], self.ids[until - 1])
        cells: Iterable[Any] = zip(*rows, strict=True)
        for column, part in zip(columns.values(), cells, strict=True):
            column.extend(part)

    def _add_ids(self, ids: array[int]) -> None:
        first = len(self.ids)
        self.ids.extend(ids)
        if not ids:
            return
        missing = self.ids[-1] + 1 - len(self._slots)
        self._slots.extend(array("q", [_NOWHERE]) * missing)
        for slot, key in enumerate(ids, start=first):
            self._slots[key] = slot
