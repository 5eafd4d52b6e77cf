"""The queries behind the asset register: keys in order, rows by key, texts by key."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from houqin_desktop.domain.category import narrowed
from houqin_desktop.storage.asset_as_of import TODAY, Source
from houqin_desktop.storage.base import db

_CUSTODY_NOW = " LEFT JOIN custody c ON c.asset_id = a.id AND c.to_on IS NULL"


def custody_join(on: date | None) -> str:
    """Return the join by which `c` is who has a card now, or had it at the end of a day."""
    if on is None:
        return _CUSTODY_NOW
    return (
        " LEFT JOIN custody c ON c.id = (SELECT max(k.id) FROM custody k WHERE k.asset_id = a.id"
        f" AND k.from_on <= '{on.isoformat()}'"
        f" AND (k.to_on IS NULL OR k.to_on >= '{on.isoformat()}'))"
    )


def row_joins(on: date | None) -> str:
    """Return the joins behind ROW_COLUMNS, with the people of now or of a day."""
    return (
        " JOIN storeroom s ON s.id = a.storeroom_id"
        " LEFT JOIN department d ON d.id = a.using_department_id"
        f"{custody_join(on)}"
        " LEFT JOIN person holder ON holder.id = c.holder_id"
        " LEFT JOIN person responsible ON responsible.id = c.responsible_id"
        " LEFT JOIN person keeper ON keeper.id = c.keeper_id"
        " LEFT JOIN category g ON g.code = a.category_code"
    )


ROW_COLUMNS = (
    "a.id, a.code, a.name, a.category_code, g.name, a.specification, a.brand, a.unit, a.quantity,"
    " a.original_value_fen, a.opening_value_fen, a.life_months, a.acquired_on, a.value_type,"
    " a.in_service_on, a.booked_on, a.place, s.name, d.name, holder.name, responsible.name,"
    " keeper.name, a.status, a.remarks, a.minimum_life_months, a.acquisition_method,"
    " a.funding_source, a.supplier, a.serial_number, a.accounting_voucher, a.unverified,"
    " a.former_category_code, a.category_edition"
)
PART = 900
FIGURES = 20_000

Condition = tuple[str, tuple[Any, ...]]


def by_category(code: str) -> Condition:
    """Keep the cards of a code and of all codes below it."""
    prefix = narrowed(code)
    return "a.category_code >= ? AND a.category_code < ?", (prefix, prefix + "~")


WAITS_FOR_CODE = "a.former_category_code <> '' AND a.category_code IS NULL"
# Nobody is named in one of the three roles, or somebody who has left: 专人保管 (I11).
_LEFT = "(SELECT id FROM person WHERE left_on IS NOT NULL)"
MISSES_SOMEBODY = (
    "NOT EXISTS (SELECT 1 FROM custody c WHERE c.asset_id = a.id AND c.to_on IS NULL"
    " AND c.holder_id IS NOT NULL AND c.responsible_id IS NOT NULL AND c.keeper_id IS NOT NULL"
    f" AND c.holder_id NOT IN {_LEFT} AND c.responsible_id NOT IN {_LEFT}"
    f" AND c.keeper_id NOT IN {_LEFT})"
)

# The command of the batch is looked through only where the batch corrected cards too.
_CORRECTED_BY_BATCH = (
    "SELECT coalesce(c.asset_id, v.asset_id, CAST(j.subject_key AS INTEGER)) FROM journal j"
    " LEFT JOIN custody c ON j.subject = 'custody' AND c.id = CAST(j.subject_key AS INTEGER)"
    " LEFT JOIN card_value v ON j.subject = 'card_value' AND v.id = CAST(j.subject_key AS INTEGER)"
    " WHERE (SELECT updated FROM import_batch WHERE number = ?) > 0"
    " AND j.subject IN ('asset', 'custody', 'card_value') AND j.command_id ="
    " (SELECT b.command_id FROM journal b JOIN import_batch i ON b.subject = 'import_batch'"
    " AND b.subject_key = CAST(i.id AS TEXT) WHERE i.number = ?)"
)


def by_batch(number: str) -> Condition:
    """Keep the cards that a ledger brought in and those that it corrected."""
    added = "a.import_batch_id = (SELECT id FROM import_batch WHERE number = ?)"
    return f"({added} OR a.id IN ({_CORRECTED_BY_BATCH}))", (number, number, number)


CONDITIONS: dict[str, Callable[[str], Condition]] = {
    "category": by_category,
    "uncategorised": lambda _: ("a.category_code IS NULL", ()),
    "storeroom": lambda name: (
        "a.storeroom_id = (SELECT id FROM storeroom WHERE name = ?)",
        (name,),
    ),
    "department": lambda name: (
        "a.using_department_id IS (SELECT id FROM department WHERE name = ?)",
        (name,),
    ),
    "status": lambda status: ("a.status = ? AND a.withdrawn_code IS NULL", (status,)),
    "year": lambda year: ("substr(a.acquired_on, 1, 4) = ?", (year,)),
    "old_code": lambda _: (WAITS_FOR_CODE, ()),
    "unverified": lambda _: ("a.unverified = 1", ()),
    "batch": by_batch,
    "missing_role": lambda _: (MISSES_SOMEBODY, ()),
}


def cells(
    names: Sequence[str], conditions: Sequence[Condition], source: Source = TODAY
) -> Iterator[tuple[Any, ...]]:
    """Yield these columns (`a.code`) of the cards that pass, in the order of registration."""
    where, values = _where(conditions)
    cards, before = source
    sql = f"SELECT {', '.join(names)} FROM {cards}{where} ORDER BY a.id"
    return iter(db.execute_sql(sql, (*before, *values)))


def figures(
    conditions: Sequence[Condition], source: Source = TODAY
) -> tuple[array[int], array[int], array[int]]:
    """Return ids, pieces and values in 分 of the cards that pass, in the order of registration."""
    where, values = _where(conditions)
    cards, before = source
    found = db.execute_sql(
        f"SELECT id, quantity, original_value_fen FROM {cards}{where} ORDER BY a.id",
        (*before, *values),
    )
    ids, pieces, worth = array("q"), array("q"), array("q")
    while rows := found.fetchmany(FIGURES):
        for into, column in zip((ids, pieces, worth), zip(*rows, strict=True), strict=True):
            into.extend(column)
    return ids, pieces, worth


def sort_keys(table: str) -> dict[int | None, str]:
    """Return what each storeroom, department or person is sorted by, by id."""
    if table not in {"storeroom", "department", "person"}:
        raise ValueError(table)
    return dict(db.execute_sql(f"SELECT id, sort_key FROM {table}"))


def search_texts(table: str) -> dict[int, str]:
    """Return by what words people look for each storeroom, department or person, by id."""
    if table not in {"storeroom", "department", "person"}:
        raise ValueError(table)
    return dict(db.execute_sql(f"SELECT id, search_text FROM {table}"))


def category_texts() -> dict[str, str]:
    """Return by what words people look for each category, by its code."""
    return dict(db.execute_sql("SELECT code, search_text FROM category"))


def people_in(role: str, on: date | None) -> dict[int, int]:
    """Return who has a role now, or had it at the end of a day, by the card's id."""
    if role not in {"holder_id", "responsible_id", "keeper_id"}:
        raise ValueError(role)
    if on is None:
        return dict(db.execute_sql(f"SELECT asset_id, {role} FROM custody WHERE to_on IS NULL"))
    day = on.isoformat()
    return dict(
        db.execute_sql(
            f"SELECT asset_id, {role} FROM custody"
            " WHERE from_on <= ? AND (to_on IS NULL OR to_on >= ?) ORDER BY id",
            (day, day),
        )
    )


def _where(conditions: Sequence[Condition]) -> tuple[str, tuple[Any, ...]]:
    if not conditions:
        return "", ()
    values = tuple(value for _, part in conditions for value in part)
    return " WHERE " + " AND ".join(f"({sql})" for sql, _ in conditions), values


def select_by_id(
    columns: str, joins: str, ids: Sequence[int], source: Source = TODAY
) -> Iterator[tuple[Any, ...]]:
    """Yield rows of `SELECT columns FROM asset a joins` for these ids, in any order."""
    if not ids:
        return
    cards, before = source
    low, high = min(ids), max(ids)
    if high - low < 2 * len(ids):
        yield from db.execute_sql(
            f"SELECT {columns} FROM {cards}{joins} WHERE a.id BETWEEN ? AND ?",
            (*before, low, high),
        )
        return
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        marks = ",".join("?" * len(part))
        yield from db.execute_sql(
            f"SELECT {columns} FROM {cards}{joins} WHERE a.id IN ({marks})", (*before, *part)
        )


def counts(column: str) -> dict[Any, int]:
    """Return how many cards in the register have each value of a column, for the tree."""
    allowed = {"category_code", "storeroom_id", "using_department_id", "status"}
    if column not in allowed:
        raise ValueError(column)
    rows = db.execute_sql(
        f"SELECT {column}, count(*) FROM asset WHERE status <> 'disposed' GROUP BY {column}"
    )
    return {value: int(number) for value, number in rows}


def changed_cards() -> set[int]:
    """Return the ids of the cards that have value changes."""
    return {row[0] for row in db.execute_sql("SELECT DISTINCT asset_id FROM value_change")}


def value_by(column: str) -> dict[int | None, tuple[int, int, int]]:
    """Return cards, pieces and value in 分 of the register by storeroom or department id."""
    if column not in {"storeroom_id", "using_department_id"}:
        raise ValueError(column)
    rows = db.execute_sql(
        f"SELECT {column}, count(*), sum(quantity), sum(original_value_fen) FROM asset"
        f" WHERE status <> 'disposed' GROUP BY {column}"
    )
    return {key: (int(cards), int(pieces), int(value)) for key, cards, pieces, value in rows}


def held_by() -> dict[int, int]:
    """Return how many cards each person uses, answers for or keeps now."""
    rows = db.execute_sql(
        "SELECT person_id, count(DISTINCT asset_id) FROM ("
        " SELECT holder_id AS person_id, asset_id FROM custody WHERE to_on IS NULL"
        " UNION ALL SELECT responsible_id, asset_id FROM custody WHERE to_on IS NULL"
        " UNION ALL SELECT keeper_id, asset_id FROM custody WHERE to_on IS NULL)"
        " WHERE person_id IS NOT NULL GROUP BY person_id"
    )
    return {int(person): int(cards) for person, cards in rows}


def written_off_on() -> dict[int, str]:
    """Return the day of 下账 of every disposed card by its id."""
    rows = db.execute_sql(
        "SELECT l.asset_id, d.written_off_on FROM disposal d JOIN disposal_line l"
        " ON l.disposal_id = d.id AND l.dropped = 0 WHERE d.written_off_on IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM reversal r WHERE r.disposal_id = d.id"
        " AND r.posted_on IS NOT NULL)"
    )
    return {int(key): str(on) for key, on in rows}


IN_REGISTER: Condition = ("a.status <> 'disposed'", ())
