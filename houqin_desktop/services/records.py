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
from houqin_desktop.storage.emergency_plan import EmergencyPlan, Regulation
from houqin_desktop.storage.equipment import EquipmentRule
from houqin_desktop.storage.gate import Outing, Visit
from houqin_desktop.storage.guard_shift import GuardShift, Incident
from houqin_desktop.storage.hazard import Hazard
from houqin_desktop.storage.liaison import Liaison
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.safety_device import DeviceRound, SafetyDevice
from houqin_desktop.storage.safety_event import EventRule, SafetyEvent
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
    "safety_device",
    "device_round",
    "safety_event",
    "event_rule",
    "liaison",
    "emergency_plan",
    "regulation",
]
# What is known by its number alone.
_CODED: Final[tuple[tuple[RecordKind, type[BaseModel]], ...]] = (
    ("asset", Asset),
    ("item", StockItem),
    ("equipment_rule", EquipmentRule),
    ("term_plan", TermPlan),
    ("kit", Kit),
    ("duty_table", DutyTable),
    ("hazard", Hazard),
    ("visit", Visit),
    ("outing", Outing),
    ("guard_shift", GuardShift),
    ("incident", Incident),
    ("safety_device", SafetyDevice),
    ("device_round", DeviceRound),
    ("safety_event", SafetyEvent),
    ("event_rule", EventRule),
    ("liaison", Liaison),
    ("emergency_plan", EmergencyPlan),
    ("regulation", Regulation),
)


def is_storeroom(name: str) -> bool:
    """Say whether a storeroom has this name."""
    return exists(Storeroom, name=name.strip())


def is_card(number: str) -> bool:
    """Say whether a card has this number."""
    return exists(Asset, code=normalise_code(number))


def kind_of(number: str) -> RecordKind:
    """Return what has this number; refuse a number that nothing has."""
    code = normalise_code(number)
    if exists(Voucher, number=code):
        return "slip" if is_slip(code) else "disposal"
    if is_count(code):
        return "count"
    for kind, model in _CODED:
        if exists(model, code=code):
            return kind
    raise Refused(f"没有资产、物品、单据或计划“{number}”。请检查编号。", code="unknown_number")


def card_key(code: str) -> int:
    """Return the key in the register of the card with this number.

    :raises Refused: when there is none.
    """
    return lookup.asset(code).id
