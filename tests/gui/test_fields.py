"""Fields understand what people type and say what is wrong beside the field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money, plain_money
from houqin_desktop.domain.people import Post
from houqin_desktop.gui.forms.date_fields import DateField, PartialDateField
from houqin_desktop.gui.forms.fields import ChoiceField, MoneyField, QuantityField
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.forms.pickers import PickerField, category_finder, from_register

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("8600", 860_000), ("8,600.00", 860_000), ("￥3800元", 380_000), ("１２．５", 1_250)],
)
def test_money_is_read_in_usual_spellings(qtbot, typed, fen):
    field = MoneyField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == fen


def test_money_that_is_no_amount_is_refused_with_a_way_out(qtbot):
    field = MoneyField()
    qtbot.addWidget(field)
    field.setText("约五百")
    with pytest.raises(Refused) as caught:
        field.value()
    assert "8600.00" in caught.value.sentence


def test_field_shows_its_value_in_one_spelling_when_the_cursor_leaves(qtbot):
    field = MoneyField()
    other = MoneyField()
    for one in (field, other):
        qtbot.addWidget(one)
        one.show()
    field.setFocus()
    qtbot.keyClicks(field, "8600")
    other.setFocus()
    qtbot.waitUntil(lambda: field.text() == "8,600.00", timeout=2000)


def test_quantity_is_a_whole_number_of_at_least_one(qtbot):
    field = QuantityField()
    qtbot.addWidget(field)
    field.setText("１２")
    assert field.value() == 12
    for wrong in ("0", "1.5", "两台"):
        field.setText(wrong)
        with pytest.raises(Refused):
            field.value()


def test_arrows_move_a_day(qtbot):
    field = DateField(TODAY)
    qtbot.addWidget(field)
    field.setText("0901")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == date(2026, 9, 2)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "2026-08-31"


@pytest.mark.parametrize(
    ("text", "next_one"),
    [("1995", "1996"), ("1995-12", "1996-01"), ("1995-12-31", "1996-01-01")],
)
def test_arrows_move_by_what_is_known_of_the_date(qtbot, text, next_one):
    field = PartialDateField(TODAY)
    qtbot.addWidget(field)
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == next_one
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == text


@pytest.mark.parametrize("kind", [DateField, PartialDateField])
def test_arrow_in_an_empty_field_begins_today(qtbot, kind):
    field = kind(TODAY)
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == TODAY.isoformat()


@pytest.mark.parametrize("kind", [DateField, PartialDateField])
def test_calendar_speaks_chinese_and_gives_the_day(qtbot, kind):
    field = kind(TODAY)
    qtbot.addWidget(field)
    field.show()
    field.setText("2026-09-01")
    calendar = field.open_calendar()
    assert calendar.locale().dayName(1) == "星期一"
    assert calendar.selectedDate().toPython() == date(2026, 9, 1)
    calendar.activated.emit(QDate(2026, 9, 3))
    assert field.text() == "2026-09-03"
    assert not calendar.isVisible()
    assert field.open_calendar().selectedDate().toPython() == date(2026, 9, 3)


@pytest.mark.parametrize(
    ("typed", "fen"), [("-500", -50_000), ("500-", -50_000), ("（500）", -50_000), ("500", 50_000)]
)
def test_red_amount_is_typed_with_a_minus_on_either_side(qtbot, typed, fen):
    field = MoneyField(signed=True)
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == fen
    assert bool(field.property("negative")) == (fen < 0)


def test_red_amount_is_painted_red(qtbot):
    fields = [MoneyField(signed=True) for _ in range(2)]
    for field, text in zip(fields, ("500", "-500"), strict=True):
        qtbot.addWidget(field)
        field.setText(text)
        field.ensurePolished()
    plain, red = (field.palette().color(field.foregroundRole()) for field in fields)
    assert red != plain
    assert red.red() > red.green()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**12))
def test_every_amount_is_read_back_from_its_usual_spellings(qtbot, fen):
    field = MoneyField()
    shown = format_money(fen)
    wide = shown.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789,."})
    for text in (
        shown,
        plain_money(fen),
        f"￥{shown}",
        f"{shown}元",
        wide,
        shown.replace(".", "。"),
    ):
        field.setText(text)
        assert field.value() == fen
    field.set_value(fen)
    assert field.text() == shown


def test_amount_below_a_fen_is_refused_and_never_rounded(qtbot):
    field = MoneyField()
    qtbot.addWidget(field)
    field.setText("1.005")
    with pytest.raises(Refused, match="两位小数"):
        field.value()


def test_month_alone_stays_a_month(qtbot):
    field = PartialDateField(TODAY)
    qtbot.addWidget(field)
    field.setText("1995年9月")
    assert field.value() == PartialDate(1995, 9)


def test_choice_keeps_the_very_value_and_the_wheel_leaves_it(qtbot):
    field = ChoiceField([(post, post.label) for post in Post])
    qtbot.addWidget(field)
    field.set_value(Post.FINANCE)
    assert field.value() is Post.FINANCE
    assert field.currentText() == "财务"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("A02010105", "A02010105"), ("台式计算机", "A02010105"), ("tsjsj", "A02010105")],
)
def test_category_is_found_by_code_name_and_initials(qtbot, typed, code):
    found = category_finder()(typed)
    assert found[0].value == code


def test_everyday_word_finds_the_category(qtbot):
    assert "A02010105" in [choice.value for choice in category_finder()("电脑")]


def person_field(book, qtbot):
    find = from_register(book.session, "people", value="人员编号", label="姓名")
    field = PickerField(find, "")
    qtbot.addWidget(field)
    return field


def test_person_typed_by_initials_is_taken_when_only_one_fits(book, qtbot):
    field = person_field(book, qtbot)
    field.setText("wdn")
    number = field.value()
    assert number is not None
    assert number.startswith("P")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut))
    assert field.text() == "吴电脑"
    assert field.value() == number


def test_nobody_and_several_are_refused(book, qtbot):
    field = person_field(book, qtbot)
    for typed in ("不存在的人", "z"):
        field.setText(typed)
        with pytest.raises(Refused):
            field.value()


def test_asking_what_is_meant_leaves_what_one_types_as_it_is(qtbot):
    field = PickerField(category_finder(), "")
    qtbot.addWidget(field)
    field.show()
    field.insert("课桌")
    assert field.value() is not None
    field.insert("椅")
    assert field.text() == "课桌椅"


def test_list_opens_below_the_field_and_a_click_takes_the_choice(book, qtbot):
    field = person_field(book, qtbot)
    field.show()
    field.open_list()
    popup = field.completer().popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == len(book.rows("person"))
    field.completer().activated[type(popup.model().index(0, 0))].emit(popup.model().index(0, 0))
    assert field.value() == "P0001"
    popup.hide()


@pytest.mark.parametrize("text", ["甲" * 5000, "没有\0这样的名字", "/没有/这个文件.pdf"])
def test_path_that_names_no_file_is_refused(qtbot, text):
    field = FileField("选择扫描件", "*.pdf")
    qtbot.addWidget(field)
    field.set_value(text)
    with pytest.raises(Refused, match="没有找到这个文件"):
        field.value()
