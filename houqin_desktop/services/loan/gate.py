"""物品出门条: what may leave the gate, with whom and to where; back again closes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.loan import require_due
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.drafts import CloseGatePass, GateLine, IssueGatePass
from houqin_desktop.services.loan.things import (
    THING_COLUMNS,
    number_of,
    person_name,
    pieces_total,
    remarks_said,
    require_here,
    room_name,
    thing_cells,
    things_said,
    wanted_outside,
)
from houqin_desktop.services.papers.case_view import Happening
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import (
    SlipCase,
    SlipThing,
    add_line,
    find_slip,
    open_slip,
)
from houqin_desktop.services.slips.kinds import Aftermath, SlipRule
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.loan import GateReturn, due_of, handed_out
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.slip import reversal_of_slip

cannot_undo("close_gate_pass", "返回已经登记。再要出门请另开一张出门条。")


@command("开物品出门条", IssueGatePass)
def issue_gate_pass(task: Task, draft: IssueGatePass) -> Outcome:
    """Write what may be carried out of the gate; of a loan, what is still out.

    :raises Refused: without anything to carry, or naming the row that is wrong.
    """
    room = lookup.storeroom(draft.storeroom)
    carrier = require_here(lookup.person(draft.carrier), task.on)
    for words, title in ((draft.outside, "去向"), (draft.purpose, "事由")):
        if not words:
            raise Refused(f"出门条要写明{title}。请填写{title}。", code="empty_reason")
    due = None if draft.due_on is None else require_due(draft.due_on, task.on)
    rows = draft.lines or _lines_of(draft.loan)
    if not rows:
        raise Refused("出门条没有明细。请填明细，或填一张还有物品在外的借用单。", code="no_lines")
    slip = open_slip(
        task,
        VoucherKind.GATE_PASS,
        storeroom_id=room.id,
        taker_id=carrier.id,
        outside=draft.outside,
        purpose=draft.purpose,
        due_on=due,
        remarks=draft.remarks or (f"借用单 {draft.loan.upper()}" if draft.loan else ""),
    )
    for position, row in enumerate(rows, start=1):
        with in_row(position):
            thing = wanted_outside(row.item)
            pieces = 1 if row.quantity is None else row.quantity
            add_line(task, slip, position, thing, pieces, remarks=row.remarks or "")
    number = number_of(slip)
    return Outcome(number, (number,))


def _lines_of(loan: str | None) -> tuple[GateLine, ...]:
    if not loan:
        return ()
    case = find_slip(loan, VoucherKind.LOAN)
    return tuple(
        GateLine(item=line.code, quantity=line.out)
        for line in handed_out("loan", slip_id=case.slip.id)
        if line.out
    )


@command("出门物品返回", CloseGatePass)
def close_gate_pass(task: Task, draft: CloseGatePass) -> Outcome:
    """Write that what left is back.

    :raises Refused: for a pass that was not let out, that is for good, or that is closed.
    """
    case = find_slip(draft.number, VoucherKind.GATE_PASS)
    number = case.voucher.number
    red = reversal_of_slip(case.slip.id)
    reversed_ = red is not None and red.state is VoucherState.EXECUTED
    if case.voucher.state is not VoucherState.EXECUTED or reversed_:
        raise Refused(
            f"{number} 还没有放行，或已冲销。请先登记签字，或核对单号。", code="not_signed"
        )
    if case.slip.due_on is None:
        raise Refused(f"{number} 的物品出门不返回，不用登记。", code="for_good")
    if GateReturn.find(slip_id=case.slip.id) is not None:
        raise Refused(f"{number} 已经登记返回，不用再登记。", code="already_back")
    task.insert(
        GateReturn,
        slip_id=case.slip.id,
        back_on=max(task.on, case.voucher.dated_on),
        checked_by_id=task.require_actor().id,
        note=draft.note or "",
    )
    return Outcome(number, (number,))


def pass_for(loan: str) -> dict[str, Any]:
    """Return what a pass says of what leaves with a loan, by the argument.

    :raises Refused: for a number that no loan has.
    """
    slip = find_slip(loan, VoucherKind.LOAN).slip
    return {
        "loan": loan,
        "carrier": Person.get_by_id(slip.taker_id).number,
        "outside": slip.outside,
        "purpose": slip.purpose,
        "due_on": due_of(slip.id),
        "storeroom": lookup.room_by_id(slip.storeroom_id or 0).name,
    }


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    slip = case.slip
    return (
        ("保管室", room_name(case)),
        ("携出人", person_name(slip.taker_id)),
        ("去向", slip.outside),
        ("出门日期", case.voucher.dated_on.isoformat()),
        ("返回日期", "不返回" if slip.due_on is None else slip.due_on.isoformat()),
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    return (*thing_cells(thing), thing.line.remarks)


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    return (f"事由：{case.slip.purpose}", *remarks_said(case), "门卫凭此条核对放行：____________")


def _stub(case: SlipCase) -> str:
    return f"门卫存根　{person_name(case.slip.taker_id)}　{things_said(case)}　{case.slip.outside}"


def _aftermath(case: SlipCase, today: date) -> Aftermath:
    back: GateReturn | None = GateReturn.find(slip_id=case.slip.id)
    if back is not None:
        words = f"出门物品返回：{person_name(back.checked_by_id)} {back.note}".strip()
        return Aftermath(history=(Happening(back.back_on, words),))
    due = case.slip.due_on
    if due is None or case.voucher.state is not VoucherState.EXECUTED:
        return Aftermath()
    late = f"，已过 {(today - due).days} 天" if today > due else ""
    return Aftermath("close_gate_pass", "登记返回", (f"出门物品应在 {due} 返回{late}",))


RULES = {
    VoucherKind.GATE_PASS: SlipRule(
        title="物品出门条",
        columns=(*THING_COLUMNS, SlipColumn("备注")),
        fields=_fields,
        row=_row,
        total=pieces_total,
        copies="一式两份：第一联保管室，第二联门卫",
        paragraphs=_paragraphs,
        stub=_stub,
        aftermath=_aftermath,
    ),
}


@undoes("issue_gate_pass")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销出门条")
