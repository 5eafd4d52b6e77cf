"""个人信息: names of visitors, numbers of their papers and telephones, which are kept apart.

The row of a visit holds only a salted hash; the value lies beside it and goes after so many months
(个人信息保护法 art. 19: no longer than necessary; DOMAIN.md 6: records of visits at least a year).
The salt goes with the value, so that what is left can't be tried out number by number. Within a
month the same value has the same hash, by which a repeat visitor is found and people are counted.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import date
from hashlib import sha256
from typing import Final

from houqin_desktop.domain.calendar import month_index, month_start
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled

LEAST_MONTHS: Final = 12
MOST_MONTHS: Final = 36
PURGED: Final = "（已不保存）"
_NOT_IN_A_NUMBER = re.compile(r"[\s-]")
_TELEPHONE = re.compile(r"\+?[0-9()]{5,20}(转[0-9]{1,6})?")


class PersonalKind(Labelled):
    """What is kept apart of a person from outside."""

    NAME = "personal_name", "姓名"
    CREDENTIAL = "credential_number", "证件号码"
    TELEPHONE = "telephone", "电话"


def spelled(kind: PersonalKind, text: str) -> str:
    """Return the one spelling of a value, so that the same number is found again."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain if kind is PersonalKind.NAME else _NOT_IN_A_NUMBER.sub("", plain).upper()


def require_telephone(value: str) -> None:
    """Refuse what nobody can call; what was typed is not repeated, for refusals are kept.

    :param value: as `spelled` returns it.
    :raises Refused: `bad_telephone`.
    """
    if _TELEPHONE.fullmatch(value) is None:
        raise Refused(
            "电话号码不对，应是 5 到 20 位数字，可以带区号和“转”分机，"
            "如 13800000000、0731-8000000 转 12。请改正。",
            code="bad_telephone",
        )


def new_salt() -> str:
    """Return 128 bits that nobody can guess, as hex."""
    return secrets.token_hex(16)


def personal_key(salt: str, kind: PersonalKind, value: str) -> str:
    """Return the hash that stands in a row in place of a value."""
    return sha256(f"{salt}|{kind.value}|{value}".encode()).hexdigest()


def masked(kind: PersonalKind, value: str) -> str:
    """Return a value as lists and papers show it: 张**, 430***********1234, 138****5678."""
    if kind is PersonalKind.NAME:
        return value[:1] + "*" * max(1, min(2, len(value) - 1))
    shown = 3 if len(value) > 8 else 1
    end = 4 if len(value) > 8 else 1
    if len(value) <= shown + end:
        return "*" * len(value)
    return value[:shown] + "*" * (len(value) - shown - end) + value[-end:]


def month_of(day: date) -> str:
    """Return the month that a value belongs to, as 2026-03."""
    return day.isoformat()[:7]


def first_kept_month(today: date, months: int) -> str:
    """Return the first month of which values are still kept when they are kept so many months.

    A whole month is kept until its last day is that old: what is of 2025-11 goes in 2026-12.
    """
    return month_of(month_start(month_index(today) - months))
