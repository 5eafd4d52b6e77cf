"""预约: a card or a room that many want is somebody's for some periods of a day."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.loan import require_periods
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.verbs import require_free
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.loan.drafts import CancelReservation, Reserve
from houqin_desktop.services.loan.things import find_card, person_name, require_here
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.loan import Reservation, reservations_on
from houqin_desktop.storage.people import Person, Storeroom


@command("预约", Reserve)
def reserve(task: Task, draft: Reserve) -> Outcome:
    """Give somebody a card or a room for some periods of a day.

    :raises Refused: for a day that is past, periods that there are not, or that are taken.
    """
    target = _target(draft.item)
    person = require_here(lookup.person(draft.person), draft.reserved_on)
    if draft.reserved_on < task.on:
        raise Refused(
            f"{draft.reserved_on} 已经过去，不能预约。请填写今天或以后的日期。", code="past_day"
        )
    last = draft.first_period if draft.last_period is None else draft.last_period
    require_periods(draft.first_period, last)
    for one in _same(target, draft):
        if one.first_period <= last and one.last_period >= draft.first_period:
            raise Refused(
                f"{draft.item} {one.reserved_on} 第 {one.first_period} 到 {one.last_period} 节"
                f"已由{person_name(one.person_id)}预约。请换一节，或先取消。",
                code="already_reserved",
            )
    task.insert(
        Reservation,
        **target,
        person_id=person.id,
        reserved_on=draft.reserved_on,
        first_period=draft.first_period,
        last_period=last,
        purpose=draft.purpose or "",
        cancelled=False,
    )
    return Outcome(None, (reserved_name(target),))


@command("取消预约", CancelReservation)
def cancel_reservation(task: Task, draft: CancelReservation) -> Outcome:
    """Free the periods of the reservation that covers this one."""
    target = _target(draft.item)
    for one in _same(target, draft):
        if one.first_period <= draft.period <= one.last_period:
            task.update(one, cancelled=True)
            return Outcome(None, (reserved_name(target),))
    raise Refused(
        f"{draft.item} {draft.reserved_on} 第 {draft.period} 节没有预约。请核对日期和节次。",
        code="not_reserved",
    )


def _target(reference: str) -> dict[str, Any]:
    """Return which card or room is meant.

    :raises Refused: for neither, or for a card that has left the register.
    """
    card = find_card(reference)
    if card is not None:
        require_free(card)
        return {"asset_id": card.id, "storeroom_id": None}
    room = Storeroom.find(name=reference.strip(), closed=False)
    if room is None:
        raise Refused(
            f"没有叫“{reference}”的资产编号或保管室。请核对后再预约。", code="unknown_asset"
        )
    return {"asset_id": None, "storeroom_id": room.id}


def _same(target: dict[str, Any], draft: Reserve | CancelReservation) -> list[Reservation]:
    return [
        one
        for one in reservations_on(draft.reserved_on)
        if (one.asset_id, one.storeroom_id) == (target["asset_id"], target["storeroom_id"])
    ]


def reserved_name(target: dict[str, Any]) -> str:
    """Return the number of a card or the name of a room."""
    if target["asset_id"] is None:
        return str(Storeroom.get_by_id(target["storeroom_id"]).name)
    return str(Asset.get_by_id(target["asset_id"]).code)


def _reserved(deed: Deed) -> tuple[str, Reservation]:
    ((row, _),) = deed.still(Reservation)
    target = {"asset_id": row.asset_id, "storeroom_id": row.storeroom_id}
    return reserved_name(target), row


@undoes("reserve")
def _cancelled(deed: Deed) -> CancelReservation:
    name, row = _reserved(deed)
    return CancelReservation(item=name, reserved_on=row.reserved_on, period=row.first_period)


@undoes("cancel_reservation")
def _reserved_again(deed: Deed) -> Reserve:
    name, row = _reserved(deed)
    return Reserve(
        item=name,
        person=Person.get_by_id(row.person_id).number,
        reserved_on=row.reserved_on,
        first_period=row.first_period,
        last_period=row.last_period,
        purpose=row.purpose or None,
    )
