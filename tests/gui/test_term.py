"""开学与配备 in the window alone: planned, handed out, signed, ticked; who lacks what."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.domain.term import USUAL_CHECKS, GroupKind, KitBasis, Season
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.term.dialogs import (
    ChecksDialog,
    GroupsDialog,
    KitDialog,
    NamesDialog,
    SignDialog,
)
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.term.drafts import GroupRow, OpenTermPlan, SetTermGroups
from houqin_desktop.services.term.view import TermView
from houqin_desktop.services.todo.day_list import today_list
from tests.builders import CENTRAL, COLLEAGUE, DIRECTOR, KEEPER, Book
from tests.gui.test_stock import put

PLAN = "KX202602"


@pytest.fixture
def page(book, window):
    window.show_page("term")
    return window.page


def act(page, action_id: str) -> None:
    page.actions_of_page[action_id].trigger()


def planned(book: Book) -> None:
    book.run(AddItem(code="CHALK", name="粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.run(OpenTermPlan(year=2026, season=Season.AUTUMN, begins_on=date(2026, 12, 1)))
    group = GroupRow(name="一（1）班", kind=GroupKind.CLASS, grade=1, heads=40, taker=COLLEAGUE)
    book.run(SetTermGroups(plan=PLAN, groups=(group,)))


def test_a_term_is_planned_handed_out_signed_and_printed_by_its_forms(book, page, open_dialog):
    book.run(AddItem(code="CHALK", name="粉笔", kind=StockKind.MATERIAL, unit="盒"))
    act(page, "term.open")
    form = open_dialog(DraftDialog)
    assert (form.field("year").value(), form.field("season").value()) == (2027, Season.SPRING)
    form.field("year").set_value(2026)
    form.field("season").set_value(Season.AUTUMN)
    form.field("begins_on").set_value(date(2026, 12, 1))
    form.save()
    act(page, "term.groups")
    grid = open_dialog(GroupsDialog)
    put(grid.sheet.grid, 0, {"班级或组": "一（1）班", "种类": "班级", "人数": "40"})
    put(grid.sheet.grid, 0, {"领用人": COLLEAGUE, "几年级": "1"})
    put(grid.sheet.grid, 1, {"班级或组": "语文组", "种类": "教师", "人数": "5", "领用人": DIRECTOR})
    grid.save()
    act(page, "term.kit")
    kit = open_dialog(KitDialog)
    kit.field("name").set_value("学生用品")
    kit.field("basis").set_value(KitBasis.EACH_PUPIL)
    put(kit.sheet.grid, 0, {"物品": "粉笔", "每份数量": "2"})
    kit.save()
    assert page.plan.items.lines.lines[0][:3] == ("粉笔", "盒", "80")
    act(page, "term.to_buy")
    assert page.name == "term_needs"
    assert [page.panel.model.record(0)[title] for title in ("需求", "需购")] == [80, 80]
    chips = [page.panel.chips.chip(one.facet).text() for one in page.panel.model.filters]
    assert chips[0].startswith("学期：2026年秋季")
    assert chips[1].startswith("需购：要买")
    page.show_register("term_plans")
    act(page, "term.groups")
    grid = open_dialog(GroupsDialog)
    put(grid.sheet.grid, 0, {"人数": "41"})
    grid.save()
    assert page.plan.items.lines.lines[0][2] == "82"
    book.receive("CHALK", 90, 900)
    page.refresh()
    act(page, "term.hand_out")
    hand_out = open_dialog(NamesDialog)
    hand_out.field("storeroom").set_value(CENTRAL)
    hand_out.save()
    act(page, "term.sign")
    open_dialog(SignDialog).save()
    states = {row["单号"]: row["状态"] for row in book.listed("slips")}
    assert states["LY20260001"] == "已办结"
    act(page, "term.print")
    open_dialog(PrintDialog).reject()


def test_a_row_that_is_emptied_in_the_grid_is_taken_out_of_the_plan(book, page, open_dialog):
    planned(book)
    page.refresh()
    act(page, "term.groups")
    grid = open_dialog(GroupsDialog)
    assert (
        grid.sheet.grid.rows.values()[0]["taker"]
        == book.rows("person", "name = ?", COLLEAGUE)[0]["number"]
    )
    empty = {column.title: "" for column in grid.sheet.grid.rows.columns}
    put(grid.sheet.grid, 0, empty)
    put(grid.sheet.grid, 1, {"班级或组": "二年级", "种类": "年级", "班数": "4", "人数": "160"})
    grid.save()
    assert [one.row.name for one in TermView(book.session, PLAN).groups] == ["二年级"]


def test_the_line_of_the_day_leads_to_the_check_list_where_it_is_ticked(
    book, window, page, open_dialog
):
    planned(book)
    group = next(one for one in today_list(book.session) if one.key == "term_checks")
    window.show_page("home")
    follow(window, group.lines[0].leads)
    assert window.page is page
    page.plan.checks.selectRow(0)
    act(page, "term.tick")
    form = open_dialog(DraftDialog)
    form.field("remarks").set_value("换开关 3 个")
    form.save()
    assert page.plan.checks.lines.lines[0][:2] == ("已完成", USUAL_CHECKS[0])
    assert page.plan.check.row.title == USUAL_CHECKS[0]
    act(page, "term.checks")
    grid = open_dialog(ChecksDialog)
    put(grid.sheet.grid, len(USUAL_CHECKS), {"检查项目": "泳池", "负责人": KEEPER})
    grid.save()
    assert page.plan.checks.lines.lines[-1][1:4] == ("泳池", "", KEEPER)


def test_a_list_and_a_rule_are_made_and_who_lacks_something_is_listed(book, page, open_dialog):
    page.show_register("rosters")
    page.primary.click()
    form = open_dialog(NamesDialog)
    form.field("name").set_value("班主任")
    form.field("kind").set_value(RosterKind.PEOPLE)
    form.field("members").set_value(f"{COLLEAGUE}、{DIRECTOR}")
    form.save()
    page.panel.view.choose_first()
    act(page, "equipment.join")
    form = open_dialog(NamesDialog)
    form.field("members").set_value(KEEPER)
    form.save()
    page.show_register("equipment_rules")
    page.primary.click()
    form = open_dialog(NamesDialog)
    form.field("name").set_value("手提电脑")
    form.field("roster").set_value("班主任")
    form.save()
    book.asset(name="手提电脑", holder=COLLEAGUE)
    page.show_register("equipment")
    page.refresh()
    found = [page.panel.model.record(at) for at in range(page.panel.model.rowCount())]
    assert {row["对象"]: row["结果"] for row in found} == {
        COLLEAGUE: "已配齐",
        DIRECTOR: "缺 1",
        KEEPER: "缺 1",
    }
    page.show_register("equipment_rules")
    page.panel.view.choose_first()
    act(page, "equipment.withdraw_rule")
    assert page.panel.model.record(0)["状态"] == "已撤销"


def test_what_can_not_be_done_says_why(book, page):
    assert "请先" in page.actions_of_page["term.groups"].toolTip()
    planned(book)
    page.refresh()
    assert page.actions_of_page["term.groups"].isEnabled()
    assert "没有还要发的东西" in page.actions_of_page["term.hand_out"].toolTip()
    assert "还没有发放" in page.actions_of_page["term.sign"].toolTip()
    act(page, "term.withdraw")
    assert "已经撤销" in page.actions_of_page["term.groups"].toolTip()
    act(page, "term.withdraw")
    assert page.actions_of_page["term.groups"].isEnabled()
