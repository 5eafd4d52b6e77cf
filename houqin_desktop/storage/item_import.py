"""What an import of stock is held against: openings that stand, and what came after a batch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from houqin_desktop.storage.base import db
from houqin_desktop.storage.import_undo import OTHERS
from houqin_desktop.storage.stock import StockItem

# A slip counts unless it was taken back, refused or reversed.
_COUNTS = (
    "v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
    " JOIN voucher w ON w.id = red.id WHERE red.original_id = s.id AND w.state = 'executed')"
)
StandingOpening = tuple[int, int, str, str, int, int, str]


def standing_openings() -> list[StandingOpening]:
    """Return item, room, 批号, 有效期, pieces, value (分) and slip of openings that count."""
    return list(
        db.execute_sql(
            "SELECT l.item_id, s.storeroom_id, l.batch, coalesce(l.expires_on, ''), l.quantity,"
            " l.value_fen, v.number FROM slip_line l JOIN slip s ON s.id = l.slip_id"
            " JOIN voucher v ON v.id = s.id WHERE s.source = 'opening' AND l.item_id IS NOT NULL"
            f" AND {_COUNTS} ORDER BY l.id"
        )
    )


def slips_of_batch(batch_id: int) -> list[tuple[int, str, str]]:
    """Return id, number and state of the slips of a batch that count, the last one first."""
    return list(
        db.execute_sql(
            "SELECT v.id, v.number, v.state FROM slip s JOIN voucher v ON v.id = s.id"
            f" WHERE s.import_batch_id = ? AND {_COUNTS} ORDER BY v.id DESC",
            (batch_id,),
        )
    )


def slips_after_batch(batch_id: int, most: int) -> list[tuple[str, str]]:
    """Return item and slip of what moved the batch's items after it and still counts."""
    return list(
        db.execute_sql(
            "SELECT DISTINCT i.code, v.number FROM slip mine"
            " JOIN slip_line l ON l.slip_id = mine.id"
            " JOIN stock_posting own ON own.line_id = l.id AND own.reverses_id IS NULL"
            " JOIN stock_posting p ON p.item_id = l.item_id AND p.id > own.id"
            " AND p.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM stock_posting q"
            " WHERE q.reverses_id = p.id) JOIN slip s ON s.id = p.voucher_id"
            " JOIN voucher v ON v.id = s.id JOIN stock_item i ON i.id = l.item_id"
            " WHERE mine.import_batch_id = ?1 AND s.import_batch_id IS NOT ?1"
            " ORDER BY p.id LIMIT ?2",
            (batch_id, most),
        )
    )


def items_of_batch(batch_id: int) -> Sequence[StockItem]:
    """Return the items that a batch brought into the catalogue."""
    return list(
        StockItem.raw("SELECT * FROM stock_item WHERE import_batch_id = ? ORDER BY id", batch_id)
    )


# The items that a batch brought, and those of the book that it corrected.
_TOUCHED = (
    "(SELECT id FROM stock_item WHERE import_batch_id = ?1"
    " UNION SELECT CAST(subject_key AS INTEGER) FROM journal"
    " WHERE subject = 'stock_item' AND command_id = ?2)"
)


def changes_after_batch(batch_id: int, command_id: str, most: int) -> list[tuple[str, str, str]]:
    """Return item, day and verb of what was changed on items of a batch after it had come in.

    Imports that were taken back do not count.
    """
    later = f"j.seq > (SELECT seq FROM command WHERE id = ?2) AND {OTHERS}"
    return list(
        db.execute_sql(
            "SELECT i.code, j.business_on, j.verb FROM journal j JOIN stock_item i"
            " ON j.subject = 'stock_item' AND i.id = CAST(j.subject_key AS INTEGER)"
            f" WHERE i.id IN {_TOUCHED} AND {later}"
            " UNION ALL SELECT i.code, j.business_on, j.verb FROM journal j JOIN stock_minimum m"
            " ON j.subject = 'stock_minimum' AND m.id = CAST(j.subject_key AS INTEGER)"
            " JOIN stock_item i ON i.id = m.item_id"
            f" WHERE i.import_batch_id = ?1 AND {later}"
            " LIMIT ?3",
            (batch_id, command_id, most),
        )
    )


def corrected_items(batch_id: int, command_id: str) -> dict[int, dict[str, Any]]:
    """Return the items of the book that a batch corrected, each with what stood there before."""
    rows = db.execute_sql(
        "SELECT i.id, j.before FROM journal j JOIN stock_item i"
        " ON i.id = CAST(j.subject_key AS INTEGER) WHERE j.subject = 'stock_item'"
        " AND j.command_id = ?2 AND j.before IS NOT NULL AND i.import_batch_id IS NOT ?1"
        " ORDER BY j.seq DESC",
        (batch_id, command_id),
    )
    found: dict[int, dict[str, Any]] = {}
    for key, before in rows:
        found.setdefault(key, {}).update(json.loads(before))
    return found


def moved_after(command_id: str, item_ids: Sequence[int], most: int) -> list[tuple[str, str]]:
    """Return item and slip of pieces that moved after a command, also where that was taken back."""
    marks = ",".join("?" * len(item_ids))
    return list(
        db.execute_sql(
            "SELECT DISTINCT i.code, v.number FROM stock_posting p JOIN stock_item i"
            " ON i.id = p.item_id JOIN voucher v ON v.id = p.voucher_id JOIN journal j"
            " ON j.subject = 'stock_posting' AND j.subject_key = CAST(p.id AS TEXT)"
            f" WHERE j.seq > (SELECT seq FROM command WHERE id = ?) AND i.id IN ({marks})"
            " ORDER BY p.id LIMIT ?",
            (command_id, *item_ids, most),
        )
    )
