"""The verbs of disposal that happen on paper: printed, signed, sent back, not agreed."""

from __future__ import annotations

from houqin_desktop.domain.disposal import ROUTES
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import Decision, VoucherEvent, next_state
from houqin_desktop.services import lookup, vouchers
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.disposal import Case, find_case, release
from houqin_desktop.services.disposal_drafts import (
    AttachScan,
    RecordPrinting,
    RecordSignature,
    RejectDisposal,
    ReturnDisposal,
)
from houqin_desktop.services.disposal_sheet import sheet_for
from houqin_desktop.storage.voucher import signatures_of


@command("登记打印", RecordPrinting)
def record_printing(task: Task, draft: RecordPrinting) -> Outcome:
    """Record that the forms were put on paper; the first time, their words are frozen."""
    case = find_case(draft.number)
    taker = None if draft.taken_by is None else lookup.person(draft.taken_by).id
    ordinal = vouchers.print_out(task, case.voucher, sheet_for(case), taker)
    return Outcome(case.voucher.number, (str(ordinal),))


def _sign(task: Task, case: Case, signing: vouchers.Signing) -> Outcome:
    vouchers.sign(
        task,
        case.voucher,
        ROUTES[case.voucher.route],
        sheet_for(case),
        signing,
        case.disposal.storeroom_id,
    )
    return Outcome(case.voucher.number, (case.voucher.number,))


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
    return _sign(task, find_case(draft.number), signing)


@command("补登扫描件", AttachScan)
def attach_scan(task: Task, draft: AttachScan) -> Outcome:
    """Keep a scan that came later than its signature."""
    case = find_case(draft.number)
    step = ROUTES[case.voucher.route].step(draft.step)
    signed = [s for s in signatures_of(case.voucher.id) if s.step == step.key]
    if not signed:
        raise Refused(f"“{step.title}”还没有登记签字，不能补登扫描件。", code="not_signed")
    vouchers.attach_scan(task, signed[-1], draft.scan)
    return Outcome(case.voucher.number, (case.voucher.number,))


@command("退回申请", ReturnDisposal)
def return_disposal(task: Task, draft: ReturnDisposal) -> Outcome:
    """Send an application back with an opinion; its assets are as they were before it."""
    case = find_case(draft.number)
    _refuse(task, case, Decision.RETURN, VoucherEvent.RETURN, draft)
    return Outcome(case.voucher.number, (case.voucher.number,))


@command("不同意", RejectDisposal)
def reject_disposal(task: Task, draft: RejectDisposal) -> Outcome:
    """Record that a signer does not agree; the case ends and everything is as before it."""
    case = find_case(draft.number)
    _refuse(task, case, Decision.REJECT, VoucherEvent.REJECT, draft)
    return Outcome(case.voucher.number, (case.voucher.number,))


def _refuse(
    task: Task,
    case: Case,
    decision: Decision,
    event: VoucherEvent,
    draft: ReturnDisposal | RejectDisposal,
) -> None:
    if not draft.opinion:
        raise Refused(f"{event.label}须写明意见。请填写意见。", code="opinion_wanted")
    next_state(case.voucher.state, event, case.voucher.number)
    signing = vouchers.Signing(decision, draft.step, draft.person, draft.signed_on, draft.opinion)
    _sign(task, case, signing)
    vouchers.advance(task, case.voucher, event)
    release(task, case)
