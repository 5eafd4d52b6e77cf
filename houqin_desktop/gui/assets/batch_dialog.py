"""批量更正: the chosen cards in a list, and below it what is to be the same on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.fields import TextField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.forms.suggestions import offer_places
from houqin_desktop.gui.plain_table import ROW_HEIGHT, PlainTable
from houqin_desktop.services.assets.batch import ASSIGNED, AssignCards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

TITLES: Final = (
    "资产编号",
    "资产名称",
    "保管室",
    "使用部门",
    "存放地点",
    "使用人",
    "责任人",
    "保管人",
)
WIDTHS: Final = (116, 130, 92, 92, 100, 72, 72, 72)
ROWS_SEEN: Final = 6


class BatchDialog(FormDialog):
    """Corrects people and places of many cards in one step; what is left empty stays as it is."""

    help_text = "上面是所选的卡片和现在的内容；下面填了的项目，全部卡片改成一样，没填的不动。"

    def __init__(
        self, parent: QWidget | None, desk: Desk, cards: Sequence[Mapping[str, object]]
    ) -> None:
        super().__init__(parent, desk, f"批量更正 {len(cards):,} 张卡片", columns=2, width=860)
        self.done_text = "已更正"
        self.name_save(f"更正 {len(cards):,} 张")
        self._codes = tuple(str(card["资产编号"]) for card in cards)
        self.cards = PlainTable(TITLES, WIDTHS)
        self.cards.setAccessibleName("所选卡片现在的内容")
        self.cards.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards.lines.show([[str(card[title] or "") for title in TITLES] for card in cards])
        self.cards.setFixedHeight(ROW_HEIGHT * (min(len(cards), ROWS_SEEN) + 1) + 12)
        self.add_widget(self.cards)
        self.add_heading("全部改成")
        for argument in AssignCards.arguments():
            if argument.name in ASSIGNED:
                field: Any = argument_field(desk.session, argument)
                self.add(argument.name, argument.title, field)
        rooms = {str(card["保管室"] or "") for card in cards}
        usual = rooms.pop() if len(rooms) == 1 else ""
        offer_places(self.field("place"), self.field("storeroom"), usual)
        self.add("reason", "更正原因", TextField("如：学期初重新分工"))
        self.add_note("没有填的项目照旧。正在办报废的卡片不能改；有一张不能改，就一张也不改。")

    def draft(self, values: dict[str, Any]) -> Draft:
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return AssignCards(assets=self._codes, **filled)
