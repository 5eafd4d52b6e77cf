"""Straight-line depreciation by the month, as 政府会计准则第 3 号 (财会〔2017〕4 号) asks.

The month in which a thing is acquired counts, no residual value is kept back, and the last
month takes whatever the rounding has left, so that the sum is the value itself and never
more. Nothing is stored: the figure of any month is computed from the card, and a later
change of value or of life (改扩建, 价值变动) spreads what is left over the months that are left.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A change that counts from its month (a month index) on: 分 added, months of life added."""

    month: int
    delta_fen: int
    extra_months: int = 0


def monthly(value_fen: int, life_months: int | None) -> int:
    """Return the 分 of one full month, rounded half up; 0 where no life is known."""
    if not life_months:
        return 0
    return (2 * value_fen + life_months) // (2 * life_months)


def accumulated(
    value_fen: int,
    life_months: int | None,
    start_month: int,
    through_month: int,
    changes: Sequence[ValueChange] = (),
) -> int:
    """Return the 分 written off from the start month through another, both included.

    value_fen is the value before any change; months are indexes as calendar.month_index gives
    them. Without a known life nothing is written off. A form passes the month before the
    application, a disposed card the month before its 下账 (DOMAIN.md 2.3).
    """
    if not life_months:
        return 0
    if changes:
        return _after_changes(value_fen, life_months, start_month, through_month, changes)
    counted = through_month - start_month + 1
    if counted <= 0:
        return 0
    if counted >= life_months:
        return value_fen
    due = (2 * value_fen + life_months) // (2 * life_months) * counted
    return due if due < value_fen else value_fen


def accumulated_each(
    values_fen: Sequence[int],
    lives: Sequence[int | None],
    starts: Sequence[int | None],
    through_month: int,
) -> list[int]:
    """Return for each of many cards without changes what `accumulated` returns for one.

    A start of None is a card whose acquisition is not known; nothing is written off it. Written as
    one expression because a register of a hundred thousand cards is sorted by it.
    """
    after = through_month + 1
    return [
        0
        if not life or start is None or start >= after
        else value
        if after - start >= life
        or (due := (2 * value + life) // (2 * life) * (after - start)) >= value
        else due
        for value, life, start in zip(values_fen, lives, starts, strict=True)
    ]


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Divide a total of 分 or 件 in proportion to the weights, by largest remainder.

    The parts always add up to the total; of equal remainders the earlier part comes first.
    Weights that are all zero count as equal.
    """
    if not weights or min(weights) < 0:
        raise ValueError(f"cannot share by the weights {weights!r}")
    sign = -1 if total < 0 else 1
    shares = weights if any(weights) else [1] * len(weights)
    whole = sum(shares)
    parts, remainders = zip(*(divmod(abs(total) * w, whole) for w in shares), strict=True)
    rest = abs(total) - sum(parts)
    favoured = set(sorted(range(len(shares)), key=lambda i: -remainders[i])[:rest])
    return [sign * (part + (i in favoured)) for i, part in enumerate(parts)]


def _after_changes(
    value_fen: int,
    life_months: int,
    start_month: int,
    through_month: int,
    changes: Sequence[ValueChange],
) -> int:
    """Follow the card from change to change; between two of them it is an ordinary card.

    Where the life is already over, an addition without new months is written off at once; where
    the value falls below what has been written off, the sum falls with it. A reduction entered for
    an earlier day can leave less than nothing for a while; then there is nothing to write off.
    """
    written_off, left, month = 0, life_months, start_month
    value = value_fen
    in_order = sorted(changes, key=lambda change: change.month)
    # Changes of one month count together, so that a slip and its correction leave no trace.
    for changed_in, together in groupby(in_order, key=lambda change: change.month):
        if changed_in > through_month:
            break
        passed = max(changed_in - month, 0)
        open_fen = max(value - written_off, 0)
        written_off += accumulated(open_fen, max(left, 1), month, month + passed - 1)
        month += passed
        left -= passed
        for change in together:
            value += change.delta_fen
            left += change.extra_months
        written_off = max(min(written_off, value), 0)
    open_fen = max(value - written_off, 0)
    return written_off + accumulated(open_fen, max(left, 1), month, through_month)
