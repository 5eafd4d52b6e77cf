"""建账向导 in the menu, and the one click into the demo school and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.services.settings import is_demo

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow


def fit(window: MainWindow) -> None:
    """Bind the wizard and the way between the two books."""
    demo = is_demo()
    bind = window.actions_of_window.bind
    bind("book.setup", lambda: open_wizard(window), lambda: DEMO_HAS_NONE if demo else "")
    bind("book.demo", window.other_book_wanted.emit)
    action = window.actions_of_window["book.demo"]
    if demo:
        action.setText("退出演示")
        action.setStatusTip("回到学校自己的账簿")
    window.ribbon.link.clicked.connect(action.trigger)


DEMO_HAS_NONE = "演示学校已经建好，不用再建"


def begin_wizard(window: MainWindow) -> None:
    """Enter what is known of a new book already, and show the wizard for the rest."""
    from houqin_desktop.services.setup.verbs import begin_setup

    window.bus.changed.emit(begin_setup(window.session))
    open_wizard(window)


def open_wizard(window: MainWindow) -> None:
    """Show the wizard where it stood."""
    from houqin_desktop.gui.setup.wizard import SetupWizard

    wizard = SetupWizard(window, window.desk)
    wizard.import_wanted.connect(window.actions_of_window["book.import"].trigger)
    wizard.open()
