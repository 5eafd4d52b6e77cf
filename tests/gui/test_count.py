"""清查 in the window: a sheet of 300 lines typed back by keyboard alone, to the right documents."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt

from houqin_desktop.domain.count import CountHandling, CountResult, CountScope
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.gui.count.dialogs import OpenCountDialog, SurplusDialog
from houqin_desktop.gui.count.entry_dialog import CountEntryDialog
from houqin_desktop.gui.count.workbooks import hold_against, read_back, write_sheet
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.scanned import open_scanned
from houqin_desktop.services.assets.batch_register import RegisterAssets
from houqin_desktop.services.assets.drafts import CorrectAsset, RegisterAsset
from houqin_desktop.services.count.drafts import (
    CloseCount,
    CountedLine,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordCountLines,
    SettleDifference,
    WithdrawCount,
)
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.todo.day_list import today_list
from houqin_desktop.storage.base import db
from tests.builders import CENTRAL, COMPUTER, OTHER_ROOM, ROOM

LINES = 300
ENTER, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Right


@pytest.fixture
def school(window, book):
    """A room of 300 computers in three rows of places, and three balls in another."""
    rows = [
        RegisterAsset(
            code=f"PC{at:03}",
            name="台式计算机",
            original_value=350_000,
            category=COMPUTER,
            unit="台",
            storeroom=ROOM,
            place=f"{at // 100 + 1}排",
        )
        for at in range(LINES)
    ]
    book.run(RegisterAssets(rows=tuple(rows)))
    for at in range(3):
        book.asset(code=f"BALL{at}", name="篮球架", storeroom=OTHER_ROOM)
    window.show_page("count")
    return window


def opened(window, kind):
    return next(one for one in window.findChildren(kind) if one.isVisible())


def sheet(window, room):
    """Open the sheet of a room by its key."""
    page = window.page
    names = [one.name for one in page.view.rooms]
    page.card.rooms.selectRow(names.index(room))
    page.actions_of_page["count.enter"].trigger()
    return opened(window, CountEntryDialog)


def press(qtbot, dialog, *keys):
    """Press keys one by one, each where the cursor is by then."""
    for key in (part for one in keys for part in (one if isinstance(one, str) else (one,))):
        widget = dialog.focusWidget()
        if isinstance(key, str):
            qtbot.keyClicks(widget, key)
        else:
            qtbot.keyClick(widget, key)


def at_the_end(dialog):
    """Say whether the cursor stands below the sheet."""
    return dialog.grid.rows.rows[dialog.grid.currentIndex().row()].line is None


def test_three_hundred_lines_by_keyboard_alone_come_to_exactly_what_differs(school, qtbot, book):
    page = school.page
    page.actions_of_page["count.open"].trigger()
    dialog = opened(school, OpenCountDialog)
    dialog.save()
    number = page.view.number
    # In the middle of the count two computers go to another room with their paper.
    for code in ("PC100", "PC101"):
        book.run(CorrectAsset(code=code, storeroom=OTHER_ROOM, reason="调整"))
    entry = sheet(school, ROOM)
    assert entry.focusWidget() is entry.grid
    typed = 0
    while not at_the_end(entry):
        code = entry.grid.rows.rows[entry.grid.currentIndex().row()].code
        keys = {"PC007": ("0", ENTER), "PC150": (RIGHT, "2", ENTER)}.get(code, (ENTER,))
        press(qtbot, entry, *keys)
        typed += 1
    assert typed == LINES
    # BALL0 stands here: its number is typed below the sheet.
    press(qtbot, entry, "BALL0", ENTER, "1", ENTER)
    entry.save()
    assert not entry.isVisible(), entry.bar.text
    other = sheet(school, OTHER_ROOM)
    while not at_the_end(other):
        press(qtbot, other, ENTER)
    other.save()
    assert not other.isVisible(), other.bar.text
    page.actions_of_page["count.surplus"].trigger()
    surplus = opened(school, SurplusDialog)
    surplus.field("name").set_value("秒表")
    surplus.field("value").set_value(1_500)
    surplus.save()
    found = {
        (one.code or one.name, one.result) for one in CountView(book.session, number).differences
    }
    assert found == {
        ("PC007", CountResult.SHORTAGE),
        ("PC150", CountResult.DAMAGED),
        ("BALL0", CountResult.WRONG_PLACE),
        ("秒表", CountResult.SURPLUS),
    }
    assert CountView(book.session, number).total.balances
    documents = settled(school, book, number)
    assert [documents[result][:2] for result in documents] == ["BS", "BS", "DB", "ZC"]
    lost, broken = (book.case(documents[one]) for one in list(documents)[:2])
    assert [line.code for line in (*lost.lines, *broken.lines)] == ["PC007", "PC150"]
    assert book.card(documents[CountResult.SURPLUS])["name"] == "秒表"
    book.require_whole()


HANDLED = {
    CountResult.SHORTAGE: CountHandling.WRITE_OFF,
    CountResult.DAMAGED: CountHandling.WRITE_OFF,
    CountResult.WRONG_PLACE: CountHandling.TRANSFER,
    CountResult.SURPLUS: CountHandling.ENTER,
}


def settled(window, book, number):
    """Explain every difference in its form, finish the rooms, sign off, carry the rest out."""
    page = window.page
    for result, handling in HANDLED.items():
        choose(page, result)
        page.actions_of_page["count.explain"].trigger()
        dialog = opened(window, DraftDialog)
        dialog.field("cause").set_value("查明")
        dialog.field("handling").set_value(handling)
        dialog.save()
    for at in range(len(page.view.rooms)):
        page.card.rooms.selectRow(at)
        page.actions_of_page["count.finish"].trigger()
        opened(window, DraftDialog).save()
    page.actions_of_page["count.close"].trigger()
    dialog = opened(window, DraftDialog)
    dialog.field("signers").set_value("王保管、赵总务、李校长")
    dialog.save()
    assert page.view.state == "已签结"
    for result in HANDLED:
        choose(page, result)
        page.actions_of_page["count.settle"].trigger()
        opened(window, DraftDialog).save()
    return {one.result: one.document for one in sorted_differences(book, number)}


def sorted_differences(book, number):
    order = list(HANDLED)
    found = CountView(book.session, number).differences
    return sorted(found, key=lambda one: order.index(one.result))


def choose(page, result):
    at = next(at for at, one in enumerate(page.view.differences) if one.result is result)
    page.card.differences.selectRow(at)


def test_the_stock_of_a_room_is_typed_back_by_keyboard_alone(window, qtbot, book):
    for code, name in (("CHALK", "白粉笔"), ("INK", "墨水"), ("GLUE", "胶水")):
        book.run(AddItem(code=code, name=name, kind=StockKind.MATERIAL, unit="盒"))
        if code != "GLUE":
            book.receive(code, 10, 1_000, storeroom=ROOM)
    number = book.make(OpenCount(rooms=(ROOM,), things=CountScope.STOCK))
    window.show_page("count")
    entry = sheet(window, ROOM)
    typed = {"CHALK": ("8", ENTER), "INK": ("10", RIGHT, "2", RIGHT, "3", ENTER)}
    while not at_the_end(entry):
        press(qtbot, entry, *typed[entry.grid.rows.rows[entry.grid.currentIndex().row()].code])
    press(qtbot, entry, "GLUE", ENTER, "4", ENTER)
    entry.save()
    assert not entry.isVisible(), entry.bar.text
    assert {
        (one.code, one.result, one.amount.quantity)
        for one in CountView(book.session, number).differences
    } == {
        ("CHALK", CountResult.SHORTAGE, 2),
        ("INK", CountResult.DAMAGED, 3),
        ("GLUE", CountResult.SURPLUS, 4),
    }


def test_a_scanned_label_ticks_its_line_off(school, book):
    book.run(OpenCount(rooms=(ROOM,)))
    school.page.refresh()
    entry = sheet(school, ROOM)
    open_scanned(school, "PC042")
    open_scanned(school, "BALL1")
    model = entry.grid.rows
    at = model.find("PC042")
    assert at is not None
    assert model.rows[at].typed[8] == "1"
    assert [row.code for row in model.rows if row.touched] == ["PC042", "BALL1"]
    entry.save()
    results = {
        line.code: line.results
        for line in CountView(book.session, school.page.view.number).lines
        if line.found is not None
    }
    assert results == {"PC042": "相符", "BALL1": "位置不符"}


def test_a_wrong_cell_is_red_and_nothing_is_saved(school, qtbot, book):
    book.run(OpenCount(rooms=(ROOM,)))
    school.page.refresh()
    entry = sheet(school, ROOM)
    press(qtbot, entry, "x", ENTER)
    entry.save()
    assert entry.isVisible()
    assert "不是件数" in entry.bar.text
    assert db.execute_sql("SELECT count(counted_on) FROM count_line").fetchone() == (0,)
    entry.leave()


def test_a_blind_sheet_shows_no_figures_of_the_books(school, qtbot, book):
    book.run(OpenCount(rooms=(ROOM,)))
    school.page.refresh()
    school.page.actions_of_page["count.blind"].trigger()
    entry = opened(school, CountEntryDialog)
    assert entry.grid.isColumnHidden(7)
    press(qtbot, entry, ENTER)
    assert entry.grid.rows.counted() == 0
    assert entry.grid.currentIndex().row() == 1
    entry.leave()


def test_the_page_shows_progress_and_says_why_a_step_cannot_be_done(school, book):
    page = school.page
    actions = page.actions_of_page
    assert actions["count.enter"].toolTip() == "请先选一次清查"
    book.run(OpenCount())
    page.refresh()
    assert [row[:2] for row in page.card.rooms.lines.lines] == [
        (CENTRAL, "0/0"),
        (ROOM, f"0/{LINES}"),
        (OTHER_ROOM, "0/3"),
    ]
    assert actions["count.explain"].toolTip() == "请先在下面选一项差异"
    assert not actions["count.reopen"].isEnabled()


def test_a_room_goes_out_as_a_workbook_and_comes_back(school, qtbot, book, tmp_path):
    book.run(OpenCount(rooms=(OTHER_ROOM,)))
    page = school.page
    page.refresh()
    number, path = page.view.number, tmp_path / "体育室.xlsx"
    write_sheet(page, number, OTHER_ROOM, path)
    qtbot.waitUntil(lambda: path.exists() and not page.desk.tasks.busy, timeout=10_000)
    filled = load_workbook(path)
    (sheet_,) = filled.worksheets
    titles = [cell.value for cell in sheet_[1]]
    for row, pieces in enumerate((1, 1, 0), 2):
        sheet_.cell(row, titles.index("实盘数") + 1).value = pieces
    filled.save(path)
    read_back(page, number, OTHER_ROOM, path)
    qtbot.waitUntil(lambda: bool(page.view.differences), timeout=20_000)
    assert [(one.code, one.result) for one in page.view.differences] == [
        ("BALL2", CountResult.SHORTAGE)
    ]


def test_the_exports_of_the_bureau_come_to_a_paper(school, qtbot, tmp_path):
    export = Workbook()
    for row in (["资产编号", "资产名称", "资产原值(元)"], ["BALL0", "篮球架", 1]):
        export.worksheets[0].append(row)
    export.save(tmp_path / "导出.xlsx")
    hold_against(school.page, [tmp_path / "导出.xlsx"])
    qtbot.waitUntil(
        lambda: any(one.isVisible() for one in school.findChildren(PrintDialog)), timeout=20_000
    )
    opened(school, PrintDialog).reject()


def test_the_list_of_the_day_leads_to_a_count_that_waits(school, book):
    for _ in range(2):
        book.run(OpenCount(rooms=(ROOM,)))
    groups = {group.key: group for group in today_list(book.session)}
    older = next(line for line in groups["counts_open"].lines if "PD20260001" in line.text)
    assert older.detail == f"盘完 0/1 室，0/{LINES} 行"
    follow(school, older.leads)
    assert school.page.view.number == "PD20260001"
    for number in ("PD20260001", "PD20260002"):
        book.run(WithdrawCount(number=number, reason="重复"))
    assert "counts_open" not in {group.key for group in today_list(book.session)}


def test_a_signed_off_count_waits_until_its_differences_are_settled(window, book):
    book.asset(code="PC1")
    number = book.make(OpenCount(rooms=(ROOM,)))
    lines = (CountedLine(code="PC1", quantity=0),)
    book.run(RecordCountLines(number=number, room=ROOM, lines=lines))
    which = {"number": number, "result": CountResult.SHORTAGE, "code": "PC1"}
    book.run(ExplainDifference(**which, handling=CountHandling.WRITE_OFF, cause="被盗"))
    book.run(FinishCountRoom(number=number, room=ROOM, counted_by="吴电脑"))
    book.run(CloseCount(number=number, signers="王保管"))
    (group,) = [one for one in today_list(book.session) if one.key == "differences_open"]
    assert group.lines[0].text == f"2026年资产和物品清查（{number}）还有 1 项差异没有办理"
    book.run(SettleDifference(**which))
    assert "differences_open" not in {one.key for one in today_list(book.session)}


def test_a_finished_room_is_opened_again_at_one_key(school, book):
    number = book.make(OpenCount(rooms=(OTHER_ROOM,)))
    lines = tuple(CountedLine(code=f"BALL{at}", quantity=1) for at in range(3))
    book.run(RecordCountLines(number=number, room=OTHER_ROOM, lines=lines))
    book.run(FinishCountRoom(number=number, room=OTHER_ROOM, counted_by="周体育"))
    page = school.page
    page.refresh()
    actions = page.actions_of_page
    assert not actions["count.enter"].isEnabled()
    actions["count.reopen"].trigger()
    assert page.view.rooms[0].finished_on is None
    assert actions["count.enter"].isEnabled()
