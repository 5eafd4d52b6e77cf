"""导入 Excel: choose a ledger, look at what it would do, then bring it in whole or not at all.

The first run only looks: found, new, different, unchanged, refused, doubtful, each finding with
sheet and cell. Nothing is written before 导入 is pressed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.domain.ledger_findings import Severity
from houqin_desktop.gui.forms.file_field import FileField, is_file
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.plain_table import PlainTable
from houqin_desktop.services.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.import_plan import ImportPlan

HEAPS: Final = (
    ("found", "识别"),
    ("added", "新增"),
    ("updated", "有差异、将更新"),
    ("unchanged", "未变"),
    ("rejected", "未登记"),
    ("doubtful", "待核实"),
)
TITLES: Final = ("轻重", "工作表", "单元格", "栏目", "原文", "发现")
WIDTHS: Final = (90, 84, 66, 90, 100, 200)
_WEIGHT: Final = {Severity.REFUSED: 0, Severity.DOUBTFUL: 1, Severity.NOTE: 2}
TOUCHED: Final = ("asset", "person", "department", "import_batch")


class ImportDialog(QDialog):
    """Brings an old ledger into the book."""

    imported = Signal(str)

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan: ImportPlan | None = None
        self.setWindowTitle("导入 Excel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 620)
        self.setMinimumSize(820, 480)
        title = QLabel("导入 Excel 台账")
        title.setProperty("look", "title")
        self.file = FileField(
            "选择台账", "Excel 工作簿 (*.xlsx *.xls)", "旧台账的文件，表头不用整理"
        )
        self.file.edited.connect(self._file_named)
        self.bar = MessageBar(self)
        self.counts = QLabel("选好文件后先试算：只看会怎样，不写账簿。")
        self.counts.setWordWrap(True)
        self.table = PlainTable(TITLES, WIDTHS, pills=0)
        self.skip = QCheckBox("跳过不能登记的行，其余照常导入")
        self.skip.toggled.connect(lambda _on: self._show_state())
        self.skip.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        for widget in (title, self.file, self.bar, self.counts):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.skip)
        layout.addLayout(self._foot())
        self._show_state()

    def _foot(self) -> QHBoxLayout:
        self.import_button = QPushButton(" 导入")
        self.import_button.setObjectName("import")
        self.import_button.setProperty("look", "primary")
        self.import_button.setAutoDefault(False)
        self.import_button.clicked.connect(self.bring_in)
        close = QPushButton(" 关闭")
        close.setIcon(icon("close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.import_button)
        return foot

    def _file_named(self) -> None:
        self.plan = None
        self._show_state()
        text = self.file.line.text().strip()
        if is_file(text):
            self.try_out(Path(text))

    def try_out(self, path: Path) -> None:
        """Read the file and hold every row against the book; nothing is written."""
        from houqin_desktop.documents.workbook_reader import read_workbook
        from houqin_desktop.services.import_planning import plan_import

        self.bar.hide()

        def work(progress: Progress) -> ImportPlan:
            progress(0, 0)
            workbook = read_workbook(path)
            progress(0, 0)
            plan = plan_import(self._desk.session, workbook)
            progress(0, 0)
            return plan

        lend(self, self._desk, "正在试算", work, done=self.show_plan, refused=self.refuse)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what the import would do."""
        self.plan = plan
        heaps = "&nbsp; · &nbsp;".join(
            f"{title} <b>{plan.counts[key]:,}</b>" for key, title in HEAPS
        )
        self.counts.setText(heaps)
        self.table.lines.show([*_issues(plan), *_changes(plan)])
        self.skip.setVisible(bool(plan.counts["rejected"]))
        self._show_state()

    def bring_in(self) -> None:
        """Write the plan, whole or not at all."""
        from houqin_desktop.services.importing import import_plan

        plan = self.plan
        if plan is None:
            return
        skip = self.skip.isChecked()

        def work(progress: Progress) -> str | None:
            session = self._desk.session
            return import_plan(session, plan, skip_rejected=skip, tick=progress)

        lend(self, self._desk, "正在导入", work, done=self._brought_in, refused=self.refuse)

    def _brought_in(self, number: str | None) -> None:
        self._desk.bus.changed.emit(Changes.of_tables(TOUCHED))
        self._desk.say(f"已导入 · {number}" if number else "没有新内容，账簿未变")
        self.imported.emit(number or "")
        self.accept()

    def refuse(self, refusal: Refused) -> None:
        """Show why the file can't be read or brought in."""
        self.bar.refuse(refusal)

    def _show_state(self) -> None:
        plan = self.plan
        ready = plan is not None and plan.writes
        if plan is not None and plan.counts["rejected"] and not self.skip.isChecked():
            ready = False
        self.import_button.setEnabled(ready)
        self.import_button.setIcon(primary_icon("import") if ready else icon("import"))
        tip = "请先选文件试算" if plan is None else "没有要写入的，或有不能登记的行"
        self.import_button.setToolTip("" if ready else tip)


def _issues(plan: ImportPlan) -> Iterator[tuple[str, ...]]:
    for issue in sorted(plan.issues, key=lambda issue: _WEIGHT[issue.severity]):
        cell = f"{issue.column}{issue.row}"
        weight = issue.severity.label
        yield weight, issue.sheet, cell, issue.header, issue.value, issue.message


def _changes(plan: ImportPlan) -> Iterator[tuple[str, ...]]:
    """Yield what the ledger says differently from the card, cell by cell."""
    for planned in plan.rows:
        for change in planned.changes:
            row = planned.row
            message = f"{planned.code} 现为“{change.old}”，将更正为“{change.new}”"
            yield "更新", row.sheet, str(row.row_number), change.title, change.new, message
