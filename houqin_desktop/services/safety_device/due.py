"""What falls due: services, scrap, checks, devices that are away or were found wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from houqin_desktop.domain.safety_device import stretch_of
from houqin_desktop.domain.settings import DEVICE_DAYS
from houqin_desktop.services import lookup
from houqin_desktop.services.safety_device.state import (
    DeviceState,
    asked_recording_days,
    device_states,
)

# A device that is away for longer than so many days is asked after.
DAYS_AWAY = 30


class Due(Enum):
    """What is to be done about a device."""

    SCRAP = "报废更换"
    SERVICE = "送修"
    FETCH = "取回"
    FAULT = "处理异常"
    RECORDING = "录像天数不足"
    CHECK = "检查"


@dataclass(frozen=True, slots=True)
class DueDevice:
    """A device, what is due, by when, and why in words."""

    device: DeviceState
    due: Due
    on: date
    detail: str

    def days_left(self, today: date) -> int:
        """Return the days until it is due; negative once it is late."""
        return (self.on - today).days


def notice_days() -> int:
    """Return how many days ahead the school wants to know."""
    return int(lookup.setting(DEVICE_DAYS))


def devices_due(today: date, within_days: int | None = None) -> list[DueDevice]:
    """Return what is late or falls due within so many days, the latest first.

    :param within_days: without it as many as the setting says.
    """
    horizon = today + timedelta(days=notice_days() if within_days is None else within_days)
    asked = asked_recording_days()
    found = [
        one
        for state in device_states(today)
        for one in _about(state, asked, horizon)
        if one.on <= horizon and (one.due is not Due.CHECK or one.on <= _end_of_stretch(one, today))
    ]
    return sorted(found, key=lambda one: one.on)


def _end_of_stretch(one: DueDevice, today: date) -> date:
    """Return the last day of the month, or half month, of today: later checks wait their turn."""
    return stretch_of(one.device.row.rhythm, today)[1]


def _about(state: DeviceState, asked_days: int, horizon: date) -> Iterator[DueDevice]:
    """Yield what waits about one device; what is scrap by then is not serviced any more."""
    if state.scrap_due is not None:
        yield DueDevice(state, Due.SCRAP, state.scrap_due, f"{state.row.made_on} 出厂")
    if state.away is not None:
        sent = state.away.sent_on
        words = f"{sent} 送到{state.away.company}"
        yield DueDevice(state, Due.FETCH, sent + timedelta(days=DAYS_AWAY), words)
        return
    is_scrap = state.scrap_due is not None and state.scrap_due <= horizon
    if state.service_due is not None and not is_scrap:
        last = f"上次维修 {state.serviced}" if state.serviced else f"{state.row.made_on} 出厂"
        yield DueDevice(state, Due.SERVICE, state.service_due, last)
    looked = state.check.checked_on if state.check is not None else None
    if looked is not None and state.check is not None:
        if state.fault:
            yield DueDevice(state, Due.FAULT, looked, state.fault)
        if state.short_recording(asked_days):
            words = f"只存 {state.check.recording_days} 天，要求 {asked_days} 天"
            yield DueDevice(state, Due.RECORDING, looked, words)
    said = f"上次检查 {looked}" if looked else "还没有查过"
    yield DueDevice(state, Due.CHECK, state.check_due, f"{state.row.rhythm.label}，{said}")
