"""What every table can do, whatever it lists: copy, narrow, order, choose columns, be larger.

Each is an action with a key, so that nothing here needs a mouse; the right click shows the same.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.actions import key_text
from houqin_desktop.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from houqin_desktop.gui.registers.view import RegisterView

COPYING: Final = ("register.copy", "register.copy_titled", "register.export")
LAYOUT: Final = (
    "register.filter_row",
    "register.values",
    "",
    "register.sort",
    "register.sort_more",
    "",
    "register.columns",
    "register.left",
    "register.right",
    "register.wider",
    "register.narrower",
    "register.numbers",
    "",
    "register.zoom_in",
    "register.zoom_out",
    "register.zoom_reset",
)
VIEW_ACTIONS: Final = (*COPYING, *(action for action in LAYOUT if action))


class ViewActions(QObject):
    """The actions of one table, alive while the cursor is in it or in its head."""

    def __init__(self, view: RegisterView) -> None:
        super().__init__(view)
        self._view = view
        self._actions: dict[str, QAction] = {}
        self._bind("register.copy", view.copy)
        self._bind("register.copy_titled", partial(view.copy, titled=True))
        self._bind("register.export", view.export_wanted.emit)
        self._bind("register.filter_row", view.header.toggle_filter_row)
        self._bind("register.values", view.list_values)
        self._bind("register.sort", view.sort_by_current)
        self._bind("register.sort_more", partial(view.sort_by_current, adding=True))
        self._bind("register.columns", view.header.choose_columns)
        self._bind("register.left", partial(self._arrange, view.header.arranged.move, -1))
        self._bind("register.right", partial(self._arrange, view.header.arranged.move, 1))
        self._bind("register.wider", partial(self._arrange, view.header.arranged.widen, 1))
        self._bind("register.narrower", partial(self._arrange, view.header.arranged.widen, -1))
        self._bind("register.numbers", view.toggle_numbers)
        self._bind("register.zoom_in", partial(view.zoom.step, 1))
        self._bind("register.zoom_out", partial(view.zoom.step, -1))
        self._bind("register.zoom_reset", view.zoom.reset)

    def _bind(self, action_id: str, run: Callable[[], object]) -> None:
        spec = ACTIONS[action_id]
        action = QAction(icon(spec.icon), spec.text, self._view)
        action.setObjectName(spec.id)
        action.setToolTip(f"{spec.tip}（{key_text(spec.shortcut)}）")
        action.setStatusTip(spec.tip)
        action.setCheckable(spec.checkable)
        action.setShortcut(QKeySequence(spec.shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self._view.addAction(action)
        self._actions[spec.id] = action

    def _arrange(self, how: Callable[[int, int], None], steps: int) -> None:
        """Move the column with the cursor, or change its width."""
        how(self._view.current_column(), steps)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def fill(self, menu: QMenu) -> None:
        """Add copying, and below it a menu of what changes the look of the table."""
        menu.addSeparator()
        for action_id in COPYING:
            menu.addAction(self._actions[action_id])
        layout = menu.addMenu(icon("columns"), "表格")
        layout.aboutToShow.connect(self.refresh)
        for action_id in LAYOUT:
            if action_id:
                layout.addAction(self._actions[action_id])
            else:
                layout.addSeparator()
        self.refresh()

    def refresh(self) -> None:
        """Tick what is on, grey what this table can't do."""
        view = self._view
        filterable = view.header.filterable
        self["register.filter_row"].setChecked(view.header.filter_row_shown)
        self["register.numbers"].setChecked(view.verticalHeader().isVisible())
        for action_id in ("register.filter_row", "register.values"):
            self[action_id].setEnabled(filterable)
        for action_id in ("register.sort", "register.sort_more"):
            self[action_id].setEnabled(view.header.sectionsClickable())
