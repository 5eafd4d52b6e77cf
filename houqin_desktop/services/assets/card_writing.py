"""Writing cards: the rows that one card is made of, for one card or for a hundred thousand.

A card is its row, its opening posting from the outside into a storeroom, and, where anybody is
known, its first stretch of custody. The dialog, the command line and the import all write
through here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from houqin_desktop.domain.asset import (
    AssetStatus,
    require_card_figures,
    require_funds,
)
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import asset_code
from houqin_desktop.domain.settings import ASSET_PREFIX
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_details import detail_images
from houqin_desktop.services.commands import Task
from houqin_desktop.services.numbers import exists, next_free
from houqin_desktop.services.registers.pinyin import search_text, search_texts, sort_key
from houqin_desktop.storage.asset import Asset, Custody, Posting
from houqin_desktop.storage.base import as_columns
from houqin_desktop.storage.book import NumberSequence
from houqin_desktop.storage.card import CardValue
from houqin_desktop.storage.import_undo import freed_codes
from houqin_desktop.storage.people import Storeroom

SEARCHED = (
    "code",
    "name",
    "specification",
    "brand",
    "place",
    "serial_number",
    "former_code",
    "remarks",
)


@dataclass
class NewCard:
    """A card about to be written: column values, its people's ids, its rarer columns by key."""

    values: dict[str, Any]
    holder_id: int | None = None
    responsible_id: int | None = None
    keeper_id: int | None = None
    details: dict[str, str] = field(default_factory=dict, init=False)
    people: tuple[int | None, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the three people in the order of the columns."""
        self.people = (self.holder_id, self.responsible_id, self.keeper_id)


def search_text_of(values: dict[str, Any]) -> str:
    """Return the stored search text of a card's own words."""
    return search_text(*filter(None, map(values.get, SEARCHED)))


def next_asset_code(task: Task) -> str:
    """Return the next free number of this year, in the school's pattern."""
    prefix = lookup.setting(ASSET_PREFIX)
    year = task.on.year
    name = f"asset:{prefix}{year}"
    sequence = NumberSequence.find(name=name)
    if sequence is not None and (free := freed_asset_codes(sequence, 1)):
        return free[0]
    return next_free(
        task,
        name,
        lambda serial: asset_code(prefix, year, serial),
        lambda code: exists(Asset, code=code),
    )


def freed_asset_codes(sequence: NumberSequence, most: int) -> list[str]:
    """Return numbers of a sequence that undone imports gave back, the lowest first."""
    if not sequence.last:
        return []
    prefix = sequence.name.removeprefix("asset:")
    last = asset_code(prefix[:-4], int(prefix[-4:]), sequence.last)
    codes = freed_codes(prefix, most)
    return [code for code in codes if len(code) == len(last) and code <= last]


def require_acquired_by(acquired_on: PartialDate | None, on: date) -> None:
    """Refuse a card that would be acquired after the business date."""
    if acquired_on is not None and acquired_on.first_day > on:
        raise Refused(
            f"取得日期 {acquired_on.text} 晚于业务日期 {on}。请核对日期。", code="future_date"
        )


@dataclass(frozen=True)
class CardColumns:
    """Cards about to be written, column by column.

    `values` are given by field, None where a card says nothing; `people` are the ids of 使用人,
    责任人 and 保管人; `details` the rarer columns by key, by the place of the card.
    """

    count: int
    values: Mapping[str, Sequence[Any]]
    people: Sequence[Sequence[int | None]]
    details: Mapping[int, Mapping[str, str]]


def write_cards(task: Task, cards: Sequence[NewCard]) -> list[int]:
    """Write new cards with their opening postings and custody; return their ids.

    :raises Refused: for figures that no card can carry.
    """
    if not cards:
        return []
    names = set().union(*(card.values for card in cards))
    values = {name: [card.values.get(name) for card in cards] for name in names}
    people = list(zip(*(card.people for card in cards), strict=True))
    details = {at: card.details for at, card in enumerate(cards) if card.details}
    return write_columns(task, CardColumns(len(cards), values, people, details))


def write_columns(task: Task, cards: CardColumns) -> list[int]:
    """Write new cards as `write_cards` does, given column by column."""
    _require_figures(cards)
    ids = list(task.next_ids(Asset, cards.count))
    task.insert_columns(Asset, _asset_columns(task, ids, cards))
    task.insert_columns(Posting, _opening_columns(task, ids, cards))
    task.insert_columns(Custody, _custody_columns(task, ids, cards))
    details: list[dict[str, Any]] = []
    for at, values in cards.details.items():
        details.extend(detail_images(task, ids[at], values))
    task.insert_images(CardValue, details)
    return ids


def _require_figures(cards: CardColumns) -> None:
    """Refuse figures that no card can carry; like ones are looked at once."""
    nothing = [None] * cards.count
    quantity, value, *others = (
        cards.values.get(name, nothing)
        for name in (
            "quantity",
            "original_value_fen",
            "life_months",
            "minimum_life_months",
            "fiscal_funds_fen",
            "other_funds_fen",
        )
    )
    for pieces, fen, life, minimum, *funds in dict.fromkeys(
        zip(quantity, value, *others, strict=True)
    ):
        require_card_figures(pieces, fen, life, minimum)
        require_funds(*funds)


def _asset_columns(task: Task, ids: Sequence[int], cards: CardColumns) -> list[list[Any]]:
    """Return the cards themselves with what is derived from them."""
    values = cards.values
    searched = [values[name] for name in SEARCHED if name in values]
    names = {name: sort_key(name) for name in set(values["name"])}
    derived = {
        "id": ids,
        "opening_value_fen": values["original_value_fen"],
        "registered_on": [task.on] * cards.count,
        "sort_key": list(map(names.__getitem__, values["name"])),
        "search_text": search_texts(searched),
    }
    in_use = {"status": [AssetStatus.IN_USE] * cards.count}
    return as_columns(Asset, cards.count, {**in_use, **values, **derived})


def _opening_columns(task: Task, ids: Sequence[int], cards: CardColumns) -> list[list[Any]]:
    """Return the postings by which the cards come into their rooms."""
    rooms = {room.id: room.location_id for room in Storeroom.every()}
    postings = {
        "id": task.next_ids(Posting, cards.count),
        "asset_id": ids,
        "from_location_id": [lookup.virtual_location(VirtualLocation.SUPPLIER)] * cards.count,
        "to_location_id": list(map(rooms.__getitem__, cards.values["storeroom_id"])),
        "quantity": cards.values["quantity"],
        "value_fen": cards.values["original_value_fen"],
        "posted_on": [task.on] * cards.count,
    }
    return as_columns(Posting, cards.count, postings)


def _custody_columns(task: Task, ids: Sequence[int], cards: CardColumns) -> list[list[Any]]:
    """Return the first custody of those cards of which anybody is known."""
    held = [row for row in zip(ids, *cards.people, strict=True) if any(row[1:])]
    if not held:
        return []
    names = ("asset_id", "holder_id", "responsible_id", "keeper_id")
    custodies = dict(zip(names, zip(*held, strict=True), strict=True))
    numbers = {"id": task.next_ids(Custody, len(held)), "from_on": [task.on] * len(held)}
    return as_columns(Custody, len(held), {**custodies, **numbers})
