"""What is filled in for devices at their points, their services and the rounds past them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.safety_device import Agent, CheckResult, DeviceKind, Rhythm
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class RegisterDevice(Draft):
    """Pieces of one thing at one point; without a name it is called as its kind."""

    kind: DeviceKind = argument("设备种类", Kind.CHOICE, choices=DeviceKind)
    place: str = argument("场所", Kind.CAMPUS_PLACE)
    spot: str | None = argument("点位", default=None)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    name: str | None = argument("名称", default=None)
    agent: Agent | None = argument("灭火剂", Kind.CHOICE, choices=Agent, default=None)
    specification: str | None = argument("规格型号", default=None)
    made_on: PartialDate | None = argument("出厂日期", Kind.PARTIAL_DATE, default=None)
    serviced_on: date | None = argument("上次维修", Kind.DATE, default=None)
    rhythm: Rhythm | None = argument("多久查一次", Kind.CHOICE, choices=Rhythm, default=None)
    asset: str | None = argument("资产卡片", Kind.ASSET, default=None)
    item: str | None = argument("库存物品", Kind.ITEM, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class RegisterDevices(Draft):
    """Many devices in one go, as they stand in the list that was walked along."""

    devices: tuple[RegisterDevice, ...] = argument("安全设备", Kind.ROWS, rows=RegisterDevice)


@dataclass(frozen=True, kw_only=True)
class CorrectDevice(Draft):
    """What stands of a device is written right; what is left out stays, empty words empty it."""

    device: str = argument("设备编号")
    place: str | None = argument("场所", Kind.CAMPUS_PLACE, default=None)
    spot: str | None = argument("点位", default=None)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    name: str | None = argument("名称", default=None)
    agent: Agent | None = argument("灭火剂", Kind.CHOICE, choices=Agent, default=None)
    specification: str | None = argument("规格型号", default=None)
    made_on: PartialDate | None = argument("出厂日期", Kind.PARTIAL_DATE, default=None)
    made_unknown: bool | None = argument("出厂日期不明", Kind.FLAG, default=None)
    rhythm: Rhythm | None = argument("多久查一次", Kind.CHOICE, choices=Rhythm, default=None)
    asset: str | None = argument("资产卡片", Kind.ASSET, default=None)
    item: str | None = argument("库存物品", Kind.ITEM, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class ReplaceDevice(Draft):
    """Another device hangs at the point now; what is left out is as on the old one."""

    device: str = argument("设备编号")
    reason: str = argument("更换原因")
    made_on: PartialDate | None = argument("新设备出厂日期", Kind.PARTIAL_DATE, default=None)
    name: str | None = argument("名称", default=None)
    agent: Agent | None = argument("灭火剂", Kind.CHOICE, choices=Agent, default=None)
    specification: str | None = argument("规格型号", default=None)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    asset: str | None = argument("资产卡片", Kind.ASSET, default=None)
    item: str | None = argument("库存物品", Kind.ITEM, default=None)


@dataclass(frozen=True, kw_only=True)
class EndDevices(Draft):
    """Devices were taken down or are scrap, or hang there after all."""

    devices: tuple[str, ...] = argument("设备编号", Kind.NAMES)
    reason: str | None = argument("停用原因", default=None)
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawDevices(Draft):
    """Devices were registered by mistake, or rightly after all."""

    devices: tuple[str, ...] = argument("设备编号", Kind.NAMES)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class SendDevices(Draft):
    """Devices go away for their service; more than a quarter of all only with a reason."""

    devices: tuple[str, ...] = argument("设备编号", Kind.NAMES)
    company: str = argument("维修单位")
    reason: str | None = argument("超量的原因", default=None)


@dataclass(frozen=True, kw_only=True)
class ReturnDevices(Draft):
    """Devices came back from their service, or were serviced where they hang."""

    devices: tuple[str, ...] = argument("设备编号", Kind.NAMES)
    company: str | None = argument("维修单位", default=None)
    condemned: bool | None = argument("不能再用", Kind.FLAG, default=None)
    remarks: str | None = argument("维修情况", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawServices(Draft):
    """The last service of devices was entered by mistake, or only that they came back from it."""

    devices: tuple[str, ...] = argument("设备编号", Kind.NAMES)
    still_away: bool | None = argument("还没有取回", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class OpenDeviceRound(Draft):
    """A walk past all devices, or past those of one kind or one rhythm."""

    kind: DeviceKind | None = argument("只查哪种", Kind.CHOICE, choices=DeviceKind, default=None)
    rhythm: Rhythm | None = argument("只查哪些", Kind.CHOICE, choices=Rhythm, default=None)
    checked_by: str | None = argument("检查人", Kind.PERSON, default=None)


@dataclass(frozen=True, kw_only=True)
class DeviceFinding(Draft):
    """How one device was found; without a result nobody looked at it."""

    device: str = argument("设备编号")
    result: CheckResult | None = argument("结果", Kind.CHOICE, choices=CheckResult, default=None)
    remarks: str | None = argument("情况", default=None)
    recording_days: int | None = argument("录像保存天数", Kind.QUANTITY, default=None)


@dataclass(frozen=True, kw_only=True)
class EnterDeviceChecks(Draft):
    """Findings of a round, in any number and order."""

    round: str = argument("巡检编号")
    findings: tuple[DeviceFinding, ...] = argument("检查结果", Kind.ROWS, rows=DeviceFinding)
    checked_by: str | None = argument("检查人", Kind.PERSON, default=None)
    checked_on: date | None = argument("检查日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class CloseDeviceRound(Draft):
    """A round is over, passed-over points with a reason; or it goes on."""

    round: str = argument("巡检编号")
    reason: str | None = argument("漏查原因", default=None)
    reopen: bool | None = argument("重新打开", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawDeviceRound(Draft):
    """A round was opened by mistake, or rightly after all."""

    round: str = argument("巡检编号")
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)
