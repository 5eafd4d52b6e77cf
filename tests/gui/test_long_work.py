"""Long work never stops the window: it breathes meanwhile, can be told to stop, and says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.printing.papers import Paper, open_print
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.progress_dialog import ProgressDialog, time_left

BEATS = 25
PATIENCE = 20


class Heart:
    """Beats in the window's event loop; a worker can wait for the next beats."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()
        self.timer = QTimer()
        self.timer.timeout.connect(self._beat)
        self.timer.start(1)

    def _beat(self) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def require_beats(self) -> None:
        """Wait on the worker until the window has breathed on; a window that is stuck fails."""
        assert threading.current_thread() is not threading.main_thread(), "on the window's thread"
        with self._changed:
            wanted = self._count + BEATS
            assert self._changed.wait_for(lambda: self._count >= wanted, PATIENCE), "stuck"


@pytest.fixture
def heart(qapp):
    beating = Heart()
    yield beating
    beating.timer.stop()


@pytest.fixture
def breathing(heart, monkeypatch):
    """Return the function that makes a step of long work wait until the window has breathed."""
    passed: list[str] = []

    def watch(module: Any, name: str) -> list[str]:
        original: Callable[..., Any] = getattr(module, name)

        def watched(*args: Any, **options: Any) -> Any:
            heart.require_beats()
            passed.append(name)
            return original(*args, **options)

        monkeypatch.setattr(module, name, watched)
        return passed

    return watch


def test_window_breathes_while_it_exports(window, book, breathing, tmp_path, qtbot):
    import houqin_desktop.documents.workbooks.asset as workbook

    book.asset()
    window.assets.refresh()
    passed = breathing(workbook, "write_assets")
    window.book.export_to(tmp_path / "台账.xlsx", seen=True)
    qtbot.waitUntil(lambda: "已导出" in window.toast.text, timeout=PATIENCE * 1000)
    assert passed == ["write_assets"]


def test_window_breathes_while_it_checks(window, book, breathing, qtbot):
    import houqin_desktop.services.check.invariants as check
    from houqin_desktop.gui.book.check_dialog import CheckDialog

    passed = breathing(check, "run_checks")
    window.actions_of_window["book.check"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(CheckDialog)), timeout=PATIENCE * 1000)
    assert passed == ["run_checks"]


def test_window_breathes_while_a_paper_is_drawn(window, heart, qtbot):
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    def draw(progress):
        heart.require_beats()
        progress(1, 2)
        file = BytesIO()
        canvas = Canvas(file)
        canvas.drawString(20, 20, "x")
        canvas.showPage()
        canvas.save()
        return file.getvalue()

    paper = Paper("台账", draw, "台账.pdf", form="list")
    open_print(window, window.desk, "打印", [paper], refused=window.page.refuse)
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintDialog)), timeout=PATIENCE * 1000)


def test_nothing_can_be_pressed_while_the_book_is_away(window, heart, qtbot):
    go_on = threading.Event()
    answers: list[object] = []
    dialog = lend(
        window,
        window.desk,
        "正在试",
        lambda _progress: go_on.wait(PATIENCE),
        done=answers.append,
        refused=answers.append,
    )
    assert dialog.isVisible()
    assert dialog.isModal()
    assert dialog.windowOpacity() == 0.0
    qtbot.waitUntil(lambda: dialog.windowOpacity() == 1.0, timeout=5000)
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)


def test_work_that_is_cancelled_gives_no_answer_and_says_so(window, heart, qtbot):
    def work(progress):
        while True:
            heart.require_beats()
            progress(1, 3)

    answers: list[object] = []
    dialog = lend(window, window.desk, "正在试", work, done=answers.append, refused=answers.append)
    dialog.cancel_button.click()
    qtbot.waitUntil(lambda: "已取消" in window.toast.text, timeout=PATIENCE * 1000)
    assert answers == []
    assert not [one for one in window.findChildren(ProgressDialog) if one.isVisible()]


def test_what_was_got_ready_before_the_count_began_does_not_slow_what_is_foretold(
    window, monkeypatch
):
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    go_on = threading.Event()
    task = window.tasks.run(lambda _progress: go_on.wait(PATIENCE))
    dialog = ProgressDialog(window, "正在试", task)
    now += 600
    dialog.show_progress(1, 101)
    assert dialog.count.text() == "1 / 101"
    now += 10
    dialog.show_progress(51, 101)
    assert dialog.count.text() == "51 / 101 · 还需约 10 秒"
    dialog.show_progress(1, 301)
    assert dialog.count.text() == "1 / 301"
    now += 10
    dialog.show_progress(101, 301)
    assert dialog.count.text() == "101 / 301 · 还需约 20 秒"
    go_on.set()


@pytest.mark.parametrize(
    ("elapsed", "done", "words"),
    [
        (1.0, 50, ""),
        (10.0, 0, ""),
        (10.0, 100, ""),
        (10.0, 50, "还需约 10 秒"),
        (99.0, 99, "还需约 1 秒"),
        (60.0, 25, "还需约 3 分钟"),
    ],
)
def test_time_left_is_foretold_from_the_rate_so_far(elapsed, done, words):
    assert time_left(elapsed, done, 100) == words
