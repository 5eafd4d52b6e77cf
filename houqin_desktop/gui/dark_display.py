"""深色显示: the whole window in the other palette, remembered for the next day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from houqin_desktop.gui.grouped_list import GroupedList
from houqin_desktop.gui.icons import wear_again
from houqin_desktop.gui.theme import apply_theme

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow


def fit(window: MainWindow) -> None:
    """Bind the switch, as it stood when the window was last closed."""
    actions = window.actions_of_window
    actions.bind("window.dark", lambda: recolour(window))
    if window.memory.get("dark") is True:
        actions["window.dark"].setChecked(True)
        recolour(window)


def recolour(window: MainWindow) -> None:
    """Dress everything that is there in the palette of the switch."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dark = window.actions_of_window["window.dark"].isChecked()
    window.memory.put("dark", dark)
    apply_theme(application, dark=dark)
    window.actions_of_window.recolour()
    wear_again(window)
    for one in window.findChildren(GroupedList):
        one.recolour()
    for page in window.stack.built.values():
        page.actions_of_page.recolour()
        page.actions_of_page.refresh()
    window.tabs.show_page(window.stack.spec)
