"""A hazard as its card and `show` tell it: fields, steps, photos, papers, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from houqin_desktop.domain.hazard import HazardState, HazardStepKind, PhotoStage, effective
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.slip import SLIP_KINDS, state_word
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.hazard.facts import HazardFact, Names
from houqin_desktop.services.hazard.finding import find_hazard
from houqin_desktop.services.hazard.photos import PhotoView, photo_views
from houqin_desktop.services.session import Session
from houqin_desktop.storage.hazard import Hazard, HazardStep, notices_of
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.slip import reversed_slips

_NEXT = {
    HazardState.REGISTERED: ("grade_hazard", "定级"),
    HazardState.GRADED: ("plan_rectification", "落实整改"),
    HazardState.PLANNED: ("rectify_hazard", "登记整改"),
    HazardState.RECTIFIED: ("reinspect_hazard", "登记复查"),
    HazardState.PASSED: ("close_out_hazard", "销号"),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words; `retracted` says why it counts no longer, empty while it does."""

    on: date
    title: str
    who: str
    words: str
    retracted: str


@dataclass(frozen=True, slots=True)
class TiedPaper:
    """A voucher that a hazard is tied to, and how far it has come."""

    number: str
    kind: str
    state: str


class HazardView:
    """One hazard as the book stands now."""

    def __init__(self, session: Session, code: str) -> None:
        case = find_hazard(code)
        self.row = case.row
        self._today = session.clock.today()
        self.fact = HazardFact(case.row, case.steps, case.steps, Names())

    @property
    def code(self) -> str:
        """Return its number."""
        return self.row.code

    @property
    def state(self) -> HazardState:
        """Return how far it has come."""
        return self.fact.state

    @property
    def title(self) -> str:
        """Return where and what it is."""
        return f"{self.fact.where}：{self.row.description}"

    @property
    def late(self) -> int:
        """Return by how many days its term has passed."""
        return self.fact.days_late(self._today)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return what is said of it, title and words; what is not known is left out."""
        fact, row, people = self.fact, self.row, self.fact.names.people
        corrects = "" if row.corrects_id is None else fact.names.codes[row.corrects_id]
        by = Hazard.find(corrects_id=row.id)
        said = [
            ("隐患编号", row.code),
            ("场所", fact.place),
            ("具体部位", row.spot),
            ("隐患内容", row.description),
            ("类别", row.category),
            ("等级", fact.severity),
            ("责任部门", fact.department),
            ("来源", " ".join(filter(None, (fact.source, fact.inspection)))),
            ("发现日期", row.found_on.isoformat()),
            ("发现人", people.get(row.found_by_id, "")),
            ("登记日期", row.registered_on.isoformat()),
            ("涉及资产", "" if row.asset_id is None else fact.names.cards[row.asset_id]),
            *self._plan(),
            ("更正的隐患", corrects),
            ("已由更正", "" if by is None else by.code),
        ]
        return tuple((title, words) for title, words in said if words)

    def _plan(self) -> list[tuple[str, str]]:
        plan = self.fact.last(HazardStepKind.PLAN)
        if plan is None or not self.fact.standing.planned:
            return []
        funds = "" if plan.amount_fen is None else f"{format_money(plan.amount_fen)} 元"
        return [
            ("整改责任人", self.fact.names.people[plan.person_id]),
            ("整改措施", plan.measures),
            ("整改资金", funds),
            ("整改期限", f"{plan.due_on}{'（立即整改）' if plan.on_the_spot else ''}"),
            ("应急预案", plan.emergency_plan),
            ("临时防范措施", plan.interim),
        ]

    @cached_property
    def steps(self) -> tuple[StepLine, ...]:
        """Return what happened to it, in its order; a retraction stands with what it took back."""
        reasons = {one.retracts_id: one for one in self.fact.steps if one.retracts_id is not None}
        found = [
            StepLine(
                self.row.found_on,
                "发现",
                self.fact.names.people.get(self.row.found_by_id, ""),
                self.fact.source,
                "",
            )
        ]
        for step in self.fact.steps:
            if step.retracts_id is not None:
                continue
            back = reasons.get(step.id)
            reason = "" if back is None else f"{back.happened_on} 撤回：{back.details}"
            who = self.fact.names.people[step.person_id]
            found.append(StepLine(step.happened_on, step.kind.label, who, _words(step), reason))
        return tuple(found)

    @cached_property
    def photos(self) -> tuple[PhotoView, ...]:
        """Return its photos."""
        return photo_views(self.row.id)

    @cached_property
    def papers(self) -> tuple[TiedPaper, ...]:
        """Return the vouchers that it is tied to."""
        gone = reversed_slips()
        return tuple(
            TiedPaper(
                one.number,
                one.kind.label,
                state_word(one.state, is_reversed=one.id in gone)
                if one.kind in SLIP_KINDS
                else one.state.label,
            )
            for one in self.fact.names.vouchers[self.row.id]
        )

    @property
    def wants_notice(self) -> bool:
        """Say whether it has a term and no notice that stands names it."""
        waits = self.state is HazardState.PLANNED and not self.fact.standing.on_the_spot
        return waits and not notices_of(self.row.id)

    @property
    def wants_report(self) -> bool:
        """Say whether it is major and the outside report is missing."""
        standing = self.fact.standing
        return standing.severity is HazardSeverity.MAJOR and not standing.reported

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what is still to be done, in sentences."""
        if not self.state.is_open:
            return ()
        said = [f"{self.state.label}{f'，已逾期 {self.late} 天' if self.late else ''}"]
        said += ["还没有下达整改通知书"] if self.wants_notice else []
        checked = self.state in (HazardState.RECTIFIED, HazardState.PASSED)
        said += ["重大隐患缺上级或专业机构的验收意见"] if checked and self.wants_report else []
        said += [] if self._has(PhotoStage.BEFORE) else ["没有整改前照片"]
        said += ["没有整改后照片"] if checked and not self._has(PhotoStage.AFTER) else []
        return tuple(said)

    def _has(self, stage: PhotoStage) -> bool:
        return any(one.stage is stage for one in self.photos)

    @property
    def next_command(self) -> tuple[str, str] | None:
        """Return the command that is next and its title, None when nothing is."""
        if self.wants_notice:
            return "issue_rectification_notice", "下达整改通知书"
        if self.state is HazardState.PASSED and self.wants_report:
            return "record_outside_report", "登记上级验收"
        return _NEXT.get(self.state)

    @property
    def last_step(self) -> str:
        """Return what the last step that counts is called, empty without any."""
        counts = effective(self.fact.steps)
        return counts[-1].kind.label if counts else ""

    @property
    def before_rectification(self) -> bool:
        """Say whether it is still to be put right."""
        return self.fact.standing.fixer_id is None

    @property
    def linked(self) -> tuple[TiedPaper, ...]:
        """Return the vouchers that were linked by hand: all but its notices."""
        notice = VoucherKind.RECTIFICATION_NOTICE.label
        return tuple(one for one in self.papers if one.kind != notice)

    @property
    def planned_before(self) -> dict[str, Any]:
        """Return what was planned last, by the arguments of a plan."""
        plan = self.fact.last(HazardStepKind.PLAN)
        if plan is None:
            return {}
        return {
            "responsible": Person.get_by_id(plan.person_id).number,
            "measures": plan.measures,
            "on_the_spot": plan.on_the_spot,
            "due_on": plan.due_on,
            "funds": plan.amount_fen,
            "emergency_plan": plan.emergency_plan,
            "interim": plan.interim,
        }


def _words(step: HazardStep) -> str:
    """Return what a step says beside who and when."""
    level = "" if step.severity is None else step.severity.label
    money = "" if step.amount_fen is None else f"{format_money(step.amount_fen)} 元"
    due = "" if step.due_on is None else f"期限 {step.due_on}"
    spot = "立即整改" if step.on_the_spot else ""
    day = "" if step.document_on is None else str(step.document_on)
    document = " ".join(filter(None, (step.body, step.document_number, day)))
    return "；".join(filter(None, (level, spot, step.measures, document, step.details, money, due)))
