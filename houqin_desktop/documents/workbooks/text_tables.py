"""Tables in text files: .csv and .txt in the usual encodings, and what is only called .xls.

Old systems write web pages, XML or tab-separated text and call them .xls. Encoding and separator
are found from the content; where that is not clear nothing is read, because a wrong guess would
turn every name into another one.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from houqin_desktop.documents.workbooks.gate import not_a_workbook, require_size
from houqin_desktop.documents.workbooks.html_tables import parse_html
from houqin_desktop.documents.workbooks.page_archives import is_page_archive, parse_archive
from houqin_desktop.documents.workbooks.xml_tables import is_xml_workbook, parse_xml
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MARKS = "\t,;|，；"
SAMPLE_LINES = 200
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]")
_PAGE = re.compile(r"<(?:html|table|!doctype html)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\b")


def parse_text(path: Path) -> tuple[SheetGrid, ...]:
    """Return the one sheet of a text table, called as the file is, or those of a web page or XML.

    :raises Refused: when the file is no text, or no text in an encoding that is known.
    """
    content = path.read_bytes()
    if is_page_archive(content):
        return parse_archive(path.stem, content, _decoded)
    # The sign by which old systems end a file.
    text = _decoded(content.rstrip(b"\x1a"))
    if is_xml_workbook(text):
        return parse_xml(text)
    if _PAGE.search(text[:20_000]):
        return (parse_html(path.stem, text),)
    if _XML.match(text):
        raise Refused(
            "这是 XML 文件，不是工作簿，没有读入。请用表格软件打开，另存为 .xlsx 再导入。",
            code="not_a_workbook",
        )
    rows = _rows(path.stem, text, _mark(text))
    return (SheetGrid(path.stem, tuple(rows), untyped=True),)


def _decoded(content: bytes) -> str:
    """Return the text; UTF-8 is never taken for anything else by chance, so it is tried first."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strictly(content, encoding)
    declared = _CHARSET.search(content[:4096])
    names = ["utf-8", "gb18030"]
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        names.reverse()
    for encoding in names:
        try:
            return _strictly(content, encoding)
        except Refused:
            continue
    raise not_a_workbook()


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError):
        raise not_a_workbook() from None
    if _CONTROL.search(text):
        raise not_a_workbook()
    return text


def _mark(text: str) -> str:
    """Return what stands between the cells: the mark that cuts most lines into as many cells."""
    sample = "".join(text[:100_000].splitlines(keepends=True)[:SAMPLE_LINES])
    best, most = ",", 0
    for mark in MARKS:
        widths = [len(row) for row in _reader(sample, mark) if len(row) > 1]
        usual = max(set(widths), key=widths.count) if widths else 0
        weight = widths.count(usual) * usual
        if weight > most:
            best, most = mark, weight
    return best


def _reader(text: str, mark: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark)


def _rows(name: str, text: str, mark: str) -> list[tuple[Cell, ...]]:
    try:
        rows = _read(name, csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        # A quote that is never closed swallows every row behind it.
        rows = _without_quotes(name, text, mark)
    width = max(map(len, rows), default=0)
    return [(*row, *[""] * (width - len(row))) for row in rows]


def _read(name: str, lines: Iterable[list[str]]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for cells in lines:
        rows.append(tuple(map(_unescaped, cells)))
        require_size(name, len(rows), len(cells))
    return rows


def _without_quotes(name: str, text: str, mark: str) -> list[tuple[Cell, ...]]:
    """Read a text whose quotes are words, such as the sign for 同上, if its rows say so plainly.

    :raises Refused: when rows differ in width, or a cell stands in quotes after all.
    """
    lines = [line.split(mark) for line in text.splitlines() if line.strip()]
    quoted = any(len(cell) > 1 and cell[0] == cell[-1] == '"' for line in lines for cell in line)
    if quoted or len(set(map(len, lines))) != 1:
        raise Refused(
            "文本表格里有一格长得不正常，可能少了引号，没有读入。请用表格软件另存为 .xlsx 再导入。",
            code="damaged",
        )
    return _read(name, lines)


def _unescaped(cell: str) -> str:
    """Return a cell without ="…" or a leading tab, by which systems keep a number a text."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell.strip("\t")
