"""责任状 in the window: opened, printed, signed in a batch, and what is chosen shown whole."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox

from houqin_desktop.gui.binder.dialog import BinderDialog
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.pledge.opening import pledge_page
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.services import lookup
from houqin_desktop.services.binder.parts import require_span
from houqin_desktop.services.pledge.drafts import AdoptPledgeTexts, KeepTenantTelephone
from houqin_desktop.services.todo.day_list import today_list
from tests.builders import DEPARTMENT, DIRECTOR, KEEPER
from tests.documents.reading import poppler_pages
from tests.pledging import SHOP, TEACHER, TENANT, covered, fill_pledges, rent


@pytest.fixture
def page(window, book):
    """The page of a school with the texts of its year and one tenant."""
    book.run(AdoptPledgeTexts())
    rent(book)
    return pledge_page(window)


@pytest.fixture
def form(page, open_dialog):
    """Return the function that gives the form which an action opens."""

    def opened(action_id: str, kind=FormDialog):
        page.actions_of_page[action_id].trigger()
        return open_dialog(kind)

    return opened


def test_letters_are_opened_printed_and_signed_in_the_window(page, form, book):
    dialog = form("pledge.open")
    dialog.field("signer").set_value(TENANT)
    dialog.save()
    dialog = form("pledge.departments")
    dialog.fill([{"department": DEPARTMENT, "head": KEEPER}])
    dialog.save()
    assert [row["签订人"] for row in book.listed("pledges")] == [DEPARTMENT, SHOP]
    printing = form("pledge.print", PrintDialog)
    assert printing.isVisible()
    printing.close()
    dialog = form("pledge.sign")
    assert len(dialog.sheet.grid.rows.filled()) == 2
    dialog.save()
    assert {row["状态"] for row in book.listed("pledges")} == {"已签"}
    assert covered(book, TENANT) == (1, 1)
    assert page.actions_of_page["pledge.sign"].isEnabled() is False


def test_what_is_chosen_is_shown_whole(window, book, tmp_path):
    fill_pledges(book, tmp_path)
    page = pledge_page(window)
    page.open_slip("ZR20260005")
    assert page.slip is not None
    assert page.slip.number == "ZR20260005"
    for name, words in (
        ("pledges_missing", "未开"),
        ("tenants", "138****8000"),
        ("pledge_texts", "责任内容"),
    ):
        page.show_register(name)
        page.panel.view.choose_first()
        assert words in " ".join(label.text() for label in page.card.findChildren(QLabel))


def test_a_telephone_is_shown_whole_after_saying_why(window, page, form, book, open_dialog):
    window.choose_actor(lookup.person(DIRECTOR).number)
    page.show_register("tenants")
    page.panel.view.choose_first()
    assert "没有登记电话" in page.actions_of_page["pledge.reveal"].toolTip()
    book.run(KeepTenantTelephone(tenant=SHOP, telephone="13800138000"))
    page.refresh()
    page.panel.view.choose_first()
    dialog = form("pledge.reveal")
    dialog.field("purpose").set_value("漏水")
    dialog.save()
    box = open_dialog(QMessageBox)
    assert box.text() == "联系电话：13800138000"
    box.close()


def test_a_tenant_is_corrected_and_its_contract_ended_and_taken_up_again(page, form, book):
    page.show_register("tenants")
    page.panel.view.choose_first()
    dialog = form("pledge.correct_tenant")
    dialog.field("contact").set_value("")
    dialog.field("remarks").set_value("二楼")
    dialog.save()
    assert book.rows("tenant")[0]["contact"] == ""
    page.panel.view.choose_first()
    dialog = form("pledge.end_contract")
    dialog.field("reason").set_value("退租")
    dialog.save()
    assert covered(book, TENANT)[0] == 0
    page.panel.view.choose_first()
    page.actions_of_page["pledge.end_contract"].trigger()
    assert covered(book, TENANT)[0] == 1


def test_a_text_is_written_anew_from_the_latest_version(page, form, book):
    page.show_register("pledge_texts")
    page.panel.view.choose_first()
    dialog = form("pledge.text")
    dialog.field("goals").set_value("平安无事")
    dialog.save()
    (row,) = book.rows("pledge_text", "version = 2")
    (before,) = book.rows(
        "pledge_text", "version = 1 AND topic = ? AND signer = ?", row["topic"], row["signer"]
    )
    assert (row["goals"], row["duties"], row["anew"]) == ("平安无事", before["duties"], 0)


def test_a_line_of_the_day_leads_to_the_list_narrowed_to_its_kind(page, window, book):
    (group,) = [one for one in today_list(book.session) if one.key == "pledges_unsigned"]
    window.show_page("home")
    follow(window, group.lines[0].leads)
    assert window.page is page
    assert page.name == "pledges_missing"
    assert page.panel.model.rowCount() == covered(book, TEACHER)[0]


def test_the_binder_is_written_aside_and_says_what_is_missing(
    page, window, open_dialog, tmp_path, qtbot
):
    window.actions_of_window["book.binder"].trigger()
    dialog = open_dialog(BinderDialog)
    dialog.field("to_on").set_value(date(2025, 1, 1))
    dialog.save()
    assert "早于起日" in dialog.bar.text
    dialog.field("to_on").set_value(page.desk.session.clock.today())
    target = tmp_path / "迎检包.pdf"
    values = dialog.values()
    dialog.write(require_span(page.desk.session, values["from_on"], values["to_on"]), target)
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not window.findChildren(BinderDialog), timeout=20_000)
    assert "缺项清单" in poppler_pages(target.read_bytes())[1]
