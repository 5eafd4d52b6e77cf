"""Tables of duties: fair, on the right days, never given to who is away; changed with a name."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from houqin_desktop.domain.duty import DutyKind, Mark
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.domain.term import Season
from houqin_desktop.services.duty.drafts import (
    CalendarRow,
    ChangeAbsence,
    ChangeDutyTable,
    DutyPostRow,
    MarkDuties,
    MarkRow,
    PlanDuties,
    RecordAbsence,
    ReplaceDuty,
    SetCalendar,
    SwapDuties,
    WithdrawAbsence,
    WithdrawDutyChange,
    WithdrawDutyTable,
)
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.roster.verbs import AddRoster, JoinRoster
from houqin_desktop.services.term.drafts import OpenTermPlan
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import COLLEAGUE, DIRECTOR, KEEPER, LEADER, OTHER_KEEPER, PRINCIPAL, Book

TEACHERS, LEADERS = "值班教师", "行政"
PEOPLE = (COLLEAGUE, KEEPER, OTHER_KEEPER, LEADER, PRINCIPAL)
# The book stands on Sunday 2026-11-22; two weeks of ten school days follow.
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 12, 4)
GATE = DutyPostRow(name="校门", roster=TEACHERS, seats=1, hours="16:00–17:00")


@pytest.fixture
def listed(book: Book) -> Book:
    """Five people are on the list of teachers, two of them on that of the leaders too."""
    book.run(AddRoster(name=TEACHERS, kind=RosterKind.PEOPLE, members=PEOPLE))
    book.run(AddRoster(name=LEADERS, kind=RosterKind.PEOPLE, members=(LEADER, PRINCIPAL)))
    return book


def plan(*posts: DutyPostRow, **values: Any) -> PlanDuties:
    filled: dict[str, Any] = {
        "kind": DutyKind.AFTERNOON,
        "from_on": MONDAY,
        "to_on": FRIDAY,
        "posts": posts or (GATE,),
    }
    return PlanDuties(**filled | values)


def standing(book: Book, table: str) -> list[tuple[str, str]]:
    """Return who stands on which day, by the file."""
    rows = book.rows(
        "duty", "table_id = (SELECT id FROM duty_table WHERE code = ?) AND id > 0", table
    )
    names = {row["id"]: row["name"] for row in book.rows("person")}
    return sorted((row["from_on"], names[row["holder_id"]]) for row in rows)


def first_of(book: Book, table: str, who: str) -> date:
    return date.fromisoformat(next(on for on, name in standing(book, table) if name == who))


def test_everybody_stands_as_often_as_another_on_school_days_alone(listed: Book):
    table = listed.make(plan())
    found = standing(listed, table)
    assert [on for on, _ in found] == [
        *(f"2026-11-{day}" for day in range(23, 28)),
        "2026-11-30",
        *(f"2026-12-0{day}" for day in range(1, 5)),
    ]
    assert set(Counter(name for _, name in found).values()) == {2}
    listed.require_whole()


def test_a_day_that_the_school_takes_off_has_no_duty_and_a_make_up_day_has(listed: Book):
    off = CalendarRow(from_on=date(2026, 11, 25), day_kind=DayKind.HOLIDAY, name="运动会")
    made_up = CalendarRow(from_on=date(2026, 11, 28), day_kind=DayKind.MAKE_UP, name="运动会调休")
    listed.run(SetCalendar(days=(off, made_up)))
    days = [on for on, _ in standing(listed, listed.make(plan()))]
    assert "2026-11-25" not in days
    assert "2026-11-28" in days
    assert len(days) == 10


def test_nobody_stands_while_away_and_the_others_are_still_even(listed: Book):
    listed.run(
        RecordAbsence(person=COLLEAGUE, from_on=MONDAY, to_on=date(2026, 11, 27), reason="病假")
    )
    found = standing(listed, listed.make(plan()))
    assert {on for on, name in found if name == COLLEAGUE} <= {
        f"2026-12-0{d}" for d in range(5)
    } | {"2026-11-30"}
    assert set(Counter(name for _, name in found).values()) == {2}


def test_what_can_only_be_uneven_is_refused_naming_who_and_why_until_it_is_wanted(listed: Book):
    listed.run(
        RecordAbsence(person=COLLEAGUE, from_on=MONDAY, to_on=date(2026, 12, 3), reason="产假")
    )
    post = DutyPostRow(name="校门", roster=TEACHERS, seats=2)
    with listed.refusing("uneven_duties") as refused:
        listed.run(plan(post))
    assert f"{COLLEAGUE}只能排 1 次（10 班里有 9 班不能排：产假 9）" in refused.value.sentence
    counts = Counter(name for _, name in standing(listed, listed.make(plan(post, uneven=True))))
    assert sorted(counts.values()) == [1, 4, 5, 5, 5]


def test_a_turn_with_too_few_people_is_refused_naming_the_day_and_who_is_away(listed: Book):
    listed.run(RecordAbsence(person=LEADER, from_on=date(2026, 11, 24), reason="外出开会"))
    post = DutyPostRow(name="值班领导", roster=LEADERS, seats=2)
    with listed.refusing("too_few_people") as refused:
        listed.run(plan(post, kind=DutyKind.MORNING))
    assert "2026-11-24（星期二）排不满" in refused.value.sentence
    assert f"{LEADER}（外出开会）" in refused.value.sentence


def test_nobody_has_two_posts_or_two_tables_on_a_day(listed: Book):
    lead = DutyPostRow(name="带班", roster=LEADERS, seats=1)
    both = listed.make(plan(lead, GATE))
    assert max(Counter(standing(listed, both)).values()) == 1
    morning = listed.make(plan(kind=DutyKind.MORNING))
    everything = Counter(standing(listed, both) + standing(listed, morning))
    assert max(everything.values()) == 1
    beside = plan(lead, kind=DutyKind.MORNING, title="早", beside_others=True)
    assert len(standing(listed, listed.make(beside))) == 10


def test_weeks_are_served_by_a_leader_and_a_group_of_teachers(listed: Book):
    lead = DutyPostRow(name="值周领导", roster=LEADERS, seats=1)
    group = DutyPostRow(name="值周教师", roster=TEACHERS, seats=2)
    table = listed.make(plan(lead, group, kind=DutyKind.WEEKLY))
    rows = listed.rows("duty")
    assert {(row["from_on"], row["to_on"]) for row in rows} == {
        ("2026-11-23", "2026-11-27"),
        ("2026-11-30", "2026-12-04"),
    }
    assert len(standing(listed, table)) == len(set(standing(listed, table))) == 6


def test_holidays_have_their_own_table_and_school_days_none_of_it(listed: Book):
    days = CalendarRow(
        from_on=date(2027, 1, 1), to_on=date(2027, 1, 3), day_kind=DayKind.HOLIDAY, name="元旦"
    )
    listed.run(SetCalendar(days=(days,)))
    table = listed.make(plan(kind=DutyKind.HOLIDAY, to_on=date(2027, 1, 8)))
    assert [on for on, _ in standing(listed, table)] == ["2027-01-01", "2027-01-02", "2027-01-03"]
    listed.refuses(plan(kind=DutyKind.HOLIDAY, title="没有"), "no_turns")


def test_who_had_fewer_last_time_gets_the_odd_turn(listed: Book):
    three = {"to_on": date(2026, 11, 25)}
    earlier = Counter(name for _, name in standing(listed, listed.make(plan(**three))))
    later = listed.make(plan(from_on=date(2026, 11, 26), to_on=date(2026, 11, 27)))
    served = earlier + Counter(name for _, name in standing(listed, later))
    assert set(served.values()) == {1}
    assert set(served) == set(PEOPLE)


def test_a_term_gives_the_first_day_and_an_earlier_table_its_posts(listed: Book):
    listed.run(OpenTermPlan(year=2026, season=Season.AUTUMN, begins_on=date(2026, 12, 1)))
    first = listed.make(plan())
    again = PlanDuties(kind=DutyKind.MORNING, term="KX202602", to_on=FRIDAY, like=first)
    assert standing(listed, listed.make(again))[0][0] == "2026-12-01"
    (post, copied) = listed.rows("duty_post")
    assert (post["name"], post["hours"]) == (copied["name"], copied["hours"])


def test_who_left_or_came_later_stands_only_while_on_the_list(listed: Book):
    listed.run(AddPerson(name="新老师"))
    listed.move_to(date(2026, 11, 30))
    listed.run(JoinRoster(roster=TEACHERS, members=("新老师",)))
    listed.run(RecordDeparture(person=COLLEAGUE, left_on=date(2026, 11, 27)))
    found = standing(listed, listed.make(plan()))
    assert all(on < "2026-11-27" for on, name in found if name == COLLEAGUE)
    assert all(on >= "2026-11-30" for on, name in found if name == "新老师")
    assert set(Counter(name for _, name in found).values()) == {1, 2}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"posts": ()}, "no_lines"),
        ({"posts": (GATE, GATE)}, "repeated_row"),
        ({"from_on": None}, "missing"),
        ({"to_on": date(2026, 11, 1)}, "stretch_order"),
        ({"posts": (DutyPostRow(name="校门", roster="没有", seats=1),)}, "unknown_roster"),
        ({"posts": (DutyPostRow(name="校门", roster=TEACHERS, seats=0),)}, "bad_heads"),
        ({"posts": (DutyPostRow(name="校门", roster="处室", seats=1),)}, "roster_kind"),
    ],
)
def test_a_table_that_cannot_be_made_is_refused(listed: Book, values: dict[str, Any], code: str):
    listed.run(AddRoster(name="处室", kind=RosterKind.DEPARTMENTS))
    listed.refuses(plan(**values), code)


def swapping(book: Book, table: str, **values: Any) -> SwapDuties:
    filled: dict[str, Any] = {
        "table": table,
        "first_on": first_of(book, table, COLLEAGUE),
        "first": COLLEAGUE,
        "second_on": first_of(book, table, KEEPER),
        "second": KEEPER,
        "approved_by": DIRECTOR,
        "reason": "外出培训",
    }
    return SwapDuties(**filled | values)


def test_two_people_exchange_a_duty_with_a_name_and_the_plan_stays_visible(listed: Book):
    table = listed.make(plan())
    before = standing(listed, table)
    swap = swapping(listed, table)
    listed.run(swap)
    after = standing(listed, table)
    assert (swap.first_on.isoformat(), KEEPER) in after
    assert (swap.second_on.isoformat(), COLLEAGUE) in after
    planned = {row["planned_id"] for row in listed.rows("duty", "planned_id <> holder_id")}
    assert len(planned) == 2
    done = listed.rows("duty_change")
    assert {row["reason"] for row in done} == {"外出培训"}
    listed.run(WithdrawDutyChange(table=table, on=swap.first_on, person=KEEPER))
    assert standing(listed, table) == before
    listed.require_whole()


def test_a_swap_needs_another_to_approve_and_both_to_be_free(listed: Book):
    table = listed.make(plan())
    listed.refuses(swapping(listed, table, approved_by=KEEPER), "own_approval")
    listed.refuses(swapping(listed, table, reason=""), "empty_name")
    listed.refuses(swapping(listed, table, second_on=date(2026, 11, 28)), "unknown_duty")
    own_day = first_of(listed, table, COLLEAGUE)
    listed.run(RecordAbsence(person=KEEPER, from_on=own_day, reason="婚假"))
    with listed.refusing("not_available") as refused:
        listed.run(swapping(listed, table))
    assert "婚假" in refused.value.sentence


def test_who_falls_ill_is_replaced_by_who_is_free_and_has_the_fewest(listed: Book):
    table = listed.make(plan())
    on = first_of(listed, table, COLLEAGUE)
    sick: dict[str, Any] = {"table": table, "on": on, "person": COLLEAGUE, "approved_by": DIRECTOR}
    done = listed.run(ReplaceDuty(**sick, reason="病假"))
    counts = Counter(name for _, name in standing(listed, table))
    assert sorted(counts.values()) == [1, 2, 2, 2, 3]
    assert counts[COLLEAGUE] == 1
    listed.refuses(ReplaceDuty(**sick, reason="病假"), "unknown_duty")
    listed.run(UndoCommand(command_id=done.command_id))
    assert set(Counter(name for _, name in standing(listed, table)).values()) == {2}
    listed.refuses(ReplaceDuty(**sick, by=COLLEAGUE, reason="病假"), "same_person")


def test_attendance_is_ticked_by_day_and_whoever_stood_in_is_named(listed: Book):
    both = DutyPostRow(name="校门", roster=TEACHERS, seats=3)
    table = listed.make(plan(both))
    listed.move_to(MONDAY)
    first, second, _ = (name for on, name in standing(listed, table) if on == MONDAY.isoformat())
    rows = (
        MarkRow(person=first, mark=Mark.LATE, remarks="7:35 到"),
        MarkRow(person=second, mark=Mark.SUBSTITUTED, substitute=DIRECTOR),
    )
    done = listed.run(MarkDuties(table=table, on=MONDAY, rows=rows, rest_present=True))
    marks = Counter(row["mark"] for row in listed.rows("duty_mark"))
    assert marks == {"late": 1, "substituted": 1, "present": 1}
    listed.refuses(MarkDuties(table=table, on=MONDAY, rest_present=True), "nothing_changed")
    listed.refuses(MarkDuties(table=table, on=date(2026, 11, 24), rest_present=True), "day_to_come")
    listed.refuses(WithdrawDutyTable(table=table), "duties_marked")
    stand_in = ReplaceDuty(
        table=table, on=MONDAY, person=first, approved_by=DIRECTOR, reason="病假"
    )
    listed.refuses(stand_in, "duty_marked")
    listed.run(UndoCommand(command_id=done.command_id))
    assert {row["mark"] for row in listed.rows("duty_mark")} == {None}
    listed.run(WithdrawDutyTable(table=table))
    listed.require_whole()


def test_what_is_said_of_a_day_to_tick_must_be_whole(listed: Book):
    table, on = listed.make(plan()), MONDAY
    listed.move_to(on)
    (who,) = (name for day, name in standing(listed, table) if day == on.isoformat())
    for row, code in (
        (MarkRow(person=who, mark=Mark.SUBSTITUTED), "missing"),
        (MarkRow(person=who, mark=Mark.SUBSTITUTED, substitute=who), "same_person"),
        (MarkRow(person=who, mark=Mark.LATE, substitute=DIRECTOR), "bad_choice"),
    ):
        listed.refuses(MarkDuties(table=table, on=on, rows=(row,)), code)
    twice = (MarkRow(person=who, mark=Mark.LATE), MarkRow(person=who, mark=Mark.ABSENT))
    listed.refuses(MarkDuties(table=table, on=on, rows=twice), "repeated_row")
    listed.refuses(MarkDuties(table=table, on=on), "no_lines")


def test_a_table_that_comes_back_finds_nobody_twice_on_a_day(listed: Book):
    first = listed.make(plan())
    listed.run(WithdrawDutyTable(table=first))
    listed.refuses(ChangeDutyTable(table=first, title="x"), "duty_table_withdrawn")
    listed.run(plan(title="另一张"))
    listed.refuses(WithdrawDutyTable(table=first, restore=True), "duty_twice")
    listed.refuses(WithdrawDutyTable(table=first), "nothing_changed")


def test_absences_do_not_overlap_and_may_be_changed_and_taken_back(listed: Book):
    first = listed.make(
        RecordAbsence(person=COLLEAGUE, from_on=MONDAY, to_on=FRIDAY, reason="病假")
    )
    again = RecordAbsence(person=COLLEAGUE, from_on=FRIDAY, reason="事假")
    listed.refuses(again, "absence_overlaps")
    listed.run(ChangeAbsence(absence=first, to_on=date(2026, 12, 3)))
    listed.run(again)
    listed.refuses(ChangeAbsence(absence=first, to_on=FRIDAY), "absence_overlaps")
    listed.refuses(ChangeAbsence(absence=first, reason="病假"), "nothing_changed")
    listed.run(WithdrawAbsence(absence=first))
    listed.refuses(WithdrawAbsence(absence=first), "nothing_changed")
    listed.refuses(ChangeAbsence(absence=first, reason="事假"), "absence_withdrawn")


def test_every_deed_about_duties_can_be_taken_back(listed: Book):
    table = listed.make(plan())
    absence = listed.make(RecordAbsence(person=DIRECTOR, from_on=MONDAY, reason="病假"))
    swap = swapping(listed, table)
    off = CalendarRow(from_on=MONDAY, to_on=FRIDAY, day_kind=DayKind.HOLIDAY, name="停课")
    listed.run(
        SetCalendar(days=(CalendarRow(from_on=FRIDAY, day_kind=DayKind.HOLIDAY, name="考试"),))
    )
    for draft in (
        SetCalendar(days=(off,)),
        SetCalendar(days=(CalendarRow(from_on=FRIDAY),)),
        ChangeAbsence(absence=absence, reason="事假", to_on=FRIDAY),
        WithdrawAbsence(absence=absence),
        ChangeDutyTable(table=table, title="护导表", remarks="调班需报批"),
        swap,
        WithdrawDutyTable(table=table),
    ):
        tables = ("calendar_day", "absence", "duty_table", "duty", "duty_change")
        kept = [listed.rows(name) for name in tables[1:4]]
        days = listed.rows("calendar_day", "day_kind IS NOT NULL")
        done = listed.run(draft)
        listed.run(UndoCommand(command_id=done.command_id))
        assert [listed.rows(name) for name in tables[1:4]] == kept
        assert listed.rows("calendar_day", "day_kind IS NOT NULL") == days
    listed.require_whole()


def test_nothing_to_say_of_the_calendar_is_refused(listed: Book):
    holiday = CalendarRow(from_on=MONDAY, day_kind=DayKind.HOLIDAY, name="停课")
    for days, code in (
        ((), "no_lines"),
        ((holiday, holiday), "repeated_row"),
        ((CalendarRow(from_on=MONDAY),), "nothing_changed"),
        ((CalendarRow(from_on=MONDAY, day_kind=DayKind.HOLIDAY),), "empty_name"),
    ):
        listed.refuses(SetCalendar(days=days), code)
