"""Storerooms: one 总保管室, and 分保管室 directly under it."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.storeroom import LocationKind, StoreroomLevel
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, argument
from houqin_desktop.services.numbers import exists, next_serial
from houqin_desktop.services.pinyin import search_text, sort_key
from houqin_desktop.storage.people import Location, Storeroom


@dataclass(frozen=True, kw_only=True)
class AddStoreroom(Draft):
    """A new 分保管室."""

    name: str = argument("保管室名称")


def insert_storeroom(task: Task, name: str, level: StoreroomLevel) -> Storeroom:
    """Write a storeroom together with its location."""
    parent = None if level is StoreroomLevel.CENTRAL else lookup.central_storeroom().id
    serial = next_serial(task, "storeroom")
    location = task.insert(Location, kind=LocationKind.STOREROOM, code=f"ROOM{serial:03d}")
    return task.insert(
        Storeroom,
        name=name,
        level=level,
        parent_id=parent,
        location_id=location.id,
        closed=False,
        sort_key=sort_key(name),
        search_text=search_text(name),
    )


@command("登记分保管室", AddStoreroom)
def add_storeroom(task: Task, draft: AddStoreroom) -> Outcome:
    """Write a new 分保管室 directly under the 总保管室."""
    if not draft.name:
        raise Refused("保管室名称不能为空。请填写名称。", code="empty_name")
    if exists(Storeroom, name=draft.name):
        raise Refused(f"保管室“{draft.name}”已经登记过了。请直接选用。", code="storeroom_exists")
    room = insert_storeroom(task, draft.name, StoreroomLevel.BRANCH)
    return Outcome(room.name, (room.name,))
