"""借用: pieces go to a person until a day, cards are only written down; outside the 校长 signs."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.loan import require_due
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.stock import Condition
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.attaching import keep_photo
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.loan.drafts import Lend, LoanLine, RenewLoan
from houqin_desktop.services.loan.things import (
    THING_COLUMNS,
    condition_said,
    for_whom,
    number_of,
    person_name,
    pieces_total,
    remarks_said,
    require_here,
    room_name,
    thing_cells,
    things_said,
    wanted,
)
from houqin_desktop.services.papers.case_view import Happening
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import (
    SlipCase,
    SlipThing,
    add_line,
    find_slip,
    open_slip,
    post_line,
)
from houqin_desktop.services.slips.kinds import Aftermath, SlipRule
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.loan import LoanRenewal, due_of, handed_out, renewals_of
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.slip import Slip

cannot_undo("renew_loan", "续借已记在借用单上。日期填错请再续借一次，填上对的日期。")


@command("物品借用", Lend)
def lend(task: Task, draft: Lend) -> Outcome:
    """Write a loan; its pieces are with the borrower from its day on.

    :raises Refused: without lines, due before its own day, or naming the row that is wrong.
    """
    room = lookup.storeroom(draft.storeroom)
    borrower = require_here(lookup.person(draft.borrower), task.on)
    department = None if not draft.department else lookup.department(draft.department)
    require_due(draft.due_on, task.on)
    if not draft.lines:
        raise Refused("借用单没有明细。请至少填一行。", code="no_lines")
    slip = open_slip(
        task,
        VoucherKind.LOAN,
        route="loan_outside" if draft.outside else None,
        storeroom_id=room.id,
        taker_id=borrower.id,
        taker_department_id=None if department is None else department.id,
        school_class=draft.school_class or "",
        outside=draft.outside or "",
        purpose=draft.purpose or "",
        due_on=draft.due_on,
        remarks=draft.remarks or "",
    )
    for position, row in enumerate(draft.lines, start=1):
        with in_row(position):
            _lend(task, slip, position, row, room, borrower)
    number = number_of(slip)
    return Outcome(number, (number,))


def _lend(
    task: Task, slip: Slip, position: int, row: LoanLine, room: Storeroom, borrower: Person
) -> None:
    asked = wanted(row.item, row.quantity, room)
    condition = row.condition or Condition.GOOD
    if condition is Condition.LOST:
        raise Refused("借出的物品不会是丢失的。请改填借出时的状况。", code="bad_condition")
    line = add_line(
        task,
        slip,
        position,
        asked.thing,
        asked.quantity,
        value_fen=asked.value_fen,
        condition=condition.value,
        condition_note=row.condition_note or "",
        photo=keep_photo(task, row.photo),
        remarks=row.remarks or "",
    )
    if not isinstance(asked.thing, Asset):
        post_line(task, line, room.location_id, borrower.location_id, 0, task.on)


@command("续借", RenewLoan)
def renew_loan(task: Task, draft: RenewLoan) -> Outcome:
    """Let what is still out stay out until another day.

    :raises Refused: for a loan of which nothing is out, or a day that it has already or is past.
    """
    case = find_slip(draft.number, VoucherKind.LOAN)
    number = case.voucher.number
    require_due(draft.due_on, max(task.on, case.voucher.dated_on))
    if not _out(case):
        raise Refused(f"{number} 没有在外的物品，不用续借。", code="nothing_out")
    if due_of(case.slip.id) == draft.due_on:
        raise Refused(
            f"{number} 的归还日期本来就是 {draft.due_on}。请填写新的日期。", code="nothing_changed"
        )
    task.insert(
        LoanRenewal,
        slip_id=case.slip.id,
        due_on=draft.due_on,
        renewed_on=max(task.on, case.voucher.dated_on),
        reason=draft.reason or "",
    )
    return Outcome(number, (number,))


def _out(case: SlipCase) -> int:
    lines = handed_out("loan", slip_id=case.slip.id)
    return sum(line.out for line in lines)


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    borrower = person_name(case.slip.taker_id)
    outside = case.slip.outside
    return (
        ("借出保管室", room_name(case)),
        ("借用人", f"{outside}（经手人 {borrower}）" if outside else borrower),
        ("借用部门", for_whom(case)),
        ("借出日期", case.voucher.dated_on.isoformat()),
        ("归还日期", str(case.slip.due_on)),
    )


def _row(thing: SlipThing) -> tuple[str, ...]:
    line = thing.line
    return (*thing_cells(thing), condition_said(line), line.remarks)


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    due = case.slip.due_on or case.voucher.dated_on
    purpose = f"，用途：{case.slip.purpose}" if case.slip.purpose else ""
    promise = (
        f"今借到{school_name()}保管室以上物品{purpose}，于 {chinese_date(due)}归还，"
        "如有损坏丢失按规定赔偿。"
    )
    return (promise, *remarks_said(case))


def _stub(case: SlipCase) -> str:
    return f"借条存根　{_fields(case)[1][1]}　{things_said(case)}　归还日期 {case.slip.due_on}"


def _aftermath(case: SlipCase, today: date) -> Aftermath:
    """Say what is still out, since when it is overdue, and how it was renewed."""
    due, out = due_of(case.slip.id), _out(case)
    told = tuple(
        Happening(one.renewed_on, f"续借到 {one.due_on} {one.reason}".strip())
        for one in renewals_of(case.slip.id)
    )
    if not out:
        return Aftermath(history=told)
    late = f"，逾期 {(today - due).days} 天" if due is not None and today > due else ""
    missing = (f"还有 {out:,} 件在外{late}",)
    return Aftermath("take_back", "登记归还", missing, told, is_out=True)


RULES = {
    VoucherKind.LOAN: SlipRule(
        title="物品借用单",
        columns=(*THING_COLUMNS, SlipColumn("借出时状况"), SlipColumn("备注")),
        fields=_fields,
        row=_row,
        total=pieces_total,
        copies="一式两份：第一联保管室，第二联借用人",
        paragraphs=_paragraphs,
        stub=_stub,
        aftermath=_aftermath,
    ),
}


@undoes("lend")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销借用")
