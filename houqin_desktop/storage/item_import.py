"""What an import of stock is held against: openings that stand, and what came after a batch."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.storage.base import db
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


def changes_after_batch(batch_id: int, command_id: str, most: int) -> list[tuple[str, str, str]]:
    """Return item, day and verb of what was changed on items of a batch after it had come in."""
    return list(
        db.execute_sql(
            "SELECT i.code, j.business_on, j.verb FROM journal j JOIN stock_item i"
            " ON j.subject = 'stock_item' AND i.id = CAST(j.subject_key AS INTEGER)"
            " WHERE i.import_batch_id = ?1 AND j.seq > (SELECT seq FROM command WHERE id = ?2)"
            " UNION ALL SELECT i.code, j.business_on, j.verb FROM journal j JOIN stock_minimum m"
            " ON j.subject = 'stock_minimum' AND m.id = CAST(j.subject_key AS INTEGER)"
            " JOIN stock_item i ON i.id = m.item_id"
            " WHERE i.import_batch_id = ?1 AND j.seq > (SELECT seq FROM command WHERE id = ?2)"
            " LIMIT ?3",
            (batch_id, command_id, most),
        )
    )
