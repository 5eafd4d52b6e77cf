"""The verbs of every slip: taken back while unsigned, after that reversed by a red document."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.slip import MOVED_WHEN_SIGNED, SLIP_KINDS
from houqin_desktop.domain.voucher import Decision, VoucherEvent, VoucherKind, VoucherState
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.papers.vouchers import Signers, advance, signed_steps, state_after
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.slips.engine import SlipCase, find_slip, open_slip, put_back
from houqin_desktop.services.slips.kinds import rule_of, signers_of
from houqin_desktop.services.undoing.verbs import cannot_undo
from houqin_desktop.storage.slip import Slip, reversal_of_slip
from houqin_desktop.storage.voucher import Voucher, signatures_of

cannot_undo("withdraw_slip", "单据已经撤销，单号保留。仍要办理请重新开单。")
cannot_undo("reverse_slip", "红字冲销单已编号。不办了请撤销这张红字冲销单。")


@command("撤销单据", WithdrawSlip)
def withdraw_slip(task: Task, draft: WithdrawSlip) -> Outcome:
    """Take a slip back that nobody has signed; what it moved goes back exactly.

    A transfer, a hand-over and a red document move nothing before they are signed whole, so that
    they can be taken back until then.
    """
    case = find_slip(draft.number)
    voucher = case.voucher
    waits = voucher.kind in MOVED_WHEN_SIGNED
    if voucher.state is VoucherState.SIGNING and signed_steps(voucher) and not waits:
        raise Refused(
            f"{voucher.number} 已经有人签字，不能撤销。请用“红字冲销”。", code="already_signed"
        )
    state = state_after(voucher, VoucherEvent.WITHDRAW)
    _put_back(task, voucher.id, case)
    task.update(voucher, state=state)
    task.update(case.slip, closing_note=draft.reason or "撤销")
    return Outcome(voucher.number, (voucher.number,))


@command("物品单据红字冲销", ReverseSlip)
def reverse_slip(task: Task, draft: ReverseSlip) -> Outcome:
    """Open a red document for a signed slip; it takes effect with its last signature.

    :raises Refused: for a slip without signatures, one reversed already, or an empty reason.
    """
    kinds = tuple(SLIP_KINDS - {VoucherKind.STOCK_REVERSAL})
    case = find_slip(draft.number, *kinds)
    voucher = case.voucher
    if not draft.reason:
        raise Refused("冲销须写明原因。请填写为什么冲销。", code="empty_reason")
    standing = reversal_of_slip(case.slip.id)
    if standing is not None:
        raise Refused(
            f"{voucher.number} 已有红字冲销单 {standing.number}，只能冲销一次。",
            code="already_reversed",
        )
    if voucher.state not in (VoucherState.APPROVED, VoucherState.EXECUTED):
        raise Refused(
            f"{voucher.number} 还没有签齐，不必冲销。请用“撤销单据”，或先登记签字。",
            code="not_signed",
        )
    red = open_slip(
        task,
        VoucherKind.STOCK_REVERSAL,
        original_id=case.slip.id,
        storeroom_id=case.slip.storeroom_id,
        other_storeroom_id=case.slip.other_storeroom_id,
        remarks=draft.reason,
    )
    number = Voucher.get_by_id(red.id).number
    return Outcome(number, (number, voucher.number))


def slip_signers(case: SlipCase) -> Signers:
    """Return whose hands the paper of a slip wants, and who of them may not agree."""
    if case.slip.original_id is not None:
        return case.signers
    admit = partial(rule_of(case.voucher.kind).before_hand, case)
    return replace(signers_of(case), admit=admit)


def require_ready(case: SlipCase) -> None:
    """Refuse to print or sign a slip that does not say yet what it is for."""
    if case.slip.original_id is None:
        rule_of(case.voucher.kind).before_paper(case)


def after_signature(task: Task, number: str) -> None:
    """Close a slip when its last hand has signed, with what that brings about."""
    case = find_slip(number)
    voucher = case.voucher
    if voucher.state is not VoucherState.APPROVED:
        return
    _require_not_before_signatures(task, case)
    if case.slip.original_id is None:
        _post(task, case)
        rule_of(voucher.kind).when_signed(task, case)
        return
    original = SlipCase(
        Voucher.get_by_id(case.slip.original_id), Slip.get_by_id(case.slip.original_id)
    )
    rule = rule_of(original.voucher.kind)
    rule.before_back(task, original)
    _post(task, case)
    put_back(task, voucher.id, original.slip.id)
    rule.when_reversed(task, original)


def before_rejection(task: Task, number: str) -> None:
    """Let a slip to which somebody does not agree put its things back."""
    case = find_slip(number)
    _put_back(task, case.voucher.id, case)
    task.update(case.slip, closing_note=VoucherState.REJECTED.label)


def _post(task: Task, case: SlipCase) -> None:
    advance(task, case.voucher, VoucherEvent.POST)
    task.update(case.slip, posted_on=task.on)


def _put_back(task: Task, voucher_id: int, original: SlipCase) -> None:
    if original.slip.original_id is None:
        rule_of(original.voucher.kind).before_back(task, original)
    put_back(task, voucher_id, original.slip.id)


def _require_not_before_signatures(task: Task, case: SlipCase) -> None:
    latest = max(
        s.signed_on for s in signatures_of(case.voucher.id) if s.decision is Decision.AGREE
    )
    if task.on < latest:
        raise Refused(
            f"{case.voucher.number} 有 {latest} 的签字，不能记在 {task.on}。请核对日期。",
            code="date_order",
        )
