"""The window is drawn before it is filled, and is filled without anybody asking."""

from __future__ import annotations

from PySide6.QtCore import Qt

from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.pages import FIRST_PAGE


def test_frame_is_drawn_before_the_first_page_is_made(book, qtbot):
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    assert not window.made_pages
    window.show()
    assert not window.made_pages
    qtbot.waitUntil(lambda: window.made_pages == {FIRST_PAGE})
    assert window.page.isVisible()
    window.close()


def test_what_nobody_looks_at_waits_until_the_first_page_is_drawn(book, qtbot):
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    seen = []
    window.filled.connect(lambda: seen.append(set(window.made_pages)))
    window.show()
    assert seen == []
    qtbot.waitUntil(lambda: seen == [{FIRST_PAGE}])
    assert window.page.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    window.close()


def test_window_closed_at_once_asks_the_book_nothing(book, qtbot):
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    window.show()
    window.grab()
    window.close()
    assert not window.made_pages


def test_going_to_one_page_makes_no_other(book, qtbot):
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    window.show()
    window.show_page("people")
    assert window.made_pages == {"people"}
    window.close()
