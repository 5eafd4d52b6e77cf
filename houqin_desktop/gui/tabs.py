"""The tabs on top of the window, an icon and a word each, and below them the sections of a tab.

A tab is a page or a group of pages; the pages of a group are its sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.pages import PAGES, TABS, PageSpec
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from houqin_desktop.gui.actions import ActionSet


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
        tab.setProperty("action_id", action.objectName())
        tab.setProperty("icon_name", ACTIONS[action.objectName()].icon)
        tab.setAccessibleName(action.text())
        tab.clicked.connect(action.trigger)
        self._group.addButton(tab, len(self._group.buttons()))
        self._row.insertWidget(self._row.count() - 1, tab)

    def show_current(self, action_id: str) -> None:
        """Mark the tab that this action goes to."""
        palette = colours()
        for tab in self._group.buttons():
            is_current = tab.property("action_id") == action_id
            tab.setChecked(is_current)
            pen = palette.accent_text if is_current else palette.muted
            tab.setIcon(icon(str(tab.property("icon_name")), pen))


class SectionRow(QFrame):
    """The sections of the tab shown; there only where the tab has several pages."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sections")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 0)
        row.setSpacing(2)
        self._row = row
        row.addStretch(1)
        self.hide()

    def add(self, action: QAction, group: str) -> None:
        """Add the section that this action goes to."""
        section = QToolButton()
        section.setObjectName("section")
        section.setCheckable(True)
        section.setText(action.text())
        section.setToolTip(action.toolTip())
        section.setProperty("action_id", action.objectName())
        section.setProperty("group", group)
        section.clicked.connect(action.trigger)
        self._group.addButton(section)
        self._row.insertWidget(self._row.count() - 1, section)

    def add_tool(self, action: QAction) -> None:
        """Add a button at the right end that is about all sections."""
        tool = QToolButton()
        tool.setObjectName("section")
        tool.setDefaultAction(action)
        tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._row.addWidget(tool)

    def show_current(self, action_id: str, group: str) -> None:
        """Show the sections of a group and mark the one that this action goes to."""
        sections = [one for one in self._group.buttons() if one.property("group") == group]
        for section in self._group.buttons():
            section.setVisible(section in sections)
            section.setChecked(section.property("action_id") == action_id)
        self.setVisible(bool(group))


class Tabs(QWidget):
    """The tabs and, where the tab shown has several pages, its sections."""

    def __init__(self) -> None:
        super().__init__()
        self.row, self.sections = TabRow(), SectionRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.sections)

    def fill(self, actions: ActionSet) -> None:
        """Add a tab for every page or group, a section for every page of a group."""
        for tab in TABS:
            self.row.add(actions[tab])
        for spec in PAGES:
            if spec.group:
                self.sections.add(actions[spec.action_id], spec.group)

    def show_page(self, spec: PageSpec) -> None:
        """Mark where the page shown stands."""
        self.row.show_current(spec.tab)
        self.sections.show_current(spec.action_id, spec.group)
