"""The school's parameters: changed by a command, and never behind an application's back."""

from __future__ import annotations

import pytest

from houqin_desktop.services.disposal.assessment import thresholds
from houqin_desktop.services.disposal.verbs import find_case
from houqin_desktop.services.settings import (
    ChangeSetting,
    all_settings,
    is_demo,
    makes_due_inspections,
    school_name,
)
from tests.builders import Book


def test_money_is_written_in_yuan_and_kept_in_fen(book: Book):
    book.run(ChangeSetting(key="disposal_unit_limit_fen", value="3000.50"))
    assert thresholds().unit_value_fen == 300_050
    shown = {value.spec.key: (value.shown, value.written) for value in all_settings()}
    assert shown["disposal_unit_limit_fen"] == ("3,000.50", "3000.50")


def test_the_first_limits_are_five_and_twenty_thousand_yuan(book: Book):
    assert (thresholds().unit_value_fen, thresholds().total_value_fen) == (500_000, 2_000_000)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("disposal_unit_limit_fen", "0", "setting"),
        ("disposal_unit_limit_fen", "-5", "setting"),
        ("disposal_unit_limit_fen", "much", "bad_money"),
        ("disposal_total_limit_fen", "", "bad_money"),
        ("splitting_days", "1.5", "setting"),
        ("splitting_days", "-1", "setting"),
        ("splitting_days", "三", "setting"),
        ("school_name", "  ", "setting_empty"),
        ("due_sheets", "maybe", "setting"),
        ("is_demo", "1", "unknown_setting"),
        ("colour", "red", "unknown_setting"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(book: Book, key: str, value: str, code: str):
    book.refuses(ChangeSetting(key=key, value=value), code)


def test_a_parameter_that_is_yes_or_no_is_written_in_words(book: Book):
    shown = {value.spec.key: (value.shown, value.written) for value in all_settings()}
    assert shown["due_sheets"] == ("是", "是")
    book.run(ChangeSetting(key="due_sheets", value="否"))
    assert not makes_due_inspections()


def test_the_schools_name_stands_on_the_forms_from_now_on(book: Book):
    book.run(ChangeSetting(key="school_name", value="光明小学"))
    assert school_name() == "光明小学"
    assert not is_demo()


def test_an_open_application_keeps_the_limits_of_its_day(book: Book):
    number = book.small_case()
    book.run(ChangeSetting(key="disposal_unit_limit_fen", value="1.00"))
    book.sign_all(number)
    assert book.case(number).state.label == "已批准"
    assert find_case(number).disposal.unit_limit_fen == 500_000
    assert book.case(book.small_case()).large
    book.require_whole()
