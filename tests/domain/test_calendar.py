"""Dates keep the precision in which they are known; ages count whole months."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.calendar import (
    FixedClock,
    PartialDate,
    SystemClock,
    age_text,
    chinese_date,
    completed_months,
    month_index,
    month_start,
    month_text,
    parse_date,
)
from houqin_desktop.domain.errors import Refused

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first_day", "label"),
    [
        ("1995", date(1995, 1, 1), "1995年"),
        ("1995-09", date(1995, 9, 1), "1995年9月"),
        ("1995-09-14", date(1995, 9, 14), "1995年9月14日"),
        ("2024-02-29", date(2024, 2, 29), "2024年2月29日"),
    ],
)
def test_a_partial_date_keeps_its_precision_and_counts_from_its_first_day(
    text: str, first_day: date, label: str
) -> None:
    known = PartialDate.parse(text)
    assert (known.text, known.first_day, known.label) == (text, first_day, label)
    assert str(known) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "95",
        "1995-9",
        "1995-13",
        "1995-00",
        "2023-02-29",
        "2024-02-31",
        "0000",
        "0999",
        "1995/09",
        "1995年",
        "19950901",
        "1995-09-01 ",
        "１９９５",
        "2015.1",
        "1995-09-00",
    ],
)
def test_an_impossible_or_misspelt_date_is_refused_and_named(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        PartialDate.parse(text)
    assert f"“{text}”" in refusal.value.sentence


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(Refused):
        PartialDate(1995, None, 3)


def test_partial_dates_sort_with_the_vaguer_first_and_serve_as_keys() -> None:
    texts = ["1995", "1995-01", "1995-01-01", "1995-01-02", "1995-02", "1996"]
    dates = [PartialDate.parse(text) for text in texts]
    assert sorted({*dates}) == dates
    assert dates[0] < dates[1] <= dates[2]
    assert len({*dates, PartialDate(1995)}) == len(dates)
    assert PartialDate.of(date(1995, 1, 2)) == dates[3]


@given(days)
def test_a_full_day_reads_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert PartialDate.parse(day.isoformat()) == PartialDate.of(day)


@pytest.mark.parametrize("text", ["2026-03", "20260301", "2026-W09-1", "2026-02-30", "3月1日"])
def test_a_business_date_must_be_a_full_iso_day(text: str) -> None:
    with pytest.raises(Refused):
        parse_date(text)


@given(days)
def test_months_are_numbered_without_gaps(day: date) -> None:
    index = month_index(day)
    assert month_start(index) == day.replace(day=1)
    assert month_index(month_start(index) - timedelta(days=1)) == index - 1
    assert month_text(index) == f"{day.year}年{day.month}月"


@pytest.mark.parametrize(
    ("start", "on", "months"),
    [
        ("1995-09-01", "2026-11-18", 374),
        ("2020-10-18", "2026-11-18", 73),
        ("2020-10-18", "2026-11-17", 72),
        ("2024-01-31", "2024-02-28", 0),
        ("2024-01-31", "2024-02-29", 1),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-11-18", "2026-11-18", 0),
        ("2026-11-18", "2025-01-01", 0),
    ],
)
def test_only_whole_months_are_counted(start: str, on: str, months: int) -> None:
    assert completed_months(parse_date(start), parse_date(on)) == months


@given(days, days, days)
def test_an_age_never_falls_as_days_pass(start: date, one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert completed_months(start, early) <= completed_months(start, late)


@pytest.mark.parametrize(
    ("months", "text"),
    [
        (73, "6年1个月"),
        (374, "31年2个月"),
        (72, "6年"),
        (8, "8个月"),
        (0, "不足1个月"),
        (12, "1年"),
    ],
)
def test_ages_are_written_as_the_forms_write_them(months: int, text: str) -> None:
    assert age_text(months) == text


def test_days_are_written_without_leading_zeros() -> None:
    assert chinese_date(date(2026, 3, 1)) == "2026年3月1日"


def test_a_fixed_clock_stands_still_and_the_system_clock_agrees_with_itself() -> None:
    clock = FixedClock(datetime(2026, 11, 18, 9, 30))
    assert (clock.today(), clock.now()) == (date(2026, 11, 18), datetime(2026, 11, 18, 9, 30))
    system = SystemClock()
    before, now, after = system.today(), system.now(), system.today()
    assert before <= now.date() <= after
    assert now.microsecond == 0
