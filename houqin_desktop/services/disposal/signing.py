"""The verbs of disposal that happen on paper: printed, signed, sent back, not agreed."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.voucher import Decision, VoucherEvent, next_state
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.disposal.drafts import (
    AttachScan,
    Objection,
    RecordPrinting,
    RecordSignature,
    RejectDisposal,
    ReturnDisposal,
    WithdrawDisposal,
)
from houqin_desktop.services.disposal.reversal import (
    find_reversal,
    is_reversal,
    reversal_sheet_for,
    withdraw_reversal,
)
from houqin_desktop.services.disposal.sheet import sheet_for
from houqin_desktop.services.disposal.verbs import Case, find_case, release
from houqin_desktop.services.papers import vouchers
from houqin_desktop.services.slips.engine import find_slip, is_slip
from houqin_desktop.services.slips.sheets import slip_sheet_for
from houqin_desktop.services.slips.verbs import (
    after_signature,
    before_rejection,
    require_ready,
    slip_signers,
)
from houqin_desktop.storage.voucher import Voucher, signatures_of


@dataclass(frozen=True, slots=True)
class _Paper:
    """A voucher that hands sign, with what its paper says and the room that it is about."""

    voucher: Voucher
    sheet: vouchers.Sheet
    signers: vouchers.Signers
    case: Case | None = None
    is_slip: bool = False


def _paper(number: str) -> _Paper:
    """Return the paper with this number, be it an application or a red document."""
    if is_reversal(number):
        red = find_reversal(number)
        return _Paper(red.voucher, reversal_sheet_for(red), vouchers.Signers())
    if is_slip(number):
        slip = find_slip(number)
        require_ready(slip)
        return _Paper(slip.voucher, slip_sheet_for(slip), slip_signers(slip), is_slip=True)
    case = find_case(number)
    signers = vouchers.Signers(case.disposal.storeroom_id)
    return _Paper(case.voucher, sheet_for(case), signers, case)


@command("登记打印", RecordPrinting)
def record_printing(task: Task, draft: RecordPrinting) -> Outcome:
    """Record that the forms were put on paper; the first time, their words are frozen."""
    paper = _paper(draft.number)
    taker = None if draft.taken_by is None else lookup.person(draft.taken_by).id
    ordinal = vouchers.print_out(task, paper.voucher, paper.sheet, taker)
    return Outcome(paper.voucher.number, (str(ordinal),))


def _sign(task: Task, paper: _Paper, signing: vouchers.Signing) -> Outcome:
    vouchers.sign(
        task,
        paper.voucher,
        ROUTES[paper.voucher.route],
        paper.sheet,
        signing,
        paper.signers,
    )
    if paper.is_slip:
        after_signature(task, paper.voucher.number)
    return Outcome(paper.voucher.number, (paper.voucher.number,))


@command("登记签字", RecordSignature)
def record_signature(task: Task, draft: RecordSignature) -> Outcome:
    """Record a hand signature on the present version, in its turn."""
    signing = vouchers.Signing(
        Decision.AGREE,
        draft.step,
        draft.person,
        draft.signed_on,
        draft.opinion or "",
        draft.document_number or "",
        draft.document_on,
        draft.scan,
    )
    return _sign(task, _paper(draft.number), signing)


@command("补登扫描件", AttachScan)
def attach_scan(task: Task, draft: AttachScan) -> Outcome:
    """Keep a scan that came later than its signature."""
    voucher = _paper(draft.number).voucher
    step = ROUTES[voucher.route].step(draft.step)
    signed = [s for s in signatures_of(voucher.id) if s.step == step.key]
    if not signed:
        raise Refused(
            f"“{step.title}”还没有登记签字，不能补登扫描件。请先登记签字。", code="not_signed"
        )
    vouchers.attach_scan(task, signed[-1], draft.scan)
    return Outcome(voucher.number, (voucher.number,))


@command("退回申请", ReturnDisposal)
def return_disposal(task: Task, draft: ReturnDisposal) -> Outcome:
    """Send an application back with an opinion; its assets are as they were before it."""
    paper = _paper(draft.number)
    if paper.case is None:
        raise Refused(
            f"{paper.voucher.kind.label}单 {paper.voucher.number} 不退回修改。"
            "请登记“不同意”，或撤回后重新提出。",
            code="not_returned",
        )
    _refuse(task, paper, Decision.RETURN, VoucherEvent.RETURN, draft)
    return Outcome(paper.voucher.number, (paper.voucher.number,))


@command("不同意", RejectDisposal)
def reject_disposal(task: Task, draft: RejectDisposal) -> Outcome:
    """Record that a signer does not agree; the case ends and everything is as before it."""
    paper = _paper(draft.number)
    _refuse(task, paper, Decision.REJECT, VoucherEvent.REJECT, draft)
    return Outcome(paper.voucher.number, (paper.voucher.number,))


def _refuse(
    task: Task,
    paper: _Paper,
    decision: Decision,
    event: VoucherEvent,
    draft: Objection,
) -> None:
    voucher = paper.voucher
    if not draft.opinion:
        raise Refused(f"{event.label}须写明意见。请填写意见。", code="opinion_wanted")
    next_state(voucher.state, event, voucher.number)
    signing = vouchers.Signing(decision, draft.step, draft.person, draft.signed_on, draft.opinion)
    _sign(task, paper, signing)
    if paper.is_slip:
        before_rejection(task, voucher.number)
    vouchers.advance(task, voucher, event)
    if paper.case is not None:
        release(task, paper.case)


@command("撤回申请", WithdrawDisposal)
def withdraw_disposal(task: Task, draft: WithdrawDisposal) -> Outcome:
    """Take an application back before it is written off; the state before comes back."""
    if is_reversal(draft.number):
        return withdraw_reversal(task, draft.number, draft.opinion)
    case = find_case(draft.number)
    vouchers.advance(task, case.voucher, VoucherEvent.WITHDRAW)
    task.update(case.disposal, closing_note=draft.opinion or "申请人撤回")
    release(task, case)
    return Outcome(case.voucher.number, (case.voucher.number,))
