"""What a transfer moves when 总务处 has signed it, and how a red document moves it back."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.verbs import derived_words, require_free, set_custody
from houqin_desktop.services.commands import Task
from houqin_desktop.services.loan.handing import gone_on, holder_of, still_here
from houqin_desktop.services.slips.engine import SlipCase, post_line
from houqin_desktop.storage.asset import Asset, Posting, current_custody
from houqin_desktop.storage.loan import pieces_lent
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.slip import Slip, SlipLine, reversal_of_slip
from houqin_desktop.storage.transfer import CardChange, card_changes


def require_not_lent(card: Asset) -> None:
    """Refuse a card of which pieces are lent out.

    :raises Refused: `already_lent`, naming the loan.
    """
    lent, number = pieces_lent(card.id)
    if lent:
        raise Refused(
            f"{card.code}（{card.name}）有 {lent:,} 件已按 {number} 借出，不能转移。请先办理归还。",
            code="already_lent",
        )


def require_in(card: Asset, room: Storeroom) -> None:
    """Refuse a card that another room keeps.

    :raises Refused: `other_room`, naming the room that keeps it.
    """
    if card.storeroom_id != room.id:
        other = lookup.room_by_id(card.storeroom_id).name
        raise Refused(
            f"{card.code}（{card.name}）由{other}保管，不在{room.name}。请改调出保管室。",
            code="other_room",
        )


def ends_of(slip: Slip) -> tuple[int, int]:
    """Return from which location to which the items of a transfer go: rooms, else people."""
    ends = ((slip.storeroom_id, slip.giver_id), (slip.other_storeroom_id, slip.taker_id))
    from_id, to_id = (
        Person.get_by_id(person).location_id
        if room is None
        else lookup.room_by_id(room).location_id
        for room, person in ends
    )
    return from_id, to_id


def move(task: Task, case: SlipCase) -> None:
    """Move items and cards as the slip says.

    :raises Refused: for what is not there any more, is lent or stands in a case of disposal.
    """
    for line in case.lines:
        if line.asset_id is None:
            post_line(task, line, *ends_of(case.slip), 0, task.on)
        else:
            _move_card(task, case.slip, line, Asset.get_by_id(line.asset_id))


def _move_card(task: Task, slip: Slip, line: SlipLine, card: Asset) -> None:
    require_free(card)
    require_not_lent(card)
    if slip.storeroom_id is not None:
        require_in(card, lookup.room_by_id(slip.storeroom_id))
    values: dict[str, Any] = {}
    people: dict[str, int | None] = {}
    if slip.taker_department_id is not None:
        values["using_department_id"] = slip.taker_department_id
    if line.place or slip.other_storeroom_id is not None:
        values["place"] = line.place
    if slip.taker_department_id is not None or holder_of(card) == slip.giver_id:
        people["holder_id"] = slip.taker_id
    if slip.other_storeroom_id is not None:
        _post(task, card, slip.other_storeroom_id, slip.id)
        values["storeroom_id"] = slip.other_storeroom_id
        keeper = lookup.holder(Post.STOREKEEPER, task.on, slip.other_storeroom_id)
        if keeper is not None:
            people["keeper_id"] = keeper
    task.update(card, **values, **derived_words(card, values))
    set_custody(task, card, people)


def move_back(task: Task, case: SlipCase) -> None:
    """Put the cards of a transfer back to where and with whom they were; who has left stays out.

    :raises Refused: for a card that changed since, is lent or stands in a case of disposal.
    """
    red = reversal_of_slip(case.slip.id)
    assert red is not None
    for key, change in card_changes(case.slip.id).items():
        card: Asset = Asset.get_by_id(key)
        require_free(card)
        require_not_lent(card)
        _require_unchanged(card, change)
        if "storeroom_id" in change.before:
            _post(task, card, change.before["storeroom_id"], red.id)
        task.update(card, **change.before, **derived_words(card, change.before))
        if change.begun is not None:
            held = change.ended
            roles = ("holder_id", "responsible_id", "keeper_id")
            set_custody(task, card, {role: still_here(getattr(held, role, None)) for role in roles})


def _require_unchanged(card: Asset, change: CardChange) -> None:
    held = current_custody(card.id)
    same_people = change.begun is None or (held is not None and held.id == change.begun.id)
    if not same_people or any(getattr(card, name) != now for name, now in change.after.items()):
        raise gone_on(card)


def _post(task: Task, card: Asset, room_id: int, voucher_id: int) -> None:
    here, there = (lookup.room_by_id(key).location_id for key in (card.storeroom_id, room_id))
    if here == there:
        return
    task.insert(
        Posting,
        asset_id=card.id,
        from_location_id=here,
        to_location_id=there,
        quantity=card.quantity,
        value_fen=card.original_value_fen,
        posted_on=task.on,
        voucher_id=voucher_id,
    )
