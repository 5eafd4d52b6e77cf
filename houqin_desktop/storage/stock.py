"""The catalogue of stock, its postings, and what lies where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from houqin_desktop.domain.stock import StockKind, Worth
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    derived,
    flag,
    integer,
    optional_integer,
    optional_text,
    text,
    word,
)


class StockItem(BaseModel):
    """A thing of the catalogue: consumable or material, counted in pieces."""

    id: int = integer(key=True)
    code: str = text()
    name: str = text()
    specification: str = text("")
    kind: StockKind = word(StockKind)
    category: str = text("")
    unit: str = text()
    pack_unit: str = text("")
    pack_size: int | None = optional_integer()
    everyday_names: str = text("")
    school_minimum: int | None = optional_integer()
    keeps_expiry: bool = flag()
    photo: str | None = optional_text()
    remarks: str = text("")
    retired: bool = flag()
    import_batch_id: int | None = optional_integer()
    sort_key: str = derived()
    search_text: str = derived()


class StockMinimum(BaseModel):
    """How many pieces of an item a room should have at least."""

    id: int = integer(key=True)
    item_id: int = integer()
    storeroom_id: int = integer()
    quantity: int = integer()


class StockPosting(BaseModel):
    """Pieces of an item from one location to another; the value in 分 crosses the school's edge."""

    id: int = integer(key=True)
    item_id: int = integer()
    from_location_id: int = integer()
    to_location_id: int = integer()
    quantity: int = integer()
    value_fen: int = integer()
    posted_on: date = day()
    line_id: int = integer()
    voucher_id: int = integer()
    reverses_id: int | None = optional_integer()


def worth_of(item_id: int) -> Worth:
    """Return how many pieces of an item the school has, and what they are worth."""
    row = db.execute_sql(
        "SELECT quantity, value_fen FROM stock_worth WHERE item_id = ?", (item_id,)
    ).fetchone()
    return Worth() if row is None else Worth(*row)


def last_valued(item_id: int) -> Worth:
    """Return pieces and value of the last posting of an item that had one, else nothing."""
    row = db.execute_sql(
        "SELECT quantity, value_fen FROM stock_posting WHERE item_id = ? AND value_fen > 0"
        " ORDER BY id DESC LIMIT 1",
        (item_id,),
    ).fetchone()
    return Worth(*(row or (0, 0)))


def on_hand(item_id: int, location_id: int) -> int:
    """Return how many pieces lie at a location now."""
    row = db.execute_sql(
        "SELECT quantity FROM stock_balance WHERE item_id = ? AND location_id = ?",
        (item_id, location_id),
    ).fetchone()
    return 0 if row is None else int(row[0])


def least_from(item_id: int, location_id: int, on: date) -> tuple[int, str]:
    """Return the fewest pieces that lie at a location on any day from `on`, and that day."""
    row = db.execute_sql(
        "WITH move AS (SELECT posted_on, CASE WHEN to_location_id = ?2 THEN quantity"
        " ELSE -quantity END AS pieces FROM stock_posting WHERE item_id = ?1"
        " AND ?2 IN (from_location_id, to_location_id)),"
        " day AS (SELECT ?3 AS at UNION SELECT posted_on FROM move WHERE posted_on > ?3)"
        " SELECT (SELECT coalesce(sum(pieces), 0) FROM move WHERE posted_on <= at) AS there, at"
        " FROM day ORDER BY there, at LIMIT 1",
        (item_id, location_id, on.isoformat()),
    ).fetchone()
    return int(row[0]), str(row[1])


def postings_of(voucher_id: int) -> list[StockPosting]:
    """Return the postings of a voucher in order, those that took others back left out."""
    return StockPosting.picked("voucher_id = ? AND reverses_id IS NULL", voucher_id, order="id")


def balances() -> list[tuple[int, int, int]]:
    """Return item, location and pieces wherever something lies."""
    return list(
        db.execute_sql(
            "SELECT item_id, location_id, quantity FROM stock_balance WHERE quantity > 0"
        )
    )


def wanted_where_none() -> list[tuple[int, int, int]]:
    """Return item, location and 0 wherever a room should have some of an item and has none."""
    return list(
        db.execute_sql(
            "SELECT m.item_id, s.location_id, 0 FROM stock_minimum m"
            " JOIN stock_item i ON i.id = m.item_id JOIN storeroom s ON s.id = m.storeroom_id"
            " WHERE m.quantity > 0 AND NOT i.retired AND NOT s.closed AND NOT EXISTS ("
            "SELECT 1 FROM stock_balance b WHERE b.item_id = m.item_id"
            " AND b.location_id = s.location_id AND b.quantity > 0)"
        )
    )


def low_stock() -> list[tuple[str, str, str, str, int, int]]:
    """Return code, name, unit, room, pieces there and minimum wherever there is less than that.

    Without a room it is the minimum of the school, held against what lies in all its rooms.
    """
    return list(
        db.execute_sql(
            "SELECT i.code, i.name, i.unit, s.name, coalesce(b.quantity, 0) AS there, m.quantity"
            " FROM stock_minimum m JOIN stock_item i ON i.id = m.item_id"
            " JOIN storeroom s ON s.id = m.storeroom_id LEFT JOIN stock_balance b"
            " ON b.item_id = i.id AND b.location_id = s.location_id"
            " WHERE NOT i.retired AND NOT s.closed AND there < m.quantity"
            " UNION ALL SELECT i.code, i.name, i.unit, '', (SELECT coalesce(sum(b.quantity), 0)"
            " FROM stock_balance b JOIN storeroom s ON s.location_id = b.location_id"
            " WHERE b.item_id = i.id) AS there, i.school_minimum"
            " FROM stock_item i WHERE NOT i.retired AND there < i.school_minimum ORDER BY 1, 4"
        )
    )


def moved_since(on: date) -> list[tuple[int, int, int]]:
    """Return item, location and net pieces that came to it after a day."""
    return list(
        db.execute_sql(
            "SELECT item_id, place, sum(pieces) FROM ("
            "SELECT item_id, to_location_id AS place, quantity AS pieces FROM stock_posting"
            " WHERE posted_on > ?1 UNION ALL"
            " SELECT item_id, from_location_id, -quantity FROM stock_posting WHERE posted_on > ?1)"
            " WHERE (SELECT kind FROM location WHERE id = place) <> 'virtual'"
            " GROUP BY item_id, place HAVING sum(pieces) <> 0",
            (on.isoformat(),),
        )
    )


def worth_moved_since(on: date) -> list[tuple[int, int, int]]:
    """Return item, net pieces and 分 that came into the school after a day."""
    return list(
        db.execute_sql(
            "SELECT p.item_id, sum(p.quantity * way), sum(p.value_fen * way) FROM (SELECT q.*,"
            " (t.kind <> 'virtual') - (f.kind <> 'virtual') AS way FROM stock_posting q"
            " JOIN location f ON f.id = q.from_location_id"
            " JOIN location t ON t.id = q.to_location_id WHERE q.posted_on > ?) p"
            " WHERE way <> 0 GROUP BY p.item_id",
            (on.isoformat(),),
        )
    )


def last_posting() -> int:
    """Return the id of the last posting of stock; 0 before the first."""
    return int(db.execute_sql("SELECT coalesce(max(id), 0) FROM stock_posting").fetchone()[0])


class StockMove(NamedTuple):
    """Pieces of an item that came to a place on a day, or with a minus went from it."""

    id: int
    item_id: int
    location_id: int
    on: date
    pieces: int
    number: str


def moves_since(on: date, mark: int, until: date) -> list[StockMove]:
    """Return what moved after a day, or was entered after a posting, by another day."""
    rows = db.execute_sql(
        "SELECT id, item_id, place, posted_on, pieces, number FROM (SELECT p.id, p.item_id,"
        " p.to_location_id AS place, p.posted_on, p.quantity AS pieces, v.number"
        " FROM stock_posting p JOIN voucher v ON v.id = p.voucher_id UNION ALL"
        " SELECT p.id, p.item_id, p.from_location_id, p.posted_on, -p.quantity, v.number"
        " FROM stock_posting p JOIN voucher v ON v.id = p.voucher_id)"
        " WHERE (posted_on > ? OR id > ?) AND posted_on <= ? ORDER BY posted_on, id",
        (on.isoformat(), mark, until.isoformat()),
    )
    return [
        StockMove(key, item, place, date.fromisoformat(moved_on), pieces, number)
        for key, item, place, moved_on, pieces, number in rows
    ]


def items_ever_moved() -> set[int]:
    """Return the items of which pieces ever came in or went out, also where that was taken back."""
    return {row[0] for row in db.execute_sql("SELECT DISTINCT item_id FROM stock_posting")}


def worths() -> dict[int, Worth]:
    """Return what every item is worth, by item."""
    return {
        item: Worth(quantity, value)
        for item, quantity, value in db.execute_sql(
            "SELECT item_id, quantity, value_fen FROM stock_worth WHERE quantity > 0"
        )
    }


def items_named(words: str) -> list[StockItem]:
    """Return the items of this name, or of this name with the specification behind it."""
    # What may be the name alone is looked up; the catalogue may be long.
    parts = words.split(" ")
    names = [" ".join(parts[:end]) for end in range(1, len(parts) + 1)]
    marks = ",".join("?" * len(names))
    condition = f"name IN ({marks}) AND ? IN (name, trim(name || ' ' || specification))"
    return StockItem.picked(condition, *names, words, order="id")


def items_by_id(ids: Sequence[int]) -> dict[int, StockItem]:
    """Return the items with these ids."""
    marks = ",".join("?" * len(ids))
    rows: Any = StockItem.picked(f"id IN ({marks})", *ids)
    return {row.id: row for row in rows}


def numbers_since(posting_id: int, item_id: int, most: int = 5) -> list[str]:
    """Return the numbers of slips that moved an item after a posting and still count."""
    rows = db.execute_sql(
        "SELECT DISTINCT v.number FROM stock_posting p JOIN voucher v ON v.id = p.voucher_id"
        " WHERE p.item_id = ? AND p.id > ? AND p.reverses_id IS NULL AND NOT EXISTS (SELECT 1"
        " FROM stock_posting q WHERE q.reverses_id = p.id) ORDER BY p.id LIMIT ?",
        (item_id, posting_id, most),
    )
    return [number for (number,) in rows]


def moves(item_id: int) -> list[tuple[date, str, int, int, int, int, bool]]:
    """Return day, slip, from, to, pieces, value and whether it took back, the latest first."""
    rows = db.execute_sql(
        "SELECT p.posted_on, v.number, p.from_location_id, p.to_location_id, p.quantity,"
        " p.value_fen, p.reverses_id IS NOT NULL FROM stock_posting p"
        " JOIN voucher v ON v.id = p.voucher_id WHERE p.item_id = ? ORDER BY p.id DESC",
        (item_id,),
    )
    return [(date.fromisoformat(on), *rest) for on, *rest in rows]


def places_of(item_id: int) -> list[tuple[int, int]]:
    """Return where pieces of an item lie, and how many."""
    return list(
        db.execute_sql(
            "SELECT location_id, quantity FROM stock_balance WHERE item_id = ? AND quantity > 0"
            " ORDER BY location_id",
            (item_id,),
        )
    )
