"""A Chinese input method is in peace with the forms: no word is lost, no Enter means two things."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.forms.fields import CodeField, MoneyField, QuantityField


@pytest.fixture
def form(window):
    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    return dialog


def compose(field, preedit: str, commit: str = "") -> None:
    """Send what an input method sends: the letters so far, or the word they became."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("key", ["name", "place", "storeroom", "acquired_on"])
def test_enter_and_arrows_in_the_middle_of_a_word_do_nothing_to_the_form(form, qtbot, key):
    field = form.field(key)
    field.setFocus()
    compose(field, "ke zhuo")
    for pressed in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_F7):
        qtbot.keyClick(field, pressed)
    assert form.focusWidget() is field
    assert form.isVisible()
    compose(field, "", "课桌")
    assert field.text() == "课桌"


def test_enter_that_ends_a_word_does_not_go_on_and_the_next_one_does(form, qtbot):
    field = form.field("name")
    field.setFocus()
    compose(field, "ke zhuo")
    compose(field, "", "课桌")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert form.focusWidget() is field
    qtbot.waitUntil(lambda: not field._just_committed, timeout=2000)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert form.focusWidget() is form.field("category")


def test_enter_that_ends_the_last_word_does_not_save(form, book, qtbot):
    for key, text in (("name", "课桌"), ("original_value", "120")):
        form.field(key).setText(text)
    last = form.field("keeper")
    last.setFocus()
    compose(last, "wang")
    compose(last, "", "王")
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert form.isVisible()
    assert book.rows("asset") == []


def test_composed_words_are_never_swallowed(form, qtbot):
    field = form.field("remarks")
    form.show_more()
    field.setFocus()
    for word in ("靠窗", "第三排", "有划痕"):
        compose(field, "pin yin")
        compose(field, "", word)
        qtbot.keyClicks(field, ",")
    assert field.text() == "靠窗,第三排,有划痕,"


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("code", Qt.InputMethodHint.ImhPreferLatin),
        ("serial_number", Qt.InputMethodHint.ImhPreferLatin),
        ("original_value", Qt.InputMethodHint.ImhPreferNumbers),
        ("quantity", Qt.InputMethodHint.ImhDigitsOnly),
        ("acquired_on", Qt.InputMethodHint.ImhPreferLatin),
        ("warranty_until", Qt.InputMethodHint.ImhPreferLatin),
    ],
)
def test_input_method_is_put_aside_in_codes_numbers_and_dates(form, key, hint):
    assert form.field(key).inputMethodHints() & hint


def test_names_leave_the_input_method_alone(form):
    assert form.field("name").inputMethodHints() == Qt.InputMethodHint.ImhNone


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (CodeField, "ｚｃ２０２６　０００１", "zc20260001"),
        (CodeField, "ＴＹ２０２６－０１", "TY2026-01"),
        (MoneyField, "１，２３４。５", 123_450),
        (MoneyField, "￥３，８００．００元", 380_000),
        (QuantityField, "１２", 12),
        (QuantityField, "１，２００", 1_200),
    ],
)
def test_full_width_figures_are_read(qtbot, kind, typed, value):
    field = kind()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == value
