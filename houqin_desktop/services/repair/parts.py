"""维修领料: an issue whose things are built in at once, and whose worth is part of the repair."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Task
from houqin_desktop.services.repair.standing import find_repair, next_version, require_unsigned
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.procurement_sums import gone
from houqin_desktop.storage.repair import RepairIssue
from houqin_desktop.storage.slip import Slip, SlipLine
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.voucher import Voucher

_TAKING = "领料"


def repair_to_supply(number: str | None, task: Task) -> SlipCase | None:
    """Return the repair for which parts are issued, None for an issue to somebody.

    :raises Refused: for a repair that counts no longer, or that somebody has signed.
    """
    if not number:
        return None
    case = find_repair(number, task.on, _TAKING)
    require_unsigned(case.voucher, _TAKING)
    return case


def supply(task: Task, slip: Slip, repair: SlipCase) -> None:
    """Let an issue that has no lines yet be for a repair, whose paper changes by it."""
    next_version(task, repair.voucher)
    task.insert(RepairIssue, slip_id=slip.id, repair_id=repair.slip.id)


def require_part(thing: StockItem | Asset) -> None:
    """Refuse to build a card into something.

    :raises Refused: `no_part`.
    """
    if isinstance(thing, Asset):
        raise Refused(
            f"{thing.code}（{thing.name}）是资产，不是维修材料。请另开领用单，或只领物品。",
            code="no_part",
        )


def is_part(issue_id: int) -> bool:
    """Say whether the things of an issue were built in, whatever kind they are."""
    return RepairIssue.find(slip_id=issue_id) is not None


def parts_come_back(task: Task, issue_id: int) -> None:
    """Let the repair behind an issue change as its parts come back; others have none.

    :raises Refused: `already_signed`, once somebody signed what the repair cost.
    """
    tied = RepairIssue.find(slip_id=issue_id)
    if tied is None or gone(tied.repair_id):
        return
    voucher = Voucher.get_by_id(tied.repair_id)
    require_unsigned(voucher, "退料")
    next_version(task, voucher)


def before_issue_back(task: Task, case: SlipCase) -> None:
    """Ask the repair before an issue is taken back or reversed."""
    parts_come_back(task, case.slip.id)


def before_restock_back(task: Task, case: SlipCase) -> None:
    """Ask the repair before what came back of its parts goes out again."""
    issued = (SlipLine.get_by_id(line.of_line_id) for line in case.lines if line.of_line_id)
    for issue_id in {line.slip_id for line in issued}:
        parts_come_back(task, issue_id)
