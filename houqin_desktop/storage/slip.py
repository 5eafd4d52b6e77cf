"""Slips and their lines: what every voucher that is no disposal has in common."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    text,
)
from houqin_desktop.storage.voucher import Voucher


class Slip(BaseModel):
    """Who gives, who takes, between which rooms; its id is that of its voucher."""

    id: int = integer(key=True)
    storeroom_id: int | None = optional_integer()
    other_storeroom_id: int | None = optional_integer()
    giver_id: int | None = optional_integer()
    taker_id: int | None = optional_integer()
    witness_id: int | None = optional_integer()
    giver_department_id: int | None = optional_integer()
    taker_department_id: int | None = optional_integer()
    school_class: str = text("")
    outside: str = text("")
    source: str = text("")
    purpose: str = text("")
    due_on: date | None = optional_day()
    original_id: int | None = optional_integer()
    remarks: str = text("")
    import_batch_id: int | None = optional_integer()
    posted_on: date | None = optional_day()
    closing_note: str = text("")


class CardPassage(NamedTuple):
    """A slip by which a card went from one to another, and the red document that undid it.

    `giver` and `taker` are rooms where it moved between rooms, else departments or people.
    """

    number: str
    posted_on: str
    giver: str
    taker: str
    red_number: str | None
    red_on: str | None


class SlipLine(BaseModel):
    """Pieces of one item or of one card, with the value that they had (分)."""

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    item_id: int | None = optional_integer()
    asset_id: int | None = optional_integer()
    quantity: int = integer()
    value_fen: int = integer()
    place: str = text("")
    condition: str = text("")
    condition_note: str = text("")
    traded_in: bool = flag()
    batch: str = text("")
    expires_on: date | None = optional_day()
    of_line_id: int | None = optional_integer()
    remarks: str = text("")
    photo: str | None = optional_text()


class SlipDocument(BaseModel):
    """A file that belongs to a slip, unless it was taken off."""

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    title: str = text()
    sha256: str = text()
    added_on: date = day()
    dropped: bool = flag()


def documents_of(slip_id: int) -> list[SlipDocument]:
    """Return the files that belong to a slip, in the order in which they came."""
    return SlipDocument.picked("slip_id = ? AND dropped = 0", slip_id, order="position")


def photos_of_slip(slip_id: int) -> list[tuple[int, str, str, str, str]]:
    """Return the photos of a slip's lines and of the lines of which something came back.

    Each with the position on this slip, the name of the thing, number and day of the slip with
    which it was taken, and the hash of its content.
    """
    return list(
        db.execute_sql(
            "SELECT l.position, coalesce(i.name, a.name), v.number, v.dated_on, p.photo"
            " FROM slip_line l JOIN slip_line p ON p.id IN (l.id, l.of_line_id)"
            " JOIN voucher v ON v.id = p.slip_id LEFT JOIN stock_item i ON i.id = l.item_id"
            " LEFT JOIN asset a ON a.id = l.asset_id"
            " WHERE l.slip_id = ? AND p.photo IS NOT NULL ORDER BY l.position, p.id",
            (slip_id,),
        )
    )


def lines_of_slip(slip_id: int) -> list[SlipLine]:
    """Return the lines of a slip in the order of its paper."""
    return SlipLine.picked("slip_id = ?", slip_id, order="position")


def reversal_of_slip(slip_id: int) -> Voucher | None:
    """Return the red document of a slip that stands or has taken effect, or None."""
    rows = list(
        Voucher.raw(
            "SELECT v.* FROM slip s JOIN voucher v ON v.id = s.id WHERE s.original_id = ?"
            " AND v.state IN ('signing', 'approved', 'executed') ORDER BY v.id DESC LIMIT 1",
            slip_id,
        )
    )
    return rows[0] if rows else None


def came_back(line_id: int) -> int:
    """Return how many pieces of a lent or issued line came back so far."""
    (pieces,) = db.execute_sql(
        "SELECT coalesce(sum(b.quantity), 0) FROM slip_line b JOIN voucher v ON v.id = b.slip_id"
        " WHERE b.of_line_id = ? AND v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS"
        " (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id"
        " WHERE red.original_id = b.slip_id AND w.state = 'executed')",
        (line_id,),
    ).fetchone()
    return int(pieces)


def numbers_back(slip_id: int) -> list[str]:
    """Return the slips that count by which things of this one came back."""
    rows = db.execute_sql(
        "SELECT DISTINCT v.number FROM slip_line l JOIN slip_line b ON b.of_line_id = l.id"
        " JOIN voucher v ON v.id = b.slip_id WHERE l.slip_id = ?"
        " AND v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
        " JOIN voucher w ON w.id = red.id WHERE red.original_id = b.slip_id"
        " AND w.state = 'executed') ORDER BY v.id",
        (slip_id,),
    )
    return [number for (number,) in rows]


def slip_rooms(voucher_id: int) -> list[int]:
    """Return the rooms that a slip is about; none for another voucher.

    A transfer is about the room that gives, or those of its cards where none is named.
    """
    rows = db.execute_sql(
        "SELECT storeroom_id FROM slip WHERE id = ?1 AND storeroom_id IS NOT NULL"
        " UNION SELECT s.other_storeroom_id FROM slip s JOIN voucher v ON v.id = s.id"
        " WHERE s.id = ?1 AND v.kind <> 'transfer' AND s.other_storeroom_id IS NOT NULL"
        " UNION SELECT a.storeroom_id FROM slip s JOIN slip_line l ON l.slip_id = s.id"
        " JOIN asset a ON a.id = l.asset_id WHERE s.id = ?1 AND s.storeroom_id IS NULL",
        (voucher_id,),
    )
    return [int(room) for (room,) in rows]


def line_sums() -> dict[int, tuple[int, int]]:
    """Return pieces and value in 分 of every slip."""
    rows = db.execute_sql(
        "SELECT slip_id, sum(quantity), sum(value_fen) FROM slip_line GROUP BY slip_id"
    )
    return {slip: (quantity, value) for slip, quantity, value in rows}


def reversed_slips() -> set[int]:
    """Return the slips whose red document has taken effect."""
    rows = db.execute_sql(
        "SELECT s.original_id FROM slip s JOIN voucher v ON v.id = s.id"
        " WHERE v.kind = 'stock_reversal' AND v.state = 'executed'"
    )
    return {slip for (slip,) in rows}


def vouchers_of_slips() -> list[Voucher]:
    """Return the vouchers of all slips, the latest first."""
    return list(
        Voucher.raw("SELECT v.* FROM voucher v JOIN slip s ON s.id = v.id ORDER BY v.id DESC")
    )
