"""期初 + 本期增加 − 本期减少 = 期末, in pieces and in 分, for every line of a 汇总 (DOMAIN.md 3.6).

A card that changed its room, department or class leaves one line and comes into another; one that
came and went inside the period stands on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """So many pieces (件), worth so much (分)."""

    quantity: int = 0
    value_fen: int = 0

    def __add__(self, other: Amount) -> Amount:
        """Add."""
        return Amount(self.quantity + other.quantity, self.value_fen + other.value_fen)

    def __sub__(self, other: Amount) -> Amount:
        """Take away."""
        return Amount(self.quantity - other.quantity, self.value_fen - other.value_fen)


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a 汇总: what there was, came, went and is, and what is written off of it (分)."""

    opening: Amount = Amount()
    added: Amount = Amount()
    removed: Amount = Amount()
    closing: Amount = Amount()
    accumulated_fen: int = 0

    @property
    def net_fen(self) -> int:
        """Return what is left of the closing value."""
        return self.closing.value_fen - self.accumulated_fen

    @property
    def balances(self) -> bool:
        """Say whether 期初 + 本期增加 − 本期减少 = 期末."""
        return self.opening + self.added - self.removed == self.closing

    def __add__(self, other: Movement) -> Movement:
        """Add two lines."""
        return Movement(
            self.opening + other.opening,
            self.added + other.added,
            self.removed + other.removed,
            self.closing + other.closing,
            self.accumulated_fen + other.accumulated_fen,
        )


def difference(before: Amount, after: Amount, gross_fen: tuple[int, int]) -> tuple[Amount, Amount]:
    """Return what came to a card that stayed in its line and what went from it.

    :param gross_fen: additions to and reductions of its value in the period; where they don't make
        the whole difference, the rest counts on the side of its sign.
    """
    raised, lowered = gross_fen
    rest = after.value_fen - before.value_fen - raised + lowered
    pieces = after.quantity - before.quantity
    return (
        Amount(max(pieces, 0), raised + max(rest, 0)),
        Amount(max(-pieces, 0), lowered + max(-rest, 0)),
    )
