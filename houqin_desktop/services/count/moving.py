"""A thing that was found elsewhere, or with somebody else: the transfer is drafted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from houqin_desktop.domain.count import CountHandling, CountResult
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Task
from houqin_desktop.services.count.matters import Followed, Matter, with_others
from houqin_desktop.services.loan.handing import holder_of
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from houqin_desktop.services.transfer.transferring import transfer
from houqin_desktop.storage.count import CountSession
from houqin_desktop.storage.people import Department

_MOVES = (CountResult.WRONG_PLACE, CountResult.WRONG_USER)


@dataclass(frozen=True, slots=True)
class _Way:
    """From whom to whom and from where to where; a missing keeper is nobody."""

    room_id: int
    other_id: int | None
    giver_id: int | None
    taker_id: int | None
    department_id: int | None


def draft_transfer(task: Task, row: CountSession, matter: Matter) -> Followed:
    """Write the slip of a transfer for everything that goes the same way.

    Between rooms the keepers give and take, between people they themselves.

    :raises Refused: where a room has no keeper or nobody used the card, or as the transfer does.
    """
    moved = with_others(row, matter, _is_moved)
    by_line = {
        key: tuple(some)
        for key, some in groupby(
            sorted(moved, key=lambda one: one.finding.line_id or 0),
            key=lambda one: one.finding.line_id,
        )
    }
    ways = {key: _way(task, some) for key, some in by_line.items()}
    way = ways[matter.finding.line_id]
    together = [some for key, some in by_line.items() if ways[key] == way]
    slip = Transfer(
        giver=_person(way.giver_id, way.room_id),
        taker=_person(way.taker_id, way.other_id or way.room_id),
        reason=f"清查 {row.number}：{matter.finding.cause}",
        lines=tuple(_line(some[0], way) for some in together),
        storeroom=lookup.room_by_id(way.room_id).name,
        other_storeroom=None if way.other_id is None else lookup.room_by_id(way.other_id).name,
        department=None
        if way.department_id is None
        else Department.get_by_id(way.department_id).name,
    )
    document = transfer(task, slip).number or ""
    return Followed(document, tuple(one for some in together for one in some))


def _is_moved(one: Matter) -> bool:
    return one.finding.handling is CountHandling.TRANSFER and one.finding.result in _MOVES


def _way(task: Task, some: tuple[Matter, ...]) -> _Way:
    card, line = some[0].asset, some[0].line
    assert line is not None
    there = line.counted_room_id
    other = None if there in (None, card.storeroom_id) else there
    keeper = lookup.holder(Post.STOREKEEPER, task.on, card.storeroom_id)
    if all(one.finding.result is CountResult.WRONG_PLACE for one in some):
        taker = keeper if other is None else lookup.holder(Post.STOREKEEPER, task.on, other)
        return _Way(card.storeroom_id, other, keeper, taker, None)
    assert line.counted_holder_id is not None
    giver = holder_of(card)
    department = card.using_department_id
    if giver is None and department is None:
        raise Refused(
            f"{card.code}（{card.name}）没有使用人也没有使用部门，转移单改不了使用人。"
            "请先登记使用部门，或把处理改为“更正”。",
            code="no_department",
        )
    return _Way(card.storeroom_id, other, giver or keeper, line.counted_holder_id, department)


def _person(person_id: int | None, room_id: int) -> str:
    if person_id is None:
        name = lookup.room_by_id(room_id).name
        raise Refused(f"{name}没有保管员，没有人办移交。请先任命保管员。", code="no_keeper")
    return lookup.person_by_id(person_id).number


def _line(matter: Matter, way: _Way) -> TransferLine:
    card, line = matter.asset, matter.line
    assert line is not None
    place = line.counted_place or (card.place if way.other_id is None else "")
    pieces = matter.finding.quantity
    return TransferLine(
        item=card.code,
        quantity=pieces if pieces < card.quantity else None,
        place=place or None,
        remarks=matter.finding.result.label,
    )
