"""The tables of the safety log of which every row stands in the journal."""

from __future__ import annotations

from typing import Final

from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.duty import DUTY_TABLES
from houqin_desktop.storage.emergency_plan import EmergencyPlan, IssuedVersion, Regulation
from houqin_desktop.storage.gate import Outing, Visit
from houqin_desktop.storage.guard_shift import (
    GuardShift,
    Incident,
    IncidentReport,
    Patrol,
    PatrolPoint,
    ShiftEquipment,
    ShiftGuard,
)
from houqin_desktop.storage.hazard import HAZARD_TABLES
from houqin_desktop.storage.inspection import INSPECTION_TABLES
from houqin_desktop.storage.liaison import Liaison
from houqin_desktop.storage.personal import PersonalPurge, PersonalReading
from houqin_desktop.storage.pledge import PLEDGE_TABLES
from houqin_desktop.storage.repair import REPAIR_TABLES
from houqin_desktop.storage.safety_device import (
    DeviceCheck,
    DeviceHazard,
    DeviceRound,
    DeviceService,
    SafetyDevice,
)
from houqin_desktop.storage.safety_event import EventDocument, EventRule, SafetyEvent

SAFETY_TABLES: Final[tuple[type[BaseModel], ...]] = (
    CampusPlace,
    *REPAIR_TABLES,
    *DUTY_TABLES,
    EmergencyPlan,
    Regulation,
    IssuedVersion,
    SafetyDevice,
    DeviceService,
    DeviceRound,
    DeviceCheck,
    DeviceHazard,
    EventRule,
    SafetyEvent,
    EventDocument,
    Liaison,
    Visit,
    Outing,
    GuardShift,
    ShiftGuard,
    Patrol,
    PatrolPoint,
    ShiftEquipment,
    Incident,
    IncidentReport,
    PersonalPurge,
    PersonalReading,
    *INSPECTION_TABLES,
    *PLEDGE_TABLES,
    *HAZARD_TABLES,
)
