"""The log of a shift as it is read: rounds, points, equipment, incidents, who came and went."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from houqin_desktop.domain.guard_shift import read_targets
from houqin_desktop.domain.settings import GUARD_EQUIPMENT
from houqin_desktop.domain.visit import OutingKind
from houqin_desktop.services import lookup
from houqin_desktop.services.gate.moments import minute_of
from houqin_desktop.services.gate.view import Names
from houqin_desktop.services.guard_shift.finding import window_of
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.gate import outings_between, visits_between
from houqin_desktop.storage.guard_shift import (
    GuardShift,
    Incident,
    IncidentReport,
    Patrol,
    PatrolPoint,
    ShiftEquipment,
    ShiftGuard,
    equipment_of,
    incidents_of,
    patrol_route,
    patrols_of,
    points_of,
    reports_of,
)

WRITING, HANDED, SIGNED, VOIDED = "在记", "已交班", "已签字", "已作废"
HAPPENING, OVER = "处理中", "已结束"


def shift_state(shift: GuardShift) -> str:
    """Return how far the log of a shift is."""
    if shift.voided_on is not None:
        return VOIDED
    if shift.signed_on is not None:
        return SIGNED
    return WRITING if shift.handed_on is None else HANDED


def incident_state(incident: Incident) -> str:
    """Return how far an incident is."""
    if incident.voided_on is not None:
        return VOIDED
    return HAPPENING if incident.over_on is None else OVER


@dataclass(frozen=True, slots=True)
class Traffic:
    """Who passed the gate in a shift, counted from the rows."""

    visits: int
    visitors: int
    turned_away: int
    vehicles: int
    staff_out: int
    pupils_out: int

    @property
    def words(self) -> str:
        """Return the counts in one line."""
        return (
            f"来访 {self.visits} 起 {self.visitors} 人，未准入 {self.turned_away} 起，"
            f"车辆 {self.vehicles} 辆；教职工外出 {self.staff_out} 人，"
            f"学生外出 {self.pupils_out} 人"
        )


@dataclass(frozen=True)
class Round:
    """A round with its points in the order of walking."""

    row: Patrol
    points: tuple[tuple[PatrolPoint, str], ...]

    @property
    def missed(self) -> str:
        """Return the points that were not passed."""
        return "、".join(name for point, name in self.points if not point.passed)

    @property
    def words(self) -> str:
        """Return what was found, point by point where something was."""
        found = [f"{name}：{point.finding}" for point, name in self.points if point.finding]
        passed = sum(point.passed for point, _ in self.points)
        told = f"走到 {passed}/{len(self.points)} 个点位" if self.points else ""
        missed = f"漏查 {self.missed}" if self.missed else ""
        return "；".join(filter(None, (self.row.finding, *found, told, missed)))


@dataclass(frozen=True)
class ShiftView:
    """The log of one shift with everything that stands in it."""

    shift: GuardShift

    @cached_property
    def names(self) -> Names:
        """What people are called."""
        return Names.read()

    @cached_property
    def guards(self) -> tuple[str, ...]:
        """Who was on duty."""
        rows = ShiftGuard.picked("shift_id = ?", self.shift.id, order="id")
        return tuple(self.names.person(row.person_id) for row in rows)

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds that stand, in their order."""
        places = {row.id: row.name for row in CampusPlace.every()}
        return tuple(
            Round(row, tuple((one, places[one.campus_place_id]) for one in points_of(row.id)))
            for row in patrols_of(self.shift.id)
            if row.voided_on is None
        )

    @cached_property
    def equipment(self) -> list[ShiftEquipment]:
        """What both counted at the hand-over."""
        return equipment_of(self.shift.id)

    @cached_property
    def incidents(self) -> list[tuple[Incident, list[IncidentReport]]]:
        """The incidents that stand, each with whom it was reported to."""
        return [(row, reports_of(row.id)) for row in incidents_of(self.shift.id)]

    @cached_property
    def traffic(self) -> Traffic:
        """Who passed the gate while the shift lasted."""
        window = window_of(self.shift)
        visits, outings = visits_between(*window), outings_between(*window)
        admitted = [visit for visit in visits if visit.admitted]
        pupils = sum(one.kind is OutingKind.PUPIL for one in outings)
        return Traffic(
            len(admitted),
            sum(visit.heads for visit in admitted),
            len(visits) - len(admitted),
            sum(bool(visit.plate) for visit in admitted),
            len(outings) - pupils,
            pupils,
        )

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The log title by title, without its rounds, counts and incidents."""
        shift, person = self.shift, self.names.person
        corrected = shift.corrects_id and GuardShift.get_by_id(shift.corrects_id).code
        return (
            ("日志编号", shift.code),
            ("日期", shift.shift_on.isoformat()),
            ("班次", f"{shift.shift_name} {shift.starts_at}-{shift.ends_at}"),
            ("天气", shift.weather),
            ("值班人员", "、".join(self.guards)),
            ("到校高峰", shift.school_start),
            ("放学高峰", shift.school_end),
            ("进出", self.traffic.words),
            ("其他记事", shift.remarks),
            ("交接事项", shift.matters),
            ("交班人", person(shift.handed_by_id)),
            ("接班人", person(shift.taken_by_id)),
            ("交接时间", minute_of(shift.handed_on, shift.handed_at)),
            ("带班领导", person(shift.signed_by_id)),
            ("签字日期", "" if shift.signed_on is None else shift.signed_on.isoformat()),
            ("意见", shift.opinion),
            ("更正", str(corrected or "")),
            ("作废", "" if shift.voided_on is None else f"{shift.voided_on} {shift.void_reason}"),
        )

    @property
    def missing(self) -> list[str]:
        """What the log still lacks."""
        if self.shift.voided_on is not None:
            return []
        asked: Final = (
            (self.rounds, "还没有巡查"),
            (self.shift.handed_on, "还没有交班"),
            (self.shift.signed_on, "带班领导还没有签字"),
        )
        found = [sentence for given, sentence in asked if not given]
        return [*found, *(f"第 {one.row.ordinal} 次巡查漏查 {one.missed}" for one in self.rounds
                          if one.missed)]  # fmt: skip

    @property
    def next_command(self) -> tuple[str, str] | None:
        """What comes next, as command and title."""
        state = shift_state(self.shift)
        return {
            WRITING: ("hand_over_shift", "交班"),
            HANDED: ("sign_shift", "带班领导签字"),
        }.get(state)


def route_names() -> list[str]:
    """Return the points of a round in the order of walking."""
    return [place.name for place in patrol_route()]


def targets() -> list[tuple[str, int]]:
    """Return what the gate should have, by the school's list."""
    return [(one.name, one.number) for one in read_targets(lookup.setting(GUARD_EQUIPMENT))]


def incident_fields(incident: Incident, names: Names) -> tuple[tuple[str, str], ...]:
    """Return an incident title by title, without whom it was reported to."""
    place = incident.campus_place_id and CampusPlace.get_by_id(incident.campus_place_id).name
    shift = incident.shift_id and GuardShift.get_by_id(incident.shift_id).code
    corrected = incident.corrects_id and Incident.get_by_id(incident.corrects_id).code
    void = "" if incident.voided_on is None else f"{incident.voided_on} {incident.void_reason}"
    return (
        ("事件编号", incident.code),
        ("事件", incident.title),
        ("发生时间", minute_of(incident.happened_on, incident.happened_at)),
        ("地点", " ".join(filter(None, (str(place or ""), incident.spot)))),
        ("经过", incident.course),
        ("启动的应急预案", incident.plan),
        ("启动时间", incident.plan_started_at or ""),
        ("处理结果", incident.aftermath),
        ("结束时间", minute_of(incident.over_on, incident.over_at)),
        ("安保日志", str(shift or "")),
        ("登记人", names.person(incident.noted_by_id)),
        ("更正", str(corrected or "")),
        ("作废", void),
    )
