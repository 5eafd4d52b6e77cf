"""保管员职责牌: the sheet that hangs on the wall of a storeroom (SYSTEMS S3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]+[）).、．]\s*")


@dataclass(frozen=True, slots=True)
class DutyCard:
    """One card: the room, who keeps it, who is above him, what he has to do."""

    school: str
    storeroom: str
    level: str
    keeper: str
    head_keeper: str
    director: str
    duties: tuple[str, ...]
    issued_on: str
    printed: str


def duties_of(text: str) -> tuple[str, ...]:
    """Split what a person wrote into duties: one a line, or separated by semicolons.

    Numbers that stand before them are taken off; the card numbers them itself.
    """
    parts = (part.strip() for part in re.split(r"[\n；;]+", text))
    return tuple(_NUMBER.sub("", part) for part in parts if part)
