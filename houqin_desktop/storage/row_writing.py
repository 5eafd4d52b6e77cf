"""Rows on their way into the file: many by one statement, and the image of each for the journal.

Rows are taken column by column, because a column of a ledger says the same few words again and
again, and what is the same in all rows is written once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, repeat
from operator import itemgetter
from typing import Any

from houqin_desktop.storage.base import BaseModel, columns, db, primary_key, table_name
from houqin_desktop.storage.fields import DerivedTextField

# The cells that one statement writes. Each statement of a table with triggers keeps a savepoint of
# its own; beyond this many cells nothing is gained any more.
_CELLS = 1_000

quoted: Callable[[str], str] = json.encoder.encode_basestring
# One encoder for all rows: json.dumps would make a new one each time.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """Return JSON with sorted keys and no blanks; the form that is hashed."""
    return _ENCODER.encode(value)


@dataclass(frozen=True, slots=True)
class Table:
    """What has to be known of a table to write it quickly.

    `cells` gives the cells of a row in the order of `into`; `image` the words before each cell of
    a row's image, and the cell's place in that order; `differ` that no column is alike in all rows.
    """

    name: str
    key: str
    key_place: int
    journalled: tuple[str, ...]
    into: str
    cells: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    image: tuple[tuple[str, int], ...]
    differ: tuple[bool, ...]


@cache
def table_of(model: type[BaseModel]) -> Table:
    """Return what has to be known of a model's table."""
    fields = columns(model)
    names = tuple(field.column_name for field in fields)
    key = primary_key(model).column_name
    journalled = tuple(f.column_name for f in fields if not isinstance(f, DerivedTextField))
    name = table_name(model)
    listed = ",".join(f'"{column}"' for column in names)
    image = tuple((f"{quoted(column)}:", names.index(column)) for column in sorted(journalled))
    into, differ = f'"{name}" ({listed})', (False,) * len(names)
    return Table(name, key, names.index(key), journalled, into, _getter(names), image, differ)


def _getter(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: (row[names[0]],)


def write_rows(into: str, by_column: Sequence[Sequence[Any]]) -> None:
    """Write new rows given as database values, column by column.

    A statement is given what all rows have alike only once.

    :param into: the table, and the names of its columns where they may stand in another order.
    """
    if len(by_column) * len(by_column[0]) < _CELLS:
        _write_each(into, by_column)
        return
    # A first column that varies keeps the rows countable, whatever else they have alike.
    alike = (False, *map(_is_alike, by_column[1:]))
    once = [column[0] for column, same in zip(by_column, alike, strict=True) if same]
    varying = [column for column, same in zip(by_column, alike, strict=True) if not same]
    width, rows = len(varying), len(by_column[0])
    at_once = max(1, _CELLS // width)
    whole = rows - rows % at_once
    cells: list[Any] = [None] * (width * whole)
    for place, column in enumerate(varying) if whole else ():
        cells[place::width] = column[:whole]
    connection = db.connection()
    for start in range(0, len(cells), at_once * width):
        block = cells[start : start + at_once * width]
        connection.execute(_insert_sql(into, alike, at_once), once + block)
    _write_each(into, [column[whole:] for column in by_column])


def _write_each(into: str, by_column: Sequence[Sequence[Any]]) -> None:
    statement = _insert_sql(into, (False,) * len(by_column), 1)
    db.connection().executemany(statement, zip(*by_column, strict=True))


def _is_alike(column: Sequence[Any]) -> bool:
    """Say whether several rows have the same in a column."""
    first = column[0]
    return len(column) > 1 and column[-1] == first and column.count(first) == len(column)


@cache
def _insert_sql(into: str, alike: tuple[bool, ...], rows: int) -> str:
    """Return the statement for so many rows; what they have alike is numbered before the rest."""
    own = count(1 + sum(alike))
    lines = []
    for _ in range(rows):
        shared = count(1)
        marks = (f"?{next(shared if same else own)}" for same in alike)
        lines.append(f"({','.join(marks)})")
    return f"INSERT INTO {into} VALUES {','.join(lines)}"


def write_row(table: Table, cells: Sequence[Any]) -> str:
    """Write one new row given as database values; return what `canonical` would write of it."""
    db.connection().execute(_insert_sql(table.into, table.differ, 1), cells)
    return "{" + ",".join([words + _json(cells[place]) for words, place in table.image]) + "}"


def images(table: Table, by_column: Sequence[Sequence[Any]]) -> list[str]:
    """Return what `canonical` would write of each of some new rows, in a fifth of the time."""
    parts: list[Iterable[str]] = []
    same = "{"
    for words, place in table.image:
        column = by_column[place]
        if len(column) == 1 or _is_alike(column):
            same += f"{words}{_json(column[0])},"
            continue
        before = same + words
        written = {cell: before + _json(cell) for cell in set(column)}
        parts.append(map(written.__getitem__, column))
        same = ","
    same = same.removesuffix(",") + "}"
    if not parts:
        return [same] * len(by_column[0])
    return list(map("".join, zip(*parts, repeat(same))))


def _json(cell: object) -> str:
    """Return what `canonical` would write of a cell."""
    if cell is None:
        return "null"
    if cell.__class__ is str:
        return quoted(cell)
    return str(cell) if cell.__class__ is int else canonical(cell)
