"""How an item moved: every posting in the words of the slip behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.storeroom import LocationKind, VirtualLocation
from houqin_desktop.services.slips.engine import place_name
from houqin_desktop.storage.people import Location
from houqin_desktop.storage.stock import StockItem, moves


@dataclass(frozen=True, slots=True)
class Move:
    """Pieces of an item that went from one place to another on a day."""

    on: date
    number: str
    text: str
    quantity: int
    value_fen: int


def moves_of(item: StockItem) -> list[Move]:
    """Return every movement of an item, the latest first."""
    names: dict[int, str] = {}

    def name(location_id: int) -> str:
        if location_id not in names:
            location: Location = Location.get_by_id(location_id)
            if location.kind is LocationKind.VIRTUAL:
                names[location_id] = VirtualLocation(location.code).label
            else:
                names[location_id] = place_name(location_id)
        return names[location_id]

    return [
        Move(
            on,
            number,
            f"{'退回：' if reverses else ''}{name(source)} → {name(target)}"
            f" {quantity:,} {item.unit}",
            quantity,
            value,
        )
        for on, number, source, target, quantity, value, reverses in moves(item.id)
    ]
