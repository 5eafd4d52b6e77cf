"""What repairs came to: on their list, on the card, in the ledger of a day, on the day's list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.domain.repair import RepairResult
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.procurement.thread import thread
from houqin_desktop.services.repair.drafts import AssignRepair, ReopenRepair
from houqin_desktop.services.reports import catalogue
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from tests.builders import COLLEAGUE, DEPARTMENT, ROOM, TODAY, Book
from tests.repairing import BULB, WORKER, done, finish, lay_in_parts, report, take_parts
from tests.services.test_procurement_reports import rows
from tests.services.test_procurement_todo import texts


def ledger(book: Book, grouping: str, on: date | None = None) -> list[dict[str, Any]]:
    return rows(catalogue.report(book.session, "repair_ledger", on=on, by=grouping))


def test_the_list_says_how_far_each_has_come_and_what_it_cost(book: Book):
    lay_in_parts(book)
    report(book)
    sent = report(book)
    book.run(AssignRepair(number=sent, worker=WORKER, due_on=book.today))
    finished = done(book)
    take_parts(book, finished)
    whole = done(book)
    book.sign_slip(whole)
    book.run(WithdrawSlip(number=report(book)))
    book.advance(2)
    listed = {row["单号"][-1]: row for row in book.listed("repairs")}
    assert [listed[at]["进度"] for at in "12345"] == [
        "待派工",
        "待维修",
        "待维修人签",
        "已修好",
        "",
    ]
    assert (listed["2"]["逾期天数"], listed["2"]["维修人"]) == (2, WORKER)
    assert [listed["3"][name] for name in ("材料费", "人工费", "费用")] == [2_667, 3_000, 5_667]
    assert listed["5"]["状态"] == "已撤销"


def test_a_card_shows_its_repairs_and_what_all_of_them_cost(book: Book):
    book.asset(code="PUMP")
    first = report(book, asset="PUMP")
    book.run(AssignRepair(number=first, worker=WORKER))
    finish(book, first, materials=(BULB,))
    book.sign_slip(first)
    second = report(book, asset="PUMP", fault="又漏")
    card = asset_card(book.session, "PUMP")
    block = dict(dict(card.blocks)["维修"])
    assert block[first].endswith("已修好，¥55.00")
    assert block[second].endswith("又漏，还没有派工")
    assert block["维修费用"] == "2 次，合计 ¥55.00"
    assert [one.number for one in card.history if one.number] == [second, first]
    book.run(WithdrawSlip(number=second))
    assert second not in dict(dict(asset_card(book.session, "PUMP").blocks)["维修"])


def test_the_ledger_is_as_of_its_day(book: Book):
    lay_in_parts(book)
    number = done(book)
    book.advance(3)
    take_parts(book, number)
    book.advance(3)
    book.run(ReopenRepair(number=number, reason="还是不亮"))
    finish(book, number)
    costs = [
        ledger(book, "detail", TODAY + timedelta(days=at))[0]["合计（元）"] for at in (0, 3, 6)
    ]
    assert costs == [3_000, 5_667, 8_667]
    book.sign_slip(number)
    book.sign_slip(book.make(ReverseSlip(number=number, reason="没修")))
    assert ledger(book, "detail") == []
    assert len(ledger(book, "detail", TODAY + timedelta(days=3))) == 1


@pytest.mark.parametrize(
    ("grouping", "title", "named"),
    [
        ("thing", "物品", ["空调", "走廊灯"]),
        ("place", "地点", [ROOM, "二楼走廊"]),
        ("department", "报修部门", [DEPARTMENT, "没有写部门"]),
    ],
)
def test_repairs_are_added_up_by_thing_place_and_department(
    book: Book, grouping: str, title: str, named: list[str]
):
    book.asset(code="COLD", name="空调", using_department=DEPARTMENT, storeroom=ROOM)
    dear = report(book, asset="COLD", department=None)
    book.run(AssignRepair(number=dear, worker=WORKER))
    book.advance(3)
    finish(book, dear, labour=90_000, result=RepairResult.NOT_WORTH)
    for _ in range(2):
        done(book, department=None)
    report(book, department=None)
    found = ledger(book, grouping)
    assert [row[title] for row in found] == named
    figures = ("报修", "已修好", "不值得修", "没有修完", "平均天数", "合计（元）")
    assert [found[0][name] for name in figures] == [1, 0, 1, 0, "3.0", 90_000]
    assert [found[1][name] for name in figures] == [3, 2, 0, 1, "0.0", 6_000]


def test_what_waits_is_listed_once_and_goes_when_it_is_done(book: Book):
    number = report(book)
    assert texts(book, "repairs_to_assign") == [f"{COLLEAGUE}报修的走廊灯还没有派工"]
    book.run(AssignRepair(number=number, worker=WORKER))
    assert texts(book, "repairs_to_assign") == []
    assert texts(book, "repairs_to_do") == [f"走廊灯在{WORKER}处维修，还没有完工"]
    assert texts(book, "signatures_due") == []
    finish(book, number)
    assert texts(book, "repairs_to_do") == []
    assert texts(book, "signatures_due") == [f"{number} 等维修人签字"]


def test_the_parts_of_a_repair_lie_on_its_thread(book: Book):
    lay_in_parts(book)
    number = report(book)
    issue = take_parts(book, number)
    assert {one.number: one.about for one in thread(issue)}[number] == "走廊灯 不亮"
