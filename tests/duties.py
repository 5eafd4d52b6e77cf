"""A table of duties told for tests: who is on the list, who swaps, who is ticked."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.duty import DutyKind
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.services.duty.drafts import (
    CalendarRow,
    DutyPostRow,
    MarkDuties,
    PlanDuties,
    RecordAbsence,
    SetCalendar,
    SwapDuties,
    WithdrawDutyTable,
)
from houqin_desktop.services.roster.verbs import AddRoster
from tests.builders import COLLEAGUE, DIRECTOR, KEEPER, LEADER, TODAY, Book

LAST = date(2026, 11, 27)


def fill_duties(book: Book) -> None:
    """Write ZB0001 at the gate, SWAPPED on its last day and ticked on its first, a Sunday made up.

    ZB0002 was withdrawn. QJ0001 is an absence. GATE is at one seat a day.
    """
    book.run(AddRoster(name="GUARDS", kind=RosterKind.PEOPLE, members=(COLLEAGUE, KEEPER, LEADER)))
    made_up = CalendarRow(from_on=TODAY, day_kind=DayKind.MAKE_UP, name="调休")
    book.run(SetCalendar(days=(made_up,)))
    book.run(RecordAbsence(person=DIRECTOR, from_on=TODAY, reason="病假"))
    post = DutyPostRow(name="GATE", roster="GUARDS", seats=1)
    for kind in (DutyKind.AFTERNOON, DutyKind.WEEKLY):
        book.run(
            PlanDuties(
                kind=kind, from_on=TODAY, to_on=LAST, posts=(post,), beside_others=True, uneven=True
            )
        )
    book.run(WithdrawDutyTable(table="ZB0002"))
    rows = book.rows("duty", "table_id = 1")
    names = {row["id"]: row["number"] for row in book.rows("person")}
    book.run(
        SwapDuties(
            table="ZB0001",
            first_on=date.fromisoformat(rows[1]["from_on"]),
            first=names[rows[1]["holder_id"]],
            second_on=LAST,
            second=names[rows[-1]["holder_id"]],
            approved_by=DIRECTOR,
            reason="外出培训",
        )
    )
    book.run(MarkDuties(table="ZB0001", on=TODAY, rest_present=True))
