"""导入台账: the page is filled by hand: columns put right, conflicts settled, rows left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from houqin_desktop.documents.workbooks.asset import write_assets
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.gui.importing.batches_dialog import BatchesDialog
from houqin_desktop.gui.importing.import_dialog import ImportDialog, open_import
from houqin_desktop.gui.importing.sheet_model import SheetModel
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.importing.choices import UNREAD
from tests.builders import Book

Tried = Callable[[Path], ImportDialog]
HEADER = ("财产编号", "品名", "规格型号", "数量", "金额", "购置时间", "摆在哪")
ROWS = (
    ("TY001", "电脑", "486", 1, 8600, "1995年9月", "一楼"),
    ("TY002", "打印机", "", "若干", 3200, "1996-05", "二楼"),
    ("TY003", "功放", "", 1, 860, "95年", "三楼"),
    ("", "小计", "", 3, 12660, "", ""),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return saved(tmp_path / "旧台账.xlsx", (("示范小学",), HEADER, *ROWS))


def saved(path: Path, rows: tuple[tuple[Any, ...], ...], sheet: str = "电教") -> Path:
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    workbook.save(path)
    return path


@pytest.fixture
def tried(window, qtbot) -> Tried:
    """Choose a file in the dialog and wait until it was tried."""

    def try_out(path: Path) -> ImportDialog:
        dialog = open_import(window, window.desk)
        dialog.file.set_value(str(path))
        qtbot.waitUntil(lambda: dialog.look is not None or bool(dialog.bar.text), timeout=20_000)
        return dialog

    return try_out


def model_of(dialog: ImportDialog) -> SheetModel:
    model = dialog.pages.sheets.view.model()
    assert isinstance(model, SheetModel)
    return model


def again(qtbot, dialog: ImportDialog, act: Callable[[], object]) -> None:
    """Do something that tries again, and wait for the new look."""
    before = dialog.look
    act()
    qtbot.waitUntil(lambda: dialog.look is not before, timeout=20_000)


def bring_in(qtbot, dialog: ImportDialog) -> None:
    with qtbot.waitSignal(dialog.imported, timeout=20_000):
        dialog.import_button.click()


def test_a_sheet_without_values_offers_to_take_them_at_one_yuan(
    tried: Tried, tmp_path: Path, qtbot, book: Book
):
    rows = (("品名", "数量", "存放地点"), ("讲台", 1, "三楼"), ("课桌", 20, "三楼"))
    dialog = tried(saved(tmp_path / "分室账.xlsx", rows))
    tick = dialog.pages.sheets.bar.nominal
    assert tick.isVisibleTo(dialog)
    assert [model_of(dialog).outcome(row) for row in range(3)] == ["表头", "未登记", "未登记"]
    assert dialog.minimumSizeHint().width() <= 1366
    again(qtbot, dialog, tick.click)
    assert [model_of(dialog).outcome(row) for row in range(3)] == ["表头", "待核实", "待核实"]
    bring_in(qtbot, dialog)
    values = {row["name"]: row["original_value_fen"] for row in book.rows("asset")}
    assert (values["讲台"], values["课桌"]) == (100, 2000)


def test_a_sheet_with_values_does_not_speak_of_nominal_ones(tried: Tried, ledger: Path):
    dialog = tried(ledger)
    assert not dialog.pages.sheets.bar.nominal.isVisibleTo(dialog)


def test_the_page_fits_the_smallest_screen(tried: Tried, ledger: Path):
    dialog = tried(ledger)
    assert dialog.height() <= 700
    assert dialog.minimumSizeHint().width() <= 1366
    assert dialog.minimumSizeHint().height() <= 700


def test_the_sheet_says_of_every_row_what_becomes_of_it(tried: Tried, ledger: Path):
    model = model_of(tried(ledger))
    words = [model.outcome(row) for row in range(model.rowCount())]
    assert words == ["标题", "表头", "新增", "未登记", "待核实", "小计合计"]


def test_what_becomes_of_a_row_stays_in_sight_while_the_sheet_is_moved(tried: Tried, ledger: Path):
    dialog = tried(ledger)
    view, sheet = dialog.pages.sheets.view, model_of(dialog)
    view.setFixedWidth(400)
    assert view.horizontalScrollBar().maximum() > 100
    assert not view.outcomes.isVisible()
    view.horizontalScrollBar().setValue(100)
    assert view.outcomes.isVisible()
    kept = view.outcomes.model()
    rows = range(sheet.rowCount())
    assert [kept.index(row, 0).data() for row in rows] == [sheet.outcome(row) for row in rows]
    assert view.outcomes.width() == view.columnWidth(0)


def test_a_cell_in_doubt_has_a_mark_a_colour_and_a_reason(tried: Tried, ledger: Path):
    model = model_of(tried(ledger))
    refused, doubtful, plain = model.index(3, 4), model.index(4, 6), model.index(2, 4)
    assert refused.data() == "× 若干"
    assert doubtful.data() == "？ 95年"
    assert plain.data() == "1"
    background = Qt.ItemDataRole.BackgroundRole
    assert refused.data(background) != doubtful.data(background)
    assert plain.data(background) is None
    assert "若干" in refused.data(Qt.ItemDataRole.ToolTipRole)
    assert "小计合计" in model.index(5, 2).data(Qt.ItemDataRole.ToolTipRole)


def test_each_column_says_its_field_and_how_sure_that_is(tried: Tried, ledger: Path):
    dialog = tried(ledger)
    columns = dialog.pages.sheets.view.fields.columns
    assert (columns[0].key, columns[4].key, columns[6].key) == ("code", "original_value", None)
    dialog.pages.sheets.view.go_to(2, 5)
    assert dialog.pages.sheets.column.field.currentText() == "取得日期"
    assert "：" in dialog.pages.sheets.column.reason.text()


def test_a_column_put_right_is_tried_again_and_comes_in_so(
    tried: Tried, ledger: Path, book: Book, qtbot
):
    dialog = tried(ledger)
    dialog.pages.sheets.view.go_to(2, 6)
    dialog.pages.sheets.column.field.set_value("place")
    again(qtbot, dialog, lambda: dialog.pages.sheets.column.field.activated.emit(0))
    assert dialog.pages.sheets.view.fields.columns[6].key == "place"
    assert dialog.pages.sheets.view.currentIndex().column() == 7
    dialog.skip.setChecked(True)
    bring_in(qtbot, dialog)
    assert book.card("TY001")["place"] == "一楼"
    assert len(book.rows("import_layout")) == 1


def test_what_was_put_right_is_known_next_time_and_said(
    tried: Tried, ledger: Path, tmp_path: Path, book: Book, qtbot
):
    test_a_column_put_right_is_tried_again_and_comes_in_so(tried, ledger, book, qtbot)
    later = saved(tmp_path / "另一份.xlsx", (HEADER, ("TY009", "柜", "", 1, 80, "2016", "四楼")))
    dialog = tried(later)
    assert dialog.pages.sheets.view.fields.columns[6].key == "place"
    assert "按上次的认法" in dialog.pages.sheets.bar.note.text()
    again(qtbot, dialog, dialog.pages.sheets.bar.again.click)
    assert dialog.pages.sheets.view.fields.columns[6].key is None


def test_a_field_given_to_another_column_leaves_the_first(tried: Tried, ledger: Path, qtbot):
    dialog = tried(ledger)
    dialog.pages.sheets.view.go_to(2, 6)
    dialog.pages.sheets.column.field.set_value("specification")
    again(qtbot, dialog, lambda: dialog.pages.sheets.column.field.activated.emit(0))
    columns = dialog.pages.sheets.view.fields.columns
    assert (columns[2].key, columns[6].key) == (None, "specification")


def test_unit_and_rows_of_the_header_are_put_right(tried: Tried, tmp_path: Path, qtbot):
    rows = (("名称", "数量", "原值"), ("甲", "乙", "丙"), ("课桌", 2, 3))
    dialog = tried(saved(tmp_path / "台账.xlsx", rows))
    dialog.pages.sheets.bar.unit.set_value(1_000_000)
    again(qtbot, dialog, lambda: dialog.pages.sheets.bar.unit.activated.emit(0))
    assert dialog.plan is not None
    assert dialog.plan.rows[-1].row["original_value"] == 3_000_000
    dialog.pages.sheets.bar.last.set_value(2)
    again(qtbot, dialog, dialog.pages.sheets.bar.last.editingFinished.emit)
    assert model_of(dialog).outcome(1) == "表头"


def test_a_sheet_without_a_header_is_shown_and_put_right(
    tried: Tried, tmp_path: Path, book: Book, qtbot
):
    rows = (("甲", "乙", "丙"), ("课桌", 2, 300))
    dialog = tried(saved(tmp_path / "台账.xlsx", rows))
    assert "表头" in dialog.bar.text
    assert not dialog.import_button.isEnabled()
    dialog.pages.sheets.bar.first.set_value(1)
    again(qtbot, dialog, dialog.pages.sheets.bar.first.editingFinished.emit)
    for column, key in ((0, "name"), (1, "quantity"), (2, "original_value")):
        dialog.pages.sheets.view.go_to(1, column)
        dialog.pages.sheets.column.field.set_value(key)
        again(qtbot, dialog, lambda: dialog.pages.sheets.column.field.activated.emit(0))
    assert not dialog.bar.text
    bring_in(qtbot, dialog)
    assert [row["name"] for row in book.rows("asset")] == ["课桌"]


def test_a_sheet_is_left_out(tried: Tried, ledger: Path, qtbot):
    workbook = openpyxl.load_workbook(ledger)
    page = workbook.create_sheet("体育")
    for row in (HEADER, ("TY100", "跳箱", "", 1, 400, "2012", "")):
        page.append(row)
    workbook.save(ledger)
    dialog = tried(ledger)
    assert dialog.plan is not None
    assert dialog.plan.counts["found"] == 4
    dialog.pages.sheets.sheets.setCurrentIndex(1)
    again(qtbot, dialog, dialog.pages.sheets.bar.read.click)
    assert dialog.plan.counts["found"] == 3
    assert "不读" in dialog.pages.sheets.sheets.tabText(1)
    again(qtbot, dialog, dialog.pages.sheets.bar.read.click)
    assert dialog.plan.counts["found"] == 4


def test_a_finding_leads_to_its_cell(tried: Tried, ledger: Path, qtbot):
    dialog = tried(ledger)
    dialog.pages.setCurrentIndex(1)
    assert dialog.pages.findings.shown[0].value == "若干"
    qtbot.keyClick(dialog.pages.findings.table, Qt.Key.Key_Return)
    assert dialog.pages.currentIndex() == 0
    at = dialog.pages.sheets.view.currentIndex()
    assert (at.row(), at.column()) == (3, 4)


def test_findings_are_narrowed_by_their_weight(tried: Tried, ledger: Path):
    dialog = tried(ledger)
    everything = len(dialog.pages.findings.shown)
    dialog.pages.findings.weight.setCurrentIndex(1)
    dialog.pages.findings.weight.activated.emit(1)
    assert 0 < len(dialog.pages.findings.shown) < everything


def returned(book: Book, path: Path) -> Path:
    """A workbook that went out, was changed, while the book was changed too."""
    for code, name in (("TY001", "课桌"), ("TY002", "椅子")):
        book.asset(code=code, name=name, place="一楼", remarks="旧", original_value=10_000)
    write_assets(book.session, path)
    book.run(CorrectAsset(code="TY001", place="三楼"))
    workbook = openpyxl.load_workbook(path)
    page = workbook.active
    assert page is not None
    titles = [cell.value for cell in page[1]]
    for row in (2, 3):
        page.cell(row, titles.index("存放地点") + 1).value = "二楼"
        page.cell(row, titles.index("备注") + 1).value = "新"
    workbook.save(path)
    return path


def test_conflicts_and_corrections_are_decided_cell_by_cell(
    tried: Tried, tmp_path: Path, book: Book, qtbot
):
    dialog = tried(returned(book, tmp_path / "导出.xlsx"))
    changes = dialog.pages.changes.table.lines
    assert [(line.cells[0], line.cells[1], line.cells[3]) for line in changes.lines] == [
        ("冲突", "TY001", "存放地点"),
        ("更新", "TY001", "备注"),
        ("更新", "TY002", "存放地点"),
        ("更新", "TY002", "备注"),
    ]
    assert [changes.index(row, 0).data() for row in range(3)] == ["留账上的", "更正", "更正"]
    dialog.pages.setCurrentIndex(2)
    for row in (0, 3):
        dialog.pages.changes.table.selectRow(row)
        qtbot.keyClick(dialog.pages.changes.table, Qt.Key.Key_Space)
    assert [changes.index(row, 0).data() for row in (0, 3)] == ["用表里的", "不改"]
    bring_in(qtbot, dialog)
    assert (book.card("TY001")["place"], book.card("TY001")["remarks"]) == ("二楼", "新")
    assert (book.card("TY002")["place"], book.card("TY002")["remarks"]) == ("二楼", "旧")
    book.require_whole()


@pytest.mark.parametrize("page", range(3))
def test_ctrl_enter_brings_in_from_every_page(
    window, tried: Tried, tmp_path: Path, book: Book, qtbot, page: int
):
    dialog = tried(returned(book, tmp_path / "导出.xlsx"))
    dialog.pages.setCurrentIndex(page)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
    focused = dialog.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(dialog.imported, timeout=20_000):
        qtbot.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyRelease(window, Qt.Key.Key_Control)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    assert book.card("TY002")["place"] == "二楼"


def test_a_row_in_conflict_is_not_called_unchanged(tried: Tried, tmp_path: Path, book: Book):
    path = returned(book, tmp_path / "导出.xlsx")
    book.run(CorrectAsset(code="TY001", remarks="改"))
    dialog = tried(path)
    assert [model_of(dialog).outcome(row) for row in (1, 2)] == ["冲突", "更新"]
    assert "两边都改过 <b>2</b> 格" in dialog.counts.text()


def test_without_a_decision_the_book_keeps_its_word(
    tried: Tried, tmp_path: Path, book: Book, qtbot
):
    dialog = tried(returned(book, tmp_path / "导出.xlsx"))
    bring_in(qtbot, dialog)
    assert (book.card("TY001")["place"], book.card("TY001")["remarks"]) == ("三楼", "新")


def test_rows_that_look_alike_are_left_out_one_by_one(
    tried: Tried, tmp_path: Path, book: Book, qtbot
):
    rows = (HEADER[:6], *[(f"TY{n}", "课桌", "", 1, 100, "2016") for n in range(1, 4)])
    dialog = tried(saved(tmp_path / "台账.xlsx", rows))
    assert dialog.pages.likeness.count == 2
    dialog.pages.setCurrentIndex(3)
    dialog.pages.likeness.table.selectRow(1)
    qtbot.keyClick(dialog.pages.likeness.table, Qt.Key.Key_Space)
    dialog.pages.setCurrentIndex(0)
    assert model_of(dialog).outcome(3) == "不导入"
    bring_in(qtbot, dialog)
    assert [row["code"] for row in book.rows("asset")] == ["TY1", "TY2"]


def test_any_row_is_taken_out_and_let_in_again_with_the_space_bar(
    tried: Tried, ledger: Path, book: Book, qtbot
):
    dialog = tried(ledger)
    assert not dialog.import_button.isEnabled()
    view = dialog.pages.sheets.view
    for row in (2, 2, 3, 4, 5):
        view.go_to(row, 1)
        qtbot.keyClick(view, Qt.Key.Key_Space)
    words = [model_of(dialog).outcome(row) for row in range(2, 6)]
    assert words == ["新增", "不导入", "不导入", "小计合计"]
    assert dialog.import_button.isEnabled()
    bring_in(qtbot, dialog)
    assert [row["code"] for row in book.rows("asset")] == ["TY001"]
    book.require_whole()


def test_what_was_put_right_or_decided_is_not_lost_by_a_slip(tried: Tried, ledger: Path, qtbot):
    dialog = tried(ledger)
    dialog.reject()
    assert not dialog.isVisible()
    dialog = tried(ledger)
    dialog.pages.sheets.view.go_to(2, 1)
    qtbot.keyClick(dialog.pages.sheets.view, Qt.Key.Key_Space)
    dialog.reject()
    (box,) = dialog.findChildren(QMessageBox)
    assert dialog.isVisible()
    next(b for b in box.findChildren(QPushButton) if b.text() == "放弃").click()
    assert not dialog.isVisible()


def test_faults_are_written_back_and_the_original_stays(
    tried: Tried, ledger: Path, tmp_path: Path, qtbot
):
    dialog = tried(ledger)
    before = ledger.read_bytes()
    dialog.write_to(tmp_path / "问题.xlsx")
    qtbot.waitUntil(lambda: "2 行" in dialog.note.text, timeout=20_000)
    assert ledger.read_bytes() == before
    dialog.write_to(ledger)
    qtbot.waitUntil(lambda: bool(dialog.bar.text), timeout=20_000)
    assert ledger.read_bytes() == before


def test_the_same_file_is_said_to_have_come_in(tried: Tried, ledger: Path, qtbot):
    first = tried(ledger)
    first.skip.setChecked(True)
    bring_in(qtbot, first)
    second = tried(ledger)
    assert "DR20260001" in second.note.text
    assert not second.import_button.isEnabled()


@pytest.mark.parametrize("part", ["page", "path"])
def test_a_file_is_dropped_anywhere_on_the_page_and_only_copied(
    window, ledger: Path, qtbot, part: str
):
    dialog = open_import(window, window.desk)
    target = dialog if part == "page" else dialog.file
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ledger))])
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    assert not dialog.file.line.acceptDrops()
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(10, 10), offered, data, left, none))
    event = QDropEvent(QPointF(10, 10), offered, data, left, none)
    QApplication.sendEvent(target, event)
    assert event.dropAction() is Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: dialog.look is not None, timeout=20_000)
    assert dialog.file.line.text() == str(ledger)


@pytest.mark.parametrize("spelled", ['"{}"', "file://{}", "  {} "])
def test_a_path_is_understood_as_a_folder_window_copies_it(
    window, ledger: Path, qtbot, spelled: str
):
    dialog = open_import(window, window.desk)
    dialog.file.line.setText(spelled.format(ledger))
    qtbot.waitUntil(lambda: dialog.look is not None, timeout=20_000)


def test_everything_on_the_page_is_reached_by_tab_and_has_a_name(tried: Tried, ledger: Path, qtbot):
    dialog = tried(ledger)
    reached: set[QWidget] = set()
    widget: QWidget | None = dialog.file.line
    while widget is not None and widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    page = dialog.pages.sheets
    bar = page.bar
    for each in (
        page.sheets,
        page.view,
        bar.read,
        bar.first,
        bar.last,
        bar.unit,
        page.column.field,
    ):
        assert each in reached
        assert each.accessibleName() or each.text()  # type: ignore[union-attr]
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.column.field.view().isVisible()
    page.column.field.hidePopup()
    assert page.column.field.itemText(0) == UNREAD


ITEM_ROWS = (
    ("物品名称", "规格型号", "单位", "数量", "单价", "金额", "最低库存"),
    ("白粉笔", "无尘", "盒", 40, 2, 80, 10),
    ("订书机", "", "个", "若干", 15, "", ""),
    ("复印纸", "A4", "包", 8, 20, 160, ""),
)


def read_as(qtbot, dialog: ImportDialog, kind: LedgerKind) -> None:
    """Choose another kind of ledger, and wait until it was read so."""
    dialog.ledger.set_value(kind)
    at = dialog.ledger.currentIndex()
    again(qtbot, dialog, lambda: dialog.ledger.activated.emit(at))


def test_a_ledger_that_looks_like_the_other_kind_is_said_to_and_never_switched(
    tried: Tried, tmp_path: Path, qtbot
):
    dialog = tried(saved(tmp_path / "库存.xlsx", ITEM_ROWS, sheet="库房"))
    assert dialog.look is not None
    assert dialog.look.words.kind is LedgerKind.ASSETS
    assert "看来是物品台账" in dialog.note.text
    read_as(qtbot, dialog, LedgerKind.STOCK)
    assert not dialog.note.isVisible()


def test_another_kind_alone_is_given_up_without_a_word_for_nothing_is_lost_by_it(
    tried: Tried, ledger: Path, qtbot
):
    dialog = tried(ledger)
    read_as(qtbot, dialog, LedgerKind.STOCK)
    with qtbot.waitSignal(dialog.rejected):
        dialog.reject()


def test_what_was_put_right_is_there_again_when_the_kind_comes_back(
    tried: Tried, ledger: Path, qtbot
):
    dialog = tried(ledger)
    dialog.pages.sheets.view.go_to(2, 6)
    dialog.pages.sheets.column.field.set_value("place")
    again(qtbot, dialog, lambda: dialog.pages.sheets.column.field.activated.emit(0))
    read_as(qtbot, dialog, LedgerKind.STOCK)
    dialog.reject()
    assert dialog.isVisible()
    (box,) = dialog.findChildren(QMessageBox)
    box.reject()
    read_as(qtbot, dialog, LedgerKind.ASSETS)
    assert dialog.pages.sheets.view.fields.columns[6].key == "place"


def test_a_ledger_of_items_is_read_as_such_put_right_brought_in_and_taken_back(
    tried: Tried, tmp_path: Path, book: Book, window, qtbot
):
    window.show_page("stock")
    action = window.stock.actions_of_page["stock.import"]
    assert action.shortcut().toString()
    action.trigger()
    (dialog,) = window.findChildren(ImportDialog)
    dialog.file.set_value(str(saved(tmp_path / "物品.xlsx", ITEM_ROWS, sheet="库房")))
    qtbot.waitUntil(lambda: dialog.look is not None, timeout=20_000)
    sheets = dialog.pages.sheets
    assert dialog.look is not None
    assert dialog.look.words.kind is LedgerKind.STOCK
    assert sheets.view.fields.columns[6].key == "minimum"
    field = sheets.column.field
    assert "最低库存" in [field.itemText(at) for at in range(field.count())]
    assert dialog.plan is not None
    assert dialog.plan.counts["rejected"] == 3
    sheets.bar.stock_kind.set_value(StockKind.MATERIAL)
    again(qtbot, dialog, lambda: sheets.bar.stock_kind.activated.emit(1))
    assert (dialog.plan.counts["added"], dialog.plan.counts["rejected"]) == (2, 1)
    assert not dialog.import_button.isEnabled()
    dialog.skip.setChecked(True)
    bring_in(qtbot, dialog)
    stock = {row["物品名称"]: (row["数量"], row["金额"]) for row in book.listed("stock")}
    assert stock == {"白粉笔": (40, 8_000), "复印纸": (8, 16_000)}
    assert window.page is window.stock
    assert "DR20260001" in window.stock.chosen()["说明"]
    batches = BatchesDialog(window, window.desk)
    batches.open()
    assert batches.look_button.text() == " 看这一批的物品"
    batches.undo("DR20260001")
    qtbot.waitUntil(lambda: "已撤回" in window.toast.text, timeout=20_000)
    assert book.listed("stock") == []
    batches.accept()
    book.require_whole()


def test_a_batch_is_taken_back_from_the_window(
    window, tried: Tried, ledger: Path, book: Book, qtbot
):
    dialog = tried(ledger)
    dialog.skip.setChecked(True)
    bring_in(qtbot, dialog)
    assert len(book.rows("asset")) == 2
    window.actions_of_window["book.batches"].trigger()
    (batches,) = window.findChildren(BatchesDialog)
    assert batches.panel.chosen_cells()["状态"] == "在账"
    batches.undo_button.click()
    (box,) = batches.findChildren(QMessageBox)
    next(b for b in box.findChildren(QPushButton) if b.text() == "撤回这一批").click()
    qtbot.waitUntil(lambda: "已撤回" in window.toast.text, timeout=20_000)
    assert batches.panel.chosen_cells()["状态"] == "已撤回"
    assert not batches.undo_button.isEnabled()
    assert window.assets.panel.model.rowCount() == 0
    book.require_whole()


def test_a_batch_in_use_says_what_depends_on_it(
    window, tried: Tried, ledger: Path, book: Book, qtbot
):
    dialog = tried(ledger)
    dialog.skip.setChecked(True)
    bring_in(qtbot, dialog)
    book.run(CorrectAsset(code="TY001", place="二楼"))
    batches = BatchesDialog(window, window.desk)
    batches.open()
    batches.undo("DR20260001")
    qtbot.waitUntil(lambda: "TY001" in batches.bar.text, timeout=20_000)
    assert len(book.rows("asset")) == 2


def test_enter_after_a_typed_path_goes_into_the_sheet_and_opens_no_choice(window, ledger, qtbot):
    dialog = open_import(window, window.desk)
    line = dialog.file.line
    line.setFocus()
    line.setText(str(ledger)[:-1])
    line.setCursorPosition(len(line.text()))
    qtbot.keyClicks(line, str(ledger)[-1])
    qtbot.waitUntil(lambda: dialog.look is not None, timeout=20_000)
    assert dialog.focusWidget() is line
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.pages.sheets.view
    assert QApplication.activePopupWidget() is None
    assert dialog.isVisible()


def test_a_file_that_was_chosen_puts_the_cursor_into_its_sheet(tried, ledger):
    dialog = tried(ledger)
    assert dialog.focusWidget() is dialog.pages.sheets.view
