"""A book in a folder that a cloud copies is pointed out once, below the tabs."""

from __future__ import annotations

import pytest

from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.memory import Memory
from houqin_desktop.gui.messages import MessageBar


@pytest.fixture
def sentences(book, qtbot):
    """Open the window once more over the book; return what stands in its notices."""

    def opened(memory):
        window = MainWindow(book.session, memory)
        qtbot.addWidget(window)
        window.show()
        bars = window.findChildren(MessageBar, "notice")
        texts = [bar.text for bar in bars if bar.text]
        window.close()
        return texts

    return opened


def test_the_cloud_folder_is_pointed_out_once_for_each_book(book, sentences, monkeypatch, tmp_path):
    monkeypatch.setenv("OneDrive", str(book.path.parent))
    kept = tmp_path / "window.json"
    (sentence,) = sentences(Memory(kept))
    assert "OneDrive的同步文件夹" in sentence
    assert sentences(Memory(kept)) == []


def test_nothing_is_said_of_a_book_in_a_folder_of_its_own(sentences):
    assert sentences(Memory()) == []
