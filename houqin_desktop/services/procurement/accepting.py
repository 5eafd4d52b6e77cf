"""验收: what came is held against order, note and invoice by two who did not ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import cost_of, format_money
from houqin_desktop.domain.procurement import ACCEPTANCE_USERS, PURCHASE_COMPARED
from houqin_desktop.domain.voucher import Party, VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.things import number_of, require_here
from houqin_desktop.services.papers.vouchers import Signers
from houqin_desktop.services.procurement.budget import require_within
from houqin_desktop.services.procurement.drafts import AcceptGoods, DeliveredLine
from houqin_desktop.services.procurement.standing import require_not_before, require_standing
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import SlipCase, find_slip, open_slip
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.procurement import (
    Acceptance,
    AcceptanceLine,
    AcceptedSerial,
    BudgetLine,
    PurchaseLine,
    PurchaseRequest,
    RequestLine,
)
from houqin_desktop.storage.procurement_sums import accepted_of, applicants_of
from houqin_desktop.storage.slip import Slip

_APART = re.compile(r"[\s、，,；;]+")


@dataclass(frozen=True, slots=True)
class Delivered:
    """A line of a purchase with what came of it, checked; prices in 分."""

    line: PurchaseLine
    wanted: RequestLine
    row: DeliveredLine
    accepted: int
    price_fen: int


@command("物资验收", AcceptGoods)
def accept_goods(task: Task, draft: AcceptGoods) -> Outcome:
    """Write an acceptance: what came, how much of it is good, against which invoice.

    :raises Refused: for a compared purchase that is not signed yet, an acceptor who asked for the
        things, more than was ordered, papers that disagree or a budget passed without a word.
    """
    case = _standing_purchase(draft.number, task.on)
    room = lookup.storeroom(draft.storeroom)
    acceptor, second, user = _hands(task, case, room, draft)
    arrived_on = _arrival(task, case, draft)
    lines = _delivered(case, draft)
    over = _require_within_budgets(lines, draft.over_budget)
    slip = open_slip(
        task,
        VoucherKind.ACCEPTANCE,
        route=ACCEPTANCE_USERS.name,
        storeroom_id=room.id,
        giver_id=case.slip.giver_id,
        taker_id=acceptor.id,
        witness_id=second.id,
        outside=case.slip.outside,
        remarks=draft.remarks or "",
    )
    task.insert(
        Acceptance,
        id=slip.id,
        purchase_id=case.slip.id,
        delivery_note=draft.delivery_note or "",
        invoice_number=draft.invoice_number or "",
        invoice_on=draft.invoice_on,
        invoice_fen=draft.invoice_amount,
        arrived_on=arrived_on,
        differences=draft.differences or "",
        exception=draft.exception or "",
        over_budget=over,
        user_id=user.id,
    )
    _write_lines(task, slip.id, lines)
    number = number_of(slip)
    return Outcome(number, (number,))


def _arrival(task: Task, case: SlipCase, draft: AcceptGoods) -> date:
    arrived_on = draft.arrived_on or task.on
    if not case.voucher.dated_on <= arrived_on <= task.on:
        raise Refused(
            f"到货日期 {arrived_on} 须在采购日期 {case.voucher.dated_on} 与 {task.on} 之间。"
            "请核对日期。",
            code="date_order",
        )
    return arrived_on


def _standing_purchase(number: str, on: date) -> SlipCase:
    case = find_slip(number, VoucherKind.PURCHASE)
    require_standing(case, "验收")
    compared = case.voucher.route == PURCHASE_COMPARED.name
    if compared and case.voucher.state is not VoucherState.EXECUTED:
        raise Refused(
            f"{case.voucher.number} 是比价采购，还没有签齐，不能验收。请先登记各步签字。",
            code="not_signed",
        )
    require_not_before(case, on, "验收", signed=compared)
    return case


def _user_of(case: SlipCase, draft: AcceptGoods) -> Person:
    """Return who signs for the department that asked: who is named, else its head there.

    :raises Refused: where neither the acceptance nor the request names anybody.
    """
    if draft.user:
        return lookup.person(draft.user)
    position = draft.lines[0].line if draft.lines else 1
    line = PurchaseLine.find(slip_id=case.slip.id, position=position)
    if line is None:
        line = PurchaseLine.picked("slip_id = ?", case.slip.id, order="position")[0]
    request = Slip.get_by_id(RequestLine.get_by_id(line.request_line_id).slip_id)
    if request.witness_id is None:
        raise Refused("申请单上没有写部门负责人。请填写“使用部门签字人”。", code="no_user")
    return lookup.person_by_id(request.witness_id)


def _hands(
    task: Task, case: SlipCase, room: Storeroom, draft: AcceptGoods
) -> tuple[Person, Person, Person]:
    """Return both acceptors and who signs for the department that asked.

    :raises Refused: for acceptors who are one person, and every hand that asked for the things
        (I17).
    """
    acceptor, second = lookup.person(draft.acceptor), lookup.person(draft.second_acceptor)
    user = _user_of(case, draft)
    for person in (acceptor, second, user):
        require_here(person, task.on, "验收")
    if acceptor.id == second.id:
        raise Refused("验收要两个人，不能是同一个人。请另选一位验收人。", code="one_acceptor")
    parties = {
        Party.GIVER: case.slip.giver_id,
        Party.TAKER: acceptor.id,
        Party.WITNESS: second.id,
        Party.USER: user.id,
    }
    signers, own = Signers(room.id, parties), applicants_of(case.slip.id)
    for step in ACCEPTANCE_USERS.steps:
        holder = signers.holder(step, task.on)
        if holder in own and not draft.exception:
            assert holder is not None
            raise Refused(
                f"{lookup.person_by_id(holder).name}是申请人，不能作为“{step.title}”验收自己申请的"
                "东西。请另选验收人、使用部门签字人或保管室；实在没有别人的，请写明“申请人兼验收的理由”，"
                "会印在验收单上。",
                code="applicant_accepts",
            )
    return acceptor, second, user


def _delivered(case: SlipCase, draft: AcceptGoods) -> list[Delivered]:
    if not draft.lines:
        raise Refused("验收单没有明细。请至少填一行到货。", code="no_lines")
    ordered = {
        line.position: line
        for line in PurchaseLine.picked("slip_id = ?", case.slip.id, order="position")
    }
    sofar = accepted_of(case.slip.id)
    found: list[Delivered] = []
    for position, row in enumerate(draft.lines, start=1):
        with in_row(position):
            if row.line not in ordered:
                raise Refused(
                    f"{case.voucher.number} 没有第 {row.line} 行，只有 1 到 {len(ordered)} 行。"
                    "请核对行号。",
                    code="unknown_line",
                )
            line = ordered[row.line]
            if any(one.line.id == line.id for one in found):
                raise Refused(f"第 {row.line} 行填了两次。请合成一行。", code="repeated_line")
            found.append(_checked(line, row, sofar[line.id].accepted))
    _require_agreement(found, draft)
    return found


def _checked(line: PurchaseLine, row: DeliveredLine, before: int) -> Delivered:
    wanted = RequestLine.get_by_id(line.request_line_id)
    _require_not_ended(wanted)
    accepted = row.delivered if row.accepted is None else row.accepted
    if row.delivered < 1 or not 0 <= accepted <= row.delivered:
        raise Refused(
            f"{wanted.name}到货 {row.delivered:,}，合格 {accepted:,}，对不上。"
            "请核对：到货至少 1，合格不多于到货。",
            code="bad_quantity",
        )
    if before + accepted > line.quantity:
        raise Refused(
            f"{wanted.name}订了 {line.quantity:,} {wanted.unit}，已验收 {before:,} {wanted.unit}，"
            f"不能再收 {accepted:,} {wanted.unit}。多送的请退回，或另写申请。",
            code="over_ordered",
        )
    if accepted < row.delivered and row.rejected is None:
        raise Refused(
            f"{wanted.name}有 {row.delivered - accepted:,} {wanted.unit}不合格。"
            "请选“不合格处理”：退货、换货或不再补送。",
            code="rejected_how",
        )
    serials = _serials(row)
    if len(serials) > accepted or len(set(serials)) < len(serials):
        raise Refused(
            f"{wanted.name}合格 {accepted:,} {wanted.unit}，出厂编号有 {len(serials)} 个"
            "（或有重复）。请核对编号。",
            code="bad_serials",
        )
    price = line.price_fen if row.price is None else row.price
    if price < 0:
        raise Refused(f"{wanted.name}的发票单价不能小于零。请核对单价。", code="negative_value")
    cost_of(accepted, price, wanted.name)
    return Delivered(line, wanted, row, accepted, price)


def _require_not_ended(wanted: RequestLine) -> None:
    if PurchaseRequest.get_by_id(wanted.slip_id).closed_on is not None:
        raise Refused(
            f"{wanted.name}的申请已经结束，不再收货。请退回，或另写一张申请。",
            code="request_closed",
        )


def _serials(row: DeliveredLine) -> list[str]:
    return [one for one in _APART.split(row.serials or "") if one]


def _require_agreement(lines: Iterable[Delivered], draft: AcceptGoods) -> None:
    """Refuse where order, delivery and invoice disagree and nobody says why (三单一致)."""
    if draft.differences:
        return
    for one in lines:
        if one.price_fen != one.line.price_fen:
            raise Refused(
                f"{one.wanted.name}订购单价 {format_money(one.line.price_fen)} 元，发票单价"
                f" {format_money(one.price_fen)} 元，不一致。请核对，或写明“三单不一致的说明”。",
                code="papers_disagree",
            )
    total = sum(one.accepted * one.price_fen for one in lines)
    if draft.invoice_amount is not None and draft.invoice_amount != total:
        raise Refused(
            f"验收合格的合计 {format_money(total)} 元，发票 {format_money(draft.invoice_amount)}"
            " 元，不一致。请核对，或写明“三单不一致的说明”。",
            code="papers_disagree",
        )


def _require_within_budgets(lines: Iterable[Delivered], decision: str | None) -> str:
    """Return what was decided about prices that rose over the budget, an empty text within it."""
    more: dict[int, int] = {}
    for one in lines:
        budget = PurchaseRequest.get_by_id(one.wanted.slip_id).budget_line_id
        if budget is not None:
            rise = one.accepted * (one.price_fen - one.wanted.price_fen)
            more[budget] = more.get(budget, 0) + rise
    said = [
        require_within(BudgetLine.get_by_id(budget), rise, decision)
        for budget, rise in more.items()
        if rise > 0
    ]
    return next(filter(None, said), "")


def _write_lines(task: Task, slip_id: int, lines: Sequence[Delivered]) -> None:
    for position, one in enumerate(lines, start=1):
        with in_row(position):
            _write_line(task, slip_id, position, one)


def _write_line(task: Task, slip_id: int, position: int, one: Delivered) -> None:
    row = one.row
    line = task.insert(
        AcceptanceLine,
        slip_id=slip_id,
        position=position,
        purchase_line_id=one.line.id,
        delivered=row.delivered,
        accepted=one.accepted,
        price_fen=one.price_fen,
        quality=row.quality or ("合格" if one.accepted == row.delivered else "部分不合格"),
        papers=row.papers or "",
        rejected="" if one.accepted == row.delivered or row.rejected is None else row.rejected,
        warranty_until=row.warranty_until,
    )
    for serial in _serials(row):
        task.insert(AcceptedSerial, line_id=line.id, serial=serial)


@undoes("accept_goods")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销验收单")
