"""What is filled in for the guards' log: shifts, patrols, hand-overs, incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class OpenShift(Draft):
    """A shift of the template begins: who is on duty, and what the weather is like."""

    shift_name: str = argument("班次")
    guards: tuple[str, ...] = argument("值班人员", Kind.NAMES)
    weather: str | None = argument("天气", default=None)
    corrects: str | None = argument("更正哪一份日志", default=None)


@dataclass(frozen=True, kw_only=True)
class WriteShift(Draft):
    """How school began and ended, and what else is to be said; an empty text is emptied."""

    shift: str | None = argument("日志编号", default=None)
    weather: str | None = argument("天气", default=None)
    school_start: str | None = argument("到校高峰情况", default=None)
    school_end: str | None = argument("放学高峰情况", default=None)
    remarks: str | None = argument("其他记事", default=None)


@dataclass(frozen=True, kw_only=True)
class PointFound(Draft):
    """What was found at a point of a round."""

    place: str = argument("点位", Kind.CAMPUS_PLACE)
    finding: str = argument("情况")


@dataclass(frozen=True, kw_only=True)
class RecordPatrol(Draft):
    """A round of the grounds: when, by whom, which points were missed, what was found."""

    finding: str | None = argument("巡查情况", default=None)
    missed: tuple[str, ...] | None = argument("没有走到的点位", Kind.NAMES, default=None)
    points: tuple[PointFound, ...] | None = argument(
        "各点位情况", Kind.ROWS, default=None, rows=PointFound
    )
    measures: str | None = argument("处理", default=None)
    patrolled_at: str | None = argument("巡查时间", default=None)
    patrolled_by: str | None = argument("巡查人", Kind.PERSON, default=None)
    shift: str | None = argument("日志编号", default=None)
    corrects: int | None = argument("更正第几次巡查", Kind.QUANTITY, default=None)


@dataclass(frozen=True, kw_only=True)
class VoidPatrol(Draft):
    """A round was written down wrongly: it stays, marked, and counts no more."""

    shift: str = argument("日志编号")
    ordinal: int = argument("第几次巡查", Kind.QUANTITY)
    reason: str = argument("作废原因")


@dataclass(frozen=True, kw_only=True)
class EquipmentRow(Draft):
    """How many of a piece of equipment each of the two counted."""

    name: str = argument("器械")
    handed: int = argument("交班点得", Kind.QUANTITY)
    taken: int = argument("接班点得", Kind.QUANTITY)
    explanation: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class HandOverShift(Draft):
    """A shift is handed over: both count the equipment, the next is told what is open."""

    taken_by: str = argument("接班人", Kind.PERSON)
    equipment: tuple[EquipmentRow, ...] | None = argument(
        "器械清点（没有列出的按应有数点清）", Kind.ROWS, default=None, rows=EquipmentRow
    )
    matters: str | None = argument("交接事项", default=None)
    handed_by: str | None = argument("交班人", Kind.PERSON, default=None)
    handed_at: str | None = argument("交接时间", default=None)
    handed_on: date | None = argument("交接日期", Kind.DATE, default=None)
    shift: str | None = argument("日志编号", default=None)


@dataclass(frozen=True, kw_only=True)
class SignShift(Draft):
    """The leader on duty signs for a shift that was handed over."""

    shift: str = argument("日志编号")
    signed_by: str = argument("带班领导", Kind.PERSON)
    opinion: str | None = argument("意见", default=None)


@dataclass(frozen=True, kw_only=True)
class VoidShift(Draft):
    """A log was written down wrongly as a whole: it stays, marked."""

    shift: str = argument("日志编号")
    reason: str = argument("作废原因")


@dataclass(frozen=True, kw_only=True)
class ToldRow(Draft):
    """Whom an incident was reported to, and when."""

    told: str = argument("报告给谁")
    told_at: str | None = argument("报告时间", default=None)
    note: str | None = argument("对方答复", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordIncident(Draft):
    """Something out of the ordinary: where, what happened, which plan was started, who was told."""

    title: str = argument("事件")
    course: str = argument("经过")
    place: str | None = argument("场所", Kind.CAMPUS_PLACE, default=None)
    spot: str | None = argument("具体位置", default=None)
    happened_at: str | None = argument("发生时间", default=None)
    plan: str | None = argument("启动的应急预案", default=None)
    plan_started_at: str | None = argument("启动时间", default=None)
    told: tuple[ToldRow, ...] | None = argument("报告情况", Kind.ROWS, default=None, rows=ToldRow)
    shift: str | None = argument("日志编号", default=None)
    corrects: str | None = argument("更正哪一件", default=None)


@dataclass(frozen=True, kw_only=True)
class ReportIncident(Draft):
    """An incident was reported to somebody else."""

    incident: str = argument("事件编号")
    told: str = argument("报告给谁")
    told_at: str | None = argument("报告时间", default=None)
    note: str | None = argument("对方答复", default=None)


@dataclass(frozen=True, kw_only=True)
class CloseIncident(Draft):
    """An incident is over: when, and what came of it; or it is not after all."""

    incident: str = argument("事件编号")
    aftermath: str | None = argument("处理结果", default=None)
    over_at: str | None = argument("结束时间", default=None)
    over_on: date | None = argument("结束日期", Kind.DATE, default=None)
    undone: bool | None = argument("改为没有结束", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class VoidIncident(Draft):
    """An incident was written down wrongly: it stays, marked."""

    incident: str = argument("事件编号")
    reason: str = argument("作废原因")
