"""The cards as they stood on a day: today's rows with every later correction taken back.

A card's columns on a day are those of its registration and of the corrections dated by that day,
in the order in which they were made; the journal has them all. Its value is a sum, and on a day the
sum of the changes dated by then, whichever of them was written first. Cards that nobody touched
later are today's rows, so that only the few others are put together again. Cards of an import that
was taken back were never there, on no day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.base import columns, db

Source = tuple[str, tuple[Any, ...]]
TODAY: Source = ("asset a", ())
# An opening card counts from its acquisition, however exactly that is known.
_COUNTS_FROM = (
    "coalesce(CASE length(a.acquired_on) WHEN 4 THEN a.acquired_on || '-01-01'"
    " WHEN 7 THEN a.acquired_on || '-01' ELSE a.acquired_on END, a.registered_on)"
)
# A part of a divided card counts from the day of the division; before it, the whole card did.
_UNDIVIDED = "NOT EXISTS (SELECT 1 FROM asset_split t WHERE t.part_id = a.id AND t.split_on > ?)"


def source_on(on: str) -> Source:
    """Return what stands behind FROM so that `a` are the cards as they were on a day."""
    rows = list(_then(on))
    if not rows:
        return TODAY
    names = [column.column_name for column in columns(Asset)]
    plain = ", ".join(f'"{name}"' for name in names)
    read = ", ".join(f"json_extract(value, '$.{name}')" for name in names)
    sql = (
        f"(SELECT {plain} FROM asset WHERE id NOT IN"
        f" (SELECT json_extract(value, '$.id') FROM json_each(?))"
        f" UNION ALL SELECT {read} FROM json_each(?)) a"
    )
    image = json.dumps(rows, ensure_ascii=False)
    return sql, (image, image)


def _then(on: str) -> Iterable[dict[str, Any]]:
    """Yield the rows of the cards that were corrected after a day, as they were on it."""
    journal: dict[str, list[tuple[str | None, str, str]]] = {}
    for key, *change in db.execute_sql(
        "SELECT subject_key, before, after, business_on FROM journal WHERE subject = 'asset'"
        " AND subject_key IN (SELECT subject_key FROM journal WHERE subject = 'asset'"
        " AND before IS NOT NULL AND business_on > ?)"
        " AND NOT EXISTS (SELECT 1 FROM asset w WHERE w.id = CAST(subject_key AS INTEGER)"
        " AND w.withdrawn_code IS NOT NULL) ORDER BY seq",
        (on,),
    ):
        journal.setdefault(key, []).append((change[0], change[1], change[2]))
    names = [column.column_name for column in columns(Asset)]
    raised = _raised_after(on)
    for key, changes in journal.items():
        now = db.execute_sql("SELECT * FROM asset WHERE id = ?", (int(key),))
        titles = [column[0] for column in now.description]
        row = dict(zip(titles, now.fetchone(), strict=True))
        value_fen = row["original_value_fen"] - raised.get(int(key), 0)
        row |= _taken_back(changes, on) | {"original_value_fen": value_fen}
        yield {name: row[name] for name in names}


def _raised_after(on: str) -> dict[int, int]:
    """Return by how many 分 the changes of value dated after a day raised each card."""
    sql = "SELECT asset_id, sum(delta_fen) FROM value_change WHERE changed_on > ? GROUP BY asset_id"
    return dict(db.execute_sql(sql, (on,)).fetchall())


def _taken_back(changes: list[tuple[str | None, str, str]], on: str) -> dict[str, Any]:
    """Return the columns that were touched after the day, with what stood in them on it."""
    stood: dict[str, Any] = {}
    touched: set[str] = set()
    for before, after, dated in changes:
        written = json.loads(after)
        if before is None or dated <= on:
            stood |= written
            continue
        touched |= written.keys()
        for name, value in json.loads(before).items():
            stood.setdefault(name, value)
    return {name: stood[name] for name in touched}


def details_on(on: str) -> dict[tuple[int, str], str]:
    """Return what stood on a day in the rarer columns that were written to after it.

    By card and key of the column; an empty text where nothing stood there. What a card was
    registered with counts from the beginning of the card, as the rest of it does.
    """
    stood: dict[str, tuple[int, str, str]] = {}
    for key, written, dated, registered in db.execute_sql(
        "SELECT j.subject_key, j.after, j.business_on, j.before IS NULL AND EXISTS"
        " (SELECT 1 FROM journal c WHERE c.subject = 'asset' AND c.before IS NULL"
        " AND c.subject_key = CAST(json_extract(j.after, '$.asset_id') AS TEXT)"
        " AND c.command_id = j.command_id) FROM journal j WHERE j.subject = 'card_value'"
        " AND j.subject_key IN (SELECT subject_key FROM journal WHERE subject = 'card_value'"
        " AND business_on > ?) ORDER BY j.seq",
        (on,),
    ):
        image = json.loads(written)
        card, field, value = stood.get(key) or (image["asset_id"], image["field_key"], "")
        if registered or dated <= on:
            value = image["value"]
        stood[key] = (card, field, value)
    return {(card, field): value for card, field, value in stood.values()}


def in_register_on(on: str) -> tuple[str, tuple[Any, ...]]:
    """Keep the cards of `source_on` that were in the register at the end of the day."""
    return f"a.status <> 'disposed' AND {_COUNTS_FROM} <= ? AND {_UNDIVIDED}", (on, on)


def entered_after(on: str) -> int:
    """Return how many cards have something that counts on a day, yet was entered after it.

    That is a card registered later though acquired by then, and one of which a correction, a
    change of value or a 下账 was dated back to that day or before. The part of a divided card
    counts from the division, and is not one of them.
    """
    (number,) = db.execute_sql(
        "SELECT count(*) FROM (SELECT a.id FROM asset a"
        f" WHERE a.registered_on > ? AND a.withdrawn_code IS NULL AND {_COUNTS_FROM} <= ?"
        " AND NOT EXISTS (SELECT 1 FROM asset_split t WHERE t.part_id = a.id)"
        " UNION SELECT CAST(subject_key AS INTEGER) FROM journal WHERE subject = 'asset'"
        " AND business_on <= ? AND substr(recorded_at, 1, 10) > ?)",
        (on, on, on, on),
    ).fetchone()
    return int(number)
