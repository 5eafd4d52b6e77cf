"""The one database handle and what every table's model has in common."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import is_
from typing import Any, Self

from peewee import (  # type: ignore[attr-defined]  # no stub of the wrapper
    DatabaseError,
    DoesNotExist,
    IntegerField,
    InterfaceError,
    Model,
    SqliteDatabase,
    TextField,
    __exception_wrapper__,
)


class _Handle(SqliteDatabase):
    """The one connection, asked without what Peewee does around each question.

    A command asks some thirty questions that SQLite answers in microseconds.
    """

    _state: Any

    def connection(self) -> sqlite3.Connection:
        """Return the connection.

        :raises InterfaceError: where no book is open.
        """
        state = self._state
        if state.closed:
            raise InterfaceError("no book is open")
        connection: sqlite3.Connection = state.conn
        return connection

    def execute_sql(
        self, sql: str, params: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> sqlite3.Cursor:
        """Carry out one statement.

        :raises PeeweeException: of the kind of SQLite's own error; where no book is open too.
        """
        try:
            return self.connection().execute(sql, params or ())
        except sqlite3.Error:
            with __exception_wrapper__:
                raise


# A second connection would open itself in a worker thread; with autoconnect off it cannot.
db = _Handle(None, autoconnect=False, thread_safe=False, check_same_thread=False)

# What a damaged file raises when it is read: through Peewee, or from the cursor itself.
UNREADABLE = (DatabaseError, sqlite3.DatabaseError)


class BaseModel(Model):
    """A row of the book. Rows never leave `services`."""

    class Meta:
        """Bind every table to the one handle, named after its class."""

        database = db
        legacy_table_names = False

    @classmethod
    def find(cls, **values: Any) -> Self | None:
        """Return the row with these values, or None.

        Written out because Peewee takes ten times as long to put the question together as SQLite
        takes to answer it, and every command asks a dozen.
        """
        question, ways = _finding(cls, tuple(values))
        asked = [
            value if value.__class__ is plain else write(value)
            for value, (plain, write) in zip(values.values(), ways, strict=True)
        ]
        row = db.execute_sql(question, asked).fetchone()
        return None if row is None else cls._read(row)

    @classmethod
    def get_by_id(cls, pk: Any) -> Self:
        """Return the row with this key, asked for as `find` does.

        :raises DoesNotExist: where there is none.
        """
        row = cls.find(**{primary_key(cls).name: pk})
        if row is None:
            raise DoesNotExist(f"{table_name(cls)} {pk}")
        return row

    @classmethod
    def every(cls, order: str = "1") -> list[Self]:
        """Return all rows of a small table."""
        return cls.picked("1", order=order)

    @classmethod
    def picked(cls, condition: str, *values: Any, order: str = "1") -> list[Self]:
        """Return the rows for which a condition of SQL holds, `?` standing for each value."""
        select, _ = _reading(cls)
        rows = db.execute_sql(f"{select} WHERE {condition} ORDER BY {order}", values)
        return [cls._read(row) for row in rows]

    @classmethod
    def made_of(cls, values: Mapping[str, Any]) -> tuple[Self, list[Any]]:
        """Return a new row, defaults filled in, and its database values in the table's order.

        :raises KeyError: for a value that the table has no column for.
        """
        ways = _making(cls)
        for name in values.keys() - ways.keys():
            raise KeyError(name)
        one = cls(__no_default__=True)
        one.__data__ = {**_defaults(cls), **values}
        cells = [
            cell if cell is None or cell.__class__ is plain else write(cell)
            for cell, (plain, write) in zip(one.__data__.values(), ways.values(), strict=True)
        ]
        return one, cells

    @classmethod
    def _read(cls, row: tuple[Any, ...]) -> Self:
        _, readers = _reading(cls)
        one = cls(__no_default__=True)
        # A row is only read here and written by `Work`; Peewee need not know what has changed.
        one.__data__ = {
            name: cell if read is None or cell is None else read(cell)
            for (name, read), cell in zip(readers, row, strict=True)
        }
        return one


@cache
def _reading(model: type[BaseModel]) -> tuple[str, tuple[tuple[str, Any], ...]]:
    """Return the SELECT of a table, and what makes a Python value of each column, if anything."""
    names = ", ".join(f'"{field.column_name}"' for field in columns(model))
    readers = tuple(
        (field.name, None if _is_plain(field) else field.python_value) for field in columns(model)
    )
    return f'SELECT {names} FROM "{table_name(model)}"', readers


@cache
def _finding(model: type[BaseModel], names: tuple[str, ...]) -> tuple[str, list[tuple[Any, Any]]]:
    """Return the question for one row with these values, and how each value gets into it.

    :raises KeyError: for a value that the table has no column for.
    """
    select, _ = _reading(model)
    where = " AND ".join(f'"{model._meta.fields[name].column_name}" = ?' for name in names)  # noqa: SLF001
    ways = [_making(model)[name] for name in names]
    return f"{select} WHERE {where} LIMIT 1", ways


_PLAIN = {IntegerField: int, TextField: str}


def _is_plain(field: Any) -> bool:
    """Say whether what Python knows of a field is what the database holds."""
    return type(field) in _PLAIN


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


@cache
def _writing(model: type[BaseModel]) -> dict[str, tuple[Any, Any]]:
    """Return for each field what an empty row has there, and how values get in, if in a way."""
    return {
        field.name: (field.default, None if _is_plain(field) else field.db_value)
        for field in columns(model)
    }


@cache
def _making(model: type[BaseModel]) -> dict[str, tuple[type | None, Any]]:
    """Return for each field what goes in as it is, and how the rest gets in."""
    return {field.name: (_PLAIN.get(type(field)), field.db_value) for field in columns(model)}


@cache
def _defaults(model: type[BaseModel]) -> dict[str, Any]:
    """Return what an empty row has in each field, in the order of the table."""
    return {field.name: field.default for field in columns(model)}


def by_column(
    model: type[BaseModel],
    rows: Sequence[Mapping[str, Any]],
) -> list[list[Any]]:
    """Return new rows, given by field, as database values by column, defaults filled in."""
    if not rows:
        return []
    given = {name: [row.get(name) for row in rows] for name in set().union(*rows)}
    return as_columns(model, len(rows), given)


def as_columns(
    model: type[BaseModel], count: int, given: Mapping[str, Sequence[Any]]
) -> list[list[Any]]:
    """Return so many new rows, given as whole columns by field, in the same way.

    None is what a row does not say: there the default of the column stands.
    """
    ways = _writing(model)
    for name in given.keys() - ways.keys():
        raise KeyError(name)
    made = []
    for name, (default, write) in ways.items():
        column = list(given[name]) if name in given else [default] * count
        if default is not None and name in given:
            column = [default if cell is None else cell for cell in column]
        made.append(column if write is None else _written(column, write))
    return made


def _written(column: list[Any], write: Callable[[Any], Any]) -> list[Any]:
    """Return what the database holds of a column, which says the same few words again and again."""
    if all(map(is_, column, repeat(column[0]))):
        return [write(column[0])] * len(column)
    written = {cell: write(cell) for cell in set(column)}
    return list(map(written.__getitem__, column))
