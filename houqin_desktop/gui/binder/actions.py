"""迎检包 fitted to the window: in the menu of the book, and a button beside the safety pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

BINDER = "book.binder"


def fit(window: MainWindow) -> None:
    """Fit the action and its button to the window."""

    def open_form() -> None:
        # Imported here: the form is loaded when it is first asked for.
        from houqin_desktop.gui.binder.dialog import BinderDialog

        BinderDialog(window, window.desk).open()

    window.actions_of_window.bind(BINDER, open_form)
    window.tabs.sections.add_tool(window.actions_of_window[BINDER])
