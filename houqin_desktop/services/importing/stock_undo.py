"""What a batch of stock takes back: its 期初 slips, the items it brought, what it corrected."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.commands import Task, all_commands
from houqin_desktop.services.papers.vouchers import signed_steps
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.verbs import withdraw_slip
from houqin_desktop.services.stock.catalogue import correct_item, correction_back
from houqin_desktop.storage.asset import ImportBatch
from houqin_desktop.storage.import_undo import command_of_batch
from houqin_desktop.storage.item_import import (
    changes_after_batch,
    corrected_items,
    items_of_batch,
    moved_after,
    slips_after_batch,
    slips_of_batch,
)
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.voucher import Voucher

MOST_NAMED = 5


def require_stock_undoable(batch: ImportBatch) -> None:
    """Refuse a batch of which a slip is signed, or whose items were moved or changed since.

    :raises Refused: naming the slips, or what was changed.
    """
    slips = slips_of_batch(batch.id)
    signed = [
        number
        for key, number, state in slips
        if state != VoucherState.SIGNING or signed_steps(Voucher.get_by_id(key))
    ]
    if signed:
        raise Refused(
            f"期初入库单 {'、'.join(signed[:MOST_NAMED])} 已经有人签字，批次 {batch.number} "
            "不能整批撤回。请先办红字冲销。",
            code="batch_in_use",
        )
    command = command_of_batch(batch.id)
    titles = {name: spec.title for name, spec in all_commands().items()}
    later = [f"{item} 已有 {number}" for item, number in slips_after_batch(batch.id, MOST_NAMED)]
    touched = corrected_items(batch.id, command)
    recounted = [key for key, before in touched.items() if before.keys() & {"unit", "kind"}]
    later += [
        f"{item} 已有 {number}" for item, number in moved_after(command, recounted, MOST_NAMED)
    ]
    later += [
        f"{item} 于 {on} “{titles.get(verb, verb)}”"
        for item, on, verb in changes_after_batch(batch.id, command, MOST_NAMED)
    ]
    if later:
        raise Refused(
            f"批次 {batch.number} 的物品后来又有变动（{'、'.join(later[:MOST_NAMED])}），"
            "不能整批撤回。请先撤销或冲销这些单据。",
            code="batch_in_use",
        )


def withdraw_stock(task: Task, batch: ImportBatch) -> None:
    """Take back the slips of a batch, the last one first, its items and its corrections."""
    for _, number, _ in slips_of_batch(batch.id):
        withdraw_slip(task, WithdrawSlip(number=number, reason=f"撤回导入 {batch.number}"))
    for item in items_of_batch(batch.id):
        task.update(item, retired=True)
    for key, before in corrected_items(batch.id, command_of_batch(batch.id)).items():
        correct_item(task, correction_back(StockItem.get_by_id(key).code, before))
