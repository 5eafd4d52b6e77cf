"""What the last signature of a hand-over brings about, and how a red document takes it back."""

from __future__ import annotations

from datetime import date, timedelta

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.storeroom import StoreroomLevel
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.verbs import set_custody
from houqin_desktop.services.commands import Task
from houqin_desktop.services.handover.scope import scope_of
from houqin_desktop.services.loan.handing import gone_on, still_here
from houqin_desktop.services.people.verbs import Appoint, appoint
from houqin_desktop.services.slips.engine import SlipCase, place_name, post_line
from houqin_desktop.storage.asset import (
    Asset,
    Custody,
    assets_by_id,
    current_custodies,
    current_custody,
)
from houqin_desktop.storage.handover import own_lines, terms_begun
from houqin_desktop.storage.people import Appointment, Person, Storeroom
from houqin_desktop.storage.slip import Slip, SlipLine
from houqin_desktop.storage.stock import StockItem, on_hand
from houqin_desktop.storage.transfer import card_changes
from houqin_desktop.storage.voucher import last_signature_in

ROLES = ("holder_id", "responsible_id", "keeper_id")


def take_over(task: Task, case: SlipCase) -> None:
    """Put the taker in the giver's place on cards, in the rooms, for his own pieces and loans.

    What left the giver meanwhile left with a document of its own and stays as it is.

    :raises Refused: where he has fewer pieces than the list says, or the post can't change.
    """
    slip = case.slip
    giver, taker = Person.get_by_id(slip.giver_id), Person.get_by_id(slip.taker_id)
    room = None if slip.storeroom_id is None else lookup.room_by_id(slip.storeroom_id)
    rooms = scope_of(giver, room, task.on).rooms
    cards = assets_by_id([line.asset_id for line in case.lines if line.asset_id is not None])
    held = current_custodies([card.id for card in cards])
    for card in cards:
        if room is None or card.storeroom_id == room.id:
            _take_card(task, slip, card, held.get(card.id), kept=card.storeroom_id in rooms)
    for key in own_lines(slip.id):
        _take_pieces(task, case, SlipLine.get_by_id(key), giver, taker)
    for key in rooms:
        _take_room(task, lookup.room_by_id(key), taker, task.on)


def _take_card(task: Task, slip: Slip, card: Asset, held: Custody | None, *, kept: bool) -> None:
    before = {role: getattr(held, role, None) for role in ROLES}
    people = {role: slip.taker_id for role, who in before.items() if who == slip.giver_id}
    if kept and before["keeper_id"] is None and card.status is not AssetStatus.DISPOSED:
        people["keeper_id"] = slip.taker_id
    if people:
        set_custody(task, card, people)


def _take_pieces(task: Task, case: SlipCase, line: SlipLine, giver: Person, taker: Person) -> None:
    item: StockItem = StockItem.get_by_id(line.item_id)
    there = on_hand(item.id, giver.location_id)
    if there < line.quantity:
        raise Refused(
            f"{place_name(giver.location_id)}的{item.name}只剩 {there:,} {item.unit}，清册上是"
            f" {line.quantity:,} {item.unit}。请撤销 {case.voucher.number}，按现在的结存重新办。",
            code="list_outdated",
        )
    post_line(task, line, giver.location_id, taker.location_id, 0, task.on)


def _take_room(task: Task, room: Storeroom, person: Person, since: date) -> None:
    """Appoint somebody as keeper of a room from the first day that nobody signed as keeper."""
    central = room.level is StoreroomLevel.CENTRAL
    post = Post.HEAD_STOREKEEPER if central else Post.STOREKEEPER
    from_on = _first_day(post, None if central else room.id, since)
    if lookup.holder(post, from_on, room.id) == person.id:
        return
    appoint(
        task,
        Appoint(
            person=person.number,
            post=post,
            storeroom=None if central else room.name,
            from_on=from_on,
        ),
    )


def _first_day(post: Post, storeroom_id: int | None, on: date) -> date:
    days = [
        signed_on + timedelta(days=1)
        for term in Appointment.select().where(Appointment.post == post)
        if term.storeroom_id == storeroom_id and (term.to_on is None or term.to_on >= on)
        if (signed_on := last_signature_in(term)) is not None
    ]
    return max([on, *days])


def require_giver_here(_task: Task, case: SlipCase) -> None:
    """Refuse to give anything back to somebody who has left.

    :raises Refused: `built_upon`, saying when.
    """
    giver: Person = Person.get_by_id(case.slip.giver_id)
    if case.voucher.state is VoucherState.EXECUTED and giver.left_on is not None:
        raise Refused(
            f"{giver.name}交接以后已于 {giver.left_on} 离岗，不能再退回给他。"
            "请先恢复在岗，或另办交接清册。",
            code="built_upon",
        )


def give_back(task: Task, case: SlipCase) -> None:
    """Put the people of before back on the cards and in the rooms; who has left stays out.

    :raises Refused: for a card or a room that somebody else has by now.
    """
    giver, taker = Person.get_by_id(case.slip.giver_id), Person.get_by_id(case.slip.taker_id)
    for key, change in card_changes(case.slip.id).items():
        card: Asset = Asset.get_by_id(key)
        held = current_custody(key)
        if held is None or change.begun is None or held.id != change.begun.id:
            raise gone_on(card)
        set_custody(
            task, card, {role: still_here(getattr(change.ended, role, None)) for role in ROLES}
        )
    for term in terms_begun(case.slip.id):
        room = (
            lookup.central_storeroom()
            if term.storeroom_id is None
            else lookup.room_by_id(term.storeroom_id)
        )
        if term.person_id != taker.id or (term.to_on is not None and term.to_on < task.on):
            raise Refused(
                f"{room.name}以后又换了保管员，不能原样退回。请改办新的交接清册。",
                code="built_upon",
            )
        _take_room(task, room, giver, max(task.on, term.from_on))
