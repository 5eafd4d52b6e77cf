"""Devices are registered at their points, written right, replaced, taken down."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.safety_device import (
    Agent,
    Rhythm,
    ServiceOutcome,
    device_code,
    require_device,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.safety_device.drafts import (
    CorrectDevice,
    EndDevices,
    RegisterDevice,
    RegisterDevices,
    ReplaceDevice,
    WithdrawDevices,
)
from houqin_desktop.services.safety_device.finding import (
    device_in_use,
    devices_named,
    find_device,
)
from houqin_desktop.services.stock.finding import find_item
from houqin_desktop.services.undoing.verbs import Deed, present_row, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.safety_device import (
    DeviceService,
    SafetyDevice,
    open_services,
    pieces_on_card,
)
from houqin_desktop.storage.stock import StockItem

REPLACED = "更换"


@command("登记安全设备", RegisterDevice)
def register_device(task: Task, draft: RegisterDevice) -> Outcome:
    """Write a device at its point, with its last service if there was one."""
    code = _register(task, draft)
    return Outcome(code, (code,))


@command("批量登记安全设备", RegisterDevices)
def register_devices(task: Task, draft: RegisterDevices) -> Outcome:
    """Write many devices, all or none.

    :raises Refused: naming the row.
    """
    if not draft.devices:
        raise Refused("还没有写安全设备。请至少写一行。", code="no_lines")
    codes = []
    for number, row in enumerate(draft.devices, start=1):
        with in_row(number):
            codes.append(_register(task, row))
    return Outcome(codes[0], tuple(codes))


def _register(task: Task, draft: RegisterDevice) -> str:
    values: dict[str, Any] = {
        "kind": draft.kind,
        "agent": draft.agent,
        "name": draft.name or draft.kind.label,
        "specification": draft.specification or "",
        "campus_place_id": find_campus_place(draft.place).id,
        "spot": draft.spot or "",
        "quantity": 1 if draft.quantity is None else draft.quantity,
        "made_on": draft.made_on,
        "rhythm": draft.rhythm or Rhythm.MONTHLY,
        "remarks": draft.remarks or "",
        **_thing(draft.asset, draft.item),
    }
    device = _insert(task, values)
    if draft.serviced_on is not None:
        _require_serviced(device, draft.serviced_on, task.today)
        task.insert(
            DeviceService,
            device_id=device.id,
            sent_on=draft.serviced_on,
            returned_on=draft.serviced_on,
            outcome=ServiceOutcome.SERVICED,
            before_book=True,
        )
    return device.code


def _require_serviced(device: SafetyDevice, on: date, today: date) -> None:
    made = None if device.made_on is None else device.made_on.first_day
    if on > today or (made is not None and on < made):
        raise Refused(f"上次维修 {on} 要在出厂之后、今天以前。请看维修合格证。", code="date_order")


def _insert(task: Task, values: dict[str, Any]) -> SafetyDevice:
    _require(task, values)
    code = device_code(next_serial(task, "safety_device"))
    return task.insert(SafetyDevice, code=code, registered_on=task.on, **values)


def _require(task: Task, values: dict[str, Any], device: SafetyDevice | None = None) -> None:
    """Refuse values that do not fit together, or more pieces than the card has."""
    made: PartialDate | None = values["made_on"]
    require_device(
        values["kind"],
        values["agent"],
        values["name"],
        values["quantity"],
        None if made is None else made.first_day,
        task.today,
    )
    if values["asset_id"] is None:
        return
    card = present_row(Asset, values["asset_id"])
    counted = device is not None and device.asset_id == card.id and device.ended_on is None
    elsewhere = pieces_on_card(card.id) - (device.quantity if device and counted else 0)
    if elsewhere + values["quantity"] > card.quantity:
        raise Refused(
            f"资产 {card.code} 一共 {card.quantity} 件，已有 {elsewhere} 件登记在别的点位，"
            f"不够再登记 {values['quantity']} 件。请核对数量，或换一张卡片。",
            code="too_few_pieces",
        )


def _thing(asset: str | None, item: str | None) -> dict[str, int | None]:
    """Return which card or item a device is; empty words are none.

    :raises Refused: for both.
    """
    if asset and item:
        raise Refused(
            "一个设备要么是资产卡片上的，要么是库存物品。请只填一个。", code="card_and_item"
        )
    card = lookup.asset(asset) if asset else None
    return {
        "asset_id": None if card is None else card.id,
        "item_id": find_item(item).id if item else None,
    }


@command("更正安全设备", CorrectDevice)
def correct_device(task: Task, draft: CorrectDevice) -> Outcome:
    """Write right what stands of a device."""
    device = device_in_use(draft.device)
    names = ("spot", "quantity", "name", "agent", "specification", "made_on", "rhythm", "remarks")
    values = {
        name: getattr(device, name) if getattr(draft, name) is None else getattr(draft, name)
        for name in names
    }
    if draft.made_unknown:
        values["made_on"] = None
    if draft.place:
        values["campus_place_id"] = find_campus_place(draft.place).id
    values |= {"asset_id": device.asset_id, "item_id": device.item_id}
    if draft.asset is not None or draft.item is not None:
        values |= _thing(draft.asset, draft.item)
    _require(task, {"kind": device.kind, **values}, device)
    if not task.update(device, **values):
        raise Refused(
            f"{device.code} 本来就是这样，没有要改的。请改动其中一项。", code="nothing_changed"
        )
    return Outcome(device.code, (device.code,))


@command("更换安全设备", ReplaceDevice)
def replace_device(task: Task, draft: ReplaceDevice) -> Outcome:
    """Let another device hang at the point; the old one is ended and the new one names it."""
    old = device_in_use(draft.device)
    if not draft.reason:
        raise Refused("没有写更换原因。请填写，例如 到期报废。", code="no_reason")
    values: dict[str, Any] = {
        name: getattr(old, name) if getattr(draft, name) is None else getattr(draft, name)
        for name in ("name", "agent", "specification", "quantity")
    }
    kept = ("kind", "campus_place_id", "spot", "rhythm")
    values |= {name: getattr(old, name) for name in kept}
    values |= {"made_on": draft.made_on, **_thing(draft.asset, draft.item)}
    _end(task, old, f"{REPLACED}：{draft.reason}")
    new = _insert(task, {**values, "replaces_id": old.id})
    return Outcome(new.code, (new.code, old.code))


@command("停用安全设备", EndDevices)
def end_devices(task: Task, draft: EndDevices) -> Outcome:
    """Take devices down, or hang them up again.

    :raises Refused: without a reason, for one that is away, or to bring back what was replaced.
    """
    devices = devices_named(draft.devices, in_use=not draft.restore)
    for device in devices:
        if draft.restore:
            _hang_up(task, device)
        elif draft.reason:
            _end(task, device, draft.reason)
        else:
            raise Refused("没有写停用原因。请填写，例如 到期报废。", code="no_reason")
    return Outcome(devices[0].code, tuple(one.code for one in devices))


def _end(task: Task, device: SafetyDevice, reason: str) -> None:
    if device.id in open_services():
        raise Refused(f"{device.code} 送修还没有取回。请先登记取回。", code="device_away")
    if task.on < device.registered_on:
        raise Refused(
            f"{device.code} 是 {device.registered_on} 登记的，不能在 {task.on} 停用。请改正日期。",
            code="date_order",
        )
    task.update(device, ended_on=task.on, end_reason=reason)


def _hang_up(task: Task, device: SafetyDevice) -> None:
    if device.ended_on is None or device.withdrawn:
        raise Refused(f"{device.code} 没有停用。请核对设备编号。", code="nothing_changed")
    newer = SafetyDevice.find(replaces_id=device.id, withdrawn=False)
    if newer is not None:
        raise Refused(
            f"{device.code} 已经换成 {newer.code}，不能恢复。请先撤销 {newer.code} 的登记。",
            code="device_replaced",
        )
    values = {name: getattr(device, name) for name in ("kind", "agent", "name", "quantity")}
    values |= {"made_on": device.made_on, "asset_id": device.asset_id}
    _require(task, values, device)
    task.update(device, ended_on=None, end_reason="")


@command("撤销安全设备登记", WithdrawDevices)
def withdraw_devices(task: Task, draft: WithdrawDevices) -> Outcome:
    """Take the registration of devices back, or put it back; what one replaced hangs again."""
    devices = devices_named(draft.devices, in_use=False)
    for device in devices:
        if device.withdrawn is not bool(draft.restore):
            said = "没有撤销" if draft.restore else "已经撤销"
            raise Refused(f"{device.code} 的登记本来就{said}。请核对编号。", code="nothing_changed")
        if device.id in open_services():
            raise Refused(f"{device.code} 送修还没有取回。请先登记取回。", code="device_away")
        old = (
            None
            if device.replaces_id is None
            else present_row(SafetyDevice, str(device.replaces_id))
        )
        if draft.restore:
            if old is not None:
                _end(task, old, REPLACED)
            task.update(device, withdrawn=False)
        else:
            task.update(device, withdrawn=True)
            if old is not None:
                _hang_up(task, old)
    return Outcome(devices[0].code, tuple(one.code for one in devices))


@undoes("register_device")
@undoes("register_devices")
@undoes("replace_device")
def _without_devices(deed: Deed) -> Draft:
    new = [row.code for row, touched in deed.still(SafetyDevice) if touched.before is None]
    return WithdrawDevices(devices=tuple(new))


@undoes("withdraw_devices")
def _registered_again(deed: Deed) -> Draft:
    rows = [row for row, touched in deed.still(SafetyDevice) if "withdrawn" in touched.after]
    return WithdrawDevices(
        devices=tuple(row.code for row in rows), restore=rows[0].withdrawn or None
    )


@undoes("end_devices")
def _hung_again(deed: Deed) -> Draft:
    rows = list(deed.still(SafetyDevice))
    first, touched = rows[0]
    codes = tuple(row.code for row, _ in rows)
    if first.ended_on is not None:
        return EndDevices(devices=codes, restore=True)
    return EndDevices(devices=codes, reason=(touched.before or {})["end_reason"])


@undoes("correct_device")
def _device_as_it_was(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(SafetyDevice)
    before = touched.before or {}
    values: dict[str, Any] = {
        name: before[name]
        for name in ("spot", "quantity", "name", "specification", "remarks")
        if name in before
    }
    if "campus_place_id" in before:
        values["place"] = present_row(CampusPlace, before["campus_place_id"]).name
    if "agent" in before:
        values["agent"] = Agent(before["agent"])
    if "rhythm" in before:
        values["rhythm"] = Rhythm(before["rhythm"])
    if "made_on" in before:
        made = before["made_on"]
        values["made_unknown" if made is None else "made_on"] = (
            True if made is None else PartialDate.parse(made)
        )
    if "asset_id" in before or "item_id" in before:
        asset = before.get("asset_id", row.asset_id)
        item = before.get("item_id", row.item_id)
        values["asset"] = "" if asset is None else present_row(Asset, asset).code
        values["item"] = "" if item is None else present_row(StockItem, item).code
    return CorrectDevice(device=find_device(row.code).code, **values)
