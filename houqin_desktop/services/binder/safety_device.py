"""器材 in the binder: the devices at their points, the rounds past them, what is due."""

from __future__ import annotations

from functools import partial

from houqin_desktop.services.binder.gathering import listed, records, sheets, some, standing_codes
from houqin_desktop.services.binder.parts import Piece, Section, Span
from houqin_desktop.services.safety_device.due import DueDevice, devices_due
from houqin_desktop.services.safety_device.sheets import round_sheet


def devices(span: Span) -> Section | None:
    """Return the devices as they stand and the rounds of these days."""
    if not records(span, "safety_devices"):
        return None
    late = devices_due(span.session.clock.today(), 0)
    walked = standing_codes(span, "device_checks", "开始日期")
    rounds = listed(span, "device_checks", "开始日期")
    missing = [] if rounds else ["这段日期没有器材巡检记录。"]
    if late:
        missing.append(f"到期没有办的器材：{some(_called(one) for one in late)}")
    pieces: tuple[Piece, ...] = (
        *listed(span, "safety_devices", without=("录像天数", "资产编号", "备注")),
        *rounds,
        *sheets("安全设备巡检表", (partial(round_sheet, span.session, one) for one in walked)),
    )
    return Section("消防和安防器材", pieces, tuple(missing))


def _called(one: DueDevice) -> str:
    return f"{one.device.row.code} {one.due.value}"


SECTIONS = (devices,)
