"""Lists to draw: as many rows as a test asks for, in sections or without."""

from __future__ import annotations

import io

from houqin_desktop.documents.list_form import render_list
from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperKind, PaperSection
from houqin_desktop.domain.sheet import SignatureBox

COLUMNS = (
    PaperColumn("序号", PaperKind.CENTRED),
    PaperColumn("资产编号"),
    PaperColumn("资产名称", wraps=True),
    PaperColumn("数量", PaperKind.COUNT, summed=True),
    PaperColumn("原值（元）", PaperKind.MONEY, summed=True),
    PaperColumn("存放地点", wraps=True),
)
BOXES = tuple(SignatureBox(title, (), seal=False) for title in ("制表", "复核", "总务主任"))


def rows(count: int, first: int = 1) -> tuple[tuple[str | int, ...], ...]:
    """Rows that can be told apart, worth something that no page sum can hide."""
    return tuple(
        (n, f"TY2026{n:06d}", "台式计算机", n % 7 + 1, n * 1_001, f"电脑{n % 9}室")
        for n in range(first, first + count)
    )


def a_list(*counts: int, **values: object) -> ListSheet:
    """A list with a section for each count; one count alone stands without a title."""
    sections, first = [], 1
    for number, count in enumerate(counts, 1):
        title = f"第{number}类" if len(counts) > 1 else ""
        sections.append(PaperSection(title, rows(count, first)))
        first += count
    filled: dict[str, object] = {
        "name": "category_ledger",
        "title": "固定资产分类台账",
        "school": "示范小学",
        "fields": (("截至日期", "2026年11月22日"), ("金额单位", "元")),
        "columns": COLUMNS,
        "sections": tuple(sections),
        "printed": "分类台账　打印时间：2026-11-22 08:00　打印人：王保管",
        "notes": ("其中 3 张卡片后来才登记。",),
        "boxes": BOXES,
        "value_column": 4,
        **values,
    }
    return ListSheet(**filled)  # type: ignore[arg-type]


def list_pdf(sheet: ListSheet) -> bytes:
    """The PDF of a list."""
    target = io.BytesIO()
    render_list(sheet, target)
    return target.getvalue()
