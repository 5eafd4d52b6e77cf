"""Parsing workbooks: what is read, and each refusal in one sentence that helps."""

from __future__ import annotations

import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from houqin_desktop.documents.workbooks import gate as workbook_gate
from houqin_desktop.documents.workbooks.parser import parse_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import CellFault
from tests.ledgers.biff import write_xls
from tests.ledgers.pages import Page

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    book = OpenpyxlWorkbook()
    page = book.active
    assert page is not None
    page.title = "台账"
    page.append(["名称", "数量", "原值"])
    page.append(["课桌", 2, 3800.5])
    book.save(path)
    return path


def rewritten(path: Path, parts: dict[str, bytes], name: str = "改.xlsx") -> Path:
    """Copy a package with some parts replaced or added."""
    target = path.with_name(name)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for part in source.namelist():
            if part not in parts:
                out.writestr(part, source.read(part))
        for part, content in parts.items():
            out.writestr(part, content)
    return target


def with_sheet(path: Path, cells: str) -> Path:
    with zipfile.ZipFile(path) as package:
        xml = package.read(SHEET).decode()
    start, end = xml.index("<sheetData>") + len("<sheetData>"), xml.index("</sheetData>")
    return rewritten(path, {SHEET: (xml[:start] + cells + xml[end:]).encode()})


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        parse_workbook(path)
    assert refused.value.sentence.endswith("。")
    return refused.value.code


def test_cells_come_with_their_types(workbook):
    (page,) = parse_workbook(workbook)
    assert page.name == "台账"
    assert page.rows == (("名称", "数量", "原值"), ("课桌", 2.0, 3800.5))


def test_rows_and_columns_keep_their_place_when_the_sheet_begins_further_down(tmp_path):
    path = tmp_path / "下移.xlsx"
    book = OpenpyxlWorkbook()
    page = book.active
    assert page is not None
    page["C4"] = "名称"
    page["D6"] = date(2015, 9, 1)
    book.save(path)
    rows = parse_workbook(path)[0].rows
    assert rows[3][2] == "名称"
    assert rows[5][3] == date(2015, 9, 1)


def test_text_that_begins_with_an_equals_sign_stays_text(workbook):
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>=1+1</t></is></c></row>'
    assert parse_workbook(with_sheet(workbook, cell))[0].rows == (("=1+1",),)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>A1*2</f></c>',
        '<c r="B2"><f>A1*2</f><v/></c>',
        '<c r="B2" s="1"><f>A1*2</f><v></v></c>',
        '<c s="1" r="B2"><f t="shared" si="0" ref="B2:B9">A1*2</f></c>',
        "<c r='B2'><f>A1*2</f></c>",
    ],
)
def test_a_formula_without_a_stored_value_is_noticed(workbook, cell):
    path = with_sheet(workbook, f'<row r="2"><c r="A2"><v>5</v></c>{cell}</row>')
    fault = parse_workbook(path)[0].rows[1][1]
    assert isinstance(fault, CellFault)
    assert fault.text == "=A1*2"
    assert "公式" in fault.message


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B2"><f>A2*2</f><v>10</v></c>', 10.0),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="B2" t="str"><f>"a"</f><v>a</v></c>', "a"),
    ],
)
def test_a_formula_with_a_stored_value_is_that_value(workbook, cell, value):
    path = with_sheet(workbook, f'<row r="2"><c r="A2"><v>5</v></c>{cell}</row>')
    assert parse_workbook(path)[0].rows[1][1] == value


def test_an_error_value_is_noticed_with_its_words(workbook):
    path = with_sheet(workbook, '<row r="1"><c r="A1" t="e"><f>B1/0</f><v>#DIV/0!</v></c></row>')
    fault = parse_workbook(path)[0].rows[0][0]
    assert isinstance(fault, CellFault)
    assert fault.text == "#DIV/0!"


def test_a_fault_beyond_what_the_reader_saw_still_has_its_place(workbook):
    path = with_sheet(workbook, '<row r="1"><c r="A1"><v>1</v></c></row>'
                                '<row r="4"><c r="D4"><f>A1</f></c></row>')  # fmt: skip
    rows = parse_workbook(path)[0].rows
    assert len(rows) == 4
    assert isinstance(rows[3][3], CellFault)
    assert {len(row) for row in rows} == {4}


def test_a_hidden_sheet_is_marked(tmp_path):
    path = tmp_path / "隐藏.xlsx"
    book = OpenpyxlWorkbook()
    assert book.active is not None
    book.active["A1"] = 1
    book.create_sheet("旧").sheet_state = "hidden"
    book["旧"]["A1"] = 2
    book.save(path)
    assert [sheet.hidden for sheet in parse_workbook(path)] == [False, True]


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "没有.xlsx") == "no_file"


def test_a_folder_is_refused(tmp_path):
    assert refusal(tmp_path) == "no_file"


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" * 9, b"%PDF-1.7\n\x00\xff\xfe", b"\x81\x20\xff\n" * 5, b"PK"]
)
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "不是.xlsx"
    path.write_bytes(content)
    assert refusal(path) == "not_a_workbook"


def test_a_zip_of_something_else_is_refused(tmp_path):
    path = tmp_path / "文档.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal(path) == "not_a_workbook"


def test_an_empty_file_and_an_empty_workbook_are_refused(tmp_path):
    path = tmp_path / "空.xlsx"
    path.write_bytes(b"")
    assert refusal(path) == "empty_workbook"
    OpenpyxlWorkbook().save(path)
    assert refusal(path) == "empty_workbook"


def test_a_workbook_with_macros_is_refused_by_its_content_and_not_its_name(workbook):
    assert refusal(rewritten(workbook, {"xl/vbaProject.bin": b"macro"})) == "macros"
    assert refusal(rewritten(workbook, {"xl/macrosheets/sheet1.xml": b"<a/>"})) == "macros"


@pytest.mark.parametrize(
    "formula",
    [
        "[1]Sheet1!$B$2*2",
        "SUM('[1]一（1）班'!A1:A9)",
        "'D:\\总务\\[旧账.xls]2015'!$C$4",
        "[旧账.xlsx]Sheet1!A1",
        "[2]!单价",
    ],
)
def test_a_formula_that_leans_on_another_file_is_marked_and_the_file_not_opened(workbook, formula):
    cell = f'<c r="A1"><f>{formula}</f><v>10</v></c><c r="B1"><v>5</v></c>'
    (found,) = parse_workbook(with_sheet(workbook, f'<row r="1">{cell}</row>'))
    assert found.rows == ((10.0, 5.0),)
    assert found.linked == {(0, 0)}


def test_a_formula_shared_down_a_column_or_laid_over_an_area_marks_all_of_its_cells(workbook):
    shared = '<f t="shared" ref="A1:A2" si="7">[1]一!A1</f>'
    laid = '<f t="array" ref="B1:C2">[1]一!A1:B2</f>'
    path = with_sheet(
        workbook,
        f'<row r="1"><c r="A1">{shared}<v>1</v></c><c r="B1">{laid}<v>2</v></c>'
        '<c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><f t="shared" si="7"/><v>4</v></c>'
        '<c r="B2"><v>5</v></c><c r="C2"><v>6</v></c>'
        '<c r="D2"><f t="shared" si="8"/><v>7</v></c></row>',
    )
    assert parse_workbook(path)[0].linked == {(r, c) for r in (0, 1) for c in (0, 1, 2)}


@pytest.mark.parametrize(
    "formula",
    ["SUM(表1[金额])", "表1[[#This Row],[数量]]*Sheet2!B1", '"[1]a!"&amp;A1', "'一（1）班'!A1"],
)
def test_a_formula_that_stays_in_its_workbook_is_not_marked(workbook, formula):
    cell = f'<c r="A1"><f>{formula}</f><v>10</v></c>'
    assert parse_workbook(with_sheet(workbook, f'<row r="1">{cell}</row>'))[0].linked == frozenset()


ANOTHER_BOOK = struct.pack("<HHB", 1, 9, 1) + "\1旧账.xls".encode("utf-16-le")
ITSELF = struct.pack("<HH", 1, 0x0401)


@pytest.mark.parametrize(("books", "linked"), [((ITSELF, ANOTHER_BOOK), {(1, 0)}), ((ITSELF,), ())])
def test_a_formula_of_an_old_workbook_that_leans_on_another_file_is_marked(tmp_path, books, linked):
    page = Page("台账", rows=[["数量", "单价"], [3, 5]], books=books)
    page.formulas = {(1, 0): ("foreign", 3), (1, 1): ("1*5", 5)}
    (found,) = parse_workbook(old(tmp_path / "旧.xls", page))
    assert found.rows == (("数量", "单价"), (3.0, 5.0))
    assert found.linked == set(linked)


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("EncryptedPackage", "encrypted"),
        ("_VBA_PROJECT", "macros"),
        ("WordDocument", "not_a_workbook"),
    ],
)
def test_an_old_container_is_judged_by_its_streams(tmp_path, stream, code):
    path = tmp_path / "旧.xlsx"
    path.write_bytes(workbook_gate.OLE_MAGIC + bytes(512) + stream.encode("utf-16-le") + bytes(512))
    assert refusal(path) == code


def test_a_damaged_package_is_refused(workbook):
    content = workbook.read_bytes()
    for cut in (len(content) // 3, len(content) - 30):
        workbook.write_bytes(content[:cut])
        assert refusal(workbook) == "damaged"


def test_a_damaged_sheet_is_refused(workbook):
    assert refusal(rewritten(workbook, {SHEET: b"<worksheet><sheetData><row"})) in {
        "damaged",
        "empty_workbook",
    }


def test_entities_in_the_workbook_part_are_refused(workbook):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    assert refusal(rewritten(workbook, {"xl/workbook.xml": bomb})) == "damaged"


def test_a_part_that_inflates_a_hundredfold_is_refused(workbook):
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row>' + b" " * (3 * 2**20)
    assert refusal(with_sheet(workbook, rows.decode())) == "too_large"


def test_a_package_that_inflates_beyond_the_limit_is_refused(workbook, monkeypatch):
    monkeypatch.setattr(workbook_gate, "MAXIMUM_INFLATED", 2000)
    assert refusal(workbook) == "too_large"


@pytest.mark.parametrize("place", ["XFD1048576", "A200001", "GS1", "AB1048576"])
def test_a_cell_with_content_beyond_the_limits_is_refused(workbook, place):
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    path = with_sheet(workbook, f'<row r="{row}"><c r="{place}"><v>1</v></c></row>')
    assert refusal(path) == "too_large"


def test_an_empty_cell_far_away_is_no_content(workbook):
    path = with_sheet(
        workbook,
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"/>',
    )
    assert parse_workbook(path)[0].rows == ((1.0,),)


def test_a_file_too_large_to_begin_with_is_refused(workbook, monkeypatch):
    monkeypatch.setattr(workbook_gate, "MAXIMUM_FILE_SIZE", 100)
    assert refusal(workbook) == "too_large"


def test_a_real_old_workbook_is_read():
    sample = Path(__file__).parents[1] / "samples" / "学校平台_资产导入模板.xls"
    rows = parse_workbook(sample)[0].rows
    assert rows[0][:3] == ("资产编号", "资产名称", "数量")
    assert rows[1][0] == "TY2012000030"


def test_merged_areas_hidden_rows_columns_remarks_and_marks_come_with_the_sheet(tmp_path):
    path = tmp_path / "台账.xlsx"
    book = OpenpyxlWorkbook()
    page = book.active
    assert page is not None
    for _ in range(5):
        page.append(["名称", "数量", "原值"])
    page.merge_cells("A2:A4")
    page.row_dimensions[3].hidden = True
    page.column_dimensions["B"].hidden = True
    page["A5"].comment = Comment("此件已借出", "保管员")
    page["B5"].font = Font(color="FFFF0000")
    page["C5"].font = Font(strike=True)
    book.save(path)
    (found,) = parse_workbook(path)
    assert found.merges == ((1, 0, 3, 0),)
    assert found.hidden_rows == {2}
    assert found.hidden_columns == {1}
    assert found.comments == {(4, 0): "此件已借出"}
    assert found.marks == {(4, 1): "红字", (4, 2): "删除线"}


def old(path: Path, *pages: Page) -> Path:
    write_xls(path, list(pages))
    return path


def test_an_old_workbook_brings_errors_merged_areas_and_what_is_hidden(tmp_path):
    page = Page("台账", rows=[["名称", "数量", "原值"], ["课桌", 1, "#REF!"], ["椅", 1, 2.5]])
    page.merges, page.hidden_rows, page.hidden_columns = [(0, 0, 0, 1)], {2}, {1}
    (found,) = parse_workbook(old(tmp_path / "旧.xls", page))
    fault = found.rows[1][2]
    assert isinstance(fault, CellFault)
    assert fault.text == "#REF!"
    assert found.rows[2] == ("椅", 1.0, 2.5)
    assert found.merges == ((0, 0, 0, 1),)
    assert found.hidden_rows == {2}
    assert found.hidden_columns == {1}


def test_an_old_workbook_is_read_whatever_its_name_ends_in(tmp_path):
    page = Page("台账", rows=[["名称", "数量"], ["课桌", 1]])
    for name in ("台账.et", "台账.xlsx", "台账.csv", "台账"):
        assert parse_workbook(old(tmp_path / name, page))[0].rows[1] == ("课桌", 1.0)


def test_an_old_workbook_with_a_cell_far_away_is_refused_before_it_fills_the_memory(tmp_path):
    page = Page("台账", rows=[["名称", *[""] * 230, "远"]])
    assert refusal(old(tmp_path / "远.xls", page)) == "too_large"


def test_a_long_old_workbook_is_read_to_its_end(tmp_path):
    page = Page("台账", rows=[["课桌", at] for at in range(20_000)])
    (found,) = parse_workbook(old(tmp_path / "长.xls", page))
    assert found.rows[-1] == ("课桌", 19_999.0)
