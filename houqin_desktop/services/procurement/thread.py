"""采购流程: every paper that hangs together with one, from the hazard to what was handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.slip import SLIP_KINDS, state_word
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.hazard.facts import HazardFact, hazard_facts
from houqin_desktop.services.loan.things import things_said
from houqin_desktop.services.procurement.deciding import lines_of
from houqin_desktop.services.procurement.registers import waits_for
from houqin_desktop.services.repair.words import thing_words
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.storage.asset import Asset, assets_by_id
from houqin_desktop.storage.hazard import Hazard, hazards_on_thread, linked_to, notices_about
from houqin_desktop.storage.procurement_sums import cards_received, thread_of
from houqin_desktop.storage.repair import Repair
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
    """Return the papers of the thread on which a paper or a hazard lies, the hazards first.

    What was bought for a hazard hangs together by it: its notices, the request, the acceptance,
    the cards and the hazard itself.

    :raises Refused: for an unknown number.
    """
    hazard = Hazard.find(code=normalise_code(number))
    begin = [] if hazard is not None else [lookup.voucher(number).id]
    hazards = {one.id for one in (hazard,) if one is not None} | hazards_on_thread(begin)
    papers = {one for key in [*begin, *linked_to(hazards)] for one in thread_of(key)}
    hazards |= hazards_on_thread(papers)
    found = [Voucher.get_by_id(one) for one in sorted(papers | notices_about(hazards))]
    found.sort(key=lambda one: (_ORDER.get(one.kind, len(_ORDER)), one.id))
    gone = reversed_slips()
    return (
        *(_hazard(one) for one in hazard_facts() if one.row.id in hazards),
        *(_paper(one, is_reversed=one.id in gone) for one in found),
        *(_card(one) for one in assets_by_id(cards_received(papers))),
    )


def _hazard(fact: HazardFact) -> ThreadPaper:
    row = fact.row
    about = f"{fact.where}：{row.description}"
    waits = fact.state.label if fact.state.is_open else ""
    return ThreadPaper(row.code, "隐患", row.found_on, fact.state.label, waits, about)


def _paper(voucher: Voucher, *, is_reversed: bool) -> ThreadPaper:
    state = (
        state_word(voucher.state, is_reversed=is_reversed)
        if voucher.kind in SLIP_KINDS
        else voucher.state.label
    )
    return ThreadPaper(
        voucher.number,
        voucher.kind.label,
        voucher.dated_on,
        state,
        waits_for(voucher),
        _about(voucher),
    )


def _card(asset: Asset) -> ThreadPaper:
    about = f"{asset.name} {asset.specification}".strip()
    return ThreadPaper(asset.code, "资产卡片", asset.registered_on, asset.status.label, "", about)


def _about(voucher: Voucher) -> str:
    if voucher.kind is VoucherKind.REPAIR:
        repair = Repair.get_by_id(voucher.id)
        return f"{thing_words(repair)} {repair.fault}"
    if voucher.kind is VoucherKind.PURCHASE_REQUEST:
        return "、".join(
            f"{line.name} {line.quantity:,} {line.unit}".rstrip() for line in lines_of(voucher.id)
        )
    if voucher.kind not in SLIP_KINDS:
        return ""
    slip = Slip.get_by_id(voucher.id)
    case = SlipCase(voucher, slip)
    return things_said(case) if case.lines else slip.outside
