"""Rows that belong to the book itself: settings, code table, sequences, commands, journal."""

from __future__ import annotations

from datetime import date

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    derived,
    integer,
    optional_integer,
    optional_text,
    text,
)


class Setting(BaseModel):
    """One of the school's parameters."""

    key: str = text(key=True)
    value: str = text()


class CategoryRow(BaseModel):
    """A code of GB/T 14885-2022; the table is part of the schema, not of the school's data."""

    code: str = text(key=True)
    name: str = text()
    parent: str | None = optional_text()
    level: int = integer()
    search_text: str = derived()

    class Meta:
        """Keep the table's name free of the word Row."""

        table_name = "category"


class NumberSequence(BaseModel):
    """The last serial that a sequence has given out."""

    name: str = text(key=True)
    last: int = integer()


class Command(BaseModel):
    """One command that was carried out: asked once, done once, answered the same for ever."""

    id: str = text(key=True)
    verb: str = text()
    actor_id: int = integer()
    business_on: date = day()
    recorded_at: str = text()
    content_hash: str = text()
    answer: str = text()
    seq: int = integer()


class JournalRow(BaseModel):
    """One changed row: who, when, by which command, before and after."""

    seq: int = integer(key=True)
    command_id: str = text()
    verb: str = text()
    actor_id: int | None = optional_integer()
    business_on: date = day()
    recorded_at: str = text()
    subject: str = text()
    subject_key: str = text()
    before: str | None = optional_text()
    after: str = text()
    hash: str = text()

    class Meta:
        """Keep the table's name free of the word Row."""

        table_name = "journal"


def category_names() -> dict[str, str]:
    """Return the name of every code of the table."""
    return dict(db.execute_sql("SELECT code, name FROM category"))
