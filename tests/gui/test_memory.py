"""The window is found again as it was left, and no broken file keeps it from opening."""

from __future__ import annotations

import json
import random
from collections import Counter
from functools import partial

import pytest

from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.memory import Memory
from houqin_desktop.gui.registers.filter_row import FilterField
from houqin_desktop.gui.theme import LIGHT, apply_theme, colours


@pytest.fixture
def path(tmp_path):
    return tmp_path / "window.json"


def opened(book, qtbot, path):
    window = MainWindow(book.session, Memory(path))
    qtbot.addWidget(window)
    window.show()
    window.show_page("assets")
    return window


def test_columns_are_found_as_they_were_left(book, qtbot, path):
    window = opened(book, qtbot, path)
    header = window.assets.panel.view.header
    header.moveSection(header.visualIndex(2), 0)
    header.setSectionHidden(3, True)
    header.columns_changed.emit()
    header.resizeSection(1, 222)
    window.close()
    header = opened(book, qtbot, path).assets.panel.view.header
    assert header.visualIndex(2) == 0
    assert header.isSectionHidden(3)
    assert header.sectionSize(1) == 222


def test_columns_nobody_touched_go_on_fitting_the_window(book, qtbot, path):
    window = opened(book, qtbot, path)
    assert window.assets.isVisible()
    window.close()
    (mine,) = json.loads(path.read_text(encoding="utf-8"))["people"].values()
    assert mine["columns.assets"] is None


def test_default_columns_come_back(book, qtbot, path):
    window = opened(book, qtbot, path)
    header = window.assets.panel.view.header
    header.setSectionHidden(0, True)
    menu = header.column_menu()
    next(each for each in menu.actions() if each.text() == "恢复默认列").trigger()
    assert not header.isSectionHidden(0)
    assert window.assets.panel.view.columns_state() is None


def test_dark_is_remembered(book, qtbot, path, qapp):
    window = opened(book, qtbot, path)
    window.actions_of_window["window.dark"].trigger()
    assert colours() is not LIGHT
    window.close()
    apply_theme(qapp)
    opened(book, qtbot, path).close()
    assert colours() is not LIGHT
    apply_theme(qapp)


def test_a_change_of_the_palette_is_told_once_to_each_action_of_a_field(book, qtbot, path, qapp):
    window = opened(book, qtbot, path)
    panel = window.assets.panel
    panel.view.header.show_filter_row(on=True)
    told = Counter[str]()
    fields = [panel.search, *panel.view.header.findChildren(FilterField)]
    assert len(fields) > 5
    for number, field in enumerate(fields):
        (drawn,) = [one for one in field.actions() if one.toolTip() != "清空"]
        drawn.changed.connect(partial(told.update, [f"{number}"]))
    window.actions_of_window["window.dark"].trigger()
    window.close()
    apply_theme(qapp)
    assert set(told.values()) == {2}, "once into the dark and once back"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"geometry": 7, "splitter.assets": "x", "columns.assets": [[1, 2, 3]]}',
        '{"splitter.assets": [0, -1, 99999999], "columns.assets": [["资产编号", "x", true]]}',
        '{"geometry": "zz", "columns.posts": {"a": 1}, "dark": "yes"}',
        "[" * 100_000,
    ],
)
def test_broken_file_is_as_good_as_none(book, qtbot, path, text):
    path.write_text(text, encoding="utf-8")
    window = opened(book, qtbot, path)
    assert window.isVisible()
    assert window.assets.panel.view.columns_state() is None
    window.close()


def test_damaged_bytes_never_keep_the_window_from_opening(book, qtbot, path):
    opened(book, qtbot, path).close()
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(5):
        damaged = bytearray(whole)
        for _ in range(20):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged))
        opened(book, qtbot, path).close()
