"""核实: the doubtful fields of an imported card are filled in or confirmed; the old words stay."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QPushButton

from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.gui.assets.card_dialog import CardDialog
from houqin_desktop.gui.assets.settle_dialog import SettleDialog
from houqin_desktop.services.assets.settling import doubtful_fields
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.services.registers.listing import Filter
from tests.builders import COLLEAGUE, Book

HEADER = ("资产编号", "资产名称", "数量", "原值", "单价", "取得日期", "使用人", "状态", "分类")


@pytest.fixture
def doubtful(book: Book) -> str:
    row = ("TY001", "电脑", 2, 8600, 1, "95年", "甲、乙", "已报废", "电器类")
    grid = SheetGrid("台账", (HEADER, row))
    import_plan(book.session, plan_import(book.session, Workbook("旧.xlsx", "ab" * 32, (grid,))))
    assert book.card("TY001")["unverified"] == 1
    return "TY001"


def test_every_doubtful_field_is_named_with_its_old_words(doubtful: str):
    found = {one.title: (one.words, one.name) for one in doubtful_fields(doubtful)}
    assert found["取得日期"] == ("95年", "acquired_on")
    assert found["使用人"] == ("甲、乙", "holder")
    assert found["分类"] == ("电器类", "category")
    assert found["单价"] == ("1", None)
    assert found["状态"][1] == "status"


def test_what_is_found_out_is_filled_in_and_the_card_is_verified(
    window, book: Book, doubtful: str, open_dialog
):
    window.assets.refresh()
    window.assets.panel.view.choose_first()
    window.assets.actions_of_page["asset.settle"].trigger()
    dialog = open_dialog(SettleDialog)
    dialog.field("acquired_on").setText("1995-09")
    dialog.field("holder").set_value(COLLEAGUE)
    dialog.save()
    card = book.card(doubtful)
    assert (card["acquired_on"], card["unverified"]) == ("1995-09", 0)
    assert json.loads(card["as_written"])["取得日期"] == "95年"
    (custody,) = book.custody(doubtful)
    assert custody["holder_id"] == book.value("SELECT id FROM person WHERE name = ?", COLLEAGUE)
    assert not window.assets.actions_of_page["asset.settle"].isEnabled()
    book.require_whole()


def test_what_cannot_be_found_out_is_confirmed_as_it_is(
    window, book: Book, doubtful: str, open_dialog
):
    SettleDialog(window, window.desk, doubtful, "电脑").open()
    open_dialog(SettleDialog).save()
    card = book.card(doubtful)
    assert (card["acquired_on"], card["unverified"], card["status"]) == (
        None,
        0,
        "pending_disposal",
    )


def visible_button(place, name: str) -> QPushButton | None:
    found = [one for one in place.findChildren(QPushButton, name) if one.isVisibleTo(place)]
    return found[0] if found else None


def test_a_doubtful_card_has_the_button_to_settle_it_beside_it_and_in_full(
    window, book: Book, doubtful: str, open_dialog
):
    window.show_page("assets")
    page = window.assets
    page.refresh()
    page.panel.view.choose_first()
    beside = visible_button(page.card, "asset.settle")
    assert beside is not None
    assert beside.isEnabled()
    page.actions_of_page["asset.card"].trigger()
    card = open_dialog(CardDialog)
    in_full = visible_button(card, "asset.settle")
    assert in_full is not None
    in_full.click()
    open_dialog(SettleDialog).save()
    assert book.card(doubtful)["unverified"] == 0
    assert visible_button(card, "asset.settle") is None
    assert visible_button(page.card, "asset.settle") is None
    card.accept()


def test_the_first_button_of_the_page_settles_where_only_doubtful_cards_are_shown(
    window, book: Book, doubtful: str, open_dialog
):
    page = window.assets
    page.refresh()
    assert page.primary.objectName() == "asset.register"
    page.panel.chips.put(Filter("unverified", "yes", "待核实"))
    page.panel.view.choose_first()
    assert page.primary.objectName() == "asset.settle"
    page.primary.click()
    open_dialog(SettleDialog).save()
    page.panel.chips.take("unverified")
    assert page.primary.objectName() == "asset.register"


def test_a_card_without_doubt_says_why_there_is_nothing_to_settle(window, book: Book):
    book.asset()
    window.assets.refresh()
    window.assets.panel.view.choose_first()
    action = window.assets.actions_of_page["asset.settle"]
    assert not action.isEnabled()
    assert "没有待核实" in action.toolTip()
