"""Tables side by side on one sheet: each comes in by itself, and one table stays one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.domain.ledger.recognising import Ledger, recognise
from houqin_desktop.domain.ledger_sides import FAULTS_TITLE, ROW_MARK_TITLE, parted
from tests.domain.test_ledger import CATEGORIES, TODAY, sheet

HALF = ("编号", "品名", "数量", "单价")
LEFT = (("A1", "课桌", 2, 50), ("A2", "椅", 2, 30), ("A3", "讲台", 1, 400))
RIGHT = (("B1", "风扇", 4, 90), ("B2", "黑板", 1, 600), ("", "", "", ""))


def beside(*gap: str, right: tuple[str, ...] = HALF) -> tuple[tuple[Any, ...], ...]:
    rows = [(*one, *gap, *two) for one, two in zip(LEFT, RIGHT, strict=True)]
    return ((*HALF, *gap, *right), *rows)


def read(page: SheetGrid) -> Ledger:
    return recognise(Workbook("台账.xlsx", "0" * 64, parted([page])), CATEGORIES, TODAY)


def seen(found: Ledger) -> list[tuple[str, int, str, int]]:
    return [(r["code"], r.row_number, r["name"], r["original_value"]) for r in found.rows]


WANTED = [
    ("A1", 2, "课桌", 10000), ("A2", 3, "椅", 6000), ("A3", 4, "讲台", 40000),
    ("B1", 2, "风扇", 36000), ("B2", 3, "黑板", 60000),
]  # fmt: skip


@pytest.mark.parametrize("gap", [(), ("",), ("", "")], ids=["无空列", "一空列", "两空列"])
def test_the_same_header_twice_is_two_tables(gap):
    found = read(sheet(*beside(*gap)))
    assert seen(found) == WANTED
    assert not any(row.doubtful or row.refused_as_new for row in found.rows)
    assert [table.sheet for table in found.tables] == ["台账", "台账（第 2 张表）"]
    assert all("并排着几张表" in note.message for note in found.notes[:1])


def test_another_header_behind_an_empty_column_is_a_second_table():
    right = ("财产编号", "名称", "件数", "均价")
    assert seen(read(sheet(*beside("", right=right)))) == WANTED


def test_columns_keep_their_letters_and_findings_name_them():
    found = read(sheet(*beside(""), (*[""] * 5, "B3", "书架", "若干", 80)))
    (issue,) = found.rows[-1].issues
    assert (issue.row, issue.column, issue.header) == (5, "H", "数量")


def test_a_title_above_and_a_total_below_hold_for_both_sides():
    rows = (("单位：万元", *[""] * 8), *beside(""), ("合计", "", 5, "", "", "", "", 5, ""))
    found = read(sheet(*rows))
    assert [row["original_value"] for row in found.rows[:1]] == [100_000_000]
    assert found.rows[-1]["original_value"] == 600_000_000
    assert [row.row_number for row in found.rows] == [3, 4, 5, 3, 4]


def test_merged_areas_remarks_and_hidden_columns_go_with_their_side():
    page = replace(
        sheet(*beside("")), merges=((1, 6, 2, 6),), comments={(1, 1): "左", (1, 6): "右"},
        hidden_columns=frozenset({0, 8}),
    )  # fmt: skip
    left, right = parted([page])
    assert (left.merges, right.merges) == ((), ((1, 6, 2, 6),))
    assert (left.comments, right.comments) == ({(1, 1): "左"}, {(1, 6): "右"})
    assert left.hidden_columns == frozenset({0})
    assert right.hidden_columns == frozenset({8})


def test_a_room_of_two_sides_is_the_place_of_both():
    page = sheet(*beside(""), name="电脑1室")
    assert {row["place"] for row in read(page).rows} == {"电脑1室"}


def test_the_columns_of_a_copy_with_faults_belong_to_every_side():
    rows = [(*row, FAULTS_TITLE, ROW_MARK_TITLE) if not at else (*row, "错", "记号")
            for at, row in enumerate(beside(""))]  # fmt: skip
    left, right = parted([sheet(*rows)])
    assert left.rows[1] == ("A1", "课桌", 2, 50, "", "", "", "", "", "错", "记号")
    assert right.rows[1] == ("", "", "", "", "", "B1", "风扇", 4, 90, "错", "记号")


@pytest.mark.parametrize(
    "header",
    [
        ("编号", "名称", "期初数量", "期初金额", "期末数量", "期末金额"),
        ("编号", "名称", "数量", "单价", "备注", "备注"),
        ("编号", "名称", "数量", "单价", "", "备注", "存放地点"),
        ("编号", "名称", "数量", "单价", "名称", "备注"),
        ("资产编号", "资产名称", "资产分类", "数量", "单价", "供应商", "名称"),
    ],
)
def test_one_table_stays_one(header):
    page = sheet(header, tuple(range(len(header))))
    assert parted([page]) == (page,)


def test_three_sides_are_three_tables():
    rows = [(*HALF, *HALF, *HALF), ("A1", "课桌", 1, 5, "B1", "椅", 1, 6, "C1", "柜", 1, 7)]
    assert [code for code, *_ in seen(read(sheet(*rows)))] == ["A1", "B1", "C1"]
