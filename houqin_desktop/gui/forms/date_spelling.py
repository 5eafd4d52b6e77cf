"""Days as people type them: 0901, 20260901, 2026.9.1, 2026年9月1日, 9/1, 今天, 昨天.

A year of two digits is refused, because 95 and 26 lie in two centuries of the same register.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused

_WORDS: Final = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2}
_SEPARATED: Final = re.compile(r"(\d{1,4})\D(\d{1,2})(?:\D(\d{1,4}))?\D?")


def read_day(text: str, today: date) -> date:
    """Return the day meant by the text; month and day alone mean this year.

    :raises Refused: when the text is no day, or its year is not certain.
    """
    plain = _plain(text)
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    if re.fullmatch(r"\d{8}", plain):
        return _day(plain[:4], plain[4:6], plain[6:], text)
    if re.fullmatch(r"\d{4}", plain):
        return _day(str(today.year), plain[:2], plain[2:], text)
    match = _SEPARATED.fullmatch(plain)
    if match is None:
        raise _unreadable(text)
    first, second, third = match.groups()
    if third is None:
        if len(first) > 2:
            raise _unreadable(text)
        return _day(str(today.year), first, second, text)
    if len(first) != 4:
        raise Refused(f"“{text}”的年份不确定，请写四位年份，如 2026-09-01。", code="bad_date")
    return _day(first, second, third, text)


def read_partial(text: str, today: date) -> PartialDate:
    """Return a date known to the day, the month or the year: 1995, 1995年9月, 1995-09-01."""
    plain = _plain(text)
    if re.fullmatch(r"(1[89]|20)\d\d年?", plain):
        return PartialDate(int(plain[:4]))
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})月?", plain)
    if match is not None:
        return PartialDate(int(match[1]), int(match[2]))
    if re.fullmatch(r"(1[89]|20)\d{4}", plain):
        return PartialDate(int(plain[:4]), int(plain[4:]))
    return PartialDate.of(read_day(text, today))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"\s+", "", folded).replace("。", ".").replace("、", ".")


def _day(year: str, month: str, day: str, text: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Refused(f"没有“{text}”这一天，请核对月份和日子。", code="bad_date") from None


def _unreadable(text: str) -> Refused:
    return Refused(f"看不出“{text}”是哪一天，请写成 2026-09-01。", code="bad_date")
