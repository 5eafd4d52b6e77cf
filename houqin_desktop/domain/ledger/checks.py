"""What the cells of one row must say together: number and range, 单价 x 数量 = 原值, a known 分类.

A row without a name is no asset and is refused; without quantity or value it can be no new card.
Where two cells contradict each other one of them is taken, always the one the register needs, and
the other is reported.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from houqin_desktop.domain.asset import ValueType
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.ledger.filling import EXPORT_MARK
from houqin_desktop.domain.ledger.findings import Severity, TableReading
from houqin_desktop.domain.ledger.grid import cell_text
from houqin_desktop.domain.ledger.values import (
    AREA_HINT,
    FEN_PER_YUAN,
    fold,
    is_area,
    is_blank,
    number_doubt,
    number_range,
    quantity_unit,
)
from houqin_desktop.domain.money import format_money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from houqin_desktop.domain.ledger.columns import LedgerColumn, LedgerTable
    from houqin_desktop.domain.ledger.grid import Cell

LONGEST_CODE = 64
SHORTEST_LIFE_IN_MONTHS = 24
FIRST_SPREADSHEET_YEAR = 1900
_ONE_PIECE = frozenset({"quantity"})

_EXAMPLE = re.compile(r"[(（【\[]?(?:示例|样例|范例|举例|例如|例)[)）】\]]?\s*[:：)）】\]]")
# A number, or a range that begins with one.
_WITH_NOUGHTS = re.compile(r"(0\d*)(?:[-~至到—–―]+\d+)?")
_RANGE_MARK = re.compile(r"[-~至到—–―]")


def fallback_date(table: LedgerTable) -> LedgerColumn | None:
    """Return the column that stands in for a missing 取得日期, or None."""
    columns = (table.column(key) for key in ("in_service_on", "booked_on"))
    return next((column for column in columns if column is not None), None)


def require_names(reading: TableReading) -> None:
    """Refuse rows that name no asset; doubt numbers, and what only shows how to fill in."""
    what = reading.words.title("name")
    for at, name in enumerate(reading.values["name"]):
        if name and _EXAMPLE.match(name):
            thing = what.removesuffix("名称")
            message = f"像是教人填表的样例，请核对；不是{thing}就不要导入这一行"
            reading.doubt(at, "name", name, message)
        elif name and fold(name).replace(".", "").isdecimal():
            reading.doubt(at, "name", name, "名称只有数字，请核对")
        if not name and not reading.has_issue(at, "name"):
            reading.report(at, "name", "", f"没有{what}，这一行没有登记", Severity.REFUSED)


def fill_dates(reading: TableReading, today: date) -> None:
    """Take 开始使用日期 for a missing 取得日期; doubt days after today and 保修 without a day."""
    fallback = fallback_date(reading.table)
    source = "acquired_on"
    if source not in reading.values and fallback is not None and fallback.key:
        source = fallback.key
        reading.values["acquired_on"] = list(reading.values[source])
    require_whole_days(reading, "warranty_until", "先空着，原文留在卡片上")
    _doubt_small_numbers(reading)
    if source not in reading.columns:
        return
    last = PartialDate.of(today)
    dates = reading.values["acquired_on"]
    to_come = {day for day in set(dates) if day is not None and day > last}
    for at, acquired in enumerate(dates if to_come else ()):
        if acquired in to_come:
            dates[at] = None
            message = "日期还没有到，先空着，原文留在卡片上"
            reading.doubt(at, source, reading.cell(at, source), message)


def _doubt_small_numbers(reading: TableReading) -> None:
    """Doubt days of 1900: a spreadsheet shows small numbers so; our own export means them."""
    if EXPORT_MARK in reading.columns:
        return
    for key in ("acquired_on", "in_service_on", "booked_on"):
        source = key if key in reading.columns else _source_of_date(reading)
        days = reading.values.get(key, ())
        small = {day for day in set(days) if day is not None and _like_a_number(day)}
        for at, day in enumerate(days if small else ()):
            if day in small:
                reading.values[key][at] = None
                if source is not None:
                    message = "像是一个小数字被显示成了日期，先空着，原文留在卡片上"
                    reading.doubt(at, source, reading.cell(at, source), message)


def _like_a_number(day: PartialDate) -> bool:
    return day.year == FIRST_SPREADSHEET_YEAR and day.day is not None


def _source_of_date(reading: TableReading) -> str | None:
    fallback = fallback_date(reading.table)
    return None if fallback is None else fallback.key


def require_whole_days(reading: TableReading, key: str, left_empty: str) -> None:
    """Doubt days of which only the month or the year is written.

    :param left_empty: what becomes of such a cell.
    """
    if key not in reading.values:
        return
    days = reading.values[key]
    for at, day in enumerate(days):
        if day is not None and day.day is None:
            days[at] = None
            message = f"没有写到哪一日，{left_empty}"
            reading.doubt(at, key, reading.cell(at, key), message)


def check_codes(reading: TableReading) -> None:
    """Leave out codes that are no single number; keep a range whose count agrees with the pieces.

    A range with as many numbers as the row has pieces stands for a card each. Without a quantity of
    its own, or with another one, nobody can say whose the value is, and the row stays one card.
    """
    codes = reading.values.get("code")
    if codes is None:
        return
    quantities = reading.values.get("quantity") or [None] * reading.size
    width = _width_with_noughts(codes)
    for at, code in enumerate(codes):
        if code is None:
            continue
        numbers = number_range(code) if _RANGE_MARK.search(code) else []
        if numbers and len(numbers) == quantities[at]:
            reading.ranges[at] = numbers
            message = f"这是 {len(numbers)} 个连续的编号，一号一张卡片，原值按件分摊"
            reading.report(at, "code", reading.cell(at, "code"), message, Severity.NOTE)
        elif doubt := _doubt_of(code, numbers, width):
            codes[at] = None
            message = f"{doubt}，先另给编号，原文留在卡片上"
            reading.doubt(at, "code", reading.cell(at, "code"), message)


def _width_with_noughts(codes: Sequence[str | None]) -> int:
    """Return how many digits the numbers that begin with 0 have, 0 if they differ or are none."""
    firsts = (_WITH_NOUGHTS.fullmatch(code) for code in codes if code)
    widths = {len(first[1]) for first in firsts if first}
    return widths.pop() if len(widths) == 1 else 0


def _doubt_of(code: str, numbers: Sequence[str], width: int) -> str:
    if len(code) > LONGEST_CODE:
        return f"编号超过 {LONGEST_CODE} 个字符"
    if numbers and "-" not in code:
        return f"这像 {len(numbers)} 个连续的编号，与数量不符"
    if code.isdecimal() and len(code) < width:
        return f"别的编号都是 {width} 位，这个前面的 0 可能丢了"
    return number_doubt(code)


def check_lives(reading: TableReading) -> None:
    """Doubt a column of 年限 in which every number counts whole years in months: 60, 72, 120."""
    for key in ("life", "minimum_life"):
        column = reading.columns.get(key)
        if column is None or column.in_months:
            continue
        cells = [cell for cell in reading.cells(key) if not is_blank(cell)]
        if not cells or not all(_like_months(cell) for cell in cells):
            continue
        values = reading.values[key]
        for at, months in enumerate(values):
            if months is not None:
                values[at] = None
                message = "年限这么长，可能是月数，先空着，原文留在卡片上"
                reading.doubt(at, key, reading.cell(at, key), message)


def _like_months(cell: Cell) -> bool:
    text = fold(cell_text(cell))
    return text.isdecimal() and int(text) >= SHORTEST_LIFE_IN_MONTHS and int(text) % 12 == 0


def fill_units(reading: TableReading) -> None:
    """Take 套 from 45套 where no unit is written; say so where another one is."""
    if "quantity" not in reading.columns:
        return
    units = reading.values.setdefault("unit", [None] * reading.size)
    for at, cell in enumerate(reading.cells("quantity")):
        written = quantity_unit(cell) if cell.__class__ is str else ""
        if written and units[at] is None:
            units[at] = written
        elif written and units[at] != written:
            message = f"数量里写的单位与“{units[at]}”不同，按单位一栏登记"
            reading.doubt(at, "quantity", cell, message)


def settle_categories(reading: TableReading, categories: Mapping[str, Sequence[str]]) -> None:
    """Turn codes and names into codes of the present edition; the code column goes first.

    :param categories: codes by folded code or name, as `category_words` makes it.
    """
    keys = [key for key in ("category_code", "category") if key in reading.columns]
    settled: list[str | None] = [None] * reading.size
    unknown: list[tuple[int, str, str, str]] = []
    known: dict[str, Sequence[str]] = {}
    for key in keys:
        for at, word in enumerate(reading.values[key]):
            if word is None or settled[at]:
                continue
            codes = known.get(word)
            if codes is None:
                codes = known[word] = categories.get(_category_word(word), ())
            if len(codes) == 1:
                settled[at] = codes[0]
            elif at not in reading.former:
                found = "在现行分类里不止一个" if codes else "不在现行分类里"
                unknown.append((at, key, word, found))
    for at, field, word, found in unknown:
        end = f"，按 {settled[at]} 登记" if settled[at] else "，分类先空着"
        reading.doubt(at, field, reading.cell(at, field), f"“{word}”{found}{end}")
    reading.values["category_code"] = settled


def settle_values(reading: TableReading) -> None:
    """Find 数量 and 原值 of every row and check 单价 x 数量.

    What a row does not say is needed by a new card only: a sheet of places or lives may well be
    brought to cards that have their values. Where a person chose so, a new card without a value is
    taken at 名义金额, 1 yuan a piece (财会〔2017〕4号), and is to be looked at.
    """
    nothing = [None] * reading.size
    prices = reading.values.get("unit_price", nothing)
    counted = "quantity" in reading.columns
    if not counted:
        reading.values["quantity"] = [1] * reading.size
        reading.assumed = dict.fromkeys(range(reading.size), _ONE_PIECE)
    _refuse_areas(reading)
    quantities = reading.values["quantity"]
    totals = reading.values.setdefault("original_value", list(nothing))
    for at, (quantity, total, price) in enumerate(zip(quantities, totals, prices, strict=True)):
        if quantity is None and not reading.has_issue(at, "quantity"):
            reading.report_as_new(at, "quantity", "没有数量，这一行没有登记", Severity.REFUSED)
        if total == 0 or (total is None and price == 0):
            message = "价值写的是 0，照着登记，请核对"
            reading.report_as_new(at, "original_value", message, Severity.DOUBTFUL)
        if total is not None:
            # A price is the value of one piece rounded to the 分: half a 分 a piece is no fault.
            if quantity and price is not None and 2 * abs(price * quantity - total) > quantity:
                _price_differs(reading, at, price, quantity, total)
        elif reading.has_issue(at, "original_value"):
            continue
        elif price is None:
            _settle_without_value(reading, at, quantity)
        elif quantity is not None:
            totals[at] = price * quantity
            if not counted:
                reading.assumed[at] = _ONE_PIECE | {"original_value"}


def _refuse_areas(reading: TableReading) -> None:
    """Refuse 6000 平方米 where pieces are counted: a playground is one thing, not six thousand."""
    if "quantity" not in reading.columns:
        return
    units = reading.values.get("unit") or [None] * reading.size
    quantities = reading.values["quantity"]
    for at, unit in enumerate(units):
        if is_area(unit) and quantities[at] not in (None, 1):
            quantities[at] = None
            message = f"单位是{unit}，这一格像是面积，这一行没有登记；{AREA_HINT}"
            cell = reading.cell(at, "quantity")
            reading.report(at, "quantity", cell, message, Severity.REFUSED)


def _settle_without_value(reading: TableReading, at: int, quantity: int | None) -> None:
    reading.table.valueless += 1
    if not reading.table.header.nominal or reading.has_issue(at, "unit_price"):
        known = {"original_value", "unit_price"} & reading.columns.keys()
        message = "没有原值也没有单价" if known else "表里没有原值、单价这样的栏"
        message += "，这一行没有登记；请补上，或在“表格与栏目”里选“没有价值的按名义金额”"
        reading.report_as_new(at, "original_value", message, Severity.REFUSED)
        return
    reading.values["original_value"][at] = FEN_PER_YUAN * (quantity or 1)
    reading.values.setdefault("value_type", [None] * reading.size)[at] = ValueType.NOMINAL
    reading.assumed[at] = reading.assumed.get(at, frozenset()) | {"original_value", "value_type"}
    message = "没有价值，按名义金额每件 1 元登记，请核对"
    reading.report_as_new(at, "original_value", message, Severity.DOUBTFUL)


def _price_differs(reading: TableReading, at: int, price: int, quantity: int, total: int) -> None:
    product = format_money(price * quantity)
    message = f"单价 × 数量是 {product}，与原值 {format_money(total)} 不符，按原值登记"
    reading.doubt(at, "unit_price", reading.cell(at, "unit_price"), message)


@lru_cache(maxsize=10_000)
def _category_word(text: str) -> str:
    return fold(text).replace(" ", "").upper()


def category_words(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the codes that each folded code or name stands for.

    :param names: the name of every code.
    """
    words: dict[str, tuple[str, ...]] = {}
    for code, name in names.items():
        for word in (code, _category_word(name)):
            words[word] = (*words.get(word, ()), code)
    return words
