"""What is filled in to hand over: who, to whom, why, one room or everything, and the keys."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class KeyLine(Draft):
    """Keys of one kind: for which door or cupboard, and how many."""

    name: str = argument("钥匙")
    quantity: int | None = argument("把数", Kind.QUANTITY, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class OpenHandover(Draft):
    """Somebody hands over one room, or without a room everything that is in his name."""

    giver: str = argument("移交人", Kind.PERSON)
    taker: str = argument("接收人", Kind.PERSON)
    cause: HandoverCause = argument("交接原因", Kind.CHOICE, choices=HandoverCause)
    storeroom: str | None = argument("只交这一室", Kind.STOREROOM, default=None)
    keys: tuple[KeyLine, ...] = argument("钥匙", Kind.ROWS, rows=KeyLine, default=())
    remarks: str | None = argument("说明", default=None)
