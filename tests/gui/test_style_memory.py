"""What is opened and left leaves nothing in the heap, neither its parts nor its drawings."""

from __future__ import annotations

import ctypes
import gc
import sys
from itertools import pairwise
from statistics import median

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget, QVBoxLayout, QWidget

from houqin_desktop.gui import icons, passing_dialog
from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.forms.fields import ChoiceField, NoteField
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.resources import resource_path

# A part that is not forgotten costs 900 bytes, and there are dozens of them in a form.
MOST_LEFT = 4 * 1024
MOST_IN_PICTURES = 4 * 1024 * 1024
TIMES, SPELLS = 2, 7

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="asks the allocator of glibc"
)


class Mallinfo(ctypes.Structure):
    """What glibc tells of its heap; `uordblks` are the bytes in use, `hblkhd` those mapped."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


def heap_in_use() -> int:
    """Return the bytes of the heap in use; small objects of Python lie outside of it."""
    gc.collect()
    libc = ctypes.CDLL(None)
    libc.mallinfo2.restype = Mallinfo
    told = libc.mallinfo2()
    return int(told.uordblks + told.hblkhd)


def left_by(open_once, times: int = TIMES) -> float:
    """Return the bytes that an opening leaves in the heap: the median of several spells.

    What is loaded or grows once falls into one of them; what stays each time into all.
    """
    used = []
    for _ in range(SPELLS + 1):
        for _ in range(times):
            open_once()
        used.append(heap_in_use())
    return median(after - before for before, after in pairwise(used)) / times


def show_and_close(dialog: QWidget) -> None:
    dialog.show()
    QApplication.processEvents()
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_choices() -> None:
    """Open and close a dialog with what has parts: choices, notes, a table."""
    dialog = PassingDialog()
    column = QVBoxLayout(dialog)
    for _ in range(10):
        field = ChoiceField([(word, word) for word in ("在用", "闲置", "待处置")])
        field.set_value("闲置")
        column.addWidget(field)
        column.addWidget(NoteField(lines=1))
    column.addWidget(QTableWidget(2, 2))
    show_and_close(dialog)


def test_the_style_sheet_forgets_the_parts_of_a_dialog(qapp):
    assert left_by(open_choices) < MOST_LEFT


def test_the_form_of_a_card_leaves_nothing_in_the_heap(window: MainWindow):
    assert left_by(lambda: show_and_close(RegisterDialog(window, window.desk))) < MOST_LEFT


def test_parts_of_which_nobody_tells_that_they_are_gone_are_found_out(qapp, monkeypatch):
    monkeypatch.setattr(passing_dialog, "forget_all_when_gone", lambda _whole: None)
    assert left_by(open_choices) > 2 * MOST_LEFT


def test_a_form_of_a_card_that_is_not_forgotten_is_found_out(window: MainWindow, monkeypatch):
    monkeypatch.setattr(RegisterDialog, "hideEvent", lambda _form, _event: None)
    assert left_by(lambda: show_and_close(RegisterDialog(window, window.desk))) > 2 * MOST_LEFT


def show_drawing() -> None:
    label = QLabel()
    label.setPixmap(icon("warning").pixmap(64, 64))
    show_and_close(label)
    label.deleteLater()


@pytest.fixture
def no_pictures(qapp):
    """Let Qt keep no picture yet, and as many as the program lets it afterwards."""
    allowed = QPixmapCache.cacheLimit()
    QPixmapCache.clear()
    yield
    QPixmapCache.setCacheLimit(allowed)


def taken_by_new_pictures() -> int:
    """Return the bytes of the heap that five hundred pictures take, each of them shown once."""
    before = heap_in_use()
    for _ in range(500):
        show_drawing()
    return heap_in_use() - before


@pytest.mark.usefixtures("no_pictures")
def test_a_drawing_that_is_shown_again_is_the_same_picture():
    assert left_by(show_drawing) < MOST_LEFT


@pytest.mark.usefixtures("no_pictures")
def test_a_drawing_that_is_drawn_anew_each_time_is_found_out(monkeypatch):
    monkeypatch.setattr(icons, "_pixmap", icons._pixmap.__wrapped__)
    assert left_by(show_drawing) > 2 * MOST_LEFT


@pytest.mark.usefixtures("no_pictures")
def test_qt_keeps_few_pictures_that_nobody_shows_any_more(monkeypatch):
    monkeypatch.setattr(icons, "_pixmap", icons._pixmap.__wrapped__)
    assert taken_by_new_pictures() < MOST_IN_PICTURES


@pytest.mark.usefixtures("no_pictures")
def test_many_pictures_that_are_kept_are_found_out(monkeypatch):
    monkeypatch.setattr(icons, "_pixmap", icons._pixmap.__wrapped__)
    QPixmapCache.setCacheLimit(10 * 1024)
    assert taken_by_new_pictures() > MOST_IN_PICTURES


def left_by_each_drawing(size: int) -> float:
    """Return the bytes that each icon leaves that is drawn at a size, in a colour of its own."""
    names = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
    before = heap_in_use()
    for name in names:
        icon(name, "#123456").pixmap(size, size)
    return (heap_in_use() - before) / len(names)


def test_an_icon_that_is_kept_takes_its_pixels_and_not_the_room_that_painting_took(qapp):
    left_by_each_drawing(21)
    assert left_by_each_drawing(22) < MOST_LEFT


def test_an_icon_that_keeps_what_painting_took_is_found_out(qapp, monkeypatch):
    monkeypatch.setattr(QPixmap, "copy", lambda picture: picture)
    left_by_each_drawing(23)
    assert left_by_each_drawing(24) > MOST_LEFT
