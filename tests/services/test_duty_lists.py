"""What the lists, papers, the day's list and the report of attendance say of duties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from houqin_desktop.documents.duty_paper import duty_sheet
from houqin_desktop.domain.duty import DutyKind, Mark
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.services.duty.drafts import (
    CalendarRow,
    DutyPostRow,
    MarkDuties,
    MarkRow,
    PlanDuties,
    RecordAbsence,
    ReplaceDuty,
    SetCalendar,
)
from houqin_desktop.services.duty.view import DutyView
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.roster.verbs import AddRoster
from houqin_desktop.services.todo.day_list import TodoGroup
from houqin_desktop.services.todo.duty import SOURCES
from tests.builders import COLLEAGUE, DIRECTOR, KEEPER, LEADER, OTHER_KEEPER, Book

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
GATE = DutyPostRow(name="校门", roster="教师", seats=1, hours="16:00–17:00")
YARD = DutyPostRow(name="操场", roster="教师", seats=1)


@pytest.fixture
def planned(book: Book) -> Book:
    """Four people share ten places of a week of school days; ZB0001 begins on a Monday."""
    book.run(
        AddRoster(
            name="教师",
            kind=RosterKind.PEOPLE,
            members=(COLLEAGUE, KEEPER, OTHER_KEEPER, LEADER),
        )
    )
    book.run(PlanDuties(kind=DutyKind.AFTERNOON, from_on=MONDAY, to_on=FRIDAY, posts=(GATE, YARD)))
    book.move_to(MONDAY)
    return book


def first_of(book: Book) -> str:
    """Return who stands at the gate on Monday."""
    return DutyView(book.session, "ZB0001").lines[0].holder


def todo(book: Book) -> dict[str, TodoGroup]:
    groups = (source(book.session) for source in SOURCES)
    return {group.key: group for group in groups if group is not None}


def test_the_list_of_tables_says_how_even_each_is(planned: Book):
    (row,) = planned.listed("duty_tables")
    assert (row["班次"], row["人次"], row["人数"]) == (5, 10, 4)
    assert (row["每人次数"], row["相差"], row["调班"], row["状态"]) == ("2–3 次", 1, 0, "在用")
    counts = planned.listed("duty_counts")
    assert sorted(one["现值"] for one in counts) == [2, 2, 3, 3]
    assert sum(one[f"周{day}"] for one in counts for day in "一二三四五") == 10


def test_the_list_of_duties_says_who_was_planned_and_who_approved(planned: Book):
    sick = first_of(planned)
    planned.run(
        ReplaceDuty(table="ZB0001", on=MONDAY, person=sick, approved_by=DIRECTOR, reason="病假")
    )
    rows = planned.listed("duties")
    assert len(rows) == 10
    (changed,) = [row for row in rows if row["变动"]]
    assert (changed["原排"], changed["岗位"], changed["星期"]) == (sick, "校门", "星期一")
    assert changed["变动"] == f"顶班：{sick}→{changed['值班人']}，病假（{DIRECTOR}批准）"


def test_the_calendar_lists_the_days_of_the_notices_and_of_the_school(planned: Book):
    day = CalendarRow(from_on=FRIDAY, day_kind=DayKind.HOLIDAY, name="运动会")
    planned.run(SetCalendar(days=(day,)))
    rows = {row["日期"]: row for row in planned.listed("calendar")}
    assert rows["2026-11-27"]["依据"] == "学校校历"
    assert rows["2026-10-10"]["是什么"] == "调休上课"
    assert "2026年" in rows["2026-10-10"]["依据"]


def test_the_day_says_who_stands_who_is_away_and_what_was_not_ticked(planned: Book):
    who = first_of(planned)
    absence = planned.make(RecordAbsence(person=who, from_on=MONDAY, reason="病假"))
    found = todo(planned)
    assert set(found) == {"on_duty", "duty_absences"}
    assert f"校门 16:00–17:00：{who}；操场：" in found["on_duty"].lines[0].text
    assert found["duty_absences"].lines[0].text == f"{who}病假，2026-11-23 的班没有人顶"
    (row,) = [one for one in planned.listed("absences") if one["请假编号"] == absence]
    assert (row["要调的班"], row["天数"], row["状态"]) == (1, 1, "有效")
    planned.advance()
    assert "教师放学护导" in todo(planned)["duty_marks"].lines[0].text
    planned.advance(2)
    (line,) = todo(planned)["duty_marks"].lines
    assert line.text.endswith(f"3 天还没有点名，最早 {MONDAY}")
    planned.move_to(MONDAY + timedelta(days=1))
    planned.run(MarkDuties(table="ZB0001", on=MONDAY, rest_present=True))
    assert "duty_marks" not in todo(planned)


def test_attendance_is_counted_for_each_person(planned: Book):
    view = DutyView(planned.session, "ZB0001")
    late, replaced = (line.holder for line in view.lines[:2])
    rows = (
        MarkRow(person=late, mark=Mark.LATE),
        MarkRow(person=replaced, mark=Mark.SUBSTITUTED, substitute=DIRECTOR),
    )
    planned.run(MarkDuties(table="ZB0001", on=MONDAY, rows=rows))
    sheet = report(planned.session, "duty_attendance", from_on=MONDAY, on=MONDAY)
    told = {row[2]: row[3:] for row in sheet.rows}
    assert told == {
        late: (1, 0, 1, 0, 0, 0, 0),
        replaced: (1, 0, 0, 0, 1, 0, 0),
        DIRECTOR: (0, 0, 0, 0, 0, 0, 1),
    }
    empty = report(planned.session, "duty_attendance", from_on=MONDAY, on=MONDAY, by="weekly_duty")
    assert empty.rows == ()


def test_the_paper_has_a_row_a_day_room_to_sign_and_says_that_swaps_are_approved(planned: Book):
    sheet = duty_sheet(planned.session, "ZB0001", "table")
    assert [column.title.strip("　") for column in sheet.columns] == [
        *("周次", "日期", "星期", "校门（16:00–17:00）", "操场", "签到", "备注")
    ]
    assert len(sheet.rows) == 5
    assert sheet.rows[0][:3] == ("第 1 周", "2026-11-23", "星期一")
    assert sheet.signed_rows
    assert any("调班须提前报批" in note for note in sheet.notes)
    assert len(duty_sheet(planned.session, "ZB0001", "counts").rows) == 4
    assert duty_sheet(planned.session, "ZB0001", "changes").rows == ()
    with pytest.raises(Refused, match="没有表单"):
        duty_sheet(planned.session, "ZB0001", "phones")


def test_the_paper_of_a_holiday_names_it_and_has_room_for_telephones(planned: Book):
    days = CalendarRow(
        from_on=date(2027, 1, 1), to_on=date(2027, 1, 3), day_kind=DayKind.HOLIDAY, name="元旦"
    )
    planned.run(SetCalendar(days=(days,)))
    table = planned.make(
        PlanDuties(
            kind=DutyKind.HOLIDAY,
            from_on=date(2027, 1, 1),
            to_on=date(2027, 1, 3),
            posts=(DutyPostRow(name="值班人", roster="教师", seats=1),),
        )
    )
    sheet = duty_sheet(planned.session, table, "table")
    assert sheet.rows[0][2] == "元旦·五"
    assert "联系电话" in [column.title.strip("　") for column in sheet.columns]


def test_a_year_of_which_nothing_is_known_is_named_on_the_table(planned: Book):
    table = planned.make(
        PlanDuties(
            kind=DutyKind.MORNING,
            from_on=date(2026, 12, 28),
            to_on=date(2027, 1, 8),
            posts=(GATE,),
        )
    )
    assert any("2027 年的放假通知" in said for said in DutyView(planned.session, table).missing)


def test_a_day_that_the_calendar_takes_or_gives_since_is_said_and_not_asked_for(planned: Book):
    saturday = date(2026, 11, 28)
    off = CalendarRow(from_on=MONDAY, day_kind=DayKind.HOLIDAY, name="停课")
    assert DutyView(planned.session, "ZB0001").missing == []
    planned.run(SetCalendar(days=(off,)))
    assert DutyView(planned.session, "ZB0001").missing == [
        "2026-11-23 按现在的校历不用值班，已排的班取消。请告诉值班的人。"
    ]
    planned.refuses(MarkDuties(table="ZB0001", on=MONDAY, rest_present=True), "no_turns")
    planned.advance()
    assert all(str(MONDAY)[5:] not in line.text for line in todo(planned)["on_duty"].lines)
    assert "duty_marks" not in todo(planned)
    week = planned.make(
        PlanDuties(
            kind=DutyKind.MORNING,
            from_on=date(2026, 11, 26),
            to_on=saturday,
            posts=(GATE,),
            beside_others=True,
        )
    )
    made_up = CalendarRow(from_on=saturday, day_kind=DayKind.MAKE_UP, name="调休")
    planned.run(SetCalendar(days=(made_up,)))
    (said,) = DutyView(planned.session, week).missing
    assert said.startswith("2026-11-28 按现在的校历要值班")


def test_a_weekly_duty_is_ticked_day_by_day_of_lessons(planned: Book):
    week = PlanDuties(
        kind=DutyKind.WEEKLY, from_on=MONDAY, to_on=FRIDAY, posts=(GATE,), beside_others=True
    )
    table = planned.make(week)
    planned.move_to(date(2026, 11, 24))
    for day in (MONDAY, date(2026, 11, 24)):
        planned.run(MarkDuties(table=table, on=day, rest_present=True))
    (line,) = DutyView(planned.session, table).lines
    assert line.mark_words == "到 2"
    planned.refuses(MarkDuties(table=table, on=date(2026, 11, 22), rest_present=True), "no_turns")
