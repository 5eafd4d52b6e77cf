"""The school year (学年): from the first of August to the last of July, written 2026-2027."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from houqin_desktop.domain.errors import Refused

FIRST_MONTH = 8
_YEARS = re.compile(r"(\d{4})\s*(?:[-—–~至/]+\s*(\d{4}))?\s*(?:学?年度?)?")


def school_year_of(day: date) -> str:
    """Return the school year in which a day lies."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}-{first + 1}"


def read_school_year(text: str) -> str:
    """Return a school year as it is kept, from any usual spelling of it.

    :raises Refused: for anything that names no two years in a row.
    """
    match = _YEARS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is not None:
        first = int(match[1])
        if 1949 <= first <= 2999 and int(match[2] or first + 1) == first + 1:
            return f"{first}-{first + 1}"
    raise Refused(
        f"“{text[:20]}”不是一个学年。请写成前后两年，例如 2026-2027。", code="school_year"
    )
