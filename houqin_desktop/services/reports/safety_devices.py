"""安全设备台账 as of any day, and what of it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.safety_device import LIFE_SOURCE, DeviceKind
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.services.safety_device.due import Due, devices_due, notice_days
from houqin_desktop.services.safety_device.state import DeviceState, device_states

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

COUNT, CENTRED = PaperKind.COUNT, PaperKind.CENTRED
_DEVICES: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("设备编号"),
    PaperColumn("名称", wraps=True),
    PaperColumn("规格型号", wraps=True),
    PaperColumn("数量", COUNT, summed=True),
    PaperColumn("场所和点位", wraps=True),
    PaperColumn("出厂日期", CENTRED),
    PaperColumn("上次维修", CENTRED),
    PaperColumn("维修到期", CENTRED),
    PaperColumn("报废到期", CENTRED),
    PaperColumn("上次检查", CENTRED),
    PaperColumn("录像天数", COUNT),
    PaperColumn("状态", wraps=True),
)
_DUE: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("设备编号"),
    PaperColumn("名称规格", wraps=True),
    PaperColumn("数量", COUNT, summed=True),
    PaperColumn("场所和点位", wraps=True),
    PaperColumn("到期日期", CENTRED),
    PaperColumn("剩余天数", COUNT),
    PaperColumn("说明", wraps=True),
    PaperColumn("　办理情况　", wraps=True),
)
_FIRE: Final = frozenset(
    {
        DeviceKind.EXTINGUISHER,
        DeviceKind.HYDRANT,
        DeviceKind.EMERGENCY_LIGHT,
        DeviceKind.EXIT_SIGN,
        DeviceKind.FIRE_ALARM,
    }
)
_ASKED: Final = {
    "fire": _FIRE,
    "camera": frozenset({DeviceKind.CAMERA}),
    "guard": frozenset({DeviceKind.GUARD_TOOL}),
}
_NOTE: Final = f"灭火器维修和报废到期按出厂日期和上次维修推算（{LIFE_SOURCE}）。"


def safety_devices(request: Request) -> ListSheet:
    """Return the devices in use on a day, a kind a section, as one walks by them."""
    on = request.as_of.on
    asked = _ASKED.get(request.grouping, frozenset(DeviceKind))
    sections: dict[DeviceKind, list[tuple[SheetCell, ...]]] = {}
    for state in device_states(on):
        if state.row.kind in asked:
            cells = (*_cells(state), state.words(on))
            sections.setdefault(state.row.kind, []).append(cells)
    return request.sheet(
        _DEVICES,
        [
            PaperSection(kind.label, numbered(sections[kind]))
            for kind in DeviceKind
            if kind in sections
        ],
        fields=(("截至日期", chinese_date(on)),),
        boxes=LEDGER_BOXES,
        notes=(_NOTE,),
    )


def _cells(state: DeviceState) -> tuple[SheetCell, ...]:
    row, check = state.row, state.check
    dates = (row.made_on, state.serviced, state.service_due, state.scrap_due)
    looked = None if check is None else check.checked_on
    return (
        row.code,
        row.name,
        row.specification,
        row.quantity,
        state.where,
        *("" if one is None else str(one) for one in (*dates, looked)),
        None if check is None else check.recording_days,
    )


def due_list(request: Request) -> ListSheet:
    """Return what is late on a day or falls due in the days that the setting says."""
    on = request.as_of.on
    sections: dict[Due, list[tuple[SheetCell, ...]]] = {}
    for one in devices_due(on):
        row = one.device.row
        cells: tuple[SheetCell, ...] = (
            row.code,
            f"{row.name} {row.specification}".strip(),
            row.quantity,
            one.device.where,
            one.on.isoformat(),
            one.days_left(on),
            one.detail,
            "",
        )
        sections.setdefault(one.due, []).append(cells)
    within = f"{notice_days()} 天内"
    return request.sheet(
        _DUE,
        [PaperSection(due.value, numbered(sections[due])) for due in Due if due in sections],
        fields=(("截至日期", chinese_date(on)), ("范围", f"已到期和{within}到期")),
        boxes=LEDGER_BOXES,
        notes=(_NOTE,),
        grand_total=False,
    )


SHEETS = {"safety_devices": safety_devices, "devices_due": due_list}
