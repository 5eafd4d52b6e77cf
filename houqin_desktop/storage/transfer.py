"""What a transfer changed on each card, as the journal has it, and which transfers a card had."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from houqin_desktop.storage.asset import Custody
from houqin_desktop.storage.base import db
from houqin_desktop.storage.slip import CardPassage

# The command of the last signature of a slip.
POSTED_BY: Final = (
    "(SELECT command_id FROM journal WHERE subject = 'slip' AND subject_key = ?"
    " AND before IS NOT NULL AND json_extract(after, '$.posted_on') IS NOT NULL"
    " ORDER BY seq LIMIT 1)"
)


@dataclass(frozen=True, slots=True)
class CardChange:
    """What a transfer or a hand-over changed on a card, and its stretches of custody then."""

    before: dict[str, Any]
    after: dict[str, Any]
    ended: Custody | None
    begun: Custody | None


def card_changes(slip_id: int) -> dict[int, CardChange]:
    """Return what the last signature of such a slip changed, by card; nothing before it."""
    rows = db.execute_sql(
        "SELECT subject, CAST(subject_key AS INTEGER), before, after FROM journal"
        f" WHERE subject IN ('asset', 'custody') AND command_id = {POSTED_BY}",
        (str(slip_id),),
    ).fetchall()
    cards = {
        key: (json.loads(before), json.loads(after))
        for subject, key, before, after in rows
        if subject == "asset" and before is not None
    }
    ended: dict[int, Custody] = {}
    begun: dict[int, Custody] = {}
    for subject, key, before, _ in rows:
        if subject == "custody":
            stretch = Custody.get_by_id(key)
            (begun if before is None else ended)[stretch.asset_id] = stretch
    return {
        key: CardChange(*cards.get(key, ({}, {})), ended.get(key), begun.get(key))
        for key in cards.keys() | begun.keys()
    }


def transfers_of_asset(asset_id: int) -> list[CardPassage]:
    """Return the transfers of a card that took effect, oldest first: rooms, else who had it."""
    rows = db.execute_sql(
        "SELECT v.number, s.posted_on, coalesce(f.name, g.name), coalesce(t.name, d.name, k.name),"
        " w.number, r.posted_on FROM slip_line l JOIN slip s ON s.id = l.slip_id"
        " JOIN voucher v ON v.id = s.id AND v.kind = 'transfer' AND v.state = 'executed'"
        " JOIN person g ON g.id = s.giver_id JOIN person k ON k.id = s.taker_id"
        " LEFT JOIN department d ON d.id = s.taker_department_id"
        " LEFT JOIN posting p ON p.voucher_id = v.id AND p.asset_id = l.asset_id"
        " LEFT JOIN storeroom f ON f.location_id = p.from_location_id"
        " LEFT JOIN storeroom t ON t.location_id = p.to_location_id"
        " LEFT JOIN slip r ON r.original_id = s.id AND r.posted_on IS NOT NULL"
        " LEFT JOIN voucher w ON w.id = r.id WHERE l.asset_id = ? ORDER BY v.id",
        (asset_id,),
    )
    return [CardPassage(*row) for row in rows]
