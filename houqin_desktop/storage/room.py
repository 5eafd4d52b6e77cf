"""What happened in one storeroom: moves, who uses what, which papers are open."""

from __future__ import annotations

from datetime import date

from houqin_desktop.storage.base import db


def last_move(location_id: int) -> date | None:
    """Return the last day on which a card or stock came into a room or went out of it."""
    (day,) = db.execute_sql(
        "SELECT max(posted_on) FROM (SELECT posted_on FROM posting"
        " WHERE ?1 IN (to_location_id, from_location_id) UNION ALL"
        " SELECT posted_on FROM stock_posting WHERE ?1 IN (to_location_id, from_location_id))",
        (location_id,),
    ).fetchone()
    return None if day is None else date.fromisoformat(day)


def stock_there(location_id: int, most: int) -> tuple[int, int, list[tuple[str, str, int, str]]]:
    """Return kinds and pieces of stock at a location; code, name, pieces, unit of the most."""
    kinds, pieces = db.execute_sql(
        "SELECT count(*), coalesce(sum(quantity), 0) FROM stock_balance"
        " WHERE location_id = ? AND quantity > 0",
        (location_id,),
    ).fetchone()
    rows = db.execute_sql(
        "SELECT i.code, i.name || iif(i.specification = '', '', ' ' || i.specification),"
        " b.quantity, i.unit"
        " FROM stock_balance b JOIN stock_item i ON i.id = b.item_id"
        " WHERE b.location_id = ? AND b.quantity > 0 ORDER BY b.quantity DESC, i.id LIMIT ?",
        (location_id, most),
    )
    return int(kinds), int(pieces), [(code, name, int(n), unit) for code, name, n, unit in rows]


def open_slips(storeroom_id: int) -> list[tuple[str, str]]:
    """Return number and kind of the slips of a room that are neither done nor given up.

    Its keeper's list of everything that he hands over is one of them.
    """
    rows = db.execute_sql(
        "SELECT v.number, v.kind FROM slip s JOIN voucher v ON v.id = s.id"
        " WHERE v.state IN ('signing', 'approved', 'returned')"
        " AND (?1 IN (s.storeroom_id, s.other_storeroom_id) OR v.kind = 'handover'"
        " AND s.storeroom_id IS NULL AND EXISTS (SELECT 1 FROM appointment a, storeroom r"
        " WHERE r.id = ?1 AND a.person_id = s.giver_id"
        " AND v.dated_on BETWEEN a.from_on AND coalesce(a.to_on, '9999-12-31')"
        " AND iif(r.level = 'central', a.post = 'head_storekeeper', a.storeroom_id = r.id)))"
        " ORDER BY v.id",
        (storeroom_id,),
    )
    return list(rows)


def last_moves(location_id: int, most: int) -> list[tuple[str, str, str, int, bool, str]]:
    """Return the last moves: day, number and name of the card, pieces, whether in, other side.

    The other side is the name of a storeroom or the code of a virtual location.
    """
    rows = db.execute_sql(
        "SELECT p.posted_on, a.code, a.name, p.quantity, p.to_location_id = ?,"
        " coalesce(s.name, o.code)"
        " FROM posting p JOIN asset a ON a.id = p.asset_id"
        " JOIN location o ON o.id = iif(p.to_location_id = ?, p.from_location_id, p.to_location_id)"
        " LEFT JOIN storeroom s ON s.location_id = o.id"
        " WHERE (p.to_location_id = ? OR p.from_location_id = ?)"
        " AND a.withdrawn_code IS NULL ORDER BY p.id DESC LIMIT ?",
        (location_id, location_id, location_id, location_id, most),
    )
    return [(on, code, name, int(n), bool(came), other) for on, code, name, n, came, other in rows]


def users_of(storeroom_id: int) -> list[tuple[str, int, int, int]]:
    """Return who uses the cards of a room: name or an empty text, cards, pieces, value in 分."""
    rows = db.execute_sql(
        "SELECT coalesce(h.name, ''), count(*), sum(a.quantity), sum(a.original_value_fen)"
        " FROM asset a LEFT JOIN custody c ON c.asset_id = a.id AND c.to_on IS NULL"
        " LEFT JOIN person h ON h.id = c.holder_id"
        " WHERE a.storeroom_id = ? AND a.status <> 'disposed'"
        " GROUP BY h.id ORDER BY h.id IS NULL, sum(a.original_value_fen) DESC, h.id",
        (storeroom_id,),
    )
    return [(name, int(cards), int(pieces), int(value)) for name, cards, pieces, value in rows]


def states_of(storeroom_id: int) -> dict[str, tuple[int, int, int]]:
    """Return cards, pieces and value in 分 of the register in a room by the state of the card."""
    rows = db.execute_sql(
        "SELECT status, count(*), sum(quantity), sum(original_value_fen) FROM asset"
        " WHERE storeroom_id = ? AND status <> 'disposed' GROUP BY status",
        (storeroom_id,),
    )
    return {state: (int(cards), int(n), int(value)) for state, cards, n, value in rows}


def open_papers(storeroom_id: int) -> list[str]:
    """Return the numbers of the open papers that are about cards of a room, the oldest first."""
    rows = db.execute_sql(
        "SELECT DISTINCT v.number FROM voucher v JOIN disposal_line l ON l.disposal_id = v.id"
        " JOIN asset a ON a.id = l.asset_id"
        " WHERE a.storeroom_id = ? AND l.open = 1 ORDER BY v.id",
        (storeroom_id,),
    )
    return [number for (number,) in rows]
