"""What a person says about a ledger holds: header, columns, unit; and the program says how sure."""

from __future__ import annotations

from typing import Any

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.layouts import header_as_told
from houqin_desktop.domain.ledger.recognising import (
    LayoutChoice,
    Ledger,
    LedgerChoices,
    LedgerColumn,
    Sureness,
    recognise,
)
from tests.domain.test_ledger import CATEGORIES, TODAY, sheet

HEADER = ("编号", "名称", "数量", "金额", "经手", "日期")
ROWS = (
    ("TY-01", "电脑", 2, 7600, "张三", "2015-09"),
    ("TY-02", "课桌", 10, 1500, "李四", "2016-09"),
)


def read(*sheets: SheetGrid, choices: LedgerChoices | None = None) -> Ledger:
    return recognise(
        Workbook("台账.xlsx", "0" * 64, sheets), CATEGORIES, TODAY, choices or LedgerChoices()
    )


def column(found: Ledger, index: int) -> LedgerColumn:
    return next(each for each in found.tables[0].columns if each.index == index)


def chosen(found: Ledger, choice: LayoutChoice) -> LedgerChoices:
    return LedgerChoices(layouts={found.tables[0].signature: choice})


def test_a_person_gives_a_column_its_field():
    page = sheet(HEADER, *ROWS)
    found = read(page)
    assert found.rows[0]["keeper"] is None
    assert found.rows[0]["acquired_on"] is None
    again = read(page, choices=chosen(found, LayoutChoice({4: "keeper", 5: "acquired_on"})))
    assert again.rows[0]["keeper"] == "张三"
    assert again.rows[0]["acquired_on"].text == "2015-09"
    assert column(again, 4).chosen
    assert column(again, 4).sureness is Sureness.SURE


def test_a_person_takes_a_column_out_and_gives_its_field_to_another():
    page = sheet(("编号", "名称", "数量", "金额", "原价"), ("A1", "电脑", 1, 3800, 4000))
    found = read(page, choices=chosen(read(page), LayoutChoice({0: None, 4: "original_value"})))
    assert found.rows[0]["code"] is None
    assert found.rows[0]["original_value"] == 400000
    assert column(found, 3).key is None


def test_a_person_says_that_amounts_are_in_ten_thousands():
    page = sheet(HEADER, ("TY-01", "电脑", 1, 1.25, "", ""))
    found = read(page, choices=chosen(read(page), LayoutChoice(unit_fen=1_000_000)))
    assert found.rows[0]["original_value"] == 1_250_000


def test_corrections_hold_for_the_next_file_of_the_kind_and_for_no_other():
    first = read(sheet(HEADER, *ROWS))
    choices = chosen(first, LayoutChoice({4: "keeper"}))
    like = read(sheet(("固定资产",), HEADER, ("X-9", "书架", 1, 100, "王五", "")), choices=choices)
    assert like.tables[0].signature == first.tables[0].signature
    assert like.rows[0]["keeper"] == "王五"
    other = read(sheet((*HEADER, "备注"), ("X-9", "书架", 1, 100, "王五", "", "")), choices=choices)
    assert other.tables[0].signature != first.tables[0].signature
    assert other.rows[0]["keeper"] is None


def test_spelling_of_a_header_in_full_width_or_with_blanks_is_the_same_kind():
    wide = tuple(" ".join(word) for word in HEADER)
    assert read(sheet(wide, *ROWS)).tables[0].signature == (
        read(sheet(HEADER, *ROWS)).tables[0].signature
    )


STRANGE = (("东西", "几个", "花了多少"), ("电脑", 2, 7600), ("课桌", 10, 1500))


def test_a_header_that_no_word_betrays_is_read_where_a_person_says_it_stands():
    page = sheet(("××小学",), *STRANGE)
    with pytest.raises(Refused) as refused:
        read(page)
    assert refused.value.code == "no_header"
    told = LedgerChoices(headers={"台账": (2, 2)})
    with pytest.raises(Refused, match="没有一栏是资产名称"):
        read(page, choices=told)


def test_a_strange_header_once_corrected_is_found_again_by_itself():
    fields = {0: "name", 1: "quantity", 2: "original_value"}
    page = sheet(("××小学",), *STRANGE)
    strange = header_as_told(page, 1, 1).signature
    found = read(page, choices=LedgerChoices(layouts={strange: LayoutChoice(fields)}))
    assert [(row["name"], row["quantity"]) for row in found.rows] == [("电脑", 2), ("课桌", 10)]
    assert found.tables[0].header_row == 2


def test_a_sheet_that_a_person_leaves_out_is_not_read():
    pages = (sheet(HEADER, *ROWS), sheet(HEADER, *ROWS, name="旧账"))
    found = read(*pages, choices=LedgerChoices(headers={"旧账": None}))
    assert [table.sheet for table in found.tables] == ["台账"]
    assert len(found.rows) == 2


def grid(*rows: tuple[Any, ...], merges: tuple[tuple[int, int, int, int], ...]) -> SheetGrid:
    plain = sheet(*rows)
    return SheetGrid(plain.name, plain.rows, merges=merges)


def test_three_header_rows_are_read_as_one_with_the_help_of_merged_areas():
    found = read(
        grid(
            ("序号", "资产名称", "基本情况", "", "价值情况", "", "", "备注"),
            ("", "", "规格型号", "数量", "价值(元)", "", "净值", ""),
            ("", "", "", "", "单价", "原值", "", ""),
            (1, "电脑", "M4500", 2, 3800, 7600, "", ""),
            merges=((0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 3), (0, 4, 0, 6), (1, 4, 1, 5)),
        )
    )
    row = found.rows[0]
    assert (found.tables[0].first_header_row, found.tables[0].header_row) == (1, 3)
    assert (row["name"], row["specification"], row["quantity"]) == ("电脑", "M4500", 2)
    assert (row["unit_price"], row["original_value"]) == (380000, 760000)


@pytest.mark.parametrize(
    ("header", "cells", "sureness"),
    [
        ("资产编号", ("TY-01", "TY-02"), Sureness.SURE),
        ("编号", ("TY-01", "TY-02"), Sureness.LIKELY),
        ("取得日期", ("不详", "若干"), Sureness.CHECK),
        ("取得日期", ("", ""), Sureness.LIKELY),
        ("经手情况", ("张三", "李四"), Sureness.LIKELY),
    ],
)
def test_the_program_says_how_sure_it_is_of_a_column_and_why(header, cells, sureness):
    rows = [(f"电脑{at}", 1, 100, cell) for at, cell in enumerate(cells)]
    found = column(read(sheet(("资产名称", "数量", "原值", header), *rows)), 3)
    assert found.sureness is sureness
    assert found.reason


def test_two_columns_that_claim_one_field_are_both_to_be_checked():
    header = ("资产名称", "数量", "原值", "取得日期", "购置日期")
    found = read(sheet(header, ("电脑", 1, 100, "2015-09", "2016-09")))
    assert column(found, 3).sureness is Sureness.CHECK
    assert column(found, 4).sureness is Sureness.CHECK
    assert "E 列" in column(found, 3).reason


def test_a_column_without_a_heading_is_shown_with_what_it_holds():
    found = read(sheet(("", "资产名称", "数量", "原值"), ("甲", "电脑", 1, 100)))
    assert column(found, 0).key is None
    assert column(found, 0).sureness is Sureness.CHECK


def test_a_unit_that_is_a_department_is_taken_for_one_and_to_be_checked():
    found = read(sheet(("名称", "数量", "金额", "单位"), ("电脑", 1, 100, "教导处")))
    assert found.rows[0]["department"] == "教导处"
    assert found.rows[0]["unit"] is None
    assert column(found, 3).sureness is Sureness.CHECK
    assert column(found, 3).reason == "按内容当作使用部门"


def test_a_person_may_say_that_it_is_a_unit_all_the_same():
    page = sheet(("名称", "数量", "金额", "单位"), ("电脑", 1, 100, "小组"))
    found = read(page, choices=chosen(read(page), LayoutChoice({3: "unit"})))
    assert found.rows[0]["unit"] == "小组"


def test_lives_that_can_only_be_months_are_doubtful_unless_the_header_says_so():
    for header, months in (("使用年限", None), ("使用年限(月)", 60)):
        page = sheet(("名称", "数量", "金额", header), ("电脑", 1, 100, 60), ("灯", 1, 100, 72))
        assert read(page).rows[0]["life"] == months
        assert read(page).rows[0].doubtful is (months is None)
