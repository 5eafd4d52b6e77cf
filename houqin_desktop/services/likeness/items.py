"""Items of the catalogue as lots: what lies in which room, what was bought, who has some."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from houqin_desktop.services.likeness.lots import Lot, Source, Standing
from houqin_desktop.storage.likeness import bought_since
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.stock import StockItem, balances


def _lots(since: date) -> Iterator[Lot]:
    rooms = {room.location_id: room.name for room in Storeroom.every("id")}
    people = {person.location_id: person.name for person in Person.every("id")}
    items = {item.id: item for item in StockItem.every("id")}
    bought = bought_since(since)
    for item_id, location, pieces in balances():
        _, last = bought.get(item_id, (0, ""))
        if location in rooms:
            yield _lot(items[item_id], Standing.ON_HAND, pieces, room=rooms[location], on=last)
        elif location in people:
            yield _lot(items[item_id], Standing.IN_USE, pieces, user=people[location], on=last)
    for item_id, (pieces, last) in bought.items():
        yield _lot(items[item_id], Standing.RECENT, pieces, on=last)


def _lot(
    item: StockItem, standing: Standing, pieces: int, *, on: str, room: str = "", user: str = ""
) -> Lot:
    return Lot(
        name=item.name,
        specification=item.specification,
        standing=standing,
        pieces=pieces,
        unit=item.unit,
        room=room,
        user=user,
        condition="在用或借出" if user else "",
        acquired_on=on,
        numbers=(item.code,),
        everyday_names=item.everyday_names,
        category=item.category,
    )


SOURCES = (Source(_lots),)
