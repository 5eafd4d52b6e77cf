"""Cells that speak for others: merged areas, 同上, headings, sheet names, ranges, colours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.recognising import Ledger, LedgerRow, Severity, recognise
from tests.domain.test_ledger import CATEGORIES, TODAY, sheet

HEADER = ("资产编号", "资产名称", "数量", "原值", "取得日期", "存放地点", "单价")


def read(page: SheetGrid, *rooms: str) -> Ledger:
    return recognise(Workbook("台账.xlsx", "0" * 64, (page,)), CATEGORIES, TODAY, rooms=rooms)


def line(at: int, **cells: Any) -> tuple[Any, ...]:
    plain = {
        "code": f"TY{at:03}", "name": f"课桌{at}", "quantity": 2, "value": 200.0,
        "acquired": "2015-09", "place": "三楼", "price": 100.0,
    }  # fmt: skip
    return tuple({**plain, **cells}.values())


def merged(column: int, *rows: tuple[Any, ...]) -> list[LedgerRow]:
    """Read rows whose cells of one column are merged from the first to the last."""
    page = replace(sheet(HEADER, *rows), merges=((1, column, len(rows), column),))
    return list(read(page).rows)


def words(row: LedgerRow, severity: Severity) -> str:
    return "\n".join(issue.message for issue in row.issues if issue.severity is severity)


def test_a_place_merged_over_several_rows_holds_for_each():
    rows = merged(5, line(1, place="电脑室"), line(2, place=""), line(3, place=""))
    assert [row["place"] for row in rows] == ["电脑室"] * 3


def test_a_price_merged_over_several_rows_holds_for_each():
    rows = merged(6, line(1), line(2, price="", value=""), line(3, price="", value=""))
    assert [row["original_value"] for row in rows] == [20000] * 3


@pytest.mark.parametrize(("column", "key"), [(3, "value"), (2, "quantity")])
def test_a_value_or_pieces_merged_over_several_rows_are_nobodys(column, key):
    rows = merged(column, line(1), line(2, **{key: ""}), line(3, **{key: ""}))
    assert all(row.refused for row in rows)
    assert "合并了 3 行" in words(rows[1], Severity.REFUSED)


def test_a_number_merged_over_several_rows_is_doubtful():
    rows = merged(0, line(1), line(2, code=""))
    assert [row["code"] for row in rows] == [None, None]
    assert all(row.doubtful for row in rows)


def test_an_empty_cell_that_is_not_merged_stays_empty():
    rows = read(sheet(HEADER, line(1, place="电脑室"), line(2, place=""))).rows
    assert rows[1]["place"] is None


@pytest.mark.parametrize("ditto", ["同上", "〃", '"', "同 上", "″"])
def test_ditto_repeats_the_row_above_and_it_is_said(ditto):
    rows = read(sheet(HEADER, line(1), line(2, acquired=ditto, place=ditto), line(3))).rows
    assert rows[1]["acquired_on"] == PartialDate(2015, 9)
    assert rows[1]["place"] == "三楼"
    assert "与上一行相同" in words(rows[1], Severity.NOTE)
    assert not rows[1].doubtful


def test_ditto_of_a_ditto_goes_up_to_the_words():
    rows = read(sheet(HEADER, line(1), line(2, place="同上"), line(3, place="同上"))).rows
    assert [row["place"] for row in rows] == ["三楼"] * 3


def test_ditto_of_a_doubtful_day_is_as_doubtful():
    rows = read(sheet(HEADER, line(1, acquired="不详"), line(2, acquired="同上"))).rows
    assert rows[1]["acquired_on"] is None
    assert rows[1].doubtful


@pytest.mark.parametrize(
    "between", [("本页小计", "", 4, 400.0), ("过次页",), (), ("二、家具和用具",)]
)
def test_ditto_never_reaches_over_a_total_a_page_or_a_heading(between):
    rows = read(sheet(HEADER, line(1), between, line(2, place="同上"))).rows
    assert rows[1]["place"] is None
    assert rows[1].as_written["存放地点"] == "同上"
    assert rows[1].doubtful


def test_ditto_below_an_empty_cell_is_doubtful():
    rows = read(sheet(HEADER, line(1, place=""), line(2, place="同上"))).rows
    assert rows[1].doubtful


def test_ditto_is_no_amount():
    rows = read(sheet(HEADER, line(1), line(2, value="同上"))).rows
    assert rows[1].refused


PLAIN = ("资产名称", "数量", "原值")


def test_a_line_above_the_rows_gives_their_kind_until_the_next_one():
    rows = read(
        sheet(
            PLAIN,
            ("课桌", 1, 100.0),
            ("一、台式计算机",),
            ("电脑1", 1, 100.0),
            ("本页小计", 1, 100.0),
            ("电脑2", 1, 100.0),
            ("（二）不知何物",),
            ("什物", 1, 100.0),
        )
    ).rows
    assert [row["category_code"] for row in rows] == [None, "A02010105", "A02010105", None]


def test_a_line_above_the_rows_gives_their_place():
    found = read(sheet(PLAIN, ("电脑1室：",), ("电脑", 1, 100.0), ("图书室",), ("书架", 1, 1.0)))
    assert [row["place"] for row in found.rows] == ["电脑1室", "图书室"]
    assert any("地点按它登记" in note.message for note in found.notes)


def test_a_sheet_called_after_a_room_is_the_place_and_if_the_school_has_it_the_storeroom():
    page = sheet(PLAIN, ("电脑", 1, 100.0), name="电脑1室")
    assert read(page).rows[0]["place"] == "电脑1室"
    assert read(page).rows[0]["storeroom"] is None
    assert read(page, "电脑1室").rows[0]["storeroom"] == "电脑1室"
    assert any("电脑1室" in note.message for note in read(page).notes)


@pytest.mark.parametrize("name", ["Sheet1", "台账", "2015年明细", "资产清单"])
def test_a_sheet_called_anything_else_is_no_place(name):
    assert read(sheet(PLAIN, ("电脑", 1, 100.0), name=name)).rows[0]["place"] is None


def test_a_range_with_as_many_numbers_as_pieces_is_a_card_each_its_value_shared():
    (row, *_) = rows = read(
        sheet(HEADER, line(1, code="TY2012000030-032", quantity=3, value=100.0, price=""))
    ).rows
    assert [card["code"] for card in rows] == [f"TY201200003{at}" for at in range(3)]
    assert [card["original_value"] for card in rows] == [3334, 3333, 3333]
    assert {(card["quantity"], card.row_number, card.fingerprint) for card in rows} == {
        (1, 2, None)
    }
    assert "3 个连续的编号" in words(row, Severity.NOTE)
    assert not row.doubtful


@pytest.mark.parametrize(("code", "quantity"), [("TY030~035", 5), ("TY030至035", 1)])
def test_a_range_that_does_not_agree_with_the_pieces_is_doubtful_and_one_card(code, quantity):
    (row,) = read(sheet(HEADER, line(1, code=code, quantity=quantity, price=""))).rows
    assert row["code"] is None
    assert row["quantity"] == quantity
    assert row.as_written == {"资产编号": code}


def test_a_hyphen_that_does_not_agree_with_the_pieces_is_part_of_the_number():
    (row,) = read(sheet(HEADER, line(1, code="TY2012-030", price=""))).rows
    assert row["code"] == "TY2012-030"
    assert not row.doubtful


def test_ranges_that_only_count_are_no_numbers():
    rows = read(
        sheet(
            HEADER,
            line(1, code="1~20", quantity=20, price=""),
            line(2, code="21~25", quantity=5, price=""),
            line(3, code=26, price=""),
        )
    ).rows
    assert [(row["code"], row["quantity"]) for row in rows] == [(None, 20), (None, 5), (None, 2)]
    assert not any(row.doubtful for row in rows)


def test_a_number_whose_leading_noughts_are_lost_is_doubtful():
    rows = read(sheet(HEADER, line(1, code="000123"), line(2, code=124.0), line(3, code="000125")))
    assert [row["code"] for row in rows.rows] == ["000123", None, "000125"]
    assert rows.rows[1].as_written == {"资产编号": "124"}


def marked(*titles: tuple[Any, ...]) -> LedgerRow:
    page = sheet(*titles, HEADER, line(1))
    return read(replace(page, marks={(len(titles) + 1, 1): "红字"})).rows[0]


def test_red_letters_are_mentioned_and_decide_nothing():
    row = marked()
    assert "可能表示已报废" in words(row, Severity.NOTE)
    assert row["status"] is None
    assert not row.doubtful


def test_red_letters_that_the_sheet_explains_bring_the_state_to_be_confirmed():
    row = marked(("注：红色字体表示已报废",))
    assert row["status"] == "报废"
    assert row.doubtful


def test_a_remark_on_a_cell_is_said():
    page = replace(sheet(HEADER, line(1)), comments={(1, 1): "此件已借出"})
    assert "此件已借出" in words(read(page).rows[0], Severity.NOTE)


def test_hidden_rows_and_columns_are_read_and_mentioned():
    page = sheet(HEADER, line(1), line(2))
    found = read(replace(page, hidden_rows=frozenset({2}), hidden_columns=frozenset({5})))
    assert len(found.rows) == 2
    messages = [note.message for note in found.notes]
    assert any(message.startswith("第 3 行") for message in messages)
    assert any("这一列在表格软件里是隐藏的" in message for message in messages)


def test_gone_in_the_remarks_is_the_state_and_anything_longer_is_to_be_looked_at():
    rows = read(
        sheet(
            (*PLAIN, "备注"),
            ("电脑", 1, 100.0, "已报废"),
            ("课桌", 10, 100.0, "2019年报废一张"),
            ("书架", 1, 100.0, "捐赠"),
        )
    ).rows
    assert [row["status"] for row in rows] == ["已报废", None, None]
    assert [row.doubtful for row in rows] == [False, True, False]
    assert rows[1]["remarks"] == "2019年报废一张"


@pytest.mark.parametrize("line", [("栏次", 1, 2), ("甲", 1, 2), (1, 2, 3), ("(1)", "(2)", "(3)")])
def test_a_row_that_numbers_the_columns_is_no_asset(line):
    rows = read(sheet(PLAIN, line, ("电脑", 1, 100.0), ("甲", 1, 2))).rows
    assert [row["name"] for row in rows] == ["电脑", "甲"]


@pytest.mark.parametrize(
    ("column", "cells", "refused"),
    [
        (0, {}, True),
        (1, {}, True),
        (2, {}, True),
        (3, {}, True),
        (6, {"value": ""}, True),
        (6, {}, False),
        (4, {}, False),
        (5, {}, False),
    ],
    ids=["编号", "名称", "数量", "原值", "只有单价", "单价旁有原值", "取得日期", "存放地点"],
)
def test_a_number_or_an_amount_out_of_another_file_refuses_its_row_and_the_rest_is_doubtful(
    column, cells, refused
):
    page = replace(sheet(HEADER, line(1, **cells), line(2)), linked=frozenset({(1, column)}))
    row, untouched = read(page).rows
    assert (row.refused, row.doubtful) == (refused, not refused)
    severity = Severity.REFUSED if refused else Severity.DOUBTFUL
    assert words(row, severity).count("引用别的文件") == 1
    assert not untouched.issues


def test_a_doubtful_day_out_of_another_file_stands_with_its_words_on_the_card():
    page = replace(sheet(HEADER, line(1)), linked=frozenset({(1, 4)}))
    (row,) = read(page).rows
    assert row["acquired_on"] == PartialDate(2015, 9)
    assert row.as_written == {"取得日期": "2015-09"}
