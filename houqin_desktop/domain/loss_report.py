"""报损申请报告: the letter in which the school asks to write a loss off.

The program proposes the words from the case; a person changes what is not so. What nobody has
written is left out, never made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.sheet import ReportWords

BUREAUS = "市教育局、市财政局"
LEADER = "学校主管领导"


@dataclass(frozen=True, slots=True)
class LossFigures:
    """What the list of a case adds up to: cards, pieces (件), and values in 分."""

    cards: int
    quantity: int
    value_fen: int
    accumulated_fen: int

    @property
    def sentence(self) -> str:
        """Return the figures as the letter says them, with the value in capitals."""
        net = self.value_fen - self.accumulated_fen
        return (
            f"上述资产共 {self.cards} 项 {self.quantity} 件，"
            f"账面原值 {_both(self.value_fen)}，已提折旧 {format_money(self.accumulated_fen)} 元，"
            f"账面净值 {_both(net)}。"
        )


def _both(fen: int) -> str:
    return f"{format_money(fen)} 元（人民币{capitals(fen)}）"


def proposed(reason: str, note: str, enclosures: Sequence[str], *, large: bool) -> ReportWords:
    """Return the words that the letter begins with."""
    course = f"因{reason}，我校有下列固定资产发生损失，需要办理报损。"
    if note:
        course = f"因{reason}，我校有下列固定资产发生损失，需要办理报损。具体情况：{note}。"
    return ReportWords(
        addressee=BUREAUS if large else LEADER,
        course=course.replace("。。", "。"),
        liability="",
        enclosures=tuple(enclosures),
    )
