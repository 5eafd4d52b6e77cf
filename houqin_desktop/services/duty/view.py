"""A table of duties as one reads it: turns with names, what was changed, who has how many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from houqin_desktop.domain.duty import Mark, Turn, turns_of, wants_duty, when_words
from houqin_desktop.domain.school_days import days_between
from houqin_desktop.services.duty.available import Candidate, Occupied, candidates
from houqin_desktop.services.duty.finding import find_table, number_of
from houqin_desktop.services.duty.school_calendar import school_calendar
from houqin_desktop.services.session import Session
from houqin_desktop.storage.duty import (
    Duty,
    DutyChange,
    DutyMark,
    DutyPost,
    DutyTable,
    changes_of,
    duties_by_holder,
    duties_of,
    duties_of_absent,
    marks_of,
    posts_of,
    table_before,
)
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.roster import Roster

WEEKDAY_COUNT = 7


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty with the names behind it.

    :param change: how it came to who has it now, empty where nothing was changed.
    :param marks: what was ticked, by day.
    """

    row: Duty
    post: DutyPost
    holder: str
    planned: str
    change: str
    marks: dict[date, DutyMark]

    @property
    def when(self) -> str:
        """Return the day, or the days."""
        return when_words(self.row.from_on, self.row.to_on)

    @property
    def mark_words(self) -> str:
        """Return what was ticked: 到, or 到 4、迟到 1 for the days of a week."""
        counted = Counter(one.mark for one in self.marks.values() if one.mark is not None)
        if self.row.from_on == self.row.to_on:
            return "".join(mark.label for mark in counted)
        return "、".join(f"{mark.label} {counted[mark]}" for mark in Mark if counted[mark])


@dataclass(frozen=True, slots=True)
class PersonCount:
    """How often somebody stands in a table.

    :param planned: as the table was made; `held` as it is now.
    :param weekdays: duties by day of the week, Monday first.
    :param before: duties in the table before.
    :param away: turns on which the person could not have been planned, and why.
    """

    person_id: int
    number: str
    name: str
    planned: int
    held: int
    weekdays: tuple[int, ...]
    before: int
    away: int
    why: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How often the people of a list stand at least and at most."""

    roster: str
    fewest: int
    most: int

    @property
    def words(self) -> str:
        """Return it as one reads it."""
        return f"{self.fewest}–{self.most} 次" if self.fewest < self.most else f"{self.most} 次"


class DutyView:
    """One table of duties, whole."""

    def __init__(self, session: Session, code: str) -> None:
        self.table: DutyTable = find_table(code)
        self._today = session.clock.today()
        self._names = {one.id: one for one in Person.every("id")}

    @property
    def code(self) -> str:
        """Return the number."""
        return self.table.code

    @property
    def state(self) -> str:
        """Return in one word how the table stands."""
        if self.table.withdrawn:
            return "已撤销"
        if self.table.to_on < self._today:
            return "已结束"
        return "未开始" if self._today < self.table.from_on else "在用"

    @cached_property
    def posts(self) -> list[DutyPost]:
        """Return the posts in their order."""
        return posts_of(self.table.id)

    @cached_property
    def changes(self) -> list[DutyChange]:
        """Return the changes that stand."""
        return changes_of(self.table.id)

    @cached_property
    def lines(self) -> list[DutyLine]:
        """Return every duty, day by day and post by post."""
        posts = {post.id: post for post in self.posts}
        last = {change.duty_id: change for change in self.changes}
        marks: dict[int, dict[date, DutyMark]] = {}
        for mark in marks_of(self.table.id):
            marks.setdefault(mark.duty_id, {})[mark.on_day] = mark
        return [
            DutyLine(
                row,
                posts[row.post_id],
                self.name(row.holder_id),
                self.name(row.planned_id),
                self._change_words(last.get(row.id)),
                marks.get(row.id, {}),
            )
            for row in duties_of(self.table.id)
        ]

    @cached_property
    def turns(self) -> list[tuple[date, date]]:
        """Return first and last day of each turn, in order."""
        return sorted({(line.row.from_on, line.row.to_on) for line in self.lines})

    def lines_on(self, day: date) -> list[DutyLine]:
        """Return who stands on a day."""
        return [line for line in self.lines if line.row.from_on <= day <= line.row.to_on]

    def at(self, turn: tuple[date, date], post: DutyPost) -> list[DutyLine]:
        """Return who stands on a turn at a post."""
        return self._by_place.get((turn[0], post.id), [])

    @cached_property
    def _by_place(self) -> dict[tuple[date, int], list[DutyLine]]:
        placed: dict[tuple[date, int], list[DutyLine]] = {}
        for line in self.lines:
            placed.setdefault((line.row.from_on, line.post.id), []).append(line)
        return placed

    def name(self, person_id: int) -> str:
        """Return somebody's name."""
        return self._names[person_id].name

    def number(self, person_id: int) -> str:
        """Return by which number a command names somebody."""
        return self._names[person_id].number

    def _change_words(self, change: DutyChange | None) -> str:
        if change is None:
            return ""
        how = "顶班" if change.other_id is None else "调班"
        return (
            f"{how}：{self.name(change.from_id)}→{self.name(change.into_id)}，{change.reason}"
            f"（{self.name(change.approved_by_id)}批准）"
        )

    @cached_property
    def counts(self) -> list[PersonCount]:
        """Return how often everybody of the lists stands, who has the most first."""
        held = Counter(line.row.holder_id for line in self.lines)
        planned = Counter(line.row.planned_id for line in self.lines)
        by_day = Counter((line.row.holder_id, line.row.from_on.weekday()) for line in self.lines)
        before = table_before(self.table.duty_kind, self.table.from_on)
        earlier = Counter() if before is None else duties_by_holder(before.id)
        listed = {one.person_id: one for people in self._lists.values() for one in people}
        counts = []
        for person_id in sorted({*held, *planned, *listed}):
            one = listed.get(person_id)
            counts.append(
                PersonCount(
                    person_id,
                    self.number(person_id),
                    self.name(person_id),
                    planned[person_id],
                    held[person_id],
                    tuple(by_day[person_id, day] for day in range(WEEKDAY_COUNT)),
                    earlier[person_id],
                    0 if one is None else len(one.away),
                    "" if one is None else one.why(),
                )
            )
        return sorted(counts, key=lambda one: (-one.held, one.person_id))

    @cached_property
    def _lists(self) -> dict[int, list[Candidate]]:
        turns = [Turn(tuple(days_between(first, last))) for first, last in self.turns]
        occupied = Occupied.between(turns, beside_others=True)
        rosters = sorted({post.roster_id for post in self.posts})
        return {roster_id: candidates(roster_id, turns, occupied) for roster_id in rosters}

    @cached_property
    def spreads(self) -> list[Spread]:
        """Return for each list how often its people stand; who is away for it all is left out."""
        spreads = []
        for roster_id, listed in self._lists.items():
            held = Counter(
                line.row.holder_id for line in self.lines if line.post.roster_id == roster_id
            )
            counts = [
                held[one.person_id]
                for one in listed
                if held[one.person_id] or len(one.away) < len(self.turns)
            ]
            name = Roster.get_by_id(roster_id).name
            spreads.append(Spread(name, min(counts, default=0), max(counts, default=0)))
        return spreads

    @property
    def spread_words(self) -> str:
        """Return how often people stand: 6–7 次, or list by list where there are several."""
        if len(self.spreads) == 1:
            return self.spreads[0].words
        return "；".join(f"{one.roster} {one.words}" for one in self.spreads)

    def _days_that_changed(self) -> list[str]:
        """Return what became of days to come since the table was made, by the calendar of now."""
        table = self.table
        if table.duty_kind.is_weekly:
            return []
        planned = {first for first, _ in self.turns}
        from_on = max(self._today, table.from_on)
        now = turns_of(table.duty_kind, school_calendar(), from_on, table.to_on)
        wanted = {turn.from_on for turn in now}
        gone = sorted(day for day in planned - wanted if day >= from_on)
        new = sorted(wanted - planned)
        return [
            *(f"{day} 按现在的校历不用值班，已排的班取消。请告诉值班的人。" for day in gone),
            *(f"{day} 按现在的校历要值班，还没有排。请另排一张补上。" for day in new),
        ]

    @property
    def missing(self) -> list[str]:
        """Return what somebody should see to, as sentences."""
        if self.table.withdrawn:
            return []
        years = school_calendar().years_without_notice(self.table.from_on, self.table.to_on)
        said = [
            f"{year} 年的放假通知不在程序里，校历也没有登记，法定节假日没有让开。请先登记校历。"
            for year in years
        ]
        said += self._days_that_changed()
        for code, on, person_id, _, reason in duties_of_absent(self._today):
            if code == self.code:
                said.append(f"{on} {self.name(person_id)}{reason}，还没有人顶班。请调班或顶班。")
        return said


@dataclass(frozen=True, slots=True)
class ChosenDuty:
    """A duty as commands name it: table, first day, number of who stands there now."""

    table: str
    on: date
    person: str


def chosen_duty(duty_id: int) -> ChosenDuty:
    """Return how commands name the duty with this key of the register."""
    duty: Duty = Duty.get_by_id(duty_id)
    table: DutyTable = DutyTable.get_by_id(duty.table_id)
    return ChosenDuty(table.code, duty.from_on, number_of(duty.holder_id))


def day_to_tick(view: DutyView, today: date) -> date:
    """Return the last day up to today on which somebody is not ticked, else the first of all."""
    calendar, kind = school_calendar(), view.table.duty_kind
    days = [
        day
        for line in view.lines
        for day in days_between(line.row.from_on, line.row.to_on)
        if day <= today and day not in line.marks and wants_duty(kind, calendar.on(day))
    ]
    return max(days, default=view.table.from_on)
