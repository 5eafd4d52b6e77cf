"""Somebody clicks and types about in the window at random for as long as the run allows.

Nothing goes wrong, and the memory stays flat: each window of time ends with what it began with.
"""

from __future__ import annotations

import ctypes
import gc
import re
import sys
from collections import Counter
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from random import Random

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QPoint,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QAction, QInputMethodEvent, QPixmapCache
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

import houqin_desktop
from houqin_desktop.documents.case_papers import case_papers
from houqin_desktop.documents.fonts import Face, typeface
from houqin_desktop.documents.preview import page_count, page_image
from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.forms.fields import TextField
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.pages import PAGES
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.services.assets.categories import categories, find_categories
from houqin_desktop.services.assets.former_codes import converter, former_names
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.likeness.words import matcher
from tests.builders import Book
from tests.gui.test_style_memory import heap_in_use
from tests.long_run import SHARE, note, times

SECONDS = times(daily=8, long=3_600)
WARM_UP = 4 + min(SECONDS, 300)
# Minutes alone would be fewer acts on a busy machine, and more first times of the hour itself.
FIRST_ACTS = times(daily=1, long=20_000)
PAGE_BYTES = 4096
MOST_GROWTH = 24 * 1024 * 1024
WORDS = ("课桌", "2025", "0901", "12", "wdn", "台式", "-5", "8600.50", "㛃䶮", "第二实验室")
KEYS = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F7),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_PageDown, Qt.Key.Key_Space),
)
THINGS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)
# Leaving, another book, another operator and printers are no part of going about; what comes out
# of a file chooser is asked by its own tests.
NOT_HERE = {
    "window.quit", "window.lock", "window.password", "book.demo", "book.setup", "book.restore",
    "book.backup", "book.import", "book.scans", "book.export_view", "book.export_all",
    "register.export", "reports.export", "asset.picture",
}  # fmt: skip

GIVE_UP = "不保存"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads its own memory from /proc"
)


class RandomUser:
    """Acts on what stands in front: clicks, types, chooses an action, closes what was opened."""

    def __init__(self, window: MainWindow, r: Random) -> None:
        self.window = window
        self.r = r
        self.did: Counter[str] = Counter()
        # One timer for all acts: of each QTimer.singleShot to this method PySide keeps a reference.
        self.next = QTimer(window)
        self.next.setSingleShot(True)
        self.next.setInterval(1)
        self.next.timeout.connect(self.act)

    def go_about(self, seconds: float) -> None:
        """Act until the time is over, then close whatever stands open."""
        self.next.start()
        QTest.qWait(int(seconds * 1000))
        self.next.stop()
        self.rest()

    def try_everything(self) -> None:
        """Choose each action of each page once; what it opens is closed at its first breath."""
        closing = QTimer(self.window)
        closing.setInterval(20)
        closing.timeout.connect(self.close_what_opened)
        closing.start()
        for page in PAGES:
            self.window.show_page(page.key)
            QTest.qWait(50)
            for name in sorted({one.objectName() for one in self.actions()} - set(self.did)):
                chosen = next((one for one in self.actions() if one.objectName() == name), None)
                if chosen is not None:
                    self.did[name] += 1
                    chosen.trigger()
                    QTest.qWait(50)
            self.rest()
        closing.stop()

    def close_what_opened(self) -> None:
        """Close what stands in front, if anything does; a busy front is asked again."""
        front = in_front()
        if front is not None:
            self.close(front)

    def act(self) -> None:
        """Do one thing; the next one comes even while a menu waits inside of this one."""
        self.next.start()
        front = in_front()
        if front is None:
            self.r.choice((self.choose_action, partial(self.touch, self.window)))()
        elif self.r.random() < 0.15:
            self.close(front)
        else:
            self.touch(front)

    def close(self, front: QWidget) -> None:
        self.did["closed"] += 1
        QTest.keyClick(front, Qt.Key.Key_Escape)
        # A form that asks before it goes has its question in front of it now.
        if in_front() is front:
            front.close()

    def actions(self) -> list[QAction]:
        """Return what can be chosen in the window now."""
        return [
            one
            for one in self.window.findChildren(QAction)
            if one.isEnabled() and one.objectName() and one.objectName() not in NOT_HERE
        ]

    def choose_action(self) -> None:
        chosen = self.r.choice(self.actions())
        self.did[chosen.objectName()] += 1
        chosen.trigger()

    def touch(self, front: QWidget) -> None:
        things = [
            one
            for kind in THINGS
            for one in front.findChildren(kind)
            if one.isVisibleTo(front) and one.isEnabled() and one.objectName() not in NOT_HERE
        ]
        if not things:
            self.close(front)
            return
        thing = self.r.choice(things)
        self.did[type(thing).__name__] += 1
        if isinstance(thing, QLineEdit | QPlainTextEdit) and self.r.random() < 0.8:
            thing.setFocus()
            event = QInputMethodEvent()
            event.setCommitString(self.r.choice(WORDS))
            QApplication.sendEvent(thing, event)
        elif self.r.random() < 0.3:
            QTest.keyClick(thing, self.r.choice(KEYS))
        else:
            area = thing.viewport() if isinstance(thing, QAbstractItemView) else thing
            at = QPoint(self.r.randrange(area.width() + 1), self.r.randrange(area.height() + 1))
            QTest.mouseClick(area, Qt.MouseButton.LeftButton, pos=at)

    def rest(self) -> None:
        """Close whatever stands open, and give up what was filled in: Esc would go on with it."""
        for _ in range(100):
            front = in_front()
            if front is None:
                break
            giving_up = (one for one in front.findChildren(QPushButton) if one.text() == GIVE_UP)
            if (button := next(giving_up, None)) is not None:
                button.click()
            else:
                self.close(front)
            QTest.qWait(1)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.show_page("assets")
        QTest.qWait(50)


def in_front() -> QWidget | None:
    """Return what takes the clicks, where that is not the window itself."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def memory() -> int:
    """Return the bytes that this process has taken for itself, once malloc keeps none unused.

    What lies in memory of its files, fonts and libraries, is read page by page and can go at any
    time. Qt's pictures of what it drew lately are bounded, and go by themselves. What the style
    sheet worked out for states that were seen goes whenever the palette changes, up to eight
    megabytes; it is let go here. Of what a paper of many pages took for a moment glibc keeps tens
    of megabytes, and more each time that somebody else sits between; that belongs to nobody.
    """
    QPixmapCache.clear()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet(application.styleSheet())
    application.processEvents()
    gc.collect()
    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)
    _size, resident, shared, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return (int(resident) - int(shared)) * PAGE_BYTES


def load_what_is_loaded_once(window: MainWindow, number: str) -> None:
    """Load every module, show every page, draw a paper, read every face and table: they stay.

    So do the fields below the heads of the lists, of which each is made when it is first wanted:
    thirty megabytes, once somebody has wanted them all.
    """
    for module in walk_packages(houqin_desktop.__path__, "houqin_desktop."):
        if not module.name.endswith(".__main__"):
            import_module(module.name)
    for page in PAGES:
        window.show_page(page.key)
        QTest.qWait(50)
    for panel in window.findChildren(RegisterPanel):
        header = panel.view.header
        for section in range(header.count()):
            header.filter_row.field(section)
    for paper in case_papers(number, preview=True):
        data = paper.draw(lambda *_: None)
        for at in range(page_count(data)):
            page_image(data, at, 900)
    for face in Face:
        typeface(face)
    for table in (categories, converter, former_names, matcher):
        table()
    find_categories("课桌")
    run_checks()
    window.show_page("assets")


def dialogs_left(window: MainWindow) -> list[QObject]:
    return list(window.findChildren(QDialog))


@pytest.fixture
def told(pytestconfig):
    """Return what Qt tells that fails a test; pytest-qt would keep all that it tells, for hours."""
    usual = [re.compile(one) for one in pytestconfig.getini("qt_log_ignore")]
    kept: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        is_talk = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if not is_talk and not any(one.search(message) for one in usual):
            kept.append(message)

    before = qInstallMessageHandler(hear)
    yield kept
    qInstallMessageHandler(before)


@pytest.mark.no_qt_log
@pytest.mark.skipif(not SHARE, reason="in the first minutes memory grows by filling caches")
def test_a_random_user_leaves_the_memory_flat(window: MainWindow, book: Book, told: list[str]):
    for _ in range(20):
        book.asset()
    load_what_is_loaded_once(window, book.small_case())
    user = RandomUser(window, Random(1))
    user.try_everything()
    user.go_about(WARM_UP)
    while user.did.total() < FIRST_ACTS:
        user.go_about(10)
    before, heap, objects = memory(), heap_in_use(), sys.getallocatedblocks()
    user.go_about(SECONDS)
    grown = memory() - before
    note(
        "随意操作的人",
        seconds=SECONDS,
        acts=user.did.total(),
        grown_kib=grown // 1024,
        # What is alive: where it grows less than the process, the rest is the room between it.
        heap_kib=(heap_in_use() - heap) // 1024,
        objects=sys.getallocatedblocks() - objects,
    )
    assert dialogs_left(window) == []
    assert told == []
    book.require_whole()
    assert grown < MOST_GROWTH


def test_a_random_user_who_rests_leaves_no_form_behind_that_was_filled_in(window: MainWindow):
    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    dialog.field("name").setText("课桌")
    RandomUser(window, Random(1)).rest()
    assert dialogs_left(window) == []


def fields_alive() -> int:
    """Return how many fields of forms are alive."""
    gc.collect()
    return sum(isinstance(one, TextField) for one in gc.get_objects())


def open_and_leave(window: MainWindow) -> None:
    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    dialog.done(0)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_form_that_is_left_takes_its_fields_along(window: MainWindow):
    open_and_leave(window)
    before = fields_alive()
    for _ in range(30):
        open_and_leave(window)
    assert fields_alive() == before


def test_a_form_whose_fields_hold_themselves_is_found_out(window: MainWindow, monkeypatch):
    made = TextField.__init__

    def holding_itself(field: TextField, hint: str = "", parent: QWidget | None = None) -> None:
        made(field, hint, parent)
        field.textChanged.connect(lambda _text: field.edited.emit())

    monkeypatch.setattr(TextField, "__init__", holding_itself)
    open_and_leave(window)
    before = fields_alive()
    open_and_leave(window)
    assert fields_alive() > before


def test_a_window_that_keeps_what_it_opened_is_found_out(window: MainWindow):
    kept = []
    before = memory()
    for at in range(1, 4):
        open_and_leave(window)
        # Larger than what malloc may take out of the room that earlier tests left free.
        kept.append(at.to_bytes() * 40 * 1024 * 1024)
    assert memory() - before > MOST_GROWTH
