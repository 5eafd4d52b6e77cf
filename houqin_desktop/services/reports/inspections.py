"""排查登记表 and 排查发现表: how often one walked in a period, and what was found in each place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import InspectionKind, Measure
from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.storage.hazard import codes_of_lines
from houqin_desktop.storage.inspection_facts import FoundFault, WalkedRound, faults, walked_rounds

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

COUNT, CENTRED = PaperKind.COUNT, PaperKind.CENTRED
ROUNDS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("单号"),
    PaperColumn("排查日期", CENTRED),
    PaperColumn("排查类型", CENTRED),
    PaperColumn("主题", wraps=True),
    PaperColumn("被查部门", wraps=True),
    PaperColumn("带队人", CENTRED),
    PaperColumn("检查点", COUNT, summed=True),
    PaperColumn("正常", COUNT, summed=True),
    PaperColumn("有隐患", COUNT, summed=True),
    PaperColumn("未查", COUNT, summed=True),
)
FINDINGS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("排查日期", CENTRED),
    PaperColumn("单号"),
    PaperColumn("检查项目", wraps=True),
    PaperColumn("隐患描述", wraps=True),
    PaperColumn("等级", CENTRED),
    PaperColumn("整改措施", CENTRED),
    PaperColumn("责任人", CENTRED),
    PaperColumn("期限", CENTRED),
    PaperColumn("隐患编号", CENTRED),
)
COUNTED: Final = "撤销、不同意和冲销的排查不计；排查日期是最早查的一天。全校排查指普查和拉网式。"


def inspection_ledger(request: Request) -> ListSheet:
    """Return 排查登记表: the rounds of a period, and how many of each kind."""
    rounds = [one for one in walked_rounds() if _is_in(request, one.walked_on)]
    kinds = Counter(InspectionKind(one.kind) for one in rounds)
    wide = sum(times for kind, times in kinds.items() if kind.is_campus_wide)
    told = "、".join(f"{kind.label} {kinds[kind]} 次" for kind in InspectionKind if kinds[kind])
    return request.sheet(
        ROUNDS,
        [PaperSection("", numbered(_round(one) for one in rounds))],
        fields=_fields(request, "排查次数", len(rounds)),
        boxes=LEDGER_BOXES,
        notes=(f"全校排查 {wide} 次。{told}。" if told else "这段时间没有排查。", COUNTED),
    )


def inspection_findings(request: Request) -> ListSheet:
    """Return 排查发现表: a section for each place, or for each level, with what was found."""
    found = [one for one in faults() if _is_in(request, one.seen_on)]
    codes = codes_of_lines()
    sections: dict[str, list[FoundFault]] = {}
    for one in sorted(found, key=lambda one: _section(request, one)):
        sections.setdefault(_section(request, one)[-1], []).append(one)
    return request.sheet(
        FINDINGS,
        [
            PaperSection(title, numbered(_finding(one, codes) for one in lines))
            for title, lines in sections.items()
        ],
        fields=_fields(request, "发现条数", len(found)),
        boxes=LEDGER_BOXES,
        notes=("在“隐患”里登记过的写有隐患编号，整改和销号看那里。",),
        grand_total=False,
    )


def _is_in(request: Request, day: str) -> bool:
    return request.from_on.isoformat() <= day <= request.as_of.on.isoformat()


def _fields(request: Request, words: str, figure: int) -> tuple[tuple[str, str], ...]:
    days = f"{request.from_on} 至 {request.as_of.on}"
    return (("起止日期", days), (words, f"{figure:,}"))


def _section(request: Request, one: FoundFault) -> tuple[int, str]:
    """Return by what a finding is ordered, and the title under which it stands."""
    if request.grouping == "severity":
        level = HazardSeverity(one.severity)
        return -list(HazardSeverity).index(level), level.label
    if request.grouping == "kind":
        kind = InspectionKind(one.kind)
        return list(InspectionKind).index(kind), kind.label
    return one.walking_order, one.place


def _round(one: WalkedRound) -> tuple[str | int, ...]:
    sound = one.seen - one.faults
    return (
        one.number,
        one.walked_on,
        InspectionKind(one.kind).label,
        one.subject,
        one.department or "全校",
        one.led_by or "",
        one.lines,
        sound,
        one.faults,
        one.lines - one.seen,
    )


def _finding(one: FoundFault, codes: dict[int, str]) -> tuple[str | int, ...]:
    return (
        one.seen_on,
        f"{one.number} 第 {one.position} 行",
        f"{one.code} {one.wording}" if one.code else one.wording,
        one.observation,
        HazardSeverity(one.severity).label,
        Measure(one.measure).label,
        one.responsible or "",
        one.due_on or "",
        codes.get(one.line_id, ""),
    )


SHEETS = {"inspection_ledger": inspection_ledger, "inspection_findings": inspection_findings}
