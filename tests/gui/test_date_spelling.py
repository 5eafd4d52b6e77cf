"""Days as people type them."""

from __future__ import annotations

from datetime import date

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
