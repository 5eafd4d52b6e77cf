"""What waits about devices, rounds and education: late or due within the days of the setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.settings import EVENT_DAYS
from houqin_desktop.services import lookup
from houqin_desktop.services.safety_device.due import Due, devices_due
from houqin_desktop.services.safety_event.missing import wanting
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.safety_device import DeviceRound, round_counts

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

# So many devices are named; more are one line that leads to the list.
MOST_NAMED: Final = 10


def due_devices(session: Session) -> TodoGroup | None:
    """List the devices to be replaced, serviced, fetched or put right, and those to be checked."""
    today = session.clock.today()
    found = devices_due(today)
    named = [one for one in found if one.due is not Due.CHECK]
    lines = [
        TodoLine(
            f"{one.device.row.code} {one.device.row.name}：{one.due.value}",
            f"{one.device.where}，{one.on} 到期，{one.detail}",
            Leads("record", one.device.row.code),
            max(-one.days_left(today), 0) or None,
        )
        for one in named[:MOST_NAMED]
    ]
    if len(named) > MOST_NAMED:
        words = f"另有 {len(named) - MOST_NAMED} 台安全设备到期"
        lines.append(TodoLine(words, "看设备到期清单", Leads("devices_due")))
    checks = [one for one in found if one.due is Due.CHECK]
    if checks:
        late = max(-checks[0].days_left(today), 0)
        said = f"最早应在 {checks[0].on} 前查完"
        leads = Leads("devices_due")
        lines.append(TodoLine(f"{len(checks)} 台安全设备该检查了", said, leads, late or None))
    return group_of(
        "devices_due",
        "安全设备到期",
        "warning",
        "到期的报废更换或送修，没查的开一次巡检走一遍。",
        lines,
    )


def open_rounds(session: Session) -> TodoGroup | None:
    """List the rounds that are not over, with the points that nobody looked at yet."""
    today, counts = session.clock.today(), round_counts()
    lines = []
    for row in DeviceRound.picked("closed_on IS NULL AND withdrawn = 0", order="opened_on, id"):
        whole, seen, _ = counts.get(row.id, (0, 0, 0))
        lines.append(
            TodoLine(
                f"设备巡检 {row.code} 还有 {whole - seen}/{whole} 个点没有记",
                f"{row.opened_on} 开始",
                Leads("record", row.code),
                (today - row.opened_on).days or None,
            )
        )
    return group_of(
        "device_rounds", "设备巡检没有结束", "check", "把纸上的结果记进来，漏查的写明原因。", lines
    )


def events_wanting(session: Session) -> TodoGroup | None:
    """List what the school year asks for and was not held, and what is to be held soon."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{one.rule.name}（{one.stretch.words}）{one.state}",
            f"要求 {one.rule.times} 次，已办 {len(one.held)} 次，{one.stretch.last} 为止",
            Leads("safety_events_missing"),
            max(-one.days_left, 0) or None,
        )
        for one in wanting(today, int(lookup.setting(EVENT_DAYS)))
    ]
    if len(lines) > MOST_NAMED:
        words = f"另有 {len(lines) - MOST_NAMED} 项必办活动没有办"
        lines = [
            *lines[:MOST_NAMED],
            TodoLine(words, "看必办未办清单", Leads("safety_events_missing")),
        ]
    return group_of(
        "events_missing",
        "必办的安全活动没有办",
        "calendar",
        "办完登记，附照片和签到；不要求的在“必办要求”里撤销。",
        lines,
    )


SOURCES = (due_devices, open_rounds, events_wanting)
