"""What the foot of a register says: how many rows, how many pieces, what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


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


def totals(index: Counted, positions: Sequence[int] | None = None) -> Totals:
    """Add up the rows at these positions of the index, or all of them."""
    if positions is None or len(positions) == len(index.quantities):
        return Totals(len(index.quantities), sum(index.quantities), sum(index.values_fen))
    quantity = sum(map(index.quantities.__getitem__, positions))
    value = sum(map(index.values_fen.__getitem__, positions))
    return Totals(len(positions), quantity, value)
