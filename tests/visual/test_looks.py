"""Nothing is cut off, faint, without a glyph or English, on any page or dialog, at any scale.

At scale 1 the tour is looked at while it is drawn, and what is faint looked for in its pictures:
tests/scenarios/test_tour.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QPushButton, QVBoxLayout

from houqin_desktop.gui.touring.books import make_books
from houqin_desktop.storage.database import close_database
from tests.visual.eyes import look

ROOT = Path(__file__).parents[2]
SCENES = 130


@pytest.fixture(scope="module")
def tour_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the books of the tour once for all looks of this worker."""
    folder = tmp_path_factory.mktemp("tour_books")
    close_database()
    make_books(folder)
    return folder


@pytest.mark.parametrize(
    ("scale", "palette"),
    [("1.25", "dark"), ("1.5", "light"), ("2", "dark")],
)
def test_every_page_and_dialog_can_be_read(scale: str, palette: str, tour_books: Path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.visual.looking", scale, palette, str(tour_books)],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    found = json.loads(done.stdout)
    assert found["seen"] >= SCENES
    assert found["faults"] == {}


@pytest.fixture
def dialog(qtbot):
    made = QDialog()
    made.setWindowTitle("样子")
    made.setLayout(QVBoxLayout())
    made.resize(300, 200)
    qtbot.addWidget(made)
    return made


def faults_with(dialog: QDialog, widget: QLabel | QPushButton) -> str:
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(widget)
    dialog.show()
    return "；".join(look(dialog, dialog.grab().toImage()))


def test_a_calm_dialog_has_no_fault(dialog):
    assert faults_with(dialog, QLabel("资产编号")) == ""


def test_a_label_that_is_cut_off_is_seen(dialog):
    label = QLabel("这一行字写不下")
    label.setFixedWidth(40)
    assert "像素宽" in faults_with(dialog, label)


def test_a_wrapped_text_that_is_too_high_is_seen(dialog):
    label = QLabel("一段话 " * 40)
    label.setWordWrap(True)
    label.setFixedSize(120, 30)
    assert "像素高" in faults_with(dialog, label)


def test_a_button_that_is_too_narrow_is_seen(dialog):
    button = QPushButton("登记签字并打印")
    button.setFixedWidth(50)
    assert "像素宽" in faults_with(dialog, button)


def test_an_english_word_is_seen(dialog):
    assert "英文“Cancel”" in faults_with(dialog, QLabel("Cancel"))


def test_a_character_without_a_glyph_is_seen(dialog):
    assert "缺字形" in faults_with(dialog, QLabel("𠮷"))


def test_a_faint_text_is_seen(dialog):
    label = QLabel("看不清")
    label.setStyleSheet("color: #eeeeee; background: #ffffff")
    assert "对比度" in faults_with(dialog, label)


def test_a_label_that_lies_upon_something_else_is_seen(dialog):
    dialog.layout().addWidget(QPushButton("登记"))
    left_over = QLabel("共 9 项", dialog)
    left_over.move(12, 80)
    dialog.show()
    assert "压着" in "；".join(look(dialog))


def test_a_dialog_taller_than_the_screen_is_seen(dialog):
    dialog.resize(400, 760)
    assert "高 760 像素" in faults_with(dialog, QLabel("高"))


def test_a_window_wider_than_the_screen_is_seen(qtbot):
    window = QMainWindow()
    window.setWindowTitle("台账")
    qtbot.addWidget(window)
    window.setCentralWidget(QLabel("长名字" * 100))
    window.show()
    assert "“台账”宽" in "；".join(look(window))
