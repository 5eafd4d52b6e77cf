"""How single cells of old ledgers are read: clear ones into values, the others into doubts."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.ledger.dates import read_date
from houqin_desktop.domain.ledger.grid import CellFault, column_letter, number_text
from houqin_desktop.domain.ledger.values import (
    FEN_PER_TEN_THOUSAND,
    number_doubt,
    number_range,
    quantity_unit,
    read_life,
    read_money,
    read_number,
    read_quantity,
    read_text,
)
from houqin_desktop.domain.money import format_money, plain_money


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("3,800.00元", 380000),
        ("￥3800", 380000),
        ("¥ 3,800", 380000),
        ("３８００", 380000),
        ("3.8万", 3800000),
        ("3.8万元", 3800000),
        ("人民币3800元整", 380000),
        ("RMB3800", 380000),
        (3800, 380000),
        (0.1 + 0.2, 30),
        ("0", 0),
        (" 1,234,567.89 ", 123456789),
    ],
)
def test_money_is_read_in_every_clear_spelling(cell, fen):
    assert read_money(cell).value == fen
    assert not read_money(cell).doubt


@pytest.mark.parametrize(
    "cell",
    ["约500", "若干", "不详", "3800/台", "3,8", "3.800,00", "500左右", "-3800", "(3800)", True,
     date(2015, 9, 1), CellFault("#REF!", "错误"), "1e9", "999999999999999", float("inf")],
)  # fmt: skip
def test_money_with_more_than_one_meaning_is_doubtful(cell):
    reading = read_money(cell)
    assert reading.value is None
    assert reading.doubt


@pytest.mark.parametrize("cell", [20159, "20159", 20151.0])
def test_five_digits_that_may_be_year_and_month_are_doubtful(cell):
    assert read_date(cell).value is None
    assert read_date(cell).doubt


@pytest.mark.parametrize("cell", ["3800/台", "3800元/台", "￥3,800.00／套"])
def test_a_price_may_say_for_what_it_is_and_a_value_may_not(cell):
    assert read_money(cell, per_piece=True).value == 380000
    assert read_money(cell).value is None


@pytest.mark.parametrize("cell", ["45多张", "20余台", "约5", "3万", "5半套"])
def test_a_word_behind_the_pieces_that_makes_them_uncertain_is_no_unit(cell):
    assert read_quantity(cell).value is None


def test_the_text_2015_1_is_doubtful_only_where_the_file_knows_no_texts():
    assert read_date("2015.1").value == PartialDate(2015, 1)
    assert read_date("2015.1", untyped=True).doubt
    assert read_date("2015.10", untyped=True).value == PartialDate(2015, 10)
    assert read_date("2015.9", untyped=True).value == PartialDate(2015, 9)


def test_a_number_with_a_point_is_no_code_where_the_file_knows_no_texts():
    assert read_number("20120.5", untyped=True).doubt
    assert read_number("1.01").value == "1.01"


@pytest.mark.parametrize("cell", ["", None, " ", "-", "/", "—", "－"])
def test_a_stroke_for_nothing_is_an_empty_cell(cell):
    for read in (read_money, read_quantity, read_date, read_text, read_number):
        assert read(cell).value is None
        assert not read(cell).doubt


def test_money_under_a_header_in_ten_thousands_is_multiplied():
    assert read_money(1.25, FEN_PER_TEN_THOUSAND).value == 1_250_000


def test_money_beyond_the_fen_is_rounded_and_said():
    assert read_money("33.335").value == 3334
    assert "四舍五入" in read_money("33.335").note


@given(st.integers(0, 10**13))
def test_money_comes_back_from_every_way_in_which_it_is_written(fen):
    assert read_money(plain_money(fen)).value == fen
    assert read_money(f"￥{format_money(fen)}元").value == fen


@given(st.integers(0, 10**12))
def test_money_comes_back_from_the_number_of_a_spreadsheet(fen):
    assert read_money(fen / 100).value == fen


@pytest.mark.parametrize(
    ("cell", "quantity", "unit"),
    [
        ("45套", 45, "套"),
        (45.0, 45, ""),
        ("４５", 45, ""),
        ("1批", 1, "批"),
        ("1,200 张", 1200, "张"),
    ],
)
def test_a_quantity_may_carry_its_unit(cell, quantity, unit):
    assert read_quantity(cell).value == quantity
    assert quantity_unit(cell) == unit


@pytest.mark.parametrize("cell", ["20(坏3)", "若干", "30张/30把", 12.5, 0, "0", -1, 10**7, True])
def test_a_quantity_that_is_no_number_of_pieces_is_doubtful(cell):
    assert read_quantity(cell).value is None
    assert read_quantity(cell).doubt


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2015.9", "2015-09"),
        ("2015.10", "2015-10"),
        ("2015年9月", "2015-09"),
        ("2015年9月1日", "2015-09-01"),
        ("2015.9.1", "2015-09-01"),
        ("2015/9/1", "2015-09-01"),
        ("2015-9", "2015-09"),
        ("2015/09", "2015-09"),
        ("201509", "2015-09"),
        ("20150901", "2015-09-01"),
        ("２０１５．９", "2015-09"),
        ("2015年", "2015"),
        ("1995", "1995"),
        (1995.0, "1995"),
        (201509.0, "2015-09"),
        (2015.9, "2015-09"),
        (2015.12, "2015-12"),
        (2015.01, "2015-01"),
        (42248.0, "2015-09-01"),
        ("42248", "2015-09-01"),
        (42248.5, "2015-09-01"),
        (date(2015, 9, 1), "2015-09-01"),
        (datetime(2015, 9, 1, 8, 30), "2015-09-01"),
        ("2015-09-01 00:00:00", "2015-09-01"),
        ("2015.9.", "2015-09"),
    ],
)
def test_a_date_is_read_in_every_clear_spelling_and_keeps_its_precision(cell, text):
    assert read_date(cell).value == PartialDate.parse(text)


@pytest.mark.parametrize(
    "cell",
    [2015.1, "15.9", "95年", "'95", "1995年前", "不详", "同上", '"', "2024-02-31", "2015-13",
     "9/1/2015", 2015.13, 19999.0, 60001, 5, "2015.9-10", True, "2015/9.1", "3015", 2015.999],
)  # fmt: skip
def test_a_date_with_more_than_one_meaning_is_doubtful(cell):
    assert read_date(cell).value is None
    assert read_date(cell).doubt


@pytest.mark.parametrize("cell", ["2015-13-45", "2016-02-31", "2016.0", "约500", "-2"])
def test_a_doubt_is_the_beginning_of_a_sentence_that_goes_on(cell):
    for read in (read_date, read_money, read_quantity):
        assert not read(cell).doubt.endswith("。")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_comes_back_from_the_usual_spellings(day):
    whole = PartialDate.of(day)
    numbers = (day.year, day.month, day.day)
    spellings = ("{}年{}月{}日", "{}.{}.{}", "{}/{}/{}", "{}-{}-{}", "{}{:02d}{:02d}")
    for text in (spelling.format(*numbers) for spelling in spellings):
        assert read_date(text).value == whole


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_a_cell(text):
    for read in (read_money, read_quantity, read_date, read_text, read_number):
        reading = read(text)
        assert reading.value is None or not reading.doubt


@given(st.floats())
def test_no_number_breaks_the_reading_of_a_cell(number):
    for read in (read_money, read_quantity, read_date, read_text, read_number):
        reading = read(number)
        assert reading.value is None or not reading.doubt


@pytest.mark.parametrize(
    ("cell", "code"),
    [(" ｚｃ２０１９ ", "ZC2019"), (30.0, "30"), ("TY 2012-01", "TY2012-01"), ("00012", "00012")],
)
def test_an_asset_number_has_one_spelling(cell, code):
    assert read_number(cell).value == code


@pytest.mark.parametrize("cell", ["TY2012000030\nTY2012000031", "TY2012\n000030", "TY01 TY02"])
def test_several_parts_in_one_cell_are_never_joined_to_one_number(cell):
    assert read_number(cell).value is None
    assert "几段" in read_number(cell).doubt


@pytest.mark.parametrize("cell", [1.5, 2.0**53, "2.012E+15", date(2012, 1, 1), True])
def test_an_asset_number_that_a_spreadsheet_has_spoiled_is_doubtful(cell):
    assert read_number(cell).value is None
    assert read_number(cell).doubt


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("TY2012000030-035", ("TY2012000030", 6, "TY2012000035")),
        ("TY2012000030~TY2012000035", ("TY2012000030", 6, "TY2012000035")),
        ("TY2012000098至103", ("TY2012000098", 6, "TY2012000103")),
        ("TY2012000098至000103", ("TY2012000098", 6, "TY2012000103")),
        ("ZC2015-001-010", ("ZC2015-001", 10, "ZC2015-010")),
        ("ZC2015-001~ZC2015-003", ("ZC2015-001", 3, "ZC2015-003")),
        ("000120—129", ("000120", 10, "000129")),
        ("ZC-2015-0001", ()),
        ("1~20", ()),
        ("A10-05", ()),
        ("TY001-TZ005", ()),
        ("TY0001-9999", ()),
        ("TY001", ()),
    ],
)
def test_a_range_names_every_number_from_the_first_to_the_last(code, numbers):
    found = number_range(code)
    assert (found[0], len(found), found[-1]) == numbers if numbers else found == []


@given(st.integers(0, 999_000), st.integers(2, 1000), st.sampled_from("-~至—"))
def test_a_range_has_as_many_numbers_as_things_all_different_and_of_one_length(first, count, mark):
    found = number_range(f"TY{first:06}{mark}{first + count - 1:06}")
    assert len(set(found)) == len(found) == count
    assert {len(number) for number in found} == {8}


@pytest.mark.parametrize("code", ["无", "待编", "TY001、TY002", "TY001~", "甲—乙"])
def test_what_names_no_number_or_several_is_no_number(code):
    assert number_doubt(code)


@pytest.mark.parametrize(
    ("cell", "in_months", "months"),
    [(6, False, 72), ("6年", True, 72), (72, True, 72), ("72个月", False, 72), (0, False, None)],
)
def test_a_life_is_read_in_the_unit_of_the_cell_or_else_of_the_header(cell, in_months, months):
    assert read_life(cell, in_months=in_months).value == months


@pytest.mark.parametrize("cell", [120, "长期", 2.3, date(2015, 1, 1)])
def test_a_life_that_could_be_years_or_months_is_doubtful(cell):
    assert read_life(cell, in_months=False).doubt


def test_a_text_cell_that_begins_like_a_formula_stays_that_text():
    assert read_text("=1+1").value == "=1+1"


def test_broken_lines_in_a_name_become_one_blank():
    assert read_text("台式机\n联想 ").value == "台式机 联想"


def test_a_text_that_the_spreadsheet_made_a_date_is_doubtful():
    assert read_text(date(2015, 3, 2)).doubt


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR")])
def test_columns_are_named_as_spreadsheets_name_them(index, letter):
    assert column_letter(index) == letter


def test_a_number_is_written_with_the_digits_a_spreadsheet_keeps():
    assert number_text(0.1 + 0.2) == "0.3"
    assert number_text(4230.0) == "4230"


def test_a_character_that_no_standard_knows_is_doubtful_and_marks_without_ink_are_not():
    assert "U+E123" in read_text("张\ue123明").doubt
    assert "U+E123" in read_number("TY\ue12301").doubt
    assert read_text("张\u200b建国").value == "张建国"
    assert read_text("𠮷野牌").value == "𠮷野牌"
