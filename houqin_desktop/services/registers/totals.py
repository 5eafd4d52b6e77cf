"""What the foot of a register says: how many rows, how many pieces, what they are worth."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Protocol, overload


class Counted(Protocol):
    """The pieces and values of a register's rows, aligned with its keys."""

    @property
    def quantities(self) -> Sequence[int]: ...
    @property
    def values_fen(self) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True)
class Totals:
    """Rows, pieces (件) and original value (分) of some rows of a register."""

    rows: int
    quantity: int
    value_fen: int


class Places(Sequence[int]):
    """Where rows stand in an index, with one byte for each row of it: 1 where it is among them."""

    def __init__(self, marked: bytes) -> None:
        self.marked = marked
        self._places = array("I", compress(range(len(marked)), marked))

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        return self._places[at]

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)


def totals(index: Counted, positions: Sequence[int] | None = None) -> Totals:
    """Add up the rows at these positions of the index, or all of them."""
    if positions is None or len(positions) == len(index.quantities):
        return Totals(len(index.quantities), sum(index.quantities), sum(index.values_fen))
    if isinstance(positions, Places):
        quantity = sum(compress(index.quantities, positions.marked))
        return Totals(len(positions), quantity, sum(compress(index.values_fen, positions.marked)))
    quantity = sum(map(index.quantities.__getitem__, positions))
    value = sum(map(index.values_fen.__getitem__, positions))
    return Totals(len(positions), quantity, value)


class Valued(Protocol):
    """A line with its pieces (件) and its original value (分)."""

    @property
    def quantity(self) -> int: ...
    @property
    def original_value_fen(self) -> int: ...


def totals_of(lines: Iterable[Valued]) -> Totals:
    """Add up the lines of an application."""
    counted = list(lines)
    return Totals(
        len(counted),
        sum(line.quantity for line in counted),
        sum(line.original_value_fen for line in counted),
    )
