"""The card of the chosen asset: what it is, what it is worth, who has it, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.side_panel import SidePanel

if TYPE_CHECKING:
    from houqin_desktop.services.asset_card import AssetCard


class AssetCardPanel(SidePanel):
    """Shows a card; its buttons are the actions of the page."""

    def __init__(self) -> None:
        super().__init__("选一行，这里显示它的卡片、去向与变动。")

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
        for at, (title, fields) in enumerate(card.blocks):
            if at:
                self.add_heading(title)
            self.add_fields(fields)
        if card.as_written:
            self.add_heading("原文（导入时没有把握的内容）")
            self.add_fields(card.as_written)
        self.add_heading("去向与变动")
        self.add_timeline((event.on, event.text, "done") for event in card.history)
        self.end()
