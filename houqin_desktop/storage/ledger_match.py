"""The cards that a ledger's rows may mean, fetched in blocks and in the ledger's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from houqin_desktop.storage.base import db

BLOCK = 500

_CARDS = """
SELECT a.id, a.code, a.name, a.specification, a.brand, a.category_code, a.unit, a.quantity,
    a.original_value_fen AS original_value, a.opening_value_fen, a.acquired_on, a.in_service_on,
    a.booked_on, a.place, s.name AS storeroom, d.name AS department,
    h.name AS holder, h.number AS holder_number,
    r.name AS responsible, r.number AS responsible_number,
    k.name AS keeper, k.number AS keeper_number,
    a.status, a.acquisition_method, a.value_type, a.procurement_form, a.funding_source,
    a.serial_number, a.manufacturer, a.supplier, a.contract_number, a.invoice_number,
    a.budget_item, a.fiscal_funds_fen AS fiscal_funds, a.other_funds_fen AS other_funds,
    a.warranty_until, a.purpose, a.accounting_voucher, a.life_months AS life,
    a.minimum_life_months AS minimum_life, a.former_code,
    a.former_category_code, a.remarks, v.number AS open_case
FROM asset a
JOIN storeroom s ON s.id = a.storeroom_id
LEFT JOIN department d ON d.id = a.using_department_id
LEFT JOIN custody c ON c.asset_id = a.id AND c.to_on IS NULL
LEFT JOIN person h ON h.id = c.holder_id
LEFT JOIN person r ON r.id = c.responsible_id
LEFT JOIN person k ON k.id = c.keeper_id
LEFT JOIN disposal_line l ON l.asset_id = a.id AND l.open = 1
LEFT JOIN voucher v ON v.id = l.disposal_id
WHERE a.code IN ({marks})
"""


def _blocks(values: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
    for start in range(0, len(values), BLOCK):
        part = values[start : start + BLOCK]
        yield part, ",".join("?" * len(part))


def cards_by_code(codes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the cards with these codes, their columns named as a ledger's fields.

    Values are as the book holds them: 分, months, ISO dates, English words.
    """
    cards: dict[str, dict[str, Any]] = {}
    for part, marks in _blocks(codes):
        cursor = db.execute_sql(_CARDS.format(marks=marks), tuple(part))
        names = [column[0] for column in cursor.description]
        for row in cursor:
            card = dict(zip(names, row, strict=True))
            cards[card["code"]] = card
    return cards


def codes_by_fingerprint(fingerprints: Sequence[str]) -> dict[str, str]:
    """Return the codes of the cards that came in with these fingerprints."""
    found: dict[str, str] = {}
    for part, marks in _blocks(fingerprints):
        sql = f"SELECT fingerprint, code FROM asset WHERE fingerprint IN ({marks})"
        found.update(db.execute_sql(sql, tuple(part)).fetchall())
    return found


def earlier_batch(file_hash: str) -> str | None:
    """Return the last batch that this very file came in as and that was not taken back."""
    row = db.execute_sql(
        "SELECT number FROM import_batch WHERE file_hash = ?"
        " AND id NOT IN (SELECT id FROM import_undo) ORDER BY id DESC LIMIT 1",
        (file_hash,),
    ).fetchone()
    return None if row is None else str(row[0])


def codes_beginning_with(prefix: str) -> set[str]:
    """Return every code in the book that begins with a prefix."""
    sql = "SELECT code FROM asset WHERE code >= ? AND code < ?"
    return {row[0] for row in db.execute_sql(sql, (prefix, prefix + "\uffff"))}
