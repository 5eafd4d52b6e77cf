"""Finding devices and rounds by their numbers."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.storage.safety_device import DeviceRound, SafetyDevice


def find_device(number: str) -> SafetyDevice:
    """Return the device with this number, whatever became of it.

    :raises Refused: when there is none.
    """
    found = SafetyDevice.find(code=normalise_code(number))
    if found is None:
        raise Refused(f"没有安全设备“{number}”。请检查设备编号。", code="unknown_device")
    return found


def device_in_use(number: str) -> SafetyDevice:
    """Return a device that hangs at its point.

    :raises Refused: for one that was taken down, replaced or registered by mistake.
    """
    device = find_device(number)
    if device.withdrawn or device.ended_on is not None:
        said = "登记已经撤销" if device.withdrawn else f"已于 {device.ended_on} 停用"
        raise Refused(f"{device.code} {said}，不能再办。请核对设备编号。", code="device_ended")
    return device


def devices_named(numbers: tuple[str, ...], *, in_use: bool = True) -> list[SafetyDevice]:
    """Return devices in the order in which they were named.

    :raises Refused: for none, or one that comes twice.
    """
    found = [device_in_use(one) if in_use else find_device(one) for one in numbers]
    if not found:
        raise Refused("没有选安全设备。请至少选一个。", code="no_lines")
    if len({one.id for one in found}) < len(found):
        raise Refused("同一个设备写了两次。请每个只写一次。", code="repeated_row")
    return found


def find_round(number: str) -> DeviceRound:
    """Return the round with this number.

    :raises Refused: when there is none.
    """
    found = DeviceRound.find(code=normalise_code(number))
    if found is None:
        raise Refused(f"没有设备巡检“{number}”。请检查巡检编号。", code="unknown_round")
    return found


def open_round(number: str) -> DeviceRound:
    """Return a round on which findings may be entered.

    :raises Refused: for one that is over or was withdrawn.
    """
    found = find_round(number)
    if found.withdrawn or found.closed_on is not None:
        said = "已经撤销" if found.withdrawn else f"已于 {found.closed_on} 结束"
        raise Refused(f"巡检 {found.code} {said}。要补记请先重新打开。", code="round_closed")
    return found
