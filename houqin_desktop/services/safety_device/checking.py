"""Rounds past the devices: opened in the order of the walk, entered, over; missed points named."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.safety_device import (
    CheckResult,
    DeviceKind,
    require_result,
    round_code,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.safety_device.drafts import (
    CloseDeviceRound,
    DeviceFinding,
    EnterDeviceChecks,
    OpenDeviceRound,
    WithdrawDeviceRound,
)
from houqin_desktop.services.safety_device.finding import find_device, find_round, open_round
from houqin_desktop.services.undoing.verbs import Deed, present_row, stored, undoes
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.safety_device import (
    DeviceCheck,
    DeviceRound,
    SafetyDevice,
    checks_of,
    devices_by_id,
    devices_in_use,
)

_MOST_NAMED = 6
_ENTERED = ("result", "checked_on", "checked_by_id", "recording_days", "remarks")


@command("开设备巡检", OpenDeviceRound)
def open_device_round(task: Task, draft: OpenDeviceRound) -> Outcome:
    """Open a round with a line for each device, in the order in which one walks by them.

    :raises Refused: without devices, or when the same round was opened today and not closed.
    """
    devices = devices_by_id()
    lines = [
        devices[key]
        for key in devices_in_use(task.on)
        if draft.kind in (None, devices[key].kind) and draft.rhythm in (None, devices[key].rhythm)
    ]
    if not lines:
        raise Refused("没有要查的安全设备。请先登记设备，或换一个范围。", code="no_lines")
    _require_no_such_round(task, draft)
    month = f"{task.on:%Y%m}"
    code = round_code(month, next_serial(task, f"device_round:{month}"))
    by = lookup.person(draft.checked_by).id if draft.checked_by else None
    opened = task.insert(
        DeviceRound,
        code=code,
        rhythm=draft.rhythm,
        kind=draft.kind,
        opened_on=task.on,
        checked_by_id=by,
    )
    for position, device in enumerate(lines, start=1):
        task.insert(DeviceCheck, round_id=opened.id, position=position, device_id=device.id)
    return Outcome(code, (code,))


def _require_no_such_round(task: Task, draft: OpenDeviceRound) -> None:
    there = DeviceRound.picked(
        "opened_on = ? AND rhythm IS ? AND kind IS ? AND closed_on IS NULL AND withdrawn = 0",
        task.on.isoformat(),
        None if draft.rhythm is None else draft.rhythm.value,
        None if draft.kind is None else draft.kind.value,
    )
    if there:
        raise Refused(
            f"今天已开 {there[0].code}，查的是同样的设备，还没有结束。请在那一张上记，或先撤销它。",
            code="round_there",
        )


@command("记设备巡检", EnterDeviceChecks)
def enter_device_checks(task: Task, draft: EnterDeviceChecks) -> Outcome:
    """Write how devices were found; what was written before is written over.

    :raises Refused: naming the row; for a day before the round or to come; when nothing changes.
    """
    found = open_round(draft.round)
    on = draft.checked_on or task.on
    if not found.opened_on <= on <= task.today:
        raise Refused(
            f"检查日期 {on} 要在开巡检的 {found.opened_on} 以后、今天以前。请改正。",
            code="date_order",
        )
    if not draft.findings:
        raise Refused("还没有写检查结果。请至少写一行。", code="no_lines")
    by = lookup.person(draft.checked_by).id if draft.checked_by else found.checked_by_id
    about = {"checked_on": on, "checked_by_id": by or task.require_actor().id}
    lines = {line.device_id: line for line in checks_of(found.id)}
    changed = False
    for number, row in enumerate(draft.findings, start=1):
        with in_row(number):
            changed = _enter(task, row, lines, about) or changed
    if not changed:
        raise Refused(f"巡检 {found.code} 本来就是这样。请核对结果。", code="nothing_changed")
    return Outcome(found.code, (found.code,))


def _enter(
    task: Task, row: DeviceFinding, lines: dict[int, DeviceCheck], about: dict[str, Any]
) -> bool:
    device = find_device(row.device)
    if device.id not in lines:
        raise Refused(f"{device.code} 不在这次巡检里。请核对设备编号。", code="unknown_line")
    if row.result is None:
        nothing = dict.fromkeys(("result", "checked_on", "checked_by_id", "recording_days"))
        return bool(task.update(lines[device.id], **nothing, remarks=""))
    require_result(row.result, row.remarks or "", device.name)
    _require_days(device, row.recording_days)
    return bool(
        task.update(
            lines[device.id],
            result=row.result,
            remarks=row.remarks or "",
            recording_days=row.recording_days,
            **about,
        )
    )


def _require_days(device: SafetyDevice, days: int | None) -> None:
    if days is None:
        return
    if device.kind is not DeviceKind.CAMERA:
        raise Refused(f"{device.code} 不是监控点位，没有录像。请去掉录像天数。", code="no_camera")
    if not 0 <= days <= 3650:
        raise Refused("录像天数须在 0 到 3,650 之间。请改正。", code="bad_quantity")


@command("结束设备巡检", CloseDeviceRound)
def close_device_round(task: Task, draft: CloseDeviceRound) -> Outcome:
    """End a round, or let it go on.

    :raises Refused: `points_missed` naming the passed-over points, unless a reason is given.
    """
    if draft.reopen:
        return _reopen(task, find_round(draft.round))
    found = open_round(draft.round)
    devices = {key: one for key, one in devices_by_id().items() if one.ended_on is None}
    open_lines = [line for line in checks_of(found.id) if line.result is None]
    # What was taken down meanwhile is not looked at any more.
    missed = [line for line in open_lines if line.device_id in devices]
    if missed and not draft.reason:
        names = [f"{devices[line.device_id].code}{devices[line.device_id].spot}" for line in missed]
        more = f"等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
        raise Refused(
            f"还有 {len(names)} 个点没有查：{'、'.join(names[:_MOST_NAMED])}{more}。"
            "请补查，或写明漏查原因再结束。",
            code="points_missed",
        )
    task.update(found, closed_on=task.on, missed_reason=draft.reason or "" if missed else "")
    return Outcome(found.code, (found.code,))


def _reopen(task: Task, found: DeviceRound) -> Outcome:
    if found.closed_on is None:
        raise Refused(f"巡检 {found.code} 还没有结束。请直接补记。", code="nothing_changed")
    task.update(found, closed_on=None, missed_reason="")
    return Outcome(found.code, (found.code,))


@command("撤销设备巡检", WithdrawDeviceRound)
def withdraw_device_round(task: Task, draft: WithdrawDeviceRound) -> Outcome:
    """Take a round back on which nothing was entered yet, or put it back."""
    found = find_round(draft.round)
    if any(line.result is not None for line in checks_of(found.id)):
        raise Refused(
            f"巡检 {found.code} 已经记了结果，不能撤销。请结束它，或改正记错的结果。",
            code="round_entered",
        )
    if not task.update(found, withdrawn=not draft.restore):
        state = "在用" if draft.restore else "已撤销"
        raise Refused(f"巡检 {found.code} 本来就{state}。请核对编号。", code="nothing_changed")
    return Outcome(found.code, (found.code,))


@undoes("open_device_round")
def _without_round(deed: Deed) -> Draft:
    list(deed.still(DeviceCheck))
    return WithdrawDeviceRound(round=deed.number or "")


@undoes("withdraw_device_round")
def _round_back(deed: Deed) -> Draft:
    ((row, _),) = deed.still(DeviceRound)
    return WithdrawDeviceRound(round=row.code, restore=row.withdrawn or None)


@undoes("close_device_round")
def _other_way(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(DeviceRound)
    if row.closed_on is not None:
        return CloseDeviceRound(round=row.code, reopen=True)
    return CloseDeviceRound(round=row.code, reason=(touched.before or {}).get("missed_reason"))


@undoes("enter_device_checks")
def _findings_before(deed: Deed) -> Draft:
    """Return what stood before; only where all of it was found on one day by one person."""
    devices = devices_by_id()
    findings, about = [], set()
    for line, touched in deed.still(DeviceCheck):
        whole = {**stored(line, dict.fromkeys(_ENTERED)), **(touched.before or {})}
        if whole["result"] is not None:
            about.add((whole["checked_on"], whole["checked_by_id"]))
        findings.append(_finding(devices[line.device_id].code, whole))
    if len(about) > 1:
        raise Refused(
            f"{deed.words}之前的结果不是同一天同一人查的，不能一次撤销。请直接改正那几个点。",
            code="cannot_undo",
        )
    on, who = about.pop() if about else (None, None)
    return EnterDeviceChecks(
        round=deed.number or "",
        findings=tuple(findings),
        checked_on=None if on is None else date.fromisoformat(on),
        checked_by=None if who is None else present_row(Person, str(who)).number,
    )


def _finding(code: str, before: dict[str, Any]) -> DeviceFinding:
    return DeviceFinding(
        device=code,
        result=None if before["result"] is None else CheckResult(before["result"]),
        remarks=before["remarks"] or None,
        recording_days=before["recording_days"],
    )
