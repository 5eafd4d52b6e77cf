"""The paper of a hand-over: parts under their titles, from page to page, with three hands."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from houqin_desktop.documents.slip_form import render_slip
from houqin_desktop.domain.handover import (
    HANDOVER_COLUMNS,
    SectionedSheet,
    SheetSection,
    read_slip_sheet,
)
from houqin_desktop.domain.sheet import SignatureBox
from tests.documents.reading import poppler_pages, squeezed

HANDS = ("移交人", "接收人", "监交人（总务主任）")


def sheet(cards: int, keys: int = 1) -> SectionedSheet:
    row = ("TY2026", "课桌", "", "张", "1", "86.00", "", "在用", "电脑室", "保管", "")
    rows = tuple((str(at), *row) for at in range(1, cards + 1))
    key = ("", "前门", "", "把", "2", "", "", "", "", "", "")
    return SectionedSheet(
        school="示范小学",
        title="交接清册",
        number="JJ20260001",
        version=1,
        fields=(("移交人", "吴电脑"), ("接收人", "郑老师")),
        columns=HANDOVER_COLUMNS,
        rows=(*rows, *((str(cards + 1 + at), *key) for at in range(keys))),
        total=("合计（资产、库存物品）", (("账面数量", str(cards)),)),
        paragraphs=(),
        boxes=tuple(SignatureBox(title, ("签字",), seal=False) for title in HANDS),
        copies="一式三份",
        stub="",
        red=False,
        head="1:abcdef01",
        sections=(
            SheetSection(0, "一、资产"),
            SheetSection(cards, "二、库存物品　无"),
            SheetSection(cards, "四、钥匙"),
        ),
    )


def pages(of: SectionedSheet) -> list[str]:
    target = io.BytesIO()
    render_slip(of, target)
    return [squeezed(page) for page in poppler_pages(target.getvalue())]


@pytest.mark.parametrize("cards", [0, 1, 6, 20, 200])
def test_every_page_says_what_it_is_and_only_the_last_is_signed(cards: int):
    drawn = pages(sheet(cards))
    for at, page in enumerate(drawn, start=1):
        assert "示范小学交接清册" in page
        assert f"第{at}页共{len(drawn)}页" in page
        assert ("监交人（总务主任）" in page) == (at == len(drawn))
    for words in ("一、资产", "二、库存物品无", "四、钥匙"):
        assert sum(words in page for page in drawn) == 1


def test_the_last_title_is_never_parted_from_its_first_row():
    """However many cards there are, the keys stand on the page that says what they are."""
    for cards in range(1, 30):
        assert not any("四、钥匙" in page and "前门" not in page for page in pages(sheet(cards)))


def test_a_sheet_read_back_has_its_parts_and_its_digest():
    of = sheet(2)
    back = read_slip_sheet(of.to_json())
    assert back == of
    assert back.digest == of.digest
    assert [back.part_of(at) for at in range(3)] == ["一、资产", "一、资产", "四、钥匙"]
    red = replace(of, red=True)
    assert read_slip_sheet(red.to_json()).part_of(2) == "四、钥匙"
