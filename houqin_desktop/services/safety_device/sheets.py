"""The sheet of a round: every point in the order of the walk, with what was found last time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.domain.safety_device import DeviceKind
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.reports.lists import numbered
from houqin_desktop.services.safety_device.state import asked_recording_days
from houqin_desktop.services.safety_device.view import RoundLine, RoundView, round_view
from houqin_desktop.services.settings import school_name

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

CENTRED, COUNT = PaperKind.CENTRED, PaperKind.COUNT
TITLE: Final = "安全设备巡检表"
# What one ticks with a pen while nothing was entered yet.
_BOX: Final = "□正常　□异常　□不在"
_COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("场所和点位", wraps=True),
    PaperColumn("设备编号"),
    PaperColumn("名称规格", wraps=True),
    PaperColumn("数量", COUNT),
    PaperColumn("检查要点", wraps=True),
    PaperColumn("上次情况", wraps=True),
    PaperColumn("结果", CENTRED),
    PaperColumn("录像天数", CENTRED),
    PaperColumn("　　　情况　　　", wraps=True),
)
_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("检查人", "总务主任", "主管领导")
)


def round_sheet(session: Session, number: str) -> ListSheet:
    """Return the sheet of a round, to be filled in by hand or as it was entered.

    :raises Refused: for an unknown number.
    """
    view = round_view(number)
    rows = numbered([_cells(line) for line in view.lines])
    asked = asked_recording_days()
    return ListSheet(
        name="device_round",
        title=TITLE,
        school=school_name(),
        fields=tuple(one for one in view.fields if one[0] not in ("漏查原因", "已查")),
        columns=_COLUMNS,
        sections=(PaperSection("", rows),) if rows else (),
        printed=printed_words(session, TITLE),
        notes=_notes(view, asked),
        boxes=_BOXES,
        grand_total=False,
        signed_rows=True,
    )


def _cells(line: RoundLine) -> tuple[str | int | None, ...]:
    device, check = line.device, line.check
    days = "" if check.recording_days is None else str(check.recording_days)
    is_camera = device.kind is DeviceKind.CAMERA
    return (
        line.where,
        device.code,
        f"{device.name} {device.specification}".strip(),
        device.quantity,
        line.looked_at,
        line.before,
        line.result or _BOX,
        days if is_camera else "—",
        check.remarks,
    )


def _notes(view: RoundView, asked: int) -> tuple[str, ...]:
    notes = [f"监控录像至少保存 {asked} 天；检查不合格的写明情况，并登记隐患。"]
    if view.row.missed_reason:
        notes.append(f"漏查原因：{view.row.missed_reason}")
    return tuple(notes)
