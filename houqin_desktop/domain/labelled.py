"""Words that are stored in English and shown in Chinese.

Every state, kind and role of the book is one member of such an enumeration: the value is what
the database and the command line hold, the label is what a person reads.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A stable lower-case English value with a Chinese label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def from_label(cls, label: str) -> Self | None:
        """Return the member with this Chinese label, or None."""
        return next((member for member in cls if member.label == label), None)
