"""What an import of stock brought, for whoever wants to see it."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.services.importing.undo import find_batch
from houqin_desktop.storage.import_undo import command_of_batch
from houqin_desktop.storage.item_import import corrected_items, items_of_batch, slips_of_batch


@dataclass(frozen=True, slots=True)
class StockBatch:
    """The ids of the slips of an import of stock, and of the items it brought or corrected."""

    slips: tuple[int, ...]
    items: tuple[int, ...]


def stock_of_batch(number: str) -> StockBatch:
    """Return what a batch brought to the stock; nothing for one of assets.

    :raises Refused: when there is no such batch.
    """
    batch = find_batch(number)
    corrected = corrected_items(batch.id, command_of_batch(batch.id))
    return StockBatch(
        tuple(key for key, _, _ in slips_of_batch(batch.id)),
        (*(item.id for item in items_of_batch(batch.id)), *corrected),
    )
