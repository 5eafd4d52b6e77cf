"""The printed list of the day: one A4, every line to be read back."""

from __future__ import annotations

from houqin_desktop.documents.preview import page_count, page_size
from houqin_desktop.documents.todo_paper import todo_paper
from houqin_desktop.domain.day_list import DayGroup, DayLine, DayListSheet, fitted
from tests.documents.reading import pdfium_pages, poppler_pages, squeezed

LINES = tuple(DayLine(f"BF2026{n:04d} 等签字", "总务主任 㛃某", f"{n} 天") for n in range(200))


def pdf_text(data: bytes) -> str:
    """Return what both readers find."""
    first, second = "".join(poppler_pages(data)), "".join(pdfium_pages(data))
    assert "".join(first.split()).count("还有") == "".join(second.split()).count("还有")
    return first


def sheet(*groups: DayGroup) -> DayListSheet:
    return DayListSheet("示范小学", "2026-11-22", "周建国", fitted(groups))


def test_every_line_is_on_the_paper_with_its_wait():
    text = pdf_text(todo_paper(sheet(DayGroup("等待签字", LINES[:3]))))
    assert "等待签字（3）" in text
    for line in LINES[:3]:
        assert squeezed(line.text) in text
        assert squeezed(line.wait) in text
    assert "㛃" in text


def test_a_long_list_stays_on_one_sheet_and_says_what_it_leaves_out():
    pdf = todo_paper(sheet(*(DayGroup(f"第{n}类", LINES) for n in range(6))))
    assert page_count(pdf) == 1
    width, height = page_size(pdf, 0)
    assert (round(width), round(height)) == (595, 842)
    assert pdf_text(pdf).count("在程序的首页上") == 6


def test_the_same_list_gives_the_same_bytes():
    assert todo_paper(sheet(DayGroup("一", LINES))) == todo_paper(sheet(DayGroup("一", LINES)))
