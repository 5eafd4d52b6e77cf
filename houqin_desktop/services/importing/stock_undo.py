"""What a batch of stock takes back: its 期初 slips, and the items that it brought."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.commands import Task, all_commands
from houqin_desktop.services.papers.vouchers import signed_steps
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.verbs import withdraw_slip
from houqin_desktop.storage.asset import ImportBatch
from houqin_desktop.storage.import_undo import command_of_batch
from houqin_desktop.storage.item_import import (
    changes_after_batch,
    items_of_batch,
    slips_after_batch,
    slips_of_batch,
)
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
    titles = {name: spec.title for name, spec in all_commands().items()}
    later = [f"{item} 已有 {number}" for item, number in slips_after_batch(batch.id, MOST_NAMED)]
    later += [
        f"{item} 于 {on} “{titles.get(verb, verb)}”"
        for item, on, verb in changes_after_batch(batch.id, command_of_batch(batch.id), MOST_NAMED)
    ]
    if later:
        raise Refused(
            f"批次 {batch.number} 的物品后来又有变动（{'、'.join(later[:MOST_NAMED])}），"
            "不能整批撤回。请先撤销或冲销这些单据。",
            code="batch_in_use",
        )


def withdraw_stock(task: Task, batch: ImportBatch) -> None:
    """Take the slips of a batch back, the last one first, and its items off the lists."""
    for _, number, _ in slips_of_batch(batch.id):
        withdraw_slip(task, WithdrawSlip(number=number, reason=f"撤回导入 {batch.number}"))
    for item in items_of_batch(batch.id):
        task.update(item, retired=True)
