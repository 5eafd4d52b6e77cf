"""安保日志: rounds with every point, equipment counted by both, incidents with their plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.guard_shift.drafts import (
    CloseIncident,
    EquipmentRow,
    HandOverShift,
    OpenShift,
    PointFound,
    RecordIncident,
    RecordPatrol,
    ReportIncident,
    SignShift,
    ToldRow,
    VoidIncident,
    VoidPatrol,
    VoidShift,
    WriteShift,
)
from houqin_desktop.services.guard_shift.finding import find_shift, window_of
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.undoing.verbs import UndoCommand
from houqin_desktop.storage.guard_shift import (
    Incident,
    equipment_of,
    incidents_of,
    patrols_of,
    points_of,
    reports_of,
)
from tests.builders import COLLEAGUE, HEAD_KEEPER, KEEPER, LEADER, OTHER_KEEPER, TODAY, Book

BEGUN = OpenShift(shift_name="早班", guards=(COLLEAGUE, KEEPER), weather="晴")
QUARREL = RecordIncident(
    title="家长争执",
    course="两名家长在校门口争吵",
    place="东校门",
    happened_at="7:30",
    plan="校门口突发事件应急预案",
    plan_started_at="7:32",
    told=(ToldRow(told="带班领导", told_at="7:35"), ToldRow(told="派出所", told_at="7:40")),
)
HANDED = HandOverShift(taken_by=KEEPER, matters="东校门锁不灵")
SHORT = EquipmentRow(name="警棍", handed=2, taken=1)


@pytest.fixture
def log(book: Book) -> Book:
    """A book with a gate, a boiler room and a roof, the first two walked by; a shift is on."""
    book.run(AddCampusPlaces(names=("东校门", "锅炉房"), is_key=True))
    book.run(AddCampusPlaces(names=("天台",)))
    book.run(BEGUN)
    return book


def test_a_shift_of_a_day_has_one_log(log: Book):
    log.refuses(BEGUN, "shift_exists")
    log.refuses(replace(BEGUN, shift_name="午班"), "unknown_shift_name")
    log.refuses(replace(BEGUN, shift_name="晚班", guards=()), "no_guards")
    log.run(VoidShift(shift="RZ20260001", reason="记错了日子"))
    log.refuses(replace(BEGUN, corrects="RZ20260009"), "unknown_shift")
    right = log.make(replace(BEGUN, corrects="RZ20260001"))
    log.refuses(replace(BEGUN, shift_name="晚班", corrects=right), "not_voided")
    log.refuses(replace(BEGUN, shift_name="晚班", corrects="RZ20260001"), "corrected_already")
    log.require_whole()


def test_shifts_and_equipment_are_the_schools_own_lists(log: Book):
    for key, value, code in (
        ("guard_shifts", "早班", "bad_shifts"),
        ("guard_shifts", "早班 7:00-25:00", "bad_time"),
        ("guard_shifts", "早班 7:00-8:00；早班 8:00-9:00", "bad_names"),
        ("guard_equipment", "警棍", "bad_equipment"),
        ("patrols_a_day", "0", "setting"),
    ):
        log.refuses(ChangeSetting(key=key, value=value), code)
    log.run(ChangeSetting(key="guard_shifts", value="夜班 18:00-06:00"))
    night = log.make(replace(BEGUN, shift_name="夜班"))
    assert window_of(find_shift(night)) == ("2026-11-22 18:00", "2026-11-23 06:00")


def test_a_round_has_every_point_and_says_which_were_missed(log: Book):
    log.run(RecordPatrol(missed=("锅炉房",), patrolled_at="0730"))
    (patrol,) = patrols_of(1)
    assert [(one.campus_place_id, one.passed) for one in points_of(patrol.id)] == [
        (1, True),
        (2, False),
    ]
    found = PointFound(place="东校门", finding="门锁不灵")
    log.refuses(RecordPatrol(points=(found,)), "no_finding")
    log.refuses(RecordPatrol(missed=("天台",)), "no_patrol_point")
    log.refuses(RecordPatrol(missed=("东校门",), points=(found,), finding="见下"), "both_ways")
    log.refuses(RecordPatrol(patrolled_at="8:01"), "time_to_come")
    log.run(RecordPatrol(finding="门锁不灵", points=(found,), measures="报修", corrects=1))
    log.refuses(RecordPatrol(corrects=1), "voided")
    log.refuses(VoidPatrol(shift="RZ20260001", ordinal=3, reason="没有"), "unknown_patrol")
    assert [one.voided_on for one in patrols_of(1)] == [TODAY, None]
    log.require_whole()


def test_what_differs_at_the_hand_over_is_explained(log: Book):
    log.refuses(replace(HANDED, equipment=(SHORT,)), "unexplained_difference")
    log.refuses(
        replace(HANDED, equipment=(EquipmentRow(name="手铐", handed=1, taken=1),)),
        "unknown_equipment",
    )
    log.refuses(replace(HANDED, taken_by=HEAD_KEEPER), "same_person")
    log.refuses(replace(HANDED, handed_at="6:59"), "time_order")
    log.run(replace(HANDED, equipment=(replace(SHORT, explanation="一支送修"),)))
    assert [(one.name, one.target, one.taken) for one in equipment_of(1)][:2] == [
        ("警棍", 2, 1),
        ("钢叉", 2, 2),
    ]
    log.run(replace(HANDED, shift="RZ20260001"))
    assert equipment_of(1)[0].explanation == ""
    log.require_whole()


def test_what_the_leader_has_signed_stays_as_it_is(log: Book):
    sign = SignShift(shift="RZ20260001", signed_by=LEADER)
    log.refuses(sign, "not_handed_over")
    log.run(HANDED)
    log.refuses(replace(sign, signed_by=KEEPER), "own_signature")
    log.run(sign)
    for late in (
        RecordPatrol(shift="RZ20260001"),
        WriteShift(shift="RZ20260001", remarks="补记"),
        replace(HANDED, shift="RZ20260001"),
        replace(QUARREL, shift="RZ20260001"),
    ):
        log.refuses(late, "signed")
    log.refuses(RecordPatrol(), "which_shift")
    log.run(VoidShift(shift="RZ20260001", reason="记错了人"))
    log.require_whole()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"plan_started_at": None}, "no_time"),
        ({"plan": None}, "no_plan"),
        ({"place": None}, "no_place"),
        ({"course": ""}, "missing_course"),
        ({"place": "西校门"}, "unknown_campus_place"),
        ({"told": (ToldRow(told="派出所", told_at="7:29"),)}, "time_order"),
        ({"happened_at": "8:30"}, "time_to_come"),
    ],
)
def test_an_incident_says_where_and_which_plan_was_started_when(log: Book, changes, code):
    log.refuses(replace(QUARREL, **changes), code)


def test_an_incident_is_told_and_ends_in_its_shift(log: Book):
    number = log.make(QUARREL)
    log.run(ReportIncident(incident=number, told="教育局", note="要求书面报告"))
    assert [row.told for row in reports_of(1)] == ["带班领导", "派出所", "教育局"]
    log.refuses(CloseIncident(incident=number), "no_outcome")
    log.refuses(CloseIncident(incident=number, aftermath="劝离", over_at="7:00"), "time_order")
    log.run(CloseIncident(incident=number, aftermath="劝离"))
    right = log.make(replace(QUARREL, corrects=number))
    log.refuses(ReportIncident(incident=number, told="教育局"), "voided")
    assert [one.code for one in incidents_of(1)] == [right]
    log.run(VoidIncident(incident=right, reason="不是事件"))
    log.require_whole()


def test_what_was_written_in_a_log_is_undone_at_one_key(log: Book):
    wrote = log.run(WriteShift(school_start="有序", weather="阴"))
    log.run(UndoCommand(command_id=wrote.command_id))
    assert (find_shift("RZ20260001").weather, find_shift("RZ20260001").school_start) == ("晴", "")
    walked = log.run(RecordPatrol())
    log.run(UndoCommand(command_id=walked.command_id))
    assert patrols_of(1)[0].voided_on == TODAY
    happened = log.run(QUARREL)
    ended = log.run(CloseIncident(incident=happened.number or "", aftermath="劝离"))
    log.run(UndoCommand(command_id=ended.command_id))
    assert Incident.get_by_id(1).aftermath == ""
    log.run(UndoCommand(command_id=happened.command_id))
    assert incidents_of(1) == []
    begun = log.run(replace(BEGUN, shift_name="中班", guards=(OTHER_KEEPER,)))
    log.run(UndoCommand(command_id=begun.command_id))
    log.refuses(WriteShift(shift=begun.number, remarks="补记"), "voided")


def test_what_was_done_yesterday_is_written_down_today(log: Book):
    log.move_to(TODAY + timedelta(days=1))
    log.refuses(
        replace(HANDED, handed_on=TODAY + timedelta(days=1), handed_at="15:00"), "time_to_come"
    )
    log.refuses(RecordPatrol(), "which_shift")
    log.run(RecordPatrol(shift="RZ20260001", patrolled_at="14:20"))
    log.run(replace(HANDED, handed_on=TODAY, handed_at="15:00"))
    assert [one.patrolled_on for one in patrols_of(1)] == [TODAY]
    assert find_shift("RZ20260001").handed_on == TODAY
    number = log.make(
        replace(QUARREL, happened_at="7:40", plan=None, plan_started_at=None, told=None)
    )
    log.run(CloseIncident(incident=number, aftermath="劝离", over_at="7:50"))
