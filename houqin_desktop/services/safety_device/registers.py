"""安全设备, what falls due of them, and the rounds past them, as lists."""

from __future__ import annotations

from functools import partial
from typing import Final

from houqin_desktop.services.registers.listing import Column, ColumnKind, Filter, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.safety_device.due import devices_due
from houqin_desktop.services.safety_device.state import DeviceState, device_states
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.safety_device import DeviceRound, round_counts
from houqin_desktop.storage.stock import items_by_id

QUANTITY, DATE, STATUS = ColumnKind.QUANTITY, ColumnKind.DATE, ColumnKind.STATUS
NUMBER = ColumnKind.NUMBER
DEVICES_IN_USE: Final = (Filter("in_use", "yes", "在用"),)
_DEVICE_COLUMNS: Final = (
    Column("设备编号", width=80),
    Column("名称", width=140),
    Column("场所", width=120),
    Column("点位", width=100),
    Column("数量", QUANTITY, width=50),
    Column("状态", STATUS, width=80),
    Column("维修到期", DATE, width=96),
    Column("报废到期", DATE, width=96),
    Column("上次检查", DATE, width=96),
    Column("检查结果", width=140),
    Column("设备种类", width=90),
    Column("灭火剂", width=80),
    Column("规格型号", width=110),
    Column("出厂日期", DATE, width=100),
    Column("上次维修", DATE, width=100),
    Column("录像天数", NUMBER, width=80),
    Column("资产编号", width=120),
    Column("路线次序", NUMBER, width=80, shown=False),
    Column("备注", width=140),
)


def _iso(value: object) -> str:
    return "" if value is None else str(value)


def _devices(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    states = device_states(today, ended=True)
    cards = {
        one.id: one.code for one in assets_by_id([s.row.asset_id for s in states if s.row.asset_id])
    }
    items = items_by_id([s.row.item_id for s in states if s.row.item_id])
    found = []
    for state in states:
        row, check = state.row, state.check
        item = items.get(row.item_id or 0)
        cells = (
            row.code,
            row.name,
            state.place.name,
            row.spot,
            row.quantity,
            state.words(today),
            _iso(state.service_due),
            _iso(state.scrap_due),
            _iso(None if check is None else check.checked_on),
            _result(state),
            row.kind.label,
            "" if row.agent is None else row.agent.label,
            row.specification,
            _iso(row.made_on),
            _iso(state.serviced),
            None if check is None else check.recording_days,
            cards.get(row.asset_id or 0, "" if item is None else item.code),
            state.place.walking_order,
            row.remarks,
        )
        in_use = "yes" if row.ended_on is None else "no"
        facets = frozenset(
            {("in_use", in_use), ("kind", row.kind.value), ("place", state.place.name)}
        )
        found.append(RegisterRow(row.id, cells, quantity=row.quantity, facets=facets))
    return found


def _result(state: DeviceState) -> str:
    if state.check is None or state.check.result is None:
        return "未查"
    return state.fault or state.check.result.label


def _due(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    found = []
    for one in devices_due(today):
        row, left = one.device.row, one.days_left(today)
        cells = (
            row.code,
            one.due.value,
            one.on.isoformat(),
            left,
            row.name,
            row.specification,
            row.quantity,
            one.device.place.name,
            row.spot,
            one.detail,
            "已逾期" if left < 0 else "将到期",
        )
        facets = frozenset({("due", one.due.value), ("late", "yes" if left < 0 else "no")})
        key = row.id * len(type(one.due)) + list(type(one.due)).index(one.due)
        found.append(RegisterRow(key, cells, quantity=row.quantity, facets=facets))
    return found


def _rounds(_session: Session) -> list[RegisterRow]:
    people = {one.id: one.name for one in Person.every()}
    counts = round_counts()
    found = []
    for row in DeviceRound.every("opened_on DESC, id DESC"):
        lines, looked_at, wrong = counts.get(row.id, (0, 0, 0))
        cells = (
            row.code,
            row.opened_on.isoformat(),
            round_scope(row),
            people.get(row.checked_by_id or 0, ""),
            lines,
            looked_at,
            lines - looked_at,
            wrong,
            _iso(row.closed_on),
            row.missed_reason,
            "已撤销" if row.withdrawn else "已结束" if row.closed_on else "进行中",
        )
        state = "withdrawn" if row.withdrawn else "closed" if row.closed_on else "open"
        found.append(RegisterRow(row.id, cells, facets=frozenset({("state", state)})))
    return found


def round_scope(row: DeviceRound) -> str:
    """Return which devices a round walks by, as one reads it."""
    words = [one.label for one in (row.rhythm, row.kind) if one is not None]
    return "、".join(words) or "全部"


def _devices_register(session: Session) -> Register:
    return RowsRegister("safety_devices", "安全设备", _DEVICE_COLUMNS, partial(_devices, session))


def _due_register(session: Session) -> Register:
    columns = (
        Column("设备编号", width=90),
        Column("要办的事", width=110),
        Column("到期日期", DATE, width=100),
        Column("剩余天数", NUMBER, width=80),
        Column("名称", width=150),
        Column("规格型号", width=110),
        Column("数量", QUANTITY, width=60),
        Column("场所", width=150),
        Column("点位", width=120),
        Column("说明", width=240),
        Column("状态", STATUS, width=80),
    )
    return RowsRegister("devices_due", "设备到期", columns, partial(_due, session))


def _rounds_register(session: Session) -> Register:
    columns = (
        Column("巡检编号", width=110),
        Column("开始日期", DATE, width=100),
        Column("范围", width=120),
        Column("检查人", width=80),
        Column("点数", NUMBER, width=70),
        Column("已查", NUMBER, width=70),
        Column("漏查", NUMBER, width=70),
        Column("异常", NUMBER, width=70),
        Column("结束日期", DATE, width=100),
        Column("漏查原因", width=200),
        Column("状态", STATUS, width=80),
    )
    return RowsRegister("device_checks", "设备巡检", columns, partial(_rounds, session))


MAKERS = {
    "safety_devices": _devices_register,
    "devices_due": _due_register,
    "device_checks": _rounds_register,
}
