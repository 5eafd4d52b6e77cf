"""The file of a case in the window: appraisal, papers, the letter of a loss, the red document."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.gui.disposal.appraisal_dialog import WORDS, AppraisalDialog
from houqin_desktop.gui.disposal.paper_dialogs import PaperDialog, ReportDialog
from houqin_desktop.gui.disposal.signature_dialog import SignatureDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.services.disposal.drafts import RecordPrinting
from houqin_desktop.services.disposal.sheet import disposal_sheet
from tests.documents.reading import pdfium_pages

GROUP = "冯工 高级工程师\n陈工/教师\n褚工（电脑室保管员）"


def loss(book) -> str:
    number: str = book.apply(book.asset(), kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)
    return number


def trigger(window, action_id):
    window.disposals.actions_of_page[action_id].trigger()


@pytest.fixture
def page(window):
    window.show_page("disposal")
    return window.disposals


def test_an_appraisal_is_filled_in_for_the_chosen_cards(book, window, open_dialog):
    code = book.asset()
    window.show_page("assets")
    window.assets.refresh()
    window.assets.panel.view.choose_first()
    window.assets.actions_of_page["asset.appraise"].trigger()
    dialog = open_dialog(AppraisalDialog)
    dialog.field("reason").set_value("主板烧毁")
    dialog.field("conclusion").set_value("无修复价值")
    dialog.field("appraisers").set_value("冯工 高级工程师\n陈工/教师")
    dialog.save_button.click()
    assert "至少要 3 人" in dialog.bar.text
    dialog.field("appraisers").set_value(GROUP)
    dialog.lines.item(0, WORDS).setText("主板烧毁")
    dialog.save_button.click()
    (row,) = book.rows("appraisal_line")
    assert (row["asset_id"], row["conclusion"]) == (book.card(code)["id"], "主板烧毁")


def test_an_appraisal_of_a_printed_case_makes_a_new_version(book, window, page, open_dialog):
    number = book.small_case()
    book.run(RecordPrinting(number=number))
    window.open_case(number)
    trigger(window, "disposal.appraise")
    dialog = open_dialog(AppraisalDialog)
    for key, words in (("reason", "烧毁"), ("conclusion", "无法修复"), ("appraisers", GROUP)):
        dialog.field(key).set_value(words)
    dialog.save_button.click()
    assert page.case.version == 2
    assert "冯工（高级工程师）" in dict(page.case.fields)["技术鉴定"]


def test_papers_are_ticked_and_the_panel_says_what_is_missing(book, window, page, open_dialog):
    number = loss(book)
    window.open_case(number)
    before = len(page.case.papers_missing)
    trigger(window, "disposal.papers")
    dialog = open_dialog(PaperDialog)
    dialog.field("paper").set_value("police_report")
    dialog.field("original").set_value(True)
    dialog.field("note").set_value("存财务室")
    dialog.save_button.click()
    assert len(page.case.papers_missing) == before - 1
    (paper,) = [one for one in page.case.papers if one.key == "police_report"]
    assert (paper.state, paper.note) == ("有原件", "存财务室")


def test_the_letter_begins_with_what_the_case_says(book, window, page, open_dialog):
    number = loss(book)
    window.open_case(number)
    trigger(window, "disposal.report")
    dialog = open_dialog(ReportDialog)
    assert "丢失被盗" in dialog.field("course").value()
    assert "报案证明" in dialog.field("enclosures").value()
    dialog.field("course").set_value("10月3日夜间被盗。")
    dialog.save_button.click()
    words = disposal_sheet(number).report
    assert words is not None
    assert words.course == "10月3日夜间被盗。"
    window.open_case(book.small_case())
    action = page.actions_of_page["disposal.report"]
    assert not action.isEnabled()
    assert "只有报损" in action.toolTip()


def test_every_paper_of_a_case_can_be_printed(book, window, page, open_dialog, tmp_path):
    number = loss(book)
    window.open_case(number)
    trigger(window, "disposal.print")
    dialog = open_dialog(PrintDialog)
    titles = [dialog.choice.itemText(at) for at in range(dialog.choice.count())]
    assert titles[1:] == ["报损申请报告"]
    dialog.reject()


def test_the_pack_is_one_pdf_with_its_copies(book, window, page, open_dialog, tmp_path, qtbot):
    number = loss(book)
    window.open_case(number)
    trigger(window, "disposal.pack")
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintDialog)), timeout=8000)
    dialog = open_dialog(PrintDialog)
    dialog.save_to(str(tmp_path / "包.pdf"))
    pages = pdfium_pages((tmp_path / "包.pdf").read_bytes())
    assert sum("目录" in text for text in pages) == 3
    assert "第3份共3份" in "".join(pages)
    assert book.rows("voucher_printing") == []


def test_a_write_off_is_reversed_by_the_primary_button(book, window, page, open_dialog, tmp_path):
    code = book.asset()
    number = book.apply(code)
    book.write_off(number)
    window.open_case(number)
    trigger(window, "disposal.reverse")
    dialog = open_dialog(DraftDialog)
    dialog.field("reason").set_value("误报，实物还在用")
    dialog.save_button.click()
    assert page.case.number == "HC20260001"
    assert page.case.reverses == number
    assert not page.actions_of_page["disposal.change"].isEnabled()
    page.primary.click()
    open_dialog(PrintDialog).save_to(str(tmp_path / "红字.pdf"))
    for _ in range(3):
        assert page.primary.text().strip().startswith("登记签字")
        page.primary.click()
        open_dialog(SignatureDialog).save_button.click()
    assert page.case.state is VoucherState.APPROVED
    page.primary.click()
    open_dialog(DraftDialog).save_button.click()
    assert book.card(code)["status"] == "in_use"
    window.open_case(number)
    assert page.case.step_title == "已冲销"
    assert not page.actions_of_page["disposal.residual"].isEnabled()
    book.require_whole()
