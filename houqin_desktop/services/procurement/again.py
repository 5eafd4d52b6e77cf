"""A request that was refused or taken back, as the draft of a new one."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.procurement import LineChoice
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.procurement.deciding import lines_of
from houqin_desktop.services.procurement.drafts import RequestPurchase, WantedLine
from houqin_desktop.services.slips.engine import SlipCase, find_slip
from houqin_desktop.storage.hazard import hazards_linked_to
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.procurement import (
    BudgetLine,
    PurchaseRequest,
    RequestChoice,
    RequestLine,
)
from houqin_desktop.storage.procurement_sums import gone

ENDED = (VoucherState.REJECTED, VoucherState.WITHDRAWN)


def request_again(number: str, today: date) -> RequestPurchase:
    """Return what was asked for once, to be asked for anew.

    What was decided about it (over the budget, signed by who asked) is to be said again; whoever
    has left, a day that has gone by and a budget line of another year are left to be filled in.

    :raises Refused: for another paper, or a request that still counts.
    """
    case = find_slip(number, VoucherKind.PURCHASE_REQUEST)
    if case.voucher.state not in ENDED:
        raise Refused(
            f"{case.voucher.number} 还在办，不用重写。不同意或撤销了的才照着重写。", code="state"
        )
    request = PurchaseRequest.get_by_id(case.slip.id)
    needed_by = case.slip.due_on
    return RequestPurchase(
        applicant=_here(case.slip.taker_id) or "",
        department=_department(case),
        head=_here(case.slip.witness_id),
        form=request.form,
        needed_by=needed_by if needed_by is not None and needed_by >= today else None,
        purpose=case.slip.purpose or None,
        funding_source=request.funding_source or None,
        budget_line=_budget(request, today.year),
        lines=tuple(_wanted(line) for line in lines_of(case.slip.id)),
        hazard=next((one.code for one in hazards_linked_to(case.slip.id)), None),
        remarks=case.slip.remarks or None,
    )


def _here(person_id: int | None) -> str | None:
    person = None if person_id is None else Person.get_by_id(person_id)
    return person.number if person is not None and person.left_on is None else None


def _department(case: SlipCase) -> str:
    key = case.slip.taker_department_id
    return "" if key is None else str(Department.get_by_id(key).name)


def _budget(request: PurchaseRequest, year: int) -> str | None:
    if request.budget_line_id is None:
        return None
    line = BudgetLine.get_by_id(request.budget_line_id)
    return line.name if line.year == year and not line.withdrawn else None


def _wanted(line: RequestLine) -> WantedLine:
    """Return a line with its reason and with what serves in its place, where that paper stands."""
    reason, serves = None, None
    for one in RequestChoice.picked("line_id = ?", line.id, order="id"):
        if one.choice is LineChoice.BUY:
            reason = one.reason
        elif one.choice.serves and not (one.document and gone(lookup.voucher(one.document).id)):
            serves = one
    return WantedLine(
        name=line.name,
        specification=line.specification or None,
        unit=line.unit or None,
        quantity=line.quantity,
        price=line.price_fen,
        purpose=line.purpose or None,
        category=line.category or None,
        bought_anyway=reason,
        instead=None if serves is None else serves.choice,
        instead_quantity=None if serves is None else serves.quantity,
        document=None if serves is None else serves.document or None,
        remarks=line.remarks or None,
    )
