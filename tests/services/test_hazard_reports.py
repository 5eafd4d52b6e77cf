"""Lists, 台账, 整改率, the day's list and the command line say the same of the same hazards."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest

from houqin_desktop.documents.notice_form import render_notice
from houqin_desktop.documents.preview import page_count
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import HazardSource
from houqin_desktop.domain.inspection import InspectionKind, PointResult
from houqin_desktop.services.hazard.drafts import (
    FileNoticeReply,
    RegisterHazard,
    RetractHazardStep,
    VoidHazard,
)
from houqin_desktop.services.inspection.drafts import (
    AdoptCheckItems,
    FoundLine,
    OpenInspection,
    RecordFindings,
    SetCheckPoints,
)
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.slips.sheets import slip_sheet
from houqin_desktop.services.todo.day_list import today_list
from houqin_desktop.services.todo.inspections import faults_to_register
from tests.builders import COLLEAGUE, DEPARTMENT, DIRECTOR, KEEPER, Book
from tests.documents.reading import overprinted, pdfium_pages
from tests.hazards import (
    GATE,
    at_once,
    checked,
    closed,
    fixed,
    found,
    noticed,
    open_campus,
    planned,
    struck_off,
)

EARLIER = date(2026, 3, 2)


@pytest.fixture
def campus(book: Book) -> Book:
    open_campus(book)
    return book


def rate(book: Book, by: str = "whole", on: date | None = None) -> list[tuple[object, ...]]:
    """Return the rows of 整改率."""
    return list(report(book.session, "rectification_rate", by=by, on=on).rows)


def test_thirty_eight_of_forty_are_ninety_five_percent_and_a_reversal_moves_them(campus: Book):
    closed = [struck_off(campus, on=EARLIER) for _ in range(38)]
    open_ones = [found(campus, on=EARLIER) for _ in range(2)]
    total, *still = rate(campus)
    assert total[:5] == ("合计", 40, 38, 2, "95.0%")
    assert [str(row[0]).split()[0] for row in still] == open_ones
    campus.run(RetractHazardStep(hazard=closed[0], reason="又锈死了"))
    total, *still = rate(campus)
    assert total[:5] == ("合计", 40, 37, 3, "92.5%")
    yesterday = campus.today - timedelta(days=1)
    assert rate(campus, on=yesterday)[0][:5] == ("合计", 40, 38, 2, "95.0%")
    campus.run(VoidHazard(hazard=open_ones[0], reason="不是隐患"))
    assert rate(campus)[0][:5] == ("合计", 39, 37, 2, "94.9%")
    sheet = report(campus.session, "rectification_rate")
    assert "37/39 = 94.9%" in dict(sheet.fields).values()
    assert sheet.notes[0].startswith("整改率 = ")


def test_none_of_none_is_no_rate_and_a_new_year_takes_over_only_what_is_open(campus: Book):
    assert rate(campus)[0][:5] == ("合计", 0, 0, 0, "—")
    struck_off(campus, on=EARLIER)
    still = found(campus, on=EARLIER)
    campus.move_to(date(2027, 1, 4))
    (row,) = report(campus.session, "hazard_ledger").rows
    assert row[1] == still
    assert rate(campus)[0][:5] == ("合计", 1, 0, 1, "0.0%")
    whole = report(campus.session, "hazard_ledger", from_on=date(2026, 1, 1))
    assert len(whole.rows) == 2


def test_a_period_that_has_ended_is_looked_at_as_of_a_later_day(campus: Book):
    """What was closed after the period but by the as-of day counts; what came up later does not."""
    first, last, between = EARLIER, date(2026, 3, 31), date(2026, 4, 10)
    struck_off(campus, on=first)
    late = fixed(campus, at_once(campus, found(campus, on=first), on=first), on=between)
    closed(campus, checked(campus, late, on=between), on=between)
    found(campus, on=between)

    def told(on: date, to_on: date | None) -> tuple[object, ...]:
        name = "rectification_rate"
        return report(campus.session, name, on=on, from_on=first, to_on=to_on).rows[0][:5]

    assert told(last, None) == ("合计", 2, 1, 1, "50.0%")
    assert told(between - timedelta(days=1), last) == ("合计", 2, 1, 1, "50.0%")
    assert told(between, last) == ("合计", 2, 2, 0, "100.0%")
    assert told(between, None) == ("合计", 3, 2, 1, "66.7%")
    ledger = report(campus.session, "hazard_ledger", from_on=first, to_on=last, on=between)
    assert len(ledger.rows) == 2
    assert dict(ledger.fields)["起止日期"] == f"{first} 至 {last}"
    assert dict(ledger.fields)["截至日期"] == "2026年4月10日"


@pytest.mark.parametrize(
    ("name", "to_on", "words"),
    [
        ("rectification_rate", date(2026, 4, 1), "期末 2026-04-01 晚于截至日期"),
        ("rectification_rate", date(2026, 3, 1), "起日 2026-03-02 晚于止日"),
        ("repair_ledger", EARLIER, "期末就是截至日期"),
    ],
)
def test_a_period_that_cannot_be_is_refused(campus: Book, name: str, to_on: date, words: str):
    with pytest.raises(Refused) as refusal:
        report(campus.session, name, on=date(2026, 3, 31), from_on=EARLIER, to_on=to_on)
    assert words in refusal.value.sentence


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("severity", ["一般", "未定级"]),
        ("place", ["东校门"]),
        ("department", [DEPARTMENT]),
        ("category", ["围墙校门", "消防安全"]),
        ("source", ["师生报告", "上级检查"]),
    ],
)
def test_the_rate_is_told_by_one_thing_after_the_other(campus: Book, by: str, groups: list[str]):
    struck_off(campus)
    found(campus, severity=None, category="消防安全", source=HazardSource.OUTSIDE)
    rows = rate(campus, by)
    assert [row[0] for row in rows[: len(groups)]] == groups
    assert sum(int(str(row[1])) for row in rows[: len(groups)]) == 2


def test_the_lists_and_the_day_name_what_is_late_what_waits_and_what_is_not_back(campus: Book):
    late = planned(campus, found(campus))
    number = noticed(campus, late)
    campus.sign_slip(number)
    waits = fixed(campus, planned(campus, found(campus), on_the_spot=True, due_on=None))
    campus.advance(10)
    rows = {row["隐患编号"]: row for row in campus.listed("hazards")}
    assert (rows[late]["逾期天数"], rows[late]["关联单据"]) == (3, number)
    assert rows[waits]["状态"] == "待复查"
    (notice,) = campus.listed("rectification_notices")
    assert (notice["单号"], notice["逾期天数"], notice["隐患数"]) == (number, 3, 1)
    groups = {group.key: group for group in today_list(campus.session)}
    assert groups["hazards_overdue"].lines[0].leads.key == late
    assert groups["hazards_to_check"].lines[0].leads.key == waits
    assert groups["notices_not_back"].lines[0].leads.key == number
    campus.run(FileNoticeReply(number=number, replied_by=KEEPER, unfinished="等材料"))
    assert "notices_not_back" not in {group.key for group in today_list(campus.session)}


def walked(book: Book) -> str:
    """Walk by the gate and find its one point at fault; return the number of the round."""
    book.run(AdoptCheckItems(categories=("防踩踏",)))
    book.run(SetCheckPoints(places=(GATE,), items=("J01",)))
    number = book.make(
        OpenInspection(kind=InspectionKind.SPECIAL, led_by=DIRECTOR, head=KEEPER, places=(GATE,))
    )
    fault = FoundLine(line=1, check_result=PointResult.FAULT, observation="扶手松动")
    book.run(RecordFindings(number=number, lines=(fault,)))
    return number


def test_a_line_of_an_inspection_becomes_a_hazard_once(campus: Book):
    number, position = walked(campus), 1
    waiting = faults_to_register(campus.session)
    assert waiting is not None
    assert [line.text for line in waiting.lines] == [f"{number} 查出的 1 条还没有登记隐患"]
    code = campus.make(RegisterHazard(inspection=number, line=position, department=DEPARTMENT))
    assert faults_to_register(campus.session) is None
    (row,) = campus.listed("hazards")
    assert (row["隐患编号"], row["排查单号"]) == (code, number)
    assert (row["来源"], row["类别"], row["隐患内容"]) == ("专项", "防踩踏", "扶手松动")
    assert row["等级"]
    again = RegisterHazard(inspection=number, line=position, department=DEPARTMENT)
    campus.refuses(again, "already_registered")
    campus.run(VoidHazard(hazard=code, reason="登错了"))
    campus.run(again)
    campus.refuses(RetractHazardStep(hazard=code, reason="还是它"), "schema_rule")
    campus.refuses(RegisterHazard(inspection=number, line=99), "unknown_line")
    campus.require_whole()


def test_the_paper_tears_through_its_number_and_leaves_room_for_each_answer(campus: Book):
    number = noticed(campus, *(planned(campus, found(campus)) for _ in range(3)))
    sheet, file = slip_sheet(number), BytesIO()
    render_notice(sheet, file)
    assert page_count(file.getvalue()) == 1
    assert [row[1] for row in sheet.rows] == ["YHB20260001", "YHB20260002", "YHB20260003"]


def test_a_hazard_told_at_length_stands_whole_on_the_notice(campus: Book):
    words = "扶手松动，踏步缺角。" * 150
    code = found(campus, description=words)
    sheet, file = slip_sheet(noticed(campus, planned(campus, code), remarks="说" * 300)), BytesIO()
    render_notice(sheet, file)
    assert "".join(pdfium_pages(file.getvalue())).count("踏步缺角") == 150
    assert overprinted(file.getvalue()) == []


def test_who_checks_is_named_in_the_ledger_with_the_day(campus: Book):
    checked(campus, fixed(campus, planned(campus, found(campus), on_the_spot=True, due_on=None)))
    (row,) = report(campus.session, "hazard_ledger").rows
    assert str(row[15]).startswith(f"{COLLEAGUE} 11月22日合格")
