"""Devices go away for their service and come back, or are serviced where they hang.

Never more than a quarter of all extinguishers at once (GB 50444-2008): whoever needs more says why.
"""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.safety_device import DeviceKind, ServiceOutcome, too_many_away
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.safety_device.drafts import (
    ReturnDevices,
    SendDevices,
    WithdrawServices,
)
from houqin_desktop.services.safety_device.finding import devices_named
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.safety_device import (
    DeviceService,
    SafetyDevice,
    devices_by_id,
    open_services,
)

cannot_undo("withdraw_services", "这次送修或维修已经撤回。请按实际重新登记一次。")


@command("设备送修", SendDevices)
def send_devices(task: Task, draft: SendDevices) -> Outcome:
    """Write that devices went away for their service.

    :raises Refused: `too_many_away` for more than a quarter of the extinguishers without a reason.
    """
    devices = devices_named(draft.devices)
    if not draft.company:
        raise Refused("没有写送到哪里维修。请填写维修单位。", code="empty_name")
    away = open_services()
    for device in devices:
        if device.id in away:
            raise Refused(
                f"{device.code} {away[device.id].sent_on} 已经送修，还没有取回。请先登记取回。",
                code="device_away",
            )
        _require_after(device, task)
    if not draft.reason:
        _require_few(devices, away)
    for device in devices:
        task.insert(
            DeviceService,
            device_id=device.id,
            sent_on=task.on,
            company=draft.company,
            reason=draft.reason or "",
        )
    return _outcome(devices)


def _require_few(devices: list[SafetyDevice], away: dict[int, DeviceService]) -> None:
    """Refuse to send so many that fewer than three quarters of the extinguishers stay."""
    extinguishers = {
        key: one.quantity
        for key, one in devices_by_id().items()
        if one.kind is DeviceKind.EXTINGUISHER and one.ended_on is None
    }
    sent = [one.id for one in devices if one.id in extinguishers]
    if not sent:
        return
    whole = sum(extinguishers.values())
    gone = sum(extinguishers[key] for key in {*sent, *(away.keys() & extinguishers.keys())})
    if too_many_away(gone, whole):
        raise Refused(
            f"全校 {whole} 具灭火器，这样会有 {gone} 具同时在外维修，超过四分之一。"
            "请分批送修，或写明原因再送，例如 已用备用灭火器顶替。",
            code="too_many_away",
        )


def _require_after(device: SafetyDevice, task: Task) -> None:
    if task.on < device.registered_on:
        raise Refused(
            f"{device.code} 是 {device.registered_on} 登记的。"
            "早于那天的维修，请在登记时填“上次维修”。",
            code="date_order",
        )


@command("登记设备维修", ReturnDevices)
def return_devices(task: Task, draft: ReturnDevices) -> Outcome:
    """Write that devices were serviced: back from where they were, or where they hang."""
    devices = devices_named(draft.devices)
    outcome = ServiceOutcome.CONDEMNED if draft.condemned else ServiceOutcome.SERVICED
    away = open_services()
    done = {"returned_on": task.on, "outcome": outcome, "remarks": draft.remarks or ""}
    for device in devices:
        service = away.get(device.id)
        if service is None:
            _require_after(device, task)
            company = draft.company or ""
            task.insert(
                DeviceService, device_id=device.id, sent_on=task.on, company=company, **done
            )
            continue
        if task.on < service.sent_on:
            raise Refused(
                f"{device.code} 是 {service.sent_on} 送修的，不能在 {task.on} 取回。请改正日期。",
                code="date_order",
            )
        task.update(service, company=draft.company or service.company, **done)
    return _outcome(devices)


@command("撤回设备维修", WithdrawServices)
def withdraw_services(task: Task, draft: WithdrawServices) -> Outcome:
    """Take the last service of each device back, or only its return.

    :raises Refused: for a device without any, or one whose return cannot be taken back.
    """
    devices = devices_named(draft.devices)
    for device in devices:
        last = DeviceService.picked(
            "device_id = ? AND withdrawn = 0", device.id, order="sent_on DESC, id DESC"
        )
        if not last or (draft.still_away and (last[0].returned_on is None or last[0].before_book)):
            said = "没有取回的记录" if draft.still_away else "没有维修记录"
            raise Refused(f"{device.code} {said}。请核对设备编号。", code="no_service")
        if draft.still_away:
            task.update(last[0], returned_on=None, outcome=None, remarks="")
        else:
            task.update(last[0], withdrawn=True)
    return _outcome(devices)


def _outcome(devices: list[SafetyDevice]) -> Outcome:
    return Outcome(devices[0].code, tuple(one.code for one in devices))


@undoes("send_devices")
def _not_sent(deed: Deed) -> Draft:
    return WithdrawServices(devices=_codes(deed))


@undoes("return_devices")
def _not_returned(deed: Deed) -> Draft:
    came_back = {touched.before is not None for touched in deed.of(DeviceService)}
    if len(came_back) > 1:
        raise Refused(
            f"{deed.words}里有送修取回的，也有就地维修的，不能一次撤销。请用“撤回设备维修”分别撤回。",
            code="cannot_undo",
        )
    return WithdrawServices(devices=_codes(deed), still_away=came_back.pop() or None)


def _codes(deed: Deed) -> tuple[str, ...]:
    devices = devices_by_id()
    return tuple(devices[row.device_id].code for row, _ in deed.still(DeviceService))
