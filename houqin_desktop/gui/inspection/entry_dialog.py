"""登记排查结果: the sheets of a round typed back by keyboard, in the order in which one walked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.date_fields import DateField
from houqin_desktop.gui.forms.fields import TickField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.inspection.entry_model import ITEM, PLACE, RESULT, WORDS, FindingModel
from houqin_desktop.gui.typed_grid import TypedGrid
from houqin_desktop.services.inspection.drafts import RecordFindings
from houqin_desktop.services.inspection.walking import walking_sheets

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

NOTE: Final = (
    "按纸上的序号往下按 Enter：空着就是“√”。有隐患按 2（×），接着写情况；没有查到按 3（未查）。"
    "等级 1 一般、2 较大、3 重大，措施 1 立查立改、2 限期整改；不填就按检查项目的等级、立查立改、"
    "场所责任人。表外发现的在最下面写场所。"
)
SIZE: Final = QSize(1240, 660)
WIDTHS: Final = (44, 104, 196, 150, 118, 44, 210, 54, 78, 76, 92)


class FindingGrid(TypedGrid):
    """The lines of a round: Enter on an empty mark is √, after × it goes to the words."""

    def __init__(self, model: FindingModel) -> None:
        super().__init__(model, "排查表的各行", WIDTHS)
        self.rows = model
        self.go_to(self.first_open())

    def first_open(self) -> int:
        """Return the first line without a mark."""
        rows = range(self.rows.rowCount())
        return next((at for at in rows if not self.rows.text(at, RESULT)), 0)

    def home_of(self, row: int) -> int:
        return RESULT if self.rows.rows[row].key else PLACE

    def walk(self) -> None:
        """Mark an empty line √ and go on; a line at fault wants its words first."""
        self.finish()
        at, column = self.currentIndex().row(), self.currentIndex().column()
        if column in (PLACE, ITEM):
            self.go_to(at, RESULT)
            return
        self.rows.agree(at)
        if column == RESULT and self.rows.is_fault(at):
            self.go_to(at, WORDS)
        else:
            self.go_on()


class FindingsDialog(FormDialog):
    """Types the sheets of a round back."""

    help_text = (
        "只保存填过的行，可以分几次填；打印排查记录或登记签字以前都能改。"
        "“没填的行都正常”只在每个检查点都看过时才选。"
    )

    def __init__(self, parent: QWidget | None, desk: Desk, number: str) -> None:
        super().__init__(parent, desk, f"登记排查结果 {number}", columns=2)
        self._number = number
        self.name_save("保存结果")
        today = desk.session.clock.today()
        self.add("walked_on", "检查日期", DateField(today))
        self.field("walked_on").set_value(today)
        self.add("rest_sound", "其余", TickField("没填的行都正常"))
        self.add_note(NOTE)
        self.grid = FindingGrid(FindingModel(walking_sheets(number), today))
        self.grid.rows.edited.connect(self.changed)
        self.scroller.setFixedHeight(92)
        self.column.insertWidget(self.column.count() - 1, self.grid, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The day is that of today mostly: the first key goes to the first line.
        self.setTabOrder(self.field("rest_sound"), self.grid)
        self.setTabOrder(self.grid, self.save_button)
        self.grid.setFocus()

    def sizeHint(self) -> QSize:
        return SIZE

    def contents(self) -> object:
        return self.grid.rows.state(), super().contents()

    def filled_in(self) -> list[str]:
        return [f"{len(self.grid.rows.state())} 行"]

    def state(self) -> dict[str, Any]:
        return {"rows": self.grid.rows.state(), "form": super().state()}

    def restore(self, state: dict[str, Any]) -> None:
        super().restore(state["form"])
        self.grid.rows.restore(state["rows"])
        self.grid.go_to(self.grid.first_open())

    def values(self) -> dict[str, Any] | None:
        self.grid.finish()
        faults = self.grid.rows.faults()
        if faults:
            self.grid.go_to(*faults[0])
        return super().values()

    def draft(self, values: dict[str, Any]) -> Draft:
        lines = self.grid.rows.lines()
        rest = bool(values["rest_sound"])
        if not lines and not rest:
            raise Refused("还没有填检查情况。请至少填一行。", code="no_lines")
        self.done_text = f"{self._number} 已登记"
        return RecordFindings(
            number=self._number,
            lines=lines,
            walked_on=values["walked_on"],
            rest_sound=rest or None,
        )
