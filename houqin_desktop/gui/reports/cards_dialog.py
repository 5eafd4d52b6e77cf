"""The cards behind one line of a report of the past, as they were on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.icons import wear
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.reports.sheet_table import SheetTable
from houqin_desktop.services.reports.catalogue import cards_behind

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.domain.list_sheet import Lead
    from houqin_desktop.gui.desk import Desk


class CardsDialog(PassingDialog):
    """A list that only shows; the register itself is that of today."""

    def __init__(self, parent: QWidget | None, desk: Desk, lead: Lead, on: date) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{lead[2]}的资产")
        self.resize(1120, 620)
        sheet = cards_behind(desk.session, lead, on)
        self.table = SheetTable()
        self.table.show_sheet(sheet)
        surface = QFrame()
        surface.setObjectName("surface")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        value = sheet.sums(sheet.rows)[1]
        self.words = QLabel(
            f"{chinese_date(on)}止　{len(sheet.rows):,} 项　原值 ¥{format_money(value)}"
        )
        self.words.setProperty("look", "heading")
        close = QPushButton("关闭")
        wear(close, "close")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        note = QLabel("\n".join(sheet.notes))
        note.setProperty("look", "muted")
        note.setWordWrap(True)
        foot.addWidget(note, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(9)
        column.addWidget(self.words)
        column.addWidget(surface, 1)
        column.addLayout(foot)
