"""Every card of the register of a day with the figures that lists and summaries need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.assets.cells import CardCells
from houqin_desktop.services.bulk import without_collector
from houqin_desktop.services.registers.listing import Index
from houqin_desktop.storage.asset_register import Condition, cells

_COLUMNS = (
    "a.id",
    "a.quantity",
    "a.original_value_fen",
    "a.category_code",
    "a.storeroom_id",
    "a.using_department_id",
    "a.status",
    "CASE a.value_type WHEN 'nominal' THEN NULL ELSE a.life_months END",
    "a.acquired_on",
    "a.code",
    "a.name",
    "a.specification",
    "a.unit",
    "a.place",
    "a.remarks",
    "CASE a.category_edition WHEN 'gbt2010' THEN a.former_category_code ELSE '' END",
)


@dataclass(frozen=True, slots=True)
class CardOn:
    """A card as it stood on a day; money in 分."""

    accumulated_fen: int
    key: int
    quantity: int
    value_fen: int
    category: str | None
    storeroom_id: int
    department_id: int | None
    status: str
    life_months: int | None
    acquired_on: str | None
    code: str
    name: str
    specification: str
    unit: str
    place: str
    remarks: str
    code_2010: str

    @property
    def net_fen(self) -> int:
        """Return what is not written off yet."""
        return self.value_fen - self.accumulated_fen


def cards_on(as_of: AsOf, conditions: tuple[Condition, ...] = ()) -> list[CardOn]:
    """Return the cards in the register on a day, in the order of registration."""
    return _cards(as_of, (*conditions, as_of.membership))


def cards_come_and_gone(as_of: AsOf, after: date) -> list[CardOn]:
    """Return the cards that had left by the day but were acquired after an earlier one."""
    left: Condition = (
        (
            "a.status = 'disposed' AND a.withdrawn_code IS NULL"
            " AND coalesce(a.acquired_on, a.registered_on) > ?"
        ),
        (after.isoformat(),),
    )
    return _cards(as_of, (left,))


def _cards(as_of: AsOf, conditions: tuple[Condition, ...]) -> list[CardOn]:
    with without_collector():
        rows = list(cells(_COLUMNS, conditions, as_of.source))
        found = Index([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
        accumulated = CardCells(as_of, conditions, found).shown("累计折旧")
        return [CardOn(int(fen or 0), *row) for fen, row in zip(accumulated, rows, strict=True)]
