"""值班 in the window alone: a table is made, ticked, swapped, replaced; who is away, days off."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.duty import DutyKind
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.gui.duty.dialogs import CalendarDialog, MarkDialog, PlanDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.services.duty.drafts import DutyPostRow, PlanDuties
from houqin_desktop.services.duty.view import DutyView
from houqin_desktop.services.roster.verbs import AddRoster
from houqin_desktop.services.todo.duty import on_duty
from tests.builders import COLLEAGUE, DIRECTOR, KEEPER, OTHER_KEEPER
from tests.gui.test_stock import put

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
PEOPLE = (COLLEAGUE, KEEPER, OTHER_KEEPER)


@pytest.fixture
def page(book, window):
    book.run(AddRoster(name="教师", kind=RosterKind.PEOPLE, members=PEOPLE))
    book.move_to(MONDAY)
    window.show_page("duty")
    return window.page


def act(page, action_id):
    page.actions_of_page[action_id].trigger()


def planned(book, page):
    post = DutyPostRow(name="校门", roster="教师", seats=1)
    drafts = PlanDuties(kind=DutyKind.MORNING, from_on=MONDAY, to_on=FRIDAY, posts=(post,))
    book.run(drafts)
    page.refresh()
    page.show_register("duties")


def test_days_off_and_absences_are_written_down_and_the_table_keeps_clear_of_them(
    book, page, open_dialog
):
    act(page, "duty.calendar")
    calendar = open_dialog(CalendarDialog)
    put(calendar.sheet.grid, 0, {"起日": "2026-11-25", "是什么": "放假", "名称": "运动会"})
    calendar.save()
    act(page, "duty.absence")
    absence = open_dialog(DraftDialog)
    absence.field("person").set_value(COLLEAGUE)
    absence.field("from_on").set_value(MONDAY)
    absence.field("reason").set_value("病假")
    absence.save()
    absence.reject()
    act(page, "duty.plan")
    form = open_dialog(PlanDialog)
    form.field("kind").set_value(DutyKind.AFTERNOON)
    form.field("from_on").set_value(MONDAY)
    form.field("to_on").set_value(FRIDAY)
    put(form.sheet.grid, 0, {"岗位": "校门", "名单": "教师", "每班人数": "1"})
    form.save()
    rows = {row["日期"]: row["值班人"] for row in book.listed("duties")}
    assert set(rows) == {f"2026-11-{day}" for day in (23, 24, 26, 27)}
    assert rows["2026-11-23"] != COLLEAGUE
    page.panel.view.choose_first()
    act(page, "duty.plan")
    again = open_dialog(PlanDialog)
    assert again.field("kind").value() is DutyKind.AFTERNOON
    assert again.sheet.grid.rows.values()[0] == {"name": "校门", "roster": "教师", "seats": 1}
    again.reject()
    act(page, "duty.print")
    open_dialog(PrintDialog).reject()


def test_two_chosen_duties_are_swapped_and_the_swap_is_taken_back(book, page, open_dialog):
    planned(book, page)
    before = [row["值班人"] for row in book.listed("duties")]
    page.panel.view.choose(page.panel.model.keys()[1:3])
    act(page, "duty.swap")
    form = open_dialog(DraftDialog)
    form.field("approved_by").set_value(DIRECTOR)
    form.field("reason").set_value("外出培训")
    form.save()
    after = [row["值班人"] for row in book.listed("duties")]
    assert after == [before[0], before[2], before[1], *before[3:]]
    page.panel.view.choose(page.panel.model.keys()[1:2])
    act(page, "duty.back")
    assert [row["值班人"] for row in book.listed("duties")] == before


def test_somebody_stands_in_and_the_day_is_ticked_in_the_grid(book, window, page, open_dialog):
    planned(book, page)
    page.panel.view.choose_first()
    act(page, "duty.replace")
    form = open_dialog(DraftDialog)
    form.field("approved_by").set_value(DIRECTOR)
    form.field("reason").set_value("病假")
    form.save()
    (line, *_) = DutyView(book.session, "ZB0001").lines
    assert line.planned != line.holder
    group = on_duty(book.session)
    assert group is not None
    window.show_page("home")
    follow(window, group.lines[0].leads)
    assert window.page is page
    act(page, "duty.mark")
    grid = open_dialog(MarkDialog)
    put(grid.sheet.grid, 0, {"到岗": "迟到", "备注": "7:35 到"})
    grid.save()
    (ticked,) = [row for row in book.listed("duties") if row["到岗"]]
    assert (ticked["日期"], ticked["到岗"]) == ("2026-11-23", "迟到")


def test_what_cannot_be_done_says_why(book, page):
    planned(book, page)
    page.panel.view.choose_first()
    tips = {one: page.actions_of_page[one].toolTip() for one in ("duty.back", "duty.withdraw")}
    assert "没有调过" in tips["duty.back"]
    assert "请先选一张值班表" not in tips["duty.withdraw"]
    page.show_register("absences")
    assert not page.actions_of_page["duty.change_absence"].isEnabled()
