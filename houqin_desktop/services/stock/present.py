"""An item of the catalogue as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.domain.stock import Pack
from houqin_desktop.services.assets.pictures import CardPicture
from houqin_desktop.services.slips.engine import place_name
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.stock.moves import Move, moves_of
from houqin_desktop.services.stock.pictures import photo_of
from houqin_desktop.services.stock.registers import item_state
from houqin_desktop.storage.stock import StockItem, places_of, worth_of


@dataclass(frozen=True, slots=True)
class ItemCard:
    """What a person wants to know of an item: how many, worth what (分), where, how it moved."""

    code: str
    name: str
    specification: str
    kind: str
    state: str
    everyday_names: str
    whole: str
    value_fen: int
    minimum: str
    places: tuple[tuple[str, str], ...]
    photo: CardPicture | None
    moves: tuple[Move, ...]


def item_card(code: str) -> ItemCard:
    """Return the item with this code as it stands now."""
    item = find_item(code)
    worth = worth_of(item.id)
    least = "" if item.school_minimum is None else f"{item.school_minimum:,} {item.unit}"
    return ItemCard(
        code=item.code,
        name=item.name,
        specification=item.specification,
        kind=item.kind.label,
        state=item_state(item),
        everyday_names=item.everyday_names,
        whole=pieces_words(item, worth.quantity),
        value_fen=worth.value_fen,
        minimum=least,
        places=tuple(
            (place_name(place), pieces_words(item, pieces)) for place, pieces in places_of(item.id)
        ),
        photo=photo_of(item),
        moves=tuple(moves_of(item)),
    )


def pieces_words(item: StockItem, pieces: int) -> str:
    """Return a number of pieces with their unit, and in packs where the item has some."""
    words = f"{pieces:,} {item.unit}"
    if item.pack_size is None or pieces < item.pack_size:
        return words
    return f"{words}（{Pack(item.pack_unit, item.pack_size).words(pieces, item.unit)}）"


def present_item(code: str) -> dict[str, Any]:
    """Return what the catalogue says of an item, in the shape of the draft that changes it."""
    item = find_item(code)
    return {
        "name": item.name,
        "kind": item.kind,
        "unit": item.unit,
        "specification": item.specification,
        "category": item.category,
        "pack_unit": item.pack_unit,
        "pack_size": item.pack_size,
        "everyday_names": item.everyday_names,
        "minimum": item.school_minimum,
        "keeps_expiry": item.keeps_expiry,
        "remarks": item.remarks,
    }
