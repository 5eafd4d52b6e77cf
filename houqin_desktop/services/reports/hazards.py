"""隐患整改销号台账 and 整改率: what was to be put right in a period, how it stood on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.hazard import HazardStepKind, PhotoStage
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.rectification_rate import (
    FORMULA,
    OTHER_FORMULAS,
    CountedHazard,
    Period,
    counted,
    rate_of,
)
from houqin_desktop.services.hazard.facts import HazardFact, hazard_facts
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.services.reports.procurement import period_fields

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request
    from houqin_desktop.storage.hazard import HazardStep

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED
LEDGER: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("隐患编号"),
    PaperColumn("发现日期", CENTRED),
    PaperColumn("来源", wraps=True),
    PaperColumn("部位", wraps=True),
    PaperColumn("隐患内容", wraps=True),
    PaperColumn("类别", wraps=True),
    PaperColumn("等级", CENTRED),
    PaperColumn("整改措施", wraps=True),
    PaperColumn("资金（元）", MONEY, summed=True),
    PaperColumn("责任人", wraps=True),
    PaperColumn("整改期限", CENTRED),
    PaperColumn("防范预案", wraps=True),
    PaperColumn("完成日期", CENTRED),
    PaperColumn("整改情况", wraps=True),
    PaperColumn("复查", wraps=True),
    PaperColumn("销号日期", CENTRED),
    PaperColumn("备注", wraps=True),
)
RATE: Final = (
    PaperColumn("项目", wraps=True),
    PaperColumn("应整改", COUNT),
    PaperColumn("已销号", COUNT),
    PaperColumn("未销号", COUNT, summed=True),
    PaperColumn("整改率", CENTRED),
    PaperColumn("到期", COUNT),
    PaperColumn("按期整改", COUNT),
    PaperColumn("按期整改率", CENTRED),
    PaperColumn("立改", COUNT),
    PaperColumn("立改率", CENTRED),
    PaperColumn("平均整改天数", CENTRED),
    PaperColumn("说明", wraps=True),
)
CARRIED: Final = "列入统计期内发现的和期初还没有销号的隐患；以前年度已销号的不再登入，作废的不计。"
_GROUPINGS: Final[dict[str, Callable[[HazardFact], str]]] = {
    "severity": lambda one: one.severity or "未定级",
    "place": lambda one: one.place,
    "department": lambda one: one.department,
    "category": lambda one: one.row.category,
    "source": lambda one: one.source,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A hazard that counts in a period, in words and in figures."""

    fact: HazardFact
    figures: CountedHazard


def hazards_of(period: Period) -> list[Counted]:
    """Return the hazards that count in a period, as they stood on its day."""
    found = []
    for fact in hazard_facts(period.as_of):
        figures = counted(fact.row.found_on, fact.every_step, period)
        if figures is not None:
            found.append(Counted(fact, figures))
    return found


def _period(request: Request) -> Period:
    return Period(request.from_on, request.last_on, request.as_of.on)


def hazard_ledger(request: Request) -> ListSheet:
    """Return 隐患整改台账（销号登记表）, a hazard in a row, as of a day."""
    rows = numbered(_row(one.fact) for one in hazards_of(_period(request)))
    return request.sheet(
        LEDGER,
        [PaperSection("", rows)],
        fields=(
            ("截至日期", chinese_date(request.as_of.on)),
            *period_fields(request, "隐患数", len(rows)),
        ),
        boxes=LEDGER_BOXES,
        notes=(CARRIED,),
    )


def _row(fact: HazardFact) -> tuple[SheetCell, ...]:
    plan = fact.last(HazardStepKind.PLAN)
    done, passed = fact.last(HazardStepKind.RECTIFY), fact.last(HazardStepKind.PASS)
    standing = fact.standing
    return (
        fact.row.code,
        fact.row.found_on.isoformat(),
        fact.source,
        fact.where,
        fact.row.description,
        fact.row.category,
        fact.severity,
        "" if plan is None else plan.measures,
        _money(plan, done),
        _joined(" ", fact.department, fact.who(HazardStepKind.PLAN)),
        _day(standing.due_on),
        "" if plan is None else _joined("；", plan.interim, plan.emergency_plan),
        _day(standing.rectified_on),
        _done(fact, done),
        _checked(fact, passed),
        _day(standing.closed_on),
        _remarks(fact),
    )


def _money(plan: HazardStep | None, done: HazardStep | None) -> int | None:
    """Return what it did cost, else what it may (分)."""
    if done is not None and done.amount_fen is not None:
        return done.amount_fen
    return None if plan is None else plan.amount_fen


def _done(fact: HazardFact, done: HazardStep | None) -> str:
    stages = {photo.stage for photo in fact.names.photos[fact.row.id]}
    photos = [stage.label for stage in PhotoStage if stage in stages]
    return _joined(
        "；",
        "" if done is None else done.details,
        f"照片：{'、'.join(photos)}" if photos else "",
    )


def _checked(fact: HazardFact, passed: HazardStep | None) -> str:
    if passed is None or not fact.standing.passed:
        return ""
    who, day = fact.names.people[passed.person_id], passed.happened_on
    done = fact.standing.rectified_on
    year = "" if done is not None and done.year == day.year else f"{day.year}年"
    return f"{who} {year}{day.month}月{day.day}日合格 {passed.details}".strip()


def _remarks(fact: HazardFact) -> str:
    """Return why a term was put off or a step taken back, and the outside report."""
    said = [
        f"延期：{step.details}"
        for step in fact.steps
        if step.kind is HazardStepKind.PLAN and step.details
    ]
    said += [
        f"{step.happened_on} 撤回：{step.details}"
        for step in fact.steps
        if step.kind is HazardStepKind.RETRACT
    ]
    report = fact.last(HazardStepKind.REPORT)
    if report is not None:
        said.append(_joined(" ", "上级验收", report.body, report.document_number))
    return "；".join(said)


def _joined(between: str, *words: str) -> str:
    return between.join(filter(None, words))


def _day(day: object) -> str:
    return "" if day is None else str(day)


def rectification_rate(request: Request) -> ListSheet:
    """Return 整改率 of a period as of a day, whole or by one thing, with the open ones under it."""
    period = _period(request)
    hazards = hazards_of(period)
    rows = [_rate_row(words, some, period) for words, some in _grouped(request.grouping, hazards)]
    rows.append(_rate_row("合计", hazards, period))
    still = [one for one in hazards if not one.figures.is_struck_off]
    return request.sheet(
        RATE,
        [
            PaperSection("", tuple(rows)),
            PaperSection("未销号的隐患", tuple(_open_row(one, period) for one in still)),
        ],
        fields=(
            ("统计期", f"{period.first} 至 {period.last}"),
            ("截至日期", chinese_date(period.as_of)),
            ("整改率", _words(hazards, period)),
        ),
        boxes=LEDGER_BOXES,
        notes=(FORMULA, OTHER_FORMULAS),
        grand_total=False,
    )


def _grouped(grouping: str, hazards: Sequence[Counted]) -> Iterator[tuple[str, list[Counted]]]:
    """Yield the hazards of each group under its words, in the order in which they come up."""
    groups: dict[str, list[Counted]] = {}
    if grouping in _GROUPINGS:
        for one in hazards:
            groups.setdefault(_GROUPINGS[grouping](one.fact), []).append(one)
    yield from groups.items()


def _words(hazards: Sequence[Counted], period: Period) -> str:
    found = rate_of((one.figures for one in hazards), period.as_of)
    return f"{found.struck_off:,}/{found.total:,} = {found.rate}" if found.total else "—"


def _rate_row(words: str, hazards: Sequence[Counted], period: Period) -> tuple[SheetCell, ...]:
    found = rate_of((one.figures for one in hazards), period.as_of)
    return (
        words,
        found.total,
        found.struck_off,
        found.open,
        found.rate,
        found.due,
        found.in_time,
        found.in_time_rate,
        found.on_the_spot,
        found.on_the_spot_rate,
        found.average_days,
        "",
    )


def _open_row(one: Counted, period: Period) -> tuple[SheetCell, ...]:
    fact = one.fact
    late = fact.days_late(period.as_of)
    due = fact.standing.due_on
    about = _joined(
        "；",
        fact.severity,
        _joined("/", fact.department, fact.who(HazardStepKind.PLAN)),
        "" if due is None else f"期限 {due}",
        f"逾期 {late} 天" if late else "",
        one.figures.standing.state.label,
    )
    what = f"{fact.row.code} {fact.where}：{fact.row.description}"
    return (what, None, None, 1, "", None, None, "", None, "", "", about)


SHEETS = {"hazard_ledger": hazard_ledger, "rectification_rate": rectification_rate}
