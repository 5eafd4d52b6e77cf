"""The clock is in doubt when it is earlier than the last entry, or more than a year after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from houqin_desktop.domain.clock_doubt import clock_doubt

LAST = date(2026, 11, 20)


@pytest.mark.parametrize("days", [0, 1, 90, 366])
def test_the_day_of_the_last_entry_and_a_year_after_it_may_be_today(days: int):
    assert clock_doubt(LAST + timedelta(days=days), LAST, LAST) is None


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(1970, 1, 1), "还早"),
        (date(2016, 11, 20), "还早"),
        (LAST - timedelta(days=1), "还早"),
        (LAST + timedelta(days=367), "晚了一年多"),
        (date(2036, 11, 20), "晚了一年多"),
    ],
)
def test_an_earlier_day_and_a_jump_of_more_than_a_year_are_doubted_in_words(
    today: date, words: str
):
    doubt = clock_doubt(today, LAST, LAST)
    assert doubt is not None
    assert doubt.sentence.startswith(f"电脑时钟是 {today}，比账簿最后一笔（2026-11-20）{words}")
    assert "没有登记" in doubt.sentence
    assert "请先校正电脑的日期" in doubt.sentence


def test_an_old_paper_entered_today_is_no_jump():
    assert clock_doubt(LAST, date(2019, 3, 1), LAST) is None


def test_a_clock_put_right_after_ten_years_ahead_is_not_asked_about_for_ten_years():
    recorded = date(2036, 11, 20)
    first_right_one = clock_doubt(LAST, recorded, recorded)
    assert first_right_one is not None
    assert clock_doubt(LAST, LAST, recorded) is None
