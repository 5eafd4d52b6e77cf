"""Places within the storerooms, and how many cards say that they lie there."""

from __future__ import annotations

from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import flag, integer, optional_integer, text, word


class Place(BaseModel):
    """A 柜, 架 or 位 of one storeroom; never deleted, at most closed."""

    id: int = integer(key=True)
    storeroom_id: int = integer()
    code: str = text()
    kind: PlaceKind = word(PlaceKind)
    name: str = text()
    parent_id: int | None = optional_integer()
    walking_order: int = integer()
    closed: bool = flag()


def open_places(storeroom_id: int) -> list[Place]:
    """Return the places in use of one room."""
    return list(
        Place.select().where(Place.storeroom_id == storeroom_id, Place.closed == False)  # noqa: E712
    )


def cards_by_place(storeroom_id: int | None = None) -> dict[tuple[int, str], int]:
    """Return how many cards in the register say each 存放地点, by room and words.

    :param storeroom_id: only those of this room.
    """
    narrowed = "" if storeroom_id is None else " AND storeroom_id = ?"
    rows = db.execute_sql(
        "SELECT storeroom_id, place, count(*) FROM asset WHERE status <> 'disposed'"
        f"{narrowed} GROUP BY storeroom_id, place",
        () if storeroom_id is None else (storeroom_id,),
    )
    return {(int(room), str(words)): int(cards) for room, words, cards in rows}
