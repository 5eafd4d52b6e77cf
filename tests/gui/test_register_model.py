"""The table of every ledger page: keys in memory, rows by page, the place never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from houqin_desktop.gui.registers.model import PAGE, RegisterModel
from houqin_desktop.gui.registers.view import RegisterView
from houqin_desktop.services.registers.column_filters import typed
from houqin_desktop.services.registers.listing import Filter, Sort
from tests.gui.fake_register import FakeRegister


@pytest.fixture
def source():
    return FakeRegister(1000)


@pytest.fixture
def model(qapp, source, qtbot):
    made = RegisterModel(source)
    with qtbot.waitSignal(made.texts.complete, timeout=2000):
        made.reload()
    return made


@pytest.fixture
def view(model, qtbot):
    made = RegisterView(model)
    qtbot.addWidget(made)
    made.resize(700, 400)
    return made


def test_model_obeys_the_rules_of_qt(model, qtmodeltester):
    qtmodeltester.check(model)


def test_rows_are_read_by_page_and_once(model, source):
    for row in range(PAGE):
        for column in range(model.columnCount()):
            model.data(model.index(row, column))
    assert source.row_calls == [PAGE]


def test_money_is_shown_with_separators_and_aligned_right(model):
    cell = model.index(999, 2)
    assert cell.data() == "1,000.00"
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_typing_narrows_and_emptying_brings_all_back(model):
    model.set_query("课桌99")
    assert model.rowCount() == 11
    model.set_query("课桌99 kz999")
    assert [model.record(row)["资产编号"] for row in range(model.rowCount())] == ["ZC000999"]
    model.set_query("")
    assert model.rowCount() == 1000


def test_query_typed_before_the_texts_came_is_answered_when_they_come(qapp, source, qtbot):
    made = RegisterModel(source)
    made.reload()
    made.set_query("kz42")
    qtbot.waitUntil(lambda: made.rowCount() == 11, timeout=2000)


def test_nothing_passes_while_words_are_looked_for(model, qtbot):
    model.set_query("课桌")
    # Qt warns, and the test fails, where one reset of the table begins inside of another.
    with qtbot.waitSignal(model.texts.complete):
        model.set_filters([typed(model.columns[1], "没有这样的")])
    assert model.rowCount() == 0


def test_choice_is_kept_by_key_when_rows_above_it_go(model, view, source):
    view.choose([500, 501], current=501)
    source.gone = set(range(1, 100))
    model.reload()
    assert view.chosen_keys() == [500, 501]
    assert view.current_key() == 501
    assert view.chosen_rows() == [400, 401]


def test_choice_is_kept_when_the_order_is_turned(model, view):
    view.choose([10])
    model.set_sorts((Sort("资产编号", descending=True),))
    assert view.chosen_keys() == [10]
    assert view.chosen_rows() == [990]


def test_filter_leaves_only_what_passes(model):
    model.set_filters((Filter("status", "pending_disposal", "待报废"),))
    assert model.rowCount() == 333


def test_copied_rows_have_visible_columns_in_visible_order(model, view):
    view.choose([1, 2])
    view.header.moveSection(view.header.visualIndex(1), 0)
    assert view.copied_data().text() == (
        "课桌1\tZC000001\t1.00\t1\t在用\n课桌2\tZC000002\t2.00\t1\t在用"
    )


def test_clicking_a_head_sorts_up_then_down_then_not_at_all(model, view):
    view.header.sort_by(0)
    assert model.sorts == (Sort("资产编号"),)
    view.header.sort_by(0)
    assert model.sorts == (Sort("资产编号", descending=True),)
    assert model.key_at(0) == 1000
    view.header.sort_by(0)
    assert model.sorts == ()


def test_enter_opens_the_chosen_row(view, qtbot):
    view.choose([7])
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [7]


def test_everything_chosen_is_one_range_and_counts_at_once(model, view):
    view.selectAll()
    assert len(view.chosen_keys()) == 1000
