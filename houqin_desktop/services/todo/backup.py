"""Backups that are old, or were never made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.settings import BACKUP_DAYS
from houqin_desktop.services import lookup
from houqin_desktop.services.backups.age import days_since_backup
from houqin_desktop.services.settings import is_demo
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def old_backup(session: Session) -> TodoGroup | None:
    """Say how old the last backup is, once it is older than the school's limit.

    Invented data needs none.
    """
    days = days_since_backup(session)
    if is_demo() or (days is not None and days < int(lookup.setting(BACKUP_DAYS))):
        return None
    text = "还没有存到U盘的备份" if days is None else f"上次存到U盘的备份是 {days} 天前"
    line = TodoLine(
        text, "自动备份也在这台电脑上；电脑坏了，只能靠外面的那一份", Leads("backup"), days
    )
    return group_of("old_backup", "备份", "save", "按“备份”，存到U盘或另一台电脑。", [line])


SOURCES = (old_backup,)
