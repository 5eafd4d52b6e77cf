"""The chooser that Qt draws speaks Chinese."""

from __future__ import annotations

import re
import subprocess
import sys

from PySide6.QtCore import QCoreApplication, QEvent, QFileInfo
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListView, QPushButton, QWidget

from houqin_desktop.gui.file_choosers import choose_folder, choose_to_read, choose_to_save


def test_no_english_word_stands_in_the_chooser(qtbot, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    taken: list[str] = []
    for chooser in (
        choose_to_save(parent, "导出", "资产台账.xlsx", "Excel 工作簿 (*.xlsx)", taken.append),
        choose_to_read(parent, "选择台账", "Excel 工作簿 (*.xlsx *.xls)", taken.append),
    ):
        words = [each.text() for each in chooser.findChildren(QLabel)]
        words += [each.text() for each in chooser.findChildren(QPushButton)]
        assert not [word for word in words if re.search("[A-Za-z]{2,}", word.replace("&", ""))]
        assert chooser.iconProvider().type(QFileInfo(str(tmp_path))) == "文件夹"
        chooser.fileSelected.emit("甲")
        chooser.reject()
    assert taken == ["甲", "甲"]


def test_a_chooser_that_was_answered_is_gone(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    taken: list[str] = []
    for answered in (QFileDialog.accept, QFileDialog.reject):
        answered(choose_folder(parent, "选文件夹", taken.append))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert parent.findChildren(QFileDialog) == []
    assert len(taken) == 1


def test_nothing_stands_in_the_name_before_a_file_is_chosen(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    chooser = choose_to_read(parent, "选择台账", "所有文件 (*)", print)
    (name,) = chooser.findChildren(QLineEdit, "fileNameEdit")
    assert name.text() == ""
    chooser.reject()


def test_looking_into_the_folder_of_the_book_keeps_its_lock(book, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    path = book.session.book_path
    chooser = choose_to_read(parent, "选择台账", "所有文件 (*)", print)
    chooser.setDirectory(str(path.parent))
    files = chooser.findChild(QListView, "listView")
    qtbot.waitUntil(lambda: path.name in {index.data() for index in listed(files)}, timeout=5000)
    # The pictures come after the names, from a thread of Qt's own.
    qtbot.wait(300)
    asked = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    )
    other = subprocess.run([sys.executable, "-c", asked, str(path)], capture_output=True, text=True)
    assert "database is locked" in other.stderr
    chooser.reject()


def listed(view):
    """Return the first cell of each line of the folder shown."""
    model, root = view.model(), view.rootIndex()
    return [model.index(row, 0, root) for row in range(model.rowCount(root))]
