"""隐患 of the demo school in 2026: forty found, thirty-eight struck off, one late, one to check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from houqin_desktop.domain.hazard import ReinspectionResult
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.rectification_notice import NoticeIssuer
from houqin_desktop.services.demo.cards import demo_people, demo_table
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.hazard.drafts import (
    CloseOutAtOnce,
    CloseOutHazard,
    FileNoticeReply,
    IssueRectificationNotice,
    PlanRectification,
    RecordOutsideReport,
    RectifyHazard,
    RegisterHazard,
    ReinspectHazard,
    RepliedHazard,
)

CHECKER, CLOSER = "罗国华", "刘建平"
_FUNDS: Final = 120_000
_TERM: Final = 15
_REPORT: Final = "市特种设备检验所"


@dataclass(frozen=True, slots=True)
class DemoHazard:
    """A line of the table: what was found, and what became of it within so many days."""

    code: str
    row: dict[str, str]
    fixer: str

    @property
    def found_on(self) -> date:
        """Return the day of its finding."""
        return day_of(self.row["found_on"])

    @property
    def done_on(self) -> date:
        """Return the day on which it was put right."""
        return self.found_on + timedelta(days=int(self.row["days"]))

    def register(self) -> Draft:
        """Return the command that writes it down."""
        row = self.row
        return RegisterHazard(
            place=row["place"],
            spot=row["spot"],
            description=row["description"],
            category=row["category"],
            department=row["department"],
            severity=HazardSeverity.from_label(row["severity"]),
        )

    def plan(self, *, days: int = _TERM) -> Draft:
        """Return the 五落实."""
        return PlanRectification(
            hazard=self.code,
            responsible=self.fixer,
            measures=self.row["done"] or "请专业队伍修缮",
            due_on=self.found_on + timedelta(days=days),
            funds=_FUNDS,
            emergency_plan="停用该部位，学生改道疏散",
            interim="拉警戒线，挂警示牌，派人看守",
        )


def hazards_found() -> Iterator[Happening]:
    """Yield what was found, put right and struck off, each on its day."""
    notices: dict[str, list[DemoHazard]] = {}
    for one in _lines():
        yield _at(one.found_on, one.register())
        way, _, notice = one.row["way"].partition(":")
        if way == "spot":
            yield _at(one.done_on, _at_once(one))
        else:
            yield _at(one.found_on, one.plan(days=7 if way == "open" else _TERM))
            notices.setdefault(notice or one.code, []).append(one)
    for serial, some in enumerate(notices.values(), start=1):
        yield from _noticed(f"ZG2026{serial:04d}", some)


def _lines() -> Iterator[DemoHazard]:
    heads = {one.department: one.name for one in demo_people() if one.is_head}
    for serial, row in enumerate(demo_table("hazards"), start=1):
        yield DemoHazard(f"YHB2026{serial:04d}", row, heads[row["department"]])


def _at(on: date, draft: Draft) -> Happening:
    return Happening(on, partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _at_once(one: DemoHazard) -> Draft:
    return CloseOutAtOnce(
        hazard=one.code,
        rectified_by=one.fixer,
        done=one.row["done"],
        reinspected_by=CHECKER,
        closed_by=CLOSER,
    )


def _noticed(number: str, some: Sequence[DemoHazard]) -> Iterator[Happening]:
    """Yield a notice about some hazards with its hands, and what became of them."""
    found_on, done_on = some[0].found_on, max(one.done_on for one in some)
    issuer = NoticeIssuer.PRINCIPAL if some[0].row["way"] == "major" else NoticeIssuer.LEADER
    codes = tuple(one.code for one in some)
    yield _at(
        found_on,
        IssueRectificationNotice(hazards=codes, receiver=some[0].fixer, issuer=issuer),
    )
    yield _at(found_on, RecordPrinting(number=number))
    for step in ("issuer", "receiver"):
        yield _at(found_on, RecordSignature(number=number, step=step))
    way = some[0].row["way"]
    if way == "open":
        return
    if way == "fixed":
        yield _at(done_on, _fixed(some[0]))
        return
    yield _at(done_on, _reply(number, some))
    for one in some:
        yield _at(done_on, _checked(one))
        if way == "major":
            yield _at(done_on, _reported(one, done_on))
        yield _at(done_on, CloseOutHazard(hazard=one.code, closed_by=CLOSER))


def _fixed(one: DemoHazard) -> Draft:
    return RectifyHazard(hazard=one.code, rectified_by=one.fixer, done=one.row["done"])


def _reply(number: str, some: Sequence[DemoHazard]) -> Draft:
    lines = tuple(
        RepliedHazard(
            hazard=one.code,
            rectified_by=one.fixer,
            rectified_on=one.done_on,
            done=one.row["done"],
            cost=_FUNDS,
        )
        for one in some
    )
    return FileNoticeReply(number=number, replied_by=some[0].fixer, lines=lines)


def _checked(one: DemoHazard) -> Draft:
    return ReinspectHazard(
        hazard=one.code,
        reinspected_by=CHECKER,
        result=ReinspectionResult.PASS,
        opinion="已整改到位",
    )


def _reported(one: DemoHazard, on: date) -> Draft:
    return RecordOutsideReport(
        hazard=one.code,
        body=_REPORT,
        document_number="检〔2026〕118号",
        document_on=on,
        conclusion="检验合格，准予使用",
    )
