"""The card on the right of 物品: an item with where it lies, or a slip with its boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.slips.panel import LONGEST_LIST, SlipPanel
from houqin_desktop.services.stock.present import item_card

if TYPE_CHECKING:
    from houqin_desktop.services.assets.pictures import CardPicture

PHOTO: Final = QSize(200, 150)


class StockPanel(SlipPanel):
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
