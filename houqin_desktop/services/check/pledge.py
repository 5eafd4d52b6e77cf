"""Invariants of responsibility letters that one query can state."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

_GONE: Final = (
    "((SELECT state FROM voucher WHERE id = {0}) IN ('withdrawn', 'rejected')"
    " OR EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed'))"
)

PLEDGE_RULES: Final = (
    RowRule(
        "I64",
        "责任状与文本、签订人相符",
        "pledge",
        "SELECT v.number FROM voucher v LEFT JOIN pledge p ON p.id = v.id"
        " LEFT JOIN slip s ON s.id = v.id LEFT JOIN pledge_text t ON t.id = p.text_id"
        " WHERE (v.kind = 'pledge' OR p.id IS NOT NULL) AND (v.kind <> 'pledge' OR p.id IS NULL"
        " OR (p.tenancy_id IS NOT NULL) <> (t.signer = 'tenant')"
        " OR (s.taker_id IS NULL) <> (t.signer = 'tenant')"
        " OR (s.taker_department_id IS NOT NULL) <> (t.signer = 'department'))",
        "责任状 {0} 与它的文本不符",
    ),
    RowRule(
        "I65",
        "同一文本一人一份",
        "pledge",
        "SELECT max(v.number) FROM pledge p JOIN slip s ON s.id = p.id"
        f" JOIN voucher v ON v.id = p.id WHERE NOT {_GONE.format('p.id')}"
        " GROUP BY p.text_id, p.tenancy_id, s.taker_department_id,"
        " iif(s.taker_department_id IS NULL, s.taker_id, 0) HAVING count(*) > 1",
        "责任状 {0} 与另一份重复",
    ),
    RowRule(
        "I66",
        "在用责任状的文本都在",
        "pledge_text",
        "SELECT v.number FROM pledge p JOIN pledge_text t ON t.id = p.text_id"
        f" JOIN voucher v ON v.id = p.id WHERE t.withdrawn = 1 AND NOT {_GONE.format('p.id')}",
        "责任状 {0} 的文本已经撤销",
    ),
)
