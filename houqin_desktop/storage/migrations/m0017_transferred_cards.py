"""A card changes its room under a slip only by a transfer that every hand has signed, and back.

Frozen once released.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, trigger

GUARDED: tuple[Guarded, ...] = ()

# The transfer behind a posting: of its own slip, or of the slip that its red document takes back.
_BY_TRANSFER = """EXISTS (SELECT 1 FROM voucher v JOIN slip s ON s.id = v.id
    JOIN slip o ON o.id = coalesce(s.original_id, s.id)
    JOIN voucher w ON w.id = o.id AND w.kind = 'transfer'
    JOIN slip_line l ON l.slip_id = o.id AND l.asset_id = NEW.asset_id
    JOIN storeroom r ON r.id = o.other_storeroom_id
    WHERE v.id = NEW.voucher_id AND v.state = 'executed' AND CASE v.kind
    WHEN 'transfer' THEN NEW.to_location_id = r.location_id AND l.quantity = NEW.quantity
    ELSE NEW.from_location_id = r.location_id AND EXISTS (SELECT 1 FROM posting p
        WHERE p.voucher_id = o.id AND p.asset_id = NEW.asset_id
        AND p.from_location_id = NEW.to_location_id) END)"""
RULE = trigger(
    "posting_by_transfer",
    "INSERT ON posting",
    "EXISTS (SELECT 1 FROM slip WHERE id = NEW.voucher_id) AND NOT " + _BY_TRANSFER,
    "卡片只随签齐的转移单换保管室",
)


def up(connection: sqlite3.Connection) -> None:
    """Refuse every other posting of a card under a slip."""
    connection.execute(RULE)
