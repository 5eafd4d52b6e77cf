"""Paper in bulk: a thousand one-page forms, and one case of four thousand lines with its annex."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from random import Random
from typing import Any

from houqin_desktop.documents.disposal_form import render_disposal, render_disposals
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.sheet import DisposalSheet, SheetLine
from houqin_desktop.resources import resource_path
from tests.benchmarks.measuring import Measure, compare, took_ms
from tests.documents.sheets import large, line, small

FORMS, LINES, ROWS_A_PAGE = 1_000, 4_000, 25
HEADERS = (
    "序号", "资产编号", "名称", "规格型号", "单位", "数量", "单价", "原值", "取得日期", "规定年限",
    "已用年限", "折旧", "净值", "地点",
)  # fmt: skip
BOXES = (
    "①分保管员", "②总务室", "③保管室", "④主管领导", "签字", "签字", "签字", "签字", "年月日",
    "下账记录", "残值处理",
)  # fmt: skip
NAMES = ("台式计算机", "便携式计算机", "激光打印机", "实验桌", "文件柜", "投影机", "学生显微镜")
CODE = re.compile(r"TY1995(\d{6})")


def _line(position: int, chance: Random) -> SheetLine:
    price = chance.randrange(10_000, 90_000)
    return line(
        position,
        name=chance.choice(NAMES),
        specification=f"{chance.choice(['联想', '方正', '海信', '佳能'])} {chance.randrange(1000)}",
        unit_price_fen=price,
        original_value_fen=price,
        accumulated_fen=price,
        place=f"{chance.randrange(1, 6)}0{chance.randrange(1, 9)}室",
    )


def _sheets() -> list[DisposalSheet]:
    chance = Random(1)
    return [
        replace(
            small(6),
            number=f"BF2026{number:04d}",
            lines=tuple(_line(position, chance) for position in range(1, 7)),
        )
        for number in range(1, FORMS + 1)
    ]


def bare_forms(pages: int) -> None:
    """Draw pages of as many words, what never changes as one form XObject."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for weight in ("Regular", "Bold"):
        path = resource_path(f"fonts/NotoSerifSC-{weight}.ttf")
        font: Any = TTFont(f"Bench{weight}", str(path))
        # Under the name of its file ReportLab would take the program's own face instead.
        font.face.name = font.fontName.encode()
        pdfmetrics.registerFont(font)
    canvas = Canvas(io.BytesIO(), pagesize=(842, 595), invariant=1)
    chance = Random(1)
    canvas.beginForm("frame")
    for number in range(10):
        canvas.line(42, 100 + 20 * number, 800, 100 + 20 * number)
    for number in range(15):
        canvas.line(42 + 50 * number, 100, 42 + 50 * number, 300)
    canvas.setFont("BenchBold", 18)
    canvas.drawCentredString(421, 540, "示范小学固定资产报废（报损）申请单")
    canvas.setFont("BenchBold", 9)
    for number, word in enumerate(HEADERS):
        canvas.drawCentredString(60 + 50 * number, 300, word)
    for number, word in enumerate(BOXES):
        canvas.drawString(60 + 50 * number, 200, word)
    canvas.endForm()
    for page in range(pages):
        canvas.doForm("frame")
        canvas.setFont("BenchRegular", 9)
        for number in range(8):
            canvas.drawString(50 + 90 * number, 500, f"单号：BF2026{page:04d}")
        for row in range(6):
            for column in range(len(HEADERS)):
                words = f"{chance.randrange(10**6) / 100:,.2f}" if column > 3 else "台式计算机"
                canvas.drawRightString(80 + 50 * column, 300 - 20 * row, words)
        canvas.showPage()
    canvas.save()


def printing_forms() -> Measure:
    """Print a thousand small applications into one PDF."""
    sheets = _sheets()
    render_disposals(sheets[:3], io.BytesIO())
    floor_ms, taken_ms = compare(
        lambda: bare_forms(FORMS), lambda: render_disposals(sheets, io.BytesIO()), 2
    )
    return Measure("打印 1,000 张申请单", FORMS, taken_ms, floor_ms, 1 / 0.8)


def printing_annex() -> Measure:
    """Print a case of four thousand lines, then read the paper and hold it against the case."""
    chance = Random(2)
    sheet = large(1, lines=tuple(_line(position, chance) for position in range(1, LINES + 1)))
    paper = io.BytesIO()
    taken_ms = took_ms(lambda: render_disposal(sheet, paper))
    pages = pages_of(paper.getvalue())
    _verify(sheet, pages)
    return Measure(f"打印 {LINES:,} 行附表", LINES, taken_ms, note=f"{len(pages)} 页，已核对")


def pages_of(data: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _verify(sheet: DisposalSheet, pages: list[str]) -> None:
    """Refuse paper with a line too many on a page, a line out of order, or a wrong total."""
    printed: list[int] = []
    for page in pages:
        codes = [int(code) for code in CODE.findall(page)]
        assert len(codes) <= ROWS_A_PAGE, f"{len(codes)} rows on a page"
        printed += codes
    assert printed == list(range(1, LINES + 1)), "lines missing or out of order"
    for number, page in enumerate(pages, start=1):
        assert f"第 {number} 页 共 {len(pages)} 页" in page, f"page {number} is not numbered"
    total = format_money(sheet.total_value_fen)
    assert total in pages[0], "the front form has another total"
    assert total in pages[-1], "the annex has another total"
    assert f"{LINES:,}" in pages[-1] or str(LINES) in pages[-1], "the annex has another count"
