"""The page of one storeroom: its head, and blocks of lines that features put below it.

A feature adds a block through one small interface: a module named in `HOMES` with a tuple `SOURCES`
of functions, each of which returns one block of a room or None. Nothing is kept: every line is
asked of the book when the page is opened. A line may say where it leads, as in 今日待办.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.todo.day_list import Leads
from houqin_desktop.storage.people import Location, Storeroom

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

HOMES = (
    "storerooms.keepers",
    "storerooms.contents",
    "storerooms.loans",
    "storerooms.papers",
    "storerooms.moves",
)


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One line of a block: what, more of it, and where it leads, if anywhere.

    :param place: the place of the room that the line is about, if it is about one.
    """

    text: str
    detail: str = ""
    leads: Leads | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class RoomBlock:
    """Lines of one kind under a title, with one sentence beside it."""

    key: str
    title: str
    icon: str
    lines: tuple[RoomLine, ...]
    advice: str = ""


Source = Callable[["Session", Storeroom], RoomBlock | None]


@dataclass(frozen=True, slots=True)
class RoomPage:
    """What is said of a room: its name, code, level, state, keeper, and the blocks."""

    name: str
    code: str
    level: str
    closed_on: str
    keeper: str
    blocks: tuple[RoomBlock, ...]


def room_page(session: Session, name: str) -> RoomPage:
    """Return the page of the room of this name, be it in use or closed.

    :raises Refused: when there is no such room.
    """
    room = room_named(name)
    keeper = lookup.holder(Post.STOREKEEPER, session.clock.today(), room.id)
    location = Location.find(id=room.location_id)
    assert location is not None
    return RoomPage(
        name=room.name,
        code=location.code,
        level=room.level.label,
        closed_on="" if room.closed_on is None else room.closed_on.isoformat(),
        keeper="" if keeper is None else lookup.person_by_id(keeper).name,
        blocks=tuple(_blocks(session, room)),
    )


def room_named(name: str) -> Storeroom:
    """Return the room of this name, be it in use or closed.

    :raises Refused: when there is none, or when it was registered by mistake.
    """
    room = Storeroom.find(name=name.strip())
    if room is None or (room.closed and room.closed_on is None):
        raise Refused(f"没有保管室“{name}”。请先登记保管室，或检查名称。", code="unknown_storeroom")
    return room


def _blocks(session: Session, room: Storeroom) -> Iterator[RoomBlock]:
    for home in HOMES:
        for source in import_module(f"houqin_desktop.services.{home}").SOURCES:
            block = source(session, room)
            if block is not None and block.lines:
                yield block
