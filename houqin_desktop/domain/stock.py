"""Stock (物品): consumables and materials, counted by the piece, valued by moving weighted average.

One average per item holds for the whole school, so that moving things between rooms changes no
value. What goes out takes its share of the value, rounded half up to the 分; the last pieces take
the rest, so that nothing is left of an item of which nothing is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled

MOST_PIECES = 100_000_000
_BETWEEN_NAMES = re.compile(r"[、,，;；/\s]+")


class StockKind(Labelled):
    """The two kinds of things that are kept in stock and have no card."""

    CONSUMABLE = "consumable", "低值易耗品"
    MATERIAL = "material", "材料"

    @property
    def stays_with_recipient(self) -> bool:
        """Say whether a piece that is issued is still there: a stapler is, chalk is used up."""
        return self is StockKind.CONSUMABLE


class ReceiptSource(Labelled):
    """From where stock comes in; purchases come by way of an acceptance."""

    OPENING = "opening", "期初"
    DONATION = "donation", "捐赠"
    ALLOCATION = "allocation", "调入"
    SURPLUS = "surplus", "盘盈"
    PURCHASE = "purchase", "采购"
    OTHER = "other", "其他"


class Condition(Labelled):
    """In what condition a thing goes out or comes back."""

    GOOD = "good", "完好"
    WORN = "worn", "有磨损"
    DAMAGED = "damaged", "损坏"
    LOST = "lost", "丢失"

    def is_worse_than(self, before: Condition) -> bool:
        """Say whether it came back in a worse condition than it went out."""
        order = list(Condition)
        return order.index(self) > order.index(before)


@dataclass(frozen=True, slots=True)
class Worth:
    """So many pieces of an item in the whole school, worth so much (分)."""

    quantity: int = 0
    value_fen: int = 0

    def share_fen(self, quantity: int) -> int:
        """Return what this many of the pieces are worth as they go out.

        :raises Refused: for more pieces than there are.
        """
        if quantity > self.quantity:
            raise Refused(
                f"只有 {self.quantity:,} 件，不能发出 {quantity:,} 件。请核对数量。",
                code="not_enough",
            )
        if quantity == self.quantity:
            return self.value_fen
        return (2 * self.value_fen * quantity + self.quantity) // (2 * self.quantity)

    def plus(self, quantity: int, value_fen: int) -> Worth:
        """Return what there is after pieces of this value came in."""
        return Worth(self.quantity + quantity, self.value_fen + value_fen)

    def minus(self, quantity: int) -> Worth:
        """Return what is left after this many pieces went out at their share."""
        return Worth(self.quantity - quantity, self.value_fen - self.share_fen(quantity))


def names_in(everyday_names: str) -> tuple[str, ...]:
    """Return the everyday names that stand in one text, each apart."""
    return tuple(filter(None, _BETWEEN_NAMES.split(everyday_names)))


def spread(worth: Worth, pieces: Sequence[int]) -> list[int]:
    """Share the value of an item out to where its pieces lie, by largest remainder, in 分.

    :param pieces: how many lie at each place; together as many as the item has.
    """
    if not worth.quantity:
        return [0] * len(pieces)
    exact = [worth.value_fen * here for here in pieces]
    shares = [part // worth.quantity for part in exact]
    left = worth.value_fen - sum(shares)
    if not left:
        return shares
    by_remainder = sorted(range(len(pieces)), key=lambda at: (-(exact[at] % worth.quantity), at))
    for at in by_remainder[:left]:
        shares[at] += 1
    return shares


@dataclass(frozen=True, slots=True)
class Pack:
    """How pieces are packed: so many to a pack (箱 of 12)."""

    unit: str
    size: int

    def words(self, quantity: int, piece: str) -> str:
        """Return a number of pieces in packs and rest: 3 箱 4 个."""
        packs, rest = divmod(quantity, self.size)
        parts = [f"{packs:,} {self.unit}"] if packs else []
        parts += [f"{rest:,} {piece}"] if rest or not packs else []
        return " ".join(parts)


def require_pieces(quantity: int, what: str) -> int:
    """Return a number of pieces that can be moved.

    :raises Refused: for none, less than none, or more than any school has.
    """
    if not 1 <= quantity <= MOST_PIECES:
        raise Refused(
            f"{what}的数量须是 1 到 {MOST_PIECES:,} 的整数，不能是 {quantity:,}。请核对数量。",
            code="bad_quantity",
        )
    return quantity


def is_low(on_hand: int, minimum: int | None) -> bool:
    """Say whether there is less than the minimum; where none is set, never."""
    return minimum is not None and on_hand < minimum
