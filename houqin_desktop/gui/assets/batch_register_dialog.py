"""批量登记: new cards in a grid, typed or pasted from Excel or WPS, written all or none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.registers.draft_grid import DraftSheet
from houqin_desktop.gui.registers.draft_model import DraftColumn
from houqin_desktop.services.assets.batch_register import MOST_ROWS, RegisterAssets
from houqin_desktop.services.assets.card_writing import require_acquired_by
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.assets.verbs import unused_code

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.calendar import PartialDate
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

# Each column with its width and the fields of a ledger that are pasted into it.
COLUMNS: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "name": (138, ("name",)),
    "specification": (108, ("specification",)),
    "category": (128, ("category_code", "category")),
    "unit": (46, ("unit",)),
    "quantity": (50, ("quantity",)),
    "original_value": (92, ("original_value",)),
    "acquired_on": (90, ("acquired_on",)),
    "storeroom": (88, ("storeroom",)),
    "using_department": (84, ("department",)),
    "place": (84, ("place",)),
    "holder": (66, ("holder",)),
    "responsible": (66, ("responsible",)),
    "keeper": (66, ("keeper",)),
    "code": (108, ("code",)),
}
REQUIRED: Final = ("name", "original_value")
FIGURES: Final = ("quantity", "original_value")
NOTE: Final = (
    "直接填，或在 Excel、WPS 里复制几行，到这里按 Ctrl+V；第一行是栏名的，按栏名对上。"
    "填 .. 重复上一格，Ctrl+D 向下填充，Del 清空，F2 修改。资产编号留空则自动编号。"
)
SIZE: Final = QSize(1310, 600)


class BatchRegisterDialog(FormDialog):
    """Registers a grid of new cards in one step."""

    help_text = (
        "每行一件新资产，或一批相同的资产（数量不填就是 1，原值填这一批的合计）。"
        "红色的格子要改，下面写着原因；有一格不对，就一行也不登记。"
    )

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, desk, "批量登记资产")
        self.name_save("全部登记")
        self.add_note(NOTE)
        self.sheet = DraftSheet(self._columns_of_cards(), "登记", MOST_ROWS)
        self.sheet.edited.connect(self.changed)
        # The grid scrolls by itself; the note alone stays where the fields of a form are.
        self.scroller.setFixedHeight(24)
        self.column.insertWidget(self.column.count() - 1, self.sheet, 1)

    def showEvent(self, event: QShowEvent) -> None:
        # The buttons were made first: without this the first key would go to 取消.
        self.setTabOrder(self.sheet.grid, self.save_button)
        self.setTabOrder(self.save_button, self.cancel_button)
        self.sheet.grid.setFocus()
        super().showEvent(event)

    def _columns_of_cards(self) -> tuple[DraftColumn, ...]:
        session = self.desk.session
        arguments = {one.name: one for one in RegisterAsset.arguments()}

        def past(day: PartialDate) -> PartialDate:
            require_acquired_by(day, session.clock.today())
            return day

        takes: dict[str, Any] = {"code": unused_code, "acquired_on": past}
        return tuple(
            DraftColumn(
                key,
                arguments[key].title,
                partial(argument_field, session, arguments[key]),
                width,
                names,
                required=key in REQUIRED,
                unique=key == "code",
                take=takes.get(key),
                figures=key in FIGURES,
            )
            for key, (width, names) in COLUMNS.items()
        )

    def sizeHint(self) -> QSize:
        return SIZE

    def contents(self) -> object:
        return self.sheet.grid.rows.states()

    def filled_in(self) -> list[str]:
        return [f"{len(self.sheet.grid.rows.filled())} 行"]

    def state(self) -> dict[str, Any]:
        return {"rows": self.sheet.grid.rows.states()}

    def restore(self, state: dict[str, Any]) -> None:
        self.sheet.grid.rows.put(
            {
                (row, column): cell
                for row, cells in enumerate(state["rows"])
                for column, cell in enumerate(cells)
            }
        )

    def values(self) -> dict[str, Any] | None:
        return {"rows": self.sheet.grid.rows.values()} if self.sheet.settled() else None

    def draft(self, values: dict[str, Any]) -> Draft:
        if not values["rows"]:
            raise Refused("还没有填要登记的资产。请至少填一行。", code="no_assets")
        self.done_text = f"已登记 {len(values['rows'])} 行"
        return RegisterAssets(rows=tuple(RegisterAsset(**row) for row in values["rows"]))

    def open_help(self) -> None:
        from houqin_desktop.gui.help.actions import open_form_help

        open_form_help(self, self.windowTitle(), f"{self.help_text}\n{NOTE}")
