"""What becomes of the lines of a request beside being bought, and its end."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.procurement import LineChoice
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.papers.vouchers import is_frozen
from houqin_desktop.services.procurement.drafts import (
    CloseRequest,
    DecideLine,
    ExcuseProcurement,
)
from houqin_desktop.services.procurement.standing import require_standing
from houqin_desktop.services.slips.engine import SlipCase, find_slip
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.procurement import (
    Acceptance,
    Purchase,
    PurchaseRequest,
    RequestChoice,
    RequestLine,
)
from houqin_desktop.storage.procurement_sums import line_sums, untouched_purchases

cannot_undo("decide_line", "这一行的处理已记在申请上，如实留存。要改请撤销这张申请，另写一张。")
cannot_undo("close_request", "申请已经结束，余下的不再采购。仍要购买请另写一张申请。")


def lines_of(request_id: int) -> list[RequestLine]:
    """Return the lines of a request in the order of its paper."""
    return RequestLine.picked("slip_id = ?", request_id, order="position")


def line_at(case: SlipCase, position: int) -> RequestLine:
    """Return the line of a request with this number on the paper.

    :raises Refused: for a number that the request has not.
    """
    lines = lines_of(case.slip.id)
    for line in lines:
        if line.position == position:
            return line
    raise Refused(
        f"{case.voucher.number} 没有第 {position} 行，只有 1 到 {len(lines)} 行。请核对行号。",
        code="unknown_line",
    )


# By which papers a line is served in place of being bought.
_SERVED_BY: Final = {
    LineChoice.ISSUE: (VoucherKind.ISSUE, VoucherKind.LOAN),
    LineChoice.TRANSFER: (VoucherKind.TRANSFER,),
    LineChoice.REPAIR: (VoucherKind.REPAIR,),
}


def serving_paper(choice: LineChoice, number: str | None) -> str:
    """Return the number of the paper that serves a line, an empty text where none is named.

    :raises Refused: for an unknown number, or a paper of another kind than the choice is about.
    """
    if not number:
        return ""
    voucher, kinds = lookup.voucher(number), _SERVED_BY.get(choice, ())
    if kinds and voucher.kind not in kinds:
        words = "、".join(kind.label for kind in kinds)
        raise Refused(
            f"{voucher.number} 是{voucher.kind.label}单，“{choice.label}”要填{words}单的单号。"
            "请核对单号。",
            code="other_paper",
        )
    return voucher.number


@command("处理申请行", DecideLine)
def decide_line(task: Task, draft: DecideLine) -> Outcome:
    """Write down that pieces of a line are served otherwise, are cut, or why they are bought.

    :raises Refused: for more pieces than are left of the line, without a reason, or after the
        paper was printed, where only a cut by those who approve is still possible.
    """
    case = find_slip(draft.number, VoucherKind.PURCHASE_REQUEST)
    line = line_at(case, draft.line)
    if not draft.reason:
        raise Refused("没有写理由。请写明为什么这样处理。", code="empty_reason")
    _require_open(case, draft.choice)
    left = line_sums((case.slip.id,))[line.id].approved
    pieces = 0
    if draft.choice.takes_off:
        pieces = left if draft.quantity is None else draft.quantity
        if not 1 <= pieces <= left:
            raise Refused(
                f"第 {draft.line} 行只剩 {left:,} {line.unit}，不能{draft.choice.label}"
                f" {pieces:,} {line.unit}。请核对数量。",
                code="too_many",
            )
    document = serving_paper(draft.choice, draft.document)
    task.insert(
        RequestChoice,
        line_id=line.id,
        choice=draft.choice,
        quantity=pieces,
        found=draft.found or "",
        reason=draft.reason,
        document=document,
        chosen_on=task.on,
    )
    number = case.voucher.number
    return Outcome(number, (number, document) if document else (number,))


def _require_open(case: SlipCase, choice: LineChoice) -> None:
    number = case.voucher.number
    if case.voucher.state is not VoucherState.SIGNING:
        raise Refused(
            f"{number} 不在签批中，不能再改。请另写一张申请，或用“结束申请”。", code="state"
        )
    if choice is not LineChoice.CUT and is_frozen(case.voucher):
        raise Refused(
            f"{number} 已经打印或签字，只能核减。要改办请撤销这张申请，另写一张。", code="frozen"
        )


@command("补写采购例外", ExcuseProcurement)
def excuse_procurement(task: Task, draft: ExcuseProcurement) -> Outcome:
    """Write on a paper before it is printed why a rule does not hold for it.

    :raises Refused: once it is printed or signed, without anything to write, or for a paper that
        has no such line.
    """
    case = find_slip(
        draft.number, VoucherKind.PURCHASE_REQUEST, VoucherKind.PURCHASE, VoucherKind.ACCEPTANCE
    )
    number = case.voucher.number
    if is_frozen(case.voucher) or case.voucher.state is not VoucherState.SIGNING:
        raise Refused(
            f"{number} 已经打印、签字或办结，不能再补写。请撤销后另开一张。", code="frozen"
        )
    models = {
        VoucherKind.PURCHASE_REQUEST: PurchaseRequest,
        VoucherKind.PURCHASE: Purchase,
        VoucherKind.ACCEPTANCE: Acceptance,
    }
    said = {
        name: getattr(draft, name)
        for name in ("over_budget", "exception")
        if getattr(draft, name) is not None
    }
    if case.voucher.kind is VoucherKind.PURCHASE and "over_budget" in said:
        raise Refused(
            "采购单上没有超预算一栏，写在申请单或验收单上。请另选单据。", code="no_such_field"
        )
    row = models[case.voucher.kind].get_by_id(case.slip.id)
    if not task.update(row, **said):
        raise Refused(f"{number} 本来就是这样写的，没有改动。请核对内容。", code="no_change")
    return Outcome(number, (number,))


@undoes("excuse_procurement")
def _unsaid(deed: Deed) -> ExcuseProcurement:
    case = find_slip(deed.number or "")
    before: dict[str, str] = {}
    for model in (PurchaseRequest, Purchase, Acceptance):
        for _, touched in deed.still(model):
            before |= touched.before or {}
    return ExcuseProcurement(number=case.voucher.number, **before)


@command("结束申请", CloseRequest)
def close_request(task: Task, draft: CloseRequest) -> Outcome:
    """End an approved request: what was not ordered is bought no longer.

    Of what was ordered and came in part, the rest comes no longer either.

    :raises Refused: before it is approved, after it was ended, or while nothing of a purchase came,
        which could be taken back.
    """
    case = find_slip(draft.number, VoucherKind.PURCHASE_REQUEST)
    request = PurchaseRequest.get_by_id(case.slip.id)
    number = case.voucher.number
    if not draft.reason:
        raise Refused("没有写结束原因。请写明为什么不再采购。", code="empty_reason")
    require_standing(case, "结束")
    if case.voucher.state is not VoucherState.EXECUTED:
        raise Refused(f"{number} 还没有批准，不能结束。请用“撤销单据”。", code="state")
    if request.closed_on is not None:
        raise Refused(f"{number} 已于 {request.closed_on} 结束。请核对单号。", code="no_change")
    if waiting := untouched_purchases(case.slip.id):
        raise Refused(
            f"{number} 还有采购单 {'、'.join(waiting)} 一件也没有验收，不能结束。"
            "请先验收，或撤销、冲销采购单。",
            code="still_ordered",
        )
    task.update(request, closed_on=task.on, closing_reason=draft.reason)
    return Outcome(number, (number,))
