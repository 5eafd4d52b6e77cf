"""What a number belongs to: a card, an item, a voucher, a plan … Storerooms have names."""

from __future__ import annotations

from typing import Final, Literal

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services import lookup
from houqin_desktop.services.count.sessions import is_count
from houqin_desktop.services.numbers import exists
from houqin_desktop.services.slips.engine import is_slip
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.duty import DutyTable
from houqin_desktop.storage.equipment import EquipmentRule
from houqin_desktop.storage.gate import Outing, Visit
from houqin_desktop.storage.guard_shift import GuardShift, Incident
from houqin_desktop.storage.hazard import Hazard
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.stock import StockItem
from houqin_desktop.storage.term import Kit, TermPlan
from houqin_desktop.storage.voucher import Voucher

RecordKind = Literal[
    "asset",
    "disposal",
    "slip",
    "item",
    "count",
    "equipment_rule",
    "term_plan",
    "kit",
    "duty_table",
    "hazard",
    "visit",
    "outing",
    "guard_shift",
    "incident",
]

_AT_THE_GATE: Final[dict[RecordKind, type[BaseModel]]] = {
    "visit": Visit,
    "outing": Outing,
    "guard_shift": GuardShift,
    "incident": Incident,
}


def is_storeroom(name: str) -> bool:
    """Say whether a storeroom has this name."""
    return exists(Storeroom, name=name.strip())


def kind_of(number: str) -> RecordKind:
    """Return what has this number; refuse a number that nothing has."""
    code = normalise_code(number)
    if exists(Voucher, number=code):
        return "slip" if is_slip(code) else "disposal"
    if is_count(code):
        return "count"
    if exists(Asset, code=code):
        return "asset"
    if exists(StockItem, code=code):
        return "item"
    if exists(EquipmentRule, code=code):
        return "equipment_rule"
    if exists(TermPlan, code=code):
        return "term_plan"
    if exists(Kit, code=code):
        return "kit"
    if exists(DutyTable, code=code):
        return "duty_table"
    if exists(Hazard, code=code):
        return "hazard"
    for kind, model in _AT_THE_GATE.items():
        if exists(model, code=code):
            return kind
    raise Refused(f"没有资产、物品、单据或计划“{number}”。请检查编号。", code="unknown_number")


def card_key(code: str) -> int:
    """Return the key in the register of the card with this number.

    :raises Refused: when there is none.
    """
    return lookup.asset(code).id
