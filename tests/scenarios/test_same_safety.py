"""A school year of safety in the window alone and in `do` alone: same journal, 95.0 %."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from houqin_desktop.domain.rectification_rate import Period, RectificationRate, rate_of
from houqin_desktop.services.hazard.drafts import RetractHazardStep
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.reports.hazards import hazards_of
from houqin_desktop.services.session import open_session
from tests.scenarios.lived_twice import (
    at,
    ended,
    found_school,
    lived_by_lines,
    lived_by_window,
    opened,
)
from tests.scenarios.safety_hands import SAFETY_HANDS
from tests.scenarios.safety_year import FIRST, LAST, MAJOR, open_at_the_end, the_safety_year
from tests.scenarios.told_rows import told


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    return found_school(tmp_path_factory.mktemp("founded") / "book.houqin", FIRST)


@pytest.fixture(scope="module")
def lived(founded, tmp_path_factory):
    """The book of the year that was lived by lines alone."""
    folder = tmp_path_factory.mktemp("typed") / "lines"
    return lived_by_lines(founded, folder, FIRST, the_safety_year)


@pytest.fixture(scope="module")
def typed(lived):
    return told(lived)


def test_a_year_of_safety_in_the_window_and_in_lines_comes_to_the_same_journal(
    founded, typed, tmp_path: Path, qtbot
):
    book = lived_by_window(
        founded, tmp_path / "window", FIRST, the_safety_year, qtbot, known=SAFETY_HANDS
    )
    by_hand = told(book)
    assert by_hand.keys() == typed.keys()
    for table in typed:
        assert by_hand[table] == typed[table], table
    assert len(typed["journal"]) > 500


def rate(as_of: date) -> RectificationRate:
    found = hazards_of(Period(FIRST, as_of, as_of))
    return rate_of((one.figures for one in found), as_of)


def test_four_campus_wide_rounds_found_forty_hazards_and_the_rate_is_95_percent(lived):
    session = open_session(lived, clock=at(LAST))
    year = rate(LAST)
    assert (year.total, year.struck_off, year.open, year.rate) == (40, 38, 2, "95.0%")
    assert year.on_the_spot_rate == "40.0%"
    before = rate(LAST - timedelta(days=1))
    assert (before.struck_off, before.rate) == (34, "85.0%")
    rounds = register(session, "inspections")
    rows = rounds.rows(rounds.index().keys)
    assert [row[1] for row in rows] == ["拉网式"] * 4
    session.close()


def test_the_rate_moves_when_a_close_out_is_taken_back_and_only_from_that_day(lived, tmp_path):
    session = opened(lived, tmp_path / "back", LAST)
    session.clock = at(LAST + timedelta(days=5))
    session.run(RetractHazardStep(hazard=MAJOR, reason="区消防大队复查发现仍有渗漏"))
    today = LAST + timedelta(days=5)
    after = rate(today)
    assert (after.total, after.struck_off, after.rate) == (40, 37, "92.5%")
    assert rate(LAST).rate == "95.0%"
    still_open = [
        one.fact.row.code
        for one in hazards_of(Period(FIRST, today, today))
        if not one.figures.is_struck_off
    ]
    assert still_open == [MAJOR, *sorted(open_at_the_end(3))]
    assert ended(session)
