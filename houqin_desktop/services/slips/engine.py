"""The engine under every slip: opened with its lines, posted, taken back to where things were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.slip import SLIP_KINDS, SLIP_ROUTES
from houqin_desktop.domain.stock import require_pieces
from houqin_desktop.domain.storeroom import LocationKind
from houqin_desktop.domain.voucher import Party, VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Task
from houqin_desktop.services.papers.vouchers import Signers, open_voucher
from houqin_desktop.storage.asset import Asset, assets_by_id
from houqin_desktop.storage.people import Location, Person, Storeroom
from houqin_desktop.storage.slip import Slip, SlipLine, lines_of_slip, numbers_back
from houqin_desktop.storage.stock import (
    StockItem,
    StockPosting,
    items_by_id,
    least_from,
    numbers_since,
    on_hand,
    postings_of,
    worth_of,
)
from houqin_desktop.storage.voucher import Voucher


@dataclass(frozen=True, slots=True)
class SlipCase:
    """A slip with its voucher."""

    voucher: Voucher
    slip: Slip

    @property
    def signers(self) -> Signers:
        """Return whose hands its paper wants."""
        slip = self.slip
        parties = {
            Party.GIVER: slip.giver_id,
            Party.TAKER: slip.taker_id,
            Party.WITNESS: slip.witness_id,
        }
        return Signers(slip.storeroom_id, parties)

    @property
    def lines(self) -> list[SlipLine]:
        """Return its lines in the order of its paper."""
        return lines_of_slip(self.slip.id)


@dataclass(frozen=True, slots=True)
class SlipThing:
    """What a line is about, item or card, in the words of a paper."""

    line: SlipLine
    code: str
    name: str
    specification: str
    unit: str


def is_slip(number: str) -> bool:
    """Say whether this is the number of a slip.

    :raises Refused: for a number that no voucher has.
    """
    return lookup.voucher(number).kind in SLIP_KINDS


def find_slip(number: str, *kinds: VoucherKind) -> SlipCase:
    """Return the slip with this number, of one of these kinds where some are named.

    :raises Refused: for an unknown number, or for another kind of paper.
    """
    voucher = lookup.voucher(number)
    if voucher.kind not in (kinds or SLIP_KINDS):
        wanted = "、".join(kind.label for kind in kinds) or "物品"
        raise Refused(
            f"{voucher.number} 是{voucher.kind.label}的单据，不是{wanted}单。请检查单号。",
            code="unknown_voucher",
        )
    return SlipCase(voucher, Slip.get_by_id(voucher.id))


def open_slip(task: Task, kind: VoucherKind, *, route: str | None = None, **columns: Any) -> Slip:
    """Write the head of a new slip with the next number of its kind and year."""
    voucher = open_voucher(task, kind, SLIP_ROUTES[route or kind.value])
    return task.insert(Slip, id=voucher.id, **columns)


def add_line(
    task: Task, slip: Slip, position: int, thing: StockItem | Asset, quantity: int, **columns: Any
) -> SlipLine:
    """Write the next line of a slip.

    :raises Refused: for a number of pieces that cannot be moved.
    """
    require_pieces(quantity, thing.name)
    about = {"item_id": thing.id} if isinstance(thing, StockItem) else {"asset_id": thing.id}
    columns.setdefault("value_fen", 0)
    return task.insert(
        SlipLine, slip_id=slip.id, position=position, quantity=quantity, **about, **columns
    )


def post_line(
    task: Task, line: SlipLine, from_id: int, to_id: int, value_fen: int, on: date
) -> StockPosting:
    """Move the pieces of a line from one location to another.

    :param value_fen: what comes in or goes out of the school, 0 for a move inside of it.
    :raises Refused: where there is not enough, now or on a day since.
    """
    assert line.item_id is not None
    item: StockItem = StockItem.get_by_id(line.item_id)
    require_there(item, from_id, line.quantity, on)
    return task.insert(
        StockPosting,
        item_id=item.id,
        from_location_id=from_id,
        to_location_id=to_id,
        quantity=line.quantity,
        value_fen=value_fen,
        posted_on=on,
        line_id=line.id,
        voucher_id=line.slip_id,
    )


def require_there(item: StockItem, location_id: int, quantity: int, on: date) -> None:
    """Refuse to take away more pieces than lie somewhere, now or on a day since.

    :raises Refused: `not_enough`, saying how many there are.
    """
    if Location.get_by_id(location_id).kind is LocationKind.VIRTUAL:
        return
    there = on_hand(item.id, location_id)
    if there < quantity:
        raise Refused(
            f"{place_name(location_id)}只有{item.name} {there:,} {item.unit}，"
            f"不够 {quantity:,} {item.unit}。请改数量，或先入库、调拨。",
            code="not_enough",
        )
    least, day = least_from(item.id, location_id, on)
    if least < quantity:
        raise Refused(
            f"{day} {place_name(location_id)}的{item.name}只有 {least:,} {item.unit}，"
            f"补记 {on} 发出 {quantity:,} {item.unit} 以后会小于零。请改日期或数量。",
            code="not_enough_then",
        )


def share_fen(item_id: int, quantity: int) -> int:
    """Return what this many pieces are worth as they leave the school now, in 分."""
    return worth_of(item_id).share_fen(quantity)


def place_name(location_id: int) -> str:
    """Return the name of the room or the person behind a location."""
    room = Storeroom.find(location_id=location_id)
    if room is not None:
        return str(room.name)
    person = Person.find(location_id=location_id)
    return "账外" if person is None else f"{person.name}处"


def put_back(task: Task, voucher_id: int, original_id: int) -> None:
    """Write the exact inverse of every posting of a slip, the last one first.

    :param voucher_id: the voucher under which things go back: the slip itself or its red document.
    :raises Refused: where the pieces have gone on since, naming the papers with which they went.
    """
    if later := numbers_back(original_id):
        raise Refused(
            f"已有{'、'.join(later)}办理归还或退库，不能原样退回。请先撤销或冲销这些单据。",
            code="built_upon",
        )
    for posting in reversed(postings_of(original_id)):
        item: StockItem = StockItem.get_by_id(posting.item_id)
        _require_still_there(item, posting, task.on)
        task.insert(
            StockPosting,
            item_id=posting.item_id,
            from_location_id=posting.to_location_id,
            to_location_id=posting.from_location_id,
            quantity=posting.quantity,
            value_fen=posting.value_fen,
            posted_on=max(task.on, posting.posted_on),
            line_id=posting.line_id,
            voucher_id=voucher_id,
            reverses_id=posting.id,
        )


def _require_still_there(item: StockItem, posting: StockPosting, on: date) -> None:
    place = posting.to_location_id
    inside = Location.get_by_id(place).kind is not LocationKind.VIRTUAL
    outside_before = Location.get_by_id(posting.from_location_id).kind is LocationKind.VIRTUAL
    worth = worth_of(item.id)
    enough = on_hand(item.id, place) >= posting.quantity
    enough = enough and least_from(item.id, place, on)[0] >= posting.quantity
    left = worth.quantity - posting.quantity
    value_left = worth.value_fen - posting.value_fen
    sound = value_left >= 0 and (left > 0 or value_left == 0)
    if not inside or (enough and (sound or not outside_before)):
        return
    numbers = "、".join(numbers_since(posting.id, item.id))
    sentence = (
        f"{item.name}入账以后已有 {numbers}，不能原样退回。请先撤销或冲销这些单据。"
        if numbers
        else f"{item.name}已经不在原处，不能原样退回。请核对结存。"
    )
    raise Refused(sentence, code="built_upon")


def things_of(lines: Sequence[SlipLine]) -> list[SlipThing]:
    """Return lines with what they are about."""
    items = items_by_id([line.item_id for line in lines if line.item_id is not None])
    cards = assets_by_id([line.asset_id for line in lines if line.asset_id is not None])
    assets = {asset.id: asset for asset in cards}
    return list(_things(lines, items, assets))


def _things(
    lines: Sequence[SlipLine], items: dict[int, StockItem], assets: dict[int, Asset]
) -> Iterator[SlipThing]:
    for line in lines:
        thing = assets[line.asset_id] if line.item_id is None else items[line.item_id]  # type: ignore[index]
        yield SlipThing(line, thing.code, thing.name, thing.specification, thing.unit)
