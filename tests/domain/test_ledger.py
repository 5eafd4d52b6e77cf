"""Recognising ledgers: headers in any order and wording, what is no asset, what is doubtful."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.asset import ValueType
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.choices import LayoutChoice, LedgerChoices
from houqin_desktop.domain.ledger.columns import LeftOut
from houqin_desktop.domain.ledger.grid import CellFault, SheetGrid, Workbook
from houqin_desktop.domain.ledger.headers import FIELDS, match_header
from houqin_desktop.domain.ledger.recognising import (
    Ledger,
    Severity,
    category_words,
    recognise,
    tables_of,
)

TODAY = date(2026, 11, 22)
CATEGORIES = category_words(
    {"A02010105": "台式计算机", "A05010000": "家具", "A03021700": "家具", "A02010219": "网关"}
)
HEADER = ("资产编号", "资产名称", "数量", "原值", "取得日期")
ROW = ("TY001", "台式电脑", 1, 3800, "2015-09-01")


def sheet(*rows: tuple[Any, ...], name: str = "台账", hidden: bool = False) -> SheetGrid:
    width = max(map(len, rows))
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return SheetGrid(name, filled, hidden=hidden)


def ledger_of(*sheets: SheetGrid) -> Ledger:
    return recognise(Workbook("台账.xlsx", "0" * 64, sheets), CATEGORIES, TODAY)


def ledger(*rows: tuple[Any, ...]) -> Ledger:
    return ledger_of(sheet(*rows))


def column_keys(found: Ledger) -> list[str | None]:
    return [column.key for column in found.tables[0].columns]


def severities(found: Ledger, row: int = 0) -> list[str]:
    return [issue.severity.value for issue in found.rows[row].issues]


def test_titles_and_dates_above_the_header_are_passed_over():
    found = ledger(("××小学固定资产明细账",), ("部门：", "", "单位：元"), (), HEADER, ROW)
    assert found.tables[0].header_row == 4
    assert found.rows[0].row_number == 5
    assert found.rows[0]["original_value"] == 380000


def test_the_table_is_found_in_the_middle_of_a_sheet():
    rows = [("", "", *cells) for cells in ((), ("盘点汇总",), ("总资产", "12"), (), HEADER, ROW)]
    found = ledger(*rows)
    assert found.rows[0]["code"] == "TY001"
    assert found.tables[0].columns[0].letter == "C"


def test_every_standard_name_and_usual_wording_names_its_field_and_no_other():
    for field in FIELDS:
        for rank, word in enumerate(field.words):
            match = match_header(word)
            assert match is not None, word
            assert (match.key, match.rank) == (field.key, rank), word


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("资 产 名 称", "name"),
        ("固定资产名称", "name"),
        ("资产原值(元)", "original_value"),
        ("价值（万元）", "original_value"),
        ("使用部门（单位）", "department"),
        ("领用单位", "department"),
        ("物品单价", "unit_price"),
        ("数量/面积", "quantity"),
        ("累计折旧/摊销(元)", "accumulated"),
        ("折旧/摊销年限(月)", "life"),
        ("财务入账（记账）日期", "booked_on"),
        ("*资产名称：", "name"),
        ("购置日期/取得日期", "acquired_on"),
        ("使用人/保管人", None),
        ("类别编号", "category_code"),
        ("公司代码", None),
        ("净残值", None),
        ("净残值率(%)", None),
        ("单位会计科目", None),
        ("单位名称", None),
    ],
)
def test_a_header_is_known_by_the_whole_word(header, key):
    match = match_header(header)
    assert (match.key if match else None) == key


def test_three_roles_stay_three():
    header = (*HEADER, "领用人", "负责人", "管理人")
    found = ledger(header, (*ROW, "张三", "李四", "王五"))
    row = found.rows[0]
    assert (row["holder"], row["responsible"], row["keeper"]) == ("张三", "李四", "王五")


def test_the_acquisition_date_outranks_service_and_booking_which_keep_their_own():
    header = ("资产名称", "数量", "原值", "开始使用日期", "入账日期", "购置日期")
    row = ledger(header, ("电脑", 1, 3800, "2015-10", "2015-11", "2015-09")).rows[0]
    texts = [row[key].text for key in ("acquired_on", "in_service_on", "booked_on")]
    assert texts == ["2015-09", "2015-10", "2015-11"]


def test_a_start_of_use_stands_in_for_a_missing_acquisition_date_and_it_is_said():
    found = ledger(("资产名称", "数量", "原值", "开始使用日期"), ("电脑", 1, 3800, "2015-10"))
    assert found.rows[0]["acquired_on"] == PartialDate(2015, 10)
    assert found.rows[0]["in_service_on"] == PartialDate(2015, 10)
    assert any("取得日期按这一栏登记" in note.message for note in found.notes)


def test_two_header_rows_are_read_as_one():
    found = ledger(
        ("序号", "资产名称", "", "规格型号", "价值", "", "存放地点"),
        ("", "中文", "英文", "", "单价", "金额", ""),
        (1, "电脑", "computer", "M4500", 3800, 7600, "一楼"),
    )
    row = found.rows[0]
    assert found.tables[0].header_row == 2
    assert (row["name"], row["original_value"], row["place"]) == ("电脑", 760000, "一楼")


def test_opening_and_closing_figures_side_by_side_leave_the_closing_ones():
    found = ledger(
        ("名称", "单位", "期初", "", "本期增加", "", "期末", ""),
        ("", "", "数量", "金额", "数量", "金额", "数量", "金额"),
        ("课桌", "张", 10, 1000, 5, 500, 15, 1500),
    )
    assert (found.rows[0]["quantity"], found.rows[0]["original_value"]) == (15, 150000)


def test_like_columns_that_nothing_tells_apart_are_left_unread():
    found = ledger(
        ("名称", "单位", "单价", "增加", "", "减少", ""),
        ("", "", "", "数量", "金额", "数量", "金额"),
        ("课桌", "张", 100, 5, 500, 1, 100),
    )
    assert "quantity" not in column_keys(found)
    assert "original_value" not in column_keys(found)


@pytest.mark.parametrize("header", ["编号", "资产编号", "固定资产编号"])
def test_a_column_that_only_counts_is_the_serial_whatever_its_header(header):
    found = ledger(
        (header, "名称", "数量", "金额"), *[(n, f"课桌{n}", 1, 100) for n in range(1, 6)]
    )
    assert column_keys(found)[0] == "serial"
    assert all(row["code"] is None and row.fingerprint for row in found.rows)


def test_the_number_is_taken_from_the_next_column_when_the_first_only_counts():
    found = ledger(
        ("编号", "卡片号", "名称", "数量", "金额"), (1, "K7", "桌", 1, 9), (2, "K9", "椅", 1, 9)
    )
    assert [row["code"] for row in found.rows] == ["K7", "K9"]


def test_numbers_with_leading_zeros_are_numbers_and_no_serial():
    rows = [(f"000{n}", f"课桌{n}", 1, 100) for n in range(1, 4)]
    assert ledger(("编号", "名称", "数量", "金额"), *rows).rows[0]["code"] == "0001"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ((), LeftOut.BLANK),
        (("", "小计", 2, 7600), LeftOut.TOTAL),
        (("合 计", "", 2, 7600), LeftOut.TOTAL),
        (("本页小计", "", "", 7600), LeftOut.TOTAL),
        (("", "办公设备小计", 2, 7600), LeftOut.TOTAL),
        (("过次页", "", "", 7600), LeftOut.TOTAL),
        (("承前页", "", "", 7600), LeftOut.TOTAL),
        (("制表人：", "", "审核：", ""), LeftOut.SIGNATURE),
        (("注：本表一式两份",), LeftOut.SIGNATURE),
        (("一、通用设备",), LeftOut.HEADING),
        (("", "（二）专用设备"), LeftOut.HEADING),
        (("", "办公设备"), LeftOut.HEADING),
        (("", "以下空白"), LeftOut.SIGNATURE),
        (HEADER, LeftOut.HEADER),
    ],
)
def test_what_is_no_asset_is_left_out_and_counted(line, kind):
    found = ledger(HEADER, ROW, line, ("TY002", "投影仪", 1, 5000, "2016"))
    assert len(found.rows) == 2
    assert found.tables[0].left_out == {kind: (3,)}


@pytest.mark.parametrize(
    "name", ["计算器", "会计台账柜", "统计秤", "三人沙发", "名称牌", "小计算机"]
)
def test_an_asset_is_not_left_out_for_a_likeness_in_its_name(name):
    found = ledger(HEADER, ("TY001", name, 1, 3800, "2015"))
    assert [row["name"] for row in found.rows] == [name]


def test_repeated_headers_of_two_rows_are_left_out_on_every_page():
    head = (("序号", "名称", "价值", "", "单位"), ("", "", "单价", "金额", ""))
    found = ledger(*head, (1, "桌", 10, 10, "张"), ("第 2 页",), *head, (2, "椅", 5, 5, "把"))
    assert [row["name"] for row in found.rows] == ["桌", "椅"]


def test_a_second_table_with_another_header_is_read_by_its_own():
    found = ledger(HEADER, ROW, (), ("名称", "金额", "数量"), ("课桌", 100, 2))
    assert [row["name"] for row in found.rows] == ["台式电脑", "课桌"]
    assert found.rows[1]["quantity"] == 2


def test_every_sheet_is_read_and_a_hidden_one_is_mentioned():
    found = ledger_of(
        sheet(HEADER, ROW, name="101室"), sheet(HEADER, ROW, name="旧表", hidden=True)
    )
    assert [row.sheet for row in found.rows] == ["101室", "旧表"]
    assert any("隐藏" in note.message for note in found.notes)


def test_a_form_with_names_beside_values_is_no_ledger():
    found = ledger_of(
        sheet(HEADER, ROW),
        sheet(("编号", 4, "固定资产名称", "造粒机房"), ("类别名称", "房屋", "使用部门", "一车间")),
        sheet(("年份", "年折旧额", "月折旧额", "累计折旧额"), (1, 48.5, 4.04, 48.5)),
    )
    assert len(found.rows) == 1


def test_a_workbook_without_a_ledger_is_refused_with_advice():
    with pytest.raises(Refused) as refused:
        ledger(("姓名", "电话"), ("张三", "123"))
    assert refused.value.code == "no_header"


@pytest.mark.parametrize(
    ("header", "title"),
    [("原值（万元）", "台账"), ("原值", "单位：万元"), ("原值", "金额单位：万元")],
)
def test_amounts_in_ten_thousands_are_said_in_header_or_title(header, title):
    found = ledger((title,), ("资产名称", "数量", header), ("校车", 1, 12.5))
    assert found.rows[0]["original_value"] == 12_500_000


def test_a_heading_between_the_rows_is_mentioned_with_its_words():
    found = ledger(HEADER, ROW, ("", "办公设备"), ("TY002", "投影仪", 1, 5000, "2016"))
    assert [(note.row, note.value) for note in found.notes] == [(3, "办公设备")]


def test_a_unit_in_one_header_says_nothing_of_the_other_columns():
    found = ledger(("资产名称", "数量", "单价", "原值（单位：万元）"), ("校车", 1, 125000, 12.5))
    assert found.rows[0]["original_value"] == 12_500_000
    assert not found.rows[0].issues


def test_a_unit_in_the_header_outweighs_the_title():
    found = ledger(("单位：万元",), ("资产名称", "数量", "原值(元)"), ("校车", 1, 125000))
    assert found.rows[0]["original_value"] == 12_500_000


def test_value_times_quantity_stands_in_for_a_missing_value():
    found = ledger(("名称", "数量", "单价"), ("课桌", 30, "120.50"))
    assert found.rows[0]["original_value"] == 361_500


def test_a_price_that_does_not_agree_is_doubtful_and_the_value_holds():
    found = ledger(("名称", "数量", "单价", "金额"), ("课桌", 30, 120, 3000))
    assert found.rows[0]["original_value"] == 300_000
    assert severities(found) == ["doubtful"]
    assert found.rows[0].as_written == {"单价": "120"}


def test_a_price_rounded_to_the_fen_agrees():
    assert severities(ledger(("名称", "数量", "单价", "金额"), ("课桌", 3, 33.33, 100))) == []


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("TY1", "电脑", "若干", 3800, ""), "C"),
        (("TY1", "电脑", 1, "约3800", ""), "D"),
        (("TY1", "", 1, 3800, ""), "B"),
        (("TY1", "电脑", 1, CellFault("=A1*2", "没有存下结果"), ""), "D"),
    ],
)
def test_a_row_without_a_name_or_with_an_unreadable_value_or_quantity_is_refused(row, column):
    found = ledger(HEADER, row)
    assert found.rows[0].refused
    assert [(i.column, i.row, i.severity) for i in found.rows[0].issues] == [
        (column, 2, Severity.REFUSED)
    ]


def test_a_doubtful_price_beside_a_good_value_does_not_refuse_the_row():
    found = ledger(("名称", "数量", "单价", "金额"), ("课桌", 2, "约50", 100))
    assert severities(found) == ["doubtful"]


@pytest.mark.parametrize(
    ("row", "column"),
    [(("TY1", "电脑", "", 3800, ""), "C"), (("TY1", "电脑", 1, "", ""), "D")],
)
def test_a_row_without_quantity_or_value_cannot_become_a_new_card(row, column):
    (found,) = ledger(HEADER, row).rows
    assert (found.refused, found.refused_as_new) == (False, True)
    assert [(i.column, i.row, i.severity) for i in found.as_new] == [(column, 2, Severity.REFUSED)]


def test_a_doubtful_price_without_a_value_makes_no_new_card():
    (row,) = ledger(("名称", "数量", "单价"), ("课桌", 2, "约50")).rows
    assert row.refused_as_new
    assert row["original_value"] is None


def with_nominal(*rows: tuple[Any, ...]) -> Ledger:
    choice = LayoutChoice(nominal=True)
    (table,) = tables_of(Workbook("台账.xlsx", "0" * 64, (sheet(*rows),)), LedgerChoices())
    return recognise(
        Workbook("台账.xlsx", "0" * 64, (sheet(*rows),)),
        CATEGORIES,
        TODAY,
        LedgerChoices(layouts={table.signature: choice}),
    )


def test_what_has_no_value_is_taken_at_one_yuan_a_piece_only_where_a_person_chose_so():
    rows = (("资产编号", "名称", "数量"), ("A1", "课桌", 30), ("A2", "讲台", "若干"))
    assert [row["original_value"] for row in ledger(*rows).rows] == [None, None]
    found = with_nominal(*rows)
    assert [row["original_value"] for row in found.rows] == [3000, 100]
    assert found.rows[0]["value_type"] is ValueType.NOMINAL
    assert [issue.severity for issue in found.rows[0].as_new] == [Severity.DOUBTFUL]
    assert found.rows[1].refused
    assert (found.tables[0].valueless, found.tables[0].nominal) == (2, True)


def test_a_written_value_is_never_replaced_by_a_nominal_one():
    rows = (("名称", "数量", "单价", "金额"), ("课桌", 2, 50, ""), ("椅", 2, "", 80),
            ("柜", 1, "约50", ""), ("钟", 1, "", "约80"))  # fmt: skip
    found = with_nominal(*rows).rows
    assert [row["original_value"] for row in found] == [10000, 8000, None, None]
    assert [row.refused_as_new for row in found] == [False, False, True, True]


def test_a_missing_quantity_column_means_one_piece_and_it_is_said():
    found = ledger(("资产编号", "资产名称", "原值"), ("TY1", "电脑", 3800))
    assert found.rows[0]["quantity"] == 1
    assert any("每行按 1 件" in note.message for note in found.notes)


@pytest.mark.parametrize("written", ["95年", "不详", "同上", 2015.1, "2024-02-31", "15.9"])
def test_a_doubtful_date_stays_empty_and_its_words_stay_with_the_card(written):
    row = ledger(HEADER, ("TY1", "电脑", 1, 3800, written)).rows[0]
    assert row["acquired_on"] is None
    assert row.as_written == {"取得日期": str(written)}
    assert row.doubtful
    assert not row.refused
    assert row.issues[0].column == "E"


@pytest.mark.parametrize("written", [date(1900, 1, 5), "1900/1/5"])
def test_a_small_number_that_was_shown_as_a_day_is_doubtful(written):
    row = ledger(HEADER, ("TY1", "电脑", 1, 3800, written)).rows[0]
    assert row["acquired_on"] is None
    assert row.doubtful


@pytest.mark.parametrize("written", ["1995", "2015-09", "2015年9月"])
def test_a_month_or_a_year_alone_is_not_doubtful(written):
    assert not ledger(HEADER, ("TY1", "电脑", 1, 3800, written)).rows[0].issues


def test_a_day_that_is_still_to_come_is_doubtful():
    row = ledger(HEADER, ("TY1", "电脑", 1, 3800, "2027-01-01")).rows[0]
    assert row["acquired_on"] is None
    assert row.doubtful


@pytest.mark.parametrize("written", ["A02010105", "台式计算机", "台式 计算机", "a02010105"])
def test_a_category_is_known_by_code_or_name(written):
    header = (*HEADER, "资产分类")
    assert ledger(header, (*ROW, written)).rows[0]["category_code"] == "A02010105"


@pytest.mark.parametrize("written", ["机器设备", "家具", "2010104"])
def test_a_category_unknown_or_of_two_codes_is_doubtful(written):
    row = ledger((*HEADER, "资产分类"), (*ROW, written)).rows[0]
    assert row["category_code"] is None
    assert row.as_written == {"分类": written}


def test_the_category_code_goes_before_the_name():
    header = (*HEADER, "分类名称", "分类代码")
    row = ledger(header, (*ROW, "家具", "A03021700")).rows[0]
    assert row["category_code"] == "A03021700"
    assert not row.issues


def test_an_unknown_category_code_beside_a_known_name_is_said():
    row = ledger((*HEADER, "分类代码", "分类名称"), (*ROW, "6501", "网关")).rows[0]
    assert row["category_code"] == "A02010219"
    assert row.as_written == {"分类代码": "6501"}
    assert row.doubtful


def test_the_unit_is_taken_from_the_quantity_where_none_is_written():
    found = ledger(
        ("名称", "单位", "数量", "金额"), ("桌", "", "45套", 450), ("椅", "把", "45张", 450)
    )
    assert [row["unit"] for row in found.rows] == ["套", "把"]
    assert [row.doubtful for row in found.rows] == [False, True]


def test_an_error_in_a_cell_is_doubtful_and_never_silently_empty():
    header = (*HEADER, "存放地点")
    row = ledger(header, (*ROW, CellFault("#REF!", "这一格是错误值 #REF!"))).rows[0]
    assert row["place"] is None
    assert row.as_written == {"存放地点": "#REF!"}


def test_an_unknown_column_is_named_and_not_read():
    found = ledger((*HEADER, "净残值率"), (*ROW, 0.05))
    assert [note.header for note in found.notes] == ["净残值率"]


def test_like_rows_without_a_number_differ_by_their_ordinal():
    found = ledger(("名称", "数量", "金额"), ("桌", 1, 100), ("椅", 1, 50), ("桌", 1, 100))
    prints = [row.fingerprint for row in found.rows]
    assert prints[0] is not None
    assert prints[0].endswith("-1")
    assert prints[2] == prints[0].removesuffix("-1") + "-2"
    assert prints[1] != prints[0]


def test_a_fingerprint_does_not_depend_on_serial_order_of_columns_or_computed_columns():
    one = ledger(("序号", "名称", "数量", "金额", "净值"), (1, "桌", 1, 100, 90)).rows[0]
    other = ledger(("金额", "名称", "数量", "序号", "状态"), (100, "桌", 1, 7, "在用")).rows[0]
    assert one.fingerprint == other.fingerprint


CELLS = st.one_of(
    st.text(max_size=8),
    st.integers(-10, 10**6),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.none(),
    st.sampled_from(["资产名称", "数量", "原值", "小计", "95年", "约500", "3.8万", "合计", "编号"]),
)


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5).map(tuple), max_size=6))
def test_no_sheet_breaks_the_recognition_and_no_row_is_lost(rows):
    found = ledger(HEADER, *rows, ROW)
    left_out = sum(len(numbers) for table in found.tables for numbers in table.left_out.values())
    assert len(found.rows) + left_out + sum(1 for _ in found.tables) >= len(rows) + 2
    numbers = [row.row_number for row in found.rows]
    assert numbers == sorted(set(numbers))


@given(st.permutations(range(5)))
def test_columns_may_stand_in_any_order(order):
    found = ledger(tuple(HEADER[i] for i in order), tuple(ROW[i] for i in order))
    row = found.rows[0]
    assert (row["code"], row["name"], row["quantity"]) == ("TY001", "台式电脑", 1)
    assert (row["original_value"], row["acquired_on"]) == (380000, PartialDate(2015, 9, 1))
