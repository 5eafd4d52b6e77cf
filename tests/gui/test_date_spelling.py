"""Days as people type them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.date_spelling import read_day, read_partial

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0901", date(2026, 9, 1)),
        ("20260901", date(2026, 9, 1)),
        ("2026.9.1", date(2026, 9, 1)),
        ("2026年9月1日", date(2026, 9, 1)),
        ("２０２６－０９－０１", date(2026, 9, 1)),
        ("9/1", date(2026, 9, 1)),
        ("9月1日", date(2026, 9, 1)),
        ("今天", TODAY),
        ("昨天", date(2026, 11, 19)),
        (" 2026 9 1 ", None),
    ],
)
def test_usual_spellings_are_read(text, meant):
    if meant is None:
        with pytest.raises(Refused):
            read_day(text, TODAY)
    else:
        assert read_day(text, TODAY) == meant


@pytest.mark.parametrize("text", ["95-9-1", "26.9.1", "2026-02-31", "明年", "13/45", "1995"])
def test_uncertain_and_impossible_days_are_refused(text):
    with pytest.raises(Refused):
        read_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1995", "1995"),
        ("1995年", "1995"),
        ("1995年9月", "1995-09"),
        ("1995.9", "1995-09"),
        ("199509", "1995-09"),
        ("1995-09-01", "1995-09-01"),
        ("19950901", "1995-09-01"),
    ],
)
def test_dates_are_kept_as_exactly_as_they_are_known(text, meant):
    assert read_partial(text, TODAY).text == meant


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_spelling(day):
    for text in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
    ):
        assert read_day(text, TODAY) == day


def spellings(day: date) -> list[str]:
    """Return a day as a keeper types it, in half and full width."""
    year, month, of_month = day.year, day.month, day.day
    texts = [
        f"{year:04d}{month:02d}{of_month:02d}",
        *(f"{year}{mark}{month}{mark}{of_month}" for mark in "-./年"[:3]),
        f"{year}-{month:02d}-{of_month:02d}",
        f"{year}年{month}月{of_month}日",
        f"{year}年{month}月{of_month}号",
    ]
    if year == TODAY.year:
        texts += [f"{month:02d}{of_month:02d}", f"{month}/{of_month}", f"{month}月{of_month}日"]
    wide = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in "0123456789-./"})
    return [*texts, *(text.translate(wide) for text in texts), f" {texts[4]} "]


def test_five_thousand_spellings_of_days_are_read():
    days = [date(1990, 1, 1) + timedelta(days=41 * number) for number in range(330)]
    days += [TODAY - timedelta(days=number) for number in range(0, 320, 3)]
    read = 0
    for day in days:
        for text in spellings(day):
            assert read_day(text, TODAY) == day, text
            read += 1
    assert read >= 5_000


def test_days_that_no_calendar_has_are_refused_with_the_reason():
    for year in range(1990, 2031):
        leap = calendar.isleap(year)
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            for text in (f"{year}-{month:02d}-{last + 1}", f"{year}{month:02d}{last + 1}"):
                with pytest.raises(Refused, match=r"没有.*这一天|看不出"):
                    read_day(text, TODAY)
        assert leap == (read_or_none(f"{year}-02-29") is not None)


def read_or_none(text):
    try:
        return read_day(text, TODAY)
    except Refused:
        return None


@pytest.mark.parametrize("mark", list("-./年"))
def test_years_of_two_digits_are_refused_with_the_reason(mark):
    for year in range(100):
        with pytest.raises(Refused, match="四位年份"):
            read_day(f"{year:02d}{mark}9{mark}1", TODAY)


@pytest.mark.parametrize(
    ("text", "back"), [("今天", 0), ("今日", 0), ("昨天", 1), ("昨日", 1), ("前天", 2)]
)
def test_days_in_words_count_from_today(text, back):
    assert read_day(text, TODAY) == TODAY - timedelta(days=back)
