"""检查数据: every invariant of the book with what was looked at and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.plain_table import PlainTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.services.check.invariants import CheckReport

TITLES: Final = ("结果", "编号", "核对内容", "核对数", "发现的问题")
WIDTHS: Final = (84, 60, 280, 80, 200)


class CheckDialog(PassingDialog):
    """Lists the outcome of a check."""

    def __init__(self, parent: QWidget | None, report: CheckReport) -> None:
        super().__init__(parent)
        self.setWindowTitle("检查数据")
        self.resize(900, 620)
        wrong = sum(not one.ok for one in report.invariants)
        title = QLabel("账簿自洽，没有发现问题" if report.ok else f"有 {wrong} 项核对不上")
        title.setProperty("look", "title")
        head = QLabel(f"流水共 {report.seq:,} 条，最后一条的校验值 {report.hash[:8]}")
        head.setProperty("look", "muted")
        self.table = PlainTable(TITLES, WIDTHS, pills=0)
        self.table.lines.show(
            [
                (
                    "符合" if one.ok else "不符",
                    one.id,
                    one.title,
                    f"{one.checked:,}",
                    "；".join(one.faults),
                )
                for one in sorted(report.invariants, key=lambda one: one.ok)
            ]
        )
        close = dialog_button(" 关闭", "close", self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(head)
        self.warning = MessageBar(self, kind="notice")
        layout.addWidget(self.warning)
        if report.warning:
            self.warning.say(report.warning)
        layout.addWidget(self.table, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
