"""派工: somebody of the school, or a firm that is a supplier, is sent to repair."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.repair_routes import REPAIR, REPAIR_OUTSIDE
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.loan.things import require_here
from houqin_desktop.services.procurement.suppliers import find_supplier
from houqin_desktop.services.repair.drafts import AssignRepair
from houqin_desktop.services.repair.standing import find_repair, next_version, require_unsigned
from houqin_desktop.services.slips.engine import SlipCase, find_slip
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.procurement import Supplier
from houqin_desktop.storage.repair import RepairAssignment, latest_assignment, standing_work


@command("派工", AssignRepair)
def assign_repair(task: Task, draft: AssignRepair) -> Outcome:
    """Send somebody; the latest who was sent counts, with neither a person nor a firm nobody does.

    :raises Refused: for a person and a firm at once, once the work is done, for the 总务主任, who
        accepts repairs, or where nothing changes.
    """
    case = find_repair(draft.number, task.on, "派工")
    _require_not_done(case)
    if draft.worker and draft.firm:
        raise Refused("维修人和维修单位只填一样。请去掉一样。", code="two_workers")
    worker = None if not draft.worker else _worker(draft.worker, task.on)
    firm = None if not draft.firm else find_supplier(draft.firm)
    if draft.due_on is not None and draft.due_on < task.on:
        raise Refused(
            f"要求完成日期 {draft.due_on} 早于派工日期 {task.on}。请核对日期。", code="date_order"
        )
    _require_change(case, draft, None if worker is None else worker.id, firm)
    next_version(task, case.voucher, (REPAIR if firm is None else REPAIR_OUTSIDE).name)
    before = RepairAssignment.picked("slip_id = ?", case.slip.id)
    task.insert(
        RepairAssignment,
        slip_id=case.slip.id,
        position=len(before) + 1,
        worker_id=None if worker is None else worker.id,
        supplier_id=None if firm is None else firm.id,
        assigned_on=task.on,
        due_on=draft.due_on,
        remarks=draft.remarks or "",
    )
    return Outcome(case.voucher.number, (case.voucher.number,))


def _require_not_done(case: SlipCase) -> None:
    require_unsigned(case.voucher, "派工")
    if standing_work(case.slip.id) is not None:
        raise Refused(
            f"{case.voucher.number} 已经登记完工，不能再派工。请先“退回重修”。", code="done_already"
        )


def _worker(reference: str, on: date) -> Person:
    worker = require_here(lookup.person(reference), on, "派工")
    if worker.id == lookup.holder(Post.GENERAL_AFFAIRS_DIRECTOR, on):
        raise Refused(
            f"{worker.name}是总务主任，维修由总务处验收签字，不能验收自己的维修。请派别人。",
            code="own_repair",
        )
    return worker


def _require_change(
    case: SlipCase, draft: AssignRepair, worker_id: int | None, firm: Supplier | None
) -> None:
    number, sent = case.voucher.number, latest_assignment(case.slip.id)
    firm_id = None if firm is None else firm.id
    if sent is None and worker_id is None and firm_id is None:
        raise Refused(f"{number} 还没有派工。请填写维修人，或填写维修单位。", code="nobody")
    said = (worker_id, firm_id, draft.due_on, draft.remarks or "")
    if sent is not None and said == (sent.worker_id, sent.supplier_id, sent.due_on, sent.remarks):
        raise Refused(f"{number} 本来就是这样派的，没有改动。请核对内容。", code="no_change")


def assignment_of(number: str) -> AssignRepair:
    """Return whom a repair is with now, in the shape of the draft that would send them."""
    case = find_slip(number, VoucherKind.REPAIR)
    return present_assignment(number, latest_assignment(case.slip.id))


def present_assignment(number: str, sent: RepairAssignment | None) -> AssignRepair:
    """Return an assignment in the shape of the draft that would make it."""
    if sent is None:
        return AssignRepair(number=number)
    worker, firm = sent.worker_id, sent.supplier_id
    return AssignRepair(
        number=number,
        worker=None if worker is None else lookup.person_by_id(worker).number,
        firm=None if firm is None else Supplier.get_by_id(firm).name,
        due_on=sent.due_on,
        remarks=sent.remarks or None,
    )


@undoes("assign_repair")
def _as_before(deed: Deed) -> AssignRepair:
    ((row, _),) = deed.still(RepairAssignment)
    every = RepairAssignment.picked("slip_id = ?", row.slip_id, order="position")
    if every[-1].id != row.id:
        raise deed.changed_since()
    return present_assignment(deed.number or "", every[-2] if len(every) > 1 else None)
