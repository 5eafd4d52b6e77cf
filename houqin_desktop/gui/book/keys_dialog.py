"""快捷键一览: every action with its icon, key and meaning, read from the declarations."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.actions import ACTIONS, key_text
from houqin_desktop.gui.icons import icon

FORM_KEYS: Final = (
    ("下一个输入框", "Enter", "在表单中"),
    ("保存", "Ctrl+Enter", "在表单中，也可用 F8、Ctrl+S"),
    ("从列表或日历选", "F7", "在人员、保管室、分类、日期等输入框中"),
    ("取消", "Esc", "关闭表单；在搜索框中是清空"),
)


class KeysDialog(QDialog):
    """A table of all actions and keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键一览")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 620)
        title = QLabel("快捷键一览")
        title.setProperty("look", "title")
        table = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels(["操作", "按键", "说明"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 170)
        table.setColumnWidth(1, 140)
        for spec in ACTIONS.values():
            self._add(table, (spec.text, key_text(spec.shortcut), spec.tip), spec.icon)
        for words in FORM_KEYS:
            self._add(table, words, "edit")
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(table, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    @staticmethod
    def _add(table: QTableWidget, words: tuple[str, str, str], icon_name: str) -> None:
        row = table.rowCount()
        table.insertRow(row)
        table.setRowHeight(row, 30)
        for column, word in enumerate(words):
            item = QTableWidgetItem(word)
            if column == 0:
                item.setIcon(icon(icon_name))
            table.setItem(row, column, item)
