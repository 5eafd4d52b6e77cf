"""The journal: append-only, gapless, hash-chained, one row for each changed row of the book.

Whoever changes a row goes through `Work`, which writes the row and remembers its image; at the end
of the command the images are chained onto the journal in the same transaction. So there is no way
to change the book and leave no trace, except behind the program's back, and that breaks the chain
or the replay.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from itertools import repeat
from typing import Any, TypeVar

from houqin_desktop.storage.base import BaseModel, columns, db, primary_key
from houqin_desktop.storage.book import Command
from houqin_desktop.storage.row_writing import (
    canonical,
    images,
    quoted,
    table_of,
    write_row,
    write_rows,
)

GENESIS_HASH = "0" * 64
BLOCK = 20_000
_HEAD = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"

Row = TypeVar("Row", bound=BaseModel)


def row_hash(fields: Sequence[Any], previous: str) -> str:
    """Return the hash of a journal row: its fields in table order, then the hash before it.

    They are written as `canonical` would write their list, in a third of the time: this runs for
    every row that was ever changed.
    """
    seq, command_id, verb, actor_id, on, at, subject, key, before, after = fields
    common = f"{quoted(command_id)},{quoted(verb)},{actor_id},{quoted(on)},{quoted(at)},"
    return _chained(seq, common, subject, key, before, after, previous)


def _chained(
    seq: int, common: str, subject: str, key: str, before: str | None, after: str, previous: str
) -> str:
    """Return the hash of a row whose common fields are written already."""
    words = (
        f"[{seq},{common}{quoted(subject)},{quoted(key)},"
        f"{'null' if before is None else quoted(before)},{quoted(after)}]{previous}"
    )
    return sha256(words.encode()).hexdigest()


def head() -> tuple[int, str]:
    """Return the seq and hash of the last journal row; (0, zeros) for an empty journal."""
    return _read_head(db.execute_sql(_HEAD))


def head_of(copy: sqlite3.Connection) -> tuple[int, str]:
    """Return the same of a copy of the book."""
    return _read_head(copy.execute(_HEAD))


def start_of(copy: sqlite3.Connection) -> str:
    """Return the hash of the first row of a copy of the book, empty where it has none."""
    row = copy.execute("SELECT hash FROM journal WHERE seq = 1").fetchone()
    return "" if row is None else str(row[0])


def _read_head(cursor: sqlite3.Cursor) -> tuple[int, str]:
    row = cursor.fetchone()
    return (0, GENESIS_HASH) if row is None else (int(row[0]), str(row[1]))


def hash_at(seq: int) -> str | None:
    """Return the hash of a row of the flow, or None where there is none."""
    row = db.execute_sql("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else str(row[0])


def _end() -> tuple[int, str, str]:
    """Return what `head` says, and when the last row was recorded, empty for an empty journal."""
    row = db.execute_sql(
        "SELECT seq, hash, recorded_at FROM journal ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return (0, GENESIS_HASH, "") if row is None else row


class Work:
    """The changes of one command, from its first row to its place in the journal."""

    def __init__(self, *, command_id: str, verb: str, on: date, now: datetime) -> None:
        self.command_id = command_id
        self.verb = verb
        self.on = on
        self._seq, self._hash, recorded_at = _end()
        # It never runs backwards, whatever the office clock does (I28).
        self.recorded_at = max(now.isoformat(timespec="seconds"), recorded_at)
        self.actor_id = 0
        self.tables: set[str] = set()
        self._images: list[tuple[str, str, str | None, str]] = []
        self._next_ids: dict[str, int] = {}

    def next_id(self, model: type[BaseModel]) -> int:
        """Return the id that the next row of this table gets."""
        return self.next_ids(model, 1)[0]

    def next_ids(self, model: type[BaseModel], count: int) -> range:
        """Return the ids that the next so many rows of this table get."""
        table = table_of(model)
        if table.name not in self._next_ids:
            (last,) = db.execute_sql(
                f'SELECT coalesce(max("{table.key}"), 0) FROM "{table.name}"'
            ).fetchone()
            self._next_ids[table.name] = int(last)
        first = self._next_ids[table.name] + 1
        self._next_ids[table.name] += count
        return range(first, first + count)

    def insert(self, model: type[Row], **values: Any) -> Row:
        """Write a new row; a table numbered by id gets the next one."""
        table = table_of(model)
        if table.key == "id" and "id" not in values:
            values["id"] = self.next_id(model)
        row, cells = model.made_of(values)
        self._remember(table.name, [str(cells[table.key_place])], [None], [write_row(table, cells)])
        return row

    def insert_images(self, model: type[BaseModel], rows: Sequence[Mapping[str, Any]]) -> None:
        """Write many new rows given as database values by column name, all columns present."""
        self.insert_columns(model, list(zip(*map(table_of(model).cells, rows), strict=True)))

    def insert_columns(self, model: type[BaseModel], cells: Sequence[Sequence[Any]]) -> None:
        """Write many new rows given as database values, column by column in the table's order."""
        if not cells:
            return
        table = table_of(model)
        write_rows(table.into, cells)
        keys = map(str, cells[table.key_place])
        self._remember(table.name, keys, repeat(None), images(table, cells))

    def update(self, row: BaseModel, **values: Any) -> bool:
        """Change some columns of a row, and the object with it; return whether any changed."""
        model = type(row)
        table = table_of(model)
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for column in columns(model):
            if column.name not in values:
                continue
            old = column.db_value(getattr(row, column.name))
            new = column.db_value(values[column.name])
            if old != new:
                before[column.column_name], after[column.column_name] = old, new
                setattr(row, column.name, values[column.name])
        if not after:
            return False
        key = primary_key(model).db_value(getattr(row, primary_key(model).name))
        assignments = ",".join(f'"{name}" = ?' for name in after)
        db.execute_sql(
            f'UPDATE "{table.name}" SET {assignments} WHERE "{table.key}" = ?',
            (*after.values(), key),
        )
        kept = [name for name in after if name in table.journalled]
        if kept:
            old, new = (canonical({name: of[name] for name in kept}) for of in (before, after))
            self._remember(table.name, [str(key)], [old], [new])
        return True

    def finish(self, *, content_hash: str, answer: str) -> int:
        """Write the command's own row last and chain everything; return its seq."""
        self._flush()
        seq = self._seq + 1
        self.insert(
            Command,
            id=self.command_id,
            verb=self.verb,
            actor_id=self.actor_id,
            business_on=self.on,
            recorded_at=self.recorded_at,
            content_hash=content_hash,
            answer=answer,
            seq=seq,
        )
        self._flush()
        return seq

    def _remember(
        self,
        table: str,
        keys: Iterable[str],
        before: Iterable[str | None],
        after: Iterable[str],
    ) -> None:
        """Keep key and canonical images of changed rows until they are chained."""
        self.tables.add(table)
        # The keys are the shortest of these.
        self._images.extend(zip(repeat(table), keys, before, after, strict=False))
        if len(self._images) >= BLOCK and self.actor_id:
            self._flush()

    def _flush(self) -> None:
        if not self._images:
            return
        on = self.on.isoformat()
        same = (self.command_id, self.verb, self.actor_id, on, self.recorded_at)
        command_id, verb, at = map(quoted, (self.command_id, self.verb, self.recorded_at))
        common = f"{command_id},{verb},{self.actor_id},{quoted(on)},{at},"
        last, hashes = self._hash, []
        for seq, (subject, key, before, after) in enumerate(self._images, self._seq + 1):
            last = _chained(seq, common, subject, key, before, after, last)
            hashes.append(last)
        count = len(hashes)
        seqs = range(self._seq + 1, self._seq + 1 + count)
        cells = [seqs, *([cell] * count for cell in same), *zip(*self._images, strict=True), hashes]
        self._seq, self._hash = seqs[-1], last
        self._images.clear()
        write_rows("journal", cells)


@dataclass(frozen=True, slots=True)
class ChainFault:
    """A place where the journal does not hang together."""

    seq: int
    sentence: str


def _readable(image: str | None) -> str | None:
    """Return a row's image, or an empty one where somebody left words that cannot be read."""
    try:
        return image if image is None or isinstance(json.loads(image), dict) else "{}"
    except ValueError:
        return "{}"


@dataclass
class Chain:
    """What one reading of the whole journal found.

    `replay` says for each table and key what the row should be: the canonical JSON of a row that
    was only ever written once, else the row as the changes left it.
    """

    count: int = 0
    head: str = GENESIS_HASH
    numbering: list[ChainFault] = field(default_factory=list)
    hashes: list[ChainFault] = field(default_factory=list)
    images: list[ChainFault] = field(default_factory=list)
    times: list[ChainFault] = field(default_factory=list)
    recorded_at: str = ""
    replay: dict[str, dict[str, str | dict[str, Any]]] = field(default_factory=dict)

    @cached_property
    def defaults(self) -> Mapping[str, Mapping[str, Any]]:
        """What a column holds in rows that were written before the schema had it."""
        return column_defaults()

    def take(self, row: tuple[Any, ...]) -> None:
        """Hold the next journal row against everything before it."""
        *fields, stored = row
        seq, table, key, before, after = row[0], row[6], row[7], row[8], row[9]
        self.count += 1
        if seq != self.count:
            self.numbering.append(ChainFault(seq, f"流水号 {self.count} 缺失，下一条是 {seq}"))
            self.count = seq
        if row_hash(fields, self.head) != stored:
            self.hashes.append(ChainFault(seq, f"流水 {seq} 的内容与校验值不符"))
            before, after = _readable(before), _readable(after) or "{}"
        self.head = stored
        if row[5] < self.recorded_at:
            self.times.append(ChainFault(seq, f"流水 {seq} 的记录时间早于上一条"))
        self.recorded_at = row[5]
        rows = self.replay.setdefault(table, {})
        if before is None:
            if key in rows:
                self.images.append(ChainFault(seq, f"流水 {seq} 把已有的一条又建立了一次"))
            rows[key] = after
            return
        known = rows.get(key, {})
        current = json.loads(known) if isinstance(known, str) else known
        supposed: dict[str, Any] = json.loads(before)
        missing = {} if supposed.keys() <= current.keys() else self.defaults.get(table, {})
        if any(current.get(name, missing.get(name)) != at for name, at in supposed.items()):
            self.images.append(ChainFault(seq, f"流水 {seq} 的变动前内容与此前流水不符"))
        current.update(json.loads(after))
        rows[key] = current


def column_defaults() -> dict[str, dict[str, Any]]:
    """Return what each column of each table holds where nothing was ever written into it."""
    found: dict[str, dict[str, Any]] = {}
    for table, column, words in db.execute_sql(
        "SELECT t.name, c.name, c.dflt_value FROM pragma_table_list t, pragma_table_info(t.name) c"
        " WHERE t.schema = 'main' AND t.type = 'table'"
    ):
        # A default is an expression of the schema, which `check` holds against the shipped one.
        value = None if words is None else db.execute_sql(f"SELECT {words}").fetchone()[0]
        found.setdefault(table, {})[column] = value
    return found


def read_chain() -> Chain:
    """Read the whole journal once: numbering, hashes, images, and what they add up to."""
    chain = Chain()
    for row in db.execute_sql("SELECT * FROM journal ORDER BY seq"):
        chain.take(row)
    return chain


def stored_images(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield key and canonical JSON of every row of a table as it stands in the file."""
    table = table_of(model)
    pairs = ", ".join(f"'{name}', \"{name}\"" for name in sorted(table.journalled))
    yield from db.execute_sql(
        f'SELECT CAST("{table.key}" AS TEXT), json_object({pairs}) FROM "{table.name}"'
    )
