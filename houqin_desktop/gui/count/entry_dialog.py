"""登记盘点: the sheet of one room typed back, or ticked off by scanning its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.count.entry_grid import EntryGrid
from houqin_desktop.gui.count.entry_model import CODE, QUANTITY, EntryModel
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.services.count.drafts import RecordCountLines
from houqin_desktop.services.count.view import CountView

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

NOTE: Final = (
    "按纸上的行号一行一行往下按 Enter：空着就是与账面相符，不符的先填实盘数，没有找到填 0。"
    "状况填 1 完好、2 损坏、3 闲置；表上没有的资产或物品在最下面填编号，或者直接扫标签。"
)
SIZE: Final = QSize(1240, 640)


class CountEntryDialog(FormDialog):
    """Types the sheet of one room back."""

    help_text = "只保存填过的行，可以分几次填；已经保存的行改了再保存就是重盘。"

    def __init__(
        self, parent: QWidget | None, desk: Desk, number: str, room: str, *, blind: bool = False
    ) -> None:
        super().__init__(parent, desk, f"登记盘点 {number} {room}")
        self._number, self._room = number, room
        self.name_save("保存盘点")
        self.add_note(NOTE)
        view = CountView(desk.session, number)
        mere = not view.row.things.has_assets
        model = EntryModel(room, view.sheet(room), blind=blind, mere_pieces=mere)
        self.grid = EntryGrid(model)
        self.grid.rows.edited.connect(self.changed)
        self.scroller.setFixedHeight(24)
        self.column.insertWidget(self.column.count() - 1, self.grid, 1)

    def showEvent(self, event: QShowEvent) -> None:
        # The buttons were made first: without this the first key would go to 取消.
        self.setTabOrder(self.grid, self.save_button)
        self.setTabOrder(self.save_button, self.cancel_button)
        self.grid.setFocus()
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        return SIZE

    def contents(self) -> object:
        return self.grid.rows.state()

    def filled_in(self) -> list[str]:
        return [f"{len(self.grid.rows.state())} 行"]

    def state(self) -> dict[str, Any]:
        return {"rows": self.grid.rows.state()}

    def restore(self, state: dict[str, Any]) -> None:
        self.grid.rows.restore(state["rows"])
        self.grid.go_to(self.grid.first_open())

    def take_scanned(self, code: str) -> None:
        """Tick off the card whose label was scanned; one that is not on the sheet is added."""
        self.grid.finish()
        model = self.grid.rows
        at = model.find(code)
        if at is None:
            at = len(model.rows) - 1
            model.put(at, CODE, code)
            model.put(at, QUANTITY, "1")
        elif not model.agree(at):
            model.put(at, QUANTITY, "1")
        self.grid.go_to(at)

    def values(self) -> dict[str, Any] | None:
        self.grid.finish()
        faults = self.grid.rows.faults()
        if faults:
            self.grid.go_to(*faults[0])
        return {}

    def draft(self, values: dict[str, Any]) -> Draft:
        del values
        lines = self.grid.rows.lines()
        if not lines:
            raise Refused("还没有填盘点的结果。请至少填一行。", code="no_lines")
        self.done_text = f"{self._room}已登记 {len(lines)} 行"
        return RecordCountLines(number=self._number, room=self._room, lines=lines)

    def open_help(self) -> None:
        from houqin_desktop.gui.help.actions import open_form_help

        open_form_help(self, self.windowTitle(), f"{self.help_text}\n{NOTE}")
