"""No spelling is both read and wrong: whatever is written is read as meant, or said to be doubtful.

The spellings are those of the labelled ledgers, the held-out ones among them, for days, amounts,
pieces and numbers drawn at random.
"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.ledger.dates import read_date
from houqin_desktop.domain.ledger.values import (
    Reading,
    number_doubt,
    number_range,
    read_money,
    read_number,
    read_quantity,
)
from tests.ledgers.labels import Truth, Verdict
from tests.ledgers.spellings import spell_code, spell_date, spell_money, spell_price, spell_quantity

CHANCES = st.integers(0, 2**32).map(Random)
DAYS = st.dates().filter(lambda day: 1990 <= day.year <= 2030 and day.day <= 28)


def require_no_guess(cell: Any, truth: Truth, reading: Reading[Any]) -> None:
    value = reading.value
    plain = value.text if isinstance(value, PartialDate) else value
    if truth.verdict is not Verdict.VALUE:
        assert plain is None, (cell, plain)
    elif plain is None:
        assert reading.doubt, cell
    else:
        assert plain == truth.value, cell
    if truth.verdict is Verdict.DOUBTFUL:
        assert reading.doubt, cell


@given(CHANCES, DAYS, st.booleans())
def test_no_spelling_of_a_day_is_read_as_another(chance, day, late):
    cell, truth = spell_date(chance, day.year, day.month, day.day, late=late)
    require_no_guess(cell, truth, read_date(cell))


@given(CHANCES, st.integers(1, 10**9), st.booleans())
def test_no_spelling_of_an_amount_is_read_as_another(chance, fen, late):
    cell, truth = spell_money(chance, fen, 100, late=late)
    require_no_guess(cell, truth, read_money(cell))


@given(CHANCES, st.integers(1, 10**9), st.sampled_from("台套张个件"), st.booleans())
def test_no_spelling_of_a_price_is_read_as_another(chance, fen, unit, late):
    cell, truth = spell_price(chance, fen, unit, late=late)
    require_no_guess(cell, truth, read_money(cell, per_piece=True))


@given(CHANCES, st.integers(1, 9999), st.sampled_from("台套张个件"), st.booleans())
def test_no_spelling_of_pieces_is_read_as_another_number(chance, count, unit, late):
    cell, truth = spell_quantity(chance, count, unit, late=late)
    require_no_guess(cell, truth, read_quantity(cell))


@given(CHANCES, st.integers(1990, 2030), st.integers(0, 999_999), st.booleans())
def test_no_spelling_of_a_number_is_read_as_another(chance, year, serial, late):
    cell, truth = spell_code(chance, f"TY{year}{serial:06}", late=late)
    reading = read_number(cell)
    if reading.value is not None:
        doubt = number_doubt(reading.value) or ("~" in reading.value and "一段")
        if doubt or number_range(reading.value):
            reading = Reading(doubt=str(doubt))
    require_no_guess(cell, truth, reading)
