"""How each device stands on a day: where it hangs, what is due; asked and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.safety_device import (
    CheckResult,
    check_due,
    is_short,
    scrap_due,
    service_due,
)
from houqin_desktop.domain.settings import RECORDING_DAYS
from houqin_desktop.services import lookup
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.safety_device import (
    DeviceCheck,
    DeviceService,
    SafetyDevice,
    devices_by_id,
    devices_in_use,
    last_checks,
    last_services,
    open_services,
)


@dataclass(frozen=True, slots=True)
class DeviceState:
    """A device with its place, last service, last check, and the service it is away for."""

    row: SafetyDevice
    place: CampusPlace
    serviced: date | None
    away: DeviceService | None
    check: DeviceCheck | None

    @property
    def made(self) -> date | None:
        """Return the first day that the maker's date can mean."""
        return None if self.row.made_on is None else self.row.made_on.first_day

    @property
    def where(self) -> str:
        """Return place and point as one reads them."""
        return f"{self.place.name}{self.row.spot}"

    @property
    def service_due(self) -> date | None:
        """Return by when it is to be serviced, by the table of its agent."""
        return service_due(self.row.agent, self.made, self.serviced)

    @property
    def scrap_due(self) -> date | None:
        """Return when it is scrap, by the table of its agent."""
        return scrap_due(self.row.agent, self.made)

    @property
    def check_due(self) -> date:
        """Return by when somebody is to look at it next."""
        looked = None if self.check is None else self.check.checked_on
        return check_due(self.row.rhythm, self.row.registered_on, looked)

    @property
    def fault(self) -> str:
        """Return what the last check found wrong, nothing where it was good."""
        if self.check is None or self.check.result in (None, CheckResult.GOOD):
            return ""
        assert self.check.result is not None
        return f"{self.check.result.label}：{self.check.remarks}"

    def short_recording(self, asked_days: int) -> bool:
        """Say whether the camera was found to keep its recording for too few days."""
        return self.check is not None and is_short(self.check.recording_days, asked_days)

    def words(self, on: date) -> str:
        """Return how it stands on a day, as one reads it."""
        if self.row.ended_on is not None and self.row.ended_on <= on:
            return f"已停用：{self.row.end_reason}"
        if self.away is not None:
            return "送修中"
        if self.scrap_due is not None and self.scrap_due <= on:
            return "应报废"
        if self.service_due is not None and self.service_due <= on:
            return "应维修"
        return "异常" if self.fault else "在用"


def device_states(on: date, *, ended: bool = False) -> list[DeviceState]:
    """Return the devices that were in use on a day as one walks by them, as they stood then.

    :param ended: with those that were taken down by then, after the others.
    """
    devices, places = devices_by_id(), {one.id: one for one in CampusPlace.every()}
    serviced, away, checks = last_services(on), open_services(on), last_checks(on)
    keys = devices_in_use(on)
    if ended:
        standing = set(keys)
        there = (key for key, one in devices.items() if one.registered_on <= on)
        keys += [key for key in there if key not in standing]
    return [
        DeviceState(
            devices[key],
            places[devices[key].campus_place_id],
            serviced.get(key),
            away.get(key),
            checks.get(key),
        )
        for key in keys
    ]


def asked_recording_days() -> int:
    """Return for how many days the school asks cameras to keep their recording."""
    return int(lookup.setting(RECORDING_DAYS))
