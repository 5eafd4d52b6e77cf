"""Hazards (隐患): found, graded, planned, put right, looked at again, struck off.

A hazard is its finding and a row of steps that are only ever added; where it stands is reckoned
from them, today as on any past day. A step that was wrong is retracted by a later one that names
it, so that nothing is deleted (I27). Levels and 五落实: DOMAIN.md section 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol, TypeVar

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.numbering import voucher_number

HAZARD_PREFIX: Final = "YHB"


class HazardSource(Labelled):
    """How the school came to know of a hazard."""

    INSPECTION = "inspection", "排查"
    REPORTED = "reported", "师生报告"
    OUTSIDE = "outside", "上级检查"


class PhotoStage(Labelled):
    """Whether a photo shows a hazard before or after it was put right."""

    BEFORE = "before", "整改前"
    AFTER = "after", "整改后"


class ReinspectionResult(Labelled):
    """What somebody found who looked again."""

    PASS = "pass", "合格"
    FAIL = "fail", "不合格"


class HazardState(Labelled):
    """How far a hazard has come; the word says what it waits for."""

    REGISTERED = "registered", "待定级"
    GRADED = "graded", "待落实"
    PLANNED = "planned", "待整改"
    RECTIFIED = "rectified", "待复查"
    PASSED = "passed", "待销号"
    CLOSED = "closed", "已销号"
    VOID = "void", "已作废"

    @property
    def is_open(self) -> bool:
        """Say whether it still has to be put right or struck off."""
        return self not in (HazardState.CLOSED, HazardState.VOID)


class HazardStepKind(Labelled):
    """What happened to a hazard."""

    GRADE = "grade", "定级"
    PLAN = "plan", "落实整改"
    RECTIFY = "rectify", "整改"
    PASS = "pass", "复查合格"
    FAIL = "fail", "复查不合格"
    REPORT = "report", "上级验收"
    CLOSE_OUT = "close_out", "销号"
    VOID = "void", "作废"
    RETRACT = "retract", "撤回"

    @property
    def deed(self) -> str:
        """What somebody does in it, whatever comes of it."""
        return "复查" if self in (HazardStepKind.PASS, HazardStepKind.FAIL) else self.label


class StepLike(Protocol):
    """One step of a hazard, as far as it decides where the hazard stands."""

    @property
    def kind(self) -> HazardStepKind:
        """Return what happened."""
        ...

    @property
    def person_id(self) -> int:
        """Return who did it."""
        ...

    @property
    def happened_on(self) -> date:
        """Return the day."""
        ...

    @property
    def severity(self) -> HazardSeverity | None:
        """Return the level that was given, of a grading."""
        ...

    @property
    def on_the_spot(self) -> bool:
        """Say whether it is put right at once (立即整改), of a plan."""
        ...

    @property
    def due_on(self) -> date | None:
        """Return by when it is to be put right, of a plan."""
        ...


AnyStep = TypeVar("AnyStep", bound=StepLike)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a hazard stands after some of its steps.

    :param fixer_id: who put it right, None where nobody has or a check found it wanting.
    :param passed: whether a check since found it right.
    :param reported: whether an outside body has accepted it since.
    """

    severity: HazardSeverity | None = None
    planned: bool = False
    on_the_spot: bool = False
    due_on: date | None = None
    fixer_id: int | None = None
    rectified_on: date | None = None
    passed: bool = False
    reported: bool = False
    closed_on: date | None = None
    void: bool = False

    @property
    def state(self) -> HazardState:
        """Return how far it has come."""
        if self.void:
            return HazardState.VOID
        if self.closed_on is not None:
            return HazardState.CLOSED
        if self.passed:
            return HazardState.PASSED
        if self.fixer_id is not None:
            return HazardState.RECTIFIED
        if self.planned:
            return HazardState.PLANNED
        return HazardState.REGISTERED if self.severity is None else HazardState.GRADED

    def after(self, step: StepLike) -> Standing:
        """Return where it stands after one more step, which is no retraction."""
        kind = step.kind
        if kind is HazardStepKind.GRADE:
            return Standing(severity=step.severity)
        if kind is HazardStepKind.PLAN:
            return replace(
                self, planned=True, on_the_spot=bool(step.on_the_spot), due_on=step.due_on
            )
        if kind is HazardStepKind.RECTIFY:
            return replace(self, fixer_id=step.person_id, rectified_on=step.happened_on)
        if kind is HazardStepKind.PASS:
            return replace(self, passed=True)
        if kind is HazardStepKind.FAIL:
            return replace(self, fixer_id=None, rectified_on=None, passed=False, reported=False)
        if kind is HazardStepKind.REPORT:
            return replace(self, reported=True)
        if kind is HazardStepKind.CLOSE_OUT:
            return replace(self, closed_on=step.happened_on)
        return replace(self, void=True)


def hazard_code(year: int, serial: int) -> str:
    """Return the number of the serial-th hazard of a year: YHB20260001."""
    return voucher_number(HAZARD_PREFIX, year, serial)


def effective(steps: Iterable[AnyStep]) -> list[AnyStep]:
    """Return the steps that count: each retraction takes the last one that counted away."""
    standing: list[AnyStep] = []
    for step in steps:
        if step.kind is HazardStepKind.RETRACT:
            standing.pop()
        else:
            standing.append(step)
    return standing


def standing_of(steps: Iterable[StepLike]) -> Standing:
    """Return where a hazard stands after these steps, in their order."""
    found = Standing()
    for step in effective(steps):
        found = found.after(step)
    return found


def until(steps: Sequence[AnyStep], on: date) -> list[AnyStep]:
    """Return the steps up to the end of a day; their days never go back."""
    return [step for step in steps if step.happened_on <= on]


def missing_of_plan(
    severity: HazardSeverity,
    *,
    on_the_spot: bool,
    funds_fen: int | None,
    emergency_plan: str,
    interim: str,
) -> list[str]:
    """Return what a plan of this level still lacks of the 五落实, in the school's words.

    责任, 措施 and 时限 are wanted of every plan; 资金 and 预案 from 较大 on; of 重大 the interim
    measures too, and never on the spot.
    """
    if severity is HazardSeverity.GENERAL:
        return []
    lacking = [] if funds_fen is not None else ["资金"]
    lacking += [] if emergency_plan else ["预案"]
    if severity is HazardSeverity.MAJOR:
        lacking += [] if interim else ["临时防范措施"]
        lacking += ["限期整改（重大隐患不能立查立改）"] if on_the_spot else []
    return lacking


_ALLOWED: Final = {
    HazardStepKind.GRADE: (HazardState.REGISTERED, HazardState.GRADED, HazardState.PLANNED),
    HazardStepKind.PLAN: (HazardState.GRADED, HazardState.PLANNED),
    HazardStepKind.RECTIFY: (HazardState.PLANNED,),
    HazardStepKind.PASS: (HazardState.RECTIFIED, HazardState.PASSED),
    HazardStepKind.FAIL: (HazardState.RECTIFIED, HazardState.PASSED),
    HazardStepKind.REPORT: (HazardState.RECTIFIED, HazardState.PASSED),
    HazardStepKind.CLOSE_OUT: (HazardState.PASSED,),
    HazardStepKind.VOID: tuple(state for state in HazardState if state.is_open),
}
_WHAT_TO_DO: Final = {
    HazardState.REGISTERED: "请先定级。",
    HazardState.GRADED: "请先落实整改（责任、措施、资金、时限、预案）。",
    HazardState.PLANNED: "请先登记整改情况。",
    HazardState.RECTIFIED: "请先登记复查。",
    HazardState.PASSED: "请先销号，或再复查。",
    HazardState.CLOSED: "要改请先写明原因撤回销号。",
    HazardState.VOID: "登记错了作废的，请先撤回作废，或另行登记。",
}


def steps_allowed(kind: HazardStepKind) -> tuple[HazardState, ...]:
    """Return the states in which it is the turn of a step."""
    return _ALLOWED[kind]


def require_step(standing: Standing, kind: HazardStepKind, code: str, *, noticed: bool) -> None:
    """Refuse a step out of turn.

    :param code: the number of the hazard.
    :param noticed: whether a 整改通知书 that stands names it.
    :raises Refused: `hazard_state`, `notice_wanted`, `outside_report_wanted`.
    """
    state = standing.state
    if state not in _ALLOWED[kind]:
        raise Refused(
            f"隐患 {code} 现在是“{state.label}”，不能{kind.deed}。{_WHAT_TO_DO[state]}",
            code="hazard_state",
        )
    if kind is HazardStepKind.RECTIFY and not (standing.on_the_spot or noticed):
        raise Refused(
            f"隐患 {code} 是限期整改的，还没有下达整改通知书。请先下达通知书，"
            "或把它落实为立即整改。",
            code="notice_wanted",
        )
    wants_report = standing.severity is HazardSeverity.MAJOR and not standing.reported
    if kind is HazardStepKind.CLOSE_OUT and wants_report:
        raise Refused(
            f"隐患 {code} 是重大隐患，没有上级部门或专业机构的验收意见不能销号。"
            "请先登记验收意见的文号、日期和出具单位，或附上文件。",
            code="outside_report_wanted",
        )


def require_another(fixer_id: int | None, person_id: int, name: str, kind: HazardStepKind) -> None:
    """Refuse whoever put a hazard right as the one who checks or strikes it off.

    :raises Refused: `own_rectification`.
    """
    if fixer_id == person_id:
        raise Refused(
            f"{name}是整改人，不能由本人{kind.deed}。请由别人复查、销号。",
            code="own_rectification",
        )


def is_documented(number: str, on: date | None, body: str, *, has_file: bool) -> bool:
    """Say whether an outside report is named whole, or lies there as a file."""
    return has_file or bool(number and on is not None and body)
