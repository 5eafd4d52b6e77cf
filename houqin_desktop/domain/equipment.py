"""配备标准: how many of what each post, department or list of people or departments should have.

The school's sentence: 副校长室和学校各行政处室均配备打印机，学校中层以上行政每人配备了一台电脑，
班主任每人配备了手提电脑. A rule is the school's own; the program counts the cards that meet it and
never buys or moves anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled

LARGEST_QUANTITY = 1000
_BREAKS = re.compile(r"[、,，;；\s]+")


class Audience(Labelled):
    """For whom a rule is."""

    POST = "post", "岗位"
    DEPARTMENT = "department", "部门"
    ROSTER = "roster", "名单"


def rule_code(serial: int) -> str:
    """Return the code of the rule with this serial: PB001."""
    return f"PB{serial:03d}"


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that are parted by 、 or spaces, each once."""
    return tuple(dict.fromkeys(filter(None, _BREAKS.split(text))))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a rule counts: cards whose name has one of the words, or whose code begins so."""

    words: tuple[str, ...]
    category: str

    def fits(self, name: str, category: str | None) -> bool:
        """Say whether a card is such a thing."""
        if self.category and (category or "").startswith(self.category):
            return True
        return any(word in name for word in self.words)


def require_rule(name: str, words: tuple[str, ...], category: str, quantity: int) -> None:
    """Refuse a rule that says nothing: no name, nothing to know the thing by, or no number."""
    if not name:
        raise Refused("配备标准要写明配什么。请填写，例如 打印机。", code="empty_name")
    if not words and not category:
        raise Refused("按什么认卡片还没有写。请填名称里的字，或国标分类。", code="empty_rule")
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise Refused(
            f"应配数量须在 1 到 {LARGEST_QUANTITY:,} 之间。请改正数量。", code="bad_quantity"
        )


@dataclass(frozen=True, slots=True)
class Provision:
    """What somebody should have and has, in pieces."""

    wanted: int
    present: int

    @property
    def lacking(self) -> int:
        """Return how many are missing."""
        return max(self.wanted - self.present, 0)

    @property
    def surplus(self) -> int:
        """Return how many there are beyond the rule."""
        return max(self.present - self.wanted, 0)

    @property
    def verdict(self) -> str:
        """Return it as one says it: 缺 1, 多 1 or 已配齐."""
        if self.lacking:
            return f"缺 {self.lacking:,}"
        return f"多 {self.surplus:,}" if self.surplus else "已配齐"


def service_words(used_months: int | None, life_months: int | None, full_on: str) -> str:
    """Say whether a card has reached its service life.

    :param full_on: the month in which it is reached, as one reads it.
    """
    if used_months is None or life_months is None:
        return "年限不详"
    if used_months >= life_months:
        return "已到年限"
    return f"未到年限（{full_on}到）"
