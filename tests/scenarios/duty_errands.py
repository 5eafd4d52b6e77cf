"""Errands about who stands where: days off, absences, a table of duties and what becomes of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

from houqin_desktop.domain.duty import DutyKind
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.services.duty.drafts import (
    CalendarRow,
    ChangeAbsence,
    ChangeDutyTable,
    DutyPostRow,
    MarkDuties,
    PlanDuties,
    RecordAbsence,
    ReplaceDuty,
    SetCalendar,
    SwapDuties,
    WithdrawAbsence,
    WithdrawDutyChange,
    WithdrawDutyTable,
)
from houqin_desktop.services.roster.verbs import AddRoster
from tests.builders import Book
from tests.scenarios.school_model import School
from tests.scenarios.term_errands import tried

WEEK = timedelta(days=7)


def duties(book: Book, school: School, r: Random, folder: Path) -> None:
    """Two of three people stand at the gate for a week; one is away, two swap, one stands in."""
    at_work = sorted(set(school.people) - school.left)
    name = f"值班{r.randrange(10**6)}"
    if len(at_work) < 4:
        return
    *three, director = r.sample(at_work, 4)
    if tried(book, AddRoster(name=name, kind=RosterKind.PEOPLE, members=tuple(three))) is None:
        return
    first = book.today
    own = CalendarRow(from_on=first + timedelta(days=2), day_kind=DayKind.HOLIDAY, name="运动会")
    lessons = CalendarRow(from_on=first, day_kind=DayKind.SCHOOL, name="照常上课")
    tried(book, SetCalendar(days=(own, lessons)))
    away = tried(book, RecordAbsence(person=three[0], from_on=first, reason="病假"))
    if away is not None and tried(book, ChangeAbsence(absence=away, reason="事假")) is not None:
        book.run(WithdrawAbsence(absence=away))
        book.run(WithdrawAbsence(absence=away, restore=True))
    post = DutyPostRow(name="校门", roster=name, seats=1)
    table = tried(
        book,
        PlanDuties(
            kind=DutyKind.AFTERNOON,
            from_on=first,
            to_on=first + WEEK,
            posts=(post,),
            title=name,
            beside_others=True,
            uneven=True,
        ),
    )
    if table is None:
        return
    rows = book.rows("duty", "table_id = (SELECT max(id) FROM duty_table)")
    assert len({row["from_on"] for row in rows}) == len(rows)
    assert own.from_on.isoformat() not in {row["from_on"] for row in rows}
    is_ticked = r.randrange(2) == 1
    change(book, table, rows, director, is_ticked=is_ticked)
    assert tried(book, SetCalendar(days=(CalendarRow(from_on=own.from_on),))) is not None
    book.run(ChangeDutyTable(table=table, remarks="调班需报批"))
    withdrawn = tried(book, WithdrawDutyTable(table=table))
    assert (withdrawn is None) == is_ticked


def change(
    book: Book, table: str, rows: list[dict[str, object]], director: str, *, is_ticked: bool
) -> None:
    """Swap two duties and take it back, let somebody stand in, and tick a day that has come."""
    names = {row["id"]: row["number"] for row in book.rows("person", "1")}
    # On the first day one of the three is away.
    first = rows[1]
    last = next(row for row in reversed(rows) if row["holder_id"] != first["holder_id"])
    swap = SwapDuties(
        table=table,
        first_on=date.fromisoformat(str(first["from_on"])),
        first=names[first["holder_id"]],
        second_on=date.fromisoformat(str(last["from_on"])),
        second=names[last["holder_id"]],
        approved_by=director,
        reason="外出培训",
    )
    if tried(book, swap) is not None:
        back = WithdrawDutyChange(table=table, on=swap.first_on, person=swap.second)
        book.run(back)
        assert tried(book, back) is None
    stand_in = ReplaceDuty(
        table=table, on=swap.first_on, person=swap.first, approved_by=director, reason="病假"
    )
    tried(book, stand_in)
    came = MarkDuties(table=table, on=book.today, rest_present=True)
    if is_ticked:
        book.run(came)
        assert tried(book, came) is None
