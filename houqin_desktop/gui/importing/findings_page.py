"""发现: everything found in a ledger, the weightiest first; each line leads to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from houqin_desktop.domain.ledger.findings import Severity
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.plain_table import PlainTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from houqin_desktop.domain.ledger.recognising import LedgerIssue
    from houqin_desktop.services.importing.plan import ImportPlan

TITLES: Final = ("轻重", "工作表", "单元格", "栏目", "原文", "发现")
WIDTHS: Final = (90, 110, 76, 110, 130, 200)
_ORDER: Final = (Severity.REFUSED, Severity.DOUBTFUL, Severity.NOTE)


class _Findings(PlainTable):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class FindingsPage(QWidget):
    """Lists the findings; `chosen` carries sheet, row number and column letter of one."""

    chosen = Signal(str, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._issues: list[LedgerIssue] = []
        self.shown: list[LedgerIssue] = []
        self.weight = ChoiceField([(None, "全部发现")])
        self.weight.setMinimumWidth(150)
        self.weight.setAccessibleName("看哪些发现")
        self.weight.activated.connect(self._show)
        hint = QLabel("按 Enter 或双击，到表格里看这一格")
        hint.setProperty("look", "muted")
        top = QHBoxLayout()
        top.addWidget(self.weight)
        top.addWidget(hint, 1)
        self.table = _Findings(TITLES, WIDTHS, pills=0)
        self.table.setAccessibleName("发现")
        self.table.activated.connect(self.go)
        self.table.doubleClicked.connect(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show what was found."""
        found = [] if plan is None else plan.issues
        self._issues = sorted(found, key=lambda issue: _ORDER.index(issue.severity))
        counts = {one: sum(1 for i in self._issues if i.severity is one) for one in _ORDER}
        kept = self.weight.value()
        self.weight.offer(
            [
                (None, f"全部发现 {len(self._issues):,}"),
                *((one, f"{one.label} {count:,}") for one, count in counts.items() if count),
            ]
        )
        self.weight.set_value(kept if kept is not None and counts[kept] else None)
        self._show()

    @property
    def weighty(self) -> int:
        """Return how many findings are more than a note."""
        return sum(1 for issue in self._issues if issue.severity is not Severity.NOTE)

    def _show(self) -> None:
        wanted = self.weight.value()
        self.shown = [one for one in self._issues if wanted is None or one.severity is wanted]
        self.table.lines.show(
            [
                (
                    one.severity.label,
                    one.sheet,
                    f"{one.column}{one.row}",
                    one.header,
                    one.value.replace("\n", " "),
                    one.message,
                )
                for one in self.shown
            ]
        )
        if self.shown:
            self.table.selectRow(0)

    def go(self, index: QModelIndex) -> None:
        """Lead to the cell of a finding."""
        if index.isValid():
            issue = self.shown[index.row()]
            self.chosen.emit(issue.sheet, issue.row, issue.column)
