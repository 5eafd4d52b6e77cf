"""The card beside the lists of 排查: a round with what it found, or the cells of another row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.inspection import PointResult
from houqin_desktop.gui.slips.panel import SlipPanel, lines_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin_desktop.services.slips.case import SlipView

_SHOWN: Final = ("检查情况", "检查部位/场所", "检查项目", "隐患描述")


class InspectionPanel(SlipPanel):
    """Shows a round: of its lines those that are not in order."""

    tells_paragraphs = True

    def told_lines(self, slip: SlipView) -> Iterator[str]:
        titles = [column.title for column in slip.columns]
        mark = titles.index("检查情况") if "检查情况" in titles else 0
        rows = [row for row in slip.rows if row[mark] != PointResult.SOUND.sign]
        yield from lines_told(slip, rows, _SHOWN)
