"""The papers of a case: what belongs to it, what is there, what is missing; a loss's letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.disposal.drafts import (
    RecordDisposalPaper,
    RecordPrinting,
    WriteLossReport,
)
from houqin_desktop.services.disposal.sheet import disposal_sheet
from houqin_desktop.services.registers.listing import register
from tests.builders import BUILDING, CAR, Book


def keys(book: Book, number: str) -> set[str]:
    return {paper.key for paper in book.case(number).papers if paper.required}


def loss(book: Book, **values: object) -> str:
    return book.apply(book.asset(**values), kind=VoucherKind.WRITE_OFF, reason=DisposalReason.LOST)


@pytest.mark.parametrize(
    ("values", "wanted", "unwanted"),
    [
        ({}, {"recycling"}, {"vehicle_approval", "application_form", "police_report"}),
        (
            {"original_value": 860_000},
            {"application_letter", "application_form", "value_evidence", "technical_appraisal"},
            {"title_deed"},
        ),
        ({"category": CAR}, {"vehicle_approval", "vehicle_cancellation"}, {"recycling"}),
        (
            {"category": BUILDING, "acquired_on": PartialDate(1960)},
            {"unsafe_building", "demolition_approval", "title_deed"},
            set(),
        ),
        ({"category": "A02050402"}, {"equipment_cancellation"}, {"recycling"}),
        ({"category": "A05010800"}, set(), {"recycling", "technical_appraisal"}),
    ],
)
def test_the_papers_go_by_kind_and_category(
    book: Book, values: dict[str, object], wanted: set[str], unwanted: set[str]
):
    found = keys(book, book.apply(book.asset(**values)))
    assert wanted <= found
    assert not unwanted & found


def test_a_loss_needs_a_report_and_a_theft_the_police(book: Book):
    number = loss(book)
    assert {"loss_report", "statement", "liability", "police_report"} <= keys(book, number)
    storm = book.apply(book.asset(), kind=VoucherKind.WRITE_OFF, reason=DisposalReason.DISASTER)
    assert "police_report" not in keys(book, storm)
    assert "recycling" not in keys(book, storm)


def test_a_paper_is_there_by_a_tick_or_by_a_scan_and_may_be_unticked(book: Book, tmp_path: Path):
    number = loss(book)
    missing = set(book.case(number).papers_missing)
    assert "报案证明（派出所盖章）" in missing
    book.run(RecordDisposalPaper(number=number, paper="police_report", original=True))
    assert "报案证明（派出所盖章）" not in book.case(number).papers_missing
    book.run(RecordDisposalPaper(number=number, paper="police_report", original=False))
    assert "报案证明（派出所盖章）" in book.case(number).papers_missing
    scan = tmp_path / "报案.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    book.run(RecordDisposalPaper(number=number, paper="报案证明（派出所盖章）", scan=str(scan)))
    (paper,) = [one for one in book.case(number).papers if one.key == "police_report"]
    assert (paper.state, paper.is_missing) == ("扫描件 1 份", False)
    book.refuses(
        RecordDisposalPaper(number=number, paper="police_report", scan=str(scan)), "scan_exists"
    )
    book.require_whole()


def test_a_paper_that_nobody_asked_for_is_kept_all_the_same(book: Book):
    number = book.small_case()
    book.run(RecordDisposalPaper(number=number, paper="title_deed", original=True))
    assert "title_deed" in {one.key for one in book.case(number).papers}


def test_what_says_nothing_is_refused(book: Book):
    number = book.small_case()
    nothing = RecordDisposalPaper(number=number, paper="photographs")
    book.refuses(nothing, "nothing_recorded")
    book.refuses(replace(nothing, original=False), "nothing_changed")
    book.refuses(RecordDisposalPaper(number=number, paper="x", original=True), "unknown_paper")


def test_the_list_of_what_waits_counts_the_missing_papers(book: Book):
    number = loss(book)
    waiting = register(book.session, "pending")
    at = [column.title for column in waiting.columns].index("缺材料")
    before = len(book.case(number).papers_missing)
    assert waiting.rows(waiting.index().keys)[0][at] == before > 1
    book.run(RecordDisposalPaper(number=number, paper="statement", original=True))
    waiting = register(book.session, "pending")
    assert waiting.rows(waiting.index().keys)[0][at] == before - 1


def test_the_report_of_a_loss_is_proposed_from_the_case(book: Book):
    words = disposal_sheet(loss(book)).report
    assert words is not None
    assert (words.addressee, words.liability) == ("学校主管领导", "")
    assert "丢失被盗" in words.course
    assert disposal_sheet(book.small_case()).report is None


def test_what_a_person_writes_is_kept_and_printed_paper_becomes_the_next_version(book: Book):
    number = loss(book)
    book.run(RecordPrinting(number=number))
    book.run(
        WriteLossReport(
            number=number,
            addressee="市教育局",
            course="2026年10月3日夜间被盗。",
            liability="值班人员无责任。",
            enclosures=("报案回执", "现场照片"),
        )
    )
    sheet = disposal_sheet(number)
    assert sheet.version == 2
    assert sheet.report is not None
    assert sheet.report.enclosures == ("报案回执", "现场照片")
    book.run(WriteLossReport(number=number, liability="门卫赔偿 200 元。"))
    again = disposal_sheet(number)
    assert again.report is not None
    assert (again.report.addressee, again.version) == ("市教育局", 2)
    book.sign_all(number)
    book.refuses(WriteLossReport(number=number, course="又改"), "state")
    book.require_whole()


def test_scrapping_has_no_report(book: Book):
    book.refuses(WriteLossReport(number=book.small_case(), course="x"), "not_a_loss")


def test_an_empty_report_is_refused(book: Book):
    book.refuses(WriteLossReport(number=loss(book), course=" "), "report_incomplete")
