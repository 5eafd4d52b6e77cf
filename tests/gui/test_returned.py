"""Papers dropped on the window, or lying in the watched folder, go to their vouchers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from houqin_desktop.domain.scans import DONE_FOLDER, LEFT_FOLDER
from houqin_desktop.gui.returned.actions import ReturnedPapers
from houqin_desktop.gui.returned.results_dialog import ResultsDialog
from houqin_desktop.services.disposal.drafts import ChangeDisposal
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.todo.scans import scans_left
from tests.services.test_returned import printed


@pytest.fixture
def paper(book, tmp_path):
    number = book.small_case()
    return number, printed(book, number, tmp_path)


def drop(window, *paths: Path) -> bool:
    """Drag files over the window and let them go; return whether the window took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPointF(200, 200).toPoint(), copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    moved = copy | Qt.DropAction.MoveAction
    let_go = QDropEvent(QPointF(200, 200), moved, mime, left, Qt.KeyboardModifier.ShiftModifier)
    QApplication.sendEvent(window, let_go)
    return enter.isAccepted() and let_go.isAccepted() and let_go.dropAction() is copy


def results(window, qtbot):
    qtbot.waitUntil(lambda: bool(window.findChildren(ResultsDialog)), timeout=10_000)
    (dialog,) = window.findChildren(ResultsDialog)
    return dialog


def test_a_paper_dropped_on_the_window_goes_to_its_case(window, book, paper, qtbot):
    number, path = paper
    assert drop(window, path)
    dialog = results(window, qtbot)
    assert dialog.title.text() == "归档 1 页"
    assert dialog.table.lines.lines[0][2] == number
    assert book.case(number).paper == "已签回"
    dialog.close()


def test_a_workbook_is_no_scan_and_is_left_to_others(window, tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"x")
    assert not drop(window, path)


def test_a_page_without_a_code_is_filed_by_hand(window, book, paper, tmp_path, qtbot):
    from PIL import Image

    number, _path = paper
    blank = tmp_path / "看不清.png"
    Image.new("RGB", (800, 600), "white").save(blank)
    window.findChild(ReturnedPapers).file([blank])
    dialog = results(window, qtbot)
    assert "没有找到单据的二维码" in dialog.table.lines.lines[0][4]
    dialog.by_hand.file.click()
    assert "单号" in dialog.bar.text
    dialog.by_hand.number.set_value(number)
    dialog.by_hand.page.set_value(1)
    dialog.by_hand.file.click()
    assert dialog.title.text() == "归档 1 页"
    assert book.case(number).paper == "已签回"
    dialog.close()


def test_a_paper_of_an_older_version_is_told_whole_and_not_filed_by_hand(
    window, book, paper, qtbot
):
    number, path = paper
    book.run(ChangeDisposal(number=number, reason_note="又坏了一处"))
    assert drop(window, path)
    dialog = results(window, qtbot)
    assert "第 1 版" in dialog.words.text()
    assert "第 2 版" in dialog.words.text()
    assert not dialog.by_hand.isVisible()
    assert dialog.side.isVisible()
    dialog.close()


def test_a_file_that_is_no_scan_leaves_its_place_to_the_sentence(window, tmp_path, qtbot):
    path = tmp_path / "文本.pdf"
    path.write_text("hi")
    window.findChild(ReturnedPapers).file([path])
    dialog = results(window, qtbot)
    assert "文本.pdf" in dialog.words.text()
    assert not dialog.side.isVisible()
    dialog.close()


@pytest.fixture
def scanner(window, book, tmp_path):
    """The watched folder of the school, looked into by hand."""
    folder = tmp_path / "扫描仪"
    folder.mkdir()
    result = book.run(ChangeSetting(key="scan_folder", value=str(folder)))
    window.bus.changed.emit(result.changes)
    watched = window.findChild(ReturnedPapers).folder
    assert watched.timer.isActive()
    watched.timer.stop()
    return folder, watched


def test_a_scan_that_lies_still_in_the_folder_is_filed_and_put_away(
    window, book, paper, scanner, qtbot
):
    number, path = paper
    folder, watched = scanner
    scan = folder / "001.pdf"
    scan.write_bytes(path.read_bytes())
    watched.look()
    assert book.case(number).paper == "未签回"
    watched.look()
    qtbot.waitUntil(lambda: not scan.exists(), timeout=10_000)
    assert (folder / DONE_FOLDER / "001.pdf").read_bytes() == path.read_bytes()
    assert book.case(number).paper == "已签回"
    assert not window.findChildren(ResultsDialog)


def test_a_scan_that_is_still_being_written_is_left_alone(window, scanner, paper):
    _number, path = paper
    folder, watched = scanner
    scan = folder / "001.pdf"
    scan.write_bytes(path.read_bytes()[:500])
    watched.look()
    scan.write_bytes(path.read_bytes())
    watched.look()
    assert scan.exists()


def test_a_scan_nobody_can_file_waits_in_the_list_of_the_day(window, book, scanner, qtbot):
    folder, watched = scanner
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    watched.look()
    watched.look()
    qtbot.waitUntil(lambda: (folder / LEFT_FOLDER / "坏.pdf").exists(), timeout=10_000)
    group = scans_left(book.session)
    assert group is not None
    assert group.lines[0].text == "1 份扫描件待认领"
    assert window.toast.text.startswith("收回 0 页，1 页待认领：坏.pdf ")
    assert window.toast.text != "收回 0 页，1 页待认领：坏.pdf "


def test_no_folder_is_looked_into_where_none_is_named(window):
    assert not window.findChild(ReturnedPapers).folder.timer.isActive()
