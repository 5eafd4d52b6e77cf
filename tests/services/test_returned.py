"""Papers come back page by page; a paper that no longer says what the book says is refused."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop.documents.appraisal_form import render_appraisal
from houqin_desktop.documents.disposal_form import render_disposal
from houqin_desktop.documents.scan_reader import read_scan
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.services.disposal.appraisal import appraisal_sheet
from houqin_desktop.services.disposal.bundle import bundle_of
from houqin_desktop.services.disposal.drafts import (
    ChangeDisposal,
    RecordAppraisal,
    RecordPrinting,
)
from houqin_desktop.services.disposal.sheet import disposal_sheet
from houqin_desktop.services.papers.case_view import PaperView
from houqin_desktop.services.papers.filing import Filed, file_page, file_pages
from houqin_desktop.services.papers.returned import FileReturnedPage, code_of_page, pages_wanted
from houqin_desktop.services.session import open_session
from houqin_desktop.services.todo.day_list import today_list
from tests.builders import Book

SCAN = b"%PDF-1.7\nsigned by hand"


def printed(book: Book, number: str, folder: Path) -> Path:
    """Print a case and return the paper, as a scanner would bring it back."""
    sheet = disposal_sheet(number)
    file = io.BytesIO()
    render_disposal(sheet, file, reprint=0)
    book.run(RecordPrinting(number=number))
    path = folder / f"{number}-{sheet.version}.pdf"
    path.write_bytes(file.getvalue())
    return path


def filed(book: Book, path: Path) -> list[Filed]:
    return list(file_pages(book.session, read_scan(path)))


@pytest.fixture
def long_case(book: Book) -> str:
    """A large case whose paper has an annex."""
    return book.apply(*(book.asset(original_value=860_000) for _ in range(30)))


def test_a_paper_of_several_pages_is_back_when_each_page_is_filed(
    book: Book, long_case: str, tmp_path: Path
):
    path = printed(book, long_case, tmp_path)
    pages = list(read_scan(path))
    assert len(pages) > 1
    assert book.case(long_case).paper == "未签回"
    for at, page in enumerate(reversed(pages), start=1):
        (one,) = file_pages(book.session, [page])
        assert one.ok, one.refused
        whole = at == len(pages)
        assert book.case(long_case).paper == ("已签回" if whole else f"签回 {at}/{len(pages)} 页")
    book.require_whole()


def test_a_paper_that_is_back_needs_no_scan_for_each_box(book: Book, tmp_path: Path):
    number = book.small_case()
    path = printed(book, number, tmp_path)
    book.sign_all(number)
    assert any("缺扫描件" in words for words in book.case(number).missing)
    assert all(one.ok for one in filed(book, path))
    assert not any("缺扫描件" in words for words in book.case(number).missing)
    assert all(step.has_scan for step in book.case(number).steps)


def test_a_paper_that_is_back_is_not_out_any_more(book: Book, long_case: str, tmp_path: Path):
    path = printed(book, long_case, tmp_path)

    def out() -> list[str]:
        groups = {group.key: group for group in today_list(book.session)}
        return (
            [line.detail for line in groups["papers_out"].lines] if "papers_out" in groups else []
        )

    pages = list(read_scan(path))
    list(file_pages(book.session, pages[:1]))
    assert "签回 1/" in out()[0]
    list(file_pages(book.session, pages[1:]))
    assert out() == []


def test_the_same_scan_is_not_filed_twice(book: Book, long_case: str, tmp_path: Path):
    path = printed(book, long_case, tmp_path)
    first = filed(book, path)
    again = filed(book, path)
    assert all(one.ok for one in first)
    assert {one.refusal_code for one in again} == {"page_filed"}
    assert len(book.rows("returned_page")) == len(first)


def test_a_better_scan_of_the_same_page_is_kept_beside_the_first(book: Book, tmp_path: Path):
    number = book.small_case()
    path = printed(book, number, tmp_path)
    better = tmp_path / "重扫.pdf"
    better.write_bytes(path.read_bytes() + b"\n% sharper\n")
    assert [one.ok for one in filed(book, path) + filed(book, better)] == [True, True]
    assert book.case(number).paper == "已签回"


def test_an_older_version_is_refused_with_what_changed_since(
    book: Book, long_case: str, tmp_path: Path
):
    old = printed(book, long_case, tmp_path)
    codes = [line.code for line in book.case(long_case).lines]
    book.run(ChangeDisposal(number=long_case, assets=tuple(codes[1:])))
    (first, *_) = filed(book, old)
    assert first.refusal_code == "older_version"
    assert "第 1 版，现在是第 2 版" in first.refused
    assert f"去掉了 {codes[0]}" in first.refused
    assert all(one.ok for one in filed(book, printed(book, long_case, tmp_path)))
    assert book.case(long_case).paper == "已签回"


def test_a_paper_whose_words_were_changed_is_refused(book: Book, tmp_path: Path):
    number = book.small_case()
    printed(book, number, tmp_path)
    code = code_of_page(number, 1, 1)
    check = disposal_sheet(number).check_code
    forged = code.replace(check, "0" * 8)
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(SCAN)
    book.refuses(FileReturnedPage(code=forged, scan=str(scan)), "foreign_paper")
    book.refuses(FileReturnedPage(code="HQ1|??", scan=str(scan)), "foreign_code")
    other = code.replace(number, "BF20999999")
    book.refuses(FileReturnedPage(code=other, scan=str(scan)), "unknown_voucher")


def test_a_paper_from_a_later_day_of_the_book_shows_that_the_book_was_put_back(
    book: Book, book_path: Path, tmp_path: Path
):
    number = book.small_case()
    book.session.close()
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    copy = earlier / book_path.name
    copy.write_bytes(book_path.read_bytes())
    book.session = open_session(book_path, clock=book.session.clock)
    book.asset()
    path = printed(book, number, tmp_path)
    book.session.close()
    other = Book(open_session(copy, clock=book.session.clock))
    try:
        other.run(RecordPrinting(number=number))
        (one,) = filed(other, path)
        assert one.refusal_code in {"older_book", "foreign_paper"}
    finally:
        other.session.close()
    book.session = open_session(book_path, clock=book.session.clock)


def test_a_page_without_a_code_is_filed_by_hand(book: Book, tmp_path: Path):
    number = book.small_case()
    path = printed(book, number, tmp_path)
    (page,) = read_scan(path)
    assert file_page(book.session, page, code_of_page(number, 1, 1)).ok
    assert book.case(number).paper == "已签回"


def appraised(book: Book, cards: int) -> tuple[str, str]:
    """A scrap case of young cards, and the appraisal that it stands on."""
    codes = tuple(book.asset(acquired_on=PartialDate(2026, 1)) for _ in range(cards))
    group = ("冯工/高级工程师", "陈工/教师", "褚工/保管员")
    words: dict[str, Any] = {"reason": "主板烧毁", "conclusion": "同意报废", "appraisers": group}
    appraisal = book.make(RecordAppraisal(assets=codes, **words))
    return book.apply(*codes), appraisal


def test_a_signed_appraisal_comes_back_by_its_code_and_lies_with_the_papers_of_the_case(
    book: Book, tmp_path: Path
):
    case, appraisal = appraised(book, 30)
    path = tmp_path / "鉴定表.pdf"
    render_appraisal(appraisal_sheet(appraisal), path)
    first, *others = read_scan(path)
    assert others

    def paper() -> PaperView:
        return next(one for one in book.case(case).papers if one.key == "technical_appraisal")

    assert (paper().is_missing, paper().note) == (True, f"{appraisal} 未签回")
    (one,) = file_pages(book.session, [first])
    assert (one.refused, one.state) == ("", f"签回 1/{1 + len(others)} 页")
    assert paper().is_missing
    assert [one.state for one in file_pages(book.session, others)][-1] == "已签回"
    assert (paper().is_missing, len(paper().scans)) == (False, 1 + len(others))
    assert {one.refusal_code for one in filed(book, path)} == {"page_filed"}
    book.require_whole()


def test_the_pack_for_the_bureau_holds_the_signed_pages_each_once(book: Book, tmp_path: Path):
    case, appraisal = appraised(book, 1)
    path = tmp_path / "鉴定表.pdf"
    render_appraisal(appraisal_sheet(appraisal), path)
    signed = printed(book, case, tmp_path)
    book.sign_all(case)
    for scan in (signed, path):
        assert all(one.ok for one in filed(book, scan))
    bundle = bundle_of(case)
    assert [title for title, _ in bundle.scans] == [
        f"{bundle.sheet.title} {case}（签回，第 1 页共 1 页）",
        f"技术鉴定表 {appraisal}（签回，第 1 页共 1 页）",
    ]
    assert all(scan.is_file() for _, scan in bundle.scans)


def test_a_changed_appraisal_is_refused_and_one_without_a_readable_code_is_filed_by_hand(
    book: Book, tmp_path: Path
):
    _, appraisal = appraised(book, 1)
    code = code_of_page(appraisal, 1, 1)
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(SCAN)
    forged = code.replace(appraisal_sheet(appraisal).check_code, "0" * 8)
    book.refuses(FileReturnedPage(code=forged, scan=str(scan)), "foreign_paper")
    book.refuses(
        FileReturnedPage(code=code.replace("|1|1/1", "|2|1/1"), scan=str(scan)), "foreign_paper"
    )
    book.run(FileReturnedPage(code=code, scan=str(scan)))
    assert pages_wanted(appraisal) == 1


def test_what_was_never_printed_can_not_come_back(book: Book):
    number = book.small_case()
    with book.refusing("not_printed"):
        code_of_page(number, 1, 1)


def test_pages_that_disagree_about_their_count_are_refused(book: Book, tmp_path: Path):
    number = book.small_case()
    path = printed(book, number, tmp_path)
    (page,) = read_scan(path)
    assert file_page(book.session, page, code_of_page(number, 1, 2)).ok
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(SCAN)
    draft = FileReturnedPage(code=code_of_page(number, 2, 3), scan=str(scan))
    book.refuses(draft, "page_count")
