"""首页: the list is there when the window opens, and every line opens what it is about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.gui.home.page import HomePage
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.touring.scenes import page_scenes
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.disposal.drafts import RecordPrinting
from houqin_desktop.services.todo.papers import papers_out
from tests.builders import COLLEAGUE


@pytest.fixture
def home(book, qtbot):
    book.case_number = book.small_case()
    code = book.asset(name="旧电脑", specification="486DX", status=None)
    book.run(CorrectAsset(code=code, status=AssetStatus.PENDING_DISPOSAL, reason="待报废"))
    book.advance(10)
    made = MainWindow(book.session)
    qtbot.addWidget(made)
    made.show()
    page = made.page_of("home")
    assert isinstance(page, HomePage)
    qtbot.waitUntil(lambda: bool(page.todo.lines()))
    yield made
    made.close()


def line(home, start):
    return next(one for one in home.page.todo.lines() if one.text.startswith(start))


def test_the_window_opens_with_what_waits(home, book):
    texts = [one.text for one in home.page.todo.lines()]
    assert any(book.case_number in text for text in texts)
    assert home.status.seen.text() == f"待办 {len(texts)} 项"
    assert home.page.overview.isVisible()


def test_the_tour_draws_the_page_once_every_source_was_asked(home, book):
    home.page.refresh()
    home.page.todo.clear()
    assert not home.page.is_complete
    title, drawn = next(page_scenes(home))
    assert (title, drawn) == ("首页", home)
    assert home.page.is_complete
    assert any(book.case_number in one.text for one in home.page.todo.lines())


def test_enter_opens_the_case_of_the_line(home, book):
    todo = home.page.todo
    todo.choose(line(home, book.case_number))
    QTest.keyClick(todo, Qt.Key.Key_Return)
    assert home.disposals.isVisible()
    assert home.disposals.case.number == book.case_number


def test_what_stands_still_leads_to_the_pending_list(home, qtbot):
    home.page.open_line(line(home, "旧电脑"))
    panel = home.disposals.panel
    assert panel is home.disposals.pending
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert panel.model.record(0)["资产名称"] == "旧电脑"


def test_missing_people_lead_to_the_narrowed_register(home, qtbot):
    page = home.page
    page.open_line(line(home, "2 张卡片待补责任人"))
    assert [one.facet for one in home.assets.panel.model.filters] == ["missing_role"]
    qtbot.waitUntil(lambda: home.assets.panel.model.rowCount() == 2)


def test_the_list_follows_the_book(home, book, qtbot):
    page = home.page
    result = book.run(RecordPrinting(number=book.case_number))
    home.bus.changed.emit(result.changes)
    qtbot.waitUntil(lambda: any("手里" in one.text for one in page.todo.lines()))


def test_the_list_is_printed_on_one_sheet(home, qtbot):
    home.page.actions_of_page["home.print"].trigger()
    qtbot.waitUntil(lambda: bool(home.findChildren(PrintDialog)))
    (dialog,) = home.findChildren(PrintDialog)
    assert dialog.view.pages == 1
    assert not dialog.taker.isVisible()
    dialog.close()


def test_who_takes_a_paper_is_named_in_the_print_dialog(home, book, tmp_path):
    home.open_case(book.case_number)
    home.disposals.does.file.print_forms()
    (dialog,) = home.findChildren(PrintDialog)
    assert dialog.taker.isVisible()
    dialog.taker.set_value(COLLEAGUE)
    dialog.save_to(str(tmp_path / "单.pdf"))
    out = papers_out(home.session)
    assert out is not None
    assert COLLEAGUE in out.lines[0].text
