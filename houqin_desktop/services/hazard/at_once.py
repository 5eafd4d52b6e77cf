"""立查立改: a general hazard that was put right, looked at and struck off in one go."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import HazardStepKind, ReinspectionResult, require_another
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.hazard.drafts import (
    CloseOutAtOnce,
    CloseOutHazard,
    GradeHazard,
    PlanRectification,
    RectifyHazard,
    ReinspectHazard,
)
from houqin_desktop.services.hazard.finding import by_whom, find_hazard
from houqin_desktop.services.hazard.steps import (
    close_out_hazard,
    grade_hazard,
    plan_rectification,
    rectify_hazard,
    reinspect_hazard,
    steps_back,
)
from houqin_desktop.services.undoing.verbs import undoes


@command("立查立改销号", CloseOutAtOnce)
def close_out_at_once(task: Task, draft: CloseOutAtOnce) -> Outcome:
    """Go all the steps of a general hazard on one day; each is a row, as if taken by itself.

    :raises Refused: `not_at_once` for a graver one, or as each of the steps does.
    """
    code, on = find_hazard(draft.hazard).row.code, draft.closed_on
    severity = find_hazard(code).standing.severity
    if severity not in (None, HazardSeverity.GENERAL):
        raise Refused(
            f"隐患 {code} 是{severity.label}隐患，不能立查立改。请逐步落实整改、复查、销号。",
            code="not_at_once",
        )
    _require_two(task, draft)
    if severity is None:
        grade_hazard(task, GradeHazard(hazard=code, severity=HazardSeverity.GENERAL, graded_on=on))
    _put_right(task, draft, code)
    passed = ReinspectionResult.PASS
    reinspect_hazard(
        task,
        ReinspectHazard(
            hazard=code, reinspected_by=draft.reinspected_by, result=passed, reinspected_on=on
        ),
    )
    closing = CloseOutHazard(
        hazard=code, closed_by=draft.closed_by or draft.reinspected_by, closed_on=on
    )
    return close_out_hazard(task, closing)


def _require_two(task: Task, draft: CloseOutAtOnce) -> None:
    """Refuse, before anything is written, whoever would look at his own work."""
    on = draft.closed_on or task.on
    fixer = by_whom(task, draft.rectified_by, on)
    looked_at_by = draft.reinspected_by
    for kind, who in (
        (HazardStepKind.PASS, looked_at_by),
        (HazardStepKind.CLOSE_OUT, draft.closed_by or looked_at_by),
    ):
        person = by_whom(task, who, on)
        require_another(fixer.id, person.id, person.name, kind)


def _put_right(task: Task, draft: CloseOutAtOnce, code: str) -> None:
    """Write that a hazard was to be put right on the spot, and was."""
    on = draft.closed_on
    plan = PlanRectification(
        hazard=code,
        responsible=draft.rectified_by,
        measures=draft.done,
        on_the_spot=True,
        planned_on=on,
        due_on=on or task.on,
    )
    plan_rectification(task, plan)
    done = RectifyHazard(
        hazard=code,
        rectified_by=draft.rectified_by,
        done=draft.done,
        cost=draft.cost,
        photo=draft.photo,
        rectified_on=on,
    )
    rectify_hazard(task, done)


undoes("close_out_at_once")(steps_back)
