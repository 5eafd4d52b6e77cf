"""Filters, columns and the way back in the real window, from one day and one person to the next."""

from __future__ import annotations

import json
import random
from time import process_time
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QGuiApplication

from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.memory import Memory
from houqin_desktop.gui.recollection import keep_in_reach, placed_on
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.exporting import export_to
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.gui.registers.view_actions import VIEW_ACTIONS
from houqin_desktop.services.registers.column_filters import typed
from houqin_desktop.services.registers.listing import Sort
from tests.builders import COLLEAGUE, KEEPER, OTHER_KEEPER
from tests.gui.fake_register import FakeRegister


@pytest.fixture
def path(tmp_path):
    return tmp_path / "window.json"


@pytest.fixture
def school(book):
    for number in range(30):
        book.asset(
            name="课桌" if number % 2 else "电脑",
            original_value=10_000 * (number + 1),
            quantity=number + 1,
        )
    return book


def opened(book, qtbot, path=None):
    window = MainWindow(book.session, Memory(path))
    qtbot.addWidget(window)
    window.show()
    window.show_page("assets")
    return window


def narrow(panel, title, text):
    section = [column.title for column in panel.model.columns].index(title)
    field = panel.view.header.filter_row.field(section)
    field.setText(text)
    field.apply()


def test_filters_survive_a_change_of_tab_and_a_refresh(school, qtbot):
    window = opened(school, qtbot)
    panel = window.assets.panel
    assert panel.view.header.filter_row_shown
    narrow(panel, "资产名称", "dn")
    narrow(panel, "原值", ">1500")
    narrow(panel, "数量", "<=25")
    found = panel.model.keys()
    assert len(found) == 5
    chips = panel.chips
    assert chips.findChild(object, "chips.clear").text() == "已筛选 3 条件"
    window.show_page("people")
    window.show_page("assets")
    window.page.refresh()
    school.asset(name="投影仪")
    assert panel.model.keys() == found
    chips.findChild(object, "chips.clear").click()
    assert panel.model.rowCount() == 31
    assert panel.view.header.filter_row.field(1).text() == ""
    window.close()


def test_a_chip_taken_away_empties_the_field_of_its_column(school, qtbot):
    panel = opened(school, qtbot).assets.panel
    narrow(panel, "资产名称", "课桌")
    narrow(panel, "数量", ">10")
    panel.chips.chip("column:资产名称").click()
    assert panel.view.header.filter_row.field(1).text() == ""
    assert panel.model.rowCount() == 20


def test_small_lists_narrow_by_column_too(school, qtbot):
    window = opened(school, qtbot)
    window.show_page("people")
    panel = window.people.panels["people"]
    window.people.show_list(1)
    assert not panel.chip_line.isVisible()
    panel.view.actions_of_view["register.filter_row"].trigger()
    narrow(panel, "姓名", KEEPER)
    assert panel.model.rowCount() == 1
    assert panel.chip_line.isVisible()
    window.close()


def test_status_bar_counts_what_is_chosen(school, qtbot):
    window = opened(school, qtbot)
    panel = window.assets.panel
    panel.view.selectAll()
    qtbot.waitUntil(lambda: window.status.chosen.text().startswith("选中 30 项"))
    assert "465 件" in window.status.chosen.text()
    assert "¥46,500.00" in window.status.chosen.text()
    panel.view.choose(panel.model.keys()[:2])
    qtbot.waitUntil(lambda: window.status.chosen.text() == "选中 2 项 · 3 件 · 原值 ¥300.00")
    window.close()


def test_fifty_thousand_rows_are_chosen_and_added_up_at_once(window, qtbot):
    panel = RegisterPanel(
        window.desk, "assets", search_hint="", empty=EmptyState("assets", "", "", ())
    )
    qtbot.addWidget(panel)
    panel.model.register = FakeRegister(50_000)
    panel.model.reload()
    view = panel.view
    one = view.model().index(25_000, 0)
    without = QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows
    taken = []
    for _ in range(3):
        began = process_time()
        view.selectAll()
        everything = panel.chosen_totals()
        view.selectionModel().select(one, without)
        all_but_one = panel.chosen_totals()
        taken.append(process_time() - began)
    assert (everything.rows, all_but_one.rows) == (50_000, 49_999)
    assert min(taken) < 0.2


def test_enter_opens_a_card_and_escape_comes_back_to_its_row(school, qtbot, open_dialog, window):
    from houqin_desktop.gui.assets.card_dialog import CardDialog

    window.show_page("assets")
    panel = window.assets.panel
    key = panel.model.keys()[20]
    panel.view.choose([key])
    scroll = panel.view.verticalScrollBar().value()
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    dialog = open_dialog(CardDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert panel.view.chosen_keys() == [key]
    assert panel.view.verticalScrollBar().value() == scroll


def test_context_menu_offers_the_actions_of_the_page_with_their_keys(school, qtbot):
    window = opened(school, qtbot)
    for page in window.pages:
        for panel in page.findChildren(RegisterPanel):
            menu = panel.view._menu
            offered = {one.objectName(): one for one in menu.actions() if one.objectName()}
            assert set(page.menu_of(panel)) - {""} <= set(offered)
            for name in set(page.menu_of(panel)) - {""}:
                assert offered[name] is page.actions_of_page[name]
            assert {"register.copy", "register.copy_titled", "register.export"} <= set(offered)
        lists = page.findChildren(RegisterPanel)
        offered_anywhere = {name for panel in lists for name in page.menu_of(panel)}
        assert not lists or set(page.menu) - {""} <= offered_anywhere
    assert all(ACTIONS[name].shortcut for name in VIEW_ACTIONS)
    window.close()


def test_everything_is_found_as_it_was_left(school, qtbot, path):
    window = opened(school, qtbot, path)
    panel = window.assets.panel
    narrow(panel, "资产名称", "课桌")
    panel.view.header.sort_by(8)
    panel.view.header.sort_by(8)
    panel.view.zoom.set(125)
    panel.view.toggle_numbers()
    panel.view.header.toggle_filter_row()
    window.show_page("people")
    window.close()
    window = MainWindow(school.session, Memory(path))
    qtbot.addWidget(window)
    window.show()
    assert window.page is window.people
    panel = window.assets.panel
    window.show_page("assets")
    assert panel.model.rowCount() == 15
    assert panel.model.sorts == (Sort("原值", descending=True),)
    assert panel.view.header.sorts == panel.model.sorts
    assert panel.view.zoom.percent == 125
    assert panel.view.verticalHeader().isVisible()
    assert not panel.view.header.filter_row_shown
    assert panel.chips.chip("column:资产名称") is not None
    window.close()


def test_each_person_finds_own_columns_and_filters(school, qtbot, path):
    window = opened(school, qtbot, path)
    panel = window.assets.panel
    panel.view.zoom.set(80)
    first = school.session.actor().number
    other = next(one.number for one in people(school) if one.name == OTHER_KEEPER)
    window.choose_actor(other)
    panel.view.zoom.set(150)
    window.choose_actor(first)
    assert panel.view.zoom.percent == 80
    window.choose_actor(other)
    assert panel.view.zoom.percent == 150
    window.close()


def people(book):
    from houqin_desktop.storage.people import Person

    return list(Person.select())


def test_filter_that_has_lost_its_sense_is_left_out(school, qtbot, path):
    window = opened(school, qtbot, path)
    panel = window.assets.panel
    good = typed(panel.model.columns[1], "课桌")
    panel.chips.put(good)
    state = panel.settings.state()
    state["filters"].append(["column:没有这一栏", "x", "x"])
    state["filters"].append(["column:原值", '{"text": "很多"}', "x"])
    panel.clear()
    panel.settings.restore(state)
    assert panel.model.filters == (good,)
    window.close()


def whole_file(book, qtbot, path) -> str:
    window = opened(book, qtbot, path)
    narrow(window.assets.panel, "资产名称", "课桌")
    window.assets.panel.view.header.sort_by(1)
    window.assets.panel.view.toggle_numbers()
    window.close()
    return str(path.read_text(encoding="utf-8"))


def spoiled(text: str, chance: random.Random) -> str:
    """Return the file with something in it that is not what was written."""
    if chance.random() < 0.4:
        at = chance.randrange(len(text))
        return text[:at] + chance.choice(["", "}", "null", '"', "[1]", "\x00"]) + text[at + 3 :]
    whole = json.loads(text)
    odd: list[Any] = [None, 7, -1, "x", [], {}, [[1]], 1e308, True, [["资产编号", 90, True]], "𠮷"]

    def change(value: Any) -> Any:
        if isinstance(value, dict) and value and chance.random() < 0.8:
            key = chance.choice(sorted(value))
            return {**value, key: change(value[key])}
        if isinstance(value, list) and value and chance.random() < 0.7:
            at = chance.randrange(len(value))
            return [*value[:at], change(value[at]), *value[at + 1 :]]
        return chance.choice(odd)

    return json.dumps(change(change(whole)), ensure_ascii=False)


def test_two_hundred_spoiled_files_open_the_window_all_the_same(school, qtbot, path):
    text = whole_file(school, qtbot, path)
    chance = random.Random(200)
    for _ in range(200):
        path.write_text(spoiled(text, chance), encoding="utf-8")
        memory = Memory(path)
        window = MainWindow(school.session, memory)
        window.show()
        window.show_page("assets")
        assert window.assets.panel.view.header.visible_columns()
        window.close()
        window.deleteLater()
        # Two hundred windows kept alive would all be dressed again by each new one.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        json.loads(path.read_text(encoding="utf-8"))


def test_window_left_on_a_screen_that_is_gone_comes_back_into_reach(school, qtbot):
    window = opened(school, qtbot)
    screen = QGuiApplication.primaryScreen().geometry()
    window.setGeometry(QRect(screen.right() + 500, 200, 900, 600))
    keep_in_reach(window)
    assert screen.contains(window.geometry().topLeft())
    within = QRect(screen.x() + 10, screen.y() + 40, 500, 400)
    window.setGeometry(within)
    before = window.geometry()
    keep_in_reach(window)
    assert window.geometry() == before
    window.close()


def test_window_larger_than_the_screen_is_made_to_fit_it():
    screen = QRect(0, 0, 1366, 768)
    assert placed_on(QRect(4000, 10, 1920, 1080), screen) == screen
    assert placed_on(QRect(-900, -900, 800, 600), screen) == QRect(283, 84, 800, 600)


def test_what_is_seen_goes_into_a_workbook_as_it_is_seen(school, qtbot, tmp_path):
    window = opened(school, qtbot)
    panel = window.assets.panel
    narrow(panel, "资产名称", "课桌")
    narrow(panel, "数量", ">=26")
    panel.view.header.sort_by(7)
    panel.view.header.sort_by(7)
    panel.view.header.setSectionHidden(2, True)
    panel.view.header.moveSection(panel.view.header.visualIndex(8), 0)
    path = tmp_path / "所见.xlsx"
    export_to(panel, window.desk, path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=10_000)
    page = load_workbook(path).worksheets[0]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0].endswith("资产台账")
    assert "2026-11-22" in rows[1][0]
    assert "课桌、>=26" in rows[1][0]
    seen = panel.view.header.visible_columns()
    assert rows[2] == ["序号", *(panel.model.columns[at].title for at in seen)]
    assert rows[2][1:3] == ["原值", "资产编号"]
    total = next(row for row in rows if row[0] == "合计")
    assert [row[:2] for row in rows[3 : rows.index(total)]] == [
        ["1", 3000.0],
        ["2", 2800.0],
        ["3", 2600.0],
    ]
    at = rows[2].index("数量")
    assert total[at] == sum(row[at] for row in rows[3 : rows.index(total)])
    assert page.print_title_rows == "$1:$3"
    assert page.print_area
    assert page.freeze_panes == "A4"
    window.close()


def test_keys_of_every_table_mean_nothing_else_on_any_page():
    others = [
        key
        for spec in ACTIONS.values()
        if spec.id not in VIEW_ACTIONS
        for key in (spec.shortcut, *spec.also)
    ]
    assert [name for name in VIEW_ACTIONS if ACTIONS[name].shortcut in others] == []


def test_no_title_is_cut_off_in_the_smallest_window(window, book):
    book.asset(holder=COLLEAGUE)
    window.resize(1366, 740)
    window.show_page("assets")
    view = window.assets.panel.view
    window.assets.refresh()
    view.widths.fit()
    header = view.header
    shown = header.visible_columns()
    assert sum(header.sectionSize(at) for at in shown) == view.viewport().width()
    titles = {header.columns[at].title: at for at in shown}
    for title in ("资产名称", "规格型号", "保管室", "使用部门", "使用人"):
        at = titles[title]
        assert header.sectionSize(at) >= min(header.sectionSizeHint(at), header.columns[at].width)
