"""What is filled in for the calendar, absences, a table of duties, its changes and attendance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.duty import DutyKind, Mark
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class CalendarRow(Draft):
    """A day, or a stretch of days; without a kind the notice and the week hold again."""

    from_on: date = argument("起日", Kind.DATE)
    to_on: date | None = argument("止日", Kind.DATE, default=None)
    day_kind: DayKind | None = argument("是什么", Kind.CHOICE, choices=DayKind, default=None)
    name: str | None = argument("名称", default=None)


@dataclass(frozen=True, kw_only=True)
class SetCalendar(Draft):
    """Days of the calendar as the school says they are."""

    days: tuple[CalendarRow, ...] = argument("日期", Kind.ROWS, rows=CalendarRow)


@dataclass(frozen=True, kw_only=True)
class RecordAbsence(Draft):
    """Somebody is away from one day to another, both included."""

    person: str = argument("人员", Kind.PERSON)
    from_on: date = argument("起日", Kind.DATE)
    to_on: date | None = argument("止日", Kind.DATE, default=None)
    reason: str = argument("事由")


@dataclass(frozen=True, kw_only=True)
class ChangeAbsence(Draft):
    """Somebody is away for other days, or for another reason."""

    absence: str = argument("请假编号")
    from_on: date | None = argument("起日", Kind.DATE, default=None)
    to_on: date | None = argument("止日", Kind.DATE, default=None)
    reason: str | None = argument("事由", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawAbsence(Draft):
    """An absence was written by mistake, or holds after all."""

    absence: str = argument("请假编号")
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class DutyPostRow(Draft):
    """A post of a table: where people stand, when, how many each turn, and from which list."""

    name: str = argument("岗位")
    roster: str = argument("名单")
    seats: int = argument("每班人数", Kind.QUANTITY)
    hours: str | None = argument("时间", default=None)


@dataclass(frozen=True, kw_only=True)
class PlanDuties(Draft):
    """A table of duties is made from lists of people and the calendar.

    The first day may be that of a term; the posts may be those of an earlier table.
    """

    kind: DutyKind = argument("种类", Kind.CHOICE, choices=DutyKind)
    from_on: date | None = argument("起日", Kind.DATE, default=None)
    to_on: date = argument("止日", Kind.DATE)
    term: str | None = argument("按开学计划", default=None)
    posts: tuple[DutyPostRow, ...] | None = argument(
        "岗位", Kind.ROWS, rows=DutyPostRow, default=None
    )
    like: str | None = argument("照抄哪张表的岗位", default=None)
    title: str | None = argument("名称", default=None)
    beside_others: bool | None = argument("同日可兼别的班", Kind.FLAG, default=None)
    uneven: bool | None = argument("不匀也排", Kind.FLAG, default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class ChangeDutyTable(Draft):
    """A table of duties is called otherwise, or something else is to be said of it."""

    table: str = argument("值班表编号")
    title: str | None = argument("名称", default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawDutyTable(Draft):
    """A table of duties is not used, or is again."""

    table: str = argument("值班表编号")
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class SwapDuties(Draft):
    """Two people exchange a duty each; somebody approved of it."""

    table: str = argument("值班表编号")
    first_on: date = argument("日期", Kind.DATE)
    first: str = argument("值班人", Kind.PERSON)
    second_on: date = argument("换到哪天", Kind.DATE)
    second: str = argument("和谁换", Kind.PERSON)
    approved_by: str = argument("批准人", Kind.PERSON)
    reason: str = argument("原因")


@dataclass(frozen=True, kw_only=True)
class ReplaceDuty(Draft):
    """Somebody stands in for another; left out, it is who is free and has the fewest."""

    table: str = argument("值班表编号")
    on: date = argument("日期", Kind.DATE)
    person: str = argument("值班人", Kind.PERSON)
    by: str | None = argument("由谁顶班", Kind.PERSON, default=None)
    approved_by: str = argument("批准人", Kind.PERSON)
    reason: str = argument("原因")


@dataclass(frozen=True, kw_only=True)
class WithdrawDutyChange(Draft):
    """The last change of a duty is taken back, a swap on both sides."""

    table: str = argument("值班表编号")
    on: date = argument("日期", Kind.DATE)
    person: str = argument("现值班人", Kind.PERSON)


@dataclass(frozen=True, kw_only=True)
class MarkRow(Draft):
    """How somebody came to the duty; without a mark what was ticked is taken back."""

    person: str = argument("值班人", Kind.PERSON)
    mark: Mark | None = argument("到岗", Kind.CHOICE, choices=Mark, default=None)
    substitute: str | None = argument("谁代", Kind.PERSON, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class MarkDuties(Draft):
    """The attendance of a day; those not named may all have come."""

    table: str = argument("值班表编号")
    on: date = argument("日期", Kind.DATE)
    rows: tuple[MarkRow, ...] | None = argument("点名", Kind.ROWS, rows=MarkRow, default=None)
    rest_present: bool | None = argument("其余的都到", Kind.FLAG, default=None)
