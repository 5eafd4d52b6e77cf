"""The few figures of the first page: cards, pieces, value, rooms, the last backup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houqin_desktop.domain.money import format_money
from houqin_desktop.services.backups.age import days_since_backup
from houqin_desktop.storage.asset_tree import whole_register
from houqin_desktop.storage.people import Storeroom

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its title."""

    title: str
    value: str


def overview(session: Session) -> tuple[Figure, ...]:
    """Return the figures as the book stands now."""
    cards, pieces, value_fen = whole_register()
    branches = sum(room.parent_id is not None and not room.closed for room in Storeroom.every())
    return (
        Figure("固定资产卡片", f"{cards:,} 张"),
        Figure("数量", f"{pieces:,} 件"),
        Figure("账面原值", f"¥{format_money(value_fen)}"),
        Figure("保管室", f"总 1 个 · 分 {branches} 个"),
        Figure("U盘备份", backup_words(days_since_backup(session))),
    )


def backup_words(days: int | None) -> str:
    """Return how long ago the last backup was."""
    if days is None:
        return "还没有"
    return {0: "今天", 1: "昨天"}.get(days, f"{days:,} 天前")
