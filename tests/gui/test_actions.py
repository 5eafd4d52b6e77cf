"""Every action has an icon, a text and a key of its own, and says why it is grey."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

import houqin_desktop
from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.actions import ActionSet, key_text
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.icons import icon
from houqin_desktop.resources import resource_path


def test_every_action_has_an_icon_a_text_a_key_and_a_tip(qapp):
    drawn = {path.stem for path in resource_path("icons").glob("*.svg")}
    for spec in ACTIONS.values():
        assert spec.icon in drawn, spec
        assert spec.text, spec
        assert spec.tip, spec
        assert spec.shortcut, spec
        assert not icon(spec.icon).isNull()


def test_every_drawing_is_worn_by_something():
    program = Path(houqin_desktop.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in program.rglob("*.py"))
    drawn = {path.stem for path in resource_path("icons").glob("*.svg")}
    assert {name for name in drawn if f'"{name}"' not in source} == set()


def test_an_icon_that_is_copied_and_changed_is_still_drawn(qapp):
    changed = QIcon(icon("home"))
    changed.setIsMask(True)
    image = changed.pixmap(16, 16).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_no_key_means_two_things_on_any_page(window):
    own = [ACTIONS[one] for one in window.actions_of_window.ids()]
    for page in window.pages:
        specs = [*own, *(ACTIONS[one] for one in page.actions_of_page.ids())]
        keys = Counter(key_text(key) for spec in specs for key in (spec.shortcut, *spec.also))
        keys.update(["Ctrl+Tab", "Ctrl+Shift+Tab", "Enter", "Space", "F8"])
        assert [key for key, times in keys.items() if times > 1] == [], page.title


def test_key_of_two_pages_does_what_the_page_shown_does(window, qtbot):
    seen = []
    for key in ("assets", "people"):
        window.show_page(key)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        (form,) = [one for one in window.findChildren(FormDialog) if one.isVisible()]
        seen.append(form.windowTitle())
        form.leave()
    assert seen == ["登记资产", "新增人员"]


@pytest.mark.parametrize(
    ("action_id", "keys"),
    [
        ("asset.correct", {"F2"}),
        ("window.search", {"Ctrl+F", "F3"}),
        ("window.refresh", {"F5"}),
        ("asset.register", {"Ctrl+N"}),
        ("disposal.print", {"Ctrl+P"}),
        ("window.undo", {"Ctrl+Z"}),
        ("window.help", {"F1"}),
    ],
)
def test_keys_are_those_that_every_program_has(action_id, keys):
    spec = ACTIONS[action_id]
    assert {spec.shortcut, *spec.also} == keys


def test_del_asks_before_an_application_is_taken_back(window, book, qtbot):
    number = book.small_case()
    window.open_case(number)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.page.panel.view, Qt.Key.Key_Delete)
    (form,) = [one for one in window.findChildren(FormDialog) if one.isVisible()]
    assert form.windowTitle() == f"撤回申请 {number}"
    assert "撤回此单" in form.save_button.text()
    form.leave()


def test_menus_and_their_entries_have_letters_of_their_own(window):
    titles = [menu.title() for menu in window.menuBar().findChildren(QMenu) if menu.title()]
    letters = re.findall(r"&(.)", " ".join(titles))
    assert len(letters) == len(titles)
    assert len(set(letters)) == len(letters)


def test_grey_action_says_why_in_its_tip(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    reasons = ["请先选择资产"]
    actions = ActionSet(owner)
    actions.bind("asset.dispose", lambda: None, lambda: reasons[0])
    button = actions.button("asset.dispose", primary=True)
    qtbot.addWidget(button)
    actions.refresh()
    assert not button.isEnabled()
    assert button.toolTip() == "请先选择资产"
    reasons[0] = ""
    actions.refresh()
    assert button.isEnabled()
    assert "Ctrl+D" in button.toolTip()


def test_menu_and_button_are_the_same_action(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    done: list[str] = []
    actions = ActionSet(owner)
    actions.bind("asset.register", lambda: done.append("登记"))
    menu = QMenu(owner)
    actions.fill(menu, ("asset.register", ""))
    menu.actions()[0].trigger()
    button = actions.button("asset.register")
    qtbot.addWidget(button)
    button.click()
    assert done == ["登记", "登记"]
