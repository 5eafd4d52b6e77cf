"""今日待办: what waits for a hand today, a list before any figure.

A feature adds its lines through one small interface: a module named in `HOMES` with a tuple
`SOURCES` of functions, each of which returns one group or None. Nothing is kept: every line is
asked of the book when the list is made, so it can't be out of date. Every line says where it leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from houqin_desktop.services.registers.listing import Filter

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

HOMES = (
    "todo.setup",
    "todo.papers",
    "todo.hazards",
    "todo.procurement",
    "todo.loans",
    "todo.stock",
    "todo.repairs",
    "todo.counts",
    "todo.term",
    "todo.duty",
    "todo.inspections",
    "todo.pledge",
    "todo.gate",
    "todo.safety_devices",
    "todo.scans",
    "todo.cards",
    "todo.rooms",
    "todo.backup",
)


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a line leads: a record by its number, or a register narrowed.

    :param place: `record` for the number in `key`, a register's name (`storerooms` with that of
        the room in `key`), `reports` (the report in `key`), `backup`, `setup` or `scans`.
    :param query: the words in the search box of the register.
    """

    place: str
    key: str = ""
    filters: tuple[Filter, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One thing that waits: what, with whom or at which step, for how many days."""

    text: str
    detail: str
    leads: Leads
    days: int | None = None


@dataclass(frozen=True, slots=True)
class TodoGroup:
    """Lines of one kind, the longest wait first, and one sentence on what to do with them."""

    key: str
    title: str
    icon: str
    advice: str
    lines: tuple[TodoLine, ...]


Source = Callable[["Session"], TodoGroup | None]


def sources() -> Iterator[Source]:
    """Yield every source of lines in the order of the list; each module is loaded in its turn."""
    for home in HOMES:
        yield from import_module(f"houqin_desktop.services.{home}").SOURCES


def today_list(session: Session) -> Iterator[TodoGroup]:
    """Yield the groups that have lines, one after another."""
    for source in sources():
        if (group := source(session)) is not None and group.lines:
            yield group


def group_of(
    key: str, title: str, icon: str, advice: str, lines: list[TodoLine]
) -> TodoGroup | None:
    """Return a group with the longest wait first, or None where nothing waits."""
    if not lines:
        return None
    ordered = sorted(lines, key=lambda line: -(line.days or 0))
    return TodoGroup(key, title, icon, advice, tuple(ordered))
