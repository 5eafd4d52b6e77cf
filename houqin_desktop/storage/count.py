"""Counts: sessions, rooms, frozen lines with what was found, free surplus, differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from houqin_desktop.domain.count import CountHandling, CountResult, CountScope, FoundCondition
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    optional_word,
    text,
    word,
)


class CountSession(BaseModel):
    """One 清查: its 基准日, its scope, how it ended."""

    id: int = integer(key=True)
    number: str = text()
    title: str = text()
    baseline_on: date = day()
    opened_on: date = day()
    categories: str = text("")
    closed_on: date | None = optional_day()
    signers: str = text("")
    withdrawn_on: date | None = optional_day()
    note: str = text("")
    things: CountScope = word(CountScope, CountScope.ASSETS)


class CountRoom(BaseModel):
    """One storeroom of a session, with the two people who counted it."""

    id: int = integer(key=True)
    session_id: int = integer()
    storeroom_id: int = integer()
    finished_on: date | None = optional_day()
    counted_by: str = text("")
    witnessed_by: str = text("")


class CountLine(BaseModel):
    """One card, or one item of a room: as it was frozen, as it was found, as the books had it then.

    The marks are the last posting and the last change of value that the frozen half knows of. Of an
    item there is beside them what the whole school had of it on the day of counting.
    """

    id: int = integer(key=True)
    session_id: int = integer()
    asset_id: int | None = optional_integer()
    sheet_room_id: int = integer()
    position: int = integer()
    frozen_room_id: int | None = optional_integer()
    frozen_place: str = text("")
    frozen_quantity: int = integer()
    frozen_value_fen: int = integer()
    frozen_holder_id: int | None = optional_integer()
    accumulated_fen: int = integer()
    posting_mark: int = integer()
    value_mark: int = integer()
    counted_on: date | None = optional_day()
    counted_quantity: int | None = optional_integer()
    counted_room_id: int | None = optional_integer()
    counted_place: str = text("")
    counted_holder_id: int | None = optional_integer()
    condition: FoundCondition | None = optional_word(FoundCondition)
    affected_quantity: int | None = optional_integer()
    note: str = text("")
    booked_room_id: int | None = optional_integer()
    booked_place: str = text("")
    booked_quantity: int | None = optional_integer()
    booked_value_fen: int | None = optional_integer()
    booked_holder_id: int | None = optional_integer()
    item_id: int | None = optional_integer()
    school_quantity: int | None = optional_integer()
    school_value_fen: int | None = optional_integer()


class CountSurplus(BaseModel):
    """A thing that was found and is on no card; with a kind, one that no catalogue has."""

    id: int = integer(key=True)
    session_id: int = integer()
    storeroom_id: int = integer()
    position: int = integer()
    name: str = text()
    specification: str = text("")
    unit: str = text("")
    quantity: int = integer()
    value_fen: int = integer()
    value_basis: str = text("")
    place: str = text("")
    holder_id: int | None = optional_integer()
    note: str = text("")
    photo: str | None = optional_text()
    counted_on: date = day()
    asset_id: int | None = optional_integer()
    dropped: bool = flag()
    kind: StockKind | None = optional_word(StockKind)


class CountFinding(BaseModel):
    """A difference, its cause, what it is settled by, and the document that followed."""

    id: int = integer(key=True)
    session_id: int = integer()
    line_id: int | None = optional_integer()
    surplus_id: int | None = optional_integer()
    result: CountResult = word(CountResult)
    quantity: int = integer()
    value_fen: int = integer()
    cause: str = text("")
    handling: CountHandling | None = optional_word(CountHandling)
    liable_id: int | None = optional_integer()
    compensation_fen: int | None = optional_integer()
    document: str = text("")
    settled_on: date | None = optional_day()
    dropped: bool = flag()


@dataclass(frozen=True, slots=True)
class CountedPosting:
    """A posting since 基准日, by the storerooms at both ends; None is outside."""

    id: int
    asset_id: int
    on: date
    from_room: int | None
    to_room: int | None
    from_code: str
    to_code: str
    quantity: int
    value_fen: int
    voucher: str


def lines_of(session_id: int) -> list[CountLine]:
    """Return the lines of a session, sheet after sheet, in walking order."""
    return list(
        CountLine.raw(
            "SELECT l.* FROM count_line l JOIN storeroom r ON r.id = l.sheet_room_id"
            " WHERE l.session_id = ? ORDER BY r.level <> 'central', r.sort_key, r.id, l.position",
            session_id,
        )
    )


def lines_on_sheet(session_id: int, room_id: int) -> dict[int, CountLine]:
    """Return the lines of one room's sheet by their numbers."""
    rows = CountLine.raw(
        "SELECT * FROM count_line WHERE session_id = ? AND sheet_room_id = ?", session_id, room_id
    )
    return {row.position: row for row in rows}


def lines_of_item(session_id: int, item_id: int) -> list[CountLine]:
    """Return the lines of an item in a session, one for each room."""
    return list(
        CountLine.raw(
            "SELECT * FROM count_line WHERE session_id = ? AND item_id = ? ORDER BY sheet_room_id",
            session_id,
            item_id,
        )
    )


class ThingWords(NamedTuple):
    """What a sheet says of a card, or of an item, which has a kind."""

    code: str
    name: str
    specification: str
    unit: str
    category: str | None
    place: str
    kind: StockKind | None = None


def card_words(asset_ids: Sequence[int]) -> dict[int, ThingWords]:
    """Return what a sheet says of these cards; a whole school's list is read at once."""
    found: dict[int, ThingWords] = {}
    for start in range(0, len(asset_ids), 500):
        part = asset_ids[start : start + 500]
        places = ",".join("?" * len(part))
        for key, *words in db.execute_sql(
            "SELECT id, code, name, specification, unit, category_code, place FROM asset"
            f" WHERE id IN ({places})",
            part,
        ):
            found[key] = ThingWords(*words)
    return found


def rooms_of(session_id: int) -> list[CountRoom]:
    """Return the rooms of a session in the order of the list of storerooms."""
    return list(
        CountRoom.raw(
            "SELECT c.* FROM count_room c JOIN storeroom r ON r.id = c.storeroom_id"
            " WHERE c.session_id = ? ORDER BY r.level <> 'central', r.sort_key, r.id",
            session_id,
        )
    )


def surpluses_of(session_id: int) -> list[CountSurplus]:
    """Return the free surplus lines that still stand, in the order in which they were written."""
    return list(
        CountSurplus.raw(
            "SELECT * FROM count_surplus WHERE session_id = ? AND dropped = 0 ORDER BY position",
            session_id,
        )
    )


def findings_of(session_id: int) -> list[CountFinding]:
    """Return the differences that still stand, cards first, then free surplus."""
    return list(
        CountFinding.raw(
            "SELECT f.* FROM count_finding f LEFT JOIN count_line l ON l.id = f.line_id"
            " LEFT JOIN storeroom r ON r.id = l.sheet_room_id"
            " WHERE f.session_id = ? AND f.dropped = 0"
            " ORDER BY f.line_id IS NULL, r.level <> 'central', r.sort_key, r.id, l.position, f.id",
            session_id,
        )
    )


def findings_of_line(line_id: int) -> list[CountFinding]:
    """Return every difference that a line ever had, also those that a recount dropped."""
    return list(
        CountFinding.raw("SELECT * FROM count_finding WHERE line_id = ? ORDER BY id", line_id)
    )


def next_position(session_id: int, room_id: int) -> int:
    """Return the number after the last line of a sheet."""
    (last,) = db.execute_sql(
        "SELECT coalesce(max(position), 0) FROM count_line"
        " WHERE session_id = ? AND sheet_room_id = ?",
        (session_id, room_id),
    ).fetchone()
    return int(last) + 1


def next_surplus(session_id: int) -> int:
    """Return the number after the last free surplus line."""
    (last,) = db.execute_sql(
        "SELECT coalesce(max(position), 0) FROM count_surplus WHERE session_id = ?", (session_id,)
    ).fetchone()
    return int(last) + 1


def marks() -> tuple[int, int]:
    """Return the ids of the last posting and of the last change of value."""
    row = db.execute_sql(
        "SELECT (SELECT coalesce(max(id), 0) FROM posting),"
        " (SELECT coalesce(max(id), 0) FROM value_change)"
    ).fetchone()
    return int(row[0]), int(row[1])


def postings_since(
    asset_ids: Sequence[int], baseline_on: date, mark: int, until: date
) -> Iterator[CountedPosting]:
    """Yield what was posted of these cards after 基准日, or entered after a mark, by a day."""
    for start in range(0, len(asset_ids), 500):
        part = asset_ids[start : start + 500]
        places = ",".join("?" * len(part))
        for row in db.execute_sql(
            "SELECT p.id, p.asset_id, p.posted_on, fr.id, tr.id, f.code, t.code, p.quantity,"
            " p.value_fen, coalesce(v.number, '') FROM posting p"
            " JOIN location f ON f.id = p.from_location_id"
            " JOIN location t ON t.id = p.to_location_id"
            " LEFT JOIN storeroom fr ON fr.location_id = f.id"
            " LEFT JOIN storeroom tr ON tr.location_id = t.id"
            " LEFT JOIN voucher v ON v.id = p.voucher_id"
            f" WHERE p.asset_id IN ({places}) AND (p.posted_on > ? OR p.id > ?)"
            " AND p.posted_on <= ? ORDER BY p.posted_on, p.id",
            (*part, baseline_on.isoformat(), mark, until.isoformat()),
        ):
            yield CountedPosting(row[0], row[1], date.fromisoformat(row[2]), *row[3:])


def cards_without_line(session_id: int, room_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Return card and room of what lies in these rooms now and is on no line of a count."""
    places = ",".join("?" * len(room_ids))
    return list(
        db.execute_sql(
            f"SELECT a.id, a.storeroom_id FROM asset a WHERE a.storeroom_id IN ({places})"
            " AND a.status <> 'disposed' AND NOT EXISTS (SELECT 1 FROM count_line l"
            " WHERE l.session_id = ? AND l.asset_id = a.id) ORDER BY a.id",
            (*room_ids, session_id),
        )
    )


def items_without_line(session_id: int, room_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Return item and room of stock that lies in these rooms now and is on no line of a count."""
    places = ",".join("?" * len(room_ids))
    return list(
        db.execute_sql(
            "SELECT b.item_id, r.id FROM stock_balance b JOIN storeroom r"
            f" ON r.location_id = b.location_id WHERE r.id IN ({places}) AND b.quantity > 0"
            " AND NOT EXISTS (SELECT 1 FROM count_line l WHERE l.session_id = ?"
            " AND l.item_id = b.item_id AND l.sheet_room_id = r.id) ORDER BY r.id, b.item_id",
            (*room_ids, session_id),
        )
    )
