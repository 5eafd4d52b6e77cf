"""The register as it stood on a day: 到某年某月止.

The state after all rows whose business date is at or before the day: an opening card counts from
its acquisition, a correction or improvement from the day it was made, a disposed card until 下账.
"""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.calendar import month_index
from houqin_desktop.services.assets.depreciation import month_before
from houqin_desktop.storage.asset import ValueChangeRow, value_changes
from houqin_desktop.storage.asset_as_of import (
    TODAY,
    Source,
    entered_after,
    in_register_on,
    source_on,
)
from houqin_desktop.storage.asset_register import IN_REGISTER, Condition, written_off_on


class AsOf:
    """Which rows make up the register of a day, and through which month they are written off."""

    def __init__(self, on: date, today: date) -> None:
        self.on = on
        self.is_past = on < today
        self.source: Source = source_on(on.isoformat()) if self.is_past else TODAY
        self._gone = {key: date.fromisoformat(day) for key, day in written_off_on().items()}

    @property
    def past(self) -> date | None:
        """Return the day if it is over; None stands for the rows of now."""
        return self.on if self.is_past else None

    @property
    def membership(self) -> Condition:
        """Return the condition for a card to be in the register on that day."""
        return in_register_on(self.on.isoformat()) if self.is_past else IN_REGISTER

    @property
    def entered_later(self) -> int:
        """Return of how many cards something that counts on that day was entered after it."""
        return entered_after(self.on.isoformat()) if self.is_past else 0

    def changes(self, asset_id: int) -> list[ValueChangeRow]:
        """Return the value changes made by that day."""
        return [change for change in value_changes(asset_id) if change.changed_on <= self.on]

    @property
    def usual_month(self) -> int:
        """Return the last month that is depreciated of a card still here."""
        return month_index(self.on)

    def months_of_departed(self) -> dict[int, int]:
        """Return the last depreciated month of every card that had left by that day."""
        return {key: month_before(gone) for key, gone in self._gone.items() if gone <= self.on}

    def through_month(self, asset_id: int) -> int:
        """Return the last month that is depreciated: a disposed card ends before its 下账."""
        gone = self._gone.get(asset_id)
        if gone is None or gone > self.on:
            return month_index(self.on)
        return month_before(gone)
