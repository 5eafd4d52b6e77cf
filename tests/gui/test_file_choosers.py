"""The chooser that Qt draws speaks Chinese."""

from __future__ import annotations

import re

from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from houqin_desktop.gui.file_choosers import choose_to_read, choose_to_save


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
