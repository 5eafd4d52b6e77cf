"""Workbooks as clerks of other schools keep them: what is not clear is said, no row is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from houqin_desktop.documents.workbooks.parser import parse_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.findings import LedgerRow, Severity
from houqin_desktop.domain.ledger.recognising import Ledger
from tests.ledgers.reading import read_ledger

HEADER = ("资产编号", "资产名称", "数量", "原值", "购置日期")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def sheet(folder: Path, *rows: tuple[Any, ...], merged: tuple[str, ...] = ()) -> Ledger:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    book.save(folder / "台账.xlsx")
    return read_ledger(folder / "台账.xlsx")


def said(row: LedgerRow, severity: Severity) -> set[str]:
    """Return the headers under which something of this weight is said of a row."""
    return {each.header for each in (*row.issues, *row.as_new) if each.severity is severity}


@pytest.mark.parametrize(
    ("cells", "header", "refused"),
    [
        (("A1", "课桌", "10\n5", 1000, ""), "数量", True),
        (("A1", "课桌", "10 5", 1000, ""), "数量", True),
        (("A1", "课桌", 10, "1000\n500", ""), "原值", True),
        (("A1", "课桌", 10, "1000 500", ""), "原值", True),
        (("3001 3002", "课桌", 2, 100, ""), "资产编号", False),
        (("3001\n3002", "课桌", 2, 100, ""), "资产编号", False),
        (("A001/A002", "课桌", 1, 100, ""), "资产编号", False),
        (("A003-A005", "课桌", 1, 100, ""), "资产编号", False),
        (("A1", "课桌", 1, 100, "2015.9\n2016.9"), "购置日期", False),
    ],
)
def test_two_values_in_one_cell_are_never_drawn_together(folder, cells, header, refused):
    (row,) = sheet(folder, HEADER, cells).rows
    assert row.refused is refused
    assert header in said(row, Severity.REFUSED if refused else Severity.DOUBTFUL)


@pytest.mark.parametrize(
    ("written", "read"),
    [("2015 1 1", "2015-01-01"), ("2015 9", "2015-09"), ("2015 10 1", "2015-10-01"),
     ("2015 年 9 月", "2015-09"), ("2015 - 9", "2015-09")],
)  # fmt: skip
def test_blanks_between_the_figures_of_a_day_part_them(folder, written, read):
    (row,) = sheet(folder, HEADER, ("A1", "课桌", 1, 100, written)).rows
    assert row["acquired_on"].text == read
    assert not row.doubtful


def test_an_area_is_no_number_of_pieces(folder):
    header = ("资产编号", "资产名称", "数量/面积", "数量计量单位", "资产原值(元)")
    rows = sheet(
        folder, header, ("F1", "操场", 6000, "平方米", 120000), ("F2", "教学楼", 3200.5, "㎡", 9),
        ("F3", "食堂", 1, "平方米", 5), ("T1", "课桌", 10, "张", 1000),
    ).rows  # fmt: skip
    assert [row.refused for row in rows] == [True, True, False, False]
    assert all("面积" in rows[at].issues[0].message for at in (0, 1))


def test_an_example_that_shows_how_to_fill_in_is_pointed_out(folder):
    rows = sheet(
        folder, HEADER, ("例：A001", "例：课桌", 30, 120, ""), ("", "（示例）电脑", 1, 5000, ""),
        ("A1", "例外牌风扇", 1, 100, ""),
    ).rows  # fmt: skip
    assert [row.doubtful for row in rows] == [True, True, False]


@pytest.mark.parametrize("written", [0, "0.00", "0"])
def test_a_value_of_nothing_is_to_be_looked_at(folder, written):
    (row,) = sheet(folder, HEADER, ("A1", "课桌", 1, written, "")).rows
    assert row["original_value"] == 0
    assert not row.refused_as_new
    assert said(row, Severity.DOUBTFUL) == {"原值"}


def test_what_stands_above_the_header_for_all_rows_is_said(folder):
    found = sheet(
        folder, ("示范小学财产登记表",), ("部门：总务处", "", "保管人：王五", "", "2015年9月"),
        ("责任人：", "", "单位：元"), HEADER, ("A1", "课桌", 1, 100, ""),
    )  # fmt: skip
    (note,) = [note.message for note in found.notes if "表头上面" in note.message]
    assert "部门:总务处" in note
    assert "保管人:王五" in note
    assert "责任人" not in note


def test_a_word_of_the_machine_is_no_name(folder):
    (row,) = sheet(folder, HEADER, ("A1", True, 1, 100, "")).rows
    assert row.refused


def test_amounts_parted_into_a_column_for_each_figure_are_not_taken_for_one(folder):
    found = sheet(
        folder,
        ("编号", "名称", "数量", "金额", "", "", ""),
        ("", "", "", "千", "百", "十", "元"),
        ("A1", "课桌", 1, 1, 2, 0, 0),
        merged=("A1:A2", "B1:B2", "C1:C2", "D1:G1"),
    )
    (row,) = found.rows
    assert row.refused_as_new
    assert row["original_value"] is None


def test_opening_and_closing_figures_leave_the_closing_ones(folder):
    found = sheet(
        folder,
        ("资产名称", "期初", "", "本期增加", "", "期末", "", "存放地点"),
        ("", "数量", "金额", "数量", "金额", "数量", "金额", ""),
        ("课桌", 100, 10000, 10, 1200, 110, 11200, "教学楼"),
        merged=("B1:C1", "D1:E1", "F1:G1", "A1:A2", "H1:H2"),
    )
    (row,) = found.rows
    assert (row["quantity"], row["original_value"], row["place"]) == (110, 1_120_000, "教学楼")


def text(folder: Path, content: str, encoding: str = "gb18030", name: str = "台账.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize(
    "content",
    [
        '编号,名称,数量,原值,备注\nA1,桌,2,100,"坏\nA2,椅,2,50,\nA3,柜,1,80,\n',
        '编号,名称,数量,原值\nA1,"桌,2,100\nA2,椅,2,50\n',
    ],
)
def test_a_quote_that_is_never_closed_swallows_no_row(folder, content):
    rows = read_ledger(text(folder, content)).rows
    assert [row["code"] for row in rows] == ["A1", "A2", "A3"][: content.count("\n") - 1]


@pytest.mark.parametrize(
    "content",
    [
        '编号\t名称\t数量\t原值\nA1\t"桌"子\t2\t100\nA2\t"椅"\t2\t50\n',
        '编号,名称,数量,原值\nA1,"桌,2,100\nA2,椅,2,50,多一格\n',
    ],
)
def test_quotes_of_which_nobody_can_say_what_they_hold_are_refused(folder, content):
    with pytest.raises(Refused) as refused:
        parse_workbook(text(folder, content))
    assert refused.value.code == "damaged"


def test_a_quote_that_stands_for_the_cell_above_is_read_as_such(folder):
    content = (
        '编号\t名称\t数量\t原值\t地点\nA1\t桌\t2\t100\t一楼\nA2\t"\t2\t50\t"\nA3\t柜\t1\t80\t"\n'
    )
    rows = read_ledger(text(folder, content, name="台账.xls")).rows
    assert [(row["code"], row["name"], row["place"]) for row in rows] == [
        ("A1", "桌", "一楼"),
        ("A2", "桌", "一楼"),
        ("A3", "柜", "一楼"),
    ]


@pytest.mark.parametrize("whole", ["000256", "000256~265"])
def test_a_number_that_lost_its_noughts_is_seen_by_the_others_and_by_the_ranges(folder, whole):
    rows = sheet(
        folder, HEADER, (255, "课桌", 1, 100, ""), (whole, "椅", 10, 100, ""),
    ).rows  # fmt: skip
    assert rows[0]["code"] is None
    assert said(rows[0], Severity.DOUBTFUL) == {"资产编号"}
    assert rows[1]["code"] == "000256"


@pytest.mark.parametrize(
    ("unit", "fen"),
    [("百元", 12_000), ("千元", 120_000), ("万元", 1_200_000), ("亿元", 12_000_000_000),
     ("元", 120), ("仟元", 120_000)],
)  # fmt: skip
def test_the_unit_of_a_header_is_never_taken_for_another(folder, unit, fen):
    header = ("编号", "名称", "数量", f"原值（{unit}）")
    (row,) = sheet(folder, header, ("A1", "课桌", 1, 1.2)).rows
    assert row["original_value"] == fen
    titled = sheet(folder, (f"单位：{unit}",), HEADER[:4], ("A1", "课桌", 1, 1.2))
    assert titled.rows[0]["original_value"] == fen


@pytest.mark.parametrize("word", ["无", "不详", "待定", "N/A", "暂无", 0])
@pytest.mark.parametrize("title", ["使用部门", "使用人", "存放地点"])
def test_a_word_that_names_nobody_makes_no_department_person_or_place(folder, title, word):
    (row,) = sheet(folder, (*HEADER, title), ("A1", "课桌", 1, 100, "", word)).rows
    key = {"使用部门": "department", "使用人": "holder", "存放地点": "place"}[title]
    assert row[key] is None
    assert said(row, Severity.DOUBTFUL) == {title}


def test_a_name_of_figures_alone_is_to_be_looked_at(folder):
    rows = sheet(folder, HEADER, ("A1", 2015, 1, 100, ""), ("A2", "A3纸", 1, 100, "")).rows
    assert [row.doubtful for row in rows] == [True, False]


def test_a_column_without_a_name_is_mentioned(folder):
    found = sheet(folder, ("编号", "", "名称", "数量", "原值"), ("A1", "重要", "课桌", 1, 100))
    (note,) = [note for note in found.notes if "没有栏目名称" in note.message]
    assert note.column == "B"


def test_the_sign_that_ends_a_file_of_old_systems_is_no_content(folder):
    path = folder / "台账.csv"
    path.write_bytes("编号,名称,数量,原值\r\nA1,桌,1,100\r\n\x1a".encode("gbk"))
    assert len(read_ledger(path).rows) == 1
