"""What somebody has to hand over: cards by role and room, stock, loans, as the book has it now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.stock import spread
from houqin_desktop.storage.handover import HeldCard, held_cards, kept_rooms
from houqin_desktop.storage.loan import HandedOut, handed_out
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.stock import StockItem, balances, items_by_id, places_of, worth_of


@dataclass(frozen=True, slots=True)
class HeldStock:
    """Pieces of an item in a room or, without one, in the giver's own hands; worth in 分."""

    item: StockItem
    storeroom_id: int | None
    quantity: int
    value_fen: int


@dataclass(frozen=True, slots=True)
class HandoverScope:
    """What one list is about.

    :param rooms: the rooms that the giver keeps, as far as the list is about them.
    :param whole: whether everything in his name is on it, not one room alone.
    """

    giver: Person
    rooms: tuple[int, ...]
    only: int | None

    @property
    def whole(self) -> bool:
        """Say whether everything in the giver's name is on the list."""
        return self.only is None

    def cards(self) -> list[HeldCard]:
        """Return the cards in his name and those of the rooms that he keeps."""
        return held_cards(self.giver.id, self.rooms, self.only)

    def stock(self) -> list[HeldStock]:
        """Return what lies in the rooms, then what he has himself."""
        places: dict[int, int | None] = {
            Storeroom.get_by_id(room).location_id: room for room in self.rooms
        }
        if self.whole:
            places[self.giver.location_id] = None
        here = [row for row in balances() if row[1] in places]
        items = items_by_id([item for item, _, _ in here])
        order = list(places)
        here.sort(key=lambda row: (order.index(row[1]), items[row[0]].sort_key, row[0]))
        return [
            HeldStock(items[item], places[place], pieces, _worth_there(item, place))
            for item, place, pieces in here
            if pieces
        ]

    def own_loans(self) -> list[HandedOut]:
        """Return what is lent to the giver, for which the taker is to answer."""
        return _still_out(handed_out("loan", taker_id=self.giver.id)) if self.whole else []

    def lent_out(self) -> list[HandedOut]:
        """Return what was lent out of the rooms to others and is therefore not there."""
        lines = [one for room in self.rooms for one in handed_out("loan", storeroom_id=room)]
        return [one for one in _still_out(lines) if not self.whole or one.taker_id != self.giver.id]


def scope_of(giver: Person, room: Storeroom | None, on: date) -> HandoverScope:
    """Return what a list of this giver is about on a day, one room or everything."""
    kept = kept_rooms(giver.id, on.isoformat())
    rooms = tuple(kept if room is None else (one for one in kept if one == room.id))
    return HandoverScope(giver, rooms, None if room is None else room.id)


def _still_out(lines: Iterable[HandedOut]) -> list[HandedOut]:
    return sorted((one for one in lines if one.out), key=lambda one: (one.number, one.position))


def _worth_there(item_id: int, place: int) -> int:
    """Return what the pieces at a place are worth, shared as the list of stock shares it."""
    places = places_of(item_id)
    values = spread(worth_of(item_id), [pieces for _, pieces in places])
    return next(value for (at, _), value in zip(places, values, strict=True) if at == place)
