"""A slip as a person looks at it: its fields, lines, boxes, what happened, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from houqin_desktop.domain.calendar import Clock
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.slip import SlipColumn, state_word
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.hazard.said import hazards_said
from houqin_desktop.services.papers.case_view import (
    Happening,
    StepView,
    days_waiting,
    place_on_route,
    printings_told,
    step_views,
)
from houqin_desktop.services.papers.state import paper_state
from houqin_desktop.services.slips.engine import SlipCase, find_slip, things_of
from houqin_desktop.services.slips.kinds import Aftermath, rule_of, signers_of
from houqin_desktop.services.slips.labels import cards_on
from houqin_desktop.services.slips.sheets import slip_sheet_for
from houqin_desktop.storage.inspection_facts import photos_of_round
from houqin_desktop.storage.repair import photos_of_repair
from houqin_desktop.storage.slip import documents_of, photos_of_slip, reversal_of_slip
from houqin_desktop.storage.voucher import (
    Signature,
    Voucher,
    VoucherPrinting,
    printings_of,
    scans_of,
    signatures_of,
)


@dataclass(frozen=True, slots=True)
class SlipView:
    """Everything that a page, the command line and the day's list show of one slip.

    `parts` names the part of the table in which each row stands, empty where there is but one.
    """

    number: str
    kind: VoucherKind
    title: str
    state: VoucherState
    state_label: str
    dated_on: date
    fields: tuple[tuple[str, str], ...]
    columns: tuple[SlipColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    parts: tuple[str, ...]
    paragraphs: tuple[str, ...]
    steps: tuple[StepView, ...]
    awaits_hands: bool
    history: tuple[Happening, ...]
    missing: tuple[str, ...]
    next_command: str
    next_title: str
    step_title: str
    days_waiting: int
    times_printed: int
    paper: str
    reversed_by: str
    reverses: str
    is_out: bool
    to_pay: tuple[tuple[int, str], ...]
    paid: tuple[tuple[int, str], ...]
    to_dispose: tuple[str, ...]
    photos: int
    documents: tuple[str, ...]
    cards: int
    to_photograph: tuple[tuple[int, str], ...]


def slip_view(number: str, clock: Clock) -> SlipView:
    """Return the slip with this number as of today."""
    case = find_slip(number)
    voucher, sheet = case.voucher, slip_sheet_for(case)
    signatures, printings = signatures_of(voucher.id), printings_of(voucher.id)
    steps = step_views(voucher, signers_of(case), signatures, scans_of(voucher.id), clock.today())
    reversed_by, is_reversed, label = _standing(voucher)
    after = _aftermath(case, clock.today(), is_reversed=is_reversed)
    printed = sum(one.version == voucher.version for one in printings)
    return SlipView(
        number=voucher.number,
        kind=voucher.kind,
        title=sheet.title,
        state=voucher.state,
        state_label=label,
        dated_on=voucher.dated_on,
        fields=tuple(_fields(case, sheet.fields)),
        columns=sheet.columns,
        rows=sheet.rows,
        parts=tuple(sheet.part_of(at) for at in range(len(sheet.rows))),
        paragraphs=sheet.paragraphs,
        steps=steps,
        awaits_hands=voucher.state is VoucherState.SIGNING and not _is_unfinished(case),
        history=tuple(_history(case, signatures, printings, after)),
        missing=(*_missing(voucher, steps, printed), *after.missing),
        next_command=_next(voucher.state, printed, after)[0],
        next_title=_next(voucher.state, printed, after)[1],
        step_title=_place(voucher.state, steps, after) or label,
        days_waiting=days_waiting(voucher, signatures, clock.today()),
        times_printed=len(printings),
        paper=paper_state(voucher) if printings else "",
        reversed_by=reversed_by,
        reverses=_number(case.slip.original_id),
        is_out=after.is_out,
        to_pay=after.to_pay,
        paid=after.paid,
        to_dispose=after.to_dispose,
        **_beside(case),
    )


def _is_unfinished(case: SlipCase) -> bool:
    return case.slip.original_id is None and rule_of(case.voucher.kind).unfinished(case)


def _beside(case: SlipCase) -> dict[str, Any]:
    """Return what stands beside the words of a slip: photos, files, cards."""
    key = case.slip.id
    return {
        "photos": _photos(key),
        "documents": _documents(key),
        "cards": len(cards_on(case.lines)),
        "to_photograph": _to_photograph(case),
    }


def _standing(voucher: Voucher) -> tuple[str, bool, str]:
    """Return a slip's red document, whether it has taken effect, and its state in words."""
    red = reversal_of_slip(voucher.id)
    is_reversed = red is not None and red.state is VoucherState.EXECUTED
    label = state_word(voucher.state, is_reversed=is_reversed)
    return "" if red is None else red.number, is_reversed, label


def _to_photograph(case: SlipCase) -> tuple[tuple[int, str], ...]:
    """Return the lines that may still get a photo: those of a loan or return nobody has signed."""
    voucher = case.voucher
    lent = voucher.kind in (VoucherKind.LOAN, VoucherKind.TAKE_BACK)
    if not lent or voucher.state is not VoucherState.SIGNING or signatures_of(voucher.id):
        return ()
    return tuple((one.line.position, f"{one.code} {one.name}") for one in things_of(case.lines))


def _photos(voucher_id: int) -> int:
    """Return how many photos belong to the lines of a slip, to a repair or to a round."""
    kept = len(photos_of_slip(voucher_id)) + len(photos_of_repair(voucher_id))
    return kept + photos_of_round(voucher_id)


def _documents(voucher_id: int) -> tuple[str, ...]:
    return tuple(f"{one.position} {one.title}" for one in documents_of(voucher_id))


def _number(voucher_id: int | None) -> str:
    return "" if voucher_id is None else str(Voucher.get_by_id(voucher_id).number)


def _aftermath(case: SlipCase, today: date, *, is_reversed: bool) -> Aftermath:
    gone = case.voucher.state in (VoucherState.WITHDRAWN, VoucherState.REJECTED)
    if gone or is_reversed or case.slip.original_id is not None:
        return Aftermath()
    return rule_of(case.voucher.kind).aftermath(case, today)


def _next(state: VoucherState, printed: int, after: Aftermath) -> tuple[str, str]:
    if state is VoucherState.EXECUTED or after.is_first:
        return after.command, after.title
    if state is not VoucherState.SIGNING:
        return "", ""
    return ("record_signature", "登记签字") if printed else ("record_printing", "打印单据")


def _place(state: VoucherState, steps: tuple[StepView, ...], after: Aftermath) -> str:
    """Return where a slip is that is not signed whole: what comes first, else its next box."""
    if state is not VoucherState.SIGNING:
        return ""
    return after.missing[0] if after.is_first else place_on_route(steps)


def _fields(case: SlipCase, written: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    yield from written
    if hazards := hazards_said(case.slip.id):
        yield "关联隐患", hazards
    if case.slip.posted_on is not None:
        yield "办结日期", case.slip.posted_on.isoformat()
    if case.slip.closing_note:
        yield "撤销原因", case.slip.closing_note


def _history(
    case: SlipCase,
    signatures: list[Signature],
    printings: list[VoucherPrinting],
    after: Aftermath,
) -> list[Happening]:
    voucher = case.voucher
    titles = {step.key: step.title for step in ROUTES[voucher.route].steps}
    found = [Happening(voucher.dated_on, f"开出{voucher.kind.label}单 {voucher.number}")]
    found += [*after.done, *printings_told(printings)]
    for row in signatures:
        who = "" if row.person_id is None else lookup.person_by_id(row.person_id).name
        found.append(Happening(row.signed_on, f"{titles[row.step]}：{who} {row.opinion}"))
    if case.slip.posted_on is not None:
        found.append(Happening(case.slip.posted_on, "签齐办结"))
    return sorted([*found, *after.history], key=lambda one: one.on)


def _missing(voucher: Voucher, steps: tuple[StepView, ...], printed: int) -> Iterator[str]:
    if not printed and voucher.state is VoucherState.SIGNING:
        yield "尚未打印"
    for step in steps:
        if step.signed_on is not None and not step.has_scan:
            yield f"{step.title}：缺扫描件"
