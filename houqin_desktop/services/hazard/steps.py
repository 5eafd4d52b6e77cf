"""The steps of a hazard: graded, planned, put right, looked at again, struck off, taken back."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import (
    HazardStepKind,
    PhotoStage,
    ReinspectionResult,
    is_documented,
    missing_of_plan,
)
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.services.attaching import keep_attachment
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.hazard.drafts import (
    CloseOutHazard,
    GradeHazard,
    PlanRectification,
    RecordOutsideReport,
    RectifyHazard,
    ReinspectHazard,
    RetractHazardStep,
    VoidHazard,
)
from houqin_desktop.services.hazard.finding import (
    HazardCase,
    by_whom,
    find_hazard,
    take_step,
)
from houqin_desktop.services.hazard.photos import add_photo
from houqin_desktop.services.stock.pictures import keep_photo_only
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.hazard import Hazard, HazardStep

cannot_undo("retract_hazard_step", "撤回已经记录在案。要恢复请把这一步再登记一次。")


@command("隐患定级", GradeHazard)
def grade_hazard(task: Task, draft: GradeHazard) -> Outcome:
    """Say how bad a hazard is."""
    case = find_hazard(draft.hazard)
    return grade(task, case, draft.severity, draft)


def grade(task: Task, case: HazardCase, severity: HazardSeverity, draft: GradeHazard) -> Outcome:
    """Write the level of a hazard."""
    person = by_whom(task, draft.graded_by, draft.graded_on or task.on)
    return take_step(
        task,
        case,
        HazardStepKind.GRADE,
        person,
        draft.graded_on,
        severity=severity,
        details=draft.basis or "",
    )


@command("落实整改", PlanRectification)
def plan_rectification(task: Task, draft: PlanRectification) -> Outcome:
    """Write who puts a hazard right, how, with which money, by when, and what if it happens.

    :raises Refused: without what the level wants, or with a later term and no reason.
    """
    case = find_hazard(draft.hazard)
    on = draft.planned_on or task.on
    responsible = by_whom(task, draft.responsible, on)
    _require_whole_plan(case, draft)
    due_on = draft.due_on or (on if draft.on_the_spot else None)
    if due_on is None:
        raise Refused(
            f"隐患 {case.row.code} 没有写整改期限。请填写期限，或选立即整改。", code="no_deadline"
        )
    if due_on < on:
        raise Refused(f"整改期限 {due_on} 早于 {on}。请核对日期。", code="date_order")
    before = case.standing.due_on
    if before is not None and due_on > before and not draft.reason:
        raise Refused(
            f"隐患 {case.row.code} 的整改期限原是 {before}，改到 {due_on} 是延期。请写明延期原因。",
            code="no_reason",
        )
    return take_step(
        task,
        case,
        HazardStepKind.PLAN,
        responsible,
        draft.planned_on,
        on_the_spot=bool(draft.on_the_spot),
        measures=draft.measures,
        amount_fen=draft.funds,
        due_on=due_on,
        emergency_plan=draft.emergency_plan or "",
        interim=draft.interim or "",
        details=draft.reason or "",
    )


def _require_whole_plan(case: HazardCase, draft: PlanRectification) -> None:
    if not draft.measures:
        raise Refused("没有写整改措施。请写明怎样整改。", code="no_measures")
    if draft.funds is not None and draft.funds < 0:
        raise Refused("整改资金不能小于零。请核对金额。", code="negative_value")
    severity = case.standing.severity
    if severity is None:
        return
    lacking = missing_of_plan(
        severity,
        on_the_spot=bool(draft.on_the_spot),
        funds_fen=draft.funds,
        emergency_plan=draft.emergency_plan or "",
        interim=draft.interim or "",
    )
    if lacking:
        raise Refused(
            f"{severity.label}隐患要按“五落实”整改，还缺：{'、'.join(lacking)}。请补上。",
            code="plan_not_whole",
        )


@command("登记整改", RectifyHazard)
def rectify_hazard(task: Task, draft: RectifyHazard) -> Outcome:
    """Write what was done about a hazard, in words or as a photo (I26)."""
    case = find_hazard(draft.hazard)
    return rectify(task, case, draft)


def rectify(task: Task, case: HazardCase, draft: RectifyHazard) -> Outcome:
    """Write what was done about a hazard that was found already.

    :raises Refused: without words and photo, or out of turn.
    """
    on = draft.rectified_on or task.on
    person = by_whom(task, draft.rectified_by, on)
    if not draft.done and not draft.photo:
        raise Refused(
            f"隐患 {case.row.code} 没有写怎样整改的，也没有照片。请写明整改情况，或附整改后照片。",
            code="no_rectification",
        )
    if draft.cost is not None and draft.cost < 0:
        raise Refused("整改费用不能小于零。请核对金额。", code="negative_value")
    sha256 = None if not draft.photo else keep_photo_only(task, Path(draft.photo))
    outcome = take_step(
        task,
        case,
        HazardStepKind.RECTIFY,
        person,
        draft.rectified_on,
        details=draft.done or "",
        amount_fen=draft.cost,
        sha256=sha256,
    )
    if sha256 is not None:
        add_photo(task, case, sha256, PhotoStage.AFTER, on)
    return outcome


@command("隐患复查", ReinspectHazard)
def reinspect_hazard(task: Task, draft: ReinspectHazard) -> Outcome:
    """Look again at what was put right; what does not pass is to be put right again."""
    case = find_hazard(draft.hazard)
    on = draft.reinspected_on or task.on
    person = by_whom(task, draft.reinspected_by, on)
    failed = draft.result is ReinspectionResult.FAIL
    if failed and not draft.opinion:
        raise Refused("复查不合格要写明还有什么问题。请填写复查意见。", code="no_reason")
    kind = HazardStepKind.FAIL if failed else HazardStepKind.PASS
    return take_step(task, case, kind, person, draft.reinspected_on, details=draft.opinion or "")


@command("登记上级验收", RecordOutsideReport)
def record_outside_report(task: Task, draft: RecordOutsideReport) -> Outcome:
    """Write by which document an outside body accepted what was done.

    :raises Refused: where it is neither named whole nor a file, or dated after its recording.
    """
    case = find_hazard(draft.hazard)
    on = draft.recorded_on or task.on
    body, number = draft.body or "", draft.document_number or ""
    if not is_documented(number, draft.document_on, body, has_file=bool(draft.file)):
        raise Refused(
            "验收意见要写全出具单位、文号和文件日期，或附上文件。请补上。", code="document_wanted"
        )
    if draft.document_on is not None and draft.document_on > on:
        raise Refused(f"文件日期 {draft.document_on} 晚于 {on}。请核对日期。", code="date_order")
    sha256 = None if not draft.file else keep_attachment(task, Path(draft.file)).sha256
    return take_step(
        task,
        case,
        HazardStepKind.REPORT,
        task.require_actor(),
        draft.recorded_on,
        body=body,
        document_number=number,
        document_on=draft.document_on,
        details=draft.conclusion or "",
        sha256=sha256,
    )


@command("隐患销号", CloseOutHazard)
def close_out_hazard(task: Task, draft: CloseOutHazard) -> Outcome:
    """Strike a hazard off that passed its reinspection, and of 重大 with the outside report."""
    case = find_hazard(draft.hazard)
    person = by_whom(task, draft.closed_by, draft.closed_on or task.on)
    return take_step(
        task,
        case,
        HazardStepKind.CLOSE_OUT,
        person,
        draft.closed_on,
        details=draft.remarks or "",
    )


@command("作废隐患", VoidHazard)
def void_hazard(task: Task, draft: VoidHazard) -> Outcome:
    """Take a hazard out of every figure; its number, its steps and the reason stay."""
    case = find_hazard(draft.hazard)
    _require_reason(draft.reason, "作废")
    return take_step(
        task, case, HazardStepKind.VOID, task.require_actor(), None, details=draft.reason
    )


@command("撤回隐患的一步", RetractHazardStep)
def retract_hazard_step(task: Task, draft: RetractHazardStep) -> Outcome:
    """Take back the last step of a hazard that counts, or the last few, with a reason (I27).

    :raises Refused: where there are not so many, without a reason, or where a void hazard was
        registered anew since.
    """
    code = find_hazard(draft.hazard).row.code
    _require_reason(draft.reason, "撤回")
    wanted, there = draft.steps or 1, len(find_hazard(code).effective)
    if not 1 <= wanted <= there:
        raise Refused(
            f"隐患 {code} 能撤回的有 {there} 步，不能撤回 {wanted} 步。请核对编号和步数。",
            code="nothing_to_retract",
        )
    for _ in range(wanted):
        outcome = _retract(task, find_hazard(code), draft.reason)
    return outcome


def _retract(task: Task, case: HazardCase, reason: str) -> Outcome:
    last = case.effective[-1]
    anew = Hazard.find(corrects_id=case.row.id)
    if last.kind is HazardStepKind.VOID and anew is not None:
        raise Refused(
            f"隐患 {case.row.code} 已由 {anew.code} 更正，不能撤回作废。请在 {anew.code} 上办理。",
            code="corrected_by_another",
        )
    return take_step(
        task,
        case,
        HazardStepKind.RETRACT,
        task.require_actor(),
        None,
        details=reason,
        retracts_id=last.id,
    )


def _require_reason(reason: str, deed: str) -> None:
    if not reason:
        raise Refused(f"{deed}要写明原因。请填写{deed}原因。", code="empty_reason")


def steps_back(deed: Deed) -> Draft:
    """Return the retraction of the steps that a command took, while they are the last ones.

    :raises Refused: where another step was taken since.
    """
    taken = [row for row, _ in deed.still(HazardStep)]
    case = HazardCase(Hazard.get_by_id(taken[0].hazard_id))
    if [step.id for step in case.effective[-len(taken) :]] != [row.id for row in taken]:
        raise deed.changed_since()
    several = len(taken) if len(taken) > 1 else None
    return RetractHazardStep(hazard=case.row.code, reason=f"撤销{deed.words}", steps=several)


for _verb in (
    "grade_hazard",
    "plan_rectification",
    "rectify_hazard",
    "reinspect_hazard",
    "record_outside_report",
    "close_out_hazard",
    "void_hazard",
):
    undoes(_verb)(steps_back)
