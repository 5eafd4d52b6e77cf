"""安保日志 and 异常事件 as lists."""

from __future__ import annotations

from functools import partial

from houqin_desktop.services.gate.moments import minute_of
from houqin_desktop.services.gate.view import Names
from houqin_desktop.services.guard_shift.view import (
    HAPPENING,
    VOIDED,
    ShiftView,
    incident_state,
    shift_state,
)
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.guard_shift import GuardShift, Incident, reports_of

DATE, NUMBER, STATUS = ColumnKind.DATE, ColumnKind.NUMBER, ColumnKind.STATUS
_SHIFTS = (
    Column("日志编号", width=104),
    Column("日期", DATE, width=92),
    Column("班次", width=60),
    Column("状态", STATUS, width=76),
    Column("天气", width=60),
    Column("值班人员", width=130),
    Column("巡查", NUMBER, width=56),
    Column("漏查点位", NUMBER, width=76),
    Column("来访", NUMBER, width=56),
    Column("外出", NUMBER, width=56),
    Column("车辆", NUMBER, width=56),
    Column("事件", NUMBER, width=56),
    Column("器械差异", NUMBER, width=76),
    Column("交班人", width=76),
    Column("接班人", width=76),
    Column("带班领导", width=76),
)
_INCIDENTS = (
    Column("事件编号", width=104),
    Column("日期", DATE, width=92),
    Column("时间", width=60),
    Column("状态", STATUS, width=76),
    Column("事件", width=150),
    Column("地点", width=140),
    Column("经过", width=240),
    Column("应急预案", width=150),
    Column("启动时间", width=76),
    Column("报告给", width=190),
    Column("处理结果", width=170),
    Column("结束时间", width=120),
)


def _shifts(_session: Session) -> list[RegisterRow]:
    names = Names.read()
    rows = []
    for shift in GuardShift.every("shift_on DESC, starts_at DESC, id DESC"):
        view = ShiftView(shift)
        traffic = view.traffic
        cells = (
            shift.code,
            shift.shift_on.isoformat(),
            shift.shift_name,
            state := shift_state(shift),
            shift.weather,
            "、".join(view.guards),
            len(view.rounds),
            sum(not point.passed for one in view.rounds for point, _ in one.points),
            traffic.visits,
            traffic.staff_out + traffic.pupils_out,
            traffic.vehicles,
            len(view.incidents),
            sum(not one.target == one.handed == one.taken for one in view.equipment),
            names.person(shift.handed_by_id),
            names.person(shift.taken_by_id),
            names.person(shift.signed_by_id),
        )
        facets = frozenset({("valid", "no" if state == VOIDED else "yes"), ("state", state)})
        rows.append(RegisterRow(shift.id, cells, 0 if state == VOIDED else 1, facets=facets))
    return rows


def _incidents(_session: Session) -> list[RegisterRow]:
    places = {row.id: row.name for row in CampusPlace.every()}
    rows = []
    for incident in Incident.every("happened_on DESC, happened_at DESC, id DESC"):
        place = places.get(incident.campus_place_id or 0, "")
        cells = (
            incident.code,
            incident.happened_on.isoformat(),
            incident.happened_at,
            state := incident_state(incident),
            incident.title,
            " ".join(filter(None, (place, incident.spot))),
            incident.course,
            incident.plan,
            incident.plan_started_at,
            "、".join(f"{row.told} {row.told_at}" for row in reports_of(incident.id)),
            incident.aftermath,
            minute_of(incident.over_on, incident.over_at),
        )
        facets = frozenset(
            {
                ("valid", "no" if state == VOIDED else "yes"),
                ("open", "yes" if state == HAPPENING else "no"),
            }
        )
        rows.append(RegisterRow(incident.id, cells, 0 if state == VOIDED else 1, facets=facets))
    return rows


def _shifts_register(session: Session) -> Register:
    return RowsRegister("guard_shifts", "安保日志", _SHIFTS, partial(_shifts, session))


def _incidents_register(session: Session) -> Register:
    return RowsRegister("incidents", "异常事件", _INCIDENTS, partial(_incidents, session))


MAKERS = {"guard_shifts": _shifts_register, "incidents": _incidents_register}
