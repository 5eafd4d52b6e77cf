"""Workbooks written as XML, and pages kept in one file: every cell in its place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from houqin_desktop.documents.workbooks.parser import parse_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import CellFault, SheetGrid
from tests.ledgers.files import write_archive
from tests.ledgers.pages import Page

HEAD = (
    '<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)


def sheets(path: Path, inside: str, encoding: str = "utf-8") -> tuple[SheetGrid, ...]:
    text = HEAD.format(encoding=encoding) + inside + "</Workbook>"
    path.write_bytes(text.encode(encoding))
    return parse_workbook(path)


def sheet(path: Path, rows: str, encoding: str = "utf-8") -> SheetGrid:
    inside = f'<Worksheet ss:Name="台账"><Table>{rows}</Table></Worksheet>'
    (found,) = sheets(path, inside, encoding)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "旧台账.xls"


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        parse_workbook(path)
    assert refused.value.sentence.endswith("。")
    return refused.value.code


def test_cells_come_with_their_types_and_in_their_places(path: Path):
    found = sheet(
        path,
        '<Row ss:Index="2"><Cell><Data ss:Type="String">00123</Data></Cell>'
        '<Cell ss:Index="4"><Data ss:Type="Number">3800.5</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="DateTime">2015-09-01T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell>'
        '<Cell><ss:Data ss:Type="String"><B>课</B>桌</ss:Data></Cell></Row>',
    )
    assert found.name == "台账"
    assert not found.untyped
    assert found.rows == (
        ("", "", "", ""),
        ("00123", "", "", 3800.5),
        (datetime(2015, 9, 1), True, "课桌", ""),
    )


def test_merged_areas_hidden_rows_and_columns_remarks_and_red_come_along(path: Path):
    found = sheets(
        path,
        '<Styles><Style ss:ID="a"><Font ss:Color="#FF0000"/></Style>'
        '<Style ss:ID="b"><Font ss:StrikeThrough="1"/></Style></Styles>'
        '<Worksheet ss:Name="一"><Table><Column/><Column ss:Hidden="1" ss:Span="1"/>'
        '<Row><Cell ss:MergeAcross="1" ss:MergeDown="2"><Data ss:Type="String">标题</Data></Cell>'
        '<Cell ss:StyleID="a"><Data ss:Type="String">甲</Data></Cell></Row>'
        '<Row ss:Hidden="1"><Cell ss:Index="3" ss:StyleID="b"><Data ss:Type="String">乙</Data>'
        "<Comment><ss:Data>已借<B>出</B></ss:Data></Comment></Cell></Row></Table></Worksheet>",
    )[0]
    assert found.rows == (("标题", "", "甲"), ("", "", "乙"))
    assert found.merges == ((0, 0, 2, 1),)
    assert found.hidden_rows == {1}
    assert found.hidden_columns == {1, 2}
    assert found.comments == {(1, 2): "已借出"}
    assert found.marks == {(0, 2): "红字", (1, 2): "删除线"}


def test_a_hidden_sheet_is_marked(path: Path):
    options = (
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
        "<Visible>SheetHidden</Visible></WorksheetOptions>"
    )
    row = '<Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table>'
    found = sheets(
        path,
        f'<Worksheet ss:Name="旧">{row}{options}</Worksheet>'
        f'<Worksheet ss:Name="新">{row}</Worksheet>',
    )
    assert [(one.name, one.hidden) for one in found] == [("旧", True), ("新", False)]


def test_formulas_without_a_result_errors_and_foreign_values_are_noticed(path: Path):
    found = sheet(
        path,
        '<Row><Cell ss:Formula="=RC[1]*2"/>'
        '<Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell>'
        '<Cell ss:Formula="=\'[旧账.xls]2015\'!R1C1"><Data ss:Type="Number">5</Data></Cell></Row>',
    )
    first, second, third = found.rows[0]
    assert isinstance(first, CellFault)
    assert first.text == "=RC[1]*2"
    assert isinstance(second, CellFault)
    assert second.text == "#DIV/0!"
    assert third == 5.0
    assert found.linked == {(0, 2)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_usual_encodings_are_read(path: Path, encoding):
    row = '<Row><Cell><Data ss:Type="String">课桌椅</Data></Cell></Row>'
    assert sheet(path, row, encoding).rows == (("课桌椅",),)


def test_a_value_that_is_no_number_or_day_stays_a_text(path: Path):
    row = (
        '<Row><Cell><Data ss:Type="Number">约500</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">95年</Data></Cell></Row>'
    )
    assert sheet(path, row).rows == (("约500", "95年"),)


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<Worksheet ss:Name="一"><Table><Row ss:Index="1048576"><Cell><Data>1</Data></Cell></Row>',
         "too_large"),
        ('<Worksheet ss:Name="一"><Table><Row><Cell ss:Index="16384"><Data>1</Data></Cell></Row>',
         "too_large"),
        ('<Worksheet ss:Name="一"><Table><Row><Cell><Data ss:Type="String">课', "damaged"),
    ],
)  # fmt: skip
def test_what_is_too_far_away_or_cut_off_is_refused(path: Path, inside, code):
    path.write_bytes((HEAD.format(encoding="utf-8") + inside).encode())
    assert refusal(path) == code


def test_entities_are_refused(path: Path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    text = HEAD.format(encoding="utf-8").replace("<Workbook", f"{bomb}<Workbook")
    path.write_bytes(f'{text}<Worksheet ss:Name="&b;"/></Workbook>'.encode())
    assert refusal(path) == "damaged"


def test_other_xml_is_no_workbook(path: Path):
    path.write_bytes('<?xml version="1.0"?><note><to>总务处</to></note>'.encode())
    assert refusal(path) == "not_a_workbook"


def test_the_sheets_of_a_page_archive_come_by_their_names_without_the_strip_of_tabs(tmp_path):
    path = tmp_path / "旧台账.mht"
    first = Page("三年级", rows=[["名称", "数量"], ["课桌", "3"]], merges=[(0, 0, 0, 0)])
    write_archive(path, [first, Page("四年级", rows=[["名称"], ["书架=3D"]])])
    found = parse_workbook(path)
    assert [one.name for one in found] == ["三年级", "四年级"]
    assert found[0].rows == (("名称", "数量"), ("课桌", "3"))
    assert found[1].rows == (("名称",), ("书架=3D",))
    assert all(one.untyped for one in found)


def test_a_page_archive_of_one_page_is_called_as_the_file_is(tmp_path):
    path = tmp_path / "旧台账.xls"
    path.write_bytes(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><table><tr><td>=E8=AF=BE=E6=A1=8C</td></tr></table></html>\r\n--x--\r\n"
    )
    (found,) = parse_workbook(path)
    assert (found.name, found.rows) == ("旧台账", (("课桌",),))


def test_a_page_archive_without_a_table_is_refused(tmp_path):
    path = tmp_path / "信.mht"
    path.write_bytes(
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: text/html\n\n<html><p>no table</p></html>\n--x--\n"
    )
    assert refusal(path) == "damaged"


def test_a_formula_of_a_web_page_that_leans_on_another_file_is_marked(path: Path):
    path.write_text(
        "<html><table><tr><td>1</td><td x:num x:fmla=\"='[a.xls]b'!A1\">2</td></tr></table></html>",
        encoding="utf-8",
    )
    assert parse_workbook(path)[0].linked == {(0, 1)}
