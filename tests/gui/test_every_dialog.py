"""What holds in every dialog of the program, looked at one after another on the demo school.

The dialogs are those of the tour, so a new one is looked at as soon as the tour shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.forms.unsaved import CarefulDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.touring.books import NOW
from houqin_desktop.gui.touring.scenes import dialog_scenes
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.database import close_database
from tests.builders import copy_with_attachments

ENGLISH = re.compile(r"[A-Za-z]{4,}")
# Four of its eight digits may be letters: the check value of the journal is no word.
CHECK_VALUE = re.compile(r"校验值 [0-9a-f]{8}\b")
ALLOWED = {
    "Ctrl",
    "Shift",
    "Enter",
    "Excel",
    "PgUp",
    "PgDown",
    "PgDn",
    "Home",
    "Back",
    "school",
    "houqin",
}
BLAMING = re.compile(r"非法|失败|致命|是否|错误的输入|\bYes\b|\bNo\b|\bOK\b")
ANSWERS = re.compile(r"^(是|否|确定|好的?|Yes|No|OK)$")


@dataclass
class Seen:
    """What was found of one dialog."""

    title: str
    walked: list[str] = field(default_factory=list)
    to_walk: list[str] = field(default_factory=list)
    in_order: list[str] = field(default_factory=list)
    tabbed: set[str] = field(default_factory=set)
    to_tab: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    mnemonics: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    wheeled: list[str] = field(default_factory=list)
    defaults: list[str] = field(default_factory=list)
    begins: str = ""


@pytest.fixture(scope="module")
def seen(qapp, demo_template, tmp_path_factory) -> list[Seen]:
    """Look at every dialog once."""
    path = tmp_path_factory.mktemp("demo") / "demo.houqin"
    copy_with_attachments(demo_template, path)
    close_database()
    session = open_session(path, clock=NOW)
    window = MainWindow(session)
    window.show()
    found = []
    for title, widget in dialog_scenes(window):
        qapp.processEvents()
        if isinstance(widget, QDialog):
            found.append(look(title, widget))
    for form in window.findChildren(FormDialog):
        form.leave()
    for dialog in window.findChildren(QDialog):
        dialog.hide()
    window.close()
    window.deleteLater()
    # Its thousand widgets would be dressed and asked along in every later test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    session.close()
    return found


def look(title: str, dialog: QDialog) -> Seen:
    one = Seen(title)
    one.begins = button_it_begins_on(dialog)
    one.words = [unescape(re.sub(r"<[^>]*>", "", word)) for word in words_of(dialog)]
    one.buttons = [
        button.text().strip()
        for button in dialog.findChildren(QPushButton)
        if button.isVisibleTo(dialog)
    ]
    one.mnemonics = re.findall(r"&([A-Za-z])", " ".join(one.buttons))
    one.nameless = nameless(dialog)
    one.defaults = accidental_defaults(dialog)
    one.wheeled = turned_by_the_wheel(dialog)
    tab_through(dialog, one)
    if isinstance(dialog, FormDialog):
        walk_through(dialog, one)
    return one


def button_it_begins_on(dialog: QDialog) -> str:
    """Return the button that has the keyboard first although there is a place to work in.

    The button of an empty list is what there is to do.
    """
    first = dialog.focusWidget()
    places = [
        one
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
        for one in dialog.findChildren(kind)
        if one.isVisibleTo(dialog)
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    on_button = first is None or isinstance(first, QPushButton)
    if not places or not on_button or isinstance(first and first.parent(), EmptyState):
        return ""
    return first.text() if isinstance(first, QPushButton) else "nowhere"


def accidental_defaults(dialog: QDialog) -> list[str]:
    """Return the buttons that Enter in a field would press without anybody having meant it.

    A question has a default that changes nothing; a log-in has one that enters. Both were set.
    """
    if isinstance(dialog, QMessageBox):
        return []
    buttons = dialog.findChildren(QPushButton)
    meant = [one for one in buttons if one.isDefault() and not isinstance(dialog, FormDialog)]
    return [
        one.text()
        for one in buttons
        if (one.isDefault() or one.autoDefault()) and one not in meant[:1]
    ]


def words_of(widget: QWidget) -> list[str]:
    """Return every text of the dialog that a person can read."""
    words = [widget.windowTitle()]
    words += [label.text() for label in widget.findChildren(QLabel)]
    words += [button.text() for button in widget.findChildren(QAbstractButton)]
    words += [line.placeholderText() for line in widget.findChildren(QLineEdit)]
    words += [note.placeholderText() for note in widget.findChildren(QPlainTextEdit)]
    words += [
        box.itemText(at) for box in widget.findChildren(QComboBox) for at in range(box.count())
    ]
    words += [bar.tabText(at) for bar in widget.findChildren(QTabBar) for at in range(bar.count())]
    return words + [each.toolTip() for each in widget.findChildren(QWidget)]


def nameless(dialog: QDialog) -> list[str]:
    """Return the inputs and icon buttons that a screen reader could not name."""
    found: list[str] = []
    for each in dialog.findChildren(QWidget):
        if not each.isVisibleTo(dialog) or each.objectName().startswith("qt_"):
            continue
        typed: Any = each
        if isinstance(each, QToolButton) and not each.text():
            # The small buttons inside a line belong to Qt and have their action's tip.
            if not (each.accessibleName() or each.toolTip()):
                found.append(type(each).__name__)
        elif isinstance(each, QLineEdit | QPlainTextEdit | QComboBox) and not (
            typed.accessibleName() or getattr(typed, "placeholderText", str)()
        ):
            found.append(f"{type(each).__name__} {each.objectName()}")
    return found


def turned_by_the_wheel(dialog: QDialog) -> list[str]:
    """Return the fields whose value a turn of the wheel changed."""
    changed: list[str] = []
    kinds = (*dialog.findChildren(QComboBox), *dialog.findChildren(QAbstractSpinBox))
    for each in (*kinds, *dialog.findChildren(QLineEdit)):
        if not each.isVisibleTo(dialog) or not each.isEnabled():
            continue
        each.clearFocus()
        before = value_of(each)
        for turn in (-120, 120, 120):
            event = QWheelEvent(
                QPointF(5, 5),
                QPointF(each.mapToGlobal(QPoint(5, 5))),
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(each, event)
            if value_of(each) != before:
                changed.append(each.objectName() or type(each).__name__)
    return changed


def value_of(each: QWidget) -> str:
    typed: Any = each
    return str(typed.currentText() if isinstance(each, QComboBox) else typed.text())


def tab_through(dialog: QDialog, one: Seen) -> None:
    """Go round with Tab and note what has had the cursor."""
    reached: list[QWidget] = []
    for _ in range(300):
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        focused = dialog.focusWidget()
        if focused is None or focused in reached:
            break
        reached.append(focused)
    one.tabbed = {name_of(each) for each in reached}
    one.to_tab = {
        name_of(each)
        for each in dialog.findChildren(QWidget)
        if each.isVisibleTo(dialog)
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    }


def name_of(each: QWidget) -> str:
    typed: Any = each
    words = typed.text() if isinstance(each, QAbstractButton) else ""
    return f"{type(each).__name__} {each.objectName()} {each.accessibleName()} {words}".strip()


def walk_through(dialog: FormDialog, one: Seen) -> None:
    """Press Enter from the first field to the last one, and not once more."""
    rows = {key: dialog.row(key) for key in dialog._rows}
    stops = [key for key, row in rows.items() if row.can_be_typed_in]
    one.to_walk = stops
    one.in_order = sorted(
        stops,
        key=lambda key: (
            rows[key].mapTo(dialog, QPoint(0, 0)).y(),
            rows[key].mapTo(dialog, QPoint(0, 0)).x(),
        ),
    )
    if not stops:
        return
    rows[stops[0]].field.setFocus()
    for _ in stops:
        focused = dialog.focusWidget()
        at = [key for key, row in rows.items() if row.holds(focused)]
        one.walked += at
        if at == stops[-1:]:
            break
        if isinstance(focused, QPlainTextEdit):
            dialog.walk()
        else:
            assert focused is not None
            QTest.keyClick(focused, Qt.Key.Key_Return)


def faults(seen: list[Seen], fault) -> dict[str, Any]:
    return {one.title: found for one in seen if (found := fault(one))}


def test_dialogs_are_looked_at_at_all(seen):
    assert len(seen) >= 20
    assert sum(len(one.walked) for one in seen) > 60


def test_enter_walks_every_field_of_every_form_in_the_order_seen(seen):
    assert faults(seen, lambda one: one.walked != one.to_walk and (one.walked, one.to_walk)) == {}
    assert faults(seen, lambda one: one.to_walk != one.in_order and one.to_walk) == {}


def test_everything_in_every_dialog_is_reached_by_tab(seen):
    assert faults(seen, lambda one: one.to_tab - one.tabbed) == {}


def test_no_english_is_seen_in_any_dialog(seen):
    def leaks(one: Seen) -> list[str]:
        return [
            word
            for word in one.words
            for leak in ENGLISH.findall(CHECK_VALUE.sub("", word))
            if leak not in ALLOWED and not leak.isupper() and "\\" not in word and "/" not in word
        ]

    assert faults(seen, leaks) == {}


def test_no_dialog_blames_anybody(seen):
    assert faults(seen, lambda one: [word for word in one.words if BLAMING.search(word)]) == {}


def test_buttons_are_verbs(seen):
    assert faults(seen, lambda one: [text for text in one.buttons if ANSWERS.match(text)]) == {}


def test_no_letter_of_alt_means_two_things(seen):
    def twice(one: Seen) -> list[str]:
        return [letter for letter, times in Counter(one.mnemonics).items() if times > 1]

    assert faults(seen, twice) == {}


def test_every_input_and_icon_button_has_a_name(seen):
    assert faults(seen, lambda one: one.nameless) == {}


def test_the_wheel_changes_no_field(seen):
    assert faults(seen, lambda one: one.wheeled) == {}


def test_enter_finds_no_default_button_by_accident(seen):
    assert faults(seen, lambda one: one.defaults) == {}


def test_wheel_changes_nothing_on_the_pages_either(window):
    from houqin_desktop.gui.pages import PAGES

    for spec in PAGES:
        window.show_page(spec.key)
    assert turned_by_the_wheel(window) == []


def test_focus_is_seen_on_every_kind_of_widget(window, qtbot):
    from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog

    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    looked_at = (
        dialog.field("name"),
        dialog.field("status"),
        dialog.field("storeroom"),
        dialog.save_button,
        dialog.cancel_button,
        *dialog.findChildren(QPushButton, "more"),
    )
    assert len(looked_at) == 6
    for each in looked_at:
        each.clearFocus()
        plain = each.grab().toImage()
        each.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(each, QLineEdit):
            each.deselect()
            each.setCursorPosition(0)
        assert each.grab().toImage() != plain, each.objectName()


def test_question_is_asked_in_verbs_and_its_default_is_safe(window):
    done: list[str] = []
    box = ask(
        window,
        "作废这张单吗？",
        "作废后不能恢复。",
        [("作废", lambda: done.append("作废"))],
        "不作废",
    )
    assert isinstance(box, QMessageBox)
    assert box.defaultButton().text() == "不作废"
    assert box.escapeButton().text() == "不作废"
    box.defaultButton().click()
    assert done == []


def test_forms_are_careful_dialogs():
    assert issubclass(FormDialog, CarefulDialog)


def test_every_dialog_begins_where_one_works_and_not_on_a_button(seen):
    """The first key belongs to the field: on 取消 it would be lost, and Enter would leave."""
    assert [f"{one.title}: {one.begins}" for one in seen if one.begins] == []
