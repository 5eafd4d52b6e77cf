"""A device that was found wrong leads to a hazard; the check and the hazard are tied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import HazardSource, HazardState
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.safety_device import CheckResult, DeviceKind
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.hazard.drafts import RegisterHazard
from houqin_desktop.services.hazard.finding import HazardCase
from houqin_desktop.services.hazard.registering import register_hazard
from houqin_desktop.services.safety_device.finding import device_in_use
from houqin_desktop.services.undoing.verbs import Deed, undo_rules, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.hazard import Hazard
from houqin_desktop.storage.safety_device import (
    DeviceCheck,
    DeviceHazard,
    DeviceRound,
    SafetyDevice,
    hazards_of_device,
    last_checks,
)

# The categories of the check list to which a fault of a device belongs.
_OF_FIRE, _OF_THE_GATE = "消防安全", "安防门卫"
_CATEGORIES: Final = {
    DeviceKind.CAMERA: _OF_THE_GATE,
    DeviceKind.GUARD_TOOL: _OF_THE_GATE,
}


@dataclass(frozen=True, kw_only=True)
class RegisterDeviceHazard(Draft):
    """What the last check of a device found becomes a hazard; what is left out is read off it."""

    device: str = argument("设备编号")
    description: str | None = argument("隐患内容", default=None)
    category: str | None = argument("隐患类别", default=None)
    department: str | None = argument("责任部门", Kind.DEPARTMENT, default=None)
    severity: HazardSeverity | None = argument(
        "等级", Kind.CHOICE, choices=HazardSeverity, default=None
    )


@command("设备异常登记隐患", RegisterDeviceHazard)
def register_device_hazard(task: Task, draft: RegisterDeviceHazard) -> Outcome:
    """Register the hazard that the last check found, with the device and the round named in it.

    :raises Refused: for a device that was found good, or whose fault is a standing hazard already.
    """
    device = device_in_use(draft.device)
    check = _fault(task, device)
    for hazard in _registered(device, check):
        raise Refused(
            f"{device.code} 的异常已登记为隐患 {hazard.code}，没有重复登记。请按那条隐患整改。",
            code="already_registered",
        )
    found_by = check.checked_by_id
    outcome = register_hazard(
        task,
        RegisterHazard(
            place=CampusPlace.get_by_id(device.campus_place_id).name,
            spot=device.spot or None,
            description=draft.description or _words(device, check),
            category=draft.category or _CATEGORIES.get(device.kind, _OF_FIRE),
            department=draft.department,
            source=HazardSource.REPORTED,
            found_on=check.checked_on,
            found_by=None if found_by is None else lookup.person_by_id(found_by).number,
            asset=None if device.asset_id is None else Asset.get_by_id(device.asset_id).code,
            severity=draft.severity,
        ),
    )
    row = Hazard.find(code=outcome.number)
    assert row is not None
    task.insert(DeviceHazard, check_id=check.id, hazard_id=row.id)
    return Outcome(outcome.number, (*outcome.ids, device.code))


def _fault(task: Task, device: SafetyDevice) -> DeviceCheck:
    check = last_checks(task.today).get(device.id)
    if check is None or check.result in (None, CheckResult.GOOD):
        said = "还没有查过" if check is None else "上次检查正常"
        raise Refused(
            f"{device.code} {said}，没有要登记的隐患。请先在巡检里记下异常。", code="no_fault"
        )
    return check


def _words(device: SafetyDevice, check: DeviceCheck) -> str:
    code = DeviceRound.get_by_id(check.round_id).code
    name = f"{device.name} {device.specification}".strip()
    assert check.result is not None
    return f"{device.code} {name}{check.result.label}：{check.remarks}（设备巡检 {code}）"


def _registered(device: SafetyDevice, check: DeviceCheck) -> Iterator[Hazard]:
    """Yield the hazards that are about this fault already: of this check, or still open."""
    for check_id, key in hazards_of_device(device.id):
        row = Hazard.get_by_id(key)
        state = HazardCase(row).standing.state
        if state.is_open or (check_id == check.id and state is not HazardState.VOID):
            yield row


def hazard_words(device: SafetyDevice) -> str:
    """Return the hazards of a device with how far each has come, nothing without any."""
    rows = [Hazard.get_by_id(key) for _, key in hazards_of_device(device.id)]
    return "、".join(f"{row.code}（{HazardCase(row).standing.state.label}）" for row in rows)


@undoes("register_device_hazard")
def _not_registered(deed: Deed) -> Draft:
    rule = undo_rules()["register_hazard"]
    assert not isinstance(rule, str)
    return rule(deed)
