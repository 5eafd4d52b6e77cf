"""The rows behind the lists of procurement: papers with their sums, suppliers, receipts."""

from __future__ import annotations

from typing import NamedTuple

from houqin_desktop.storage.base import db
from houqin_desktop.storage.procurement_sums import GONE


class PurchaseSums(NamedTuple):
    """What one purchase buys (件, 分), how much of it was accepted, and the requests it serves.

    :param dropped: what comes no longer, for its request was ended.
    """

    slip_id: int
    quantity: int
    value_fen: int
    accepted: int
    dropped: int
    requests: str


def purchase_sums() -> dict[int, PurchaseSums]:
    """Return the sums of every purchase by the id of its slip."""
    accepted = (
        "(SELECT coalesce(sum(t.accepted), 0) FROM acceptance_line t"
        f" WHERE t.purchase_line_id = o.id AND NOT {GONE.format('t.slip_id')})"
    )
    rows = db.execute_sql(
        f"SELECT o.slip_id, sum(o.quantity), sum(o.quantity * o.price_fen), sum({accepted}),"
        f" sum(iif(r.closed_on IS NULL, 0, o.quantity - {accepted})),"
        " group_concat(DISTINCT v.number) FROM purchase_line o JOIN request_line q"
        " ON q.id = o.request_line_id JOIN purchase_request r ON r.id = q.slip_id"
        " JOIN voucher v ON v.id = q.slip_id GROUP BY o.slip_id"
    )
    return {row[0]: PurchaseSums(*row) for row in rows}


class AcceptanceSums(NamedTuple):
    """What one delivery brought (件), what of it was good, its worth (分), where it went."""

    slip_id: int
    delivered: int
    accepted: int
    value_fen: int
    receipts: str


def acceptance_sums() -> dict[int, AcceptanceSums]:
    """Return the sums of every acceptance by the id of its slip, with the receipts that stand."""
    rows = db.execute_sql(
        "SELECT t.slip_id, sum(t.delivered), sum(t.accepted), sum(t.accepted * t.price_fen),"
        " coalesce((SELECT group_concat(DISTINCT v.number) FROM acceptance_line u"
        " JOIN stocked_line k ON k.acceptance_line_id = u.id JOIN slip_line l ON l.id = k.line_id"
        " JOIN voucher v ON v.id = l.slip_id WHERE u.slip_id = t.slip_id"
        f" AND NOT {GONE.format('v.id')}), '') FROM acceptance_line t GROUP BY t.slip_id"
    )
    return {row[0]: AcceptanceSums(*row) for row in rows}


class SupplierSums(NamedTuple):
    """How often and for how much (分) was bought somewhere, how late it came, what went back."""

    supplier_id: int
    purchases: int
    accepted_fen: int
    late: int
    rejected: int


def supplier_sums() -> dict[int, SupplierSums]:
    """Return the sums of every supplier of whom something was bought, by its id.

    `late` counts acceptances after the day that the purchase named, `rejected` pieces not accepted.
    """
    rows = db.execute_sql(
        "SELECT p.supplier_id, count(DISTINCT p.id), coalesce(sum(t.accepted * t.price_fen), 0),"
        " count(DISTINCT CASE WHEN a.arrived_on > s.due_on THEN a.id END),"
        " coalesce(sum(t.delivered - t.accepted), 0) FROM purchase p JOIN slip s ON s.id = p.id"
        f" LEFT JOIN acceptance a ON a.purchase_id = p.id AND NOT {GONE.format('a.id')}"
        " LEFT JOIN acceptance_line t ON t.slip_id = a.id"
        f" WHERE NOT {GONE.format('p.id')} GROUP BY p.supplier_id"
    )
    return {row[0]: SupplierSums(*row) for row in rows}


class ReceiptAccount(NamedTuple):
    """A receipt that stands, with its worth (分) and what the accounts department made of it."""

    slip_id: int
    number: str
    dated_on: str
    source: str
    outside: str
    value_fen: int
    accounting_voucher: str
    entered_on: str


def receipt_accounts() -> list[ReceiptAccount]:
    """Return every receipt that stands and is worth something, the latest first.

    An opening balance is in the accounts already.
    """
    rows = db.execute_sql(
        "SELECT s.id, v.number, v.dated_on, s.source, s.outside, sum(l.value_fen) AS value,"
        " coalesce(e.number, ''), coalesce(e.entered_on, '') FROM slip s JOIN voucher v"
        " ON v.id = s.id AND v.kind = 'receipt' JOIN slip_line l ON l.slip_id = s.id"
        " LEFT JOIN accounts_entry e ON e.slip_id = s.id"
        f" WHERE s.source <> 'opening' AND NOT {GONE.format('s.id')}"
        " GROUP BY s.id HAVING value > 0 ORDER BY s.id DESC"
    )
    return [ReceiptAccount(*row) for row in rows]


class LineThread(NamedTuple):
    """The papers by which one line of a request went on, each by its numbers, one below another."""

    line_id: int
    purchases: str
    acceptances: str
    receipts: str
    handed: str
    suppliers: str


def line_threads() -> dict[int, LineThread]:
    """Return the papers that stand and follow from every line of a request, by the line's id."""
    rows = db.execute_sql(
        "SELECT q.id, coalesce(group_concat(DISTINCT pv.number), ''),"
        " coalesce(group_concat(DISTINCT av.number), ''),"
        " coalesce(group_concat(DISTINCT rv.number), ''),"
        " coalesce(group_concat(DISTINCT hv.number), ''),"
        " coalesce(group_concat(DISTINCT ps.outside), '')"
        " FROM request_line q"
        f" LEFT JOIN purchase_line o ON o.request_line_id = q.id AND NOT {GONE.format('o.slip_id')}"
        " LEFT JOIN voucher pv ON pv.id = o.slip_id LEFT JOIN slip ps ON ps.id = o.slip_id"
        " LEFT JOIN acceptance_line t ON t.purchase_line_id = o.id"
        f" AND NOT {GONE.format('t.slip_id')} LEFT JOIN voucher av ON av.id = t.slip_id"
        " LEFT JOIN stocked_line k ON k.acceptance_line_id = t.id"
        " LEFT JOIN slip_line l ON l.id = k.line_id"
        f" LEFT JOIN voucher rv ON rv.id = l.slip_id AND NOT {GONE.format('rv.id')}"
        " LEFT JOIN handed_receipt h ON h.receipt_id = rv.id"
        f" LEFT JOIN voucher hv ON hv.id = h.slip_id AND NOT {GONE.format('hv.id')}"
        " GROUP BY q.id"
    )
    return {row[0]: LineThread(*row) for row in rows}
