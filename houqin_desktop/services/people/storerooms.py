"""Storerooms: one 总保管室, and 分保管室 directly under it."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.storeroom import LocationKind, StoreroomLevel
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.numbers import exists, next_serial, require_unused
from houqin_desktop.services.registers.pinyin import search_text, sort_key
from houqin_desktop.storage.people import Location, Storeroom


@dataclass(frozen=True, kw_only=True)
class AddStoreroom(Draft):
    """A new 分保管室."""

    name: str = argument("保管室名称")


@dataclass(frozen=True, kw_only=True)
class CorrectStoreroom(Draft):
    """The name of a storeroom was written wrong, or the room is called otherwise now."""

    storeroom: str = argument("保管室", Kind.STOREROOM)
    name: str = argument("改为")


@dataclass(frozen=True, kw_only=True)
class WithdrawStoreroom(Draft):
    """A 分保管室 was registered by mistake and serves nothing yet."""

    storeroom: str = argument("保管室", Kind.STOREROOM)


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
    """Write a new 分保管室 directly under the 总保管室; one that was withdrawn comes back."""
    if not draft.name:
        raise Refused("保管室名称不能为空。请填写名称。", code="empty_name")
    room = Storeroom.find(name=draft.name)
    if room is None:
        room = insert_storeroom(task, draft.name, StoreroomLevel.BRANCH)
    elif room.closed_on is not None:
        raise Refused(
            f"保管室“{draft.name}”在 {room.closed_on} 停用了。要再用请“恢复保管室”。",
            code="room_closed",
        )
    elif room.closed:
        task.update(room, closed=False)
    else:
        raise Refused(f"保管室“{draft.name}”已经登记过了。请直接选用。", code="storeroom_exists")
    return Outcome(room.name, (room.name,))


@command("撤销保管室登记", WithdrawStoreroom)
def withdraw_storeroom(task: Task, draft: WithdrawStoreroom) -> Outcome:
    """Take a room off the lists that was registered by mistake; the row stays, closed."""
    room = lookup.storeroom(draft.storeroom)
    if room.level is StoreroomLevel.CENTRAL:
        raise Refused("总保管室不能撤销。请核对保管室名称。", code="central_storeroom")
    require_unused(f"保管室“{room.name}”", "storeroom", room.id, "用“停用保管室”")
    task.update(room, closed=True)
    return Outcome(room.name, (room.name,))


@command("更正保管室名称", CorrectStoreroom)
def correct_storeroom(task: Task, draft: CorrectStoreroom) -> Outcome:
    """Write a storeroom's name right; paper that was signed or printed keeps what it said."""
    room = lookup.storeroom(draft.storeroom)
    require_new_name("保管室", draft.name, room.name, taken=exists(Storeroom, name=draft.name))
    task.update(
        room,
        name=draft.name,
        sort_key=sort_key(draft.name),
        search_text=search_text(draft.name),
    )
    return Outcome(room.name, (room.name,))


def require_new_name(what: str, name: str, present: str, *, taken: bool) -> None:
    """Refuse a name that is empty, the present one, or another's already."""
    if not name:
        raise Refused(f"{what}名称不能为空。请填写名称。", code="empty_name")
    if name == present:
        raise Refused(f"{what}已经叫“{name}”。请填写改正的名称。", code="same_name")
    if taken:
        raise Refused(f"已经有{what}叫“{name}”。请换一个名称。", code="name_taken")
