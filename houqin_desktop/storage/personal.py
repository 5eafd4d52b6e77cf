"""Personal values beside the rows that name them by their hash, and what was done with them.

`personal_value` is in no journal: it is the one table of which rows may go, so these functions and
not `Work` write it, inside the transaction of the command.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.personal import PersonalKind, personal_key
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, flag, integer, optional_day, text

# Every column that holds such a hash: its table, the column of the day it is of, and what names
# the row.
_KEY_COLUMNS = (
    ("visit", "name_key", "came_on", "code"),
    ("visit", "credential_key", "came_on", "code"),
    ("visit", "telephone_key", "came_on", "code"),
    ("outing", "pupil_key", "went_on", "code"),
    ("outing", "fetcher_key", "went_on", "code"),
    ("outing", "telephone_key", "went_on", "code"),
    (
        "tenant_telephone",
        "telephone_key",
        "kept_on",
        "(SELECT name FROM tenant WHERE id = tenant_id)",
    ),
)

_EVERY_VALUE = "SELECT key, kind, month, salt, value FROM personal_value ORDER BY key"
_KEEP = "INSERT INTO personal_value (key, kind, month, salt, value) VALUES (?, ?, ?, ?, ?)"
# Key, kind, month, salt and value.
KeptValue = tuple[str, str, str, str, str]


class PersonalPurge(BaseModel):
    """That values of all months before `first_kept` were purged, and how many of each kind."""

    id: int = integer(key=True)
    purged_on: date = day()
    keep_months: int = integer()
    first_kept: str = text()
    names: int = integer()
    credentials: int = integer()
    telephones: int = integer()


class PersonalReading(BaseModel):
    """That somebody looked at values in clear, of one record or of a stretch of days, and why."""

    id: int = integer(key=True)
    read_on: date = day()
    read_by_id: int = integer()
    record_code: str = text("")
    from_on: date | None = optional_day()
    to_on: date | None = optional_day()
    exported: bool = flag()
    purpose: str = text()


def keep_value(kind: PersonalKind, value: str, month: str, salt: str) -> str:
    """Keep a value for a month and return its hash; the same value of that month has the same."""
    row = db.execute_sql(
        "SELECT key FROM personal_value WHERE kind = ? AND value = ? AND month = ?",
        (kind.value, value, month),
    ).fetchone()
    if row is not None:
        return str(row[0])
    key = personal_key(salt, kind, value)
    db.execute_sql(_KEEP, (key, kind.value, month, salt, value))
    return key


def values_of(keys: list[str]) -> dict[str, tuple[str, str]]:
    """Return kind and value of those of some hashes that are still kept."""
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        marks = ",".join("?" * len(some))
        for key, kind, value in db.execute_sql(
            f"SELECT key, kind, value FROM personal_value WHERE key IN ({marks})", some
        ):
            found[key] = (kind, value)
    return found


def keys_of(kind: PersonalKind, value: str) -> list[str]:
    """Return the hashes that a value has in the months of which it is still kept."""
    rows = db.execute_sql(
        "SELECT key FROM personal_value WHERE kind = ? AND value = ? ORDER BY month DESC",
        (kind.value, value),
    )
    return [str(row[0]) for row in rows]


def counts_before(month: str) -> dict[PersonalKind, int]:
    """Return how many values of each kind are kept of the months before one."""
    rows = db.execute_sql(
        "SELECT kind, count(*) FROM personal_value WHERE month < ? GROUP BY kind", (month,)
    )
    return {PersonalKind(kind): int(number) for kind, number in rows}


def purge_before(month: str) -> None:
    """Let the values of all months before one go; the schema wants the row of the purge first.

    What is let go is written over in the file too.
    """
    db.execute_sql("PRAGMA secure_delete = ON")
    db.execute_sql("DELETE FROM personal_value WHERE month < ?", (month,))
    db.execute_sql("PRAGMA secure_delete = OFF")


def leave_out_personal(copy: sqlite3.Connection) -> tuple[KeptValue, ...]:
    """Take every value out of a copy of the book: a backup may be kept for ever, a value may not.

    Return what was taken out.

    The guard is taken off for it and put back as it was; no page keeps what stood there.
    """
    taken = tuple(copy.execute(_EVERY_VALUE)) if _keeps_personal(copy) else ()
    if not taken:
        return ()
    (guard,) = copy.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'personal_value_keep'"
    ).fetchone()
    copy.execute("PRAGMA secure_delete = ON")
    copy.execute("DROP TRIGGER personal_value_keep")
    copy.execute("DELETE FROM personal_value")
    copy.execute(guard)
    copy.commit()
    return taken


def _keeps_personal(copy: sqlite3.Connection) -> bool:
    """Say whether a copy has the table at all: one of an older schema has not."""
    found = copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'personal_value'").fetchone()
    return found is not None


def bring_back(values: Iterable[KeptValue]) -> None:
    """Keep what another state of this book still had of rows that stand here and are not purged."""
    purge, named = last_purge(), keys_in_rows()
    first_kept = "" if purge is None else purge.first_kept
    there = {one[0] for one in kept_values()}
    for one in values:
        key, month = one[0], one[2]
        if key in named and key not in there and month >= first_kept:
            there.add(key)
            db.execute_sql(_KEEP, one)


def last_purge() -> PersonalPurge | None:
    """Return the purge that went furthest, if there was one."""
    return next(iter(PersonalPurge.picked("1", order="first_kept DESC, id DESC")), None)


def kept_values() -> list[KeptValue]:
    """Return everything that is kept."""
    return list(db.execute_sql(_EVERY_VALUE))


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row in which a hash stands: its table, id and name, and the month that it is of."""

    table: str
    id: int
    name: str
    month: str


def keys_in_rows() -> dict[str, NamedRow]:
    """Return every hash that stands in a row, with one of the rows in which it does."""
    found: dict[str, NamedRow] = {}
    for table, column, on, name in _KEY_COLUMNS:
        for key, row_id, named, month in db.execute_sql(
            f"SELECT {column}, id, {name}, substr({on}, 1, 7) FROM {table}"
            f" WHERE {column} IS NOT NULL"
        ):
            found.setdefault(key, NamedRow(table, row_id, named, month))
    return found


def was_restored_since(row: NamedRow) -> bool:
    """Say whether a backup, which has no such values, took the book's place after a row's entry."""
    (found,) = db.execute_sql(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE verb = 'record_restoration' AND seq >"
        " (SELECT min(seq) FROM journal WHERE subject = ? AND subject_key = ?))",
        (row.table, str(row.id)),
    ).fetchone()
    return bool(found)
