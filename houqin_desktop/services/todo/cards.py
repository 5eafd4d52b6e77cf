"""Cards that wait: 待报废 that stands still, 待核实, 待补责任人."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from houqin_desktop.domain.settings import PAPER_DAYS
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.tree import TO_DO
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.asset_tree import counts_by
from houqin_desktop.storage.register_queries import pending_assets, pending_since

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def standing_still(session: Session) -> TodoGroup | None:
    """List what has been 待报废 for longer than the school's limit and nobody applied for."""
    limit = int(lookup.setting(PAPER_DAYS))
    today = session.clock.today()
    since = pending_since()
    kinds: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for (
        key,
        _code,
        name,
        specification,
        _room,
        quantity,
        *_,
        registered,
        number,
    ) in pending_assets():
        if number is None:
            days = (today - date.fromisoformat(since.get(key, registered))).days
            if days >= limit:
                kinds.setdefault((name, specification), []).append((quantity, days))
    lines = [
        TodoLine(
            f"{name} {specification}".strip() + f" 共 {sum(pieces for pieces, _ in found)} 件",
            "待报废，还没有申请",
            Leads("pending", query=specification or name),
            max(days for _, days in found),
        )
        for (name, specification), found in kinds.items()
    ]
    return group_of(
        "standing_still", "待报废没有动", "pending", "在“待报废资产”里选中，按“申请报废”。", lines
    )


def cards_to_settle(_session: Session) -> TodoGroup | None:
    """Say how many cards have a doubtful field, an old code, or miss one of their people."""
    details = {
        "unverified": "原文在卡片上，对照凭证后按“核实”",
        "missing_role": "使用人、责任人、保管人有空缺或已离岗",
        "old_code": "按建议换成现行代码，旧代码仍留在卡片上",
    }
    lines = [
        TodoLine(
            f"{count:,} 张卡片{words}",
            details[facet],
            Leads("assets", filters=(Filter(facet, "", words),)),
        )
        for facet, words in TO_DO.items()
        if (count := counts_by(facet)[0][1])
    ]
    return group_of("cards_to_settle", "卡片要补要核", "card", "一张一张来，改一张少一张。", lines)


SOURCES = (standing_still, cards_to_settle)
