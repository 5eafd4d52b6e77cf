"""Entries of the gate are voided with a reason, never deleted, and voided once (I27)."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused


def require_standing(code: str, voided_on: date | None, reason: str) -> None:
    """Refuse to do anything with an entry that is void.

    :raises Refused: naming when and why it was voided.
    """
    if voided_on is not None:
        raise Refused(
            f"{code} 已于 {voided_on} 作废（{reason}）。请改用有效的那一条。", code="voided"
        )


def require_void_reason(reason: str) -> None:
    """Refuse to void an entry without saying why.

    :raises Refused: for an empty reason.
    """
    if not reason.strip():
        raise Refused("作废要写明原因，原来的登记会留着。请填写作废原因。", code="no_reason")
