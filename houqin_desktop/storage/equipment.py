"""配备标准, and the cards that could meet one, on any day."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from houqin_desktop.domain.equipment import Audience
from houqin_desktop.domain.people import Post
from houqin_desktop.storage.asset_as_of import Source
from houqin_desktop.storage.asset_register import Condition, cells
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.fields import flag, integer, optional_integer, optional_word, text, word


class EquipmentRule(BaseModel):
    """How many of what each of an audience should have; never deleted, at most withdrawn."""

    id: int = integer(key=True)
    code: str = text()
    audience: Audience = word(Audience)
    post: Post | None = optional_word(Post)
    department_id: int | None = optional_integer()
    roster_id: int | None = optional_integer()
    name: str = text()
    words: str = text("")
    category_code: str = text("")
    quantity: int = integer()
    withdrawn: bool = flag()


class EquipmentCard(NamedTuple):
    """What is asked of a card; `acquired_on` as precise as it was written, months of service."""

    key: int
    code: str
    name: str
    category: str | None
    quantity: int
    department_id: int | None
    acquired_on: str | None
    life_months: int | None


_COLUMNS = (
    "a.id",
    "a.code",
    "a.name",
    "a.category_code",
    "a.quantity",
    "a.using_department_id",
    "a.acquired_on",
    "coalesce(a.minimum_life_months, a.life_months)",
)


def cards_in_use(
    source: Source, membership: Condition, words: Collection[str], categories: Collection[str]
) -> list[EquipmentCard]:
    """Return the cards in the register of a day that do not wait for their disposal.

    :param words: only those whose name has one of them,
    :param categories: or whose code begins so.
    """
    named = ["instr(a.name, ?) > 0"] * len(words)
    coded = ["substr(a.category_code, 1, length(?)) = ?"] * len(categories)
    values = (*words, *(code for one in categories for code in (one, one)))
    wanted: Condition = (" OR ".join((*named, *coded, "0")), values)
    in_use: Condition = ("a.status <> 'pending_disposal'", ())
    return [EquipmentCard(*row) for row in cells(_COLUMNS, (membership, in_use, wanted), source)]
