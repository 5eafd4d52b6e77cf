"""A red document as a person looks at it, in the same view as the case that it reverses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.reversal import ReversalSheet
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.sheet import SheetLine
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.reversal import (
    ReversalCase,
    find_reversal,
    reversal_sheet_for,
)
from houqin_desktop.services.papers.case_view import (
    DisposalCase,
    Happening,
    StepView,
    days_waiting,
    place_on_route,
    printings_told,
    step_views,
)
from houqin_desktop.services.papers.state import paper_state
from houqin_desktop.services.papers.vouchers import Signers
from houqin_desktop.storage.voucher import (
    Signature,
    VoucherPrinting,
    printings_of,
    scans_of,
    signatures_of,
)


def reversal_case(number: str, clock: Clock) -> DisposalCase:
    """Return the red document with this number as of today; its lines are negative."""
    case = find_reversal(number)
    voucher, today = case.voucher, clock.today()
    sheet = reversal_sheet_for(case)
    signatures, printings = signatures_of(voucher.id), printings_of(voucher.id)
    scans = scans_of(voucher.id)
    steps = step_views(voucher, Signers(), signatures, scans, today)
    printed = sum(p.version == voucher.version for p in printings)
    command, title = _next(voucher.state, printed)
    return DisposalCase(
        number=voucher.number,
        kind=voucher.kind.label,
        state=voucher.state,
        route_title=ROUTES[voucher.route].title,
        large=False,
        version=voucher.version,
        dated_on=voucher.dated_on,
        fields=tuple(_fields(case, sheet)),
        lines=tuple(red(line) for line in sheet.lines),
        steps=steps,
        history=tuple(_history(case, signatures, printings)),
        missing=tuple(_missing(case, steps, printed)),
        warnings=(),
        next_command=command,
        next_title=title,
        step_title=_step_title(voucher.state, steps),
        days_waiting=days_waiting(voucher, signatures, today),
        times_printed=printed,
        paper=paper_state(voucher) if printed else "",
        reverses=case.original.voucher.number,
    )


def red(line: SheetLine) -> SheetLine:
    """Return a line with its pieces and its values negative."""
    return replace(
        line,
        quantity=-line.quantity,
        original_value_fen=-line.original_value_fen,
        accumulated_fen=-line.accumulated_fen,
        net_value_fen=-line.net_value_fen,
    )


def _next(state: VoucherState, printed: int) -> tuple[str, str]:
    if state is VoucherState.SIGNING:
        if not printed:
            return "record_printing", "打印单据"
        return "record_signature", "登记签字"
    return ("post_reversal", "冲销入账") if state is VoucherState.APPROVED else ("", "")


def _step_title(state: VoucherState, steps: tuple[StepView, ...]) -> str:
    if state is VoucherState.SIGNING:
        return place_on_route(steps)
    if state is VoucherState.APPROVED:
        return "已批准，待冲销入账"
    return "已冲销入账" if state is VoucherState.EXECUTED else state.label


def _fields(case: ReversalCase, sheet: ReversalSheet) -> Iterator[tuple[str, str]]:
    lines = sheet.lines
    yield "冲销单据", f"{sheet.original}（{sheet.original_kind}，{sheet.written_off_on} 下账）"
    yield "冲销原因", sheet.reason
    yield "提出日期", sheet.applied_on
    yield "提出人", sheet.applicant
    yield "数量", str(-sum(line.quantity for line in lines))
    yield "原值合计", format_money(-sum(line.original_value_fen for line in lines))
    yield "净值合计", format_money(-sum(line.net_value_fen for line in lines))
    if sheet.residual_fen:
        yield "已登记残值", f"{format_money(sheet.residual_fen)}（仍在账，不随冲销改变）"
    if case.reversal.posted_on is not None:
        yield "入账日期", case.reversal.posted_on.isoformat()
        yield "红字会计凭证号", case.reversal.accounting_voucher
    if case.reversal.closing_note:
        yield "撤回原因", case.reversal.closing_note


def _history(
    case: ReversalCase, signatures: list[Signature], printings: list[VoucherPrinting]
) -> list[Happening]:
    voucher = case.voucher
    titles = {step.key: step.title for step in ROUTES[voucher.route].steps}
    found = [Happening(voucher.dated_on, f"提出红字冲销 {voucher.number}")]
    found += printings_told(printings)
    for row in signatures:
        who = "" if row.person_id is None else lookup.person_by_id(row.person_id).name
        found.append(Happening(row.signed_on, f"{titles[row.step]}：{who} {row.opinion}"))
    posted: date | None = case.reversal.posted_on
    if posted is not None:
        found.append(Happening(posted, "冲销入账，资产回到账上"))
    return sorted(found, key=lambda one: one.on)


def _missing(case: ReversalCase, steps: tuple[StepView, ...], printed: int) -> Iterator[str]:
    voucher = case.voucher
    if not printed and voucher.state in (VoucherState.SIGNING, VoucherState.APPROVED):
        yield f"第 {voucher.version} 版尚未打印"
    for step in steps:
        if step.signed_on is not None and not step.has_scan:
            yield f"{step.title}：缺扫描件"
    if voucher.state is VoucherState.EXECUTED and not case.reversal.accounting_voucher:
        yield "缺会计凭证号"
