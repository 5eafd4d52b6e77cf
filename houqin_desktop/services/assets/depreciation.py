"""What a card is worth in a month: computed from its value, its life and its value changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from houqin_desktop.domain.asset import ValueType
from houqin_desktop.domain.calendar import PartialDate, month_index
from houqin_desktop.domain.depreciation import ValueChange, accumulated
from houqin_desktop.domain.split import Course, Division, after_division
from houqin_desktop.storage.asset import Asset, ValueChangeKind, ValueChangeRow
from houqin_desktop.storage.split import undivided


def accumulated_of(
    opening_value_fen: int,
    life_months: int | None,
    acquired_on: PartialDate | None,
    value_type: ValueType,
    changes: Sequence[ValueChangeRow],
    through_month: int,
) -> int:
    """Return the 分 written off through a month (a month index), that month included.

    A correction counts as if the value had been written rightly from the start; an improvement or a
    reduction counts from its own month. A card of nominal value is not depreciated. Parts of
    a split card share the depreciation of the undivided one.
    """
    if acquired_on is None or life_months is None or value_type is ValueType.NOMINAL:
        return 0
    start_month = month_index(acquired_on.first_day)
    if not changes:
        return accumulated(opening_value_fen, life_months, start_month, through_month)
    months = (start_month, through_month)
    return _course(opening_value_fen, life_months, months, changes).accumulated_fen


def _course(
    opening_value_fen: int,
    life_months: int | None,
    months: tuple[int, int],
    changes: Sequence[ValueChangeRow],
) -> Course:
    """Follow a card through its changes in the order of their recording, and through its splits.

    Parts of a split card share what is written off the undivided one.
    """
    at = max((at for at, c in enumerate(changes) if c.kind is ValueChangeKind.SPLIT), default=-1)
    corrected, later = _sorted_out(changes[at + 1 :])
    if at < 0:
        opening = opening_value_fen + corrected
        return Course(accumulated(opening, life_months, *months, later), opening, later)
    split, before = changes[at], changes[:at]
    is_part = split.delta_fen > 0
    if is_part:
        opening_value_fen, before = undivided(split.id)
    value_fen = opening_value_fen + sum(change.delta_fen for change in before)
    moved_fen = abs(split.delta_fen)
    return after_division(
        _course(opening_value_fen, life_months, months, before),
        Division(value_fen - moved_fen, moved_fen, is_part),
        life_months,
        months,
        corrected,
        later,
    )


def _sorted_out(changes: Sequence[ValueChangeRow]) -> tuple[int, tuple[ValueChange, ...]]:
    """Return the 分 of the corrections, and the changes that count from their own month."""
    corrected = sum(c.delta_fen for c in changes if c.kind is ValueChangeKind.CORRECTION)
    return corrected, tuple(
        ValueChange(month_index(c.changed_on), c.delta_fen, c.extra_months)
        for c in changes
        if c.kind is not ValueChangeKind.CORRECTION
    )


def card_accumulated(asset: Asset, changes: Sequence[ValueChangeRow], through_month: int) -> int:
    """Return the 分 written off a card through a month, never more than its present value."""
    written_off = accumulated_of(
        asset.opening_value_fen,
        asset.life_months,
        asset.acquired_on,
        asset.value_type,
        changes,
        through_month,
    )
    return min(written_off, asset.original_value_fen)


def month_before(on: date) -> int:
    """Return the index of the month before a day, up to which forms show depreciation."""
    return month_index(on) - 1
