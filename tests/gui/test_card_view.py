"""The card in full: opened from the register, read in blocks, corrected, stepped through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.card_fields import FieldShape
from houqin_desktop.gui.assets.asset_dialogs import CorrectDialog, RegisterDialog
from houqin_desktop.gui.assets.card_dialog import CardDialog
from houqin_desktop.gui.assets.fields_dialog import DeclareDialog, ExtendDialog, FieldsDialog
from houqin_desktop.gui.assets.old_codes_dialog import OldCodesDialog
from houqin_desktop.services.assets.custom_fields import DeclareField
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.storage.card import values_of_card
from tests.builders import BUILDING, CAR, COMPUTER


def words(dialog: CardDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.text()]


def opened(window, open_dialog, code):
    window.assets.open_card(code)
    window.assets.does.show_card()
    return open_dialog(CardDialog)


def details(book, code):
    return values_of_card(book.card(code)["id"])


def test_enter_and_double_click_open_the_card(book, window, open_dialog, qtbot):
    code = book.asset(name="教学楼", category=BUILDING, details=(("产权形式", "有产权"),))
    window.assets.open_card(code)
    qtbot.keyClick(window.assets.panel.view, Qt.Key.Key_Return)
    dialog = open_dialog(CardDialog)
    assert {"教学楼", code, "基本", "财务", "使用", "房屋", "产权形式", "有产权"} <= set(
        words(dialog)
    )
    assert "去向与变动" in words(dialog)
    dialog.accept()


def test_the_open_card_is_read_again_after_a_correction(book, window, open_dialog):
    code = book.asset(name="轿车", category=CAR, details=(("座位数", "5"),))
    card = opened(window, open_dialog, code)
    card.actions_of_card["asset.correct"].trigger()
    form = open_dialog(CorrectDialog)
    form.field("detail:plate_number").set_value("湘C12345")
    form.field("detail:seats").set_value("7")
    form.save()
    assert details(book, code) == {"seats": "7", "plate_number": "湘C12345"}
    assert {"湘C12345", "7"} <= set(words(card))
    card.accept()


def test_an_open_card_that_left_the_list_is_read_again_and_can_be_corrected(
    book, window, open_dialog
):
    code = book.asset()
    window.assets.panel.chips.put(Filter("status", "in_use", "在用"))
    window.assets.open_card(code)
    window.assets.actions_of_page["asset.card"].trigger()
    card = open_dialog(CardDialog)
    draft = CorrectAsset(code=code, status=AssetStatus.IDLE, name="旧课桌", reason="停用")
    window.bus.changed.emit(book.run(draft).changes)
    assert window.assets.asset is None
    assert card.card.name == "旧课桌"
    card.actions_of_card["asset.correct"].trigger()
    assert open_dialog(CorrectDialog).windowTitle() == f"更正 {code}"


def test_the_card_follows_to_the_next_row_and_back(book, window, open_dialog):
    codes = [book.asset(name=name) for name in ("甲机", "乙机", "丙机")]
    window.assets.refresh()
    card = opened(window, open_dialog, codes[0])
    card.step_wanted.emit(1)
    assert card.card.code == codes[1]
    card.step_wanted.emit(1)
    card.step_wanted.emit(1)
    assert card.card.code == codes[2]
    card.step_wanted.emit(-1)
    assert card.windowTitle() == f"{codes[1]} 乙机"
    card.accept()


def test_the_form_shows_the_columns_of_the_category_and_not_those_of_others(
    book, window, open_dialog
):
    window.assets.does.register_asset()
    form = open_dialog(RegisterDialog)
    assert form.row("detail:plate_number").isHidden()
    form.field("category").set_value(CAR)
    assert not form.row("detail:plate_number").isHidden()
    assert form.row("detail:structure").isHidden()
    form.field("category").set_value(BUILDING)
    assert form.row("detail:plate_number").isHidden()
    assert not form.row("detail:structure").isHidden()
    form.field("name").set_value("教学楼")
    form.field("original_value").set_value(100)
    form.field("detail:structure").set_value("brick_wood")
    form.field("detail:building_area").setText("１２０.５")
    form.save()
    code = book.value("SELECT code FROM asset WHERE name = '教学楼'")
    assert details(book, code) == {"structure": "brick_wood", "building_area": "120.5"}
    assert book.card(code)["life_months"] == 360


def test_a_wrong_number_is_said_beside_its_field(book, window, open_dialog):
    code = book.asset(name="轿车", category=CAR)
    window.assets.open_card(code)
    window.assets.does.correct_asset()
    form = open_dialog(CorrectDialog)
    form.field("detail:seats").setText("若干")
    form.save()
    assert "座位数" in form.row("detail:seats").fault.text()
    assert form.isVisible()
    form.field("detail:seats").setText("")
    form.leave()


def test_a_correction_without_a_change_of_columns_carries_none(book, window, open_dialog):
    code = book.asset(
        name="轿车", category=CAR, details=(("座位数", "5"), ("注册登记日期", "2015-09"))
    )
    window.assets.open_card(code)
    window.assets.does.correct_asset()
    form = open_dialog(CorrectDialog)
    form.field("place").set_value("车库")
    form.save()
    assert book.card(code)["place"] == "车库"
    assert book.value("SELECT count(*) FROM journal WHERE subject = 'card_value'") == 2


def test_a_column_is_declared_extended_and_retired_in_the_window(book, window, open_dialog, qtbot):
    book.asset()
    window.assets.refresh()
    before = len(window.assets.panel.model.columns)
    window.assets.does.show_fields()
    listed = open_dialog(FieldsDialog)
    listed.add_field()
    form = open_dialog(DeclareDialog)
    form.field("title").set_value("校区")
    form.field("shape").set_value(FieldShape.CHOICE)
    assert form.height() >= form.sizeHint().height()
    form.field("choices").set_value("东校区、西校区\n")
    form.save()
    assert [c.title for c in window.assets.panel.model.columns][before:] == ["校区"]
    listed.panel.view.choose_first()
    assert listed.chosen().title == "校区"
    listed.extend_button.click()
    more = open_dialog(ExtendDialog)
    more.field("choices").set_value("北校区\n")
    more.save()
    listed.panel.view.choose_first()
    listed.retire_button.click()
    assert book.value("SELECT choices FROM card_field WHERE title = '校区'").split() == [
        "东校区",
        "西校区",
        "北校区",
    ]
    assert book.value("SELECT retired FROM card_field WHERE title = '校区'") == 1
    listed.accept()


def test_a_new_column_is_hidden_in_the_register_until_somebody_shows_it(book, window):
    book.asset()
    header = window.assets.panel.view.header
    window.assets.refresh()
    shown = [at for at in range(header.count()) if not header.isSectionHidden(at)]
    book.run(DeclareField(title="校区", shape=FieldShape.TEXT))
    window.assets.refresh()
    assert header.count() == len(window.assets.panel.model.columns)
    assert [at for at in range(header.count()) if not header.isSectionHidden(at)] == shown


def old_card(book, name, former):
    return book.asset(name=name, category=None, former_category_code=former)


def test_chosen_suggestions_are_accepted_with_one_press(book, window, open_dialog):
    codes = [old_card(book, "学生机", "2010104"), old_card(book, "话筒", "2321106")]
    old_card(book, "某某", "123456")
    window.assets.does.show_old_codes()
    listed = open_dialog(OldCodesDialog)
    assert not listed.accept_button.isEnabled()
    listed.choose_sure()
    assert "2 张" in listed.accept_button.text()
    listed.accept_button.click()
    assert [book.card(code)["category_code"] for code in codes] == [COMPUTER, "A02091206"]
    assert listed.panel.model.rowCount() == 1
    listed.accept()


def test_another_code_is_chosen_for_one_card(book, window, open_dialog):
    code = old_card(book, "某某", "123456")
    window.assets.does.show_old_codes()
    listed = open_dialog(OldCodesDialog)
    listed.panel.view.opened.emit(book.card(code)["id"])
    form = open_dialog(CorrectDialog)
    form.field("category").set_value(COMPUTER)
    form.save()
    assert book.card(code)["category_code"] == COMPUTER
    assert listed.panel.model.rowCount() == 0
    listed.accept()


@pytest.mark.parametrize("name", ["长" * 60, "𠮷野家㛃的电脑"])
def test_the_longest_name_stays_in_the_window(book, window, open_dialog, name):
    code = book.asset(name=name, code="9" * 64)
    card = opened(window, open_dialog, code)
    assert card.minimumSizeHint().width() <= 1366
    title = next(one for one in card.findChildren(QLabel) if one.property("look") == "big")
    assert title.text() == name or title.toolTip() == name
    card.accept()
