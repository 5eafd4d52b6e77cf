"""Writes pages into the files that people bring: .xlsx, .xls, real or pretended, .csv, .txt."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from pathlib import Path
from typing import Any

from tests.ledgers.biff import write_xls
from tests.ledgers.pages import Page

Writer = Callable[[Path, list[Page]], None]


def write_xlsx(path: Path, pages: list[Page]) -> None:
    """Write a workbook with all its formats, and the results of formulas where they are stored."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for cells in page.rows:
            sheet.append([None if cell == "" else cell for cell in cells])
        for (row, column), (formula, _) in page.formulas.items():
            sheet.cell(row + 1, column + 1).value = formula
        for (row, column), words in page.comments.items():
            sheet.cell(row + 1, column + 1).comment = Comment(words, "保管员")
        for row, column in page.red:
            sheet.cell(row + 1, column + 1).font = Font(color="FFFF0000", strike=True)
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
        for top, left, bottom, right in page.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    book.save(path)
    _store_results(path, pages)


def _store_results(path: Path, pages: list[Page]) -> None:
    """Put the results of formulas where a spreadsheet would have put them."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for at, page in enumerate(pages, start=1):
        name = f"xl/worksheets/sheet{at}.xml"
        text = parts[name].decode()
        for formula, stored in page.formulas.values():
            if stored is not None:
                bare = re.escape(f"<f>{formula[1:]}</f>") + r"<v ?/>|"
                bare += re.escape(f"<f>{formula[1:]}</f><v></v>")
                text = re.sub(bare, f"<f>{formula[1:]}</f><v>{stored!r}</v>", text)
        parts[name] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def shown(cell: Any) -> str:
    """Write a cell as a spreadsheet shows it, which is what it writes into a text file."""
    if isinstance(cell, date):
        return f"{cell.year}/{cell.month}/{cell.day}"
    if isinstance(cell, float):
        return f"{cell:.5E}" if abs(cell) >= 1e11 else f"{cell:.15g}"
    return str(cell)


def _quoted(text: str, mark: str) -> str:
    if any(char in text for char in (mark, '"', "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def delimited(mark: str, encoding: str, *, every: bool = False) -> Writer:
    """Return a writer of text files with this mark between cells, quoted where needed or always."""

    def write(path: Path, pages: list[Page]) -> None:
        lines = []
        for page in pages:
            for cells in page.rows:
                texts = [shown(cell) for cell in cells]
                if every:
                    texts = ['"' + text.replace('"', '""') + '"' for text in texts]
                else:
                    texts = [_quoted(text, mark) for text in texts]
                lines.append(mark.join(texts))
        path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))

    return write


def html(encoding: str) -> Writer:
    """Return a writer of web pages that are called .xls, as old systems export them."""

    def write(path: Path, pages: list[Page]) -> None:
        kind = f'content="text/html; charset={encoding}"'
        style = '<style>td {mso-number-format:"\\@";}</style>'
        parts = [f'<html><head><meta http-equiv="Content-Type" {kind}>{style}</head><body>']
        for page in pages:
            parts += ["<table border=1>", *_html_rows(page), "</table>"]
        parts.append("</body></html>")
        path.write_bytes("\n".join(parts).encode(encoding, "xmlcharrefreplace"))

    return write


def _html_rows(page: Page) -> list[str]:
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], str] = {}
    for top, left, bottom, right in page.merges:
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        covered.discard((top, left))
        spans[top, left] = f' rowspan="{bottom - top + 1}" colspan={right - left + 1}'
    rows = []
    for row, cells in enumerate(page.rows):
        texts = [
            f"<td{spans.get((row, column), '')}>{_html_text(cell)}</td>"
            for column, cell in enumerate(cells)
            if (row, column) not in covered
        ]
        rows.append(f"<tr>{''.join(texts)}</tr>")
    return rows


def _html_text(cell: Any) -> str:
    text = escape(shown(cell)).replace("\n", "<br>")
    return text or "&nbsp;"


def write_xml(path: Path, pages: list[Page]) -> None:
    """Write a workbook as one XML text, as Excel 2003 and many systems after it did."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<?mso-application progid="Excel.Sheet"?>',
        f'<Workbook xmlns="{space}" xmlns:ss="{space}" xmlns:x="{space[:-11]}excel">',
        '<Styles><Style ss:ID="r"><Font ss:Color="#FF0000"/></Style></Styles>',
    ]
    for page in pages:
        parts.append(f'<Worksheet ss:Name="{escape(page.name)}"><Table>')
        parts += [f'<Column ss:Index="{at + 1}" ss:Hidden="1"/>' for at in page.hidden_columns]
        parts += [_xml_row(page, row) for row in range(len(page.rows)) if any(page.rows[row])]
        seen = "SheetHidden" if page.hidden else "SheetVisible"
        parts.append(f"</Table><x:WorksheetOptions><x:Visible>{seen}</x:Visible>")
        parts.append("</x:WorksheetOptions></Worksheet>")
    path.write_bytes("\n".join([*parts, "</Workbook>"]).encode())


def _xml_row(page: Page, row: int) -> str:
    hidden = ' ss:Hidden="1"' if row in page.hidden_rows else ""
    cells = [
        _xml_cell(page, row, column, cell)
        for column, cell in enumerate(page.rows[row])
        if cell != "" and cell is not None
    ]
    return f'<Row ss:Index="{row + 1}"{hidden}>{"".join(cells)}</Row>'


def _xml_cell(page: Page, row: int, column: int, cell: Any) -> str:
    style = ' ss:StyleID="r"' if (row, column) in page.red else ""
    for top, left, bottom, right in page.merges:
        if (top, left) == (row, column):
            style += f' ss:MergeDown="{bottom - top}" ss:MergeAcross="{right - left}"'
    kind, text = "String", str(cell)
    if isinstance(cell, date):
        kind, text = "DateTime", f"{cell.isoformat()}T00:00:00.000"
    elif isinstance(cell, (int, float)):
        kind, text = "Number", repr(cell)
    formula, stored = page.formulas.get((row, column), ("", cell))
    if formula:
        style += f' ss:Formula="{escape(formula)}"'
    data = "" if stored is None else f'<Data ss:Type="{kind}">{escape(text)}</Data>'
    words = page.comments.get((row, column))
    if words:
        data += f'<Comment ss:Author="保管员"><ss:Data>{words}</ss:Data></Comment>'
    return f'<Cell ss:Index="{column + 1}"{style}>{data}</Cell>'


def write_archive(path: Path, pages: list[Page]) -> None:
    """Write the sheets as pages of one letter, as 单个文件网页 is kept."""
    letter = MIMEMultipart("related")
    names = [
        f"<x:ExcelWorksheet><x:Name>{escape(page.name)}</x:Name>"
        f'<x:WorksheetSource HRef="a.files/sheet{at:03}.htm"/></x:ExcelWorksheet>'
        for at, page in enumerate(pages, 1)
    ]
    frame = f"<html><xml>{''.join(names)}</xml><frameset></frameset></html>"
    _enclose(letter, "a.htm", frame)
    _enclose(letter, "a.files/tabstrip.htm", "<html><table><tr><td>Sheet1</td></tr></table></html>")
    for at, page in enumerate(pages, 1):
        rows = "\n".join(_html_rows(page))
        _enclose(letter, f"a.files/sheet{at:03}.htm", f"<html><table>{rows}</table></html>")
    path.write_bytes(letter.as_bytes())


def _enclose(letter: MIMEMultipart, place: str, text: str) -> None:
    part = MIMEText(text, "html", "gb18030")
    part["Content-Location"] = f"file:///C:/{place}"
    letter.attach(part)


FORMATS: dict[str, tuple[str, Writer, bool]] = {
    "xlsx": (".xlsx", write_xlsx, True),
    "xls": (".xls", write_xls, True),
    "et": (".et", write_xls, True),
    "csv": (".csv", delimited(",", "utf-8"), False),
    "csv-bom": (".csv", delimited(",", "utf-8-sig", every=True), False),
    "csv-gb": (".csv", delimited(",", "gb18030"), False),
    "txt": (".txt", delimited("\t", "gb18030"), False),
    "tsv": (".tsv", delimited("\t", "utf-16"), False),
    "semicolon": (".csv", delimited(";", "utf-8"), False),
    "text-xls": (".xls", delimited("\t", "gb18030"), False),
    "html": (".xls", html("gbk"), True),
    "html-utf8": (".xls", html("utf-8"), True),
    "xml": (".xls", write_xml, True),
    "archive": (".mht", write_archive, True),
}
"""By name: the file's ending, its writer, whether merged areas survive in it."""
