"""Lists on paper, read back: no row lost, sums carried right, boxes large and never alone."""

from __future__ import annotations

import io
import re

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from houqin_desktop.documents.layout import MM
from houqin_desktop.documents.list_form import render_list
from houqin_desktop.documents.preview import page_size
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import ListSheet, PaperSection
from houqin_desktop.domain.money import capitals, format_money
from tests.documents.lists import a_list, list_pdf, rows
from tests.documents.reading import (
    fonts,
    overprinted,
    pdfium_pages,
    poppler_pages,
    squeezed,
)

CODE = re.compile(r"TY2026(\d{6})")
# So many rows stand on one page with total, note and boxes, and on one that goes on.
FIT = next(n for n in range(1, 60) if len(pdfium_pages(list_pdf(a_list(n)))) > 1) - 1


def codes(page: str) -> list[int]:
    return [int(code) for code in CODE.findall(page)]


def sums(sheet: ListSheet, last: int) -> tuple[str, str]:
    quantity, value = sheet.sums(sheet.rows[:last])
    return f"{quantity:,}", format_money(value)


@pytest.mark.parametrize("count", [0, 1, FIT - 1, FIT, FIT + 1, 2 * FIT + 3, 200])
def test_every_row_stands_once_and_the_sums_go_from_page_to_page(count):
    sheet = a_list(count)
    data = list_pdf(sheet)
    pages = poppler_pages(data)
    assert [code for page in pages for code in codes(page)] == list(range(1, count + 1))
    assert pdfium_pages(data)[-1].count("合计") == 1
    done = 0
    for number, page in enumerate(pages, 1):
        assert "资产编号" in page
        assert f"第{number}页共{len(pages)}页" in page
        assert "打印人：王保管" in page
        assert "示范小学固定资产分类台账" in page
        quantity, value = sums(sheet, done)
        assert ("承前页" in page) == (number > 1)
        if number > 1:
            assert f"承前页{quantity}{value}" in page
        done += len(codes(page))
        quantity, value = sums(sheet, done)
        assert ("过次页" in page) == (number < len(pages))
        if number < len(pages):
            assert f"过次页{quantity}{value}" in page
    total = sheet.sums(sheet.rows)[1]
    assert f"合计（大写）：人民币{capitals(total)}" in pages[-1]
    assert f"¥{format_money(total)}" in pages[-1]


@pytest.mark.parametrize("count", [FIT, FIT + 1, FIT + 2, 2 * FIT, 200])
def test_nobody_signs_a_page_without_a_row(count):
    pages = poppler_pages(list_pdf(a_list(count)))
    assert codes(pages[-1]) != []
    assert [("总务主任" in page) for page in pages] == [False] * (len(pages) - 1) + [True]


def test_a_list_of_nothing_says_so():
    (page,) = poppler_pages(list_pdf(a_list(0)))
    assert "没有记录" in page
    assert "零元整" in page


def test_a_heading_stays_with_its_rows_and_a_subtotal_with_the_last_of_them():
    for count in range(FIT - 6, FIT + 6):
        sheet = a_list(count, 30, 1)
        pages = poppler_pages(list_pdf(sheet))
        for page in pages:
            heading = page.find("第2类（30项）")
            if heading >= 0 and "（续）" not in page[heading : heading + 14]:
                assert CODE.match(page, page.find("TY", heading))
            subtotal = page.find("第2类小计")
            assert subtotal < 0 or codes(page[:subtotal])[-1] == count + 30
        whole = "".join(pages)
        for section in sheet.sections:
            quantity, value = sheet.sums(section.rows)
            assert f"{section.title}小计{quantity:,}{format_money(value)}" in whole


def test_each_section_that_stands_apart_begins_a_page_and_ends_with_its_own_sum_and_boxes():
    counts = (3, FIT + 4, 1)
    sheet = a_list(*counts, apart=True)
    pages = poppler_pages(list_pdf(sheet))
    assert len(pages) == 4
    assert [codes(page)[0] for page in pages][:2] == [1, 4]
    assert [("总务主任" in page) for page in pages] == [True, False, True, True]
    _, last_room = sheet.sums(sheet.sections[2].rows)
    _, everything = sheet.sums(sheet.rows)
    assert f"合计（大写）：人民币{capitals(last_room)}" in pages[-1]
    assert f"总计（大写）：人民币{capitals(everything)}" in pages[-1]
    assert "总计" not in "".join(pages[:-1])
    assert "承前页" not in pages[3]


def test_where_sections_are_added_up_alone_nothing_is_carried_from_one_to_the_next():
    hands = tuple(
        PaperSection(f"人员{n}", rows(count, 1 + n * 100), hand="本人核对无误。")
        for n, count in enumerate((FIT + 3, 2, 5))
    )
    sheet = a_list(0, sections=hands, grand_total=False, boxes=(), notes=())
    pages = poppler_pages(list_pdf(sheet))
    whole = "".join(pages)
    assert whole.count("签字：") == len(hands)
    assert "人员0（" in pages[0]
    assert "（续）" in pages[1]
    quantity, value = sheet.sums(hands[1].rows)
    assert f"人员1小计{quantity:,}{format_money(value)}" in whole
    assert "合计" not in whole


def _rectangles(data: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Every stroked path of a page as left, bottom, right, top."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for one in document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        found.append(one.get_bounds())
    document.close()
    return found


def test_the_boxes_have_room_for_a_hand():
    """R3: at least 25 x 12 mm, measured from the PDF below the title of the box."""
    data = list_pdf(a_list(3))
    wide, _ = page_size(data, 0)
    frames = [
        (right - left, top - bottom)
        for left, bottom, right, top in _rectangles(data, 0)
        if right - left > wide * 0.8 and 17 * MM < top - bottom < 21 * MM
    ]
    assert frames, "the frame around the boxes is not there"
    width, height = frames[0]
    assert width / 3 >= 25 * MM
    assert height - 6 * MM >= 12 * MM


def test_the_fonts_are_embedded_and_can_be_searched():
    for row in fonts(list_pdf(a_list(5))):
        assert row[-5:-2] == ["yes", "yes", "yes"]


def test_the_same_sheet_gives_the_same_bytes():
    assert list_pdf(a_list(60, 3)) == list_pdf(a_list(60, 3))


def test_a_name_as_long_as_it_gets_stays_whole():
    name = "多媒体教学一体机含交互式电子白板与短焦投影及中控和推拉黑板" * 2
    row = (1, "TY2026000001", name, 1, 100, "综合楼四楼东侧第二多功能报告厅后台设备间")
    data = list_pdf(a_list(0, sections=(PaperSection("", (row,)),)))
    (page,) = pdfium_pages(data)
    assert name in page
    assert str(row[-1]) in page


@pytest.mark.parametrize("sections", [1, 2])
def test_words_that_no_page_holds_go_on_in_the_next_row_and_are_added_up_once(sections):
    words = "".join(f"〔{n}〕" for n in range(1500))
    row = (1, "TY2026000001", words, 3, 100, "")
    parts = [PaperSection(f"第{n}间" if sections > 1 else "", (row,)) for n in range(sections)]
    data = list_pdf(a_list(0, sections=tuple(parts)))
    assert overprinted(data) == []
    pages = squeezed("".join(poppler_pages(data)))
    found = [int(number) for number in re.findall("〔([0-9]+)〕", pages)]
    assert sorted(found) == sorted([*range(1500)] * sections)
    assert pages.count("TY2026000001") == sections
    assert f"人民币{capitals(100 * sections)}" in pages


def test_a_name_that_no_paper_holds_is_refused_and_nothing_is_written():
    row = (1, "TY2026000001", "很长" * 20_000, 1, 100, "")
    target = io.BytesIO()
    with pytest.raises(Refused) as caught:
        render_list(a_list(0, sections=(PaperSection("", (row,)),)), target)
    assert caught.value.code == "too_long"
    assert target.getvalue() == b""


def test_drawing_can_be_watched_and_stopped():
    told = []
    target = io.BytesIO()

    def stop(done: int, pages: int) -> None:
        told.append((done, pages))
        if done >= 20:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        render_list(a_list(900), target, tick=stop)
    assert told[0][0] == 10
    assert target.getvalue() == b""
