"""A term is prepared by the window alone and by `do` alone: same rows."""

from __future__ import annotations

import json
from datetime import date

from houqin_desktop.cli.doing import do_lines
from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.domain.term import KitBasis, Season
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.stock.receive_dialog import ReceiveDialog
from houqin_desktop.gui.term.dialogs import GroupsDialog, KitDialog, NamesDialog, SignDialog
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.database import close_database
from tests.builders import CENTRAL, COLLEAGUE, DIRECTOR, TODAY, clock_at, copy_book
from tests.cli.speaking import line
from tests.gui.test_stock import put
from tests.scenarios.told_rows import told

PLAN, CHECK = "KX202602", "课桌椅"
CLASS = {"name": "一（1）班", "kind": "class", "grade": 1, "heads": 40, "taker": COLLEAGUE}
BOOKS = {"item": "BOOK", "quantity": 2}
STAFF = {"name": "语文组", "kind": "teachers", "roster": "语文教师"}
SETTING = [
    line("add_item", code="BOOK", name="课本", kind="material", unit="册"),
    line("add_item", code="PEN", name="红笔", kind="material", unit="支"),
    line("add_roster", name="语文教师", kind="people", members=[COLLEAGUE, DIRECTOR]),
]
LINES = [
    line("open_term_plan", year=2026, season="autumn", begins_on="2026-12-01"),
    line("set_term_groups", plan=PLAN, groups=[CLASS, STAFF]),
    line(
        "set_kit", name="新书", basis="each_pupil", grade=1, lines=[{"item": "BOOK", "quantity": 2}]
    ),
    line("set_kit", name="教师", basis="each_teacher", lines=[{"item": "PEN", "quantity": 3}]),
    line("set_term_groups", plan=PLAN, groups=[CLASS | {"heads": 41}, STAFF]),
    line(
        "receive_stock",
        storeroom=CENTRAL,
        source="donation",
        lines=[
            {"item": "BOOK", "quantity": 82, "amount": "820.00"},
            {"item": "PEN", "quantity": 6, "amount": "12.00"},
        ],
    ),
    line("hand_out_term", plan=PLAN, storeroom=CENTRAL),
    line("sign_hand_out", plan=PLAN, signed_on=TODAY.isoformat()),
    line("tick_term_check", plan=PLAN, title=CHECK, done_on=TODAY.isoformat(), remarks="修 3 张"),
]


def opened(template, folder):
    folder.mkdir()
    close_database()
    session = open_session(copy_book(template, folder), clock=clock_at(TODAY))
    assert do_lines(session, [json.dumps(one) for one in SETTING], as_json=True) == 0
    return session


def by_lines(template, folder, lines=LINES):
    session = opened(template, folder)
    assert do_lines(session, [json.dumps(one) for one in lines], as_json=True) == 0
    assert run_checks().ok
    session.close()
    return session.book_path


def by_window(template, folder, qtbot):
    session = opened(template, folder)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    prepare(window)
    window.close()
    assert run_checks().ok
    session.close()
    return session.book_path


def prepare(window):
    """Do by the forms of the page what LINES say."""

    def form(kind, action_id, page="term"):
        window.show_page(page)
        window.page.actions_of_page[action_id].trigger()
        (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
        return found

    plan = form(DraftDialog, "term.open")
    for name, value in (
        ("year", 2026),
        ("season", Season.AUTUMN),
        ("begins_on", date(2026, 12, 1)),
    ):
        plan.field(name).set_value(value)
    plan.save()
    groups = form(GroupsDialog, "term.groups")
    first = {"班级或组": "一（1）班", "种类": "班级", "几年级": "1", "人数": "40"}
    put(groups.sheet.grid, 0, first | {"领用人": COLLEAGUE})
    put(groups.sheet.grid, 1, {"班级或组": "语文组", "种类": "教师", "名单": "语文教师"})
    groups.save()
    for name, basis, grade, item, quantity in (
        ("新书", KitBasis.EACH_PUPIL, 1, "课本", "2"),
        ("教师", KitBasis.EACH_TEACHER, None, "红笔", "3"),
    ):
        kit = form(KitDialog, "term.kit")
        for key, filled in (("name", name), ("basis", basis), ("grade", grade)):
            kit.field(key).set_value(filled)
        put(kit.sheet.grid, 0, {"物品": item, "每份数量": quantity})
        kit.save()
    groups = form(GroupsDialog, "term.groups")
    put(groups.sheet.grid, 0, {"人数": "41"})
    groups.save()
    receipt = form(ReceiveDialog, "stock.receive", "stock")
    receipt.field("storeroom").set_value(CENTRAL)
    receipt.field("source").set_value(ReceiptSource.DONATION)
    put(receipt.sheet.grid, 0, {"物品": "课本", "数量": "82", "金额": "820.00"})
    put(receipt.sheet.grid, 1, {"物品": "红笔", "数量": "6", "金额": "12.00"})
    receipt.save()
    hand_out = form(NamesDialog, "term.hand_out")
    hand_out.field("storeroom").set_value(CENTRAL)
    hand_out.save()
    form(SignDialog, "term.sign").save()
    window.page.plan.checks.selectRow(5)
    tick = form(DraftDialog, "term.tick")
    tick.field("remarks").set_value("修 3 张")
    tick.save()


def test_a_term_by_hand_and_by_lines_comes_to_the_same_rows(template, tmp_path, qtbot):
    lines = told(by_lines(template, tmp_path / "lines"))
    window = told(by_window(template, tmp_path / "window", qtbot))
    assert {table for table in lines if lines[table] != window[table]} == set()
    assert len(lines["term_issue"]) == 3
    other = [*LINES[:-1], LINES[-1] | {"remarks": "修 4 张"}]
    canary = told(by_lines(template, tmp_path / "canary", other))
    assert canary["term_check"] != lines["term_check"]
