"""Splitting a batch card (拆分卡片): the pieces and the value of one card become those of two.

Nothing appears and nothing vanishes: pieces and 分 of both cards add up to those of the undivided
card, and so does their depreciation in every month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houqin_desktop.domain.depreciation import ValueChange, accumulated, share
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money


@dataclass(frozen=True, slots=True)
class Portion:
    """The pieces (件) and the value (分) that go with one of the two cards."""

    quantity: int
    value_fen: int


@dataclass(frozen=True, slots=True)
class Division:
    """What a card kept, what its part took, and which of the two is looked at."""

    kept_fen: int
    part_fen: int
    is_part: bool

    @property
    def own_fen(self) -> int:
        """Return the value in 分 of the card that is looked at."""
        return self.part_fen if self.is_part else self.kept_fen

    def share(self, total_fen: int) -> int:
        """Return this card's share of a sum of the undivided card, by largest remainder."""
        return share(total_fen, (self.kept_fen, self.part_fen))[self.is_part]


def divide(
    quantity: int, value_fen: int, part_quantity: int, stated_fen: int | None = None
) -> tuple[Portion, Portion]:
    """Return what the card keeps and what its part takes.

    The value goes by the pieces, to the 分 by largest remainder, unless it is stated for the part.

    :raises Refused: for a single piece, for no piece or all of them, for more value than there is.
    """
    if quantity < 2:
        raise Refused("这张卡片只有一件，不能拆分。请选数量大于 1 的卡片。", code="single_piece")
    if not 0 < part_quantity < quantity:
        raise Refused(
            f"拆出的数量须在 1 到 {quantity - 1} 之间，原卡片至少留一件。", code="split_quantity"
        )
    if stated_fen is None:
        kept_fen, part_fen = share(value_fen, (quantity - part_quantity, part_quantity))
    else:
        kept_fen, part_fen = value_fen - stated_fen, stated_fen
    if kept_fen < 0 or part_fen < 0:
        raise Refused(
            f"拆出的原值须在 0.00 到 {format_money(value_fen)} 元之间。", code="split_value"
        )
    return Portion(quantity - part_quantity, kept_fen), Portion(part_quantity, part_fen)


def shared_changes(
    changes: Sequence[ValueChange], division: Division
) -> tuple[int, tuple[ValueChange, ...]]:
    """Return opening value and changes that the card would have had on its own until it was split.

    They end in exactly the value that the division gave it.
    """
    own = tuple(
        ValueChange(one.month, division.share(one.delta_fen), one.extra_months) for one in changes
    )
    return division.own_fen - sum(one.delta_fen for one in own), own


@dataclass(frozen=True, slots=True)
class Course:
    """What is written off a card (分), and the history that would have led to it."""

    accumulated_fen: int
    opening_fen: int
    changes: tuple[ValueChange, ...]


def after_division(
    undivided: Course,
    division: Division,
    life_months: int | None,
    months: tuple[int, int],
    correction_fen: int,
    later: tuple[ValueChange, ...],
) -> Course:
    """Return the course of a card after it was split.

    It carries its share of the undivided card, and whatever changes of this card alone add to that
    or take off it.

    :param months: the first month that counts and the last one, as month indexes.
    """
    shared = division.share(undivided.accumulated_fen)
    opening, before = shared_changes(undivided.changes, division)
    if not later and not correction_fen:
        return Course(shared, opening, before)
    corrected = opening + correction_fen
    alone = accumulated(opening, life_months, *months, before)
    changed = accumulated(corrected, life_months, *months, (*before, *later))
    value = corrected + sum(c.delta_fen for c in (*before, *later) if c.month <= months[1])
    return Course(max(min(shared + changed - alone, value), 0), corrected, (*before, *later))
