"""Every action has an icon, a text and a key of its own, and says why it is grey."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QMenu, QWidget

from houqin_desktop.gui.actions import ACTIONS, ActionSet
from houqin_desktop.gui.icons import icon, icon_names


def test_every_action_has_an_icon_a_text_a_key_and_a_tip(qapp):
    drawn = set(icon_names())
    for spec in ACTIONS.values():
        assert spec.icon in drawn, spec
        assert spec.text, spec
        assert spec.tip, spec
        assert spec.shortcut, spec
        assert not icon(spec.icon).isNull()


def test_no_key_means_two_things():
    keys = Counter(spec.shortcut for spec in ACTIONS.values())
    assert [key for key, times in keys.items() if times > 1] == []


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
