"""门岗 in the window: a visitor by the keyboard alone, the log of a day, what is kept private."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from houqin_desktop.domain.visit import CallResult
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.gate.dialogs import VisitDialog
from houqin_desktop.gui.gate.private_dialogs import RevealDialog
from houqin_desktop.gui.gate.shift_dialogs import HandOverDialog, IncidentDialog, PatrolDialog
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.gate.visits import find_visit
from houqin_desktop.services.guard_shift.finding import find_shift
from houqin_desktop.services.todo.gate import open_incidents
from houqin_desktop.storage.guard_shift import equipment_of, patrols_of, points_of
from tests.builders import COLLEAGUE, DIRECTOR, KEEPER
from tests.gui.test_stock import put
from tests.services.test_gate import NAME, PUPIL, SHOWN, STAFF, TELEPHONE
from tests.services.test_guard_shift import QUARREL


@pytest.fixture
def page(book, window):
    window.show_page("gate")
    return window.page


def act(page, action_id):
    page.actions_of_page[action_id].trigger()


def typed(form, words):
    QTest.keyClicks(form.focusWidget(), words)
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)


def test_a_visitor_who_was_here_before_is_let_in_by_the_keyboard_alone(book, page, open_dialog):
    book.run(replace(SHOWN, badge=None))
    page.primary.click()
    form = open_dialog(VisitDialog)
    typed(form, TELEPHONE)
    assert form.field("name").value() == NAME
    assert "2026-11-22" in form.known_bar.text
    assert form.field("credential_number").is_empty
    host = form.field("host")
    host.set_value(lookup.person(COLLEAGUE).number)
    for name, value in (("purpose", "再送"), ("badge", "3")):
        form.field(name).set_value(value)
    form.field("call_result").set_value(CallResult.AGREED)
    form.save()
    visit = find_visit("3")
    assert page.actions_of_page["gate.print"].isEnabled()
    first = find_visit("LF20260001")
    assert (visit.organisation, visit.name_key) == ("新华书店", first.name_key)
    assert (visit.credential, visit.credential_key) == (first.credential, first.credential_key)
    page.show_register("visitors_inside")
    page.panel.view.choose([visit.id])
    act(page, "gate.leave")
    leaving = open_dialog(DraftDialog)
    leaving.save()
    assert find_visit(visit.code).left_at == "08:00"


def test_nobody_is_let_in_without_the_call_and_what_is_typed_is_not_kept(page, open_dialog):
    act(page, "gate.visit")
    form = open_dialog(VisitDialog)
    for name, value in (("name", NAME), ("telephone", TELEPHONE), ("purpose", "推销")):
        form.field(name).set_value(value)
    form.field("host").set_value(lookup.person(COLLEAGUE).number)
    form.save()
    assert "还没有电话核实" in form.bar.text
    form.keeper.keep()
    (draft,) = page.desk.drafts.of("")
    assert draft.fields["purpose"]
    assert not {"name", "telephone", "credential_number"} & draft.fields.keys()
    form.given_up()
    form.reject()


def test_an_entry_is_corrected_voided_and_printed(book, page, open_dialog):
    number = book.make(SHOWN)
    page.refresh()
    page.panel.view.choose_first()
    act(page, "gate.print")
    open_dialog(PrintDialog).close()
    act(page, "gate.correct")
    form = open_dialog(VisitDialog)
    form.field("heads").set_value(2)
    form.save()
    assert find_visit(number).voided_on is not None
    page.panel.view.choose([find_visit("LF20260002").id])
    act(page, "gate.void")
    form = open_dialog(DraftDialog)
    form.field("reason").set_value("登错人了")
    form.save()
    assert find_visit("LF20260002").void_reason == "登错人了"
    page.show_chosen()
    assert not page.actions_of_page["gate.correct"].isEnabled()


def test_who_goes_out_comes_back(book, page, open_dialog):
    book.run(PUPIL)
    book.run(STAFF)
    page.show_register("outings")
    page.panel.view.choose_first()
    act(page, "gate.back")
    open_dialog(DraftDialog).save()
    states = {row["种类"]: row["状态"] for row in book.listed("outings")}
    assert states == {"教职工外出": "已返校", "学生外出": "不返校"}


def test_a_shift_is_walked_handed_over_and_signed(book, page, open_dialog):
    book.run(AddCampusPlaces(names=("东校门", "锅炉房"), is_key=True))
    page.show_register("guard_shifts")
    page.primary.click()
    form = open_dialog(DraftDialog)
    form.field("guards").set_value(f"{COLLEAGUE}、{KEEPER}")
    form.save()
    page.panel.view.choose_first()
    act(page, "gate.patrol")
    form = open_dialog(PatrolDialog)
    form.field("missed").set_value("锅炉房")
    form.field("finding").set_value("门锁不灵")
    put(form.sheet.grid, 0, {"点位": "东校门", "情况": "锁芯卡"})
    form.save()
    (patrol,) = patrols_of(1)
    assert [(one.passed, one.finding) for one in points_of(patrol.id)] == [
        (True, "锁芯卡"),
        (False, ""),
    ]
    act(page, "gate.hand_over")
    form = open_dialog(HandOverDialog)
    form.field("taken_by").set_value(lookup.person(KEEPER).number)
    put(form.sheet.grid, 0, {"接班点得": "1", "说明": "一支送修"})
    form.save()
    assert [one.taken for one in equipment_of(1)] == [1, 2, 2, 2, 10]
    act(page, "gate.sign")
    form = open_dialog(DraftDialog)
    form.field("signed_by").set_value(lookup.person(DIRECTOR).number)
    form.save()
    assert find_shift("RZ20260001").signed_on is not None
    book.require_whole()


def test_an_incident_is_told_and_led_to_from_the_days_list(book, window, page, open_dialog):
    book.run(AddCampusPlaces(names=("东校门",)))
    page.show_register("incidents")
    page.primary.click()
    form = open_dialog(IncidentDialog)
    for name in ("title", "course", "place", "plan", "plan_started_at"):
        form.field(name).set_value(getattr(QUARREL, name))
    form.field("happened_at").set_value("730")
    put(form.sheet.grid, 0, {"报告给谁": "派出所", "报告时间": "740"})
    form.save()
    waiting = open_incidents(book.session)
    assert waiting is not None
    (line,) = waiting.lines
    window.show_page("home")
    follow(window, line.leads)
    assert page.chosen_in("报告给", "incidents") == "派出所 07:40"


def test_in_clear_is_seen_by_right_only(book, window, page, open_dialog):
    book.run(SHOWN)
    page.refresh()
    page.panel.view.choose_first()
    assert "不能办" in page.actions_of_page["gate.reveal"].toolTip()
    window.choose_actor(lookup.person(DIRECTOR).number)
    page.panel.view.choose_first()
    act(page, "gate.reveal")
    form = open_dialog(RevealDialog)
    form.field("purpose").set_value("家长投诉")
    form.save()
    box = open_dialog(QMessageBox)
    assert NAME in box.text()
    assert TELEPHONE in box.text()
    box.close()
