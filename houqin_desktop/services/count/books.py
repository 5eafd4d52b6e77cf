"""What the books expect of a counted line: as it was frozen ± the moves made since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from houqin_desktop.domain.count import Move, Standing, net
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.services.count.stock_books import StockBooks, booked_worth
from houqin_desktop.storage.asset import custodies_on, value_changes_of
from houqin_desktop.storage.count import (
    CountedPosting,
    CountLine,
    CountSession,
    ThingWords,
    card_words,
    postings_since,
)
from houqin_desktop.storage.people import Storeroom

_GONE: Final = (VirtualLocation.DISPOSED.value, VirtualLocation.SUPPLIER.value)
_WORDS: Final = {
    VirtualLocation.DISPOSED.value: "处置下账",
    VirtualLocation.SUPPLIER.value: "登记入账",
    VirtualLocation.SPLIT.value: "拆分",
    VirtualLocation.ADJUST.value: "更正数量",
}


@dataclass(frozen=True, slots=True)
class _Change:
    on: date
    delta_fen: int
    reason: str


class Books:
    """The books by a day, for the lines of one session."""

    def __init__(self, session: CountSession, lines: Sequence[CountLine], until: date) -> None:
        by_card = {line.asset_id: line for line in lines if line.asset_id is not None}
        ids = list(by_card)
        self._stock = StockBooks(session, [one for one in lines if one.item_id is not None], until)
        self._rooms = {room.id: room.name for room in Storeroom.every()}
        self._cards = card_words(ids)
        self._holders = custodies_on(until.isoformat())
        self._postings: dict[int, list[CountedPosting]] = {}
        self._changes: dict[int, list[_Change]] = {}
        first = min((line.posting_mark for line in by_card.values()), default=0)
        for posting in postings_since(ids, session.baseline_on, first, until):
            mark = by_card[posting.asset_id].posting_mark
            if posting.on > session.baseline_on or posting.id > mark:
                self._postings.setdefault(posting.asset_id, []).append(posting)
        for asset_id, changes in value_changes_of(ids).items():
            mark = by_card[asset_id].value_mark
            since = [
                _Change(one.changed_on, one.delta_fen, one.reason)
                for one in changes
                if one.changed_on <= until
                and (one.changed_on > session.baseline_on or one.id > mark)
            ]
            if since:
                self._changes[asset_id] = since

    def moves(self, line: CountLine) -> list[Move]:
        """Return what was entered about a thing since it was frozen, in order."""
        if line.asset_id is None:
            return self._stock.moves(line)
        return list(self._moves(line, line.asset_id))

    def words(self, line: CountLine) -> ThingWords:
        """Return what a sheet says of the thing of a line."""
        if line.asset_id is not None:
            return self._cards[line.asset_id]
        assert line.item_id is not None
        return self._stock.words[line.item_id]

    def standing(self, line: CountLine) -> Standing:
        """Return what the books expect of a thing by the day; of a card with place and holder."""
        if line.asset_id is None:
            return self._stock.standing(line)
        now = net(frozen_standing(line), self._moves(line, line.asset_id))
        holder = self._holders.get(line.asset_id, (None,))[0]
        place = self._cards[line.asset_id].place
        return Standing(now.room, now.quantity, now.value_fen, place, holder)

    def _moves(self, line: CountLine, key: int) -> Iterator[Move]:
        if key not in self._postings and key not in self._changes:
            return
        now = frozen_standing(line)
        # An opening posting is that of the frozen line itself, entered late.
        postings = [
            one
            for one in self._postings.get(key, ())
            if not (one.from_code == VirtualLocation.SUPPLIER and line.frozen_quantity)
        ]
        events: list[CountedPosting | _Change] = [*postings, *self._changes.get(key, ())]
        for _, day in groupby(sorted(events, key=lambda one: one.on), key=lambda one: one.on):
            for event in _in_order(list(day)):
                move = self._move(event, now)
                now = net(now, [move])
                yield move

    def _move(self, event: CountedPosting | _Change, now: Standing) -> Move:
        if isinstance(event, _Change):
            words = f"{event.reason} {format_money(event.delta_fen)}"
            return Move(event.on, 0, event.delta_fen, now.room, words)
        if event.to_code in _GONE:
            words = f"{_WORDS[VirtualLocation.DISPOSED.value]} {event.voucher}".strip()
            return Move(event.on, -now.quantity, -now.value_fen, None, words)
        if event.from_room is not None and event.to_room is not None:
            here, there = self._rooms[event.from_room], self._rooms[event.to_room]
            words = f"由{here}转至{there} {event.voucher}".strip()
            return Move(event.on, 0, 0, event.to_room, words)
        if event.to_room is None:
            return Move(event.on, -event.quantity, 0, event.from_room, _WORDS[event.to_code])
        enters = event.from_code in _GONE
        words = "红字冲销回账" if event.from_code == VirtualLocation.DISPOSED else ""
        return Move(
            event.on,
            event.quantity,
            event.value_fen if enters else 0,
            event.to_room,
            words or _WORDS[event.from_code],
        )


def _in_order(day: list[CountedPosting | _Change]) -> Iterable[CountedPosting | _Change]:
    """Put the changes of value of a day behind its postings, but before a card leaves with all."""
    postings = [one for one in day if isinstance(one, CountedPosting)]
    changes = [one for one in day if isinstance(one, _Change)]
    leaving = next((at for at, one in enumerate(postings) if one.to_code in _GONE), len(postings))
    return [*postings[:leaving], *changes, *postings[leaving:]]


def frozen_standing(line: CountLine) -> Standing:
    """Return a line as it was frozen."""
    return Standing(
        line.frozen_room_id,
        line.frozen_quantity,
        line.frozen_value_fen,
        line.frozen_place,
        line.frozen_holder_id,
    )


def booked_standing(line: CountLine) -> Standing | None:
    """Return what the books expected when a line was counted; None before that."""
    if line.booked_quantity is None or line.booked_value_fen is None:
        return None
    return Standing(
        line.booked_room_id,
        line.booked_quantity,
        line.booked_value_fen,
        line.booked_place,
        line.booked_holder_id,
        booked_worth(line),
    )
