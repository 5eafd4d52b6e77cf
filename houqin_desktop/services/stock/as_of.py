"""Stock as the books have it on a day: how many pieces lie where, and what they are worth."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.stock import Worth, spread
from houqin_desktop.storage.stock import balances, moved_since, worth_moved_since, worths


class StockOn:
    """What lies where by the end of a day; the value of an item is shared out to its places."""

    def __init__(self, on: date) -> None:
        self._pieces: dict[int, dict[int, int]] = {}
        for item, place, pieces in balances():
            self._pieces.setdefault(item, {})[place] = pieces
        for item, place, pieces in moved_since(on):
            there = self._pieces.setdefault(item, {})
            there[place] = there.get(place, 0) - pieces
        self._worths = {item: (worth.quantity, worth.value_fen) for item, worth in worths().items()}
        for item, pieces, value in worth_moved_since(on):
            now = self._worths.get(item, (0, 0))
            self._worths[item] = (now[0] - pieces, now[1] - value)

    def worth(self, item_id: int) -> Worth:
        """Return what the whole school has of an item.

        What was entered late may leave a value on a day without pieces: it counts for nothing.
        """
        pieces, value_fen = self._worths.get(item_id, (0, 0))
        return Worth(pieces, max(0, value_fen)) if pieces else Worth()

    def at(self, item_id: int, location_id: int) -> Worth:
        """Return how many pieces of an item lie at a place, and their share of its value."""
        there = self._pieces.get(item_id, {})
        if not there.get(location_id):
            return Worth()
        places = sorted(there)
        shares = spread(self.worth(item_id), [there[place] for place in places])
        return Worth(there[location_id], shares[places.index(location_id)])

    def lying(self) -> list[tuple[int, int]]:
        """Return item and place wherever something lies."""
        return [
            (item, place)
            for item, there in self._pieces.items()
            for place, pieces in there.items()
            if pieces
        ]
