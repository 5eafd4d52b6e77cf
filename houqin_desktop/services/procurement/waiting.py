"""Which papers of procurement waited for a hand on a day, for whose, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.voucher import Decision, VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import signers_of
from houqin_desktop.storage.procurement_facts import unsigned_on
from houqin_desktop.storage.slip import Slip
from houqin_desktop.storage.voucher import Voucher, signatures_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper, the boxes whose turn it is, who signs there, and the days since the last hand."""

    slip_id: int
    number: str
    kind: VoucherKind
    boxes: str
    hands: str
    days: int


def waiting_for_hands(on: date) -> list[Waiting]:
    """Return the requests, purchases and acceptances that stood on a day and were not signed."""
    return [
        _waiting(SlipCase(Voucher.get_by_id(one), Slip.get_by_id(one)), on)
        for one in unsigned_on(on)
    ]


def _waiting(case: SlipCase, on: date) -> Waiting:
    voucher = case.voucher
    signed = [one for one in signatures_of(voucher.id) if one.signed_on <= on]
    agreed = {one.step for one in signed if one.decision is Decision.AGREE}
    due = ROUTES[voucher.route].due(agreed)
    signers = signers_of(case)
    hands = [signers.holder(step, on) for step in due]
    latest = max((one.signed_on for one in signed), default=voucher.dated_on)
    return Waiting(
        voucher.id,
        voucher.number,
        voucher.kind,
        _joined(step.title for step in due),
        _joined(lookup.person_by_id(one).name for one in hands if one is not None),
        max((on - latest).days, 0),
    )


def _joined(words: Iterator[str]) -> str:
    return "、".join(dict.fromkeys(words))
