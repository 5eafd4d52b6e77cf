"""A count as one looks at it: rooms with their progress, lines, surplus, differences, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from houqin_desktop.domain.count import (
    NOT_IN_THE_BOOKS,
    CountHandling,
    CountResult,
    Finding,
    Found,
    Reckoning,
    Standing,
    judge,
    reckon,
    reckon_surplus,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.movement import Amount
from houqin_desktop.services.count.books import Books, booked_standing, frozen_standing
from houqin_desktop.services.count.freezing import in_categories
from houqin_desktop.services.count.sessions import count_session, found_of, state_words
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.count import (
    CountFinding,
    CountLine,
    CountRoom,
    assets_of_lines,
    card_words,
    cards_without_line,
    findings_of,
    lines_of,
    rooms_of,
    surpluses_of,
)
from houqin_desktop.storage.people import Person, Storeroom


@dataclass(frozen=True, slots=True)
class LineView:
    """One card on a sheet of the count; `position` is None for one that arrived since.

    `room` is where it is expected: now, or on the day on which it was counted.
    """

    sheet_room: str
    position: int | None
    room: str
    code: str
    name: str
    specification: str
    unit: str
    category: str | None
    place: str
    holder: str
    frozen: Standing
    booked: Standing
    found: Found | None
    counted_room: str
    counted_place: str
    counted_holder: str
    note: str
    accumulated_fen: int
    moves: tuple[str, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the line came to."""
        return judge(self.booked, self.found)

    @property
    def results(self) -> str:
        """The results as one reads them."""
        return "、".join(one.result.label for one in self.findings) or "已转出"


@dataclass(frozen=True, slots=True)
class SurplusView:
    """A thing that was found and is on no card."""

    position: int
    room: str
    name: str
    specification: str
    unit: str
    amount: Amount
    value_basis: str
    place: str
    holder: str
    note: str
    has_photo: bool


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference with its cause and handling; `code` or `surplus` says of what."""

    result: CountResult
    code: str
    surplus: int | None
    name: str
    room: str
    amount: Amount
    cause: str
    handling: CountHandling | None
    liable: str
    compensation_fen: int | None
    document: str
    settled_on: date | None
    what: str


@dataclass(frozen=True, slots=True)
class RoomView:
    """How far a room is: things expected in it, of these counted, and differences found."""

    name: str
    expected: int
    counted: int
    differences: int
    finished_on: date | None
    counted_by: str
    witnessed_by: str


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
    def lines(self) -> tuple[LineView, ...]:
        """Every line, sheet after sheet in walking order, then what arrived since."""
        rows = lines_of(self.row.id)
        books = Books(self.row, rows, self.row.closed_on or self._today)
        known = [self._line(row, books) for row in rows]
        return (*known, *self._arrived())

    def _line(self, row: CountLine, books: Books) -> LineView:
        card = books.cards[row.asset_id]
        booked = booked_standing(row) or books.standing(row)
        found = found_of(row)
        return LineView(
            sheet_room=self._rooms[row.sheet_room_id],
            position=row.position,
            room=self._room(booked.room),
            code=card.code,
            name=card.name,
            specification=card.specification,
            unit=card.unit,
            category=card.category,
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
        )

    def _arrived(self) -> Iterator[LineView]:
        """Yield what came into a room since and was not counted yet."""
        if not self.is_open:
            return
        pairs = cards_without_line(self.row.id, [one.storeroom_id for one in self._in_scope])
        cards = {card.id: card for card in assets_by_id([key for key, _ in pairs])}
        for key, room in pairs:
            card = cards[key]
            if in_categories(self.row.categories, card.category_code):
                booked = Standing(room, card.quantity, card.original_value_fen, card.place)
                yield LineView(
                    self._rooms[room], None, self._rooms[room], card.code, card.name,
                    card.specification, card.unit, card.category_code, card.place, "",
                    NOT_IN_THE_BOOKS, booked, None, "", "", "", "", 0,
                    (f"{card.registered_on} 基准日后转入或登记",),
                )  # fmt: skip

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
            )
            for row in surpluses_of(self.row.id)
        )

    @cached_property
    def differences(self) -> tuple[DifferenceView, ...]:
        """Every difference that stands."""
        found = findings_of(self.row.id)
        lines = assets_of_lines([row.line_id for row in found if row.line_id is not None])
        codes = {key: card.code for key, card in card_words(list(lines.values())).items()}
        by_code = {line.code: line for line in self.lines}
        free = {
            row.id: one for row, one in zip(surpluses_of(self.row.id), self.surplus, strict=True)
        }
        return tuple(
            self._difference(
                row,
                None if row.line_id is None else by_code[codes[lines[row.line_id]]],
                None if row.surplus_id is None else free[row.surplus_id],
            )
            for row in found
        )

    def _difference(
        self, row: CountFinding, line: LineView | None, thing: SurplusView | None
    ) -> DifferenceView:
        name, room = "", ""
        if line is not None:
            name, room = line.name, line.sheet_room
        elif thing is not None:
            name, room = thing.name, thing.room
        return DifferenceView(
            row.result,
            "" if line is None else line.code,
            None if thing is None else thing.position,
            name,
            room,
            Amount(row.quantity, row.value_fen),
            row.cause,
            row.handling,
            self._person(row.liable_id),
            row.compensation_fen,
            row.document,
            row.settled_on,
            _what(row.result, line),
        )

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
    def total(self) -> Reckoning:
        """The figures of the whole count."""
        whole = Reckoning()
        for line in self.lines:
            whole += reckoning_of(line)
        for thing in self.surplus:
            whole += reckon_surplus(thing.amount)
        return whole


def reckoning_of(line: LineView) -> Reckoning:
    """Return the figures of one line."""
    written_off = min(line.accumulated_fen, line.booked.value_fen)
    return reckon(line.frozen, line.booked, line.found, written_off)


def _what(result: CountResult, line: LineView | None) -> str:
    """Return what the books say and what was found, in few words."""
    if line is None:
        return "无卡片"
    if result is CountResult.WRONG_PLACE:
        here = " ".join(filter(None, (line.room, line.place)))
        there = " ".join(filter(None, (line.counted_room, line.counted_place)))
        return f"账面 {here} → 实际 {there}"
    if result is CountResult.WRONG_USER:
        return f"账面 {line.holder or '无'} → 实际 {line.counted_holder}"
    counted = 0 if line.found is None else line.found.quantity
    if result in (CountResult.SHORTAGE, CountResult.SURPLUS):
        return f"账面 {line.booked.quantity} → 实盘 {counted}"
    return line.note
