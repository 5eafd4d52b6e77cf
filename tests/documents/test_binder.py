"""迎检包: contents and page numbers hold, nothing is lost, and what is missing is said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from houqin_desktop.documents.binder_front import LINES, NOTHING_MISSING, Entry, Front
from houqin_desktop.documents.binder_paper import bind_sections, write_binder
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.visit import CallResult
from houqin_desktop.services.binder import parts
from houqin_desktop.services.binder.parts import (
    BinderPicture,
    Files,
    Papers,
    Pictures,
    Section,
    Span,
    require_span,
)
from houqin_desktop.services.disposal.drafts import RecordPrinting
from houqin_desktop.services.gate.drafts import RecordVisit
from houqin_desktop.services.guard_shift.drafts import OpenShift
from houqin_desktop.services.papers.returned import FileReturnedPage, code_of_page
from houqin_desktop.services.people.verbs import AddPerson, Appoint
from houqin_desktop.services.pledge.drafts import AdoptPledgeTexts
from tests.builders import COLLEAGUE, KEEPER, Book
from tests.documents.reading import poppler_pages, squeezed
from tests.photos import write_photo
from tests.pledging import opened, signed

FIRST = date(2026, 1, 1)


def quiet(_done: int, _total: int) -> None:
    """Hear how far it is and say nothing."""


@pytest.fixture
def span(book: Book) -> Span:
    """The days of a school with three letters, two of them signed, one filed as a scan."""
    book.run(AdoptPledgeTexts())
    numbers = opened(book, COLLEAGUE, KEEPER)
    signed(book, *numbers)
    return require_span(book.session, FIRST, book.today)


def bind(span: Span, folder: Path) -> list[str]:
    target = folder / "迎检包.pdf"
    bound = write_binder(span, target, quiet)
    pages = poppler_pages(target.read_bytes())
    assert len(pages) == bound.pages
    return pages


def bind_only(folder: Path, section: Section) -> list[str]:
    """Return the pages of a binder that holds one section alone."""
    target = folder / "一部分.pdf"
    bound = bind_sections([section], "示范小学", "2026年", target, quiet)
    pages = poppler_pages(target.read_bytes())
    assert len(pages) == bound.pages
    return pages


def test_each_entry_of_the_contents_stands_on_the_page_it_says(span: Span, tmp_path: Path):
    pages = bind(span, tmp_path)
    assert "安全迎检包目录" in pages[0]
    for title, words in (
        ("缺项清单", "《安全工作责任状》没有签的部门"),
        ("责任状签订率", "示范小学责任状签订率"),
        ("责任状签订台账", "示范小学责任状签订台账"),
        ("责任状（2份）", "ZR20260001"),
    ):
        found = re.search(rf"{re.escape(title)}(\d+)", pages[0])
        assert found is not None, title
        assert words in pages[int(found[1]) - 1]
    for at, page in enumerate(pages, start=1):
        assert f"迎检包第{at}页共{len(pages)}页" in page


def test_what_is_missing_is_said_section_by_section(span: Span, tmp_path: Path):
    (page,) = [one for one in bind(span, tmp_path)[1:] if "缺项清单" in one]
    assert "《安全工作责任状》没有签的部门：信息组" in page
    assert "签了没有存扫描件的责任状：ZR20260001、ZR20260002" in page


def test_a_paper_that_came_back_goes_in_as_its_scan(span: Span, book: Book, tmp_path: Path):
    book.run(RecordPrinting(number="ZR20260001"))
    scan = str(write_photo(tmp_path / "back.png"))
    book.run(FileReturnedPage(code=code_of_page("ZR20260001", 1, 1), scan=scan))
    letters = Papers("责任状", ("ZR20260001", "ZR20260002"))
    pages = bind_only(tmp_path, Section("责任状", (letters,)))
    assert ["ZR2026000" in page for page in pages] == [False, False, False, True]
    assert NOTHING_MISSING[:4] in pages[1]


def test_what_cannot_be_drawn_holds_nothing_back(tmp_path: Path):
    good, bad = write_photo(tmp_path / "good.png"), tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    section = Section(
        "照片",
        (
            Pictures("照片", (BinderPicture(good, "大门"), BinderPicture(good, "操场"))),
            Files("坏文件", (bad,)),
            Pictures("坏照片", (BinderPicture(bad, "打不开"),)),
            Files("没有的文件", (tmp_path / "gone.png",)),
        ),
        ("缺一张照片。",),
    )
    pages = bind_only(tmp_path, section)
    assert len(pages) == 3
    assert [words in pages[2] for words in ("大门", "操场")] == [True, True]
    for title in ("坏文件", "坏照片", "没有的文件"):
        assert f"“{title}”有一份没有放进来" in pages[1]
        assert title not in pages[0]


def test_cancelled_binder_leaves_the_old_file_as_it_was(span: Span, tmp_path: Path):
    target = tmp_path / "迎检包.pdf"
    target.write_bytes(b"OLD")

    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        write_binder(span, target, stop)
    assert target.read_bytes() == b"OLD"
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_the_same_book_gives_the_same_bytes(span: Span, tmp_path: Path):
    for name in ("a.pdf", "b.pdf"):
        write_binder(span, tmp_path / name, quiet)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_what_the_gate_keeps_goes_in_with_names_masked(book: Book, tmp_path: Path):
    guard, leader = (book.make(AddPerson(name=name)) for name in ("门卫甲", "校长乙"))
    book.run(Appoint(person=leader, post=Post.PRINCIPAL))
    came = RecordVisit(
        name="来访丙",
        telephone="13800000001",
        purpose="送货",
        host=COLLEAGUE,
        call_result=CallResult.AGREED,
        badge="7",
    )
    book.run(came)
    shift = book.make(OpenShift(shift_name="早班", guards=(guard,)))
    pages = bind(require_span(book.session, FIRST, book.today), tmp_path)
    words = "".join(pages)
    assert f"没有带班领导签字的日志：{shift}" in words
    assert "安保人员工作日志（1份）" in pages[0]
    assert "外来人员来访登记表" in pages[0]
    assert "校内人员外出登记表" not in words
    assert "送货" in words
    assert [one in words for one in ("来访丙", "13800000001")] == [False, False]


def test_days_out_of_order_or_to_come_are_refused(span: Span, book: Book):
    for first, last, code in (
        (book.today, FIRST, "term_order"),
        (FIRST, date(2027, 1, 1), "future_date"),
    ):
        with pytest.raises(Refused) as refusal:
            require_span(book.session, first, last)
        assert refusal.value.code == code


@pytest.mark.parametrize("entries", [0, 1, LINES - 1, LINES, 200])
def test_every_entry_and_every_sentence_stands_on_the_first_pages_once(entries: int):
    titles = [f"材料{at:03d}号" for at in range(entries)]
    front = Front(
        "示范小学",
        "2026年1月1日 至 2026年11月22日",
        tuple(Entry("甲乙"[at > 20], title, 2) for at, title in enumerate(titles)),
        (("甲", tuple(f"第{at:03d}项没有" for at in range(entries))),) if entries else (),
    )
    pages = poppler_pages(front.draw())
    words = "".join(pages)
    assert len(pages) == front.pages
    assert [words.count(title) for title in titles] == [1] * entries
    assert [words.count(f"第{at:03d}项没有") for at in range(entries)] == [1] * entries
    if entries:
        assert f"材料000号{front.pages + 1}—{front.pages + 2}" in words


def test_each_feature_gives_its_sections_in_the_order_of_the_list(span: Span):
    titles = [section.title for section in parts.sections(span)]
    assert titles[0] == "责任状"
    assert len(titles) == len(set(titles))
    assert replace(span, from_on=span.to_on).holds(span.to_on)
    assert squeezed(titles[0]) == titles[0]
