"""The window started a second time on the same book lets the first one come up, and is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer

from houqin_desktop.gui.doorbell import Doorbell, bell_name, ring
from houqin_desktop.gui.start import Start
from tests.builders import TODAY, clock_at
from tests.gui.ending import end

CHECKOUT = Path(__file__).parents[2]
LISTEN_UNTIL_KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from houqin_desktop.gui.doorbell import Doorbell
application = QCoreApplication([])
bell = Doorbell()
bell.listen(Path(sys.argv[1]))
print("listening", flush=True)
application.exec()
"""
RING = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from houqin_desktop.gui.doorbell import ring
application = QCoreApplication([])
print(ring(Path(sys.argv[1])))
"""


@contextmanager
def process(*words, data):
    with subprocess.Popen(
        [sys.executable, *(str(word) for word in words)],
        cwd=CHECKOUT,
        env={**os.environ, "XDG_DATA_HOME": str(data), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        yield started


@pytest.fixture
def opened(book_path, qtbot):
    """The first window, over the test's own book."""
    start = Start(book_path, clock_at(TODAY), None)
    start.begin(may_make=False)
    qtbot.waitUntil(lambda: start.doorbell is not None)
    yield start
    assert start.window is not None
    assert start.doorbell is not None
    end(start)


def second_start(start, qtbot, tmp_path, *words):
    said = ("-m", "houqin_desktop", "--book", start.path, *words)
    with process(*said, data=tmp_path / "data") as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        return second.returncode, second.stderr.read()


def test_the_second_start_raises_the_first_window_and_ends_without_a_word(opened, qtbot, tmp_path):
    opened.window.showMinimized()
    assert second_start(opened, qtbot, tmp_path) == (0, "")
    assert not opened.window.windowState() & Qt.WindowState.WindowMinimized
    assert opened.window.isVisible()


def test_another_name_of_the_same_file_is_the_same_book(opened, qtbot, tmp_path):
    other = tmp_path / "快捷方式.sqlite"
    other.symlink_to(opened.path)
    assert bell_name(other) == bell_name(opened.path)
    assert bell_name(tmp_path / "别的.sqlite") != bell_name(opened.path)


def test_the_command_line_gets_its_sentence_while_the_window_is_open(opened, qtbot, tmp_path):
    code, said = second_start(opened, qtbot, tmp_path, "check")
    assert code == 1
    assert "正在别处打开" in said


def test_a_socket_left_by_a_killed_program_hinders_nobody(book_path, qtbot, tmp_path):
    with process("-c", LISTEN_UNTIL_KILLED, book_path, data=tmp_path) as killed:
        assert killed.stdout.readline() == "listening\n"
        killed.kill()
    bell = Doorbell()
    bell.listen(book_path)
    with process("-c", RING, book_path, data=tmp_path) as caller:
        with qtbot.waitSignal(bell.rung, timeout=20_000):
            pass
        qtbot.waitUntil(lambda: caller.poll() is not None, timeout=20_000)
        assert caller.stdout.read() == "True\n"
    bell.close()


def test_nobody_at_home_is_no_answer(book_path, monkeypatch):
    monkeypatch.setattr("houqin_desktop.gui.doorbell.TRIES", 1)
    assert not ring(book_path)


def test_a_place_without_sockets_is_no_trouble(book_path, monkeypatch):
    monkeypatch.setattr(QLocalServer, "listen", lambda *_: False)
    bell = Doorbell()
    bell.listen(book_path)
    bell.close()
    monkeypatch.setattr("houqin_desktop.gui.doorbell.TRIES", 1)
    assert not ring(book_path)
