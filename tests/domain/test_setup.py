"""The wizard's progress and the school year: kept, stopped, gone on with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.school_year import read_school_year, school_year_of
from houqin_desktop.domain.setup import CONSEQUENCES, SetupMark, SetupProgress, SetupStep

MARKS = st.dictionaries(st.sampled_from(list(SetupStep)), st.sampled_from(list(SetupMark)))


def test_every_page_says_what_passing_it_over_means():
    assert set(CONSEQUENCES) == set(SetupStep)
    assert all(words.endswith("。") for words in CONSEQUENCES.values())


@given(marks=MARKS)
def test_progress_is_kept_as_it_was(marks: dict[SetupStep, SetupMark]):
    progress = SetupProgress(marks)
    assert SetupProgress.parse(progress.to_text()) == progress
    assert set(progress.open_steps) == (set(SetupStep) - set(marks) if marks else set())


@given(marks=MARKS, step=st.sampled_from(list(SetupStep)))
def test_a_page_that_was_filled_in_is_never_counted_as_passed_over(
    marks: dict[SetupStep, SetupMark], step: SetupStep
):
    done = SetupProgress(marks).with_mark(step, SetupMark.DONE)
    assert done.with_mark(step, SetupMark.SKIPPED).marks[step] is SetupMark.DONE


def test_a_book_made_without_the_wizard_has_nothing_to_finish():
    assert SetupProgress.parse("").open_steps == ()


def test_a_page_of_a_later_program_is_passed_over():
    assert SetupProgress.parse('{"garden": "done", "school": "done"}').marks == {
        SetupStep.SCHOOL: SetupMark.DONE
    }


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 7, 31), "2025-2026"),
        (date(2026, 8, 1), "2026-2027"),
        (date(2026, 12, 31), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
    ],
)
def test_the_school_year_begins_in_august(day: date, year: str):
    assert school_year_of(day) == year


@pytest.mark.parametrize(
    "text",
    ["2026-2027", "2026—2027学年", "２０２６－２０２７", "2026", "2026学年度", "2026 至 2027 学年"],
)
def test_a_school_year_is_read_in_any_usual_spelling(text: str):
    assert read_school_year(text) == "2026-2027"


@pytest.mark.parametrize("text", ["", "26-27", "2026-2028", "2027-2026", "今年", "0001"])
def test_what_names_no_two_years_in_a_row_is_refused(text: str):
    with pytest.raises(Refused, match="2026-2027"):
        read_school_year(text)
