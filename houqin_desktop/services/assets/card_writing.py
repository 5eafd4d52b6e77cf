"""Writing cards: the rows that one card is made of, for one card or for a hundred thousand.

A card is its row, its opening posting from the outside into a storeroom, and, where anybody is
known, its first stretch of custody. The dialog, the command line and the import all write
through here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from houqin_desktop.domain.asset import (
    AssetStatus,
    ValueType,
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
from houqin_desktop.services.registers.pinyin import search_text, sort_key
from houqin_desktop.storage.asset import Asset, Custody, Posting
from houqin_desktop.storage.base import as_columns, by_column
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


_NEW_IN_USE = {"status": AssetStatus.IN_USE, "value_type": ValueType.ORIGINAL}


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


def write_cards(task: Task, cards: Sequence[NewCard]) -> list[int]:
    """Write new cards with their opening postings and custody; return their ids.

    :raises Refused: for figures that no card can carry.
    """
    if not cards:
        return []
    ids = list(task.next_ids(Asset, len(cards)))
    task.insert_columns(Asset, _asset_columns(task, ids, cards))
    task.insert_columns(Posting, _opening_columns(task, ids, cards))
    task.insert_columns(Custody, _custody_columns(task, ids, cards))
    details: list[dict[str, Any]] = []
    for asset_id, card in zip(ids, cards, strict=True):
        if card.details:
            details.extend(detail_images(task, asset_id, card.details))
    task.insert_images(CardValue, details)
    return ids


def _asset_columns(task: Task, ids: Sequence[int], cards: Sequence[NewCard]) -> list[list[Any]]:
    """Return the cards themselves with their defaults and what is derived from them."""
    rows = [_NEW_IN_USE | card.values for card in cards]
    for values in rows:
        require_card_figures(
            values["quantity"],
            values["original_value_fen"],
            values.get("life_months"),
            values.get("minimum_life_months"),
        )
        require_funds(values.get("fiscal_funds_fen"), values.get("other_funds_fen"))
    searched = ([values.get(name) or "" for values in rows] for name in SEARCHED)
    derived = {
        "id": ids,
        "opening_value_fen": [values["original_value_fen"] for values in rows],
        "registered_on": [task.on] * len(rows),
        "sort_key": [sort_key(values["name"]) for values in rows],
        "search_text": list(map(search_text, *filter(any, searched))),
    }
    return by_column(Asset, rows, derived)


def _opening_columns(task: Task, ids: Sequence[int], cards: Sequence[NewCard]) -> list[list[Any]]:
    """Return the postings by which the cards come into their rooms."""
    rooms = {room.id: room.location_id for room in Storeroom.every()}
    postings = {
        "id": task.next_ids(Posting, len(cards)),
        "asset_id": ids,
        "from_location_id": [lookup.virtual_location(VirtualLocation.SUPPLIER)] * len(cards),
        "to_location_id": [rooms[card.values["storeroom_id"]] for card in cards],
        "quantity": [card.values["quantity"] for card in cards],
        "value_fen": [card.values["original_value_fen"] for card in cards],
        "posted_on": [task.on] * len(cards),
    }
    return as_columns(Posting, len(cards), postings)


def _custody_columns(task: Task, ids: Sequence[int], cards: Sequence[NewCard]) -> list[list[Any]]:
    """Return the first custody of those cards of which anybody is known."""
    held = [(at, *card.people) for at, card in zip(ids, cards, strict=True) if any(card.people)]
    if not held:
        return []
    names = ("asset_id", "holder_id", "responsible_id", "keeper_id")
    custodies = dict(zip(names, zip(*held, strict=True), strict=True))
    numbers = {"id": task.next_ids(Custody, len(held)), "from_on": [task.on] * len(held)}
    return as_columns(Custody, len(held), {**custodies, **numbers})
