"""From a receipt straight to who asked: 领用 for use, 借用 until a day, on the same thread."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock, Lend, LoanLine
from houqin_desktop.services.loan.issuing import issue_stock
from houqin_desktop.services.loan.lending import lend
from houqin_desktop.services.procurement.drafts import HandOut
from houqin_desktop.services.procurement.standing import require_not_before, require_standing
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import SlipCase, find_slip, things_of
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.people import Department
from houqin_desktop.storage.procurement import (
    AcceptanceLine,
    HandedReceipt,
    PurchaseLine,
    RequestLine,
    StockedLine,
)
from houqin_desktop.storage.procurement_sums import handed_of
from houqin_desktop.storage.slip import Slip


def asked_by(case: SlipCase) -> list[Slip]:
    """Return the slips of the requests behind a receipt, each once, in their order."""
    found: dict[int, Slip] = {}
    for line in case.lines:
        stocked = StockedLine.find(line_id=line.id)
        if stocked is None:
            continue
        accepted = AcceptanceLine.get_by_id(stocked.acceptance_line_id)
        ordered = PurchaseLine.get_by_id(accepted.purchase_line_id)
        request_id = RequestLine.get_by_id(ordered.request_line_id).slip_id
        found.setdefault(request_id, Slip.get_by_id(request_id))
    return list(found.values())


@command("按入库单发放", HandOut)
def hand_out(task: Task, draft: HandOut) -> Outcome:
    """Write the issue of all that a receipt brought in; with a day of return, the loan.

    :raises Refused: for a receipt of another source, one that was handed out, or one of several
        applicants where nobody is named; and as an issue or a loan is refused.
    """
    case = find_slip(draft.number, VoucherKind.RECEIPT)
    number = case.voucher.number
    if case.slip.source != ReceiptSource.PURCHASE.value:
        raise Refused(f"{number} 不是采购入库。请用“物品领用”办理。", code="not_purchased")
    require_standing(case, "发放")
    require_not_before(case, task.on, "发放", signed=False)
    if handed := handed_of(case.slip.id):
        raise Refused(
            f"{number} 已按 {'、'.join(handed)} 发放。请核对单号。", code="handed_already"
        )
    asked = asked_by(case)
    takers = {slip.taker_id for slip in asked}
    if draft.taker is None and len(takers) != 1:
        raise Refused(f"{number} 有几位申请人。请填写领用人，或分别用“物品领用”。", code="whose")
    taker_id = lookup.person(draft.taker).id if draft.taker else next(iter(takers))
    assert taker_id is not None
    person = lookup.person_by_id(taker_id).number
    outcome = _give(task, case, draft, person, asked)
    slip_id = lookup.voucher(outcome.number or "").id
    task.insert(HandedReceipt, slip_id=slip_id, receipt_id=case.slip.id)
    return Outcome(outcome.number, (*outcome.ids, number))


def _give(task: Task, case: SlipCase, draft: HandOut, person: str, asked: list[Slip]) -> Outcome:
    room = lookup.room_by_id(case.slip.storeroom_id or 0).name
    department, purpose = _department(asked), asked[0].purpose or None
    things = things_of(case.lines)
    if draft.due_on is None:
        return issue_stock(
            task,
            IssueStock(
                storeroom=room,
                taker=person,
                department=department,
                purpose=purpose,
                lines=tuple(
                    IssueLine(item=one.code, quantity=one.line.quantity, place=draft.place)
                    for one in things
                ),
            ),
        )
    return lend(
        task,
        Lend(
            storeroom=room,
            borrower=person,
            due_on=draft.due_on,
            department=department,
            purpose=purpose,
            lines=tuple(LoanLine(item=one.code, quantity=one.line.quantity) for one in things),
        ),
    )


def _department(asked: list[Slip]) -> str | None:
    first = asked[0].taker_department_id
    return None if first is None else Department.get_by_id(first).name


@undoes("hand_out")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销发放")
