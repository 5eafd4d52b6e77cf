"""The cards of the register as rows for a workbook, read in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from houqin_desktop.storage.base import db
from houqin_desktop.storage.ledger_match import BLOCK

COLUMNS: tuple[str, ...] = (
    "id",
    "code",
    "name",
    "category_code",
    "specification",
    "brand",
    "unit",
    "quantity",
    "opening_value_fen",
    "original_value_fen",
    "acquired_on",
    "place",
    "storeroom_id",
    "using_department_id",
    "status",
    "life_months",
    "value_type",
    "remarks",
)


def card_rows(
    further: Sequence[str], ids: Sequence[int] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Yield COLUMNS and further columns of some cards, in the order of their ids as given.

    Without ids: of every card that has not left the register, in the order of registration.
    """
    select = f"SELECT {', '.join((*COLUMNS, *further))} FROM asset"
    if ids is None:
        yield from db.execute_sql(f"{select} WHERE status <> 'disposed' ORDER BY id")
        return
    for start in range(0, len(ids), BLOCK):
        part = ids[start : start + BLOCK]
        marks = ",".join("?" * len(part))
        rows = {row[0]: row for row in db.execute_sql(f"{select} WHERE id IN ({marks})", part)}
        yield from (rows[each] for each in part if each in rows)


def filled_columns(names: Sequence[str]) -> set[str]:
    """Return those of the asset columns in which any card has more than the usual nothing."""
    # One look through the register for all of them: an empty column would cost one of its own.
    found = ", ".join(f"max({name} NOT IN ('', 'original'))" for name in names)
    sql = f"SELECT {found} FROM asset WHERE withdrawn_code IS NULL"
    row = db.execute_sql(sql).fetchone()
    return {name for name, filled in zip(names, row, strict=True) if filled}


def names_of(table: str) -> dict[int | None, str | None]:
    """Return the names of all rows of person, department or storeroom by id; None has none."""
    return {None: None, **dict(db.execute_sql(f"SELECT id, name FROM {table}").fetchall())}


def people_of_cards() -> dict[int, tuple[int | None, int | None, int | None]]:
    """Return the present holder, responsible person and keeper of every card that has any."""
    sql = "SELECT asset_id, holder_id, responsible_id, keeper_id FROM custody WHERE to_on IS NULL"
    return {row[0]: row[1:] for row in db.execute_sql(sql)}
