"""The paper of a slip: every line on it once, both hands below, a stub that is torn off."""

from __future__ import annotations

import io

import pytest

from houqin_desktop.documents.slip_form import render_slip
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.domain.slip import SlipColumn, SlipSheet
from tests.documents.reading import overprinted, poppler_pages, squeezed

STUB = "领用存根　郑老师　白粉笔 3 盒等 200 项"


def sheet(rows: int, stub: str = STUB) -> SlipSheet:
    titles = ("序号", "物品编号", "名称", "规格型号", "单位", "数量", "备注")
    return SlipSheet(
        school="示范小学",
        title="物品领用单",
        number="LY20260001",
        version=1,
        fields=(("发放保管室", "总保管室"), ("领用人", "郑老师"), ("日期", "2026-11-22")),
        columns=tuple(SlipColumn(title, title == "数量") for title in titles),
        rows=tuple(
            (str(at), f"WP{at:05d}", "白粉笔", "普通", "盒", "3", "") for at in range(1, rows + 1)
        ),
        total=("合计", (("数量", f"{3 * rows:,}"),)),
        paragraphs=(),
        boxes=tuple(SignatureBox(title, (), seal=False) for title in ("领用人", "保管员")),
        copies="一式两份：第一联保管室，第二联领用人",
        stub=stub,
        red=False,
        head="1:abcdef12",
    )


def drawn(of: SlipSheet) -> bytes:
    target = io.BytesIO()
    render_slip(of, target)
    return target.getvalue()


@pytest.mark.parametrize("rows", [0, 1, 7, 8, 9, 10, 17, 18, 19, 200])
def test_every_line_stands_once_and_the_stub_below_the_hands_on_the_last_page(rows: int):
    data = drawn(sheet(rows))
    pages = poppler_pages(data)
    words = squeezed("".join(pages))
    assert [words.count(f"WP{at:05d}") for at in range(1, rows + 1)] == [1] * rows
    last = squeezed(pages[-1])
    assert squeezed(STUB) in last
    assert "领用人：____" in last
    assert all(squeezed(STUB) not in squeezed(page) for page in pages[:-1])
    assert last.index("保管员") < last.index(squeezed(STUB))
    assert overprinted(data) == []
    if rows:
        assert "WP" in last


def test_a_slip_without_a_stub_has_nothing_to_tear_off():
    words = squeezed("".join(poppler_pages(drawn(sheet(1, "")))))
    assert "存根" not in words
    assert "领用人：____" not in words
