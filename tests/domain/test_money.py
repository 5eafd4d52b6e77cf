"""Amounts are read strictly, written in figures, and in capitals that mean the same amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import (
    LARGEST_FEN,
    capitals,
    cost_of,
    format_money,
    parse_money,
    percent,
    plain_money,
)

VECTORS = {
    "0": "零元整",
    "0.05": "伍分",
    "0.50": "伍角整",
    "10": "壹拾元整",
    "101": "壹佰零壹元整",
    "1409.50": "壹仟肆佰零玖元伍角整",
    "6007.14": "陆仟零柒元壹角肆分",
    "1680.32": "壹仟陆佰捌拾元零叁角贰分",
    "16409.02": "壹万陆仟肆佰零玖元零贰分",
    "107000.53": "壹拾万柒仟元零伍角叁分",
    "325.04": "叁佰贰拾伍元零肆分",
    "10001": "壹万零壹元整",
    "100100": "壹拾万零壹佰元整",
    "3000500": "叁佰万零伍佰元整",
    "10000000.01": "壹仟万元零壹分",
    "12345678.90": "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整",
    "100000000": "壹亿元整",
    "-8600": "负捌仟陆佰元整",
    "8600": "捌仟陆佰元整",
    "100001000": "壹亿零壹仟元整",
    "1000100000000": "壹万零壹亿元整",
    "1005000.07": "壹佰万伍仟元零柒分",
    "20.50": "贰拾元零伍角整",
}


@pytest.mark.parametrize(("amount", "words"), VECTORS.items())
def test_capitals_follow_the_vectors_of_the_regulation(amount: str, words: str) -> None:
    assert capitals(parse_money(amount)) == words


@pytest.mark.parametrize(
    ("text", "fen"),
    [("8600.00", 860_000), ("8600", 860_000), ("-12.5", -1_250), ("0.07", 7), ("007", 700)],
)
def test_a_plain_amount_is_read(text: str, fen: int) -> None:
    assert parse_money(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1.234",
        "1,000.00",
        "￥5",
        "1.",
        ".5",
        "+3",
        "八百",
        "１２",
        "1e3",
        "nan",
        "9" * 14,
    ],
)
def test_any_other_spelling_of_an_amount_is_refused_and_named(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_money(text)
    assert f"“{text}”" in refusal.value.sentence
    assert refusal.value.code == "bad_money"


def test_figures_have_two_decimals_and_separators() -> None:
    assert format_money(860_000) == "8,600.00"
    assert format_money(-5) == "-0.05"
    assert format_money(123_456_789_00) == "123,456,789.00"
    assert plain_money(860_000) == "8600.00"


@given(st.integers(-LARGEST_FEN, LARGEST_FEN))
def test_plain_money_reads_back_as_the_same_amount(fen: int) -> None:
    assert parse_money(plain_money(fen)) == fen
    assert parse_money(format_money(fen).replace(",", "")) == fen


amounts = st.one_of(
    st.integers(-LARGEST_FEN, LARGEST_FEN),
    # Amounts full of zeros, where the rules about 零 bite.
    st.lists(st.sampled_from("000159"), min_size=1, max_size=15).map(lambda d: int("".join(d))),
)


@given(amounts)
def test_capitals_read_back_as_the_same_amount(fen: int) -> None:
    assert read_capitals(capitals(fen)) == fen


@given(amounts)
def test_capitals_never_stutter(fen: int) -> None:
    words = capitals(fen)
    assert "零零" not in words
    assert not any(bad in words for bad in ("零拾", "零佰", "零仟", "零万", "零亿", "亿万"))
    assert words.endswith(("整", "分"))


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 5, "0.0%"),
        (1, 3, "33.3%"),
        (1, 2_000, "0.1%"),
        (7, 5, "140.0%"),
        (-1, 3, "-33.3%"),
        (-1, 9_999, "0.0%"),
        (4, 0, "—"),
    ],
)
def test_a_share_has_one_decimal_rounded_half_up(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


def read_capitals(words: str) -> int:
    """Read capitals by a running section sum, a way unlike the one that writes them."""
    sign = -1 if words.startswith("负") else 1
    total = section = digit = fen = 0
    hundred_millions = 0
    for char in words.removeprefix("负").removesuffix("整"):
        if char in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(char)
        elif char in "拾佰仟":
            section += digit * {"拾": 10, "佰": 100, "仟": 1000}[char]
            digit = 0
        elif char == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        elif char == "亿":
            hundred_millions, total, section, digit = total + section + digit, 0, 0, 0
        elif char == "元":
            fen, digit = (hundred_millions * 10**8 + total + section + digit) * 100, 0
        else:
            fen, digit = fen + digit * {"角": 10, "分": 1}[char], 0
    return sign * fen


def test_what_pieces_cost_is_exact_and_never_more_than_a_book_can_hold():
    assert cost_of(7, 500, "教鞭") == 3_500
    assert cost_of(1, LARGEST_FEN, "楼") == LARGEST_FEN
    for pieces, price in ((2, LARGEST_FEN), (100_000_000, 10_000_001), (100_000_000, -10_000_001)):
        with pytest.raises(Refused, match="请核对数量和单价"):
            cost_of(pieces, price, "楼")
