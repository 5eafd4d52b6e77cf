"""What is handed over with whom, and what somebody still has in his name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import integer, optional_integer, text
from houqin_desktop.storage.people import Appointment
from houqin_desktop.storage.slip import CardPassage
from houqin_desktop.storage.transfer import POSTED_BY


class HandoverStock(BaseModel):
    """The room in which the pieces of a line lie; none for what the giver himself has."""

    line_id: int = integer(key=True)
    storeroom_id: int | None = optional_integer()


class HandoverKey(BaseModel):
    """Keys of one kind that are handed over."""

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    name: str = text()
    quantity: int = integer()
    remarks: str = text("")


class CarriedLoan(BaseModel):
    """A loan in the giver's name for which the taker answers once the list is signed."""

    id: int = integer(key=True)
    slip_id: int = integer()
    loan_id: int = integer()


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A card that somebody hands over: where it is and in which roles it is in his name."""

    asset_id: int
    storeroom_id: int
    holds: bool
    answers: bool
    keeps: bool


# The cards in somebody's name, and those of the rooms that he keeps.
_HELD = (
    "SELECT a.id, a.storeroom_id, c.holder_id IS ?1, c.responsible_id IS ?1, c.keeper_id IS ?1"
    " FROM asset a LEFT JOIN custody c ON c.asset_id = a.id AND c.to_on IS NULL"
    " JOIN storeroom r ON r.id = a.storeroom_id WHERE a.status <> 'disposed'"
    " AND (?1 IN (c.holder_id, c.responsible_id, c.keeper_id) OR a.storeroom_id IN ({0}))"
    " AND (?2 IS NULL OR a.storeroom_id = ?2) ORDER BY r.id, a.place, a.sort_key, a.id"
)


def held_cards(person_id: int, rooms: Sequence[int], only: int | None = None) -> list[HeldCard]:
    """Return the cards in somebody's name and of the rooms that he keeps, in walking order.

    :param only: the one room of which the cards are wanted, None for all.
    """
    sql = _HELD.format(",".join(str(int(room)) for room in rooms))
    rows = db.execute_sql(sql, (person_id, only))
    return [
        HeldCard(card, room, bool(holds), bool(answers), bool(keeps))
        for card, room, holds, answers, keeps in rows
    ]


def cards_in_name(person_id: int) -> tuple[int, list[str]]:
    """Return how many cards are in somebody's name in any role, and the first numbers."""
    rows = db.execute_sql(
        "SELECT a.code FROM custody c JOIN asset a ON a.id = c.asset_id"
        " WHERE c.to_on IS NULL AND a.status <> 'disposed'"
        " AND ? IN (c.holder_id, c.responsible_id, c.keeper_id) ORDER BY a.id",
        (person_id,),
    ).fetchall()
    return len(rows), [code for (code,) in rows[:3]]


def kept_rooms(person_id: int, on: str) -> list[int]:
    """Return the rooms that somebody keeps on a day; the 总保管员 keeps the 总保管室."""
    rows = db.execute_sql(
        "SELECT r.id FROM storeroom r WHERE r.closed = 0 AND EXISTS (SELECT 1 FROM appointment p"
        " WHERE p.person_id = ?1 AND ?2 BETWEEN p.from_on AND coalesce(p.to_on, '9999-12-31')"
        " AND iif(r.level = 'central', p.post = 'head_storekeeper', p.post = 'storekeeper'"
        " AND p.storeroom_id = r.id)) ORDER BY r.id",
        (person_id, on),
    )
    return [room for (room,) in rows]


def waiting_handovers(person_id: int) -> list[tuple[str, int | None, int]]:
    """Return number, room and giver of the unsigned lists on which somebody gives or takes."""
    rows = db.execute_sql(
        "SELECT v.number, s.storeroom_id, s.giver_id FROM slip s JOIN voucher v ON v.id = s.id"
        " WHERE v.kind = 'handover' AND v.state = 'signing' AND ? IN (s.giver_id, s.taker_id)"
        " ORDER BY v.id",
        (person_id,),
    )
    return list(rows)


def keys_of(slip_id: int) -> list[HandoverKey]:
    """Return the keys of a list in their order."""
    return list(
        HandoverKey.raw("SELECT * FROM handover_key WHERE slip_id = ? ORDER BY position", slip_id)
    )


def carried_by(slip_id: int) -> list[int]:
    """Return the loans that a list carries over."""
    rows = db.execute_sql("SELECT loan_id FROM carried_loan WHERE slip_id = ?", (slip_id,))
    return [loan for (loan,) in rows]


def own_lines(slip_id: int) -> list[int]:
    """Return the lines of a list whose pieces the giver himself has."""
    rows = db.execute_sql(
        "SELECT h.line_id FROM handover_stock h JOIN slip_line l ON l.id = h.line_id"
        " WHERE l.slip_id = ? AND h.storeroom_id IS NULL ORDER BY l.position",
        (slip_id,),
    )
    return [line for (line,) in rows]


def terms_begun(slip_id: int) -> list[Appointment]:
    """Return the terms that the last signature of a list gave to somebody."""
    rows = db.execute_sql(
        "SELECT DISTINCT CAST(subject_key AS INTEGER) FROM journal WHERE subject = 'appointment'"
        f" AND json_extract(after, '$.person_id') IS NOT NULL AND command_id = {POSTED_BY}",
        (str(slip_id),),
    ).fetchall()
    return [Appointment.get_by_id(key) for (key,) in rows]


def handovers_of_asset(asset_id: int) -> list[CardPassage]:
    """Return the hand-overs of a card by which its people changed, oldest first."""
    rows = db.execute_sql(
        "SELECT v.number, s.posted_on, g.name, k.name, w.number, r.posted_on"
        " FROM slip_line l JOIN slip s ON s.id = l.slip_id"
        " JOIN voucher v ON v.id = s.id AND v.kind = 'handover' AND v.state = 'executed'"
        " JOIN person g ON g.id = s.giver_id JOIN person k ON k.id = s.taker_id"
        " LEFT JOIN slip r ON r.original_id = s.id AND r.posted_on IS NOT NULL"
        " LEFT JOIN voucher w ON w.id = r.id WHERE l.asset_id = ?1 AND EXISTS (SELECT 1"
        " FROM custody c WHERE c.asset_id = ?1 AND c.from_on = s.posted_on"
        " AND s.taker_id IN (c.holder_id, c.responsible_id, c.keeper_id)) ORDER BY v.id",
        (asset_id,),
    )
    return [CardPassage(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class HandoverSums:
    """What a list has: cards, their pieces and value, kinds of stock, its value, keys (分)."""

    cards: int = 0
    pieces: int = 0
    value_fen: int = 0
    items: int = 0
    item_pieces: int = 0
    item_value_fen: int = 0
    loans: int = 0
    keys: int = 0


def handover_sums(slip_id: int) -> HandoverSums:
    """Return the sums of one list."""
    cards, pieces, value, items, item_pieces, item_value = db.execute_sql(
        "SELECT count(asset_id), coalesce(sum(iif(asset_id IS NULL, 0, quantity)), 0),"
        " coalesce(sum(iif(asset_id IS NULL, 0, value_fen)), 0), count(item_id),"
        " coalesce(sum(iif(item_id IS NULL, 0, quantity)), 0),"
        " coalesce(sum(iif(item_id IS NULL, 0, value_fen)), 0) FROM slip_line WHERE slip_id = ?",
        (slip_id,),
    ).fetchone()
    loans, keys = db.execute_sql(
        "SELECT (SELECT count(*) FROM carried_loan WHERE slip_id = ?1),"
        " (SELECT coalesce(sum(quantity), 0) FROM handover_key WHERE slip_id = ?1)",
        (slip_id,),
    ).fetchone()
    return HandoverSums(cards, pieces, value, items, item_pieces, item_value, loans, keys)
