"""The days of which the school says something of its own are written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.school_days import (
    DayKind,
    days_between,
    require_stretch,
)
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.duty.drafts import CalendarRow, SetCalendar
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.duty import CalendarDay


@command("登记校历", SetCalendar)
def set_calendar(task: Task, draft: SetCalendar) -> Outcome:
    """Say of days what they are for the school, or let the notice hold again.

    :raises Refused: for no row, a day that comes twice, or when nothing changes.
    """
    if not draft.days:
        raise Refused("还没有写日期。请至少写一行。", code="no_lines")
    written: dict[date, bool] = {}
    for number, row in enumerate(draft.days, start=1):
        with in_row(number):
            for day in _days_of(row):
                if day in written:
                    raise Refused(f"{day} 写了两次。请合成一行。", code="repeated_row")
                written[day] = _write(task, day, row.day_kind, row.name or "")
    if not any(written.values()):
        raise Refused("校历本来就是这样，没有要改的。请改动其中一天。", code="nothing_changed")
    return Outcome(None, tuple(day.isoformat() for day in written))


def _days_of(row: CalendarRow) -> Iterator[date]:
    to_on = row.to_on or row.from_on
    require_stretch(row.from_on, to_on, "校历")
    if row.day_kind is not None and not row.name:
        raise Refused(
            f"{row.from_on} 为什么{row.day_kind.label}还没有写。请写明名称，例如 寒假。",
            code="empty_name",
        )
    return days_between(row.from_on, to_on)


def _write(task: Task, day: date, kind: DayKind | None, name: str) -> bool:
    row = CalendarDay.find(on_day=day)
    if row is not None:
        return task.update(row, day_kind=kind, name=name)
    if kind is None:
        return False
    task.insert(CalendarDay, on_day=day, day_kind=kind, name=name)
    return True


@undoes("set_calendar")
def _days_as_they_were(deed: Deed) -> Draft:
    before = []
    for row, touched in deed.still(CalendarDay):
        was = {"day_kind": None, "name": ""} if touched.before is None else touched.before
        word = was.get("day_kind", row.day_kind)
        kind = None if word is None else DayKind(word)
        before.append((row.on_day, kind, str(was.get("name", row.name))))
    return SetCalendar(days=tuple(_stretches(sorted(before, key=lambda day: day[0]))))


def _stretches(days: Iterable[tuple[date, DayKind | None, str]]) -> Iterator[CalendarRow]:
    """Yield neighbouring days that are alike as one row."""
    stretch: list[tuple[date, DayKind | None, str]] = []
    for day in days:
        if stretch and (stretch[-1][0] + timedelta(days=1), *stretch[-1][1:]) != day:
            yield _row(stretch)
            stretch = []
        stretch.append(day)
    if stretch:
        yield _row(stretch)


def _row(stretch: list[tuple[date, DayKind | None, str]]) -> CalendarRow:
    (first, kind, name), (last, _, _) = stretch[0], stretch[-1]
    return CalendarRow(from_on=first, to_on=last, day_kind=kind, name=name or None)
