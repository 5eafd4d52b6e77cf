"""Days, months and years as ledgers write them; what allows two meanings is doubtful."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import number_text
from houqin_desktop.domain.ledger.values import Reading, fault_message, fold, is_blank

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.grid import Cell

EXCEL_EPOCH_ORDINAL = date(1899, 12, 30).toordinal()
SERIAL_DAYS = range(20_000, 60_001)
# Five digits such as 20159 may be 2015 and 9 as well as a serial day of 1955.
YEAR_AND_MONTH = range(19_901, 20_600)
YEARS = range(1900, 2101)
_LOST_NOUGHT = re.compile(r"\d{4}\.1")
_DAY = re.compile(
    r"(\d{4})(?:([-./])(\d{1,2})(?:\2(\d{1,2}))?|年(?:(\d{1,2})月?(?:(\d{1,2})[日号]?)?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_BETWEEN_FIGURES = re.compile(r"(?<=\d) (?=\d)")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_SHORT_YEAR = re.compile(r"'?\d{2}(?:[-./年].*)?")


def read_date(cell: Cell, *, untyped: bool = False) -> Reading[PartialDate]:
    """Read a day, a month or a year in any usual spelling; two meanings are doubtful.

    :param untyped: whether the file does not tell numbers from texts.
    """
    if is_blank(cell):
        return Reading()
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _dated(cell.year, cell.month, cell.day)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _numeric_date(cell)
    if not isinstance(cell, str):
        return Reading(doubt=fault_message(cell, "日期"))
    text = fold(cell)
    if untyped and _LOST_NOUGHT.fullmatch(text):
        return _numeric_date(float(text))
    return _written_date(text)


def _numeric_date(number: float) -> Reading[PartialDate]:
    """Read a number in a date column: a serial day, 201509, 20150901, a year, 2015.9."""
    text = number_text(number)
    if float(number).is_integer():
        return _written_date(text)
    if SERIAL_DAYS.start <= number < SERIAL_DAYS.stop:
        return _serial(int(number))
    match = re.fullmatch(r"(\d{4})\.(\d{1,2})", text)
    if match and match[2] == "1":
        return Reading(doubt=f"数值 {text} 可能是 {match[1]} 年 1 月，也可能是 {match[1]} 年 10 月")
    if match:
        return _dated(int(match[1]), int(match[2]), None)
    return Reading(doubt=f"数值 {text} 看不出是哪一天")


def _written_date(text: str) -> Reading[PartialDate]:
    plain = _CLOCK.sub("", text)
    # 2015 9 1 has blanks for its points; between anything else they mean nothing.
    plain = _BETWEEN_FIGURES.sub("-", plain).replace(" ", "").rstrip(".,;。、")
    if plain.isdecimal() and len(plain) == 5:
        return _serial(int(plain))
    match = _COMPACT.fullmatch(plain)
    if match:
        return _dated(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    match = _DAY.fullmatch(plain)
    if match:
        month, day = match[3] or match[5], match[4] or match[6]
        return _dated(int(match[1]), int(month) if month else None, int(day) if day else None)
    if _SHORT_YEAR.fullmatch(plain):
        return Reading(doubt=f"“{text}”的年份只有两位，看不出是哪个世纪")
    return Reading(doubt=f"“{text}”看不出是哪一天")


def _serial(days: int) -> Reading[PartialDate]:
    if days in YEAR_AND_MONTH and days % 10:
        month = f"{days // 10} 年 {days % 10} 月"
        return Reading(doubt=f"数值 {days} 可能是 {month}，也可能是日期的序号")
    if days not in SERIAL_DAYS:
        return Reading(doubt=f"数值 {days} 看不出是哪一天")
    day = date.fromordinal(EXCEL_EPOCH_ORDINAL + days)
    return _dated(day.year, day.month, day.day)


def _dated(year: int, month: int | None, day: int | None) -> Reading[PartialDate]:
    if year not in YEARS:
        return Reading(doubt=f"年份 {year} 不在 1900 到 2100 之间")
    try:
        return Reading(PartialDate(year, month, day))
    except Refused as refusal:
        # It goes on with what becomes of the cell, so only what is wrong is said.
        return Reading(doubt=refusal.sentence.partition("。")[0])
