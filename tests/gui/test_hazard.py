"""隐患 in the window alone: found, graded, planned, put right, checked, struck off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from houqin_desktop.domain.hazard import ReinspectionResult
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.hazard.dialogs import CRITERIA_TITLE
from houqin_desktop.gui.hazard.notice_dialogs import ReplyDialog
from houqin_desktop.gui.hazard.request_dialog import HazardRequestDialog
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.loan.photo_dialog import PhotoDialog
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.procurement.thread_dialog import ThreadDialog
from houqin_desktop.services.hazard.view import HazardView
from houqin_desktop.services.todo.day_list import Leads, TodoGroup
from houqin_desktop.services.todo.hazards import hazards_overdue, notices_not_back
from tests.builders import COLLEAGUE, DEPARTMENT, DIRECTOR, KEEPER
from tests.gui.test_stock import put
from tests.hazards import GATE, fixed, found, noticed, open_campus, planned, state_of, struck_off
from tests.photos import write_photo

FIRST, SECOND = "YHB20260001", "YHB20260002"


@pytest.fixture
def page(book, window):
    open_campus(book)
    window.show_page("hazards")
    return window.page


def act(page, action_id):
    page.actions_of_page[action_id].trigger()


def first_of(group: TodoGroup | None) -> Leads:
    """Return where the first line of a group leads."""
    assert group is not None
    return group.lines[0].leads


def fill(open_dialog, page, action_id, kind=DraftDialog, **values):
    """Open a form by its action, fill it in and save it."""
    act(page, action_id)
    form = open_dialog(kind)
    for name, value in values.items():
        form.field(name).set_value(value)
    form.save()
    form.reject()


def test_a_hazard_goes_its_whole_way_by_the_button_that_is_next(book, page, open_dialog, tmp_path):
    photo = str(write_photo(tmp_path / "before.jpg", "before"))
    where = {"place": GATE, "description": "门锁锈死", "category": "围墙校门"}
    fill(open_dialog, page, "hazard.register", **where, photo=photo)
    assert page.view.code == FIRST
    due = book.today + timedelta(days=5)
    steps = (
        ("hazard.grade", {"severity": HazardSeverity.GENERAL}),
        ("hazard.plan", {"responsible": KEEPER, "measures": "换锁", "due_on": due}),
        ("hazard.notice", {"receiver": KEEPER}),
        ("hazard.rectify", {"rectified_by": KEEPER, "done": "换了锁"}),
        (
            "hazard.reinspect",
            {"reinspected_by": COLLEAGUE, "result": ReinspectionResult.PASS},
        ),
        ("hazard.close", {"closed_by": DIRECTOR}),
    )
    for action_id, values in steps:
        page.open_hazard(FIRST)
        command, title = page.next_step()
        assert page.next_actions[command] == action_id
        assert title in page.primary.text()
        fill(open_dialog, page, action_id, **values)
    assert state_of(FIRST) == "已销号"
    page.open_hazard(FIRST)
    assert page.next_step() == ("", "")
    page.show_photos()
    photos = open_dialog(PhotoDialog)
    assert "整改前" in photos.words.text()
    photos.reject()
    fill(open_dialog, page, "hazard.retract", reason="又锈死了")
    assert state_of(FIRST) == "待销号"
    book.require_whole()


def test_place_words_and_category_must_be_filled_in_and_known_categories_are_offered(
    book, page, open_dialog
):
    found(book, category="自定的")
    act(page, "hazard.register")
    form = open_dialog(DraftDialog)
    assert form.values() is None
    must = [
        name for name in ("place", "spot", "description", "category") if form.row(name).required
    ]
    assert must == ["place", "description", "category"]
    assert form.field("category").completer().model().stringList() == ["自定的"]
    form.field("place").set_value(GATE)
    form.field("place").editingFinished.emit()
    assert [bar for bar in form.findChildren(MessageBar) if f"{FIRST} 门锁锈死" in bar.text]
    form.reject()


def test_the_criteria_stand_below_the_level_and_a_general_one_is_done_at_once(
    book, page, open_dialog
):
    found(book, severity=None)
    page.open_hazard(FIRST)
    act(page, "hazard.grade")
    form = open_dialog(DraftDialog)
    words = [one.text() for one in form.findChildren(QLabel) if CRITERIA_TITLE in one.text()]
    assert "【重大】校园消防" in words[0]
    form.reject()
    at_once = {"rectified_by": KEEPER, "done": "换锁", "reinspected_by": COLLEAGUE}
    fill(open_dialog, page, "hazard.at_once", **at_once)
    assert state_of(FIRST) == "已销号"
    assert not page.actions_of_page["hazard.void"].isEnabled()


def test_a_reply_is_filled_in_for_each_hazard_of_the_notice(book, page, open_dialog, window):
    codes = [planned(book, found(book)) for _ in range(2)]
    number = noticed(book, *codes)
    book.sign_slip(number)
    book.advance(9)
    follow(window, first_of(notices_not_back(book.session)))
    assert (window.page, page.slip.number) == (page, number)
    act(page, "notice.reply")
    form = open_dialog(ReplyDialog)
    form.field("replied_by").set_value(KEEPER)
    put(form.sheet.grid, 0, {"整改情况": "换了锁", "费用": "80"})
    put(form.sheet.grid, 1, {"隐患编号": "", "整改责任人": "", "完成日期": ""})
    form.save()
    assert [state_of(code) for code in codes] == ["待复查", "待整改"]
    follow(window, first_of(hazards_overdue(book.session)))
    assert page.view.code == codes[1]


def test_what_is_bought_for_a_hazard_is_asked_for_from_it(book, page, open_dialog):
    found(book)
    page.open_hazard(FIRST)
    act(page, "hazard.request")
    form = open_dialog(HazardRequestDialog)
    assert FIRST in form.field("purpose").value()
    assert form.field("department").value() == DEPARTMENT
    form.field("applicant").set_value(COLLEAGUE)
    put(form.sheet.grid, 0, {"物品名称": "消火栓", "数量": "1", "预计单价": "980"})
    form.save()
    view = HazardView(book.session, FIRST)
    assert [one.kind for one in view.linked] == ["采购申请"]
    page.window_joined.show_page("hazards")
    page.open_hazard(FIRST)
    act(page, "hazard.thread")
    thread = open_dialog(ThreadDialog)
    assert [row[0] for row in thread.table.lines.lines] == [FIRST, "CG20260001"]
    thread.reject()


def test_a_correction_begins_with_what_stands_and_makes_the_old_one_void(book, page, open_dialog):
    found(book, spot="左扇")
    page.open_hazard(FIRST)
    act(page, "hazard.correct")
    form = open_dialog(DraftDialog)
    assert form.field("spot").value() == "左扇"
    form.field("spot").set_value("右扇")
    form.save()
    assert (state_of(FIRST), page.view.code) == ("已作废", SECOND)
    struck_off(book)
    page.open_hazard("YHB20260003")
    assert not page.actions_of_page["hazard.correct"].isEnabled()
    fixed(book, planned(book, found(book), on_the_spot=True, due_on=None))
    page.show_register("hazard_criteria")
    page.panel.view.choose_first()
    assert page.view is None
