"""The application every window test runs in, dressed as the program dresses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from houqin_desktop.gui.theme import apply_theme


@pytest.fixture(scope="session")
def qapp(qapp_args, qapp_cls, pytestconfig):
    """Return the one application, in the light palette and the bundled font."""
    application = qapp_cls.instance() or QApplication(qapp_args)
    application.setApplicationName("后勤台账")
    apply_theme(application)
    return application


@pytest.fixture(autouse=True)
def swept(qapp):
    """Let the widgets of a test really go, or each palette would dress those of all tests."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # A dialog that a test ends with would, being modal, block the windows of all later tests.
    while (dialog := QApplication.activeModalWidget()) is not None and dialog.isVisible():
        dialog.hide()


@pytest.fixture
def window(book, qtbot):
    """Return the program's window over the test's own book, at the register."""
    from houqin_desktop.gui.main_window import MainWindow

    made = MainWindow(book.session)
    qtbot.addWidget(made)
    made.show()
    made.show_page("assets")
    yield made
    made.close()


@pytest.fixture
def open_dialog(window):
    """Return the function that gives the one open dialog of a kind."""

    def find(kind):
        (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
        return found

    return find
