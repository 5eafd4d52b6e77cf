"""拆分卡片: how many pieces go, and both cards as they will then be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from houqin_desktop.domain.asset import unit_price_fen
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.forms.fields import MoneyField, QuantityField, TextField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.plain_table import ROW_HEIGHT, PlainTable
from houqin_desktop.services.assets.split import SplitAsset, SplitPreview, preview_split

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

TITLES: Final = ("卡片", "数量", "原值（元）", "单价（元）")
WIDTHS: Final = (210, 80, 120, 100)


class SplitDialog(FormDialog):
    """Some pieces of a batch card become a card of their own."""

    def __init__(self, parent: QWidget | None, desk: Desk, code: str, name: str) -> None:
        super().__init__(parent, desk, f"拆分 {code} {name}", width=580)
        self.done_text = "已拆分"
        self._code = code
        self.add("quantity", "拆出数量", QuantityField("几件"), required=True)
        self.add("value", "拆出原值", MoneyField("留空则按数量分，精确到分"))
        self.add("reason", "拆分原因", TextField("如：其中三台先报废"))
        self.cards = PlainTable(TITLES, WIDTHS, figures=(1, 2, 3))
        self.cards.setAccessibleName("拆分后的两张卡片")
        self.cards.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards.setFixedHeight(ROW_HEIGHT * 3 + 8)
        self.add_heading("拆分以后")
        self.add_widget(self.cards)
        self.add_note(
            "保管室、人员、日期、分类等照原卡片；两张卡片的累计折旧合计与不拆分时分文不差。"
        )
        for key in ("quantity", "value"):
            self.field(key).edited.connect(self.show_cards)
        self.show_cards()

    def show_cards(self) -> None:
        """Show both cards as they would be, or why there would be none."""
        self.bar.hide()
        try:
            quantity, value = self.field("quantity").value(), self.field("value").value()
            if quantity is None:
                self.cards.lines.show([])
                return
            self.cards.lines.show(list(_lines(preview_split(self._code, quantity, value))))
        except Refused as refusal:
            self.cards.lines.show([])
            self.refuse(refusal)

    def draft(self, values: dict[str, Any]) -> Draft:
        return SplitAsset(
            code=self._code,
            quantity=values["quantity"],
            value=values["value"],
            reason=values["reason"] or None,
        )


def _lines(preview: SplitPreview) -> list[tuple[str, ...]]:
    return [
        (
            card,
            f"{portion.quantity:,} {preview.unit}".strip(),
            format_money(portion.value_fen),
            format_money(unit_price_fen(portion.value_fen, portion.quantity)),
        )
        for card, portion in (
            (f"原卡片 {preview.code}", preview.kept),
            ("新卡片（保存时编号）", preview.part),
        )
    ]
