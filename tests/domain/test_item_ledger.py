"""Ledgers of 低值易耗品 and 材料: which column is what, what lies where, what is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.choices import LayoutChoice, LedgerChoices
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid, Workbook
from houqin_desktop.domain.ledger.items import ItemRow
from houqin_desktop.domain.ledger.packs import Packing, read_pack
from houqin_desktop.domain.ledger.recognising import Ledger, Severity, recognise_items
from houqin_desktop.domain.stock import StockKind

ROOMS = ("总保管室", "科学保管室", "体育保管室")
HEADER = ("物品名称", "规格型号", "单位", "数量", "单价", "金额", "保管室")


def ledger(
    *rows: tuple[Cell, ...],
    sheet: str = "低值易耗品",
    name: str = "台账.xlsx",
    choices: LedgerChoices | None = None,
) -> Ledger:
    width = max(map(len, rows))
    grid = SheetGrid(sheet, tuple((*row, *[""] * (width - len(row))) for row in rows))
    return recognise_items(Workbook(name, "0" * 64, (grid,)), ROOMS, choices or LedgerChoices())


def row_of(*rows: tuple[Cell, ...], sheet: str = "低值易耗品") -> ItemRow:
    (row,) = ledger(*rows, sheet=sheet).rows
    assert isinstance(row, ItemRow)
    return row


def lying(row: ItemRow) -> dict[str | None, tuple[int, int]]:
    return {each.room: (each.quantity, each.value_fen) for each in row.openings}


def refusals(row: ItemRow) -> list[str]:
    found = (*row.issues, *row.as_new)
    return [issue.message for issue in found if issue.severity is Severity.REFUSED]


def test_a_row_says_what_lies_in_its_room_and_what_it_is_worth() -> None:
    row = row_of(HEADER, ("粉笔", "白色", "盒", 120, 2.5, 300, "总保管室"))
    assert lying(row) == {"总保管室": (120, 30000)}
    assert (row["name"], row["specification"], row["unit"]) == ("粉笔", "白色", "盒")
    assert row["stock_kind"] is StockKind.CONSUMABLE


def test_a_column_for_each_room_shares_the_value_of_the_row_to_the_fen() -> None:
    header = ("品名", "单位", "金额", "总保管室", "科学保管室数量", "体育保管室", "合计")
    row = row_of(header, ("跳绳", "根", 100, 1, 1, 1, 3))
    assert lying(row) == {
        "总保管室": (1, 3334),
        "科学保管室": (1, 3333),
        "体育保管室": (1, 3333),
    }


@pytest.mark.parametrize(("there", "refused"), [(5, True), ("", False), (0, False)])
def test_a_number_under_a_room_that_the_school_has_not_refuses_the_row(
    there: Cell, refused: bool
) -> None:
    header = ("品名", "单位", "单价", "总保管室", "体育器材库")
    row = row_of(header, ("跳绳", "根", 8, 10, there))
    assert ("体育器材库" in " ".join(refusals(row))) is refused
    assert bool(row.openings) is not refused


def test_rooms_that_do_not_add_up_to_the_total_refuse_the_row() -> None:
    header = ("品名", "单位", "单价", "总保管室", "体育保管室", "合计")
    row = row_of(header, ("跳绳", "根", 5.5, "", 40, 41))
    assert row.openings == ()
    assert refusals(row) == ["各室相加是 40，与这一格的 41 对不上，这一行没有登记"]


def test_of_opening_and_closing_figures_the_closing_ones_are_the_stock() -> None:
    row = row_of(
        ("名称", "规格", "单位", "上年结存", "", "本年购入", "", "期末结存", ""),
        ("", "", "", "数量", "金额", "数量", "金额", "数量", "金额"),
        ("水泥", "425", "袋", 10, 200, 5, 100, 8, 160),
        sheet="材料",
    )
    assert lying(row) == {None: (8, 16000)}
    assert row["stock_kind"] is StockKind.MATERIAL


def test_a_sheet_called_after_a_room_lies_in_it() -> None:
    row = row_of((*HEADER[:6], "类别"), ("烧杯", "", "个", 3, 4, 12, "材料"), sheet="科学保管室")
    assert lying(row) == {"科学保管室": (3, 1200)}
    assert row["stock_kind"] is StockKind.MATERIAL
    assert row["category"] is None


def test_a_line_above_says_kind_and_category_of_what_follows() -> None:
    found = ledger(
        ("序号", "物品名称", "单位", "数量", "单价"),
        ("一、低值易耗品",),
        (1, "订书机", "个", 1, 1),
        ("二、材料",),
        (2, "水泥", "袋", 1, 1),
        sheet="Sheet1",
    )
    assert [row["stock_kind"] for row in found.rows] == [StockKind.CONSUMABLE, StockKind.MATERIAL]


@pytest.mark.parametrize("words", ["若干", "约500", "20(坏3)", "2.5", 2.5, -3, "三十", "30张/30把"])
def test_a_number_that_is_none_is_never_guessed(words: Cell) -> None:
    row = row_of(HEADER, ("粉笔", "", "盒", words, 2.5, "", "总保管室"))
    assert row.openings == ()
    assert refusals(row)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ((5, 10, 55), "单价 × 数量是 50.00，与金额 55.00 不符"),
        ((5, "", ""), "没有单价也没有金额"),
        ((5, "约10", ""), "看不出是多少"),
        ((1000, 0.125, ""), "单价不止两位小数"),
        (("", "", 55), "有金额 55.00 而没有数量"),
        (("3箱", 8, ""), "没有换算"),
        ((5, 10, "约50"), "不是一个确切的金额"),
    ],
)
def test_a_value_that_does_not_add_up_refuses_the_row(cells: tuple[Cell, ...], why: str) -> None:
    row = row_of(HEADER, ("胶带", "", "卷", *cells, "总保管室"))
    assert row.openings == ()
    assert any(why in message for message in refusals(row))


def test_packs_become_pieces_only_where_the_row_says_how_many() -> None:
    header = ("物品名称", "单位", "换算", "数量", "金额")
    assert lying(row_of(header, ("笔芯", "支", "20支/盒", "3盒", 60))) == {None: (60, 6000)}
    priced = ("物品名称", "单位", "换算", "数量", "单价")
    assert "一包的还是一件的" in refusals(row_of(priced, ("笔芯", "支", "20支/盒", "3盒", 20)))[0]


def test_without_a_quantity_a_row_only_names_an_item() -> None:
    row = row_of(HEADER, ("扫把", "", "把", "", "", "", ""))
    assert row.openings == ()
    assert refusals(row) == []


def test_what_has_no_value_is_taken_at_nothing_where_a_person_says_so() -> None:
    rows = (("物品名称", "单位", "数量"), ("水彩", "盒", 5))
    signature = ledger(*rows).tables[0].signature
    said = LedgerChoices(layouts={signature: LayoutChoice(nominal=True)})
    (row,) = ledger(*rows, choices=said).rows
    assert isinstance(row, ItemRow)
    assert lying(row) == {None: (5, 0)}
    assert row.doubtful


def test_a_kind_that_nothing_says_is_asked_for() -> None:
    rows = (("物品名称", "单位", "数量", "金额"), ("水彩", "盒", 5, 10))
    for name in ("台账.xlsx", "低值易耗品和材料.xlsx"):
        found = ledger(*rows, sheet="Sheet1", name=name)
        assert found.rows[0].refused_as_new
    said = LayoutChoice(stock_kind=StockKind.MATERIAL)
    choices = LedgerChoices(layouts={found.tables[0].signature: said})
    chosen = ledger(*rows, sheet="Sheet1", choices=choices)
    assert chosen.rows[0]["stock_kind"] is StockKind.MATERIAL


def test_totals_and_signatures_are_no_items() -> None:
    found = ledger(
        HEADER, ("粉笔", "", "盒", 1, 1, 1, ""), ("合计", "", "", 1, "", 1), ("制表人：",)
    )
    assert [row["name"] for row in found.rows] == ["粉笔"]


def test_a_sheet_without_items_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="没有找到物品台账的表头"):
        ledger(("日期", "值班人"), ("周一", "张三"))


@pytest.mark.parametrize(
    ("cell", "header", "pack"),
    [
        ("12个/箱", "换算", Packing("箱", 12, "个")),
        ("1箱=12个", "换算", Packing("箱", 12, "个")),
        ("每箱12", "包装规格", Packing("箱", 12)),
        ("箱装12支", "换算", Packing("箱", 12, "支")),
        (12, "每盒数量", Packing("盒", 12)),
    ],
)
def test_a_pack_is_read_as_people_write_it(cell: Cell, header: str, pack: Packing) -> None:
    assert read_pack(cell, header).value == pack


@pytest.mark.parametrize("cell", [12, "一箱", "大箱", "12", "1个/箱", "12-24个/箱"])
def test_a_pack_that_says_less_is_doubtful(cell: Cell) -> None:
    reading = read_pack(cell, "换算")
    assert reading.value is None
    assert reading.doubt


@given(
    st.lists(st.integers(0, 5000), min_size=3, max_size=3),
    st.integers(0, 10_000_000),
)
def test_the_parts_in_the_rooms_are_exactly_the_whole(pieces: list[int], fen: int) -> None:
    header = ("物品名称", "单位", "金额", *ROOMS)
    row = row_of(header, ("粉笔", "盒", f"{fen / 100:.2f}", *pieces))
    if sum(pieces):
        assert sum(each.quantity for each in row.openings) == sum(pieces)
        assert sum(each.value_fen for each in row.openings) == fen
    else:
        assert bool(refusals(row)) == bool(fen)


def test_what_lay_there_at_the_end_of_the_year_is_the_stock() -> None:
    above = ("品名", "单位", "上年结存", "", "年末结存", "")
    row = row_of(above, ("", "", "数量", "金额", "数量", "金额"), ("拖把", "把", 5, 50, 3, 30))
    assert lying(row) == {None: (3, 3000)}


def test_of_two_numbers_that_both_may_be_the_stock_none_is_taken() -> None:
    above = ("品名", "规格", "单位", "甲账", "", "乙账", "")
    below = ("", "", "", "数量", "金额", "数量", "金额")
    row = row_of(above, below, ("拖把", "棉", "把", 5, 50, 3, 30))
    assert "D、F 列都像数量" in refusals(row)[0]


def test_headings_between_the_first_row_of_a_header_and_its_words_belong_to_it() -> None:
    header = (
        ("序号", "物品", "", "结存", "", "单价"),
        ("", "基本情况", "计量", "各室", "", ""),
        ("", "名称", "单位", "总保管室", "科学保管室", ""),
    )
    row = row_of(*header, (1, "拖把", "把", 2, 3, 4))
    assert lying(row) == {"总保管室": (2, 800), "科学保管室": (3, 1200)}


def test_a_room_that_cannot_be_read_keeps_the_pieces_out() -> None:
    row = row_of(HEADER, ("粉笔", "白色", "盒", 120, 2.5, 300, "同上"))
    assert (row.openings, len(refusals(row))) == ((), 1)
