"""What a card is worth in a month: computed from its value, its life and its value changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from houqin_desktop.domain.asset import ValueType
from houqin_desktop.domain.calendar import PartialDate, month_index
from houqin_desktop.domain.depreciation import ValueChange, accumulated
from houqin_desktop.storage.asset import Asset, ValueChangeKind, ValueChangeRow


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
    reduction counts from its own month. A card of nominal value is not depreciated.
    """
    if acquired_on is None or life_months is None or value_type is ValueType.NOMINAL:
        return 0
    start_month = month_index(acquired_on.first_day)
    if not changes:
        return accumulated(opening_value_fen, life_months, start_month, through_month)
    corrected = sum(c.delta_fen for c in changes if c.kind is ValueChangeKind.CORRECTION)
    later = tuple(
        ValueChange(month_index(c.changed_on), c.delta_fen, c.extra_months)
        for c in changes
        if c.kind is not ValueChangeKind.CORRECTION
    )
    return accumulated(
        opening_value_fen + corrected,
        life_months,
        start_month,
        through_month,
        later,
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
