"""Columns of all cards, read alone and in parts; which cards a stretch of the journal touched."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from houqin_desktop.storage.base import db

_PART = 500
_MANY = 20_000
_CUSTODY = " LEFT JOIN custody c ON c.asset_id = a.id AND c.to_on IS NULL"


def card_ids(after: int = 0) -> array[int]:
    """Return the ids of all cards after one, in their order."""
    ids = array("q")
    found = db.execute_sql("SELECT id FROM asset WHERE id > ? ORDER BY id", (after,))
    while rows := found.fetchmany(_MANY):
        ids.extend(row[0] for row in rows)
    return ids


def cards_between(columns: Sequence[str], first: int, last: int) -> list[tuple[Any, ...]]:
    """Return columns (`a.code`, `c.holder_id`) of the cards with these ids, in their order."""
    sql = f"{_select(columns)} WHERE a.id BETWEEN ? AND ? ORDER BY a.id"
    return list(db.execute_sql(sql, (first, last)).fetchall())


def cards_of(columns: Sequence[str], ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return columns of these cards, in any order."""
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        marks = ",".join("?" * len(part))
        sql = f"{_select(columns)} WHERE a.id IN ({marks})"
        found.extend(db.execute_sql(sql, tuple(part)).fetchall())
    return found


def _select(columns: Sequence[str]) -> str:
    joined = _CUSTODY if any(column.startswith("c.") for column in columns) else ""
    return f"SELECT {', '.join(columns)} FROM asset a{joined}"


def touched_since(seq: int, most: int) -> set[int] | None:
    """Return the ids of the cards that the journal names after a seq; None for very many."""
    rows = db.execute_sql(
        "SELECT subject, subject_key FROM journal WHERE seq > ? AND subject IN ('asset', 'custody')"
        " LIMIT ?",
        (seq, most + 1),
    ).fetchall()
    if len(rows) > most:
        return None
    cards = {int(key) for subject, key in rows if subject == "asset"}
    return cards | _cards_of_custody(int(key) for subject, key in rows if subject == "custody")


def _cards_of_custody(ids: Iterable[int]) -> set[int]:
    wanted = sorted(set(ids))
    found: set[int] = set()
    for start in range(0, len(wanted), _PART):
        part = wanted[start : start + _PART]
        marks = ",".join("?" * len(part))
        rows = db.execute_sql(f"SELECT asset_id FROM custody WHERE id IN ({marks})", tuple(part))
        found.update(int(row[0]) for row in rows)
    return found
