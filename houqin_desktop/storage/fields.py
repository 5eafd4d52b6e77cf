"""Columns for STRICT tables: only INTEGER and TEXT reach the file.

Peewee's own date, boolean, char and decimal fields cannot live in a STRICT table, and its decimal
silently becomes a float. Each function here declares one column and gives it the Python type that a
row shows, so that a model reads like a dataclass.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar, cast

from peewee import IntegerField, TextField

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.labelled import Labelled

Words = TypeVar("Words", bound=Labelled)


class DerivedTextField(TextField):
    """Text that is computed from the row and so has no place in the journal."""


class CivilDateField(TextField):
    """A calendar day as ISO text."""

    def db_value(self, value: date | None) -> str | None:
        """Return the ISO text."""
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        """Return the day."""
        return None if value is None else date.fromisoformat(value)


class PartialDateField(TextField):
    """A day, a month or a year alone, as precise as it was written."""

    def db_value(self, value: PartialDate | None) -> str | None:
        """Return the ISO text, as short as the date is precise."""
        return None if value is None else value.text

    def python_value(self, value: str | None) -> PartialDate | None:
        """Return the date with its precision."""
        return None if value is None else PartialDate.parse(value)


class FlagField(IntegerField):
    """Yes or no as 1 or 0."""

    def db_value(self, value: Any) -> int:
        """Return 1 or 0."""
        return int(value)

    def python_value(self, value: Any) -> bool:
        """Return the truth value."""
        return bool(value)


class WordField(TextField):
    """A member of Labelled enumerations that share no value, stored by its English value."""

    def __init__(self, *words: type[Labelled], **options: Any) -> None:
        super().__init__(**options)
        self.words: dict[str, Labelled] = {str(one.value): one for kind in words for one in kind}

    def db_value(self, value: Labelled | None) -> str | None:
        """Return the stable English value."""
        return None if value is None else str(value.value)

    def python_value(self, value: str | None) -> Labelled | None:
        """Return the member."""
        if value is None:
            return None
        if value not in self.words:
            raise ValueError(f"{value!r} is no word of this column")
        return self.words[value]


def text(default: str | None = None, *, key: bool = False) -> str:
    """Declare a TEXT column."""
    return cast("Any", TextField(default=default, primary_key=key))  # type: ignore[no-any-return]


def optional_text() -> str | None:
    """Declare a TEXT column that may be empty."""
    return cast("Any", TextField(null=True))  # type: ignore[no-any-return]


def derived() -> str:
    """Declare a TEXT column that is computed and not journalled."""
    return cast("Any", DerivedTextField())  # type: ignore[no-any-return]


def integer(default: int | None = None, *, key: bool = False) -> int:
    """Declare an INTEGER column: 件, 分, months, a serial or another row's id."""
    return cast("Any", IntegerField(default=default, primary_key=key))  # type: ignore[no-any-return]


def optional_integer() -> int | None:
    """Declare an INTEGER column that may be empty."""
    return cast("Any", IntegerField(null=True))  # type: ignore[no-any-return]


def flag() -> bool:
    """Declare a yes-or-no column that begins with no."""
    return cast("Any", FlagField(default=False))  # type: ignore[no-any-return]


def day() -> date:
    """Declare a calendar day."""
    return cast("Any", CivilDateField())  # type: ignore[no-any-return]


def optional_day() -> date | None:
    """Declare a calendar day that may be unknown."""
    return cast("Any", CivilDateField(null=True))  # type: ignore[no-any-return]


def partial_date() -> PartialDate | None:
    """Declare a date that may be known to the month or the year alone."""
    return cast("Any", PartialDateField(null=True))  # type: ignore[no-any-return]


def word(words: type[Words], default: Words | None = None) -> Words:
    """Declare a column that holds one word of an enumeration."""
    return cast("Any", WordField(words, default=default))  # type: ignore[no-any-return]


def optional_word(words: type[Words], *others: type[Labelled]) -> Words | None:
    """Declare such a column that may be empty, of one enumeration or of several."""
    return cast("Any", WordField(words, *others, null=True))  # type: ignore[no-any-return]
