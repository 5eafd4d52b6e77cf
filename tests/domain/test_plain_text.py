"""Text as it is typed and pasted: marks without ink go, characters that nobody knows are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.plain_text import clean_text, unknown_character
from houqin_desktop.domain.rare_characters import with_true_codes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张\u200b建\ufeff国", "张建国"),
        ("  课\u3000桌\t一 ", "课 桌 一"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("e\u0301cole", "école"),
        ("\u202e张三\x00", "张三"),
        ("张\ue123明", "张\ue123明"),
    ],
)
def test_marks_that_nobody_sees_are_dropped_and_nothing_else(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("张\ue123明", "U+E123"),
        ("张\ud842明", "U+D842"),
        ("张\U000f0001明", "U+F0001"),
        ("张\u0378明", "U+0378"),
        ("张建国", ""),
        ("𠮷野", ""),
        ("㐀𬭛🚗é", ""),
        ("\U00031350", ""),
        ("甲\n乙", ""),
    ],
    ids=lambda text: ascii(text),
)
def test_a_character_that_no_standard_knows_is_named(text, character):
    assert unknown_character(text) == character


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_hides_no_unknown_character(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert (unknown_character(once) == "") == (unknown_character(clean_text(text)) == "")
    assert bool(unknown_character(with_true_codes(text))) == bool(unknown_character(once))
