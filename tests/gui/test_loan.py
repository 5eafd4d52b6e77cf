"""The counter in the window: given out, lent and taken back with the keyboard alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidgetSelectionRange
from shiboken6 import isValid

from houqin_desktop.domain.stock import StockKind
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.loan.aftermath_dialogs import PhotographDialog
from houqin_desktop.gui.loan.back_dialogs import RestockDialog, TakeBackDialog
from houqin_desktop.gui.loan.day_grid_dialog import DayGridDialog
from houqin_desktop.gui.loan.dialogs import GatePassDialog, IssueDialog, LendDialog
from houqin_desktop.gui.loan.photo_dialog import PhotoDialog
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.scanner import Scanner
from houqin_desktop.gui.transfer.dialog import TransferDialog
from houqin_desktop.services.loan.drafts import Lend, LoanLine
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.stock.drafts import AddItem
from tests.builders import CENTRAL, DEPARTMENT, KEEPER, ROOM
from tests.gui.test_scanner import Watch
from tests.photos import write_photo

THINGS = {
    "fb": "粉笔",
    "ms": "墨水",
    "dsj": "订书机",
    "js": "胶水",
    "jd": "剪刀",
    "zc": "直尺",
    "yg": "圆规",
    "xp": "橡皮",
    "qb": "铅笔",
    "td": "图钉",
}
RETURN = Qt.Key.Key_Return
WATCH = Watch()


@pytest.fixture
def stocked(book):
    for name in THINGS.values():
        book.run(AddItem(name=name, kind=StockKind.CONSUMABLE, unit="个"))
        book.receive(name, 20, 2_000)
    return book


@pytest.fixture
def counter(window):
    """Open a counter over the window, and leave it however the test ends."""
    opened = []
    scanner = window.findChild(Scanner)
    assert isinstance(scanner, Scanner)
    scanner.clock = WATCH

    def show(kind, *options):
        dialog = kind(window, window.desk, *options)
        opened.append(dialog)
        dialog.open()
        dialog.activateWindow()
        QApplication.processEvents()
        return dialog

    yield show
    for dialog in opened:
        if isValid(dialog):
            dialog.given_up()
            dialog.hide()
    for paper in window.findChildren(PrintDialog):
        paper.close()


def hand():
    """Return what has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def key(*keys):
    for one in keys:
        QTest.keyClick(hand(), one)
        QApplication.processEvents()


def write(text):
    """Type as hands do, slower than any scanner."""
    for char in text:
        WATCH.now += 1
        QTest.keyClicks(hand(), char)
        QApplication.processEvents()


def scan(code):
    """Let a scanner type, and end with Enter."""
    # Offscreen nobody gives the keyboard back to the window below a list that was closed.
    hand().window().activateWindow()
    QApplication.processEvents()
    for char in code:
        WATCH.now += 0.01
        QTest.keyClicks(hand(), char)
    WATCH.now += 0.01
    key(RETURN)


def only_slip(book, kind):
    (row,) = [one for one in book.listed("slips") if one["单据种类"] == kind]
    return slip_view(row["单号"], book.session.clock)


def test_ten_lines_are_given_out_without_a_mouse_and_the_slip_is_shown(stocked, window, counter):
    dialog = counter(IssueDialog)
    write("zls")
    key(*[RETURN] * 6)
    assert dialog.focusWidget() is dialog.sheet.grid
    for at, initials in enumerate(THINGS, start=1):
        write(initials)
        key(RETURN)
        write(str(at))
        key(RETURN)
    key(RETURN)
    rows = only_slip(stocked, "领用").rows
    assert [(row[2], row[5]) for row in rows] == [
        (name, str(at)) for at, name in enumerate(THINGS.values(), start=1)
    ]
    assert [one for one in window.findChildren(PrintDialog) if one.isVisible()]
    stocked.require_whole()


def test_a_scanned_code_begins_a_line_and_asks_how_many(stocked, counter):
    dialog = counter(LendDialog)
    dialog.prints.setChecked(False)
    dialog.field("borrower").set_value("P0008")
    dialog.field("department").set_value(DEPARTMENT)
    dialog.sheet.grid.setFocus()
    for _ in range(2):
        scan("WP00003")
        write("4")
        key(RETURN)
    for code in ("WP00001", "WP00009"):
        scan(code)
    key(RETURN, RETURN)
    shown = only_slip(stocked, "借用")
    assert [(row[2], row[5]) for row in shown.rows] == [
        ("订书机", "4"),
        ("粉笔", "1"),
        ("铅笔", "1"),
    ]
    assert dict(shown.fields)["归还日期"] == "2026-11-29"


def test_what_is_out_stands_in_the_lines_and_comes_back_in_part(stocked, window, counter):
    lending = counter(LendDialog)
    lending.prints.setChecked(False)
    lending.field("borrower").set_value("P0008")
    lending.put_lines([["粉笔", "3"], ["墨水", "2"]])
    lending.save()
    number = only_slip(stocked, "借用").number
    dialog = counter(TakeBackDialog, number)
    dialog.prints.setChecked(False)
    cells = dialog.sheet.grid.rows
    assert [cells.cell(row, 0).text for row in (0, 1)] == ["1 粉笔", "2 墨水"]
    assert [cells.cell(row, 1).text for row in (0, 1)] == ["3", "2"]
    cells.put({(0, 1): "1", (1, 2): "损坏", (1, 3): "撕了"})
    dialog.save()
    assert {(row["名称"], row["在外数量"]) for row in stocked.listed("loans")} == {
        ("粉笔", 2),
        ("墨水", 0),
    }
    assert only_slip(stocked, "归还").rows[1][6:] == ("损坏", "撕了")


def test_a_scanned_thing_finds_the_loan_with_which_it_went_out(stocked, counter):
    lending = counter(LendDialog)
    lending.prints.setChecked(False)
    lending.field("borrower").set_value("P0008")
    lending.put_lines([["粉笔", "3"], ["墨水", "2"]])
    lending.save()
    dialog = counter(TakeBackDialog)
    scan("WP00002")
    assert dialog.field("number").value() == only_slip(stocked, "借用").number
    assert dialog.sheet.grid.currentIndex().row() == 1
    scan("WP00009")
    assert "没有发出或借出在外" in dialog.bar.text


def test_free_periods_are_reserved_and_taken_ones_freed_on_the_day_grid(book, window, qtbot):
    dialog = DayGridDialog(window, window.desk)
    dialog.open()
    row = [one.item for one in dialog.rows].index(ROOM)
    dialog.table.setCurrentCell(row, 3)
    dialog.table.setRangeSelected(QTableWidgetSelectionRange(row, 3, row, 4), True)
    dialog.reserve_button.click()
    (form,) = dialog.findChildren(DraftDialog)
    form.field("person").set_value("P0008")
    form.field("purpose").set_value("公开课")
    form.save()
    assert dialog.rows[row].periods[1:5] == ("", "郑老师 公开课", "郑老师 公开课", "")
    dialog.table.setCurrentCell(row, 4)
    assert not dialog.reserve_button.isEnabled()
    dialog.cancel_button.click()
    assert set(dialog.rows[row].periods) == {""}
    dialog.show_day(date(2026, 11, 20))
    dialog.table.setCurrentCell(row, 1)
    dialog.reserve_button.click()
    (past,) = [one for one in dialog.findChildren(DraftDialog) if one.isVisible()]
    past.field("person").set_value("P0008")
    past.save()
    assert "已经过去" in past.bar.text
    past.leave()
    code = book.asset(name="投影仪")
    dialog.show_day(book.today)
    dialog.reserve_other()
    (other,) = [one for one in dialog.findChildren(DraftDialog) if one.isVisible()]
    other.restore({"item": code, "first_period": "7"})
    other.field("person").set_value("P0008")
    other.save()
    assert dialog.rows[-1].name == f"投影仪 {code}"
    assert dialog.rows[-1].periods[6] == "郑老师"
    dialog.accept()


def test_what_was_given_out_comes_back_into_the_room_and_leaves_by_the_gate(stocked, counter):
    giving = counter(IssueDialog)
    giving.prints.setChecked(False)
    giving.field("taker").set_value("P0008")
    giving.put_lines([["粉笔", "3"]])
    giving.save()
    back = counter(RestockDialog)
    back.prints.setChecked(False)
    scan("WP00001")
    back.sheet.grid.rows.put({(0, 1): "2", (0, 2): "丢失"})
    back.save()
    assert [row[5:9:3] for row in only_slip(stocked, "退库").rows] == [("2", "丢失")]
    leaving = counter(GatePassDialog)
    leaving.prints.setChecked(False)
    leaving.field("carrier").set_value("P0008")
    leaving.field("outside").set_value("修理店")
    leaving.field("purpose").set_value("修理")
    leaving.save()
    assert "请至少填一行" in leaving.bar.text
    leaving.put_lines([["墨水", "1"]])
    leaving.save()
    assert only_slip(stocked, "物品出门").rows[0][2] == "墨水"


def test_a_transfer_is_written_at_the_counter_and_moves_nothing_yet(stocked, counter):
    dialog = counter(TransferDialog)
    dialog.prints.setChecked(False)
    for name, value in (("giver", "P0001"), ("taker", "P0008"), ("storeroom", CENTRAL)):
        dialog.field(name).set_value(value)
    dialog.put_lines([["粉笔", "3", "器材架"]])
    dialog.field("other_storeroom").set_value(ROOM)
    dialog.field("reason").set_value("并室")
    dialog.save()
    assert only_slip(stocked, "转移").state is VoucherState.SIGNING
    (line,) = stocked.listed("transfers")
    assert (line["数量"], line["新存放地点"]) == (3, "器材架")
    lies = {row["保管室或个人"]: row["数量"] for row in stocked.listed("stock")}
    assert lies[CENTRAL] == 20


def test_a_refused_line_keeps_everything_that_was_typed(stocked, counter):
    dialog = counter(IssueDialog)
    dialog.field("taker").set_value("P0008")
    dialog.put_lines([["粉笔", "21"]])
    dialog.save()
    assert "只有粉笔 20 个" in dialog.bar.text
    assert dialog.sheet.grid.rows.cell(0, 1).text == "21"
    assert stocked.listed("loans") == []
    assert CENTRAL in dialog.field("storeroom").text()
    dialog.put_lines([["", ""]])
    dialog.save()
    assert "请至少填一行" in dialog.bar.text


def test_a_photo_goes_out_with_a_line_comes_back_with_it_and_both_are_shown(
    stocked, counter, window, monkeypatch, tmp_path
):
    out, back = (write_photo(tmp_path / f"{one}.jpg", one) for one in ("out", "back"))
    lending = counter(LendDialog)
    lending.prints.setChecked(False)
    lending.field("borrower").set_value("P0008")
    lending.put_lines([["订书机", "1"]])
    lending.sheet.grid.go_to(0, 0)
    choose_photo(monkeypatch, lending, out)
    lending.save()
    loan = only_slip(stocked, "借用")
    assert loan.rows[0][6] == "完好 附照片"
    returning = counter(TakeBackDialog, loan.number)
    returning.prints.setChecked(False)
    choose_photo(monkeypatch, returning, back)
    returning.save()
    number = only_slip(stocked, "归还").number
    window.show_page("stock")
    window.stock.open_slip(number)
    window.stock.actions_of_page["slip.photos"].trigger()
    (dialog,) = window.findChildren(PhotoDialog)
    dialog.activateWindow()
    QApplication.processEvents()
    assert loan.number in dialog.words.text()
    assert not dialog.before.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Right)
    assert number in dialog.words.text()
    assert not dialog.fault.isVisible()
    dialog.accept()


def test_a_photo_comes_to_a_lent_line_afterwards(stocked, counter, window, tmp_path):
    lending = counter(LendDialog)
    lending.prints.setChecked(False)
    lending.field("borrower").set_value("P0008")
    lending.put_lines([["订书机", "1"]])
    lending.save()
    loan = only_slip(stocked, "借用")
    window.show_page("stock")
    window.stock.open_slip(loan.number)
    window.stock.actions_of_page["loan.photograph"].trigger()
    (dialog,) = window.findChildren(PhotographDialog)
    dialog.field("line").set_value(1)
    dialog.field("picture").set_value(str(write_photo(tmp_path / "out.jpg", "out")))
    dialog.save()
    assert only_slip(stocked, "借用").photos == 1


def choose_photo(monkeypatch, dialog, path):
    """Choose a file with the button of the counter, as the desktop's chooser would."""
    chosen = "houqin_desktop.gui.loan.counter_dialog.choose_to_read"
    monkeypatch.setattr(chosen, lambda _parent, _title, _patterns, take: take(str(path)))
    dialog.photo_button.click()


def test_a_photo_that_is_not_there_is_said_in_its_cell_and_nothing_goes_out(stocked, counter):
    dialog = counter(LendDialog)
    dialog.field("borrower").set_value("P0008")
    dialog.put_lines([["订书机", "1", "", "", "没有.jpg"]])
    dialog.save()
    assert dialog.isVisible()
    assert "没有找到这个文件" in dialog.sheet.grid.rows.fault(0, 4)
    assert stocked.listed("loans") == []


def test_a_transfer_begins_from_chosen_cards_with_where_they_are(stocked, window):
    codes = [stocked.asset(name="电子琴", holder=KEEPER) for _ in range(2)]
    window.show_page("assets")
    panel = window.assets.panel
    window.assets.refresh()
    panel.view.selectAll()
    window.assets.actions_of_page["asset.transfer"].trigger()
    (dialog,) = [one for one in window.findChildren(TransferDialog) if one.isVisible()]
    dialog.prints.setChecked(False)
    assert dialog.field("storeroom").value() == ROOM
    assert dialog.field("giver").text() == KEEPER
    dialog.field("taker").set_value("P0008")
    dialog.field("other_storeroom").set_value(CENTRAL)
    dialog.field("reason").set_value("并室")
    dialog.save()
    assert window.page is window.stock
    assert {row["物品编号"] for row in stocked.listed("transfers")} == set(codes)


def test_a_gate_pass_begins_from_the_chosen_loan(stocked, counter):
    lines = (LoanLine(item="订书机", quantity=2),)
    due = stocked.today + timedelta(days=3)
    shared = {"storeroom": CENTRAL, "due_on": due, "outside": "新城小学", "purpose": "教研"}
    loan = stocked.make(Lend(borrower="P0008", lines=lines, **shared))
    dialog = counter(GatePassDialog, loan)
    dialog.prints.setChecked(False)
    dialog.save()
    assert [row[2] for row in only_slip(stocked, "物品出门").rows] == ["订书机"]
    fields = dict(only_slip(stocked, "物品出门").fields)
    assert (fields["去向"], fields["返回日期"]) == ("新城小学", due.isoformat())
