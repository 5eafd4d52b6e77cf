"""The card of the chosen asset: what it is, what it is worth, who has it, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from houqin_desktop.gui.side_panel import SidePanel

if TYPE_CHECKING:
    from houqin_desktop.services.assets.card import AssetCard


FIRST_SEEN: Final = (
    "国标分类",
    "规格型号",
    "取得",
    "原值",
    "净值",
    "存放地点",
    "使用部门",
    "使用人",
    "责任人",
    "保管人",
)


class AssetCardPanel(SidePanel):
    """Shows a card; its buttons are the actions of the page."""

    picture_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__("选一行，看它的卡片和去向。")

    def show_asset(self, card: AssetCard | None) -> None:
        """Show the card, or that none is chosen."""
        if card is None:
            self.clear()
            return
        self.begin()
        self.add_title(f"{card.name} {card.code}")
        words = card.status.label
        if card.open_step:
            words = f"{words} · {card.open_step}"
        pills = [(words, "")]
        if card.unverified:
            pills.append(("待核实", "red"))
        pills.append((card.storeroom, "accent"))
        self.add_pills(pills)
        known = {label: value for _, fields in card.blocks for label, value in fields}
        self.add_fields((label, known.get(label, "")) for label in FIRST_SEEN)
        if card.pictures:
            # Drawn only where there is something to draw: a card without pictures stays light.
            from houqin_desktop.gui.assets.picture_strip import PictureStrip

            strip = PictureStrip(card.pictures)
            strip.opened.connect(self.picture_opened)
            self.add_widget(strip)
        if card.as_written:
            self.add_heading("原文（导入时没有把握的内容）")
            self.add_fields(card.as_written)
        self.add_heading("去向与变动")
        self.add_timeline((event.on, event.text, "done") for event in card.history)
        for title, fields in card.blocks:
            rest = [one for one in fields if one[0] not in FIRST_SEEN and one[1]]
            if rest:
                self.add_heading(title)
                self.add_fields(rest)
        self.end()
