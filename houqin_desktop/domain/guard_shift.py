"""安保人员工作日志: the shifts of the gate, patrols, what is handed over (DOMAIN.md 4.19).

Shifts and equipment are the school's own lists, written as one parameter each. GB/T 29315-2022:
the gate is kept day and night, and the grounds are walked at least five times a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from houqin_desktop.domain.day_time import read_time
from houqin_desktop.domain.errors import Refused

USUAL_SHIFTS: Final = "早班 07:00-15:00；中班 15:00-23:00；晚班 23:00-07:00"
USUAL_EQUIPMENT: Final = "警棍 2；钢叉 2；盾牌 2；对讲机 2；钥匙 10"
PATROLS_A_DAY: Final = 5


@dataclass(frozen=True, slots=True)
class ShiftTime:
    """A shift of the template; one that ends at or before its beginning ends the next day."""

    name: str
    starts_at: str
    ends_at: str

    @property
    def overnight(self) -> bool:
        """Say whether the shift ends on the next day."""
        return self.ends_at <= self.starts_at


@dataclass(frozen=True, slots=True)
class Target:
    """How many of a piece of equipment the gate should have."""

    name: str
    number: int


def read_shifts(text: str) -> tuple[ShiftTime, ...]:
    """Return the shifts that a text names: 早班 07:00-15:00；中班 15:00-23:00.

    :raises Refused: for a text that says something else, or one name twice.
    """
    found = tuple(_shift(part) for part in _parts(text))
    _require_names([shift.name for shift in found], "班次")
    return found


def _shift(part: str) -> ShiftTime:
    name, _, times = part.partition(" ")
    start, dash, end = times.replace("—", "-").replace("－", "-").partition("-")
    if not dash:
        raise Refused(
            f"班次“{part[:20]}”看不懂。请写成“早班 07:00-15:00”，几个班次之间用分号。",
            code="bad_shifts",
        )
    return ShiftTime(name, read_time(start, name), read_time(end, name))


def read_targets(text: str) -> tuple[Target, ...]:
    """Return the equipment that a text names: 警棍 2；钢叉 2.

    :raises Refused: for a text that says something else, or one name twice.
    """
    found = tuple(_target(part) for part in _parts(text))
    _require_names([target.name for target in found], "器械")
    return found


def _target(part: str) -> Target:
    name, _, number = part.rpartition(" ")
    if not name or not (number.isascii() and number.isdigit()):
        raise Refused(
            f"器械“{part[:20]}”看不懂。请写成“警棍 2”，几样之间用分号。", code="bad_equipment"
        )
    return Target(name.strip(), int(number))


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, text.replace(";", "；").split("；")) if part]


def _require_names(names: list[str], what: str) -> None:
    if not names or len(set(names)) < len(names):
        raise Refused(f"{what}没有写，或有两个同名。请各写一次。", code="bad_names")


def require_explained(name: str, target: int, handed: int, taken: int, reason: str) -> None:
    """Refuse a difference at the hand-over that nobody explains.

    :raises Refused: naming the equipment and the three numbers.
    """
    if not reason and not target == handed == taken:
        raise Refused(
            f"{name}应有 {target}，交班点得 {handed}，接班点得 {taken}，对不上。"
            "请查明后在“说明”里写清楚。",
            code="unexplained_difference",
        )
