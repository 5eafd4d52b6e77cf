"""The page 总结报表: what is chosen is shown, printed, exported; every line leads somewhere."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.progress_dialog import ProgressDialog
from houqin_desktop.gui.reports.cards_dialog import CardsDialog
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.reports.catalogue import REPORTS, report
from houqin_desktop.services.reports.summary import summary
from houqin_desktop.services.todo.day_list import Leads
from tests.builders import KEEPER, OTHER_ROOM, ROOM
from tests.documents.reading import pdfium_pages


@pytest.fixture
def page(window, book):
    """Return the page over five computers in one room and three balls in another."""
    for number in range(5):
        book.asset(code=f"PC-{number}", holder=KEEPER)
    for _ in range(3):
        book.asset(name="篮球", category="A02460300", storeroom=OTHER_ROOM, original_value=9_900)
    window.show_page("reports")
    return window.page


def cells(page) -> list[tuple[str, ...]]:
    return [line.cells for line in page.table.lines.lines]


def choose(page, name: str) -> None:
    page.reports.setCurrentRow(list(REPORTS).index(name))


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_shows_the_rows_of_its_sheet(page, name):
    choose(page, name)
    shown = [line for line in page.table.lines.lines if line.is_row]
    assert len(shown) == len(report(page.desk.session, name).rows)
    assert page.status_texts()[1].startswith(REPORTS[name].title)


def test_the_figures_are_those_of_the_summary(page, book):
    page.choices.grouping.set_value("storeroom")
    lines = summary(book.session, "storeroom").lines
    assert [row[:1] + row[7:9] for row in cells(page)[:2]] == [
        (
            line.label,
            f"{line.movement.closing.quantity:,}",
            format_money(line.movement.closing.value_fen),
        )
        for line in lines
    ]
    assert cells(page)[-1][0] == "合计"
    assert cells(page)[-1][8] == "6,297.00"


def test_another_day_shows_the_register_of_that_day(page, book):
    book.run(CorrectAsset(code="PC-0", storeroom=OTHER_ROOM))
    page.choices.grouping.set_value("storeroom")
    assert [row[7] for row in cells(page)] == ["4", "4", "8"]
    page.choices.on.setText("2026.11.21")
    page.choices.on.editingFinished.emit()
    assert [row[0] for row in cells(page)] == [ROOM, OTHER_ROOM, "合计"]
    assert [row[7] for row in cells(page)] == ["5", "3", "8"]
    assert "8 张卡片" in page.notes.text()


def test_a_day_that_is_none_is_refused_in_place(page):
    page.choices.on.setText("2026-02-31")
    page.choices.on.editingFinished.emit()
    assert page.bar.isVisible()
    page.choices.on.setText("2026-11-22")
    page.choices.on.editingFinished.emit()
    assert not page.bar.isVisible()


def test_a_line_of_today_opens_the_register_narrowed(page, window):
    page.choices.grouping.set_value("storeroom")
    page.table.selectRow(1)
    page.actions_of_page["reports.open"].trigger()
    assert window.page is window.assets
    assert window.assets.panel.model.rowCount() == 3


def test_a_card_in_a_ledger_opens_that_card(page, window, qtbot):
    choose(page, "category_ledger")
    row = next(at for at, line in enumerate(cells(page)) if line[1] == "PC-3")
    page.table.selectRow(row)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.page is window.assets
    assert window.assets.asset.code == "PC-3"


def test_a_line_of_the_past_opens_the_cards_of_that_day(page, book, open_dialog):
    book.run(CorrectAsset(code="PC-0", storeroom=OTHER_ROOM))
    page.choices.grouping.set_value("storeroom")
    page.choices.on.setText("2026-11-21")
    page.choices.on.editingFinished.emit()
    page.table.selectRow(0)
    page.actions_of_page["reports.open"].trigger()
    dialog = open_dialog(CardsDialog)
    assert "5 项" in dialog.words.text()
    shown = [line.cells[1] for line in dialog.table.lines.lines if line.is_row]
    assert shown == [f"PC-{number}" for number in range(5)]
    dialog.close()


def test_a_sum_leads_nowhere_and_says_so(page):
    page.table.selectRow(page.table.lines.rowCount() - 1)
    page.actions_of_page.refresh()
    action = page.actions_of_page["reports.open"]
    assert not action.isEnabled()
    assert "一行" in action.toolTip()


def test_what_is_shown_is_printed(page, qtbot, open_dialog):
    choose(page, "storeroom_ledger")
    page.choices.narrowing.set_value(OTHER_ROOM)
    page.actions_of_page["reports.print"].trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintDialog)), timeout=10_000)
    dialog = open_dialog(PrintDialog)
    (paper,) = pdfium_pages(dialog.pdf)
    assert f"保管室：{OTHER_ROOM}" in paper
    assert "¥297.00" in paper
    dialog.close()


def test_what_no_paper_is_wide_enough_for_can_only_be_exported(page):
    choose(page, "bureau_cards")
    action = page.actions_of_page["reports.print"]
    assert not action.isEnabled()
    assert "导出" in action.toolTip()
    assert page.actions_of_page["reports.export"].isEnabled()


def test_what_is_shown_is_exported(page, qtbot, tmp_path, window):
    path = tmp_path / "汇总.xlsx"
    page.does.export_to(path)
    qtbot.waitUntil(lambda: not window.findChildren(ProgressDialog), timeout=10_000)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 6297.0 in values


def test_a_change_in_the_book_is_seen_at_once_or_when_the_page_is_shown_again(page, window, book):
    choose(page, "category_ledger")
    before = len(cells(page))
    book.asset(code="NEW-1")
    window.bus.changed.emit(None)
    assert len(cells(page)) == before + 1
    window.show_page("assets")
    book.asset(code="NEW-2")
    window.bus.changed.emit(None)
    assert len(cells(page)) == before + 1
    window.show_page("reports")
    assert len(cells(page)) == before + 2


def test_a_room_and_a_person_have_their_papers_on_their_own_page(window, book, qtbot, open_dialog):
    book.asset(code="PC-1", holder=KEEPER)
    for key, column, word, action_id, expected in (
        ("storerooms", "保管室", ROOM, "storerooms.print_ledger", "分室台账"),
        ("storerooms", "保管室", ROOM, "storerooms.print_duty_card", "保管员职责"),
        ("people", "姓名", KEEPER, "people.print_custody", "责任到人清单"),
    ):
        window.show_page(key)
        page = window.page
        page.show_register(key)
        window.bus.changed.emit(None)
        model = page.panel.model
        row = next(n for n in range(model.rowCount()) if model.record(n)[column] == word)
        page.panel.view.choose([model.key_at(row)])
        page.actions_of_page[action_id].trigger()
        qtbot.waitUntil(lambda page=page: bool(page.findChildren(PrintDialog)), timeout=10_000)
        dialog = open_dialog(PrintDialog)
        assert expected in "".join(pdfium_pages(dialog.pdf))
        assert word in "".join(pdfium_pages(dialog.pdf))
        dialog.close()
        qtbot.waitUntil(lambda page=page: not page.findChildren(PrintDialog), timeout=10_000)


def test_the_chosen_cards_are_printed_in_one_paper(window, book, qtbot, open_dialog):
    codes = [book.asset(code=f"PC-{number}") for number in range(7)]
    window.assets.refresh()
    view = window.assets.panel.view
    for chosen in (codes[:2], codes):
        view.choose(window.assets.panel.model.keys()[: len(chosen)])
        window.assets.actions_of_page["asset.print_card"].trigger()
        qtbot.waitUntil(lambda: bool(window.findChildren(PrintDialog)), timeout=10_000)
        dialog = open_dialog(PrintDialog)
        pages = pdfium_pages(dialog.pdf)
        assert [n for n, code in enumerate(chosen) if code not in pages[2 * n]] == []
        dialog.close()
        qtbot.waitUntil(lambda: not window.findChildren(PrintDialog), timeout=10_000)


def test_a_large_book_is_added_up_on_the_worker(page, qtbot, monkeypatch, window):
    monkeypatch.setattr("houqin_desktop.gui.reports.page.is_long", lambda: True)
    choose(page, "missing_custody")
    qtbot.waitUntil(
        lambda: page.sheet is not None and page.sheet.name == "missing_custody", timeout=10_000
    )
    assert len(page.sheet.rows) == 8
    assert page.on == date(2026, 11, 22)
    qtbot.waitUntil(lambda: not window.findChildren(ProgressDialog), timeout=10_000)


def test_an_empty_report_says_what_to_do(window):
    window.show_page("reports")
    page = window.page
    assert page.stack.currentIndex() == 1
    choose(page, "bureau_summary")
    assert page.stack.currentIndex() == 0


def test_the_keyboard_is_among_the_reports_while_the_one_shown_is_empty(window):
    window.show_page("reports")
    page = window.page
    for _ in range(page.reports.count() - 1):
        assert window.focusWidget() is page.reports
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    choose(page, "bureau_summary")
    window.show_page("reports")
    assert window.focusWidget() is page.table


def test_an_empty_report_leads_to_where_the_cards_come_from(window):
    window.show_page("reports")
    page = window.page
    for name, title, target in (
        ("summary", "去资产台账", window.assets),
        ("stock_table", "去物品登记、入库", window.stock),
    ):
        window.show_page("reports")
        choose(page, name)
        (button,) = (one for one in page.nothing.findChildren(QPushButton) if one.isVisible())
        assert button.text().strip() == title
        button.click()
        assert window.page is target


def test_a_report_without_what_went_wrong_says_so_and_asks_for_nothing(window):
    window.show_page("reports")
    choose(window.page, "loan_reminders")
    assert "不用催还" in window.page.nothing.hint.text()


def test_a_line_of_the_day_list_opens_its_report(window):
    follow(window, Leads("reports", "not_in_accounts"))
    assert window.page.spec.name == "not_in_accounts"
