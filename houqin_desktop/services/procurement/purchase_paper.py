"""采购单: what is bought where at which price, and the quotations that were compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.procurement import quotations_wanted
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.loan.things import person_name
from houqin_desktop.services.procurement.hands import admit_to_purchase
from houqin_desktop.services.procurement.ordering import quotations_of
from houqin_desktop.services.procurement.requesting import purchase_limits
from houqin_desktop.services.procurement.returning import require_nothing_upon
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import Aftermath, SlipRule
from houqin_desktop.storage.procurement import (
    Purchase,
    PurchaseLine,
    RequestLine,
    Supplier,
)
from houqin_desktop.storage.procurement_sums import accepted_of, bought_beside
from houqin_desktop.storage.voucher import Voucher


def bought_lines(case: SlipCase) -> Iterator[tuple[PurchaseLine, RequestLine]]:
    """Yield the lines of a purchase, each with the line of the request that it serves."""
    for line in PurchaseLine.picked("slip_id = ?", case.slip.id, order="position"):
        yield line, RequestLine.get_by_id(line.request_line_id)


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    purchase = Purchase.get_by_id(case.slip.id)
    due = case.slip.due_on
    return (
        ("供应商", case.slip.outside),
        ("采购经办人", person_name(case.slip.giver_id)),
        ("日期", case.voucher.dated_on.isoformat()),
        ("交货日期", "" if due is None else due.isoformat()),
        ("采购方式", purchase.form.label),
    )


def _rows(case: SlipCase) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(line.position),
            wanted.name,
            wanted.specification,
            wanted.unit,
            f"{line.quantity:,}",
            format_money(line.price_fen),
            format_money(line.price_fen * line.quantity),
            f"{Voucher.get_by_id(wanted.slip_id).number} 第 {wanted.position} 行",
        )
        for line, wanted in bought_lines(case)
    )


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    lines = [line for line, _ in bought_lines(case)]
    total = sum(line.price_fen * line.quantity for line in lines)
    return f"合计（大写）：人民币{capitals(total)}", (
        ("数量", f"{sum(line.quantity for line in lines):,}"),
        ("金额（元）", format_money(total)),
    )


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    purchase = Purchase.get_by_id(case.slip.id)
    named = (("合同编号", purchase.contract_number), ("政府采购计划编号", purchase.plan_number))
    beside = "　".join(f"{title}：{words}" for title, words in named if words)
    said = [beside] if beside else []
    for one in quotations_of(case):
        name = Supplier.get_by_id(one.supplier_id).name
        chosen = "（选定）" if one.supplier_id == purchase.supplier_id else ""
        note = f"，{one.remarks}" if one.remarks else ""
        said.append(
            f"报价：{name} {format_money(one.amount_fen)} 元，{one.quoted_on}{note}{chosen}"
        )
    said += [f"选定理由：{case.slip.remarks}"] if case.slip.remarks else []
    said += [f"报价不足的理由：{purchase.exception}"] if purchase.exception else []
    said += [f"提醒：{words}" for words in (cut_up(case),) if words]
    return tuple(said)


def cut_up(case: SlipCase) -> str:
    """Return a sentence about purchases of one request that only together want quotations.

    An empty text where this one alone wants them, or all of them together don't.
    """
    purchase = Purchase.get_by_id(case.slip.id)
    if purchase.quotations_wanted:
        return ""
    limits = purchase_limits()
    own = sum(line.price_fen * line.quantity for line, _ in bought_lines(case))
    others = bought_beside(case.slip.id)
    whole = own + sum(amount for _, amount in others)
    if own >= limits.quotations or not quotations_wanted(whole, purchase.form, limits):
        return ""
    return (
        f"同一申请另有采购单 {'、'.join(number for number, _ in others)}，连同本单合计"
        f" {format_money(whole)} 元，达到 {format_money(limits.quotations)} 元的比价标准。"
        "请留意化整为零。"
    )


def _aftermath(case: SlipCase, today: date) -> Aftermath:
    waiting = sum(line.waiting for line in accepted_of(case.slip.id).values())
    if not waiting:
        return Aftermath()
    missing = [f"还有 {waiting:,} 件没有验收"]
    due = case.slip.due_on
    if due is not None and due < today:
        missing.append(f"交货已逾期 {(today - due).days} 天")
    return Aftermath(command="accept_goods", title="验收", missing=tuple(missing))


RULES = {
    VoucherKind.PURCHASE: SlipRule(
        title="采购单",
        columns=(
            SlipColumn("序号"),
            SlipColumn("名称"),
            SlipColumn("规格型号"),
            SlipColumn("单位"),
            SlipColumn("数量", figures=True),
            SlipColumn("单价（元）", figures=True),
            SlipColumn("金额（元）", figures=True),
            SlipColumn("采购申请"),
        ),
        fields=_fields,
        rows=_rows,
        total=_total,
        copies="一式两份：总务处、财务室各执一份",
        paragraphs=_paragraphs,
        before_hand=admit_to_purchase,
        before_back=require_nothing_upon,
        aftermath=_aftermath,
    ),
}
