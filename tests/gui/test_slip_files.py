"""Files that belong to a slip and labels of its cards, from the page that shows the slip."""

from __future__ import annotations

from houqin_desktop.gui.assets.label_dialog import LabelDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.slips.document_dialogs import DocumentsDialog
from houqin_desktop.services.procurement.drafts import DeliveredLine
from tests.gui.test_procurement import act
from tests.photos import write_photo
from tests.procuring import PROJECTOR, approved, bought, open_shops, stocked
from tests.repairing import lay_in_parts


def test_a_contract_is_kept_with_its_purchase_looked_at_copied_and_taken_off(
    book, window, open_dialog, tmp_path
):
    open_shops(book)
    purchase = bought(book, approved(book, PROJECTOR))
    window.show_page("procurement")
    page = window.page
    page.open_slip(purchase)
    assert not page.actions_of_page["slip.documents"].isEnabled()
    contract = write_photo(tmp_path / "contract.png", "contract")
    act(page, "slip.attach")
    form = open_dialog(DraftDialog)
    form.field("file").set_value(str(contract))
    form.field("title").set_value("合同")
    form.save()
    assert page.slip.documents == ("1 合同",)
    act(page, "slip.documents")
    shown = open_dialog(DocumentsDialog)
    assert shown.words.text() == "合同　contract.png"
    shown._copy(str(tmp_path / "copy.png"))
    assert (tmp_path / "copy.png").read_bytes() == contract.read_bytes()
    shown.take_off()
    page.refresh()
    assert page.slip.documents == ()


def test_a_copy_that_can_not_be_written_says_so(book, window, tmp_path, open_dialog):
    lay_in_parts(book)
    window.show_page("stock")
    page = window.page
    page.open_slip("RK20260001")
    act(page, "slip.attach")
    form = open_dialog(DraftDialog)
    form.field("file").set_value(str(write_photo(tmp_path / "note.png", "note")))
    form.field("title").set_value("送货单")
    form.save()
    act(page, "slip.documents")
    shown = open_dialog(DocumentsDialog)
    shown._copy(str(tmp_path / "nowhere" / "copy.png"))
    assert "没有存成" in shown.fault.text()
    shown.accept()


def test_the_labels_of_a_receipt_are_those_of_its_cards(book, window, open_dialog):
    open_shops(book)
    purchase = bought(book, approved(book, PROJECTOR))
    receipt = stocked(book, purchase, DeliveredLine(line=1, delivered=2))
    window.show_page("stock")
    page = window.page
    page.open_slip(receipt)
    act(page, "slip.labels")
    labels = open_dialog(LabelDialog)
    assert [label.code for label in labels._labels()] == ["ZC2026000001", "ZC2026000002"]
    labels.reject()
    lay_in_parts(book)
    page.open_slip("RK20260002")
    assert not page.actions_of_page["slip.labels"].isEnabled()
