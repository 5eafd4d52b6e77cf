"""The card of a slip: how far it is signed, its boxes, what it says, what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.disposal.case_panel import step_entries
from houqin_desktop.gui.side_panel import SidePanel
from houqin_desktop.services.papers.state import BACK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from houqin_desktop.services.slips.case import SlipView

LONGEST_LIST: Final = 15
_SHOWN: Final = (
    "名称",
    "规格型号",
    "数量",
    "申请数量",
    "实收数",
    "账面数量",
    "单位",
    "隐患编号",
    "隐患内容",
)


class SlipPanel(SidePanel):
    """Shows a slip; what can be done with it are the actions of the page.

    `tells_paragraphs` where what stands below the table of the paper is about the case.
    """

    tells_paragraphs = False

    def show_slip(self, slip: SlipView) -> None:
        """Show a slip."""
        self.begin()
        self.add_title(f"{slip.title} {slip.number}")
        pills = [(slip.state_label, "")]
        if slip.step_title != slip.state_label:
            pills.append((slip.step_title, "accent"))
        if slip.paper:
            pills.append((slip.paper, "green" if slip.paper == BACK else "amber"))
        self.add_pills(pills)
        if slip.days_waiting:
            self.add_note(f"已等待 {slip.days_waiting} 天")
        if slip.reversed_by:
            self.add_note(f"红字冲销单 {slip.reversed_by}")
        if slip.photos:
            self.add_note(f"附照片 {slip.photos} 张")
        if slip.documents:
            self.add_note(f"附文件 {len(slip.documents)} 个")
        self.add_heading("签字")
        self.add_timeline(step_entries(slip.steps))
        if slip.missing:
            self.add_heading("还缺")
            self.add_note("；".join(slip.missing))
        self.add_heading("内容")
        self.add_fields(slip.fields)
        if self.tells_paragraphs and slip.paragraphs:
            self.add_note("\n".join(slip.paragraphs), look="")
        if slip.columns:
            self.add_heading(f"明细 {len(slip.rows)} 项")
            self.add_note("\n".join(self.told_lines(slip)))
        self.add_heading("办理经过")
        entries = [(one.on.isoformat(), one.text, "done") for one in reversed(slip.history)]
        self.add_timeline(entries)
        self.end()

    def told_lines(self, slip: SlipView) -> Iterator[str]:
        """Yield what is told of the first lines."""
        yield from lines_told(slip, slip.rows, _SHOWN)

    def show_cells(self, title: str, row: Mapping[str, object]) -> None:
        """Show every filled cell of a row that is no slip."""
        self.begin()
        self.add_title(title)
        self.add_fields([(name, str(cell)) for name, cell in row.items() if cell not in (None, "")])
        self.end()


def lines_told(
    slip: SlipView, rows: Sequence[tuple[str, ...]], wanted: Sequence[str]
) -> Iterator[str]:
    """Yield the cells of some columns of the first rows, and how many there are."""
    titles = [column.title for column in slip.columns]
    shown = [titles.index(title) for title in wanted if title in titles]
    for row in rows[:LONGEST_LIST]:
        yield "  ".join(row[at] for at in shown if row[at])
    if len(rows) > LONGEST_LIST:
        yield f"…… 共 {len(rows)} 项，打印预览可看全部"
