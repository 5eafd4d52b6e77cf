"""Finding an item that a person meant: by its code, or by a name that only one item has."""

from __future__ import annotations

import unicodedata

from houqin_desktop.domain.errors import Refused
from houqin_desktop.storage.stock import StockItem, items_named


def scanned_item(scanned: str) -> StockItem | None:
    """Return the item whose code was scanned, or None."""
    code = unicodedata.normalize("NFKC", scanned).strip().upper()
    found: StockItem | None = StockItem.find(code=code)
    return found


def find_item(reference: str) -> StockItem:
    """Return the item of this code, or of this name, with its specification where several have it.

    :raises Refused: for an unknown name, or one that several items have.
    """
    words = reference.strip()
    by_code = scanned_item(words)
    if by_code is not None:
        return by_code
    named = items_named(words)
    if len(named) > 1:
        known = "、".join(f"{item.code} {item.name} {item.specification}".strip() for item in named)
        raise Refused(f"叫“{words}”的物品不止一种：{known}。请填物品编号。", code="ambiguous_item")
    if not named:
        raise Refused(
            f"物品目录里没有“{words}”。请先登记物品，或检查编号和名称。", code="unknown_item"
        )
    return named[0]
