"""How a repair is said: the thing, the place, who was sent."""

from __future__ import annotations

from houqin_desktop.services.loan.things import person_name
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.procurement import Supplier
from houqin_desktop.storage.repair import Repair, RepairAssignment


def thing_words(repair: Repair) -> str:
    """Return what is broken: a card with its number, else the thing in the words of the report."""
    if repair.asset_id is None:
        return repair.thing
    card = Asset.get_by_id(repair.asset_id)
    return f"{card.name} {card.specification}".rstrip() + f"（{card.code}）"


def place_words(repair: Repair) -> str:
    """Return the place by which repairs are added up: campus place, storeroom, else the words."""
    if repair.campus_place_id is not None:
        return str(CampusPlace.get_by_id(repair.campus_place_id).name)
    if repair.storeroom_id is not None:
        return str(Storeroom.get_by_id(repair.storeroom_id).name)
    return repair.spot


def where_words(repair: Repair) -> str:
    """Return where it is, as exactly as it was said."""
    return " ".join(dict.fromkeys(filter(None, (place_words(repair), repair.spot))))


def sent_words(sent: RepairAssignment) -> str:
    """Return who was sent; empty for nobody any more."""
    if sent.supplier_id is not None:
        return str(Supplier.get_by_id(sent.supplier_id).name)
    return person_name(sent.worker_id)
