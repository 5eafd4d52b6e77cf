"""采购: approved lines are bought at one supplier; above a limit three quotations are compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import cost_of, format_money
from houqin_desktop.domain.procurement import (
    PURCHASE_COMPARED,
    PURCHASE_DIRECT,
    PurchaseForm,
    outgrown,
    quotations_wanted,
    request_route,
)
from houqin_desktop.domain.slip import SLIP_ROUTES
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.things import number_of, require_here
from houqin_desktop.services.papers.vouchers import is_frozen
from houqin_desktop.services.procurement.deciding import line_at, lines_of
from houqin_desktop.services.procurement.drafts import (
    OrderLine,
    OrderPurchase,
    RecordQuotation,
)
from houqin_desktop.services.procurement.requesting import purchase_limits
from houqin_desktop.services.procurement.standing import require_not_before, require_standing
from houqin_desktop.services.procurement.suppliers import find_supplier
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import SlipCase, find_slip, open_slip
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.procurement import (
    Purchase,
    PurchaseLine,
    PurchaseRequest,
    Quotation,
    RequestLine,
)
from houqin_desktop.storage.procurement_sums import line_sums
from houqin_desktop.storage.voucher import Voucher

cannot_undo("record_quotation", "报价单已记在采购单上，如实留存。记错了请撤销采购单另开一张。")


@command("采购", OrderPurchase)
def order_purchase(task: Task, draft: OrderPurchase) -> Outcome:
    """Write a purchase of lines of approved requests, by default all that is not ordered yet.

    :raises Refused: without lines, for a request that is not approved, or for more than was.
    """
    supplier = find_supplier(draft.supplier)
    buyer = require_here(lookup.person(draft.buyer), task.on)
    rows = _rows(draft)
    _require_to_come(draft.due_on, task.on)
    found = _priced_rows(task, rows)
    _require_approved_at(found)
    total = sum(quantity * price for _, quantity, price in found)
    form = _form(draft, found)
    wanted = quotations_wanted(total, form, purchase_limits())
    slip = open_slip(
        task,
        VoucherKind.PURCHASE,
        route=(PURCHASE_COMPARED if wanted else PURCHASE_DIRECT).name,
        giver_id=buyer.id,
        outside=supplier.name,
        due_on=draft.due_on,
        remarks=draft.choice_reason or "",
    )
    task.insert(
        Purchase,
        id=slip.id,
        supplier_id=supplier.id,
        form=form,
        contract_number=draft.contract_number or "",
        plan_number=draft.plan_number or "",
        quotations_wanted=wanted,
        exception=draft.exception or "",
    )
    _write_lines(task, slip.id, found)
    number = number_of(slip)
    return Outcome(number, (number,))


def _rows(draft: OrderPurchase) -> tuple[OrderLine, ...]:
    """Return the lines that are named one by one, then what else of the requests is open."""
    named = {(row.request, row.line) for row in draft.lines}
    rest = [row for row in _all_open(draft.requests or ()) if (row.request, row.line) not in named]
    if draft.lines or rest:
        return (*draft.lines, *rest)
    if draft.requests:
        numbers = "、".join(draft.requests)
        raise Refused(
            f"{numbers} 批准的都已经采购，或已核减。请核对单号，或另写一张申请。",
            code="nothing_open",
        )
    raise Refused("没有写买什么。请填采购申请的单号，或逐行填写。", code="no_lines")


def _require_to_come(due_on: date | None, on: date) -> None:
    if due_on is not None and due_on < on:
        raise Refused(f"交货日期 {due_on} 早于采购日期 {on}。请核对日期。", code="date_order")


Priced = tuple[RequestLine, int, int]


def _priced_rows(task: Task, rows: Sequence[OrderLine]) -> list[Priced]:
    found = []
    for position, row in enumerate(rows, start=1):
        with in_row(position):
            found.append(_priced(task, row))
    return found


def _require_approved_at(found: Sequence[Priced]) -> None:
    """Refuse prices at which a request would have wanted hands that it never had."""
    limits = purchase_limits()
    for request_id in dict.fromkeys(line.slip_id for line, _, _ in found):
        voucher, request = Voucher.get_by_id(request_id), PurchaseRequest.get_by_id(request_id)
        sums, rows = line_sums((request_id,)), lines_of(request_id)
        prices = {
            row.id: max([row.price_fen, *(price for line, _, price in found if line.id == row.id)])
            for row in rows
        }
        total = sum(sums[row.id].approved * prices[row.id] for row in rows)
        wanted = request_route(total, max(prices.values()), request.form, limits)
        dearer = any(prices[row.id] > row.price_fen for row in rows)
        if dearer and outgrown(voucher.route, wanted):
            raise Refused(
                f"按现在的单价，{voucher.number} 批准的东西合计 {format_money(total)} 元，"
                f"要走“{wanted.title}”，原来是按“{SLIP_ROUTES[voucher.route].title}”批的。"
                "请另写一张申请，或核对单价。",
                code="outgrown",
            )


def _write_lines(task: Task, slip_id: int, found: Sequence[Priced]) -> None:
    for position, (line, quantity, price) in enumerate(found, start=1):
        with in_row(position):
            _require_left(line, quantity)
            task.insert(
                PurchaseLine,
                slip_id=slip_id,
                position=position,
                request_line_id=line.id,
                quantity=quantity,
                price_fen=price,
            )


def _all_open(numbers: Sequence[str]) -> tuple[OrderLine, ...]:
    """Return what of these requests is approved and not ordered yet."""
    rows = []
    for number in dict.fromkeys(numbers):
        case = find_slip(number, VoucherKind.PURCHASE_REQUEST)
        sums = line_sums((case.slip.id,))
        rows += [
            OrderLine(request=case.voucher.number, line=line.position)
            for line in lines_of(case.slip.id)
            if sums[line.id].approved > sums[line.id].ordered
        ]
    return tuple(rows)


def _priced(task: Task, row: OrderLine) -> Priced:
    """Return the line of a request with the pieces and the price (分) at which it is bought."""
    case = find_slip(row.request, VoucherKind.PURCHASE_REQUEST)
    number = case.voucher.number
    require_standing(case, "采购")
    if case.voucher.state is not VoucherState.EXECUTED:
        raise Refused(f"{number} 还没有批准，不能采购。请先登记各步签字。", code="not_approved")
    if PurchaseRequest.get_by_id(case.slip.id).closed_on is not None:
        raise Refused(f"{number} 已经结束，不再采购。请另写一张申请。", code="request_closed")
    require_not_before(case, task.on, "采购")
    line = line_at(case, row.line)
    sums = line_sums((case.slip.id,))[line.id]
    quantity = sums.approved - sums.ordered if row.quantity is None else row.quantity
    price = line.price_fen if row.price is None else row.price
    if price < 0:
        raise Refused(f"{line.name}的单价不能小于零。请核对单价。", code="negative_value")
    cost_of(quantity, price, line.name)
    return line, quantity, price


def _require_left(line: RequestLine, quantity: int) -> None:
    """Refuse to order more pieces of a line than are approved and not ordered yet (I15)."""
    sums = line_sums((line.slip_id,))[line.id]
    left = sums.approved - sums.ordered
    if not 1 <= quantity <= left:
        raise Refused(
            f"{line.name}批准 {sums.approved:,} {line.unit}，已订 {sums.ordered:,} {line.unit}，"
            f"不能再订 {quantity:,} {line.unit}。请核对数量，或另写一张申请。",
            code="over_approved",
        )


def _form(draft: OrderPurchase, found: Sequence[Priced]) -> PurchaseForm:
    """Return how the purchase is organised: as it is said, else as all of its requests say.

    :raises Refused: for requests that differ, or for the government's centre without its plan.
    """
    asked = {PurchaseRequest.get_by_id(line.slip_id).form for line, _, _ in found}
    if draft.form is None and len(asked) > 1:
        labels = "、".join(form.label for form in PurchaseForm if form in asked)
        raise Refused(
            f"这几张申请的采购方式不同（{labels}）。请填写“采购方式”，或分开采购。",
            code="mixed_forms",
        )
    form = draft.form or asked.pop()
    if form is PurchaseForm.GOVERNMENT and asked - {form} and not draft.plan_number:
        raise Refused(
            "申请的不是政府集中采购，改由政府集中采购要有计划。请填写“政府采购计划编号”，"
            "或换采购方式。",
            code="plan_wanted",
        )
    return form


@command("登记报价", RecordQuotation)
def record_quotation(task: Task, draft: RecordQuotation) -> Outcome:
    """Write down what a supplier would take for all of a purchase, before it is printed.

    :raises Refused: after that, for a second one of the same supplier, or for no amount.
    """
    case = find_slip(draft.number, VoucherKind.PURCHASE)
    number = case.voucher.number
    if is_frozen(case.voucher) or case.voucher.state is not VoucherState.SIGNING:
        raise Refused(f"{number} 已经打印、签字或办结，不能再加报价。请另开一张。", code="frozen")
    supplier = find_supplier(draft.supplier)
    if Quotation.find(slip_id=case.slip.id, supplier_id=supplier.id) is not None:
        raise Refused(
            f"{supplier.name}的报价已经登记过。请换一家，或撤销采购单另开。", code="quoted_already"
        )
    if draft.amount <= 0:
        raise Refused("报价须大于零。请填写全部物品的总价。", code="bad_amount")
    quoted_on = draft.quoted_on or task.on
    if quoted_on > task.on:
        raise Refused(f"报价日期 {quoted_on} 晚于 {task.on}。请核对日期。", code="future_date")
    task.insert(
        Quotation,
        slip_id=case.slip.id,
        supplier_id=supplier.id,
        amount_fen=draft.amount,
        quoted_on=quoted_on,
        remarks=draft.remarks or "",
    )
    return Outcome(number, (number,))


def quotations_of(case: SlipCase) -> list[Quotation]:
    """Return the quotations of a purchase, the cheapest first."""
    return Quotation.picked("slip_id = ?", case.slip.id, order="amount_fen, id")


@undoes("order_purchase")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销采购单")
