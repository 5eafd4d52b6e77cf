"""Times of the day as people write them: 7:30, 16：05, 9点05分."""

from __future__ import annotations

import re
import unicodedata

from houqin_desktop.domain.errors import Refused

_TIME = re.compile(r"(\d{1,2})[:点时](\d{1,2})(?:[:分](\d{1,2}))?[分秒]?")


def read_time(text: str) -> str:
    """Return a time of the day as HH:MM:SS.

    :raises Refused: for what is none.
    """
    match = _TIME.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if match is not None:
        hour, minute, second = (int(part or 0) for part in match.groups())
        if hour < 24 and minute < 60 and second < 60:
            return f"{hour:02d}:{minute:02d}:{second:02d}"
    raise Refused(f"“{text[:20]}”不是时刻。请写成 7:30 或 16:05:30。", code="bad_time")


def shown_time(time: str | None) -> str:
    """Return a time as one reads it, without seconds where there are none."""
    return "" if time is None else time.removesuffix(":00") if time.count(":") == 2 else time


def seconds_between(start: str, end: str) -> int:
    """Return how many seconds lie between two times of one day."""
    return _seconds(end) - _seconds(start)


def duration_words(seconds: int) -> str:
    """Return a short time as one says it: 2分35秒."""
    minutes, rest = divmod(seconds, 60)
    return (f"{minutes}分" if minutes else "") + (f"{rest}秒" if rest or not minutes else "钟")


def _seconds(time: str) -> int:
    hour, minute, second = (int(part) for part in time.split(":"))
    return hour * 3600 + minute * 60 + second
