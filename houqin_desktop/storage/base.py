"""The one database handle and what every table's model has in common."""

from __future__ import annotations

from typing import Any

from peewee import Model, SqliteDatabase

# A second connection would open itself in a worker thread; with autoconnect off it cannot.
db = SqliteDatabase(None, autoconnect=False, thread_safe=False, check_same_thread=False)


class BaseModel(Model):
    """A row of the book. Rows never leave `services`."""

    class Meta:
        """Bind every table to the one handle, named after its class."""

        database = db
        legacy_table_names = False


def table_name(model: type[BaseModel]) -> str:
    """Return the SQL name of the model's table."""
    name: str = model._meta.table_name  # noqa: SLF001
    return name


def columns(model: type[BaseModel]) -> tuple[Any, ...]:
    """Return the model's fields in the order of its table."""
    fields: tuple[Any, ...] = tuple(model._meta.sorted_fields)  # noqa: SLF001
    return fields


def primary_key(model: type[BaseModel]) -> Any:
    """Return the field that names a row of the table."""
    return model._meta.primary_key  # noqa: SLF001
