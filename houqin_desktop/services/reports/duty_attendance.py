"""值班考勤表: how often everybody should have stood in a period, and how he came."""

from __future__ import annotations

from collections import Counter
from datetime import date

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.duty import DutyKind, Mark
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.school_days import days_between
from houqin_desktop.services.duty.school_calendar import school_calendar
from houqin_desktop.services.reports.catalogue import Request
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.storage.duty import DutyTable, duties_of, marks_of, standing_tables
from houqin_desktop.storage.people import Person

COLUMNS = (
    PaperColumn("序号", PaperKind.CENTRED),
    PaperColumn("人员编号", PaperKind.CENTRED),
    PaperColumn("姓名", PaperKind.CENTRED),
    *(
        PaperColumn(title, PaperKind.COUNT, summed=True, dashed=True)
        for title in ("应值", *(mark.label for mark in Mark), "未点名", "替人代")
    ),
)
DUE, UNTICKED, FOR_OTHERS = "due", "unticked", "for_others"


def duty_attendance(request: Request) -> ListSheet:
    """Return who should have stood how often in the period, and how he came."""
    counted: dict[int, Counter[str]] = {}
    for table in standing_tables():
        if request.grouping in ("all", table.duty_kind.value):
            _count(table, request.from_on, request.as_of.on, counted)
    people = {one.id: one for one in Person.every()}
    order = sorted(counted, key=lambda one: (people[one].sort_key, one))
    rows: list[tuple[SheetCell, ...]] = [
        (
            people[one].number,
            people[one].name,
            counted[one][DUE],
            *(counted[one][mark.value] for mark in Mark),
            counted[one][UNTICKED],
            counted[one][FOR_OTHERS],
        )
        for one in order
    ]
    return request.sheet(
        COLUMNS,
        [PaperSection("", numbered(rows))] if rows else [],
        fields=(
            ("期间", f"{chinese_date(request.from_on)}至{chinese_date(request.as_of.on)}"),
            ("种类", "全部" if request.grouping == "all" else DutyKind(request.grouping).label),
            ("人数", str(len(rows))),
        ),
        boxes=LEDGER_BOXES,
        notes=("值周按到校的天数计；“代”是由别人代的班，“替人代”是代别人的班，不在应值里。",),
    )


def _count(table: DutyTable, from_on: date, to_on: date, counted: dict[int, Counter[str]]) -> None:
    """Add the days of a table that lie in the period to everybody's counts."""
    calendar = school_calendar()
    marks = {(mark.duty_id, mark.on_day): mark for mark in marks_of(table.id)}
    for duty in duties_of(table.id):
        own = counted.setdefault(duty.holder_id, Counter())
        for day in days_between(max(duty.from_on, from_on), min(duty.to_on, to_on)):
            mark = marks.get((duty.id, day))
            if mark is None and table.duty_kind.is_weekly and not calendar.on(day).has_lessons:
                continue
            own[DUE] += 1
            own[UNTICKED if mark is None or mark.mark is None else mark.mark.value] += 1
            if mark is not None and mark.substitute_id is not None:
                counted.setdefault(mark.substitute_id, Counter())[FOR_OTHERS] += 1
        if not own:
            del counted[duty.holder_id]


SHEETS = {"duty_attendance": duty_attendance}
