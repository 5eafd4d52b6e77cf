"""The card on the right of 物品: an item with where it lies, or a slip with its boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.disposal.case_panel import step_entries
from houqin_desktop.gui.side_panel import SidePanel
from houqin_desktop.services.papers.state import BACK
from houqin_desktop.services.stock.present import item_card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin_desktop.services.assets.pictures import CardPicture
    from houqin_desktop.services.slips.case import SlipView

LONGEST_LIST = 15
PHOTO: Final = QSize(200, 150)


class StockPanel(SidePanel):
    """Shows an item or a slip; what can be done with it are the actions of the page."""

    photo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("选一种物品，看它在哪里；选一张单据，看它签到哪一步。")

    def show_item(self, code: str) -> None:
        """Show an item of the catalogue."""
        item = item_card(code)
        self.begin()
        self.add_title(f"{item.name} {item.specification}".strip())
        self.add_pills([(item.state, ""), (item.kind, "accent")])
        self.add_fields(
            (
                ("编号", item.code),
                ("俗名", item.everyday_names),
                ("全校共有", item.whole),
                ("金额", f"{format_money(item.value_fen)} 元"),
                ("最低库存", item.minimum),
            )
        )
        if item.photo is not None:
            self._add_photo(item.photo)
        self.add_heading("在哪里")
        self.add_fields(item.places or (("", "现在没有"),))
        self.add_heading("收发经过")
        moves = [
            (move.on.isoformat(), f"{move.text}（{move.number}）", "done") for move in item.moves
        ]
        self.add_timeline(moves[:LONGEST_LIST])
        if len(moves) > LONGEST_LIST:
            self.add_note(f"…… 共 {len(moves)} 笔")
        self.end()

    def _add_photo(self, photo: CardPicture) -> None:
        # Loaded only where there is something to draw.
        from houqin_desktop.gui.assets.picture_strip import Thumbnail

        picture = Thumbnail(photo, PHOTO)
        picture.clicked.connect(self.photo_wanted)
        self.add_widget(picture)

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
        self.add_heading("签字")
        self.add_timeline(step_entries(slip.steps))
        if slip.missing:
            self.add_heading("还缺")
            self.add_note("；".join(slip.missing))
        self.add_heading("内容")
        self.add_fields(slip.fields)
        self.add_heading(f"明细 {len(slip.rows)} 项")
        self.add_note("\n".join(_lines(slip)))
        self.add_heading("办理经过")
        entries = [(one.on.isoformat(), one.text, "done") for one in reversed(slip.history)]
        self.add_timeline(entries)
        self.end()


def _lines(slip: SlipView) -> Iterator[str]:
    titles = [column.title for column in slip.columns]
    shown = [
        titles.index(title)
        for title in ("名称", "规格型号", "数量", "账面数量", "单位")
        if title in titles
    ]
    for row in slip.rows[:LONGEST_LIST]:
        yield "  ".join(row[at] for at in shown if row[at])
    if len(slip.rows) > LONGEST_LIST:
        yield f"…… 共 {len(slip.rows)} 项，打印预览可看全部"
