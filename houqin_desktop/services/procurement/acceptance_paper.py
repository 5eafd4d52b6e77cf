"""物资验收单 (DOMAIN.md 4.4): delivered, accepted, what is done with the rest."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.procurement import RejectedGoods
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.loan.things import room_name
from houqin_desktop.services.procurement.hands import acceptance_signers, admit_to_acceptance
from houqin_desktop.services.procurement.returning import require_nothing_upon
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import Aftermath, SlipRule
from houqin_desktop.storage.people import Department
from houqin_desktop.storage.procurement import (
    Acceptance,
    AcceptanceLine,
    AcceptedSerial,
    Purchase,
    PurchaseLine,
    RequestLine,
)
from houqin_desktop.storage.procurement_sums import stocked_of
from houqin_desktop.storage.slip import Slip
from houqin_desktop.storage.voucher import Voucher


def accepted_lines(case: SlipCase) -> list[tuple[AcceptanceLine, PurchaseLine, RequestLine]]:
    """Return the lines of an acceptance, each with what was ordered and what was asked for."""
    found = []
    for line in AcceptanceLine.picked("slip_id = ?", case.slip.id, order="position"):
        ordered = PurchaseLine.get_by_id(line.purchase_line_id)
        found.append((line, ordered, RequestLine.get_by_id(ordered.request_line_id)))
    return found


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    acceptance = Acceptance.get_by_id(case.slip.id)
    return (
        ("供应商", case.slip.outside),
        ("采购单号", str(Voucher.get_by_id(acceptance.purchase_id).number)),
        ("到货日期", acceptance.arrived_on.isoformat()),
        ("验收地点", room_name(case)),
        ("使用部门", _users(case)),
    )


def _users(case: SlipCase) -> str:
    """Return the departments that asked for what came."""
    requests = dict.fromkeys(wanted.slip_id for _, _, wanted in accepted_lines(case))
    asked = [Slip.get_by_id(one).taker_department_id for one in requests]
    names = (Department.get_by_id(one).name for one in asked if one is not None)
    return "、".join(dict.fromkeys(names))


def _papers_beside(acceptance: Acceptance) -> str:
    """Return the contract, the note and the invoice against which it was accepted (三单)."""
    invoice = (
        acceptance.invoice_number,
        "" if acceptance.invoice_on is None else acceptance.invoice_on.isoformat(),
        "" if acceptance.invoice_fen is None else f"{format_money(acceptance.invoice_fen)} 元",
    )
    named = (
        ("合同编号", Purchase.get_by_id(acceptance.purchase_id).contract_number),
        ("送货单号", acceptance.delivery_note),
        ("发票", " ".join(filter(None, invoice))),
    )
    return "　".join(f"{title}：{said}" for title, said in named if said)


def _rows(case: SlipCase) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(line.position),
            wanted.name,
            wanted.specification,
            wanted.unit,
            f"{ordered.quantity:,}",
            f"{line.delivered:,}",
            f"{line.accepted:,}",
            format_money(line.price_fen),
            format_money(line.price_fen * line.accepted),
            line.quality,
            _papers(line),
            RejectedGoods(line.rejected).label if line.rejected else "",
        )
        for line, ordered, wanted in accepted_lines(case)
    )


def _papers(line: AcceptanceLine) -> str:
    until = "" if line.warranty_until is None else f"保修至 {line.warranty_until}"
    return " ".join(filter(None, (line.papers, until)))


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    lines = [line for line, _, _ in accepted_lines(case)]
    total = sum(line.price_fen * line.accepted for line in lines)
    return f"合计（大写）：人民币{capitals(total)}", (
        ("到货数", f"{sum(line.delivered for line in lines):,}"),
        ("实收数", f"{sum(line.accepted for line in lines):,}"),
        ("金额（元）", format_money(total)),
    )


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    acceptance = Acceptance.get_by_id(case.slip.id)
    lines = accepted_lines(case)
    good = sum(line.accepted for line, _, _ in lines)
    rest = sum(line.delivered - line.accepted for line, _, _ in lines)
    marks = [good and not rest, rest and not good, good and rest]
    words = ("合格入库", "退换", "部分合格")
    boxes = "　".join(
        f"{'√' if mark else '□'}{word}" for mark, word in zip(marks, words, strict=True)
    )
    beside = _papers_beside(acceptance)
    said = [beside] if beside else []
    said += [f"验收结论：{boxes}　{case.slip.remarks}".rstrip()]
    for line, _, wanted in lines:
        serials = [one.serial for one in AcceptedSerial.picked("line_id = ?", line.id, order="id")]
        said += (
            [f"第 {line.position} 行{wanted.name}出厂编号：{'、'.join(serials)}"] if serials else []
        )
    said += [f"三单不一致的说明：{acceptance.differences}"] if acceptance.differences else []
    said += [f"超预算决定：{acceptance.over_budget}"] if acceptance.over_budget else []
    said += [f"申请人兼验收：{acceptance.exception}"] if acceptance.exception else []
    return tuple(said)


def _aftermath(case: SlipCase, _today: date) -> Aftermath:
    good = any(line.accepted for line, _, _ in accepted_lines(case))
    if (
        case.voucher.state is not VoucherState.EXECUTED
        or not good
        or any(stocked_of(case.slip.id).values())
    ):
        return Aftermath()
    return Aftermath(command="stock_accepted", title="入库", missing=("还没有入库",))


RULES = {
    VoucherKind.ACCEPTANCE: SlipRule(
        title="物资验收单",
        columns=(
            SlipColumn("序号"),
            SlipColumn("名称"),
            SlipColumn("规格型号"),
            SlipColumn("单位"),
            SlipColumn("应收数", figures=True),
            SlipColumn("到货数", figures=True),
            SlipColumn("实收数", figures=True),
            SlipColumn("单价（元）", figures=True),
            SlipColumn("金额（元）", figures=True),
            SlipColumn("质量情况"),
            SlipColumn("随附资料"),
            SlipColumn("处理"),
        ),
        fields=_fields,
        rows=_rows,
        total=_total,
        copies="一式三份：财产管理员记账、随凭证交会计、使用部门各执一份",
        paragraphs=_paragraphs,
        signers=acceptance_signers,
        before_hand=admit_to_acceptance,
        before_back=require_nothing_upon,
        aftermath=_aftermath,
    ),
}
