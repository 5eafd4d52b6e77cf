"""Lists as workbooks, read back by two readers: figures are numbers, nothing is a formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from houqin_desktop.documents.workbooks.lists import write_list
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import PaperSection
from houqin_desktop.services.reports.catalogue import report
from tests.documents.lists import a_list, rows


def cells(path: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_what_stands_in_the_workbook_is_the_sheet(tmp_path):
    sheet = a_list(40, 2)
    path = tmp_path / "台账.xlsx"
    write_list(sheet, path)
    found = cells(path)
    written = [row for row in found if str(row[1]).startswith("TY2026")]
    assert [(row[0], row[1], row[3], row[4]) for row in written] == [
        (row[0], row[1], row[3], int(row[4] or 0) / 100) for row in sheet.rows
    ]
    (total,) = [row for row in found if row[0] == "合计"]
    quantity, value = sheet.sums(sheet.rows)
    assert (total[3], total[4]) == (quantity, value / 100)
    words = "".join(str(cell) for row in found for cell in row)
    assert "示范小学固定资产分类台账" in words
    assert "其中 3 张卡片后来才登记。" in words


def test_figures_are_numbers_and_a_text_that_begins_with_an_equals_sign_stays_text(tmp_path):
    first, *_ = rows(1)
    sheet = a_list(0, sections=(PaperSection("", ((*first[:2], "=1+1", *first[3:]),)),))
    path = tmp_path / "台账.xlsx"
    write_list(sheet, path)
    page = openpyxl.load_workbook(path).active
    assert page is not None
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    values = [cell.value for row in page.iter_rows() for cell in row]
    assert "=1+1" in values
    money = [c for row in page.iter_rows() for c in row if c.number_format == "#,##0.00"]
    assert [type(cell.value) for cell in money] == [float, float]


def test_the_columns_of_the_bureau_stand_in_its_order_under_one_header(book, tmp_path):
    book.asset(code="A-1", place="一楼", specification="M430")
    path = tmp_path / "财政.xlsx"
    write_list(report(book.session, "bureau_cards"), path)
    head, row = cells(path)
    assert head == [
        "资产编号", "资产名称", "业务状态", "卡片类型", "单位会计科目", "资产分类", "资产分类代码",
        "资产门类", "资产原值(元)", "累计折旧/摊销(元)", "净值(元)", "数量/面积", "数量计量单位",
        "财务入账状态", "记账日期", "记账凭证号", "品牌", "规格型号", "存放地点", "管理部门",
        "使用部门", "使用人", "取得方式", "取得日期", "折旧/摊销年限(月)", "已提折旧/摊销月数",
        "财政拨款(元)", "非财政拨款(元)", "采购组织形式", "资产用途", "备注",
    ]  # fmt: skip
    written = dict(zip(head, row, strict=True))
    assert written["资产编号"] == "A-1"
    assert written["卡片类型"] == "通用设备"
    assert (written["资产原值(元)"], written["净值(元)"]) == (1200.0, 0.0)
    assert written["已提折旧/摊销月数"] == 72


def test_a_place_that_cannot_be_written_is_refused_and_nothing_is_left(tmp_path):
    with pytest.raises(Refused) as caught:
        write_list(a_list(1), tmp_path / "没有" / "台账.xlsx")
    assert caught.value.code == "not_writable"
    assert list(tmp_path.iterdir()) == []
