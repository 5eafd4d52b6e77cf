"""The tabs on top of the window: one page each, an icon and a word, Ctrl and a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton

from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class TabRow(QFrame):
    """The row of tabs; each is the action that goes to its page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tabs")
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 0, 6, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)

    def add(self, action: QAction) -> None:
        """Add the tab of this action."""
        tab = QToolButton()
        tab.setObjectName("tab")
        tab.setCheckable(True)
        tab.setText(f" {action.text()}")
        tab.setToolTip(action.toolTip())
        tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tab.setIconSize(QSize(18, 18))
        tab.setProperty("icon_name", ACTIONS[action.objectName()].icon)
        tab.setAccessibleName(action.text())
        tab.clicked.connect(action.trigger)
        self._group.addButton(tab, len(self._group.buttons()))
        self._row.insertWidget(self._row.count() - 1, tab)

    def show_current(self, number: int) -> None:
        """Mark the tab of the page shown."""
        palette = colours()
        for at, tab in enumerate(self._group.buttons()):
            tab.setChecked(at == number)
            pen = palette.accent_text if at == number else palette.muted
            tab.setIcon(icon(str(tab.property("icon_name")), pen))
