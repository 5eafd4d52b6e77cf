"""A receipt of a purchase goes back: its cards leave the register as if never registered."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Task
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.undoing.withdrawing import require_untouched, withdraw_as_batch
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.procurement_sums import papers_upon

RECEIVING = ("stock_accepted",)


def require_nothing_upon(_task: Task, case: SlipCase) -> None:
    """Refuse to take a paper back while papers that follow from it stand, naming them.

    :raises Refused: `built_upon`.
    """
    upon = papers_upon(case.slip.id)
    if upon:
        raise Refused(
            f"{case.voucher.number} 后面已有 {'、'.join(upon)}，不能撤销或冲销。"
            "请先从后往前撤销或冲销这些单据。",
            code="built_upon",
        )


def take_cards_back(task: Task, case: SlipCase) -> None:
    """Withdraw the cards that a receipt made, unless something was done to one of them since.

    :raises Refused: `built_upon`, `card_in_use` naming what was done to which card.
    """
    require_nothing_upon(task, case)
    ids = [line.asset_id for line in case.lines if line.asset_id is not None]
    if not ids:
        return
    cards = assets_by_id(ids)
    require_untouched(cards, RECEIVING, gone_papers=False)
    withdraw_as_batch(task, cards, case.voucher.number, f"{case.voucher.number} 撤销或冲销")
