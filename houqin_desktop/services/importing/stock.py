"""Bringing an item ledger into the book: the catalogue, and a 期初 slip for each room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.importing.item_differences import correction_of
from houqin_desktop.services.importing.item_planning import PlannedItem
from houqin_desktop.services.importing.plan import RowAction
from houqin_desktop.services.importing.verbs import ImportStock, begin_batch
from houqin_desktop.services.slips.engine import add_line, open_slip, post_line
from houqin_desktop.services.stock.catalogue import correct_item, insert_item, restore_item
from houqin_desktop.services.stock.drafts import AddItem

if TYPE_CHECKING:
    from collections.abc import Collection

    from houqin_desktop.domain.ledger.counting import Opening
    from houqin_desktop.domain.ledger.findings import LedgerRow
    from houqin_desktop.storage.asset import ImportBatch
    from houqin_desktop.storage.stock import StockItem

_SAME = (
    "name",
    "unit",
    "specification",
    "category",
    "pack_unit",
    "pack_size",
    "everyday_names",
    "minimum",
    "remarks",
)


@command("导入物品台账", ImportStock, listed=False)
def import_stock(task: Task, draft: ImportStock) -> Outcome:
    """Write new items and corrections, then what lies in each room as one slip, as one batch."""
    plan, batch = begin_batch(task, draft)
    lines: dict[str, list[tuple[PlannedItem, StockItem, Opening]]] = {}
    made: dict[int, StockItem] = {}
    rows = [row for row in plan.rows if isinstance(row, PlannedItem) and not row.stays_out]
    dated = {row.thing_key for row in rows if row.row["expires_on"] is not None}
    writing = [row for row in rows if row.action is not RowAction.UNCHANGED]
    for planned in writing:
        if planned.changes:
            correct_item(task, correction_of(planned))
    # Who brings a code has it before the next free ones are given out.
    for planned in sorted(writing, key=lambda each: each.row["code"] is None):
        _item_of(task, planned, batch, made, dated)
    for planned in writing:
        item = _item_of(task, planned, batch, made, dated)
        for room, opening in planned.openings:
            lines.setdefault(room, []).append((planned, item, opening))
    for room, openings in lines.items():
        _receive(task, room, openings, batch)
    return Outcome(batch.number, (batch.number,))


def _item_of(
    task: Task,
    planned: PlannedItem,
    batch: ImportBatch,
    made: dict[int, StockItem],
    dated: Collection[int],
) -> StockItem:
    """Return the item that a row means, written where the book does not have it.

    What the catalogue says of it is taken from the first of its rows that comes in.

    :param dated: the things of which some row says 有效期; such a new item keeps it.
    """
    key, item = planned.thing_key, planned.item
    if key not in made:
        draft = _draft(planned.row, keeps_expiry=key in dated)
        if item is None:
            made[key] = insert_item(task, draft, batch.id)
        elif planned.restored:
            made[key] = restore_item(task, item, draft, batch.id)
        else:
            made[key] = item
    return made[key]


def _draft(row: LedgerRow, *, keeps_expiry: bool) -> AddItem:
    filled: dict[str, Any] = {name: row[name] for name in _SAME}
    return AddItem(kind=row["stock_kind"], code=row["code"], keeps_expiry=keeps_expiry, **filled)


def _receive(
    task: Task,
    room_name: str,
    openings: list[tuple[PlannedItem, StockItem, Opening]],
    batch: ImportBatch,
) -> None:
    room = lookup.storeroom(room_name)
    supplier = lookup.virtual_location(VirtualLocation.SUPPLIER)
    slip = open_slip(
        task,
        VoucherKind.RECEIPT,
        storeroom_id=room.id,
        giver_id=task.require_actor().id,
        source=ReceiptSource.OPENING.value,
        remarks=f"期初，导入批次 {batch.number}",
        import_batch_id=batch.id,
    )
    for position, (planned, item, opening) in enumerate(openings, start=1):
        row = planned.row
        expires = row["expires_on"]
        line = add_line(
            task,
            slip,
            position,
            item,
            opening.quantity,
            value_fen=opening.value_fen,
            batch=row["batch"] or "",
            expires_on=None if expires is None else expires.first_day,
            place=row["place"] or "",
        )
        post_line(task, line, supplier, room.location_id, opening.value_fen, task.on)
