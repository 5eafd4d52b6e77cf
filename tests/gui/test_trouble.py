"""A refusal and a defect are told in a sentence with a number; nothing is said that is not true."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from houqin_desktop.app import _defect_in_window
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.start import Start
from houqin_desktop.gui.trouble import TroubleDialog
from houqin_desktop.services import settings
from houqin_desktop.services.settings import ChangeSetting


def test_refusal_has_a_number_and_can_be_copied_for_the_administrator(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    bar = MessageBar(owner)
    refusal = Refused("编号已经用过。请换一个。", code="code_exists")
    bar.refuse(refusal)
    assert bar.text == "编号已经用过。请换一个。"
    assert bar._number.text() == f"错误号 {refusal.number}"
    bar.copy_button.click()
    assert QGuiApplication.clipboard().text() == f"{bar.text}\n错误号 {refusal.number}"
    bar.say("已按编号排好。")
    assert bar._number.isHidden()


def test_number_of_a_refusal_is_the_same_on_every_machine():
    assert Refused("不行。请改。", code="code_exists").number == "383570"


@pytest.fixture
def logged(tmp_path, monkeypatch):
    monkeypatch.setattr("houqin_desktop.app._data_folder", lambda: tmp_path)
    return tmp_path / "houqin.log"


def defect(do) -> tuple[str, str]:
    try:
        do()
    except RuntimeError as error:
        return _defect_in_window(error)
    return pytest.fail("nothing went wrong")


def test_data_did_not_change_is_said_of_a_command_that_was_undone(book, logged, monkeypatch):
    def fail(_task, _draft):
        raise RuntimeError("秘密的内容")

    spec = settings.change_setting.__name__
    from houqin_desktop.services import commands

    broken = commands.CommandSpec(spec, "修改参数", ChangeSetting, fail)
    monkeypatch.setitem(commands._REGISTRY, spec, broken)
    before = book.fingerprint()
    sentence, details = defect(lambda: book.run(ChangeSetting(key="splitting_days", value="15")))
    assert "数据没有改变" in sentence
    assert book.fingerprint() == before
    assert "秘密" not in details
    assert logged.read_text(encoding="utf-8") == details


def test_nothing_is_said_of_the_data_when_something_else_failed(logged):
    def fail():
        raise RuntimeError

    sentence, _ = defect(fail)
    assert "没有改变" not in sentence
    assert "没有保存" not in sentence
    assert "最近操作" in sentence


def test_details_are_folded_away_and_can_be_copied(qtbot):
    dialog = TroubleDialog(
        None, "程序出了意外", "程序出了意外（编号 1）。请重试。", "1 RuntimeError"
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.details.isVisible()
    dialog.fold_button.click()
    assert dialog.details.isVisible()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().endswith("1 RuntimeError")
    dialog.fold_button.click()
    assert not dialog.details.isVisible()


def test_what_fails_while_a_failure_is_shown_opens_no_second_dialog(start: Start):
    def shown() -> TroubleDialog:
        assert start.trouble is not None
        return start.trouble

    start.show_trouble("程序出了意外（编号 1）。请重试。", "1 RuntimeError")
    first = shown()
    start.show_trouble("程序出了意外（编号 2）。请重试。", "2 RuntimeError")
    assert shown() is first
    assert first.words.text() == "程序出了意外（编号 1）。请重试。"
    first.accept()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    start.show_trouble("程序出了意外（编号 3）。请重试。", "3 RuntimeError")
    assert shown().words.text() == "程序出了意外（编号 3）。请重试。"
    shown().accept()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
