"""The 1995 computers leave the register through the window alone, along the large route."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from houqin_desktop.domain.voucher import Decision, VoucherState
from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog, ChangeDialog
from houqin_desktop.gui.disposal.signature_dialog import SignatureDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.printing.voucher_papers import DRAWN_AT_ONCE
from houqin_desktop.services.disposal.case import disposal_case


@pytest.fixture
def window(book, qtbot):
    for _ in range(6):
        book.asset(original_value=860_000, specification="联想 开天 486/66", status=None)
    made = MainWindow(book.session)
    qtbot.addWidget(made)
    made.show()
    made.show_page("assets")
    qtbot.waitUntil(lambda: made.assets.panel.model.texts.is_complete, timeout=2000)
    yield made
    made.close()


def state_of(window) -> VoucherState:
    """Return the state of the case shown."""
    state: VoucherState = window.disposals.case.state
    return state


def dialog_of(window, kind):
    """Return the one open dialog of this kind."""
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def press_primary(window, kind):
    window.disposals.primary.click()
    return dialog_of(window, kind)


def apply_for_all(window):
    window.assets.panel.view.selectAll()
    window.assets.actions_of_page["asset.dispose"].trigger()
    dialog = dialog_of(window, ApplyDialog)
    dialog.field("reason_note").set_value("主板老化，无法修复")
    dialog.save_button.click()


def print_to(window, path):
    dialog = press_primary(window, PrintDialog)
    dialog.save_to(str(path))


def sign(window, **values):
    dialog = press_primary(window, SignatureDialog)
    for key, value in values.items():
        dialog.field(key).set_value(value)
    dialog.save_button.click()


def test_computers_of_1995_go_from_register_to_write_off_by_the_primary_button(
    window, book, tmp_path
):
    apply_for_all(window)
    assert window.page is window.disposals
    number = window.disposals.case.number
    assert window.disposals.primary.text().strip().startswith("打印单据")
    paper = tmp_path / "审批表.pdf"
    print_to(window, paper)
    assert paper.read_bytes().startswith(b"%PDF")
    assert window.disposals.primary.text().strip().startswith("登记签字")
    sign(window, step="finance")
    sign(window)
    sign(window, document_number="校办纪要〔2026〕12号")
    sign(window, document_number="教资〔2026〕30号")
    sign(window, document_number="财资〔2026〕8号")
    assert state_of(window) is VoucherState.APPROVED
    press_primary(window, DraftDialog).save_button.click()
    assert state_of(window) is VoucherState.EXECUTED
    dialog = press_primary(window, DraftDialog)
    dialog.field("amount").set_value(30_000)
    dialog.field("deposit_slip").set_value("JK0001")
    dialog.save_button.click()
    case = disposal_case(number, book.session.clock)
    assert case.next_command == ""
    window.show_page("assets")
    assert window.assets.panel.model.rowCount() == 0
    book.require_whole()


def test_wrong_signature_is_refused_in_place_and_nothing_typed_is_lost(window, book):
    apply_for_all(window)
    window.disposals.actions_of_page["disposal.sign"].trigger()
    dialog = dialog_of(window, SignatureDialog)
    dialog.field("signed_on").set_value("2025-10-01")
    dialog.field("opinion").set_value("同意报废")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "早于" in dialog.bar.text
    assert dialog.field("opinion").value() == "同意报废"


def test_signer_changes_with_the_day(window, book):
    apply_for_all(window)
    window.disposals.actions_of_page["disposal.sign"].trigger()
    dialog = dialog_of(window, SignatureDialog)
    assert "王保管" in dialog.field("signer").value()
    dialog.field("signed_on").set_value("2020-01-01")
    assert "空缺" in dialog.field("signer").value()


def test_document_number_is_asked_only_where_the_step_has_one(window, book):
    apply_for_all(window)
    sign_first = window.disposals.actions_of_page["disposal.sign"]
    sign_first.trigger()
    dialog = dialog_of(window, SignatureDialog)
    assert dialog.row("document_number").isHidden()
    dialog.save_button.click()
    sign_first.trigger()
    dialog_of(window, SignatureDialog).save_button.click()
    sign_first.trigger()
    dialog = dialog_of(window, SignatureDialog)
    assert not dialog.row("document_number").isHidden()
    assert dialog.row("document_number").label == "纪要号"
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "请填写纪要号" in dialog.row("document_number").fault.text()


def test_returned_case_is_changed_and_goes_in_again(window, book):
    apply_for_all(window)
    window.disposals.actions_of_page["disposal.return"].trigger()
    dialog = dialog_of(window, SignatureDialog)
    dialog.save_button.click()
    assert dialog.isVisible()
    dialog.field("opinion").set_value("请补充鉴定意见")
    dialog.save_button.click()
    assert state_of(window) is VoucherState.RETURNED
    words = [label.text() for label in window.disposals.card.findChildren(QLabel)]
    assert any("退回 · 请补充鉴定意见" in one for one in words)
    dialog = press_primary(window, ChangeDialog)
    assert dialog.field("reason_note").value() == "主板老化，无法修复"
    assert len(dialog.lines.codes) == 6
    dialog.field("residual_advice").set_value("交有资质单位回收")
    dialog.save_button.click()
    assert state_of(window) is VoucherState.SIGNING
    assert window.disposals.case.version == 2


@pytest.mark.parametrize("decision", [Decision.REJECT])
def test_rejected_case_gives_the_assets_back(window, book, decision):
    apply_for_all(window)
    window.disposals.actions_of_page["disposal.reject"].trigger()
    dialog = dialog_of(window, SignatureDialog)
    dialog.field("opinion").set_value("尚可使用")
    dialog.save_button.click()
    assert state_of(window) is VoucherState.REJECTED
    assert book.rows("asset", "status = 'pending_disposal'") == []


def test_actions_that_make_no_sense_now_are_grey_and_say_why(window, book):
    apply_for_all(window)
    action = window.disposals.actions_of_page["disposal.write_off"]
    assert not action.isEnabled()
    assert "签批中" in action.toolTip()
    window.show_page("assets")
    assert "报废处置" in window.disposals.actions_of_page["disposal.sign"].toolTip()


def test_pending_assets_nobody_applied_for_can_be_applied_for_from_their_list(book, qtbot):
    from houqin_desktop.domain.asset import AssetStatus

    code = book.asset(original_value=860_000, status=AssetStatus.PENDING_DISPOSAL)
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    window.show()
    window.show_page("disposal")
    window.disposals.pending.view.choose_first()
    assert window.disposals.primary.text().strip().startswith("申请报废")
    dialog = press_primary(window, ApplyDialog)
    assert dialog.lines.codes == [code]
    dialog.save_button.click()
    assert window.disposals.case is not None
    assert window.disposals.panel is window.disposals.cases
    window.close()


def test_objections_are_shown_before_anything_is_written(book, qtbot):
    from houqin_desktop.domain.calendar import PartialDate

    code = book.asset(acquired_on=PartialDate(2026, 1))
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    dialog = ApplyDialog(window, window.desk, [code])
    dialog.open()
    item = dialog.lines.table.item(0, 5)
    assert item is not None
    assert "最低使用" in item.text()
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "鉴定" in dialog.bar.text
    window.close()


def test_no_dialog_is_left_after_its_work(window, tmp_path, qtbot):
    apply_for_all(window)
    print_to(window, Path(tmp_path) / "a.pdf")
    qtbot.waitUntil(lambda: not [d for d in window.findChildren(QDialog) if d.isVisible()])


def test_scan_that_came_later_is_kept_with_its_signature(window, book, tmp_path):
    from houqin_desktop.gui.disposal.signature_dialog import ScanDialog

    apply_for_all(window)
    action = window.disposals.actions_of_page["disposal.scan"]
    assert not action.isEnabled()
    window.disposals.actions_of_page["disposal.sign"].trigger()
    dialog_of(window, SignatureDialog).save_button.click()
    scan = tmp_path / "审批表.jpg"
    scan.write_bytes(b"\xff\xd8\xff\xe0 a photograph")
    action.trigger()
    dialog = dialog_of(window, ScanDialog)
    dialog.save_button.click()
    assert dialog.isVisible()
    dialog.field("scan").set_value(str(scan))
    dialog.save_button.click()
    assert window.disposals.case.steps[0].has_scan
    book.require_whole()


def test_every_page_goes_to_the_printer_whole_and_upright(window, book, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    from houqin_desktop.documents.preview import page_count, page_image, page_size

    for _ in range(24):
        book.asset(original_value=860_000)
    window.assets.refresh()
    apply_for_all(window)
    dialog = press_primary(window, PrintDialog)
    pages = page_count(dialog.pdf)
    assert pages > 1
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    path = tmp_path / "纸.pdf"
    printer.setOutputFileName(str(path))
    shown = [page_size(dialog.pdf, number) for number in range(pages)]
    dialog.print_on(printer)
    paper = path.read_bytes()
    assert page_count(paper) == pages
    for number, (width, height) in enumerate(shown):
        printed = page_size(paper, number)
        assert (printed[0] > printed[1]) == (width > height)
        image = page_image(paper, number, 400)
        assert any(byte < 128 for byte in image.pixels[::4])
    assert window.disposals.case.times_printed == 1


def test_second_printing_is_marked_as_a_reprint(window, book, tmp_path):
    from houqin_desktop.documents.preview import page_text

    apply_for_all(window)
    print_to(window, tmp_path / "一.pdf")
    window.disposals.actions_of_page["disposal.print"].trigger()
    dialog = dialog_of(window, PrintDialog)
    dialog.save_to(str(tmp_path / "二.pdf"))
    first, second = ((tmp_path / name).read_bytes() for name in ("一.pdf", "二.pdf"))
    assert "重印" not in page_text(first, 0)
    assert "重印" in page_text(second, 0)


def test_a_long_annex_is_drawn_aside_and_shown_when_it_is_ready(window, book, qtbot):
    for _ in range(DRAWN_AT_ONCE):
        book.asset(original_value=860_000, status=None)
    window.assets.refresh()
    apply_for_all(window)
    window.disposals.actions_of_page["disposal.print"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintDialog)), timeout=2000)
    dialog = dialog_of(window, PrintDialog)
    assert dialog.pdf.startswith(b"%PDF")
    dialog.reject()


def test_a_paper_is_never_saved_over_the_book(window, book):
    apply_for_all(window)
    dialog = press_primary(window, PrintDialog)
    dialog.save_to(str(book.path))
    assert "账簿自己的文件" in dialog.bar.text
    book.require_whole()
    assert window.disposals.case.times_printed == 0
    dialog.reject()


def test_empty_forms_are_shown_and_nothing_is_put_on_record(window, book, tmp_path):
    window.show_page("disposal")
    window.disposals.actions_of_page["disposal.blank"].trigger()
    dialog = dialog_of(window, PrintDialog)
    first = dialog.pdf
    dialog.choose_paper(1)
    assert dialog.pdf != first
    path = tmp_path / "空表.pdf"
    dialog.save_to(str(path))
    assert path.read_bytes() == dialog.pdf
    assert book.value("SELECT count(*) FROM voucher_printing") == 0
    dialog.reject()
