"""赔偿: what was paid for what came back worse or not at all, and what must follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.loan import is_gone
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.stock import Condition
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.loan.drafts import RecordCompensation, WithdrawCompensation
from houqin_desktop.services.papers.case_view import Happening
from houqin_desktop.services.slips.engine import SlipCase, SlipThing, find_slip, things_of
from houqin_desktop.services.slips.kinds import Aftermath
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.loan import Compensation, compensations_of, has_case_since
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.slip import SlipLine, reversal_of_slip
from houqin_desktop.storage.voucher import Voucher


def _line(number: str, position: int) -> tuple[SlipCase, SlipLine]:
    case = find_slip(number, VoucherKind.TAKE_BACK, VoucherKind.RESTOCK, VoucherKind.STOCKTAKE)
    for line in case.lines:
        if line.position == position:
            return case, line
    raise Refused(f"{case.voucher.number} 没有第 {position} 行。请核对行号。", code="unknown_line")


@command("登记赔偿", RecordCompensation)
def record_compensation(task: Task, draft: RecordCompensation) -> Outcome:
    """Write down who paid how much for one line of a return, or of what a count found missing.

    :raises Refused: for a line that came back in good condition, a slip that does not count, an
        amount that is none, or a line that was paid for.
    """
    case, line = _line(draft.number, draft.line)
    red = reversal_of_slip(case.slip.id)
    reversed_ = red is not None and red.state is VoucherState.EXECUTED
    if reversed_ or case.voucher.state in (VoucherState.WITHDRAWN, VoucherState.REJECTED):
        raise Refused(
            f"{case.voucher.number} 已撤销或冲销，不登记赔偿。请核对单号。", code="not_standing"
        )
    if not _is_worse(line):
        raise Refused(
            f"{case.voucher.number} 第 {draft.line} 行归还时完好，不用赔偿。", code="not_worse"
        )
    if draft.amount <= 0:
        raise Refused("赔偿金额须大于零。请核对金额。", code="bad_amount")
    if compensations_of([line.id]):
        raise Refused(
            f"{case.voucher.number} 第 {draft.line} 行已登记过赔偿。要改请先撤销赔偿。",
            code="already_paid",
        )
    if not draft.person and case.voucher.kind is VoucherKind.STOCKTAKE:
        raise Refused("盘亏单上没有借用人。请填赔偿人。", code="no_payer")
    payer = case.slip.giver_id if not draft.person else lookup.person(draft.person).id
    task.insert(
        Compensation,
        line_id=line.id,
        person_id=payer,
        amount_fen=draft.amount,
        paid_on=max(task.on, case.voucher.dated_on),
        note=draft.note or "",
        withdrawn=False,
    )
    return Outcome(case.voucher.number, (case.voucher.number,))


@command("撤销赔偿", WithdrawCompensation)
def withdraw_compensation(task: Task, draft: WithdrawCompensation) -> Outcome:
    """Mark the compensation for a line as written by mistake."""
    case, line = _line(draft.number, draft.line)
    paid = compensations_of([line.id])
    if not paid:
        raise Refused(
            f"{case.voucher.number} 第 {draft.line} 行没有登记赔偿。请核对行号。",
            code="nothing_paid",
        )
    task.update(paid[-1], withdrawn=True)
    return Outcome(case.voucher.number, (case.voucher.number,))


def worse_than_before(case: SlipCase, _today: date) -> Aftermath:
    """Say which cards of a return still want a 报损, and what was paid for what is worse."""
    things = things_of(case.lines)
    paid = compensations_of([thing.line.id for thing in things])
    position = {thing.line.id: thing.line.position for thing in things}
    told = tuple(
        Happening(
            one.paid_on,
            f"第 {position[one.line_id]} 行赔偿 {format_money(one.amount_fen)} 元："
            f"{Person.get_by_id(one.person_id).name} {one.note}".strip(),
        )
        for one in paid
    )
    settled = {one.line_id for one in paid}
    lines = {
        done: tuple(
            (thing.line.position, f"第 {thing.line.position} 行 {_words(thing)}")
            for thing in things
            if _is_worse(thing.line) and (thing.line.id in settled) is done
        )
        for done in (False, True)
    }
    waiting = [thing for thing in things if _wants_a_case(thing.line, case.voucher.dated_on)]
    missing = tuple(f"{one.code} {_words(one)}，还没有申请报损" for one in waiting)
    after = Aftermath(history=told, to_pay=lines[False], paid=lines[True])
    if not waiting:
        return after
    codes = tuple(one.code for one in waiting)
    return replace(
        after, command="apply_disposal", title="申请报损", missing=missing, to_dispose=codes
    )


def _is_worse(line: SlipLine) -> bool:
    return Condition(line.condition) is not Condition.GOOD


def _words(thing: SlipThing) -> str:
    return f"{thing.name} {Condition(thing.line.condition).label}"


def _wants_a_case(line: SlipLine, since: date) -> bool:
    gone = is_gone(Condition(line.condition))
    return line.asset_id is not None and gone and not has_case_since(line.asset_id, since)


def _of(deed: Deed) -> tuple[str, int]:
    ((row, _),) = deed.still(Compensation)
    line: SlipLine = SlipLine.get_by_id(row.line_id)
    return Voucher.get_by_id(line.slip_id).number, line.position


@undoes("record_compensation")
def _not_paid(deed: Deed) -> WithdrawCompensation:
    number, position = _of(deed)
    return WithdrawCompensation(number=number, line=position)


@undoes("withdraw_compensation")
def _paid_again(deed: Deed) -> RecordCompensation:
    ((row, _),) = deed.still(Compensation)
    number, position = _of(deed)
    return RecordCompensation(
        number=number,
        line=position,
        amount=row.amount_fen,
        person=Person.get_by_id(row.person_id).number,
        note=row.note or None,
    )
