"""What the books expect of an item in a room: the frozen line ± what was posted since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from houqin_desktop.domain.count import Move, Standing
from houqin_desktop.domain.stock import Worth
from houqin_desktop.services.stock.as_of import StockOn
from houqin_desktop.storage.count import CountLine, CountSession, ThingWords
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.stock import StockItem, StockMove, items_by_id, moves_since


def standing_of(stock: StockOn, item_id: int, room: Storeroom) -> Standing:
    """Return what the books have of an item in a room, with the worth of all that there is."""
    here = stock.at(item_id, room.location_id)
    school = stock.worth(item_id)
    return Standing(
        room.id if here.quantity else None, here.quantity, here.value_fen, school=school
    )


def item_words(item: StockItem) -> ThingWords:
    """Return what a sheet says of an item, which has neither category nor place."""
    return ThingWords(item.code, item.name, item.specification, item.unit, None, "", item.kind)


class StockBooks:
    """The stock of the books by a day, for the lines of one session that are items."""

    def __init__(self, session: CountSession, lines: Sequence[CountLine], until: date) -> None:
        self._rooms = {room.id: room for room in Storeroom.every()}
        self._baseline_on = session.baseline_on
        self._stock = StockOn(until) if lines else None
        ids = sorted({line.item_id for line in lines if line.item_id is not None})
        self.words = {key: item_words(item) for key, item in items_by_id(ids).items()}
        mark = min((line.posting_mark for line in lines), default=0)
        self._moves: dict[tuple[int, int], list[StockMove]] = {}
        if lines:
            for move in moves_since(session.baseline_on, mark, until):
                self._moves.setdefault((move.item_id, move.location_id), []).append(move)

    def standing(self, line: CountLine) -> Standing:
        """Return what the books expect of an item in its room by the day."""
        assert self._stock is not None
        assert line.item_id is not None
        return standing_of(self._stock, line.item_id, self._rooms[line.sheet_room_id])

    def moves(self, line: CountLine) -> list[Move]:
        """Return what came to the room of a line and what went from it since it was frozen."""
        assert line.item_id is not None
        room = self._rooms[line.sheet_room_id]
        return [
            Move(move.on, move.pieces, 0, room.id, f"{move.number} {move.pieces:+,}")
            for move in self._moves.get((line.item_id, room.location_id), ())
            if move.on > self._baseline_on or move.id > line.posting_mark
        ]


def booked_worth(line: CountLine) -> Worth | None:
    """Return what the whole school had of an item when its line was counted."""
    if line.school_quantity is None or line.school_value_fen is None:
        return None
    return Worth(line.school_quantity, line.school_value_fen)
