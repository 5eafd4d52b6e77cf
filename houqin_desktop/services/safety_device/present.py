"""A device as the form that corrects it or replaces it is filled in."""

from __future__ import annotations

from typing import Any

from houqin_desktop.services.safety_device.finding import find_device
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.stock import StockItem


def correction_of(code: str) -> dict[str, Any]:
    """Return what stands of a device, by the arguments of `CorrectDevice`.

    :raises Refused: for an unknown number.
    """
    row = find_device(code)
    names = ("spot", "quantity", "name", "agent", "specification", "made_on", "rhythm", "remarks")
    filled = {name: getattr(row, name) for name in names}
    filled["place"] = CampusPlace.get_by_id(row.campus_place_id).name
    if row.asset_id is not None:
        filled["asset"] = Asset.get_by_id(row.asset_id).code
    if row.item_id is not None:
        filled["item"] = StockItem.get_by_id(row.item_id).code
    return {name: value for name, value in filled.items() if value is not None}
