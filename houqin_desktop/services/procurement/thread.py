"""采购流程: every paper that hangs together with one, from the request to what was handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.slip import SLIP_KINDS, state_word
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.loan.things import things_said
from houqin_desktop.services.procurement.deciding import lines_of
from houqin_desktop.services.procurement.registers import waits_for
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.storage.procurement_sums import thread_of
from houqin_desktop.storage.slip import Slip, reversed_slips
from houqin_desktop.storage.voucher import Voucher

_ORDER = {
    VoucherKind.PURCHASE_REQUEST: 0,
    VoucherKind.PURCHASE: 1,
    VoucherKind.ACCEPTANCE: 2,
    VoucherKind.RECEIPT: 3,
}


@dataclass(frozen=True, slots=True)
class ThreadPaper:
    """One paper of a thread: what it is, how far it has come, what it is about."""

    number: str
    kind: str
    dated_on: date
    state: str
    waits_for: str
    about: str


def thread(number: str) -> tuple[ThreadPaper, ...]:
    """Return the papers of the thread on which a paper lies, in the order of procurement.

    :raises Refused: for an unknown number.
    """
    voucher = lookup.voucher(number)
    gone = reversed_slips()
    found = [Voucher.get_by_id(one) for one in thread_of(voucher.id)]
    found.sort(key=lambda one: (_ORDER.get(one.kind, len(_ORDER)), one.id))
    return tuple(
        ThreadPaper(
            one.number,
            one.kind.label,
            one.dated_on,
            state_word(one.state, is_reversed=one.id in gone)
            if one.kind in SLIP_KINDS
            else one.state.label,
            waits_for(one),
            _about(one),
        )
        for one in found
    )


def _about(voucher: Voucher) -> str:
    if voucher.kind is VoucherKind.PURCHASE_REQUEST:
        return "、".join(
            f"{line.name} {line.quantity:,} {line.unit}".rstrip() for line in lines_of(voucher.id)
        )
    if voucher.kind not in SLIP_KINDS:
        return ""
    slip = Slip.get_by_id(voucher.id)
    case = SlipCase(voucher, slip)
    return things_said(case) if case.lines else slip.outside
