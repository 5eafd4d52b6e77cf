"""What every table of the book is guarded with, whichever step makes it.

Frozen like the steps that use it: the words below are part of every released schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_DATE = "CHECK ({0} IS date({0}, '+0 days'))"
PARTIAL_DATE = (
    "CHECK ({0} IS NULL OR {0} IS date({0}, '+0 days')"
    " OR ({0} GLOB '[1-9][0-9][0-9][0-9]-[01][0-9]' AND {0} || '-01' IS date({0} || '-01', '+0 days'))"
    " OR {0} GLOB '[1-9][0-9][0-9][0-9]')"
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A table with what names its rows and how much of a row may change.

    :param keys: the columns that name a row, primary key first, then every unique one.
    :param compound: the columns that name a row together.
    :param only_one: when a partial index lets a row stand once only, the same rule as SQL.
    :param for_ever: columns that keep their first value.
    :param append_only: rows that never change at all.
    """

    table: str
    keys: tuple[str, ...] = ()
    compound: tuple[str, ...] = ()
    only_one: str = ""
    for_ever: tuple[str, ...] = ()
    append_only: bool = False


def date_column(column: str, *, optional: bool = False) -> str:
    """Return the definition of a column that holds a day."""
    return f"{column} TEXT {'' if optional else 'NOT NULL '}{_DATE.format(column)}"


def trigger(name: str, event: str, when: str, message: str) -> str:
    """Return the trigger that refuses an event with a sentence."""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def guards(guarded: Guarded) -> Iterator[str]:
    """Yield the triggers that every table has: nothing deleted, no row written over another."""
    table = guarded.table
    yield trigger(f"{table}_keep", f"DELETE ON {table}", "1", "账簿中的记录不可删除")
    if guarded.append_only:
        yield trigger(f"{table}_fixed", f"UPDATE ON {table}", "1", "流水不可修改")
    clashes = [f"{key} = NEW.{key}" for key in guarded.keys]
    if guarded.compound:
        clashes.append(f"({' AND '.join(f'{key} = NEW.{key}' for key in guarded.compound)})")
    if guarded.only_one:
        clashes.append(guarded.only_one)
    yield trigger(
        f"{table}_once",
        f"INSERT ON {table}",
        f"EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(clashes)})",
        "同一编号的记录已经存在",
    )
    if guarded.keys and not guarded.append_only:
        first, *others = guarded.keys
        changed = [f"NEW.{name} IS NOT OLD.{name}" for name in (first, *guarded.for_ever)]
        changed += [
            f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key} AND {first} <> OLD.{first})"
            for key in others
        ]
        yield trigger(
            f"{table}_identity", f"UPDATE ON {table}", " OR ".join(changed), "记录的编号不可改变"
        )
