"""What is kept of people from outside: written apart, shown masked, found again by its hash."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.personal import (
    PURGED,
    PersonalKind,
    first_kept_month,
    masked,
    month_of,
    new_salt,
    require_telephone,
    spelled,
)
from houqin_desktop.domain.settings import IS_DEMO, PERSONAL_MONTHS
from houqin_desktop.services import lookup
from houqin_desktop.storage.personal import keep_value, keys_of, last_purge, values_of


def keep_personal(kind: PersonalKind, text: str, on: date) -> str:
    """Keep a value of a day beside the book's rows and return the hash for the row.

    :raises Refused: for a day of which such values were purged, or a telephone that is none.
    """
    month = month_of(on)
    purge = last_purge()
    if purge is not None and month < purge.first_kept:
        raise Refused(
            f"{month} 的个人信息已在 {purge.purged_on} 清除，不能再补登。"
            "请改用今天的日期登记，并在备注里写明。",
            code="month_purged",
        )
    value = spelled(kind, text)
    if kind is PersonalKind.TELEPHONE:
        require_telephone(value)
    return keep_value(kind, value, month, _salt(kind, value, month))


def _salt(kind: PersonalKind, value: str, month: str) -> str:
    """Return the salt of a new value; the demo has the same rows each time it is made."""
    if lookup.setting(IS_DEMO) == "1":
        return sha256(f"{kind}|{value}|{month}".encode()).hexdigest()[:32]
    return new_salt()


class Masks:
    """The values of many rows as lists show them, asked for in one go."""

    def __init__(self, keys: Iterable[str | None]) -> None:
        self._values = values_of(sorted({key for key in keys if key}))

    def shown(self, key: str | None) -> str:
        """Return a value masked, or that it was purged; nothing where there never was one."""
        if not key:
            return ""
        if key not in self._values:
            return PURGED
        kind, value = self._values[key]
        return masked(PersonalKind(kind), value)

    def is_kept(self, key: str | None) -> bool:
        """Say whether there is a value behind a hash, and it was not purged."""
        return key is not None and key in self._values

    def clear(self, key: str | None) -> str:
        """Return a value as it was written; only for who has the right, which was recorded."""
        if not key:
            return ""
        return self._values[key][1] if key in self._values else PURGED


def known_keys(kind: PersonalKind, text: str) -> list[str]:
    """Return the hashes under which a value stands in rows, the latest month first."""
    value = spelled(kind, text)
    return keys_of(kind, value) if value else []


def keep_again(key: str, on: date) -> str:
    """Keep what stands behind a hash for another day too; what was purged keeps its hash."""
    found = values_of([key]).get(key)
    return key if found is None else keep_personal(PersonalKind(found[0]), found[1], on)


def due_month(today: date) -> tuple[int, str]:
    """Return how many months values are kept and the first month of which they still are."""
    months = int(lookup.setting(PERSONAL_MONTHS))
    return months, first_kept_month(today, months)
