"""值班 of the demo school: two tables, a swap, a stand-in, absences, the first days ticked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from houqin_desktop.domain.duty import DutyKind, Mark
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.services.demo.equipment import CLASS_TEACHERS, HEADS
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.duty.drafts import (
    CalendarRow,
    DutyPostRow,
    MarkDuties,
    MarkRow,
    PlanDuties,
    RecordAbsence,
    ReplaceDuty,
    SetCalendar,
    SwapDuties,
)
from houqin_desktop.services.duty.finding import find_table, number_of
from houqin_desktop.storage.duty import duties_on

MORNING, AFTERNOON = "ZB0001", "ZB0002"
APPROVER: Final = "贺晓兰"
_PLANNED: Final = day_of("2026-11-11")
_FIRST, _LAST = day_of("2026-11-16"), day_of("2026-12-04")
_TICKED: Final = tuple(day_of(f"2026-11-{day}") for day in range(16, 20))
_SICK: Final = day_of("2026-11-20")
_WINTER: Final = (day_of("2027-01-25"), day_of("2027-02-21"))
_YEAR: Final = (day_of("2027-01-01"), day_of("2027-01-03"))


def duties() -> Iterator[Happening]:
    """Yield what was planned, changed and ticked."""
    for draft in _planning():
        yield Happening(_PLANNED, partial(_always, draft))
    yield Happening(_TICKED[0], lambda _: _swap())
    for day in _TICKED:
        yield Happening(day, partial(_came, day))
    yield Happening(_SICK, lambda _: _away())
    yield Happening(_SICK, lambda _: _stand_in())


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _planning() -> tuple[Draft, ...]:
    (year, last_of_year), (winter, last_of_winter) = _YEAR, _WINTER
    off = DayKind.HOLIDAY
    return (
        SetCalendar(
            days=(
                CalendarRow(from_on=year, to_on=last_of_year, day_kind=off, name="元旦"),
                CalendarRow(from_on=winter, to_on=last_of_winter, day_kind=off, name="寒假"),
            )
        ),
        PlanDuties(
            kind=DutyKind.MORNING,
            from_on=_FIRST,
            to_on=_LAST,
            posts=(DutyPostRow(name="校门", roster=HEADS, seats=1, hours="7:20–7:50"),),
        ),
        PlanDuties(
            kind=DutyKind.AFTERNOON,
            from_on=_FIRST,
            to_on=_LAST,
            posts=(
                DutyPostRow(name="校门", roster=CLASS_TEACHERS, seats=1, hours="16:00–17:00"),
                DutyPostRow(name="路队", roster=CLASS_TEACHERS, seats=1, hours="16:00–16:30"),
            ),
        ),
    )


def _standing(table: str, on: date) -> list[str]:
    return [number_of(duty.holder_id) for duty in duties_on(find_table(table).id, on)]


def _swap() -> SwapDuties:
    first, second = day_of("2026-11-18"), day_of("2026-11-24")
    return SwapDuties(
        table=AFTERNOON,
        first_on=first,
        first=_standing(AFTERNOON, first)[0],
        second_on=second,
        second=_standing(AFTERNOON, second)[0],
        approved_by=APPROVER,
        reason="外出参加教研活动",
    )


def _came(on: date, _number: str) -> MarkDuties:
    late = MarkRow(person=_standing(AFTERNOON, on)[1], mark=Mark.LATE, remarks="晚到 5 分钟")
    rows = (late,) if on == _TICKED[1] else None
    return MarkDuties(table=AFTERNOON, on=on, rows=rows, rest_present=True)


def _away() -> RecordAbsence:
    who = _standing(AFTERNOON, _SICK)[0]
    return RecordAbsence(person=who, from_on=_SICK, to_on=day_of("2026-11-24"), reason="病假")


def _stand_in() -> ReplaceDuty:
    who = _standing(AFTERNOON, _SICK)[0]
    return ReplaceDuty(table=AFTERNOON, on=_SICK, person=who, approved_by=APPROVER, reason="病假")
