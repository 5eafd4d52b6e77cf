"""登记完工 and 退回重修: what was done and what it cost; or it was not, and goes on."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import cost_of
from houqin_desktop.domain.repair import RepairResult, WorkEnd
from houqin_desktop.domain.stock import require_pieces
from houqin_desktop.services.attaching import keep_photo
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.papers.vouchers import signed_steps
from houqin_desktop.services.repair.drafts import FinishRepair, MaterialLine, ReopenRepair
from houqin_desktop.services.repair.standing import find_repair, next_version
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.repair import (
    RepairMaterial,
    RepairWork,
    latest_assignment,
    standing_work,
)
from houqin_desktop.storage.voucher import Voucher

cannot_undo("reopen_repair", "退回重修已记在报修单上，如实留存。修好了请再“登记完工”。")


@command("登记完工", FinishRepair)
def finish_repair(task: Task, draft: FinishRepair) -> Outcome:
    """Write down what was done, by whom was sent last; from now on the paper is signed.

    :raises Refused: before anybody was sent, where it is done already, for days out of order, or
        naming the row that is wrong.
    """
    case = find_repair(draft.number, task.on, "登记完工")
    number = case.voucher.number
    sent = latest_assignment(case.slip.id)
    if sent is None:
        raise Refused(f"{number} 还没有派工。请先“派工”。", code="nobody")
    if standing_work(case.slip.id) is not None:
        raise Refused(
            f"{number} 已经登记完工。要改请先“退回重修”，写明登记有误。", code="done_already"
        )
    if not draft.deed:
        raise Refused("没有写修了什么。请填写维修情况。", code="empty_deed")
    started_on, done_on = _days(task, case, draft)
    labour = draft.labour or 0
    if labour < 0:
        raise Refused("人工费不能小于零。请核对金额。", code="negative_value")
    next_version(task, case.voucher)
    work = task.insert(
        RepairWork,
        slip_id=case.slip.id,
        position=len(RepairWork.picked("slip_id = ?", case.slip.id)) + 1,
        assignment_id=sent.id,
        started_on=started_on,
        done_on=done_on,
        deed=draft.deed,
        result=draft.result or RepairResult.REPAIRED,
        labour_fen=labour,
        invoice=draft.invoice or "",
        photo=keep_photo(task, draft.photo),
    )
    for position, row in enumerate(draft.materials, start=1):
        with in_row(position):
            _write_material(task, work, position, row)
    return Outcome(number, (number,))


def _days(task: Task, case: SlipCase, draft: FinishRepair) -> tuple[date, date]:
    done_on = draft.done_on or task.on
    reported_on = case.voucher.dated_on
    started_on = draft.started_on or done_on
    if not reported_on <= started_on <= done_on <= task.on:
        raise Refused(
            f"{case.voucher.number} 是 {reported_on} 报修的，开始 {started_on}、完成 {done_on}"
            f" 须依次在报修与 {task.on} 之间。请核对日期。",
            code="date_order",
        )
    return started_on, done_on


def _write_material(task: Task, work: RepairWork, position: int, row: MaterialLine) -> None:
    if not row.name:
        raise Refused("没有写是什么材料。请填写材料名称。", code="empty_name")
    require_pieces(row.quantity, row.name)
    if row.price < 0:
        raise Refused(f"{row.name}的单价不能小于零。请核对单价。", code="negative_value")
    cost_of(row.quantity, row.price, row.name)
    task.insert(
        RepairMaterial,
        work_id=work.id,
        position=position,
        name=row.name,
        specification=row.specification or "",
        unit=row.unit or "",
        quantity=row.quantity,
        price_fen=row.price,
        invoice=row.invoice or "",
    )


@command("退回重修", ReopenRepair)
def reopen_repair(task: Task, draft: ReopenRepair) -> Outcome:
    """Let a work that is not accepted go on; what it cost stays, unless it was entered by mistake.

    Signatures on its paper no longer count.

    :raises Refused: without a reason, before anything was done, or once every hand has signed.
    """
    case = find_repair(draft.number, task.on, "退回重修")
    number = case.voucher.number
    work = standing_work(case.slip.id)
    if work is None:
        raise Refused(f"{number} 还没有登记完工，没有可退回的。请核对单号。", code="not_done")
    if not draft.reason:
        raise Refused("没有写为什么退回。请填写退回原因。", code="empty_reason")
    next_version(task, case.voucher)
    end = WorkEnd.MISTAKEN if draft.mistaken else WorkEnd.FAILED
    task.update(work, ended=end.value, ended_on=task.on, ending_reason=draft.reason)
    return Outcome(number, (number,))


@undoes("finish_repair")
def _entered_by_mistake(deed: Deed) -> ReopenRepair:
    ((work, _),) = deed.still(RepairWork)
    if signed_steps(Voucher.get_by_id(work.slip_id)):
        raise deed.changed_since()
    return ReopenRepair(number=deed.number or "", reason="撤销登记完工", mistaken=True)
