"""值班表, 值班安排, 值班次数, 请假 and 校历 as lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from houqin_desktop.domain.school_days import SchoolDay, weekday_name
from houqin_desktop.services.duty.school_calendar import school_calendar
from houqin_desktop.services.duty.view import DutyLine, DutyView
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.duty import Absence, DutyTable, duties_of_absent, standing_tables
from houqin_desktop.storage.people import Person

NUMBER, STATUS, DATE = ColumnKind.NUMBER, ColumnKind.STATUS, ColumnKind.DATE


def _facet(name: str, *, yes: bool) -> tuple[str, str]:
    return name, "yes" if yes else "no"


def _tables(session: Session) -> list[RegisterRow]:
    rows = []
    for table in DutyTable.every("from_on DESC, id DESC"):
        view = DutyView(session, table.code)
        cells = (
            table.code,
            table.duty_kind.label,
            table.title,
            table.from_on.isoformat(),
            table.to_on.isoformat(),
            view.state,
            view.spread_words,
            len(view.turns),
            len(view.lines),
            sum(bool(one.held) for one in view.counts),
            max((one.most - one.fewest for one in view.spreads), default=0),
            sum(line.row.holder_id != line.row.planned_id for line in view.lines),
            sum(bool(line.marks) for line in view.lines),
            table.remarks,
        )
        facets = {("kind", table.duty_kind.value), _facet("in_use", yes=not table.withdrawn)}
        rows.append(RegisterRow(table.id, cells, facets=frozenset(facets)))
    return rows


def _duties(session: Session) -> list[RegisterRow]:
    today = session.clock.today().isoformat()
    return [
        _duty(table, line, today)
        for table in standing_tables()
        for line in DutyView(session, table.code).lines
    ]


def _duty(table: DutyTable, line: DutyLine, today: str) -> RegisterRow:
    first, last = line.row.from_on.isoformat(), line.row.to_on.isoformat()
    changed = line.row.holder_id != line.row.planned_id
    cells = (
        table.code,
        table.duty_kind.label,
        first,
        "" if first == last else last,
        weekday_name(line.row.from_on) if first == last else "整周",
        line.post.name,
        line.post.hours,
        line.holder,
        line.planned if changed else "",
        line.change,
        line.mark_words,
    )
    facets = {
        ("kind", table.duty_kind.value),
        ("table", table.code),
        _facet("today", yes=first <= today <= last),
        _facet("changed", yes=changed),
        _facet("marked", yes=bool(line.marks)),
    }
    return RegisterRow(line.row.id, cells, facets=frozenset(facets))


def _counts(session: Session) -> list[RegisterRow]:
    rows: list[RegisterRow] = []
    for table in standing_tables():
        for one in DutyView(session, table.code).counts:
            *week, saturday, sunday = one.weekdays
            cells = (
                table.code,
                table.title,
                one.number,
                one.name,
                one.planned,
                one.held,
                *(week if not table.duty_kind.is_weekly else (None,) * len(week)),
                None if table.duty_kind.is_weekly else saturday + sunday,
                one.before,
                one.away,
                one.why,
            )
            facets = {("kind", table.duty_kind.value), ("table", table.code)}
            rows.append(RegisterRow(len(rows) + 1, cells, facets=frozenset(facets)))
    return rows


def _absences(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    people = {one.id: one for one in Person.every()}
    open_duties = Counter(code for _, _, _, code, _ in duties_of_absent(today))
    rows = []
    for one in Absence.every("from_on DESC, id DESC"):
        state = "已撤销" if one.withdrawn else "已结束" if one.to_on < today else "有效"
        waiting = 0 if one.withdrawn else open_duties[one.code]
        cells = (
            one.code,
            people[one.person_id].number,
            people[one.person_id].name,
            one.from_on.isoformat(),
            one.to_on.isoformat(),
            (one.to_on - one.from_on).days + 1,
            one.reason,
            waiting,
            state,
        )
        facets = {_facet("in_use", yes=not one.withdrawn), _facet("to_change", yes=bool(waiting))}
        rows.append(RegisterRow(one.id, cells, facets=frozenset(facets)))
    return rows


def _calendar(_session: Session) -> list[RegisterRow]:
    return [_day(key, day) for key, day in enumerate(_named_days(), start=1)]


def _named_days() -> Iterator[SchoolDay]:
    """Yield the days of which the notices or the school say something, the latest first."""
    calendar = school_calendar()
    for day in sorted({*calendar.noticed, *calendar.own}, reverse=True):
        yield calendar.on(day)


def _day(key: int, day: SchoolDay) -> RegisterRow:
    cells = (
        day.on.isoformat(),
        weekday_name(day.on),
        day.kind.label,
        day.name,
        day.source,
    )
    facets = {("kind", day.kind.value), ("year", str(day.on.year))}
    return RegisterRow(key, cells, facets=frozenset(facets))


def _tables_register(session: Session) -> Register:
    columns = (
        Column("值班表编号", width=96),
        Column("种类", width=120),
        Column("名称", width=240),
        Column("起日", DATE, width=96),
        Column("止日", DATE, width=96),
        Column("状态", STATUS, width=72),
        Column("每人次数", width=150),
        Column("班次", NUMBER, width=60),
        Column("人次", NUMBER, width=60),
        Column("人数", NUMBER, width=60),
        Column("相差", NUMBER, width=60),
        Column("调班", NUMBER, width=60),
        Column("点名", NUMBER, width=60),
        Column("说明", width=160),
    )
    return RowsRegister("duty_tables", "值班表", columns, partial(_tables, session))


def _duties_register(session: Session) -> Register:
    columns = (
        Column("值班表编号", width=96),
        Column("种类", width=120),
        Column("日期", DATE, width=96),
        Column("止日", DATE, width=96),
        Column("星期", width=72),
        Column("岗位", width=100),
        Column("时间", width=110),
        Column("值班人", width=80),
        Column("原排", width=80),
        Column("变动", width=240),
        Column("到岗", STATUS, width=100),
    )
    return RowsRegister("duties", "值班安排", columns, partial(_duties, session))


def _counts_register(session: Session) -> Register:
    columns = (
        Column("值班表编号", width=96),
        Column("名称", width=220),
        Column("人员编号", width=80),
        Column("姓名", width=80),
        Column("排班", NUMBER, width=60),
        Column("现值", NUMBER, width=60),
        *(Column(f"周{day}", NUMBER, width=50) for day in "一二三四五"),
        Column("周末", NUMBER, width=56),
        Column("上期", NUMBER, width=60),
        Column("不能排的班", NUMBER, width=90),
        Column("原因", width=200),
    )
    return RowsRegister("duty_counts", "值班次数", columns, partial(_counts, session))


def _absences_register(session: Session) -> Register:
    columns = (
        Column("请假编号", width=90),
        Column("人员编号", width=80),
        Column("人员", width=90),
        Column("起日", DATE, width=96),
        Column("止日", DATE, width=96),
        Column("天数", NUMBER, width=60),
        Column("事由", width=160),
        Column("要调的班", NUMBER, width=80),
        Column("状态", STATUS, width=80),
    )
    return RowsRegister("absences", "请假", columns, partial(_absences, session))


def _calendar_register(session: Session) -> Register:
    columns = (
        Column("日期", DATE, width=96),
        Column("星期", width=72),
        Column("是什么", STATUS, width=90),
        Column("名称", width=160),
        Column("依据", width=420),
    )
    return RowsRegister("calendar", "校历", columns, partial(_calendar, session))


MAKERS = {
    "duty_tables": _tables_register,
    "duties": _duties_register,
    "duty_counts": _counts_register,
    "absences": _absences_register,
    "calendar": _calendar_register,
}
