"""A scanner that types like a keyboard opens the card from anywhere and harms nothing by it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from shiboken6 import delete, isValid

from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.scanner import Scanner
from houqin_desktop.services.disposal.appraisal import appraisal_sheet
from houqin_desktop.services.disposal.drafts import RecordAppraisal
from houqin_desktop.services.disposal.sheet import disposal_sheet


class Watch:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def desk(book, qtbot, watch):
    """A window with two cards whose scanner listens by the test's own clock."""
    book.codes = [book.asset(code="TY1995000001"), book.asset(code="TY1995000002")]
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    scanner = window.findChild(Scanner)
    assert isinstance(scanner, Scanner)
    scanner.clock = watch
    window.show()
    window.show_page("assets")
    window.activateWindow()
    qtbot.waitUntil(lambda: window.assets.panel.model.rowCount() == 2)
    window.assets.panel.view.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.isAncestorOf(focused)
    assert scanner._listening is focused
    yield window
    window.close()


def scan(watch, text: str, gap: float = 0.01, *, end: bool = True) -> None:
    """Let the scanner type into whatever has the cursor."""
    field = QApplication.focusWidget()
    assert field is not None
    for char in text:
        watch.now += gap
        QTest.keyClicks(field, char)
    watch.now += gap
    if end:
        QTest.keyClick(field, Qt.Key.Key_Return)
    watch.now += 1


def test_a_scanned_label_opens_its_card(desk, watch):
    scan(watch, "TY1995000002")
    assert desk.assets.asset.code == "TY1995000002"


def test_a_scan_opens_the_card_from_another_page(desk, watch):
    desk.show_page("people")
    scan(watch, "TY1995000001")
    assert desk.assets.isVisible()
    assert desk.assets.asset.code == "TY1995000001"


def test_a_scan_leaves_no_trace_in_the_field_it_fell_into(desk, watch):
    search = desk.assets.panel.search
    search.setText("电脑")
    search.setFocus()
    scan(watch, "TY1995000002")
    assert "TY1995" not in search.text()
    assert desk.assets.asset.code == "TY1995000002"


def test_a_scanned_form_opens_its_case(desk, book, watch):
    number = book.apply("TY1995000001")
    scan(watch, disposal_sheet(number).qr(1, 1))
    assert desk.disposals.case.number == number


def test_a_scanned_appraisal_opens_the_case_that_stands_on_it_and_before_that_its_card(
    desk, book, watch
):
    group = ("冯工/工程师", "陈工/教师", "褚工/教师")
    found: dict[str, Any] = {"reason": "烧毁", "conclusion": "不能修", "appraisers": group}
    appraisal = book.make(RecordAppraisal(assets=("TY1995000002",), **found))
    code = appraisal_sheet(appraisal).qr(1, 1)
    scan(watch, code)
    assert desk.assets.asset.code == "TY1995000002"
    number = book.apply("TY1995000002")
    scan(watch, code)
    assert desk.disposals.case.number == number


def test_a_hand_is_never_taken_for_a_scanner(desk, watch):
    search = desk.assets.panel.search
    search.setFocus()
    scan(watch, "TY1995000002", gap=0.12)
    assert search.text() == "TY1995000002"


def test_a_quick_short_run_is_typing(desk, watch):
    search = desk.assets.panel.search
    search.setFocus()
    scan(watch, "dnj", gap=0.02)
    assert search.text() == "dnj"


def test_a_scanner_whose_window_is_gone_follows_the_keyboard_no_longer(desk):
    scanner = desk.findChild(Scanner)
    listened = scanner._listening
    delete(scanner)
    scanner._follow(None)
    assert scanner._listening is listened


def test_an_unknown_code_is_said_and_nothing_happens(desk, watch):
    before = desk.assets.asset
    scan(watch, "XX2099999999")
    assert "没有这个编号" in desk.toast.text
    assert desk.assets.asset is before


def test_a_scan_never_presses_a_button_in_a_dialog(desk, book, watch, qtbot):
    desk.assets.actions_of_page["asset.register"].trigger()
    (dialog,) = desk.findChildren(RegisterDialog)
    name = dialog.field("name")
    name.set_value("打到一半的名")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    name.setFocus()
    assert name.hasFocus()
    scan(watch, "TY1995000002")
    assert dialog.isVisible()
    assert name.value() == "打到一半的名"
    assert "TY1995000002" in desk.toast.text
    assert len(book.rows("asset")) == 2
    dialog.save_button.setFocus()
    assert dialog.save_button.hasFocus()
    scan(watch, "TY1995000001")
    assert dialog.isVisible()
    assert "TY1995000001" in desk.toast.text
    name.set_value("")
    dialog.close()


def test_five_hundred_scans_among_typing_are_all_told_apart(desk, watch):
    chance = Random(7)
    search = desk.assets.panel.search
    for _ in range(500):
        code = chance.choice(("TY1995000001", "TY1995000002"))
        if chance.random() < 0.2:
            search.setFocus()
            scan(watch, "k", gap=0.2, end=False)
            search.clear()
        scan(watch, code, gap=chance.uniform(0.002, 0.030))
        assert desk.assets.asset.code == code
        assert search.text() == ""


def compose(field, watch, text: str, gap: float) -> None:
    """Let an input method gather the scanner's letters and give them out at its Enter."""
    for end in range(1, len(text) + 1):
        watch.now += gap
        QApplication.sendEvent(field, QInputMethodEvent(text[:end].lower(), []))
    watch.now += gap
    commit = QInputMethodEvent()
    commit.setCommitString(text.lower())
    QApplication.sendEvent(field, commit)
    watch.now += 1


def test_a_scan_through_a_chinese_input_method_opens_the_card(desk, watch):
    search = desk.assets.panel.search
    search.setFocus()
    compose(search, watch, "TY1995000002", gap=0.01)
    assert desk.assets.asset.code == "TY1995000002"
    assert search.text() == ""


def scan_through_pinyin(field, watch, letters: str, kept: str, tail: str) -> None:
    """Let pinyin gather the letters, choose by a digit, and let the rest and Enter through.

    Without letters it gathers them in a window of its own.
    """
    for end in range(1, len(letters) + 1):
        watch.now += 0.008
        QApplication.sendEvent(field, QInputMethodEvent(letters[:end], []))
    commit = QInputMethodEvent()
    commit.setCommitString(kept)
    QApplication.sendEvent(field, commit)
    for char in tail:
        watch.now += 0.008
        QTest.keyClicks(field, char)
    watch.now += 0.008
    QTest.keyClick(field, Qt.Key.Key_Return)
    watch.now += 1


@pytest.mark.parametrize(("letters", "kept"), [("ty", "TY"), ("ty", "桃园"), ("", "TY")])
def test_a_scan_that_pinyin_has_spoiled_opens_the_one_card_that_ends_so(desk, watch, letters, kept):
    search = desk.assets.panel.search
    search.setFocus()
    search.setText("电脑")
    scan_through_pinyin(search, watch, letters, kept, "995000002")
    assert desk.assets.asset.code == "TY1995000002"
    assert search.text() == "电脑"


def test_remains_that_fit_several_cards_or_none_open_nothing_and_say_what_to_do(desk, watch, book):
    book.asset(code="AB9995000002")
    search = desk.assets.panel.search
    search.setFocus()
    for kept, tail in (("桃园", "95000002"), ("ZC", "995000002"), ("TY", "77777")):
        scan_through_pinyin(search, watch, "ty", kept, tail)
        assert desk.assets.asset is None
        assert "切换到英文" in desk.toast.text
        assert search.text() == ""


def test_words_that_a_hand_commits_before_it_types_figures_stay(desk, watch):
    search = desk.assets.panel.search
    search.setFocus()
    commit = QInputMethodEvent()
    QApplication.sendEvent(search, QInputMethodEvent("diannao", []))
    commit.setCommitString("电脑")
    QApplication.sendEvent(search, commit)
    for char in "1995":
        watch.now += 0.2
        QTest.keyClicks(search, char)
    watch.now += 0.2
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert search.text() == "电脑1995"


def test_what_a_hand_composes_is_left_to_the_field(desk, watch):
    search = desk.assets.panel.search
    search.setFocus()
    compose(search, watch, "TY1995000002", gap=0.15)
    assert search.text() == "ty1995000002"


def test_a_quick_word_that_is_no_number_stays_in_the_field(desk, watch):
    search = desk.assets.panel.search
    search.setFocus()
    compose(search, watch, "abcdefgh", gap=0.01)
    assert search.text() == "abcdefgh"


def strike(field, watch, gap: int, heard: float) -> None:
    """Strike a number so many milliseconds apart; the window hears each key when it gets to it."""
    keys = [*((Qt.Key.Key_unknown, char) for char in "TY1995000002"), (Qt.Key.Key_Return, "\r")]
    for at, (key, char) in enumerate(keys):
        watch.now += heard
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, char)
        event.setTimestamp(5000 + at * gap)
        QApplication.sendEvent(field, event)


def test_keys_struck_quickly_and_heard_late_are_one_scan(desk, watch):
    search = desk.assets.panel.search
    search.setFocus()
    strike(search, watch, gap=10, heard=0.2)
    assert search.text() == ""
    assert desk.assets.asset.code == "TY1995000002"


def test_keys_struck_slowly_and_heard_all_at_once_are_typing(desk, watch):
    search = desk.assets.panel.search
    search.setFocus()
    strike(search, watch, gap=120, heard=0)
    assert search.text() == "TY1995000002"


def test_a_dialog_that_goes_away_with_the_keyboard_in_it_is_no_trouble(desk, qtbot):
    scanner = desk.findChild(Scanner)
    dialog = QDialog(desk)
    field = QLineEdit(dialog)
    dialog.show()
    dialog.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: scanner._listening is field)
    delete(field)
    delete(dialog)
    assert scanner._listening is None or isValid(scanner._listening)
