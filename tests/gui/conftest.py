"""The application every window test runs in, dressed as the program dresses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from houqin_desktop.gui.start import DEMO_NAME
from houqin_desktop.gui.theme import apply_theme, make_application
from tests.builders import TODAY, clock_at, copy_with_attachments
from tests.gui.ending import end


@pytest.fixture(scope="session")
def qapp(qapp_args, qapp_cls, pytestconfig):
    """Return the one application, in the light palette and the bundled font."""
    application = qapp_cls.instance() or make_application(qapp_args)
    application.setApplicationName("后勤台账")
    apply_theme(application)
    yield application
    # The offscreen clipboard would let go of its Python object after Python has ended, and crash.
    application.clipboard().clear()


@pytest.fixture(autouse=True)
def swept(qapp):
    """Let the widgets of a test really go, or each palette would dress those of all tests."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = QApplication.activeModalWidget()
    if left is not None:
        left.hide()
    assert left is None, f"{left} is still open and would block the windows of later tests"
    names = [window.objectName() or type(window).__name__ for window in windows_left()]
    assert names == [], "would be dressed along in every later test"
    _let_go_of_keys()


def windows_left():
    """Return the windows of the program that are still there."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)]


def _let_go_of_keys():
    """Release what a test held down as its window closed: rows are chosen otherwise with Shift."""
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        hand = QWidget()
        QTest.keyRelease(hand, Qt.Key.Key_Shift)
        hand.deleteLater()
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture
def start(tmp_path, qtbot):
    """Return the start of the program at a place where no book lies yet."""
    from houqin_desktop.gui.start import Start

    made = Start(tmp_path / "school.houqin", clock_at(TODAY), None)
    yield made
    end(made)


@pytest.fixture
def demo_there(start, demo_template):
    """Let the demo school lie where the program makes it."""
    copy_with_attachments(demo_template, start.own.with_name(DEMO_NAME))


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
