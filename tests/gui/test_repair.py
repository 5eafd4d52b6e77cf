"""报修 in the window: from the report to the last hand, parts and the application beside it."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.repair import RepairResult
from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.loan.photo_dialog import PhotoDialog
from houqin_desktop.gui.repair.dialogs import FinishDialog, PartsDialog
from houqin_desktop.services.repair.drafts import AssignRepair
from tests.builders import COLLEAGUE
from tests.gui.test_procurement import act
from tests.gui.test_stock import put
from tests.photos import write_photo
from tests.repairing import WORKER, finish, lay_in_parts, report


@pytest.fixture
def page(book, window):
    window.show_page("repairs")
    return window.page


def test_a_repair_goes_from_its_report_to_the_application_in_the_window(
    book, page, open_dialog, tmp_path
):
    lay_in_parts(book)
    book.asset(code="PUMP", place="锅炉房")
    act(page, "repair.report")
    form = open_dialog(DraftDialog)
    photo = write_photo(tmp_path / "before.jpg", "before")
    for name, value in (
        ("reporter", COLLEAGUE),
        ("asset", "PUMP"),
        ("fault", "漏水"),
        ("photo", str(photo)),
    ):
        form.field(name).set_value(value)
    form.save()
    assert page.slip.number == "WX20260001"
    assert page.primary.text().strip().startswith("派工")
    act(page, "repair.assign")
    form = open_dialog(DraftDialog)
    form.field("worker").set_value(WORKER)
    form.save()
    assert page.primary.text().strip().startswith("登记完工")
    act(page, "repair.parts")
    parts = open_dialog(PartsDialog)
    parts.prints.setChecked(False)
    put(parts.sheet.grid, 0, {"物品或资产": "SOCKET", "数量": "2"})
    parts.save()
    act(page, "repair.finish")
    done = open_dialog(FinishDialog)
    done.field("deed").set_value("泵体裂，无法修")
    done.field("result").set_value(RepairResult.NOT_WORTH)
    done.field("labour").set_value(2_000)
    put(done.sheet.grid, 0, {"材料名称": "密封圈", "数量": "1", "单价": "3.5"})
    done.save()
    (row,) = book.listed("repairs")
    assert (row["材料费"], row["人工费"], row["进度"]) == (667 + 350, 2_000, "待维修人签")
    book.sign_slip("WX20260001")
    page.refresh()
    assert page.primary.text().strip().startswith("申请报废")
    act(page, "slip.photos")
    open_dialog(PhotoDialog).accept()
    act(page, "repair.dispose")
    apply = open_dialog(ApplyDialog)
    apply.leave()


def test_what_can_be_done_follows_how_far_it_has_come(book, page):
    number = report(book)
    page.open_slip(number)

    def enabled() -> set[str]:
        page.actions_of_page.refresh()
        ids = ("assign", "parts", "finish", "reopen", "dispose")
        return {one for one in ids if page.actions_of_page[f"repair.{one}"].isEnabled()}

    assert enabled() == {"assign", "parts"}
    book.run(AssignRepair(number=number, worker=WORKER))
    page.refresh()
    assert enabled() == {"assign", "parts", "finish"}
    finish(book, number)
    page.refresh()
    assert enabled() == {"parts", "reopen"}


def test_a_failed_repair_is_sent_back_with_its_reason(book, page, open_dialog):
    number = report(book)
    book.run(AssignRepair(number=number, worker=WORKER))
    finish(book, number)
    page.open_slip(number)
    act(page, "repair.reopen")
    form = open_dialog(DraftDialog)
    form.field("reason").set_value("还是不亮")
    form.save()
    assert page.primary.text().strip().startswith("登记完工")


def test_a_card_is_reported_from_its_own_page(book, window, open_dialog):
    book.asset(code="PUMP")
    window.show_page("assets")
    window.assets.open_card("PUMP")
    act(window.assets, "asset.repair")
    form = open_dialog(DraftDialog)
    assert form.field("asset").value() == "PUMP"
    form.field("reporter").set_value(COLLEAGUE)
    form.field("fault").set_value("漏水")
    form.save()
    assert window.page.slip.number == "WX20260001"
