"""The day grid: who has which card or room in each period of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.loan import LAST_PERIOD
from houqin_desktop.services.loan.things import person_name
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.loan import Reservation, reservations_on
from houqin_desktop.storage.people import Storeroom


@dataclass(frozen=True, slots=True)
class DayRow:
    """A card or a room on one day: by what it is reserved, its name, who has it in each period."""

    item: str
    name: str
    periods: tuple[str, ...]


def day_grid(on: date) -> list[DayRow]:
    """Return the rooms in use, and below them the cards that were ever reserved."""
    held: dict[tuple[int | None, int | None], list[str]] = {}
    for one in reservations_on(on):
        row = held.setdefault((one.asset_id, one.storeroom_id), [""] * LAST_PERIOD)
        words = " ".join(filter(None, [person_name(one.person_id), one.purpose]))
        for period in range(one.first_period, one.last_period + 1):
            row[period - 1] = words
    free = [""] * LAST_PERIOD
    rooms = [
        DayRow(room.name, room.name, tuple(held.get((None, room.id), free)))
        for room in Storeroom.every("level <> 'central', sort_key, id")
        if not room.closed
    ]
    cards = [Asset.get_by_id(key) for key in _wanted_cards()]
    return rooms + [
        DayRow(card.code, f"{card.name} {card.code}", tuple(held.get((card.id, None), free)))
        for card in cards
        if card.withdrawn_code is None
    ]


def _wanted_cards() -> list[int]:
    found = {one.asset_id for one in Reservation.every("id") if one.asset_id is not None}
    return sorted(found)
