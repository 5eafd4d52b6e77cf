"""撤回登记: cards that were registered by mistake leave the register, one or a whole grid of them.

It is done as an import is taken back: the cards become a batch of their own that came back whole.
Nothing is deleted, the numbers are given out again. What was done to a card and undone again does
not hold it; anything else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.verbs import require_free
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.importing.undo import MOST_NAMED, uses_in_words, withdraw_batch
from houqin_desktop.services.importing.verbs import next_batch_number
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.asset import Asset, ImportBatch, ImportUndo, assets_by_id
from houqin_desktop.storage.import_undo import uses_since_registered, written_otherwise

REGISTERING = ("register_asset", "register_assets")
FILE_NAME = "手工登记"
# How a card came otherwise, by the command that wrote it, and what to do then.
_INSTEAD: Final = {
    "import_assets": "它是随台账导入的，请用“撤回导入”。",
    "split_asset": "它是拆分来的，编号长期保留，请用“更正”。",
    "settle_difference": "它是清查签结以后由盘盈立的卡，清查已经签字。没有这件东西请办报损。",
    "stock_accepted": "它是采购入库立的卡，请撤销或红字冲销那张入库单。",
}


@dataclass(frozen=True, kw_only=True)
class WithdrawCards(Draft):
    """Cards that should never have been registered."""

    assets: tuple[str, ...] = argument("资产", Kind.ASSETS)
    reason: str | None = argument("原因", default=None)


cannot_undo("withdraw_cards", "撤回的卡片不能再恢复。请重新登记一次，编号会再用上。")


@undoes("register_asset")
@undoes("register_assets")
def _as_if_never_registered(deed: Deed) -> WithdrawCards:
    cards = assets_by_id([int(one.key) for one in deed.of(Asset)])
    require_untouched(cards, REGISTERING)
    return WithdrawCards(assets=tuple(card.code for card in cards), reason="撤销登记")


@command("撤回登记", WithdrawCards)
def withdraw_cards(task: Task, draft: WithdrawCards) -> Outcome:
    """Take registered cards back whole, or refuse for the first that cannot be and change nothing.

    The answer has the number of the batch and those of the cards.

    :raises Refused: for a card that came with a ledger or out of a split, that left the register,
        or that something was done to since.
    """
    cards = lookup.assets(draft.assets)
    require_untouched(cards, REGISTERING)
    registered_on = max(card.registered_on for card in cards)
    if task.on < registered_on:
        raise Refused(
            f"卡片是 {registered_on} 登记的，不能在 {task.on} 撤回。请改用那天或以后的日期。",
            code="undo_order",
        )
    codes = tuple(card.code for card in cards)
    batch = withdraw_as_batch(task, cards, FILE_NAME, draft.reason or "")
    return Outcome(batch.number, codes)


def withdraw_as_batch(task: Task, cards: Sequence[Asset], origin: str, reason: str) -> ImportBatch:
    """Take cards out of the register as a batch of their own; their numbers are free again.

    :param origin: what stands in place of a file's name.
    """
    codes = [card.code for card in cards]
    batch = task.insert(
        ImportBatch,
        number=next_batch_number(task),
        file_name=origin,
        file_hash=sha256("\n".join(codes).encode("utf-8")).hexdigest(),
        imported_on=task.on,
        found=len(cards),
        added=len(cards),
        updated=0,
        unchanged=0,
        rejected=0,
        doubtful=0,
    )
    for card in cards:
        task.update(card, import_batch_id=batch.id)
    task.insert(ImportUndo, id=batch.id, undone_on=task.on, reason=reason)
    withdraw_batch(task, batch)
    return batch


def require_untouched(
    cards: Sequence[Asset], verbs: Sequence[str], *, gone_papers: bool = True
) -> None:
    """Refuse cards that more stands upon than their registration by one of these commands.

    :param gone_papers: whether slips and cases of disposal that were taken back, refused or
        reversed hold a card.
    :raises Refused: `not_registered`, `card_in_use` naming what was done to which card, or as
        `require_free` does.
    """
    for card in cards:
        require_free(card)
    ids = [card.id for card in cards]
    others = written_otherwise(ids, verbs)
    if others:
        code, verb = others[0]
        raise Refused(
            f"{code} 不是登记来的卡片，不能撤回登记。{_INSTEAD.get(verb, '请用“更正”改对。')}",
            code="not_registered",
        )
    uses = uses_since_registered(ids, MOST_NAMED + 1, gone_papers=gone_papers)
    if uses:
        raise Refused(
            f"卡片登记以后又有变动（{uses_in_words(uses)}），不能撤回登记。"
            "请先撤销后来的改动，或用“更正”改对。",
            code="card_in_use",
        )
