"""Entries of a log are voided with a reason, never deleted; a correction names what it corrects."""

from __future__ import annotations

from typing import TypeVar

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Task
from houqin_desktop.storage.liaison import Liaison
from houqin_desktop.storage.safety_event import SafetyEvent

Entry = TypeVar("Entry", SafetyEvent, Liaison)
CORRECTED = "已更正"


def require_reason(reason: str | None) -> str:
    """Return why an entry is voided or corrected.

    :raises Refused: without any.
    """
    if not reason:
        raise Refused("没有写原因。请写明为什么，例如 日期写错。", code="no_reason")
    return reason


def void_entry(task: Task, entry: Entry, reason: str | None, *, restore: bool = False) -> None:
    """Mark an entry as void, or as standing again.

    What it had corrected stands again when it is voided, and is void again when it comes back.

    :raises Refused: without a reason, where nothing changes, and to bring back what was corrected.
    """
    if entry.voided is not restore:
        said = "没有作废" if restore else "已经作废"
        raise Refused(f"{entry.code} 本来就{said}。请核对编号。", code="nothing_changed")
    model = type(entry)
    old = None if entry.corrects_id is None else model.get_by_id(entry.corrects_id)
    if restore:
        later = model.find(corrects_id=entry.id, voided=False)
        if later is not None:
            raise Refused(
                f"{entry.code} 已由 {later.code} 更正，不能恢复。请先作废 {later.code}。",
                code="corrected_since",
            )
        if old is not None:
            task.update(old, voided=True, void_reason=CORRECTED)
        task.update(entry, voided=False, void_reason="")
        return
    task.update(entry, voided=True, void_reason=require_reason(reason))
    if old is not None:
        task.update(old, voided=False, void_reason="")
