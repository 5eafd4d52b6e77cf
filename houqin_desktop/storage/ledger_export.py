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
    filled: set[str] = set()
    last = 0
    # From card to card that fills one more: the register is looked through once, and no longer
    # asked for a column that was found.
    while open_names := [name for name in names if name not in filled]:
        conditions = [f"({name} <> '' AND {name} <> 'original')" for name in open_names]
        row = db.execute_sql(
            f"SELECT id, {', '.join(conditions)} FROM asset"
            f" WHERE id > ? AND withdrawn_code IS NULL AND ({' OR '.join(conditions)})"
            " ORDER BY id LIMIT 1",
            (last,),
        ).fetchone()
        if row is None:
            break
        last = row[0]
        filled.update(name for name, found in zip(open_names, row[1:], strict=True) if found)
    return filled


def names_of(table: str) -> dict[int | None, str | None]:
    """Return the names of all rows of person, department or storeroom by id; None has none."""
    return {None: None, **dict(db.execute_sql(f"SELECT id, name FROM {table}").fetchall())}


def people_of_cards() -> dict[int, tuple[str | None, str | None, str | None]]:
    """Return who holds, answers for and keeps every card that has any of them now, by name."""
    name = names_of("person")
    sql = "SELECT asset_id, holder_id, responsible_id, keeper_id FROM custody WHERE to_on IS NULL"
    rows = db.execute_sql(sql)
    return {card: (name[holder], name[own], name[keeper]) for card, holder, own, keeper in rows}
