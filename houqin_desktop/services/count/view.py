"""A count as one looks at it: rooms with their progress, lines, surplus, differences, figures."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property

from houqin_desktop.domain.count import (
    CountScope,
    Found,
    Reckoning,
    Standing,
    reckon_surplus,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.movement import Amount
from houqin_desktop.services.count.arrived import arrived_lines
from houqin_desktop.services.count.books import Books, booked_standing, frozen_standing
from houqin_desktop.services.count.difference_views import difference_views
from houqin_desktop.services.count.line_views import (
    CountPart,
    DifferenceView,
    LineView,
    RoomView,
    SurplusView,
    reckoning_of,
)
from houqin_desktop.services.count.sessions import count_session, found_of, state_words
from houqin_desktop.services.count.signing_off import signer_words
from houqin_desktop.services.session import Session
from houqin_desktop.storage.count import (
    CountLine,
    CountRoom,
    lines_of,
    rooms_of,
    surpluses_of,
)
from houqin_desktop.storage.count_signing import CountSheet, signatures_of_count
from houqin_desktop.storage.people import Person, Storeroom


class CountView:
    """A whole count, read once."""

    def __init__(self, session: Session, number: str) -> None:
        self.row = count_session(number)
        self.number, self.title = self.row.number, self.row.title
        self.baseline_on, self.closed_on = self.row.baseline_on, self.row.closed_on
        self.state = state_words(self.row)
        self._today = session.clock.today()
        rooms = Storeroom.every("level <> 'central', sort_key, id")
        self._rooms = self.room_names = {room.id: room.name for room in rooms}
        self._people = {one.id: one.name for one in Person.every()}
        self._in_scope: list[CountRoom] = rooms_of(self.row.id)

    def _person(self, key: int | None) -> str:
        return "" if key is None else self._people[key]

    def _room(self, key: int | None) -> str:
        return "" if key is None else self._rooms[key]

    @property
    def is_open(self) -> bool:
        """Whether the count is still going on."""
        return self.row.closed_on is None and self.row.withdrawn_on is None

    @cached_property
    def _rows(self) -> list[CountLine]:
        return lines_of(self.row.id)

    @cached_property
    def lines(self) -> tuple[LineView, ...]:
        """Every line, sheet after sheet in walking order, then what arrived since."""
        books = Books(self.row, self._rows, self.row.closed_on or self._today)
        known = [self._line(row, books) for row in self._rows]
        if not self.is_open:
            return tuple(known)
        rooms = [one.storeroom_id for one in self._in_scope]
        return (*known, *arrived_lines(self.row, rooms, self._rooms, self._today))

    def _line(self, row: CountLine, books: Books) -> LineView:
        words = books.words(row)
        booked = booked_standing(row) or books.standing(row)
        found = found_of(row)
        return LineView(
            sheet_room=self._rooms[row.sheet_room_id],
            position=row.position,
            room=self._expected_in(row, booked, found),
            code=words.code,
            name=words.name,
            specification=words.specification,
            unit=words.unit,
            category=words.category,
            place=booked.place,
            holder=self._person(booked.holder),
            frozen=frozen_standing(row),
            booked=booked,
            found=found,
            counted_room=self._room(row.counted_room_id),
            counted_place=row.counted_place,
            counted_holder=self._person(row.counted_holder_id),
            note=row.note,
            accumulated_fen=row.accumulated_fen,
            moves=tuple(f"{move.on} {move.words}" for move in books.moves(row)),
            kind=words.kind,
        )

    def _expected_in(self, row: CountLine, booked: Standing, found: Found | None) -> str:
        if row.item_id is not None and (booked.quantity or found is not None):
            return self._rooms[row.sheet_room_id]
        return self._room(booked.room)

    @cached_property
    def surplus(self) -> tuple[SurplusView, ...]:
        """The free surplus lines."""
        return tuple(
            SurplusView(
                row.position,
                self._rooms[row.storeroom_id],
                row.name,
                row.specification,
                row.unit,
                Amount(row.quantity, row.value_fen),
                row.value_basis,
                row.place,
                self._person(row.holder_id),
                row.note,
                row.photo is not None,
                row.kind,
            )
            for row in surpluses_of(self.row.id)
        )

    @cached_property
    def differences(self) -> tuple[DifferenceView, ...]:
        """Every difference that stands."""
        lines = dict(zip((row.id for row in self._rows), self.lines, strict=False))
        free = {
            row.id: one for row, one in zip(surpluses_of(self.row.id), self.surplus, strict=True)
        }
        return difference_views(self.row.id, lines, free, self._people)

    @cached_property
    def rooms(self) -> tuple[RoomView, ...]:
        """The rooms with their progress."""
        expected = Counter(line.room for line in self.lines)
        counted = Counter(line.room for line in self.lines if line.found is not None)
        differing = Counter(one.room for one in self.differences)
        names = [(one, self._rooms[one.storeroom_id]) for one in self._in_scope]
        return tuple(
            RoomView(
                name,
                expected[name],
                counted[name],
                differing[name],
                one.finished_on,
                one.counted_by,
                one.witnessed_by,
            )
            for one, name in names
        )

    def require_room(self, room: str) -> None:
        """Refuse a room that is not in the scope, naming those that are."""
        names = [one.name for one in self.rooms]
        if room not in names:
            raise Refused(
                f"{room}不在清查 {self.number} 的范围里。可选：{'、'.join(names)}。",
                code="room_not_counted",
            )

    def sheet(self, room: str) -> tuple[LineView, ...]:
        """Return the lines of one room: its own numbered ones, then what moved in since."""
        own = [line for line in self.lines if line.sheet_room == room]
        moved = [line for line in self.lines if line.room == room and line.sheet_room != room]
        return (*own, *moved)

    @cached_property
    def signed(self) -> tuple[tuple[str, date], ...]:
        """Who signed the count off, each with his post of that day, and when."""
        return tuple(
            (signer_words(one, self._people[one.person_id]), one.signed_on)
            for one in signatures_of_count(self.row.id)
        )

    @property
    def digest(self) -> str:
        """The digest of what was signed; empty before that, and of a count of old."""
        sheet = CountSheet.find(session_id=self.row.id)
        return "" if sheet is None else str(sheet.digest)

    @cached_property
    def total(self) -> Reckoning:
        """The figures of the whole count."""
        return self.total_of(stock=False) + self.total_of(stock=True)

    @cached_property
    def parts(self) -> tuple[CountPart, ...]:
        """The cards and the stock, whichever of them there are; of an empty count what it asks."""
        kinds = {one.kind for one in self.lines} | {one.kind for one in self.surplus}
        there = [
            one
            for one, found in (
                (CountScope.ASSETS, None in kinds),
                (CountScope.STOCK, bool(kinds - {None})),
            )
            if found
        ]
        asked = CountScope.ASSETS if self.row.things.has_assets else CountScope.STOCK
        return tuple(CountPart(one, self.total_of(stock=one.has_stock)) for one in there or [asked])

    def total_of(self, *, stock: bool) -> Reckoning:
        """Return the figures of all cards, or of all stock."""
        whole = Reckoning()
        for line in self.lines:
            if (line.kind is not None) is stock:
                whole += reckoning_of(line)
        for thing in self.surplus:
            if (thing.kind is not None) is stock:
                whole += reckon_surplus(thing.amount)
        return whole
