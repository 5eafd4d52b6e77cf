"""The yearly plan of inspections: on which days each rule asks for the next sheet.

DOMAIN.md 6: 部门每周自查, 后勤每月复查, 领导小组普查; before terms and holidays, before and after
floods and storms. A due day is reckoned from the rule and never stored; what is stored is the
sheet that was made for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled

LAST_WEEKDAY, LAST_MONTH_DAY, MOST_DAYS_BEFORE = 7, 28, 60
WEEKDAYS: Final = "一二三四五六日"
_MONTH_DAY: Final = re.compile(r"(\d{1,2})\s*(?:-|/|\.|月)\s*(\d{1,2})\s*日?")


class PlanRhythm(Labelled):
    """How often a rule asks for a sheet."""

    WEEKLY = "weekly", "每周"
    MONTHLY = "monthly", "每月"
    YEARLY = "yearly", "每年固定日期"
    BEFORE_TERM = "before_term", "开学前"
    BEFORE_HOLIDAY = "before_holiday", "节假日前"
    OCCASIONAL = "occasional", "临时定日期"


@dataclass(frozen=True, slots=True)
class RuleDays:
    """When a rule asks: its rhythm with what belongs to it, from one day to another.

    :param weekday: 1 for Monday to 7, for a weekly rule.
    :param month_day: 1 to 28, for a monthly one.
    :param year_days: month and day, for a yearly one.
    :param days_before: how many days before a term or a holiday begins.
    """

    rhythm: PlanRhythm
    from_on: date
    until_on: date | None = None
    weekday: int | None = None
    month_day: int | None = None
    year_days: tuple[tuple[int, int], ...] = ()
    days_before: int | None = None


def due_days(
    rule: RuleDays,
    until: date,
    *,
    terms: Iterable[date] = (),
    holidays: Iterable[date] = (),
    occasions: Iterable[date] = (),
) -> list[date]:
    """Return the days on which a rule asks for a sheet, up to a day, in order.

    :param terms: first days of the terms.
    :param holidays: first days of the holidays.
    :param occasions: days that were named one by one, whatever the rhythm.
    """
    last = until if rule.until_on is None else min(until, rule.until_on)
    begins = {PlanRhythm.BEFORE_TERM: terms, PlanRhythm.BEFORE_HOLIDAY: holidays}.get(
        rule.rhythm, ()
    )
    before = timedelta(days=rule.days_before or 0)
    found = {*_regular(rule, last), *occasions, *(day - before for day in begins)}
    return sorted(day for day in found if rule.from_on <= day <= last)


def _regular(rule: RuleDays, last: date) -> Iterator[date]:
    if rule.weekday is not None:
        day = rule.from_on + timedelta(days=(rule.weekday - rule.from_on.isoweekday()) % 7)
        while day <= last:
            yield day
            day += timedelta(days=7)
    months = range(1, 13)
    for year in range(rule.from_on.year, last.year + 1):
        if rule.month_day is not None:
            yield from (date(year, month, rule.month_day) for month in months)
        yield from (date(year, month, day) for month, day in rule.year_days)


def read_year_days(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return month and day of each text: 4-1, 04-01, 4月1日.

    :raises Refused: for a text that is no such day; the 29th of February is none of every year.
    """
    found = set()
    for text in texts:
        match = _MONTH_DAY.fullmatch(text.strip())
        try:
            day = date(2001, int(match[1]), int(match[2])) if match else None
        except ValueError:
            day = None
        if day is None:
            raise Refused(
                f"“{text[:20]}”不是一个月日。请写成 4-1 或 4月1日。", code="bad_month_day"
            )
        found.add((day.month, day.day))
    return tuple(sorted(found))


def write_year_days(days: Sequence[tuple[int, int]]) -> str:
    """Return the days as they are kept: 04-01 09-30."""
    return " ".join(f"{month:02d}-{day:02d}" for month, day in days)


def rhythm_in_words(rule: RuleDays) -> str:
    """Return when a rule asks, as one says it."""
    if rule.weekday is not None:
        return f"每周{WEEKDAYS[rule.weekday - 1]}"
    if rule.month_day is not None:
        return f"每月 {rule.month_day} 日"
    if rule.year_days:
        return "每年 " + "、".join(f"{month} 月 {day} 日" for month, day in rule.year_days)
    if rule.days_before is not None:
        return f"{rule.rhythm.label} {rule.days_before} 天"
    return rule.rhythm.label


def require_rule(rule: RuleDays) -> None:
    """Refuse a rule that asks for nothing, or for two things.

    :raises Refused: naming what its rhythm wants.
    """
    wanted = {
        PlanRhythm.WEEKLY: ("weekday", "星期几（1 到 7）"),
        PlanRhythm.MONTHLY: ("month_day", f"每月几日（1 到 {LAST_MONTH_DAY}）"),
        PlanRhythm.YEARLY: ("year_days", "哪几天（例如 4-1）"),
        PlanRhythm.BEFORE_TERM: ("days_before", f"提前几天（0 到 {MOST_DAYS_BEFORE}）"),
        PlanRhythm.BEFORE_HOLIDAY: ("days_before", f"提前几天（0 到 {MOST_DAYS_BEFORE}）"),
        PlanRhythm.OCCASIONAL: ("", ""),
    }
    field, words = wanted[rule.rhythm]
    for name in ("weekday", "month_day", "year_days", "days_before"):
        given = getattr(rule, name) not in (None, ())
        if given != (name == field):
            raise Refused(
                f"“{rule.rhythm.label}”的计划"
                + (f"要填{words}，其他的不填。" if words else "只填临时日期，不填别的。")
                + "请核对频次。",
                code="bad_rhythm",
            )
    limits = {
        "weekday": (1, LAST_WEEKDAY),
        "month_day": (1, LAST_MONTH_DAY),
        "days_before": (0, MOST_DAYS_BEFORE),
    }
    low, high = limits.get(field, (0, 0))
    if field in limits and not low <= getattr(rule, field) <= high:
        raise Refused(f"“{rule.rhythm.label}”要填{words}。请改正。", code="bad_rhythm")
    if rule.until_on is not None and rule.until_on < rule.from_on:
        raise Refused(
            f"计划的止日 {rule.until_on} 早于起日 {rule.from_on}。请核对日期。", code="date_order"
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """The state of one rule: the day whose sheet is to be made, and the days that were missed."""

    due_on: date | None
    missed: tuple[date, ...]
    next_on: date | None


def asked_of(days: Sequence[date], made: Iterable[date], today: date, ahead: date) -> Asked:
    """Return what a rule asks for today.

    Only the latest day is asked for; an earlier one without a sheet was missed, as nobody can walk
    last week's round.

    :param days: all due days up to some day after `ahead`.
    :param made: the days for which a sheet stands.
    :param ahead: up to which day sheets are made beforehand.
    """
    there = set(made)
    near = [day for day in days if day <= ahead]
    past = [day for day in near if day <= today]
    due = next((day for day in near if day not in there and (not past or day >= past[-1])), None)
    missed = tuple(day for day in past[:-1] if day not in there)
    return Asked(due, missed, next((day for day in days if day > today and day not in there), None))
