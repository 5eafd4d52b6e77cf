"""The form kit: words fit without a loss, text is text, and a file is whole or untouched."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.documents.boxes import HAND_BOX_HEIGHT, SEAL_BOX_HEIGHT
from houqin_desktop.documents.fonts import Face, character_width
from houqin_desktop.documents.layout import (
    A4_PORTRAIT,
    MM,
    Align,
    Document,
    Field,
    Foot,
    Style,
    head_line,
)
from houqin_desktop.documents.preview import page_count, page_image, page_size
from houqin_desktop.documents.qr import qr_modules
from houqin_desktop.documents.table import TableColumn, TableStyle, column_widths
from houqin_desktop.documents.wrapping import fit, wrap
from houqin_desktop.domain.errors import Refused
from tests.documents.reading import pdfium_pages, poppler_pages, squeezed

HOSTILE = st.text(
    st.sampled_from("课桌电脑室（）《》，。、“”ABCxyz0123456789-_/\\<>&'\"%#()[]{}$ \n㛃䶮𬭛𫖯"),
    max_size=80,
)


@given(HOSTILE, st.floats(1.5, 40))
def test_wrapping_loses_nothing_and_stays_inside(text: str, room: float) -> None:
    lines = wrap(text, Face.SERIF, room)
    assert squeezed("".join(lines)) == squeezed(text)
    for piece in lines:
        width = sum(character_width(character, Face.SERIF) for character in piece)
        assert width <= room + 1e-6 or len(piece) == 1


@given(HOSTILE, st.floats(20, 200), st.floats(14, 30))
def test_a_cell_grows_rather_than_cut_its_words(text: str, width: float, height: float) -> None:
    fitted = fit(text, Face.SERIF, 9.0, width, height)
    assert squeezed("".join(fitted.lines)) == squeezed(text)
    assert fitted.height >= height
    assert len(fitted.lines) == 1 or len(fitted.lines) * fitted.size < fitted.height


def test_a_line_does_not_begin_with_a_comma_nor_end_with_an_opening_bracket() -> None:
    for room in range(3, 12):
        lines = wrap("课桌，椅子（木质）、柜子。电脑（旧）", Face.SERIF, room)
        assert not any(piece[0] in "，、。）" for piece in lines[1:])
        assert not any(piece[-1] == "（" for piece in lines)


def test_a_model_number_stays_in_one_piece() -> None:
    assert wrap("打印机 HP-LJ1020", Face.SERIF, 7) == ("打印机 ", "HP-LJ1020")


def test_markup_is_text() -> None:
    words = "<b>课桌</b> & &amp; %s (x) \\n {0} 'a' \"b\""
    document = Document("试样", author="示范小学")
    document.page().text(50, 50, words, Style())
    data = document.to_bytes()
    assert squeezed(words) in poppler_pages(data)[0]
    assert squeezed(words) in pdfium_pages(data)[0]


def test_the_pdf_holds_no_script_no_link_and_no_date() -> None:
    document = Document("试样", author="http://示范小学.cn")
    document.page().text(50, 50, "http://example.com javascript:1", Style())
    data = document.to_bytes()
    for word in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/Annots", b"/OpenAction"):
        assert word not in data
    assert data == document.to_bytes()


def test_a_line_shrinks_into_its_room_and_is_refused_when_nobody_could_read_it() -> None:
    page = Document("试样", author="示范小学").page()
    assert page.text(0, 10, "示范小学综合楼", Style(size=10), Align.LEFT, 50) <= 50.01
    with pytest.raises(Refused) as refusal:
        page.text(0, 10, "示范小学" * 40, Style(size=10), Align.LEFT, 50)
    assert refusal.value.code == "too_long"


def test_a_crowded_head_line_is_written_smaller() -> None:
    document = Document("试样", author="示范小学")
    fields = [Field("申请部门", "综合实践与劳动教育分保管室" * 3), Field("单号", "BF20260001")]
    head_line(document.page(A4_PORTRAIT), 50, fields, 480)
    assert (
        "申请部门：" + fields[0].value + "单号：BF20260001" in pdfium_pages(document.to_bytes())[0]
    )


def test_columns_fill_the_paper_and_figures_keep_their_line() -> None:
    columns = [
        TableColumn("编号"),
        TableColumn("名称", wraps=True),
        TableColumn("金额", Align.RIGHT),
    ]
    rows = [["ZC20260000001", "很长的名称" * 20, "1,234,567,890.12"], ["1", "桌", "0.05"]]
    widths = column_widths(columns, rows, TableStyle(9, 20, 26), 700)
    assert sum(widths) == pytest.approx(700)
    assert widths[2] > 16 * 9 * 0.45


def test_of_words_that_must_wrap_the_longer_get_the_wider_column_and_the_shorter_their_title() -> (
    None
):
    columns = [TableColumn(title, wraps=True) for title in ("存放地点", "防范预案", "复查")]
    for long in (40, 4_000):
        rows = [("教学楼一楼卫生间" * 2, "停用该部位" * long, "罗国华合格" * 5)]
        place, plan, check = column_widths(columns, rows, TableStyle(9, 20, 26), 300)
        assert plan > check > place > 4 * 9


@given(HOSTILE, st.floats(20, 400))
def test_no_words_of_a_cell_are_smaller_than_small_print(text: str, room: float) -> None:
    assert fit(text, Face.SERIF, 9, room, 20).size >= 6.5


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), max_size=6))
def test_columns_always_fill_the_paper(rows: list[tuple[str, str, str]]) -> None:
    columns = [TableColumn("甲"), TableColumn("乙", wraps=True), TableColumn("丙", wraps=True)]
    widths = column_widths(columns, rows, TableStyle(9, 20, 26), 700)
    assert sum(widths) == pytest.approx(700)
    assert min(widths) > 0


@given(st.integers(0, 9999), st.integers(1, 3), st.binary(min_size=4, max_size=4))
def test_the_code_is_drawn_module_for_module(number: int, page: int, check: bytes) -> None:
    words = f"HQ1|BF2026{number:04d}|1|{page}/3|{check.hex()}|118:9f3c2a71"
    side, runs = qr_modules(words)
    drawn = [[0] * side for _ in range(side)]
    for row, column, length in runs:
        drawn[row][column : column + length] = [1] * length
    reference = segno.make_qr(words, error="m", mask=3)
    assert drawn == [list(row) for row in reference.matrix]


def test_boxes_hold_a_hand_and_a_seal() -> None:
    assert HAND_BOX_HEIGHT >= 25 * MM
    assert SEAL_BOX_HEIGHT >= 42 * MM


def test_the_foot_names_page_version_reprint_and_check_code() -> None:
    foot = Foot("一式三份", 2, 5, "9f3c2a71", version=3, reprint=1)
    assert foot.right == "第 2 页 共 5 页　第 3 版　重印 1　校验 9f3c2a71"


def test_an_existing_file_is_replaced_whole_and_a_failed_print_leaves_it(tmp_path: Path) -> None:
    target = tmp_path / "申请单.pdf"
    target.write_bytes(b"old")
    document = Document("试样", author="示范小学")
    document.page().text(50, 50, "课桌", Style())
    document.write(target)
    assert target.read_bytes() == document.to_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["申请单.pdf"]
    with pytest.raises(OSError, match="missing"):
        document.write(tmp_path / "missing" / "申请单.pdf")


def test_the_preview_shows_the_pdf_itself() -> None:
    document = Document("试样", author="示范小学")
    document.page().shade(0, 0, 421, 595, 0.0)
    target = io.BytesIO()
    document.write(target)
    data = target.getvalue()
    assert page_count(data) == 1
    assert page_size(data, 0) == pytest.approx((841.89, 595.28), abs=0.02)
    image = page_image(data, 0, 800)
    assert (image.width, image.height) == (800, 566)
    assert len(image.pixels) == image.stride * image.height
    row = image.pixels[300 * image.stride :]
    assert row[4 * 100 : 4 * 100 + 3] == b"\x00\x00\x00"
    assert row[4 * 700 : 4 * 700 + 3] == b"\xff\xff\xff"
    assert not re.search(rb"/JavaScript", data)
