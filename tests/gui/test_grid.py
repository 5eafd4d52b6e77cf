"""The hands of everybody who lives in a workbook: copy, columns, filters, sizes, the way back."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.registers.clipboard import MOST_STYLED_CELLS, as_lines, as_table
from houqin_desktop.gui.registers.model import RegisterModel
from houqin_desktop.gui.registers.view import RegisterView
from houqin_desktop.gui.registers.view_actions import VIEW_ACTIONS
from houqin_desktop.services.registers.column_filters import ticked, typed
from houqin_desktop.services.registers.listing import Column, ColumnKind, Filter, Sort
from tests.gui.fake_register import FakeRegister

CODE, NAME, VALUE, STATE = 0, 1, 2, 4


@pytest.fixture
def view(qapp, qtbot):
    model = RegisterModel(FakeRegister(3000))
    made = RegisterView(model)
    qtbot.addWidget(made)
    made.resize(500, 400)
    model.reload()
    made.show()
    return made


class Cells(HTMLParser):
    """The cells of the first table of a page, with their styles."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.cells: list[tuple[str, str]] = []
        self._style: str | None = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Begin a cell."""
        if tag == "td":
            self._style = dict(attrs).get("style") or ""

    def handle_data(self, data):
        """Take the words of the cell."""
        if self._style is not None:
            self.cells.append((data, self._style))
            self._style = None


@pytest.mark.parametrize(
    "held",
    [
        (Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_the_first_row_alone_is_chosen_whatever_key_is_held_down(view, qtbot, held):
    view.choose([3])
    qtbot.keyPress(view, *held)
    view.choose_first()
    assert view.chosen_rows() == [0]


def test_copy_has_visible_columns_in_visible_order_and_no_hidden_one(view):
    view.choose([1, 2])
    view.header.moveSection(view.header.visualIndex(VALUE), 0)
    view.header.setSectionHidden(STATE, True)
    assert view.copied_data().text() == "1.00\tZC000001\t课桌1\t1\n2.00\tZC000002\t课桌2\t1"


def test_a_column_that_is_shown_comes_into_sight(view, qtbot):
    view.resize(320, 300)
    view.header.setSectionHidden(STATE, True)
    row = view.rowAt(0)
    menu = view.header.column_menu()
    next(one for one in menu.actions() if one.text() == "状态").trigger()
    at = view.header.sectionViewportPosition(STATE)
    assert at >= 0
    assert at + view.header.sectionSize(STATE) <= view.viewport().width()
    assert view.rowAt(0) == row


def test_copy_with_titles_begins_with_what_is_above_the_columns(view, qtbot):
    view.choose([3])
    view.setFocus()
    qtbot.keyClick(
        view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["资产编号", "资产名称", "原值", "数量", "状态"]
    assert len(lines) == 2


WORDS = (
    Column("编号"),
    Column("备注"),
    Column("原值", ColumnKind.MONEY),
    Column("取得", ColumnKind.DATE),
)
ROWS = [
    ("007", '他说"好"', 123_456, "2015-09"),
    ("12345678901234567890", "两行\r\n文字", -5, "2015-09-01"),
    ("=1+1", "制表\t符", None, None),
]


def test_only_cells_that_need_it_are_quoted_and_come_back_as_they_were():
    text = as_lines(ROWS, WORDS)
    assert "\r" not in text
    assert not text.endswith("\n")
    assert text.startswith('007\t"他说""好"""\t1234.56\t2015-09\n')
    back = list(csv.reader(io.StringIO(text), delimiter="\t"))
    assert back[1] == ["12345678901234567890", "两行\n文字", "-0.05", "2015-09-01"]
    assert back[2] == ["=1+1", "制表\t符", "", ""]


def test_excel_is_told_to_keep_long_numbers_leading_zeros_and_months():
    found = dict(Cells(as_table(ROWS, WORDS)).cells)
    words = "mso-number-format:'\\@'"
    assert found["007"] == found["12345678901234567890"] == found["2015-09"] == words
    assert found["2015-09-01"] == "mso-number-format:'yyyy-mm-dd'"
    assert found["1234.56"] == ""


def test_a_small_copy_is_styled_and_a_large_one_is_lines_alone(view):
    view.choose(range(1, 1 + MOST_STYLED_CELLS // 5))
    assert view.copied_data().hasHtml()
    view.choose(range(1, 2 + MOST_STYLED_CELLS // 5))
    large = view.copied_data()
    assert not large.hasHtml()
    assert large.text().count("\n") == MOST_STYLED_CELLS // 5


def test_many_rows_come_in_parts_and_all_of_them(view, qtbot):
    view.selectAll()
    with qtbot.waitSignal(view.copied) as copied:
        view.copy()
        source = view.header.register
        assert source.row_calls[-1] == 1000
    assert copied.args == [3000]
    assert QGuiApplication.clipboard().text().count("\n") == 2999


def test_columns_come_back_by_name_and_a_new_column_takes_its_own_place(view):
    view.header.moveSection(view.header.visualIndex(VALUE), 0)
    view.header.setSectionHidden(STATE, True)
    view.header.resizeSection(NAME, 222)
    state = view.header.arrangement()
    state["columns"] = [one for one in state["columns"] if one[0] != "数量"] + [
        ["没有的", 90, True]
    ]
    view.header.show_defaults()
    view.restore_columns(state)
    assert view.columns_state() is not None
    assert view.header.visualIndex(VALUE) == 0
    assert view.header.isSectionHidden(STATE)
    assert view.header.sectionSize(NAME) == 222
    assert not view.header.isSectionHidden(3)


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        {"version": 1, "columns": [["原值", 90, True]]},
        {"version": 2, "columns": [["原值", 90, False]]},
        {"version": 2, "columns": [["原值", -1, True], ["状态", "x", True], 7]},
        {"version": 2, "columns": {"a": 1}},
    ],
)
def test_columns_of_another_version_or_without_sense_change_nothing(view, state):
    before = view.header.arrangement()
    assert not view.header.rearrange(state)
    assert view.header.arrangement() == before


def test_last_column_shown_can_not_be_hidden(view):
    ticks = [one for one in view.header.column_menu().actions() if one.isCheckable()]
    for action in ticks:
        action.setChecked(False)
    assert len(view.header.visible_columns()) == 1
    assert [one.isChecked() for one in ticks].count(True) == 1


def test_menu_of_columns_stays_open_while_ticks_are_turned(view, qtbot):
    menu = view.header.column_menu()
    menu.popup(view.mapToGlobal(view.rect().center()))
    name, state = (one for one in menu.actions() if one.text() in ("资产名称", "状态"))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(name).center())
    menu.setActiveAction(state)
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert view.header.isSectionHidden(NAME)
    assert view.header.isSectionHidden(STATE)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_ctrl_click_adds_an_order_and_a_second_one_turns_only_that(view):
    model = view.model()
    view.header.sort_by(NAME)
    view.header.sort_by(VALUE, adding=True)
    view.header.sort_by(VALUE, adding=True)
    assert model.sorts == (Sort("资产名称"), Sort("原值", descending=True))
    view.header.sort_by(NAME)
    assert model.sorts == (Sort("资产名称", descending=True),)


def test_rows_are_sorted_by_keys_alone(view, qtbot):
    view.choose([1])
    view.setCurrentIndex(view.model().index(0, VALUE))
    view.actions_of_view["register.sort"].trigger()
    view.setCurrentIndex(view.model().index(0, NAME))
    view.actions_of_view["register.sort_more"].trigger()
    assert view.model().sorts == (Sort("原值"), Sort("资产名称"))


def test_fields_stand_below_the_titles_of_their_columns_wherever_those_go(view):
    view.header.show_filter_row(on=True)
    view.header.setSectionHidden(STATE, True)
    view.header.moveSection(view.header.visualIndex(VALUE), 0)
    row = view.header.filter_row
    for section in view.header.visible_columns():
        field = row.field(section)
        assert field.x() == view.header.sectionViewportPosition(section) + 2
        assert field.y() > view.header.viewport().height()
        assert field.accessibleName() == f"筛选 {view.header.columns[section].title}"
    assert not row.field(STATE).isVisible()


def test_typing_below_a_title_asks_for_that_column(view, qtbot):
    view.header.show_filter_row(on=True)
    field = view.header.filter_row.field(VALUE)
    qtbot.keyClicks(field, ">2990")
    with qtbot.waitSignal(view.header.filter_wanted) as wanted:
        pass
    assert wanted.args[0] == "原值"
    assert wanted.args[1].label == ">2990"


def test_words_below_figures_are_marked_wrong_with_an_example(view, qtbot):
    view.header.show_filter_row(on=True)
    field = view.header.filter_row.field(VALUE)
    field.setText("很多")
    with qtbot.assertNotEmitted(view.header.filter_wanted):
        field.apply()
    assert field.property("wrong")
    assert "例如" in field.toolTip()
    field.setText("")
    field.apply()
    assert not field.property("wrong")


def test_list_of_values_ticks_what_is_chosen(view, qtbot):
    view.header.list_values(STATE)
    values = view.header.filter_row.value_list
    assert [one.words for one in values.model.values] == ["待报废", "在用"]
    assert values.all.checkState() is Qt.CheckState.Checked
    first = values.model.index(0)
    values.model.setData(first, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert values.all.checkState() is Qt.CheckState.PartiallyChecked
    with qtbot.waitSignal(view.header.filter_wanted) as wanted:
        values.done.click()
    assert wanted.args == ["状态", ticked(view.header.columns[STATE], ["在用"])]


def test_narrowed_list_keeps_only_what_is_seen_and_nothing_can_not_be_kept(view, qtbot):
    view.header.list_values(STATE)
    values = view.header.filter_row.value_list
    values.search.setText("dbf")
    assert values.model.rowCount() == 1
    values.all.click()
    assert not values.done.isEnabled()
    values.all.click()
    with qtbot.waitSignal(view.header.filter_wanted) as wanted:
        qtbot.keyClick(values, Qt.Key.Key_Return)
    assert wanted.args[1] == ticked(view.header.columns[STATE], ["待报废"])


def test_list_of_values_obeys_the_rules_of_qt(view, qtmodeltester):
    view.header.list_values(NAME)
    qtmodeltester.check(view.header.filter_row.value_list.model)
    view.header.filter_row.value_list.close()


def test_first_column_stays_when_the_others_are_moved(view, qtbot):
    view.header.widths_chosen.emit()
    view.header.resizeSection(NAME, 900)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 300)
    assert not view.frozen.isVisible()
    view.horizontalScrollBar().setValue(300)
    assert view.frozen.isVisible()
    assert view.frozen.width() == view.header.sectionSize(CODE)
    assert [at for at in range(6) if not view.frozen.isColumnHidden(at)] == [CODE]
    view.verticalScrollBar().setValue(40)
    assert view.frozen.verticalScrollBar().value() == 40
    assert view.frozen.rowAt(5) == view.rowAt(5)
    view.frozen.setCurrentIndex(view.model().index(50, CODE))
    assert view.chosen_keys() == [51]
    view.header.moveSection(view.header.visualIndex(VALUE), 0)
    assert [at for at in range(6) if not view.frozen.isColumnHidden(at)] == [VALUE]
    view.horizontalScrollBar().setValue(0)
    assert not view.frozen.isVisible()


def test_keys_move_a_column_past_its_shown_neighbour_and_change_its_width(view, qtbot):
    view.header.setSectionHidden(VALUE, True)
    view.choose([7])
    view.setCurrentIndex(view.model().index(6, NAME))
    before, width = view.header.visible_columns(), view.header.sectionSize(NAME)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view, Qt.Key.Key_Right, both)
    after = view.header.visible_columns()
    assert after == [before[0], before[2], NAME, *before[3:]]
    qtbot.keyClick(view, Qt.Key.Key_Left, both)
    assert view.header.visible_columns() == before
    view.header.arranged.move(before[0], -1)
    assert view.header.visible_columns() == before
    aside = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
    for key, steps in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1)):
        for _ in range(2):
            qtbot.keyClick(view, key, aside)
        assert view.header.sectionSize(NAME) == width + (40 if steps > 0 else 0)
    assert view.columns_state() is not None
    assert view.chosen_keys() == [7]


def turn_wheel(view, clicks):
    where = QPointF(50, 100)
    event = QWheelEvent(
        where,
        QPointF(view.viewport().mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, 120 * clicks),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_with_the_wheel_makes_rows_letters_and_columns_larger_and_back(view):
    width, height = view.header.sectionSize(NAME), view.rowHeight(0)
    letters = view.font().pointSizeF()
    turn_wheel(view, 1)
    assert view.zoom.percent == 110
    assert view.rowHeight(0) > height
    assert view.font().pointSizeF() > letters
    assert view.header.sectionSize(NAME) > width
    turn_wheel(view, -1)
    assert (view.zoom.percent, view.rowHeight(0)) == (100, height)
    for _ in range(20):
        view.actions_of_view["register.zoom_in"].trigger()
    assert view.zoom.percent == 200
    view.actions_of_view["register.zoom_reset"].trigger()
    assert view.zoom.percent == 100


def test_rows_alternate_and_can_be_numbered(view):
    assert view.alternatingRowColors()
    assert not view.verticalHeader().isVisible()
    view.actions_of_view["register.numbers"].trigger()
    assert view.verticalHeader().isVisible()
    assert view.model().headerData(41, Qt.Orientation.Vertical) == 42


def test_right_click_offers_what_the_table_can_do_with_its_keys(view):
    menu = QMenu(view)
    view.set_menu(menu)
    (layout,) = menu.findChildren(QMenu)
    offered = [one for one in (*menu.actions(), *layout.actions()) if one.objectName()]
    assert {one.objectName() for one in offered} == set(VIEW_ACTIONS)
    for action in offered:
        spec = ACTIONS[action.objectName()]
        assert action.text() == spec.text
        assert action.shortcut().toString()
        assert action.statusTip() == spec.tip
        assert not action.icon().isNull()


def test_place_is_found_again_after_reading_anew(view):
    view.choose([1500, 1501], current=1501)
    view.setCurrentIndex(view.model().index(1500, VALUE))
    view.choose([1500, 1501], current=1501)
    view.verticalScrollBar().setValue(1490)
    view.header.register.gone = {1, 2, 3}
    view.model().reload()
    assert view.chosen_keys() == [1500, 1501]
    assert view.current_key() == 1501
    assert view.verticalScrollBar().value() == 1490


def test_filters_of_columns_and_of_the_tree_narrow_together(view):
    model = view.model()
    status = Filter("status", "pending_disposal", "待报废")
    model.set_filters((status, typed(model.columns[VALUE], "<=10")))
    assert model.keys() == [3, 6, 9]
