"""A device and a round whole: what stands of them, what happened, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from houqin_desktop.domain.safety_device import LIFE_SOURCE, LOOKED_AT
from houqin_desktop.services import lookup
from houqin_desktop.services.safety_device.due import devices_due
from houqin_desktop.services.safety_device.finding import find_device, find_round
from houqin_desktop.services.safety_device.hazards import hazard_words
from houqin_desktop.services.safety_device.registers import round_scope
from houqin_desktop.services.safety_device.state import DeviceState, device_states
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.safety_device import (
    DeviceCheck,
    DeviceRound,
    DeviceService,
    SafetyDevice,
    checks_of,
)
from houqin_desktop.storage.stock import StockItem

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device with its fields, what happened to it, and what is to be done about it."""

    state: DeviceState
    fields: Fields
    history: tuple[tuple[date, str], ...]
    missing: tuple[str, ...]


def device_view(session: Session, number: str) -> DeviceView:
    """Return a device whole.

    :raises Refused: for an unknown number, or one that was registered by mistake.
    """
    today, row = session.clock.today(), find_device(number)
    state = next(one for one in device_states(today, ended=True) if one.row.id == row.id)
    due = [one for one in devices_due(today) if one.device.row.id == row.id]
    missing = tuple(f"{one.due.value}：{one.on}（{one.detail}）" for one in due)
    if row.agent is not None and row.made_on is None and row.ended_on is None:
        missing += ("出厂日期待补，不知道何时维修和报废",)
    return DeviceView(state, _fields(state, today), _history(row), missing)


def _fields(state: DeviceState, today: date) -> Fields:
    row = state.row
    card = None if row.asset_id is None else Asset.get_by_id(row.asset_id).code
    item = None if row.item_id is None else StockItem.get_by_id(row.item_id).name
    agent = None if row.agent is None else row.agent.label
    found: list[tuple[str, object]] = [
        ("设备编号", row.code),
        ("状态", state.words(today)),
        ("设备种类", row.kind.label),
        ("名称", row.name),
        ("灭火剂", agent),
        ("规格型号", row.specification),
        ("数量", row.quantity),
        ("场所", state.place.name),
        ("点位", row.spot),
        ("资产卡片", card),
        ("库存物品", item),
        ("出厂日期", row.made_on),
        ("上次维修", state.serviced),
        ("维修到期", state.service_due),
        ("报废到期", state.scrap_due),
        ("期限依据", LIFE_SOURCE if row.agent is not None else None),
        ("多久查一次", row.rhythm.label),
        ("检查要点", LOOKED_AT[row.kind]),
        ("下次检查", state.check_due if row.ended_on is None else None),
        ("隐患", hazard_words(row)),
        ("备注", row.remarks),
    ]
    return tuple((title, str(value)) for title, value in found if value not in (None, ""))


def _history(row: SafetyDevice) -> tuple[tuple[date, str], ...]:
    found = [(row.registered_on, "登记" + _replacing(row))]
    for service in DeviceService.picked("device_id = ? AND withdrawn = 0", row.id):
        if service.returned_on != service.sent_on:
            reason = f"（{service.reason}）" if service.reason else ""
            found.append((service.sent_on, f"送到{service.company}维修{reason}"))
        if service.returned_on is not None and service.outcome is not None:
            words = f"{service.outcome.label}{'：' if service.remarks else ''}{service.remarks}"
            found.append((service.returned_on, words))
    for check in DeviceCheck.picked("device_id = ? AND result IS NOT NULL", row.id):
        assert check.result is not None
        assert check.checked_on is not None
        days = "" if check.recording_days is None else f"，录像 {check.recording_days} 天"
        said = f"：{check.remarks}" if check.remarks else ""
        code = DeviceRound.get_by_id(check.round_id).code
        found.append((check.checked_on, f"巡检 {code} {check.result.label}{said}{days}"))
    if row.ended_on is not None:
        newer = SafetyDevice.find(replaces_id=row.id, withdrawn=False)
        by = "" if newer is None else f"，换成 {newer.code}"
        found.append((row.ended_on, f"停用：{row.end_reason}{by}"))
    return tuple(sorted(found, key=lambda one: one[0]))


def _replacing(row: SafetyDevice) -> str:
    if row.replaces_id is None:
        return ""
    return f"，更换 {SafetyDevice.get_by_id(row.replaces_id).code}"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One device on a round: how it was found then, and the time before."""

    check: DeviceCheck
    device: SafetyDevice
    where: str
    looked_at: str
    before: str
    checked_by: str

    @property
    def result(self) -> str:
        """Return how it was found, nothing where nobody looked."""
        return "" if self.check.result is None else self.check.result.label


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round with its lines in the order of the walk; `checked_by` is a number of a person."""

    row: DeviceRound
    fields: Fields
    lines: tuple[RoundLine, ...]
    checked_by: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the points that were passed over."""
        return tuple(
            f"没有查：{line.device.code} {line.where}"
            for line in self.lines
            if line.check.result is None
        )


def round_view(number: str) -> RoundView:
    """Return a round whole.

    :raises Refused: for an unknown number.
    """
    row = find_round(number)
    people = {one.id: one.name for one in Person.every()}
    lines = _round_lines(row, people)
    seen = sum(line.check.result is not None for line in lines)
    found: list[tuple[str, object]] = [
        ("巡检编号", row.code),
        ("开始日期", row.opened_on),
        ("范围", round_scope(row)),
        ("检查人", people.get(row.checked_by_id or 0)),
        ("点数", len(lines)),
        ("已查", seen),
        ("结束日期", row.closed_on),
        ("漏查原因", row.missed_reason),
        ("状态", "已撤销" if row.withdrawn else "已结束" if row.closed_on else "进行中"),
    ]
    fields = tuple((title, str(value)) for title, value in found if value not in (None, ""))
    checked_by = "" if row.checked_by_id is None else lookup.person_by_id(row.checked_by_id).number
    return RoundView(row, fields, lines, checked_by)


def _round_lines(row: DeviceRound, people: dict[int, str]) -> tuple[RoundLine, ...]:
    states = {one.row.id: one for one in device_states(date.max, ended=True)}
    earlier: dict[int, DeviceCheck] = {}
    for check in DeviceCheck.picked(
        "round_id < ? AND result IS NOT NULL", row.id, order="round_id"
    ):
        earlier[check.device_id] = check
    return tuple(
        RoundLine(
            check,
            states[check.device_id].row,
            states[check.device_id].where,
            LOOKED_AT[states[check.device_id].row.kind],
            _before(earlier.get(check.device_id)),
            people.get(check.checked_by_id or 0, ""),
        )
        for check in checks_of(row.id)
        if check.device_id in states
    )


def _before(check: DeviceCheck | None) -> str:
    if check is None or check.result is None:
        return ""
    return check.remarks or check.result.label
