"""What the school has, card by card, to be held against what somebody asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from houqin_desktop.storage.base import db


class CardThere(NamedTuple):
    """A card that has not left the register."""

    id: int
    code: str
    name: str
    specification: str
    category_code: str
    unit: str
    storeroom_id: int
    status: str
    quantity: int
    is_new: bool


class CardPlace(NamedTuple):
    """Where a card is, who uses it, and who kept it last."""

    id: int
    code: str
    place: str
    acquired_on: str
    holder: str
    keeper: str


def cards_there(bought_since: date) -> list[CardThere]:
    """Return every card on the register, and whether it was bought on a day or since.

    A card of which only the month or the year is known counts from the first such month or year.
    """
    rows = db.execute_sql(
        "SELECT id, code, name, specification, coalesce(category_code, ''), unit, storeroom_id,"
        " status, quantity, coalesce(acquired_on >= substr(?, 1, length(acquired_on))"
        " AND coalesce(acquisition_method, 'purchase') = 'purchase', 0)"
        " FROM asset WHERE status <> 'disposed' ORDER BY id",
        (bought_since.isoformat(),),
    )
    return list(map(CardThere._make, rows.fetchall()))


def card_places(ids: Sequence[int]) -> dict[int, CardPlace]:
    """Return where these cards are and with whom, by card."""
    found = {}
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        rows = db.execute_sql(
            "SELECT a.id, a.code, a.place, coalesce(a.acquired_on, ''), coalesce(h.name, ''),"
            " coalesce((SELECT p.name FROM custody k JOIN person p ON p.id = k.keeper_id"
            " WHERE k.asset_id = a.id ORDER BY k.id DESC LIMIT 1), '') FROM asset a"
            " LEFT JOIN custody c ON c.asset_id = a.id AND c.to_on IS NULL"
            " LEFT JOIN person h ON h.id = c.holder_id"
            f" WHERE a.id IN ({','.join('?' * len(part))})",
            part,
        )
        found.update({row[0]: CardPlace(*row) for row in rows})
    return found


def bought_since(on: date) -> dict[int, tuple[int, str]]:
    """Return by item how many pieces were bought on a day or since, and the last day of it.

    Who buys has it accepted, so that a purchase is a receipt with the source 采购 and nothing else.
    """
    rows = db.execute_sql(
        "SELECT p.item_id, sum(p.quantity), max(p.posted_on) FROM stock_posting p"
        " JOIN slip s ON s.id = p.voucher_id WHERE s.source = 'purchase'"
        " AND p.posted_on >= ? AND p.reverses_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM stock_posting q WHERE q.reverses_id = p.id) GROUP BY p.item_id",
        (on.isoformat(),),
    )
    return {item: (int(pieces), str(last)) for item, pieces, last in rows}
