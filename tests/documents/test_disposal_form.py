"""The paper of a disposal says what the sheet says: all of it, on every page, with its sums."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houqin_desktop.documents.disposal_annex import ROWS_PER_PAGE
from houqin_desktop.documents.disposal_form import render_disposal, render_disposals
from houqin_desktop.documents.preview import page_count, page_image
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.sheet import DisposalSheet, SheetLine
from tests.documents.reading import fonts, pdf, pdfium_pages, poppler, poppler_pages, squeezed
from tests.documents.sheets import large, line, lines, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODE = re.compile(r"TY1995\d{6}")


def two_classes(count: int) -> tuple[SheetLine, ...]:
    """So many lines, every third a piece of furniture, all with values of their own."""
    return tuple(
        line(
            position,
            class_name="家具和用具" if position % 3 == 0 else "设备",
            quantity=position % 4 + 1,
            original_value_fen=100_000 + 37 * position,
            accumulated_fen=60_000 + position,
            net_value_fen=40_000 + 36 * position,
        )
        for position in range(1, count + 1)
    )


def sums_of(chosen: list[SheetLine]) -> str:
    """Quantity, value, depreciation and net value of lines, as they stand beside each other."""
    moneys = (
        sum(one.original_value_fen for one in chosen),
        sum(one.accumulated_fen for one in chosen),
        sum(one.net_value_fen for one in chosen),
    )
    return str(sum(one.quantity for one in chosen)) + "".join(map(format_money, moneys))


def value_of(chosen: list[SheetLine]) -> int:
    return sum(one.original_value_fen for one in chosen)


def test_the_large_form_has_five_empty_boxes_and_the_words_of_the_sheet() -> None:
    sheet = large(6)
    (page,) = pdfium_pages(pdf(sheet))
    for words in (
        "示范小学大件（大额）固定资产报废（报损）审批表",
        "提出部门：保管室、财务室（联合）",
        "申请日期：2026年11月18日",
        "单号：BF20260003",
        "以下空白",
        "合计（大写）：人民币伍万壹仟陆佰元整6¥51,600.00¥51,600.00¥0.00",
        sheet.reason,
        sheet.residual_advice,
        *(box.title for box in sheet.boxes),
        "会议日期：纪要号：",
        "第1页共1页",
        f"校验{sheet.check_code}",
        sheet.copies,
        "记账：",
    ):
        assert squeezed(words) in page
    assert page.count("（盖章）年月日") == 5
    assert page.count("批复文号：") == 2
    assert "陈静" not in page


def test_the_small_form_has_four_boxes_and_lines_to_fill_in_by_hand() -> None:
    sheet = small(3, appraisal="2026-11-10，张㛃䶮、李𬭛、王𫖯：无修复价值", version=2)
    data = pdf(sheet)
    for page in (*pdfium_pages(data), *poppler_pages(data)):
        for words in (
            "示范小学固定资产报废（报损）申请单",
            "申请部门：图书保管室申请人：陈静",
            "单号：BF20260007（第2版）",
            "技术鉴定：2026-11-10，张㛃䶮、李𬭛、王𫖯：无修复价值",
            "下账记录实物账记账人：记账日期：财务账凭证号：记账人：",
            "残值处理处理方式：残值收入（元）：缴款凭证号：经办人：",
            "一式三份",
            "第1页共1页第2版校验",
            *(squeezed(box.title) for box in sheet.boxes),
        ):
            assert words in page
        assert page.count("签字：年月日") == 4
        assert "盖章" not in page


def test_warnings_and_the_rule_stand_on_the_paper() -> None:
    sheet = small(1, warnings=("TY1995000001 尚有净值", "疑似拆单"), rule="单件低于 5,000.00 元")
    (page,) = pdfium_pages(pdf(sheet))
    assert "注意：TY1995000001尚有净值；疑似拆单" in page
    assert "办理依据：单件低于5,000.00元" in page


def test_more_warnings_than_the_front_can_hold_follow_on_a_page_of_their_own() -> None:
    warnings = tuple(f"第 {number} 件资产尚有净值，未达到规定使用年限" for number in range(1, 90))
    pages = pdfium_pages(pdf(large(6, warnings=warnings)))
    assert "注意：共89条，见附页" in pages[0]
    assert len(pages) == 4
    for number, warning in enumerate(warnings, 1):
        assert f"注意（{number}）：{squeezed(warning)}" in "".join(pages[1:])


def test_a_reason_of_its_own_gets_a_column() -> None:
    own = (*lines(2), line(3, reason="丢失被盗"))
    assert "存放地点报废原因" in pdfium_pages(pdf(small(0, lines=own)))[0]
    assert "存放地点报废原因" not in pdfium_pages(pdf(small(3)))[0]
    shared = lines(3, reason="技术淘汰")
    (page,) = pdfium_pages(pdf(small(0, lines=shared, reason="")))
    assert "存放地点报废原因" not in page
    assert "报废原因：技术淘汰" in page


@pytest.mark.parametrize("kind", ["报废", "报损"])
def test_the_box_of_the_kind_is_ticked_and_the_other_is_not(kind: str) -> None:
    data = pdf(small(1, kind=kind))
    image = page_image(data, 0, 3368)
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    start = text.get_text_range().index("处置方式：")
    inked = {}
    for offset, name in ((5, "报废"), (7, "报损")):
        place = text.get_text_range().index(name, start + offset)
        left, bottom, _, top = text.get_charbox(place)
        # The inside of the box that stands before the word, four pixels to the point.
        xs = range(int((left - 10) * 4), int((left - 5) * 4))
        ys = range(int((595.28 - top + 2) * 4), int((595.28 - bottom - 2) * 4))
        inked[name] = sum(image.pixels[y * image.stride + 4 * x] < 128 for y in ys for x in xs)
    other = ({"报废", "报损"} - {kind}).pop()
    assert inked[kind] > 40
    assert inked[other] == 0


@pytest.mark.parametrize("count", [1, 6, 9, 10, 11])
@pytest.mark.parametrize("make", [large, small])
def test_a_few_lines_stand_on_the_front(count: int, make: Callable[[int], DisposalSheet]) -> None:
    assert page_count(pdf(make(count))) == 1


@pytest.mark.parametrize("count", [12, 25, 26, 60, 161])
def test_the_annex_is_numbered_through_with_at_most_25_rows_and_right_sums(count: int) -> None:
    sheet = large(0, lines=two_classes(count))
    pages = pdfium_pages(pdf(sheet))
    annex = pages[1:]
    by_code = {one.code: one for one in sheet.lines}
    sizes = Counter(one.class_name for one in sheet.lines)
    number = 0
    seen: dict[str, list[SheetLine]] = {"设备": [], "家具和用具": []}
    for position, page in enumerate(annex, 2):
        assert f"第{position}页共{len(pages)}页" in page
        rows = [by_code[code] for code in CODE.findall(page)]
        assert 0 < len(rows) <= ROWS_PER_PAGE
        (class_name,) = {one.class_name for one in rows}
        assert f"资产门类：{class_name}" in page
        carried = f"承前页{sums_of(seen[class_name])}"
        assert ("承前页" in page) == bool(seen[class_name])
        assert "承前页" not in page or carried in page
        seen[class_name] += rows
        assert f"本页小计{sums_of(rows)}" in page
        goes_on = len(seen[class_name]) < sizes[class_name]
        assert ("累计（过次页）" in page) == goes_on
        assert not goes_on or f"累计（过次页）{sums_of(seen[class_name])}" in page
        words = capitals(value_of(seen[class_name]))
        total = f"{class_name}合计（大写）：人民币{words}{sums_of(seen[class_name])}"
        assert (total in page) == (not goes_on)
        for one in rows:
            number += 1
            assert f"{number}{one.code}" in page
    assert number == count
    assert sum(len(rows) for rows in seen.values()) == count
    assert f"总计（大写）：人民币{capitals(sheet.total_value_fen)}" in annex[-1]
    assert annex[-1].count("制表（签字）：") == 1
    assert not any("制表（签字）" in page for page in annex[:-1])


def test_the_front_sums_up_the_classes_of_the_annex() -> None:
    sheet = large(0, lines=two_classes(60))
    front = pdfium_pages(pdf(sheet))[0]
    furniture = sums_of([one for one in sheet.lines if one.class_name == "家具和用具"])
    assert "共60项，详见明细附表（3页），以下空白" in front
    assert f"2家具和用具2041—604{furniture}" in front
    total = sheet.total_value_fen
    assert f"合计（大写）：人民币{capitals(total)}{sheet.total_quantity}" in front
    assert not CODE.search(front)


def test_more_classes_than_the_front_can_hold_are_summed_in_the_last_row() -> None:
    many = tuple(line(number, class_name=f"门类{number:02d}") for number in range(1, 41))
    pages = pdfium_pages(pdf(large(0, lines=many)))
    assert len(pages) == 41
    assert re.search(r"其余\d+类", pages[0])
    assert "第1页共41页" in pages[0]


def test_quantities_have_thousands_separators_as_amounts_have() -> None:
    paper = "".join(poppler_pages(pdf(large(2, lines=lines(2, quantity=1280)))))
    assert paper.count("1,280") == 2
    assert "2,560" in paper
    assert "1280" not in paper
    assert "2560" not in paper


def test_long_names_wrap_and_amounts_of_twelve_digits_fit() -> None:
    long = {
        "name": "全自动多功能数码彩色激光一体打印复印扫描传真机（含双面送稿器）",
        "specification": "CANON imageRUNNER ADVANCE DX C3835i/A3/双纸盒/WIFI-6E 双频千兆",
        "place": "综合楼三层东侧信息技术办公室及储藏间",
        "original_value_fen": 123_456_789_012,
    }
    sheet = small(4, lines=lines(4, **long))
    for page in (*pdfium_pages(pdf(sheet)), *poppler_pages(pdf(sheet))):
        for words in long.values():
            shown = format_money(words) if isinstance(words, int) else squeezed(str(words))
            assert page.count(shown) == 4
        assert f"人民币{capitals(4 * 123_456_789_012)}" in page


def test_a_name_longer_than_a_page_is_refused_and_never_cut() -> None:
    fits = "木" * 600
    assert pdfium_pages(pdf(small(0, lines=(line(1, name=fits),))))[-1].count("木") == 600
    with pytest.raises(Refused) as refusal:
        pdf(small(0, lines=(line(1, name="木" * 4000),)))
    assert refusal.value.code == "too_long"


def test_the_same_sheet_gives_the_same_bytes_and_a_reprint_only_its_mark() -> None:
    sheet = large(30)
    assert pdf(sheet) == pdf(DisposalSheet.from_json(sheet.to_json()))
    first, again = pdfium_pages(pdf(sheet)), pdfium_pages(pdf(sheet, reprint=2))
    for page, reprinted in zip(first, again, strict=True):
        assert "重印" not in page
        assert reprinted.replace("重印第2次", "").replace("重印2", "") == page


def test_several_cases_in_one_file_keep_their_own_page_numbers() -> None:
    target = io.BytesIO()
    render_disposals([large(30), small(2)], target)
    pages = pdfium_pages(target.getvalue())
    assert ["第3页共3页" in pages[2], "第1页共1页" in pages[3]] == [True, True]


def test_an_existing_file_stays_when_the_form_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "申请单.pdf"
    target.write_bytes(b"signed")
    with pytest.raises(Refused):
        render_disposal(small(1, applicant="😀"), target)
    assert target.read_bytes() == b"signed"


LETTERS = st.sampled_from(
    "课桌椅电脑室㛃䶮𬭛𫖯（）、，。“”《》AZaz09<>&'\"%\\/#{}[]$^~`|@*_+=:;?!.-"
)
WORDS = st.text(LETTERS, max_size=40)


@st.composite
def hostile_lines(draw: st.DrawFn) -> tuple[SheetLine, ...]:
    count = draw(st.integers(0, 80))
    names = draw(st.lists(WORDS, min_size=1, max_size=5))
    amounts = draw(st.lists(st.integers(0, 999_999_999_999), min_size=1, max_size=5))
    return tuple(
        line(
            position,
            name=names[position % len(names)],
            specification=names[(position * 7 + 1) % len(names)],
            place=names[(position * 3 + 2) % len(names)],
            class_name=["设备", "家具和用具", ""][position * 5 % 7 % 3],
            quantity=position % 9,
            original_value_fen=amounts[position % len(amounts)],
            accumulated_fen=amounts[position % len(amounts)] // 2,
        )
        for position in range(1, count + 1)
    )


@settings(max_examples=25, deadline=None)
@given(hostile_lines(), st.booleans(), WORDS, WORDS)
def test_whatever_the_sheet_says_stands_on_the_paper(
    chosen: tuple[SheetLine, ...], is_large: bool, reason: str, warning: str
) -> None:
    base = large(0) if is_large else small(0)
    sheet = replace(base, lines=chosen, reason=reason, warnings=(warning,) if warning else ())
    data = pdf(sheet)
    pages = poppler_pages(data)
    everything = "".join(pages)
    for one in chosen:
        row = f"{one.code}{one.name}{one.specification}{one.unit}{one.quantity}"
        row += f"{format_money(one.unit_price_fen)}{format_money(one.original_value_fen)}"
        assert squeezed(row) in everything
    assert squeezed(reason) in pages[0]
    assert squeezed(warning) in pages[0]
    assert f"人民币{capitals(sheet.total_value_fen)}{sheet.total_quantity}" in pages[0]
    assert f"第1页共{len(pages)}页" in pages[0]
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts(data))


def test_poppler_finds_no_fault_in_the_file() -> None:
    assert "A4" in poppler("pdfinfo", pdf(large(60)))
