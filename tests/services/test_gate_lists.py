"""The lists, papers and day's list of the gate: true to the rows, silent about who it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from houqin_desktop.documents.gate_paper import gate_paper
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.visit import CallResult
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.gate.drafts import (
    PurgePersonal,
    RecordLeaving,
    RecordOutingBack,
    VoidVisit,
)
from houqin_desktop.services.gate.record import gate_record
from houqin_desktop.services.guard_shift.drafts import RecordPatrol, VoidPatrol
from houqin_desktop.services.records import kind_of
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.todo.gate import SOURCES
from tests.builders import TODAY, Book, clock_at
from tests.documents.reading import poppler_pages, squeezed
from tests.services.test_gate import ASKED, LONG_AGO, NAME, NUMBER, PUPIL, SHOWN, STAFF, TELEPHONE
from tests.services.test_guard_shift import BEGUN, HANDED, QUARREL, SHORT

SECRETS = (NAME, TELEPHONE, NUMBER, "王小明", "王大明", "13900001111")


def waiting(book: Book) -> dict[str, list[str]]:
    groups = [source(book.session) for source in SOURCES]
    return {one.key: [line.text for line in one.lines] for one in groups if one is not None}


def hours_later(book: Book, hours: int) -> None:
    book.session.clock = replace(
        clock_at(TODAY), moment=clock_at(TODAY).moment + timedelta(hours=hours)
    )


@pytest.fixture
def day(book: Book) -> Book:
    """A day at the gate: a visitor inside, one turned away, two outings, a log handed over."""
    book.run(AddCampusPlaces(names=("东校门", "锅炉房"), is_key=True))
    book.run(replace(SHOWN, plate="湘C12345", heads=3))
    book.run(replace(ASKED, badge=None, call_result=None, turned_away="没有证件"))
    book.run(STAFF)
    book.run(PUPIL)
    book.run(BEGUN)
    book.run(RecordPatrol(missed=("锅炉房",)))
    book.run(RecordPatrol())
    book.run(VoidPatrol(shift="RZ20260001", ordinal=1, reason="没有走"))
    book.run(QUARREL)
    book.run(replace(HANDED, equipment=(replace(SHORT, explanation="一支送修"),)))
    return book


def test_lists_say_how_it_stands_and_mask_who_it_was(day: Book):
    visits = day.listed("visits")
    assert [(row["状态"], row["来访人"]) for row in visits] == [
        ("未准入", "欧**"),
        ("在校内", "欧**"),
    ]
    assert visits[1]["证件"] == "身份证 430***********1234"
    assert visits[1]["电话核实"] == "同意（08:00 王保管）"
    assert [row["临时证号"] for row in day.listed("visitors_inside")] == ["7"]
    outings = {row["种类"]: row for row in day.listed("outings")}
    assert outings["教职工外出"]["状态"] == "在外"
    assert outings["学生外出"]["接领人"] == "王**（父亲）139****1111"
    (log,) = day.listed("guard_shifts")
    counted = [
        log[name] for name in ("巡查", "漏查点位", "来访", "外出", "车辆", "事件", "器械差异")
    ]
    assert counted == [1, 0, 1, 2, 1, 1, 1]
    (incident,) = day.listed("incidents")
    assert incident["报告给"] == "带班领导 07:35、派出所 07:40"
    told = "".join(str(row) for name in ("visits", "outings") for row in day.listed(name))
    assert not any(secret in told for secret in SECRETS)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (
            "LF20260001",
            ("外来人员来访登记单", "回执", "被访人", "湘C12345", "138****5678", "LF20260001"),
        ),
        ("WC20260001", ("教职工外出登记单", "批准人", "赵总务")),
        ("WC20260002", ("学生出门条", "班主任", "接领人", "不返校")),
        ("RZ20260001", ("安保人员工作日志", "接班1", "一支送修", "带班领导", "车辆1辆")),
        ("SJ20260001", ("异常事件报告", "派出所", "校门口突发事件应急预案")),
    ],
)
def test_each_entry_has_a_paper_that_can_be_signed_and_names_nobody(day: Book, number, words):
    pages = poppler_pages(gate_paper(day.session, kind_of(number), number))
    assert len(pages) == 1
    page = squeezed(pages[0])
    for word in words:
        assert word in page
    assert not any(secret in page for secret in SECRETS)


def test_who_was_turned_away_has_no_slip(day: Book):
    for number in ("LF20260002", day.make(VoidVisit(visit="LF20260001", reason="登错了"))):
        with pytest.raises(Refused):
            gate_paper(day.session, "visit", number)


def test_what_comes_next_is_said_with_the_record(day: Book):
    record = gate_record(day.session, "guard_shift", "RZ20260001")
    assert record.missing == ("带班领导还没有签字",)
    assert record.next == ("sign_shift", "带班领导签字")
    assert record.history == ((str(TODAY), "第 1 次巡查作废：没有走"),)
    assert gate_record(day.session, "visit", "LF20260001").next == ("record_leaving", "登记离校")


def test_reports_of_a_period_count_each_entry_that_stands(day: Book):
    day.run(VoidVisit(visit="LF20260002", reason="重复"))
    visits = report(day.session, "gate_visits", from_on=TODAY, on=TODAY)
    assert visits.sums(visits.rows) == (3,)
    assert len(report(day.session, "gate_outings", from_on=TODAY, on=TODAY).rows) == 2
    inside = report(day.session, "gate_inside", on=TODAY)
    assert [row[1] for row in inside.rows] == ["LF20260001"]
    day.run(RecordLeaving(visit="LF20260001"))
    assert report(day.session, "gate_inside", on=TODAY).rows == ()
    patrols = report(day.session, "gate_patrols", from_on=TODAY, on=TODAY)
    assert patrols.rows == ((1, TODAY.isoformat(), 1, 5, 4),)


def test_the_days_list_names_who_should_be_gone_or_back(day: Book):
    assert set(waiting(day)) == {"guard_logs", "incidents"}
    hours_later(day, 10)
    late = waiting(day)
    assert late["visitors_inside"] == ["欧**（2026-11-22 08:00 来访）还没有登记离校"]
    assert late["outings_late"] == ["郑老师预计 2026-11-22 11:30 返校，还没有登记"]
    day.run(RecordLeaving(visit="7", badge_kept=True))
    day.run(RecordOutingBack(outing="WC20260001"))
    later = waiting(day)
    assert later["visitors_inside"] == ["临时证 7 没有交回"]
    assert "outings_late" not in later
    day.move_to(TODAY + timedelta(days=1))
    assert waiting(day)["patrols"] == ["昨天（2026-11-22）只巡查了 1 次，应巡 5 次"]


def test_a_shift_that_is_over_is_to_be_handed_over(book: Book):
    book.run(BEGUN)
    hours_later(book, 6)
    assert "guard_logs" not in waiting(book)
    hours_later(book, 8)
    assert waiting(book)["guard_logs"] == ["2026-11-22 早班到点了还没有交班"]


def test_what_is_over_age_is_said_until_it_is_purged(book: Book):
    book.run(SHOWN, on=LONG_AGO)
    assert waiting(book)["personal_due"] == ["2025-11 以前的来访人个人信息有 3 项到期"]
    book.run(PurgePersonal())
    assert "personal_due" not in waiting(book)
    (visit,) = book.listed("visits")
    assert [visit[name] for name in ("来访人", "联系电话")] == ["（已不保存）", "（已不保存）"]
    old = report(book.session, "gate_visits", from_on=date(2025, 9, 1), on=TODAY)
    assert old.sums(old.rows) == (1,)


def test_who_said_no_is_not_let_in(book: Book):
    number = book.make(
        replace(ASKED, badge=None, call_result=CallResult.REJECTED, turned_away="被访人不见")
    )
    assert gate_record(book.session, "visit", number).state == "未准入"
