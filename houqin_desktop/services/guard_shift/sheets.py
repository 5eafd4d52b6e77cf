"""安保人员工作日志 of a shift and the report of an incident, as they are signed on paper."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.school_days import weekday_name
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services.gate.moments import minute_of
from houqin_desktop.services.gate.view import Names
from houqin_desktop.services.guard_shift.finding import find_shift, known_incident
from houqin_desktop.services.guard_shift.view import ShiftView, incident_fields
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.guard_shift import Incident, IncidentReport, reports_of

Rows = tuple[tuple[SheetCell, ...], ...]
_LOG_COLUMNS: Final = (
    PaperColumn("时间", PaperKind.CENTRED),
    PaperColumn("类别", PaperKind.CENTRED),
    PaperColumn("事项", wraps=True),
    PaperColumn("情况", wraps=True),
    PaperColumn("处理或说明", wraps=True),
    PaperColumn("经手人", PaperKind.CENTRED),
)
_TOLD_COLUMNS: Final = (
    PaperColumn("序号", PaperKind.CENTRED),
    PaperColumn("报告时间", PaperKind.CENTRED),
    PaperColumn("报告给", wraps=True),
    PaperColumn("对方答复", wraps=True),
)
_LOG_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("交班人", "接班人", "带班领导")
)
_INCIDENT_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("登记人", "安保负责人", "主管领导")
)


def log_sheet(session: Session, number: str) -> ListSheet:
    """Return the day's log of a shift: rounds, peaks, equipment, incidents, boxes to sign."""
    view = ShiftView(find_shift(number))
    shift = view.shift
    rows = (*_rounds(view), *_peaks(view), *_equipment(view), *_incidents(view))
    matters = ("", "交接事项", "", shift.matters or "无", "", "")
    on = f"{chinese_date(shift.shift_on)}（{weekday_name(shift.shift_on)}）"
    return ListSheet(
        name="guard_shift",
        title="安保人员工作日志" + ("（作废）" if shift.voided_on else ""),
        school=school_name(),
        fields=(
            ("编号", shift.code),
            ("日期", on),
            ("天气", shift.weather),
            ("班次", f"{shift.shift_name} {shift.starts_at}-{shift.ends_at}"),
            ("值班", "、".join(view.guards)),
        ),
        columns=_LOG_COLUMNS,
        sections=(PaperSection("", (*rows, matters)),),
        printed=printed_words(session, "安保人员工作日志"),
        notes=(f"进出：{view.traffic.words}（按登记自动统计）。", *view.missing),
        boxes=_LOG_BOXES,
        grand_total=False,
    )


def _rounds(view: ShiftView) -> Rows:
    return tuple(
        (
            one.row.patrolled_at,
            "巡查",
            f"第 {one.row.ordinal} 次",
            one.words,
            one.row.measures,
            view.names.person(one.row.patrolled_by_id),
        )
        for one in view.rounds
    )


def _peaks(view: ShiftView) -> Rows:
    shift = view.shift
    told = (
        ("高峰", "到校", shift.school_start),
        ("高峰", "放学", shift.school_end),
        ("记事", "", shift.remarks),
    )
    return tuple(("", kind, title, words, "", "") for kind, title, words in told if words)


def _equipment(view: ShiftView) -> Rows:
    return tuple(
        (
            view.shift.handed_at or "",
            "器械交接",
            one.name,
            f"应有 {one.target}　交班 {one.handed}　接班 {one.taken}",
            one.explanation,
            "",
        )
        for one in view.equipment
    )


def _incidents(view: ShiftView) -> Rows:
    return tuple(
        (
            incident.happened_at,
            "异常事件",
            f"{incident.title}（{incident.code}）",
            incident.course,
            "；".join(_answers(incident, told)),
            view.names.person(incident.noted_by_id),
        )
        for incident, told in view.incidents
    )


def _answers(incident: Incident, told: list[IncidentReport]) -> list[str]:
    """Return what was done about an incident, in order."""
    started = f"{incident.plan_started_at} 启动{incident.plan}" if incident.plan else ""
    reports = "、".join(f"{row.told_at} 报告{row.told}" for row in told)
    over = f"{incident.over_at} {incident.aftermath}" if incident.aftermath else "还在处理"
    return [words for words in (started, reports, over) if words]


def incident_sheet(session: Session, number: str) -> ListSheet:
    """Return the report of an incident: what happened, and whom it was reported to."""
    incident = known_incident(number)
    fields = incident_fields(incident, Names.read())
    told: Rows = tuple(
        (at, minute_of(row.told_on, row.told_at), row.told, row.note)
        for at, row in enumerate(reports_of(incident.id), start=1)
    )
    short = ("事件编号", "发生时间", "地点", "登记人")
    return ListSheet(
        name="incident",
        title=f"异常事件报告：{incident.title}",
        school=school_name(),
        fields=tuple((title, words) for title, words in fields if title in short),
        columns=_TOLD_COLUMNS,
        sections=(PaperSection("", told),) if told else (),
        printed=printed_words(session, "异常事件报告"),
        notes=tuple(
            f"{title}：{words}"
            for title, words in fields
            if words and title not in (*short, "事件")
        ),
        boxes=_INCIDENT_BOXES,
        grand_total=False,
    )
