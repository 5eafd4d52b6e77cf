"""A disposal as a person looks at it: how far it is, who is next, what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.disposal import DISPOSAL_ROUTES, LARGE_ROUTE
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.sheet import SheetLine
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.paperwork import paper_views
from houqin_desktop.services.disposal.pieces import parted_cards
from houqin_desktop.services.disposal.reversal import is_reversal
from houqin_desktop.services.disposal.reversal_case import reversal_case
from houqin_desktop.services.disposal.sheet import sheet_for
from houqin_desktop.services.disposal.verbs import Case, find_case, residuals_of
from houqin_desktop.services.papers.case_view import (
    DisposalCase,
    Happening,
    StepView,
    days_waiting,
    place_on_route,
    printings_told,
    step_views,
)
from houqin_desktop.services.papers.state import is_back, paper_state
from houqin_desktop.services.papers.vouchers import Signers
from houqin_desktop.storage.disposal import lines_of
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.reversal import reversal_of
from houqin_desktop.storage.voucher import (
    Signature,
    VoucherPrinting,
    printings_of,
    scans_of,
    signatures_of,
)


def disposal_case(number: str, clock: Clock) -> DisposalCase:
    """Return the case with this number as of today, be it an application or a red document."""
    if is_reversal(number):
        return reversal_case(number, clock)
    case = find_case(number)
    voucher = case.voucher
    route = ROUTES[voucher.route]
    signatures = signatures_of(voucher.id)
    printings = printings_of(voucher.id)
    scans = scans_of(voucher.id)
    signers = Signers(case.disposal.storeroom_id)
    steps = step_views(voucher, signers, signatures, scans, clock.today())
    printed = sum(p.version == voucher.version for p in printings)
    command, title = _next(case, printed)
    lines = sheet_for(case).lines
    return DisposalCase(
        number=voucher.number,
        kind=voucher.kind.label,
        state=voucher.state,
        route_title=route.title,
        large=route is LARGE_ROUTE,
        version=voucher.version,
        dated_on=voucher.dated_on,
        fields=tuple(_fields(case, lines)),
        lines=lines,
        steps=steps,
        history=tuple(_history(case, signatures, printings)),
        missing=tuple(_missing(case, signatures, scans, printed)),
        warnings=tuple(json.loads(case.disposal.warnings)),
        next_command=command,
        next_title=title,
        step_title=_step_title(case, steps),
        days_waiting=days_waiting(voucher, signatures, clock.today()),
        times_printed=printed,
        papers=paper_views(case),
        paper=paper_state(voucher) if printed else "",
        reversed_by=_reversed_by(case),
    )


def _reversed_by(case: Case) -> str:
    """Return the number of the red document that took effect, or an empty text."""
    standing = reversal_of(case.disposal.id)
    return standing[0] if standing is not None and standing[2] is not None else ""


def _next(case: Case, printed: int) -> tuple[str, str]:
    """Return the command that brings the case on, and what its button says."""
    state = case.voucher.state
    if state is VoucherState.SIGNING:
        if not printed:
            return "record_printing", "打印单据"
        return "record_signature", "登记签字"
    if state is VoucherState.RETURNED:
        return "change_disposal", "修改后重新提交"
    if state is VoucherState.APPROVED:
        return "write_off_disposal", "下账"
    if state is VoucherState.EXECUTED and not residuals_of(case) and not _reversed_by(case):
        return "record_residual", "登记残值"
    return "", ""


def _step_title(case: Case, steps: tuple[StepView, ...]) -> str:
    """Say in a few words where the case stands."""
    state = case.voucher.state
    if state is VoucherState.SIGNING:
        return place_on_route(steps)
    if state is VoucherState.APPROVED:
        return "已批准，待下账"
    if state is VoucherState.RETURNED:
        return "已退回，待修改"
    return "已冲销" if _reversed_by(case) else state.label


def _fields(case: Case, lines: tuple[SheetLine, ...]) -> Iterator[tuple[str, str]]:
    voucher, disposal = case.voucher, case.disposal
    yield "处置方式", voucher.kind.label
    yield "审批路线", ROUTES[voucher.route].title
    yield "判定依据", disposal.rule
    yield "申请日期", voucher.dated_on.isoformat()
    yield "申请人", lookup.person_by_id(disposal.applicant_id).name
    if disposal.storeroom_id is not None:
        yield "保管室", Storeroom.get_by_id(disposal.storeroom_id).name
    yield "数量", str(sum(line.quantity for line in lines))
    yield "原值合计", format_money(sum(line.original_value_fen for line in lines))
    yield "净值合计", format_money(sum(line.net_value_fen for line in lines))
    yield "原因", disposal.reason.label
    if disposal.reason_note:
        yield "原因说明", disposal.reason_note
    if disposal.residual_advice:
        yield "残值处理建议", disposal.residual_advice
    if case.appraisal.is_complete:
        yield (
            "技术鉴定",
            f"{disposal.appraised_on} {disposal.appraisal_names}："
            + (disposal.appraisal_conclusion),
        )
    yield from _outcome(case)


def _outcome(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what became of the case: written off, sold for scrap, reversed, taken back."""
    voucher, disposal = case.voucher, case.disposal
    if disposal.written_off_on is not None:
        yield "下账日期", disposal.written_off_on.isoformat()
        yield "会计凭证号", disposal.accounting_voucher
    for row in residuals_of(case):
        yield (
            "残值收入",
            f"{format_money(row.amount_fen)}（{row.method}"
            + (f"，缴款凭证 {row.deposit_slip}）" if row.deposit_slip else "）"),
        )
    if (standing := reversal_of(disposal.id)) is not None:
        word = "红字冲销" if standing[2] else "红字冲销（办理中）"
        yield word, " ".join(part for part in (standing[0], standing[2]) if part)
    if disposal.closing_note:
        yield "撤回原因", disposal.closing_note
    if voucher.state in (VoucherState.REJECTED, VoucherState.WITHDRAWN, VoucherState.RETURNED):
        parts = "、".join(parted_cards([row.asset_id for row in lines_of(disposal.id)]))
        if parts:
            yield "拆出的卡片", f"{parts} 保留为单独的卡片，没有并回原卡片"


def _history(
    case: Case, signatures: list[Signature], printings: list[VoucherPrinting]
) -> list[Happening]:
    """Return what happened, the oldest first; signatures on older versions stay visible."""
    voucher = case.voucher
    happenings = [Happening(voucher.dated_on, f"提出申请 {voucher.number}")]
    happenings += printings_told(printings)
    route = ROUTES[voucher.route]
    titles = {step.key: step.title for other in DISPOSAL_ROUTES.values() for step in other.steps}
    titles |= {step.key: step.title for step in route.steps}
    for row in signatures:
        who = row.body.label if row.body is not None else _name(row)
        void = "" if row.version == voucher.version else f"（第 {row.version} 版，已作废）"
        document = f"，{row.document_number}" if row.document_number else ""
        text = f"{titles[row.step]}：{who} {row.opinion}{document}{void}"
        happenings.append(Happening(row.signed_on, text))
    if case.disposal.written_off_on is not None:
        happenings.append(Happening(case.disposal.written_off_on, "下账"))
    standing = reversal_of(case.disposal.id)
    if standing is not None and standing[2] is not None:
        day = date.fromisoformat(standing[2])
        happenings.append(Happening(day, f"由 {standing[0]} 红字冲销，资产回到账上"))
    for residual in residuals_of(case):
        text = f"残值收入 {format_money(residual.amount_fen)} 元（{residual.method}）"
        happenings.append(Happening(residual.received_on, text))
    return sorted(happenings, key=lambda happening: happening.on)


def _name(row: Signature) -> str:
    return "" if row.person_id is None else lookup.person_by_id(row.person_id).name


def _missing(
    case: Case, signatures: list[Signature], scans: dict[int, list[str]], printed: int
) -> Iterator[str]:
    """Yield what a complete file would still need."""
    voucher = case.voucher
    if not printed and voucher.state in (VoucherState.SIGNING, VoucherState.APPROVED):
        yield f"第 {voucher.version} 版尚未打印"
    titles = {step.key: step.title for step in ROUTES[voucher.route].steps}
    whole = is_back(voucher)
    for row in signatures:
        if row.version == voucher.version and not whole and not scans.get(row.id):
            yield f"{titles[row.step]}：缺扫描件"
    if voucher.state is VoucherState.EXECUTED and not _reversed_by(case):
        if not case.disposal.accounting_voucher:
            yield "缺会计凭证号"
        residuals = residuals_of(case)
        if not residuals:
            yield "未登记残值"
        yield from (
            "残值收入缺缴款凭证号" for row in residuals if row.amount_fen and not row.deposit_slip
        )
