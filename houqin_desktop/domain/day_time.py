"""The time of day as the gate writes it down: 07:30, to the minute, in the school's own time."""

from __future__ import annotations

import re
import unicodedata

from houqin_desktop.domain.errors import Refused

_WRITTEN = re.compile(r"(\d{1,2})[:.]?(\d{2})")


def read_time(text: str, title: str) -> str:
    """Return a time of day as HH:MM; 730, 7:30 and ７：３０ are the same.

    :param title: what a person calls the field.
    :raises Refused: for anything that is no time of a day.
    """
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None or not (int(found[1]) < 24 and int(found[2]) < 60):
        raise Refused(
            f"“{title}”不能是“{text[:20]}”。请写成 24 小时制的时和分，例如 7:30 或 1540。",
            code="bad_time",
        )
    return f"{int(found[1]):02d}:{found[2]}"
