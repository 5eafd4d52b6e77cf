"""排查 in the window alone: the plan makes a sheet, which is typed back by keyboard and signed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from houqin_desktop.domain.inspection import InspectionKind
from houqin_desktop.domain.inspection_plan import PlanRhythm
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.inspection.dialogs import OpenRoundDialog
from houqin_desktop.gui.inspection.due_sheets import DueSheets
from houqin_desktop.gui.inspection.entry_dialog import FindingsDialog
from houqin_desktop.gui.inspection.entry_model import DUE, RESULT, SEVERITY, WHO, WORDS
from houqin_desktop.gui.inspection.plan_dialogs import RuleDialog
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.inspection.drafts import AdoptCheckItems, SetCheckPoints
from houqin_desktop.services.inspection.plan_drafts import AddInspectionRule
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.todo.inspections import rounds_due
from tests.builders import COLLEAGUE, DIRECTOR, KEEPER, TODAY
from tests.gui.test_count import press

GATE, STAIRS = "东校门", "一楼楼梯"
ENTER, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Right


@pytest.fixture
def page(book, window):
    book.run(AddCampusPlaces(names=(GATE, STAIRS), responsible=COLLEAGUE))
    book.run(AdoptCheckItems(categories=("防踩踏", "围墙校门")))
    book.run(SetCheckPoints(places=(GATE,), items=("B03", "B04")))
    book.run(SetCheckPoints(places=(STAIRS,), items=("J01", "J04")))
    window.show_page("inspection")
    return window.page


def act(page, action_id):
    page.actions_of_page[action_id].trigger()


def opened(page, open_dialog, **values):
    act(page, "inspection.open")
    dialog = open_dialog(OpenRoundDialog)
    for name, value in ({"led_by": DIRECTOR, "head": KEEPER} | values).items():
        dialog.field(name).set_value(value)
    dialog.save()
    return page.slip.number


def test_a_round_is_typed_back_by_keyboard_alone_and_signed(book, page, open_dialog, qtbot):
    number = opened(page, open_dialog, members=f"{KEEPER}、{COLLEAGUE}")
    assert "登记结果" in page.primary.text()
    page.primary.click()
    dialog = open_dialog(FindingsDialog)
    keeper = lookup.person(KEEPER).number
    press(qtbot, dialog, ENTER, "2", ENTER, "loose post", ENTER, "3", ENTER, "2", ENTER, "boxes")
    press(qtbot, dialog, RIGHT, "3", RIGHT, "2", RIGHT, keeper, RIGHT, "1201", ENTER)
    model = dialog.grid.rows
    assert [model.text(at, RESULT) for at in range(4)] == ["√", "×", "未查", "×"]
    assert model.text(3, SEVERITY) == "重大"
    dialog.save()
    (first, second) = book.rows("inspection_line", "check_result = 'fault'")
    assert (first["observation"], first["severity"], first["measure"]) == (
        "loose post",
        "serious",
        "at_once",
    )
    assert (second["severity"], second["measure"]) == ("major", "by_deadline")
    assert second["due_on"] == "2026-12-01"
    assert "登记结果" in page.primary.text()
    book.sign_slip(number)
    page.refresh()
    assert "1 个检查点没有查到" in page.slip.missing
    assert not page.actions_of_page["inspection.enter"].isEnabled()
    book.require_whole()


def test_what_is_wrong_in_a_line_is_said_in_the_line(page, open_dialog):
    opened(page, open_dialog)
    act(page, "inspection.enter")
    dialog = open_dialog(FindingsDialog)
    model = dialog.grid.rows
    model.put(0, RESULT, "x")
    assert "写明" in model.fault(0, WORDS)
    dialog.save()
    assert dialog.isVisible()
    model.put(0, WORDS, "生锈")
    model.put(0, DUE, "明天")
    assert model.fault(0, DUE)
    model.put(0, DUE, "")
    model.put(0, WHO, KEEPER)
    model.put(0, RESULT, "1")
    assert model.text(0, WHO) == ""
    kept = dialog.state()
    dialog.restore(kept)
    dialog.save()
    assert page.slip.rows[0][3] == "√"


def test_the_day_list_leads_to_the_plan_and_its_sheet_is_made_once(book, page, window, open_dialog):
    page.show_register("inspection_plan")
    act(page, "inspection.plan")
    dialog = open_dialog(RuleDialog)
    assert dialog.row("weekday").isVisibleTo(dialog) != dialog.row("month_day").isVisibleTo(dialog)
    for name, value in {
        "name": "每周",
        "kind": InspectionKind.SPECIAL,
        "rhythm": PlanRhythm.WEEKLY,
        "weekday": TODAY.isoweekday(),
        "led_by": DIRECTOR,
    }.items():
        dialog.field(name).set_value(value)
    dialog.save()
    due = rounds_due(book.session)
    assert due is not None
    (line,) = due.lines
    window.show_page("home")
    follow(window, line.leads)
    page.panel.view.choose_first()
    page.primary.click()
    open_dialog(DraftDialog).save()
    assert slip_view(page.slip.number, book.session.clock).dated_on == TODAY
    assert rounds_due(book.session) is None
    page.show_register("inspection_plan")
    page.panel.clear()
    page.panel.view.choose_first()
    act(page, "inspection.end_plan")
    (row,) = book.listed("inspection_plan")
    assert row["状态"] == "停用"


def test_sheets_are_printed_before_the_walk_and_the_record_after_it(book, page, open_dialog, qtbot):
    opened(page, open_dialog)
    act(page, "slip.print")
    dialog = open_dialog(PrintDialog)
    assert "排查表" in dialog.paper.title
    dialog.reject()


def test_items_and_points_are_written_in_the_window(book, page, open_dialog):
    page.show_register("check_items")
    page.panel.view.choose_first()
    act(page, "inspection.change_item")
    dialog = open_dialog(DraftDialog)
    dialog.field("standard").set_value("无锈蚀")
    dialog.save()
    act(page, "inspection.end_item")
    assert book.rows("check_item", "withdrawn = 1 AND standard = '无锈蚀'")
    page.show_register("check_points")
    page.panel.view.choose_first()
    act(page, "inspection.points")
    dialog = open_dialog(DraftDialog)
    assert dialog.field("items").value() == "B03、B04"
    dialog.field("items").set_value("B04、B05")
    dialog.save()
    points = [row["编号"] for row in book.listed("check_points") if row["场所"] == GATE]
    assert points == ["B04", "B05"]


@pytest.fixture
def weekly(book, page):
    """The window over a plan that asks for a sheet today; return what looks for it."""
    rule = AddInspectionRule(
        name="每周检查",
        kind=InspectionKind.GENERAL,
        rhythm=PlanRhythm.WEEKLY,
        weekday=TODAY.isoweekday(),
        led_by=DIRECTOR,
    )
    book.run(rule)
    return page.window().findChild(DueSheets)


def test_the_plan_makes_its_sheet_by_itself_once(book, window, weekly):
    assert weekly.timer.isActive()
    weekly.look()
    weekly.look()
    (sheet,) = book.rows("inspection")
    assert window.toast.text.startswith("已按计划开出 1 张排查单：YH")
    assert sheet["rule_due_on"] == TODAY.isoformat()
    assert rounds_due(book.session) is None


def test_a_sheet_that_was_withdrawn_makes_itself_no_more(book, window, weekly):
    weekly.look()
    book.run(WithdrawSlip(number=book.rows("voucher")[-1]["number"]))
    DueSheets(window).look()
    assert len(book.rows("inspection")) == 1
    assert rounds_due(book.session) is not None


def test_a_sheet_that_leads_by_no_place_is_refused_once_where_it_is_seen(book, window, weekly):
    weekly.look()
    book.run(
        AddInspectionRule(
            name="实验楼检查",
            kind=InspectionKind.SPECIAL,
            rhythm=PlanRhythm.WEEKLY,
            weekday=TODAY.isoweekday(),
            area="实验楼",
        )
    )
    weekly.look()
    assert "实验楼检查" in window.page.bar.text
    window.page.bar.hide()
    weekly.look()
    assert window.page.bar.text == ""
    assert len(book.rows("inspection")) == 1


@pytest.mark.parametrize("away", ["locked", "lent", "no right", "not wanted"])
def test_no_sheet_is_made_while_nobody_may(book, window, weekly, away):
    if away == "locked":
        window.actions_of_window["window.lock"].trigger()
    elif away == "lent":
        window.bus.lent.emit(True)
    elif away == "no right":
        window.choose_actor(COLLEAGUE)
    else:
        book.run(ChangeSetting(key="due_sheets", value="否"))
    weekly.look()
    assert book.rows("inspection") == []
