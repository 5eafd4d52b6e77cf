"""Entries of the gate are voided with a reason, never deleted, and voided once (I27)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Task
from houqin_desktop.storage.base import BaseModel

if TYPE_CHECKING:
    from houqin_desktop.services.undoing.verbs import Deed

Entry = TypeVar("Entry", bound=BaseModel)


def require_standing(code: str, voided_on: date | None, reason: str) -> None:
    """Refuse to do anything with an entry that is void.

    :raises Refused: naming when and why it was voided.
    """
    if voided_on is not None:
        raise Refused(
            f"{code} 已于 {voided_on} 作废（{reason}）。请改用有效的那一条。", code="voided"
        )


def void(task: Task, entry: Any, reason: str) -> None:
    """Mark an entry that was written down wrongly; it stays and counts no more.

    :raises Refused: `no_reason` for an empty reason.
    """
    if not reason.strip():
        raise Refused("作废要写明原因，原来的登记会留着。请填写作废原因。", code="no_reason")
    task.update(entry, voided_on=task.on, void_reason=reason)


def entry_alone(deed: Deed, model: type[Entry]) -> Entry:
    """Return the entry that a deed wrote, to be voided as its undoing.

    :raises Refused: `cannot_undo` where it corrected another, which is void by that.
    """
    rows = [row for row, _ in deed.still(model)]
    if len(rows) > 1:
        raise Refused(
            f"{deed.words}更正了另一条，那一条已经作废，不能撤销。请再更正一次。",
            code="cannot_undo",
        )
    return rows[0]
