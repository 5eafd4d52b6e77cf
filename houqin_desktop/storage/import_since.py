"""What happened to cards after a place in the journal, while a workbook of them was out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from houqin_desktop.storage.base import db

BLOCK = 500

People = tuple[str | None, str | None, str | None]


def hash_of(seq: int) -> str | None:
    """Return the hash of a journal row, or None where there is none."""
    row = db.execute_sql("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else str(row[0])


def columns_changed_since(asset_ids: Sequence[int], seq: int) -> dict[int, dict[str, Any]]:
    """Return by card what stood in each column at a place in the journal, if it changed since."""
    found: dict[int, dict[str, Any]] = {}
    for part, marks in _blocks(asset_ids):
        rows = db.execute_sql(
            "SELECT subject_key, before FROM journal WHERE subject = 'asset' AND seq > ?"
            f" AND before IS NOT NULL AND subject_key IN ({marks}) ORDER BY seq DESC",
            (seq, *(str(each) for each in part)),
        )
        for key, before in rows:
            found.setdefault(int(key), {}).update(json.loads(before))
    return found


def details_at(asset_ids: Sequence[int], seq: int) -> dict[int, dict[str, str]]:
    """Return by card what stood in its rarer columns at that place, where it changed since."""
    found: dict[int, dict[str, str]] = {}
    for part, marks in _blocks(asset_ids):
        rows = db.execute_sql(
            "SELECT v.asset_id, v.field_key, j.before FROM card_value v JOIN journal j"
            " ON j.subject = 'card_value' AND j.subject_key = CAST(v.id AS TEXT)"
            f" WHERE v.asset_id IN ({marks}) AND j.seq > ? ORDER BY j.seq DESC",
            (*part, seq),
        )
        for asset_id, key, before in rows:
            value = "" if before is None else json.loads(before).get("value", "")
            found.setdefault(asset_id, {})[key] = value
    return found


def people_at(asset_ids: Sequence[int], seq: int) -> dict[int, People]:
    """Return by card the numbers of its three people at that place, if they changed since."""
    found: dict[int, People] = {}
    for part, marks in _blocks(asset_ids):
        changed = db.execute_sql(
            "SELECT DISTINCT c.asset_id FROM custody c JOIN journal j ON j.subject = 'custody'"
            " AND j.subject_key = CAST(c.id AS TEXT)"
            f" WHERE c.asset_id IN ({marks}) AND j.seq > ?",
            (*part, seq),
        )
        found.update({row[0]: _people_at(row[0], seq) for row in changed.fetchall()})
    return found


def _people_at(asset_id: int, seq: int) -> People:
    row = db.execute_sql(
        "SELECT h.number, r.number, k.number FROM custody c JOIN journal j"
        " ON j.subject = 'custody' AND j.subject_key = CAST(c.id AS TEXT) AND j.before IS NULL"
        " LEFT JOIN person h ON h.id = c.holder_id LEFT JOIN person r ON r.id = c.responsible_id"
        " LEFT JOIN person k ON k.id = c.keeper_id"
        " WHERE c.asset_id = ? AND j.seq <= ? ORDER BY c.id DESC LIMIT 1",
        (asset_id, seq),
    ).fetchone()
    return (None, None, None) if row is None else row


def _blocks(values: Sequence[int]) -> Iterator[tuple[Sequence[int], str]]:
    for start in range(0, len(values), BLOCK):
        part = values[start : start + BLOCK]
        yield part, ",".join("?" * len(part))


def like_cards() -> Iterator[tuple[str, str, str, str | None, int, int]]:
    """Yield number, name, specification, date, value in 分 and pieces of the register's cards."""
    return iter(
        db.execute_sql(
            "SELECT code, name, specification, acquired_on, original_value_fen, quantity"
            " FROM asset WHERE status <> 'disposed' ORDER BY id"
        )
    )
