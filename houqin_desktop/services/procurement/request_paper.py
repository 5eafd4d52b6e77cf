"""物品采购申请单 (DOMAIN.md 4.3): what is asked for, what there is of it, and its boxes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.procurement import LineChoice
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.loan.things import for_whom, person_name
from houqin_desktop.services.papers.case_view import Happening
from houqin_desktop.services.procurement.deciding import lines_of
from houqin_desktop.services.procurement.hands import admit_to_request
from houqin_desktop.services.procurement.returning import require_nothing_upon
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import Aftermath, SlipRule
from houqin_desktop.storage.procurement import (
    BudgetLine,
    PurchaseRequest,
    RequestChoice,
    RequestLine,
)
from houqin_desktop.storage.procurement_sums import line_sums


def request_of(case: SlipCase) -> PurchaseRequest:
    """Return what is particular to a request."""
    return PurchaseRequest.get_by_id(case.slip.id)


def choices_of(line: RequestLine) -> list[RequestChoice]:
    """Return what became of pieces of a line, in the order in which it was decided."""
    return RequestChoice.picked("line_id = ?", line.id, order="id")


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    request = request_of(case)
    due = case.slip.due_on
    return (
        ("申请部门", for_whom(case)),
        ("申请人", person_name(case.slip.taker_id)),
        ("申请日期", case.voucher.dated_on.isoformat()),
        ("需用日期", "" if due is None else due.isoformat()),
        ("采购方式", request.form.label),
        ("经费来源", _funds(request)),
    )


def _funds(request: PurchaseRequest) -> str:
    budget = request.budget_line_id
    name = "" if budget is None else BudgetLine.get_by_id(budget).name
    return " / ".join(filter(None, (request.funding_source, name)))


def _rows(case: SlipCase) -> tuple[tuple[str, ...], ...]:
    return tuple(_row(line) for line in lines_of(case.slip.id))


def _row(line: RequestLine) -> tuple[str, ...]:
    return (
        str(line.position),
        line.name,
        line.specification,
        line.unit,
        f"{line.quantity:,}",
        line.on_hand,
        format_money(line.price_fen),
        format_money(line.price_fen * line.quantity),
        line.purpose,
        line.remarks,
    )


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    lines = lines_of(case.slip.id)
    total = sum(line.price_fen * line.quantity for line in lines)
    return f"合计（大写）：人民币{capitals(total)}", (
        ("申请数量", f"{sum(line.quantity for line in lines):,}"),
        ("预计金额（元）", format_money(total)),
    )


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    request = request_of(case)
    said = [f"申请理由：{case.slip.purpose}"] if case.slip.purpose else []
    said += [f"说明：{case.slip.remarks}"] if case.slip.remarks else []
    for line in lines_of(case.slip.id):
        said += [f"第 {line.position} 行{line.name}：{words}" for words in _decided(line)]
    said += _approved(case)
    said += [f"超预算决定：{request.over_budget}"] if request.over_budget else []
    said += [f"申请人兼审批：{request.exception}"] if request.exception else []
    said += [f"提醒：{request.splitting}"] if request.splitting else []
    return tuple(said)


def _approved(case: SlipCase) -> Iterator[str]:
    """Say what remains to be bought where pieces are served otherwise or cut."""
    lines, sums = lines_of(case.slip.id), line_sums((case.slip.id,))
    taken_off = sum(line.quantity - sums[line.id].approved for line in lines)
    if taken_off:
        pieces = sum(sums[line.id].approved for line in lines)
        total = sum(sums[line.id].approved * line.price_fen for line in lines)
        yield (
            f"改办、核减 {taken_off:,} 件，批准采购 {pieces:,} 件，"
            f"批准金额 {format_money(total)} 元（大写：人民币{capitals(total)}）"
        )


def _decided(line: RequestLine) -> Iterator[str]:
    for one in choices_of(line):
        pieces = f" {one.quantity:,} {line.unit}" if one.choice.takes_off else ""
        found = f"（已有：{one.found}）" if one.found else ""
        paper = f"，见 {one.document}" if one.document else ""
        yield f"{one.choice.label}{pieces}，{one.reason}{found}{paper}"


def _aftermath(case: SlipCase, _today: date) -> Aftermath:
    request = request_of(case)
    sums = line_sums((case.slip.id,)).values()
    history = [
        Happening(one.chosen_on, f"第 {line.position} 行{line.name}：{words}")
        for line in lines_of(case.slip.id)
        for one, words in zip(choices_of(line), _decided(line), strict=True)
        if one.choice is LineChoice.CUT
    ]
    if request.closed_on is not None:
        history.append(Happening(request.closed_on, f"结束申请：{request.closing_reason}"))
        return Aftermath(history=tuple(history))
    if case.voucher.state is not VoucherState.EXECUTED:
        return Aftermath(history=tuple(history))
    open_pieces = sum(one.approved - one.ordered for one in sums)
    waiting = sum(one.ordered - one.accepted for one in sums)
    missing = [f"还有 {open_pieces:,} 件没有采购"] if open_pieces else []
    missing += [f"已订 {waiting:,} 件还没有验收"] if waiting else []
    command, title = ("order_purchase", "采购") if open_pieces else ("", "")
    return Aftermath(command=command, title=title, missing=tuple(missing), history=tuple(history))


RULES = {
    VoucherKind.PURCHASE_REQUEST: SlipRule(
        title="物品采购申请单",
        columns=(
            SlipColumn("序号"),
            SlipColumn("名称"),
            SlipColumn("规格型号"),
            SlipColumn("单位"),
            SlipColumn("申请数量", figures=True),
            SlipColumn("现有库存/闲置"),
            SlipColumn("预计单价（元）", figures=True),
            SlipColumn("预计金额（元）", figures=True),
            SlipColumn("用途"),
            SlipColumn("备注"),
        ),
        fields=_fields,
        rows=_rows,
        total=_total,
        copies="一式两份：总务处、财务室各执一份",
        paragraphs=_paragraphs,
        before_hand=admit_to_request,
        before_back=require_nothing_upon,
        aftermath=_aftermath,
    ),
}
