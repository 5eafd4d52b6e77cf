"""The yearly plan: on which days each rule asks, and that only the latest of them is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.inspection import next_item_code
from houqin_desktop.domain.inspection_plan import (
    PlanRhythm,
    RuleDays,
    asked_of,
    due_days,
    read_year_days,
    require_rule,
    rhythm_in_words,
    write_year_days,
)

FROM = date(2026, 9, 1)


def test_a_weekly_rule_asks_every_week_on_its_day() -> None:
    rule = RuleDays(PlanRhythm.WEEKLY, FROM, weekday=1)
    days = due_days(rule, date(2026, 9, 30))
    assert days == [date(2026, 9, day) for day in (7, 14, 21, 28)]
    assert rhythm_in_words(rule) == "每周一"


def test_a_monthly_rule_asks_on_its_day_until_it_ends() -> None:
    rule = RuleDays(PlanRhythm.MONTHLY, FROM, until_on=date(2026, 11, 25), month_day=25)
    assert due_days(rule, date(2027, 3, 1)) == [date(2026, month, 25) for month in (9, 10, 11)]


def test_before_a_term_or_a_holiday_it_asks_so_many_days_earlier() -> None:
    begins = [date(2026, 9, 1), date(2027, 2, 22)]
    rule = RuleDays(PlanRhythm.BEFORE_TERM, FROM, days_before=5)
    assert due_days(rule, date(2027, 8, 1), terms=begins) == [date(2027, 2, 17)]
    holiday = RuleDays(PlanRhythm.BEFORE_HOLIDAY, FROM, days_before=2)
    found = due_days(holiday, date(2026, 12, 31), terms=begins, holidays=[date(2026, 10, 1)])
    assert found == [date(2026, 9, 29)]


def test_a_day_that_was_named_is_asked_for_beside_the_rhythm() -> None:
    rule = RuleDays(PlanRhythm.YEARLY, FROM, year_days=read_year_days(("3月5日", "9-5", "11/20")))
    storm = date(2026, 9, 18)
    days = due_days(rule, date(2027, 4, 1), occasions=[storm])
    assert days == [date(2026, 9, 5), storm, date(2026, 11, 20), date(2027, 3, 5)]
    assert write_year_days(rule.year_days) == "03-05 09-05 11-20"


def test_only_the_latest_day_is_asked_for_and_the_earlier_ones_were_missed() -> None:
    rule = RuleDays(PlanRhythm.WEEKLY, FROM, weekday=1)
    days = due_days(rule, date(2026, 12, 31))
    today = date(2026, 9, 23)
    asked = asked_of(days, [date(2026, 9, 14)], today, today)
    assert asked.due_on == date(2026, 9, 21)
    assert asked.missed == (date(2026, 9, 7),)
    assert asked.next_on == date(2026, 9, 28)
    made = [date(2026, 9, 14), date(2026, 9, 21)]
    assert asked_of(days, made, today, today).due_on is None
    assert asked_of(days, made, today, date(2026, 9, 30)).due_on == date(2026, 9, 28)


@pytest.mark.parametrize(
    "rule",
    [
        RuleDays(PlanRhythm.WEEKLY, FROM),
        RuleDays(PlanRhythm.WEEKLY, FROM, weekday=8),
        RuleDays(PlanRhythm.WEEKLY, FROM, weekday=1, month_day=5),
        RuleDays(PlanRhythm.MONTHLY, FROM, month_day=29),
        RuleDays(PlanRhythm.YEARLY, FROM),
        RuleDays(PlanRhythm.BEFORE_TERM, FROM, days_before=61),
        RuleDays(PlanRhythm.OCCASIONAL, FROM, weekday=1),
        RuleDays(PlanRhythm.OCCASIONAL, FROM, until_on=date(2026, 8, 31)),
    ],
)
def test_a_rule_that_asks_for_nothing_is_refused(rule: RuleDays) -> None:
    with pytest.raises(Refused):
        require_rule(rule)


@pytest.mark.parametrize("text", ["2-29", "13-1", "4", "4-31"])
def test_a_day_that_no_year_has_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_year_days((text,))


def test_a_category_goes_on_counting_and_a_new_one_gets_the_next_letter() -> None:
    taken = [("A01", "校舍"), ("A07", "校舍"), ("B01", "用电")]
    assert next_item_code("校舍", taken) == "A08"
    assert next_item_code("国旗", taken) == "C01"
    letters = [(f"{letter}01", letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert next_item_code("国旗", letters) == "AA01"
    with pytest.raises(Refused):
        next_item_code("校舍", [("A99", "校舍")])
