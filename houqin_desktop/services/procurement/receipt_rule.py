"""The rule of a receipt, with what a purchase adds: its cards go back with it, what is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.papers.case_view import Happening
from houqin_desktop.services.procurement.returning import take_cards_back
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import Aftermath
from houqin_desktop.services.stock.receiving import RULES as RECEIVING
from houqin_desktop.storage.procurement import AccountsEntry
from houqin_desktop.storage.procurement_sums import handed_of


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    """Return what stands above the table; of a purchase the acceptance too (DOMAIN.md 4.5)."""
    written = RECEIVING[VoucherKind.RECEIPT].fields(case)
    if case.slip.source != ReceiptSource.PURCHASE.value:
        return written
    return (*written, ("验收单号", case.slip.purpose))


def _aftermath(case: SlipCase, _today: date) -> Aftermath:
    if case.slip.source != ReceiptSource.PURCHASE.value:
        return Aftermath()
    entry = AccountsEntry.find(slip_id=case.slip.id)
    entered = entry is not None and bool(entry.number)
    handed = handed_of(case.slip.id)
    history: tuple[Happening, ...] = ()
    if entered:
        assert entry is not None
        assert entry.entered_on is not None
        history = (Happening(entry.entered_on, f"财务已入账，凭证号 {entry.number}"),)
    missing = (*(() if entered else ("财务未入账",)), *(() if handed else ("还没有发放",)))
    command, title = ("", "") if handed else ("hand_out", "发放")
    return Aftermath(command=command, title=title, missing=missing, history=history)


RULES = {
    kind: replace(rule, fields=_fields, before_back=take_cards_back, aftermath=_aftermath)
    for kind, rule in RECEIVING.items()
    if kind is VoucherKind.RECEIPT
}
