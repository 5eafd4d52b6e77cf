"""周边环境: entries about police, traffic posts and neighbours."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.liaison import LiaisonKind, Slot
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_integer,
    optional_text,
    text,
    word,
)


class Liaison(BaseModel):
    """With whom the school met or stood outside, about what; at most voided."""

    id: int = integer(key=True)
    code: str = text()
    kind: LiaisonKind = word(LiaisonKind)
    met_on: date = day()
    slot: Slot = word(Slot)
    from_at: str | None = optional_text()
    to_at: str | None = optional_text()
    counterpart: str = text()
    colleagues: str = text("")
    campus_place_id: int | None = optional_integer()
    matter: str = text()
    result: str = text("")
    photo: str | None = optional_text()
    recorded_by_id: int = integer()
    corrects_id: int | None = optional_integer()
    voided: bool = flag()
    void_reason: str = text("")
