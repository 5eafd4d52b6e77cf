"""What every ledger page, every list on the command line and every export have in common.

A register says which columns it has; it gives the keys of its rows in order, and the rows of some
keys. Sorting and filtering happen in the database; only keys and figures are held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from typing import Protocol, runtime_checkable

from houqin_desktop.domain.calendar import require_not_to_come
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import plain_money
from houqin_desktop.services.session import Session

Cell = str | int | None


class ColumnKind(Enum):
    """How a column's cells are written and aligned."""

    TEXT = "text"
    MONEY = "money"
    QUANTITY = "quantity"
    NUMBER = "number"
    DATE = "date"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Chinese title, which is also its key, its kind, its width on the screen."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 100
    shown: bool = True


def plain_cell(column: Column, cell: Cell) -> Cell:
    """Return a cell as the command line writes it: money as "8600.00", the unknown as None."""
    if column.kind is ColumnKind.MONEY and isinstance(cell, int):
        return plain_money(cell)
    return None if cell == "" else cell


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition that narrows a register, with the words of its chip."""

    facet: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Sort:
    """One column to sort by."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """The keys of a register in order, with the pieces (件) and values (分) behind them."""

    keys: Sequence[int]
    quantities: Sequence[int]
    values_fen: Sequence[int]


class Register(Protocol):
    """A ledger that can be listed, searched, sorted, filtered and exported."""

    @property
    def name(self) -> str:
        """Return the English name by which the command line calls it."""
        ...

    @property
    def title(self) -> str:
        """Return the Chinese title."""
        ...

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns in order."""
        ...

    def index(self, filters: tuple[Filter, ...] = (), sort: tuple[Sort, ...] = ()) -> Index:
        """Return the keys that pass the filters, in order."""
        ...

    def rows(self, keys: Sequence[int]) -> list[tuple[Cell, ...]]:
        """Return the rows of these keys, in their order."""
        ...

    def texts(self, keys: Sequence[int]) -> list[str]:
        """Return the search texts of these keys, in their order."""
        ...


@runtime_checkable
class FilterableRegister(Register, Protocol):
    """A register whose every column can be narrowed by words or by its list of values."""

    def column(self, title: str, filters: tuple[Filter, ...] = ()) -> Sequence[Cell]:
        """Return the cells of one column of the rows that pass the filters."""
        ...


# Name: the module that defines it.
_HOMES = {
    "assets": "registers.assets",
    "pending": "registers.pending",
    "disposals": "registers.pending",
    "people": "registers.people",
    "posts": "registers.people",
    "operators": "registers.people",
    "storerooms": "registers.storerooms",
    "places": "registers.storerooms",
    "departments": "registers.people",
    "categories": "registers.reference",
    "old_codes": "assets.category_edition",
    "fields": "assets.custom_fields",
    "batches": "registers.reference",
    "counts": "count.registers",
    "journal": "registers.reference",
    "backups": "registers.backups",
    "items": "stock.registers",
    "stock": "stock.registers",
    "slips": "slips.registers",
    "loans": "loan.registers",
    "transfers": "transfer.registers",
    "handovers": "handover.registers",
    "reservations": "loan.registers",
    "rosters": "equipment.registers",
    "equipment_rules": "equipment.registers",
    "equipment": "equipment.registers",
    "term_plans": "term.registers",
    "kits": "term.registers",
    "term_needs": "term.registers",
    "requests": "procurement.registers",
    "purchases": "procurement.registers",
    "acceptances": "procurement.registers",
    "procurement": "procurement.registers",
    "budget": "procurement.money_registers",
    "suppliers": "procurement.money_registers",
    "accounts": "procurement.money_registers",
}
# The lists of the safety log.
SAFETY_REGISTERS = {
    "duty_tables": "duty.registers",
    "duties": "duty.registers",
    "duty_counts": "duty.registers",
    "absences": "duty.registers",
    "calendar": "duty.registers",
    "repairs": "repair.registers",
    "campus_places": "campus.registers",
    "inspections": "inspection.registers",
    "inspection_findings": "inspection.registers",
    "inspection_points_open": "inspection.registers",
    "check_items": "inspection.registers",
    "check_points": "inspection.registers",
    "inspection_plan": "inspection.registers",
    "visits": "gate.registers",
    "visitors_inside": "gate.registers",
    "outings": "gate.registers",
    "guard_shifts": "guard_shift.registers",
    "incidents": "guard_shift.registers",
    "safety_devices": "safety_device.registers",
    "devices_due": "safety_device.registers",
    "device_checks": "safety_device.registers",
    "safety_events": "safety_event.registers",
    "safety_events_missing": "safety_event.registers",
    "event_rules": "safety_event.registers",
    "liaison": "liaison.registers",
    "emergency_plans": "emergency_plan.registers",
    "regulations": "emergency_plan.registers",
    "pledges": "pledge.registers",
    "pledges_missing": "pledge.registers",
    "tenants": "pledge.registers",
    "pledge_texts": "pledge.registers",
    "hazards": "hazard.registers",
    "rectification_notices": "hazard.registers",
    "hazard_criteria": "hazard.registers",
}
_HOMES |= SAFETY_REGISTERS
REGISTERS = tuple(_HOMES)
WITH_PAST = ("assets", "items", "stock", "equipment", "emergency_plans", "regulations")


def register(session: Session, name: str, on: date | None = None) -> Register:
    """Return the register of this name; cards and stock also as of an earlier day.

    :raises Refused: for an unknown name, for a day to come, or for another register's past.
    """
    home = _HOMES.get(name)
    if home is None:
        raise Refused(
            f"没有台账“{name}”。可列出：{'、'.join(REGISTERS)}。", code="unknown_register"
        )
    module = import_module(f"houqin_desktop.services.{home}")
    makers: dict[str, Callable[..., Register]] = module.MAKERS
    today = session.clock.today()
    if on is None or on == today:
        return makers[name](session)
    require_not_to_come(on, today)
    if name not in WITH_PAST:
        raise Refused(
            f"只有{'、'.join(WITH_PAST)} 能按过去的日期列出。请去掉日期再列。", code="no_past"
        )
    return makers[name](session, on)
