"""安全设备: extinguishers, hydrants, lights, signs, cameras and guards' tools, each at its point.

When an extinguisher is to be serviced and when it is scrap follows from the maker's date and the
last service alone (GB 50444-2008 table 5.4.3, GA 95; DOMAIN.md section 6); neither is ever stored.
A maker's date that is known to the month is counted from its first day, which is the safe side.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled

LARGEST_QUANTITY: Final = 1000
# At most one in so many of the extinguishers may be away for service (GB 50444-2008, 5.1).
SHARE_AWAY: Final = 4


class DeviceKind(Labelled):
    """What hangs or stands at a point."""

    EXTINGUISHER = "extinguisher", "灭火器"
    HYDRANT = "hydrant", "消火栓"
    EMERGENCY_LIGHT = "emergency_light", "应急灯"
    EXIT_SIGN = "exit_sign", "疏散标志"
    FIRE_ALARM = "fire_alarm", "火灾报警器"
    CAMERA = "camera", "监控点位"
    GUARD_TOOL = "guard_tool", "安保器械"
    OTHER_DEVICE = "other_device", "其他设备"


class Agent(Labelled):
    """What an extinguisher is filled with."""

    WATER = "water", "水基型"
    POWDER = "powder", "干粉"
    CLEAN_GAS = "clean_gas", "洁净气体"
    CARBON_DIOXIDE = "carbon_dioxide", "二氧化碳"


class Rhythm(Labelled):
    """How often somebody looks: every half month in a boiler room (GB 50444-2008, 5.2)."""

    MONTHLY = "monthly", "每月"
    HALF_MONTHLY = "half_monthly", "每半月"


class CheckResult(Labelled):
    """How a device was found."""

    GOOD = "good", "正常"
    FAULTY = "faulty", "异常"
    ABSENT = "absent", "不在位"


class ServiceOutcome(Labelled):
    """How a device came back from its service."""

    SERVICED = "serviced", "维修合格"
    CONDEMNED = "condemned", "不能再用"


# What one looks at, as it is printed on the sheet of the round.
LOOKED_AT: Final[dict[DeviceKind, str]] = {
    DeviceKind.EXTINGUISHER: "压力在绿区，铅封、喷管完好，无锈蚀变形，标识清楚",
    DeviceKind.HYDRANT: "有水有压，水带、水枪、接口齐全，箱门能开",
    DeviceKind.EMERGENCY_LIGHT: "按测试键能亮，外壳完好",
    DeviceKind.EXIT_SIGN: "常亮，方向正确，不被遮挡",
    DeviceKind.FIRE_ALARM: "指示灯正常，能报警，不被遮挡",
    DeviceKind.CAMERA: "画面清楚，角度正确，录像能回放",
    DeviceKind.GUARD_TOOL: "数量相符，完好好用",
    DeviceKind.OTHER_DEVICE: "完好好用",
}


@dataclass(frozen=True, slots=True)
class Life:
    """The years of an extinguisher: to the first service, between later ones, to scrap."""

    first: int
    then: int
    scrap: int


LIVES: Final[dict[Agent, Life]] = {
    Agent.WATER: Life(3, 1, 6),
    Agent.POWDER: Life(5, 2, 10),
    Agent.CLEAN_GAS: Life(5, 2, 10),
    Agent.CARBON_DIOXIDE: Life(5, 2, 12),
}
LIFE_SOURCE: Final = "GB 50444-2008 表 5.4.3、GA 95"


def device_code(serial: int) -> str:
    """Return the number of the device registered as the so-many-th: AQ0001."""
    return f"AQ{serial:04d}"


def round_code(month: str, serial: int) -> str:
    """Return the number of a check round: XJ20261101, the first of November 2026."""
    return f"XJ{month}{serial:02d}"


def years_later(day: date, years: int) -> date:
    """Return the same day so many years later; the last of February where there is no 29th."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def scrap_due(agent: Agent | None, made: date | None) -> date | None:
    """Return the day on which an extinguisher is scrap, None where no date says so."""
    return None if agent is None or made is None else years_later(made, LIVES[agent].scrap)


def service_due(agent: Agent | None, made: date | None, serviced: date | None) -> date | None:
    """Return the day by which an extinguisher is to be serviced next.

    None for other devices, without a maker's date, and where it is scrap by then.
    """
    if agent is None or made is None:
        return None
    life = LIVES[agent]
    due = years_later(made, life.first) if serviced is None else years_later(serviced, life.then)
    return None if due >= years_later(made, life.scrap) else due


def too_many_away(away: int, whole: int) -> bool:
    """Say whether more than a quarter of all extinguishers would be away at once."""
    return away * SHARE_AWAY > whole


def stretch_of(rhythm: Rhythm, day: date) -> tuple[date, date]:
    """Return the first and the last day of the month, or half month, in which a day lies."""
    last = calendar.monthrange(day.year, day.month)[1]
    if rhythm is Rhythm.MONTHLY:
        return day.replace(day=1), day.replace(day=last)
    if day.day <= 15:
        return day.replace(day=1), day.replace(day=15)
    return day.replace(day=16), day.replace(day=last)


def check_due(rhythm: Rhythm, registered: date, checked: date | None) -> date:
    """Return by which day somebody is to look next: the end of the first stretch not looked at."""
    if checked is None or checked < registered:
        return stretch_of(rhythm, registered)[1]
    return stretch_of(rhythm, stretch_of(rhythm, checked)[1] + timedelta(days=1))[1]


def require_device(
    kind: DeviceKind, agent: Agent | None, name: str, quantity: int, made: date | None, today: date
) -> None:
    """Refuse a device that does not fit its kind.

    :raises Refused: `empty_name`, `bad_agent`, `bad_quantity`, `day_to_come`.
    """
    if not name:
        raise Refused("设备要有名称。请填写，例如 手提式干粉灭火器。", code="empty_name")
    if (agent is not None) is not (kind is DeviceKind.EXTINGUISHER):
        raise Refused(
            "灭火器要写明水基型、干粉、洁净气体还是二氧化碳，别的设备没有这一项。请改正灭火剂。",
            code="bad_agent",
        )
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise Refused(f"数量须在 1 到 {LARGEST_QUANTITY:,} 之间。请改正。", code="bad_quantity")
    if made is not None and made > today:
        raise Refused(f"出厂日期 {made} 还没有到。请看瓶身上的钢印或标牌。", code="day_to_come")


def require_result(result: CheckResult, remarks: str, name: str) -> None:
    """Refuse a finding that says that something is wrong, but not what.

    :raises Refused: `no_remarks`.
    """
    if result is not CheckResult.GOOD and not remarks:
        raise Refused(
            f"{name}记为“{result.label}”，没有写情况。请写明哪里不对，例如 压力不足。",
            code="no_remarks",
        )


def is_short(kept_days: int | None, asked_days: int) -> bool:
    """Say whether a camera keeps its recording for fewer days than the school asks."""
    return kept_days is not None and kept_days < asked_days
