"""停用保管室: a room is closed when nothing is in it any more; and opened again.

What the room had lies on in the book: its cards of before, its keepers, its places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.storeroom import StoreroomLevel
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset_register import value_by
from houqin_desktop.storage.count_progress import open_sessions_of
from houqin_desktop.storage.loan import handed_out
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.room import last_move, open_slips, stock_there


@dataclass(frozen=True, kw_only=True)
class CloseStoreroom(Draft):
    """A 分保管室 is given up; the day is the business date."""

    storeroom: str = argument("保管室", Kind.STOREROOM)


@dataclass(frozen=True, kw_only=True)
class ReopenStoreroom(Draft):
    """A room that was given up is used again."""

    storeroom: str = argument("保管室", Kind.STOREROOM)


def _cards(room: Storeroom, _on: date) -> str:
    cards, pieces, _ = value_by("storeroom_id").get(room.id, (0, 0, 0))
    return f"还有 {cards:,} 张卡片、{pieces:,} 件资产，要先调到别的保管室" if cards else ""


def _stock(room: Storeroom, _on: date) -> str:
    kinds, pieces, _ = stock_there(room.location_id, 0)
    return f"还有 {kinds:,} 种、{pieces:,} 件库存物品，要先调到别的保管室" if kinds else ""


def _slips(room: Storeroom, _on: date) -> str:
    numbers = [number for number, _ in open_slips(room.id)]
    return f"单据 {'、'.join(numbers[:3])} 还没有办完" if numbers else ""


def _loans(room: Storeroom, _on: date) -> str:
    out = [one for one in handed_out("loan", storeroom_id=room.id) if one.back < one.quantity]
    numbers = list(dict.fromkeys(one.number for one in out))
    return f"借出的东西还没有还（{'、'.join(numbers[:3])}）" if numbers else ""


def _counts(room: Storeroom, _on: date) -> str:
    numbers = open_sessions_of(room.id)
    return f"清查 {'、'.join(numbers)} 还没有结束" if numbers else ""


def _moved_later(room: Storeroom, on: date) -> str:
    moved_on = last_move(room.location_id)
    if moved_on is None or moved_on <= on:
        return ""
    return f"在 {moved_on} 还有东西进出，要用那天或以后的日期停用"


def _keeper(room: Storeroom, on: date) -> str:
    held = [term for term in lookup.terms() if term.storeroom_id == room.id]
    still = [term for term in held if term.to_on is None or term.to_on > on]
    if not still:
        return ""
    names = "、".join(dict.fromkeys(lookup.person_by_id(term.person_id).name for term in still))
    return f"{names}在 {on} 以后还是{Post.STOREKEEPER.label}，要先结束任期"


# What stands in the way of closing, each as a sentence or an empty text. Whatever else a room can
# hold gets a line here, as keys will.
HINDRANCES: Final[tuple[Callable[[Storeroom, date], str], ...]] = (
    _cards,
    _stock,
    _slips,
    _loans,
    _counts,
    _moved_later,
    _keeper,
)


def hindrances(room: Storeroom, on: date) -> list[str]:
    """Return everything that keeps a room from being closed on that day."""
    return [words for ask in HINDRANCES if (words := ask(room, on))]


@command("停用保管室", CloseStoreroom)
def close_storeroom(task: Task, draft: CloseStoreroom) -> Outcome:
    """Close a room that holds nothing and that nobody keeps.

    :raises Refused: naming all that stands in the way.
    """
    room = lookup.storeroom(draft.storeroom)
    if room.level is StoreroomLevel.CENTRAL:
        raise Refused("总保管室不能停用。请核对保管室名称。", code="central_storeroom")
    found = hindrances(room, task.on)
    if found:
        raise Refused(
            f"{room.name}不能停用：{'；'.join(found)}。请办好以后再停用。", code="room_not_empty"
        )
    task.update(room, closed=True, closed_on=task.on)
    return Outcome(room.name, (room.name,))


@command("恢复保管室", ReopenStoreroom)
def reopen_storeroom(task: Task, draft: ReopenStoreroom) -> Outcome:
    """Take a closed room into use again; its keeper is appointed anew."""
    room = Storeroom.find(name=draft.storeroom)
    if room is None or room.closed_on is None:
        raise Refused(
            f"没有停用的保管室“{draft.storeroom}”。请核对保管室名称。", code="unknown_storeroom"
        )
    task.update(room, closed=False, closed_on=None)
    return Outcome(room.name, (room.name,))


@undoes("close_storeroom")
def _in_use_again(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Storeroom)
    return ReopenStoreroom(storeroom=row.name)


@undoes("reopen_storeroom")
def _closed_again(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Storeroom)
    return CloseStoreroom(storeroom=row.name)
