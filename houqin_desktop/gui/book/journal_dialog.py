"""操作日志: every row that ever changed, the newest first; it can be searched and not changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.panel import RegisterPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk


class JournalDialog(PassingDialog):
    """The journal as a register of its own."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作日志")
        self.resize(1180, 640)
        self.panel = RegisterPanel(
            desk,
            "journal",
            search_hint="搜索 经办人 / 操作 / 编号 / 内容",
            empty=EmptyState("journal", "还没有记录", ""),
            sortable=False,
        )
        close = dialog_button("关闭", "close", self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self.panel.head("操作日志"))
        layout.addWidget(self.panel, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
