"""The repairs of a card: what was wrong, what came of it, what it cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.repair import RepairResult
from houqin_desktop.storage.repair_sums import RepairCost, RepairFact, repair_costs, repair_facts


class CardRepair(NamedTuple):
    """One repair of a card that counts, in words, with what it cost in 分."""

    on: str
    number: str
    text: str
    cost_fen: int


def repairs_of_card(asset_id: int) -> list[CardRepair]:
    """Return the repairs of a card that count, the latest first."""
    mine = [fact for fact in repair_facts(asset_id=asset_id) if not fact.is_gone]
    costs = repair_costs(only=[fact.id for fact in mine]) if mine else {}
    return [
        CardRepair(
            fact.dated_on,
            fact.number,
            _words(fact),
            costs.get(fact.id, RepairCost()).total_fen,
        )
        for fact in mine
    ]


def _words(fact: RepairFact) -> str:
    if fact.result is not None:
        end = f"{fact.done_on} {RepairResult(fact.result).label}"
    else:
        end = f"在{fact.sent}处维修" if fact.sent else "还没有派工"
    return f"{fact.fault}，{end}"


def repair_block(asset_id: int) -> Iterator[tuple[str, str]]:
    """Yield what the block 维修 of a card says: each repair, and what all of them cost."""
    found = repairs_of_card(asset_id)
    for one in found:
        cost = f"，¥{format_money(one.cost_fen)}" if one.cost_fen else ""
        yield one.number, f"{one.on} 报修：{one.text}{cost}"
    if found:
        whole = format_money(sum(one.cost_fen for one in found))
        yield "维修费用", f"{len(found):,} 次，合计 ¥{whole}"
