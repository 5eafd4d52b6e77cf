"""Workbooks written as one XML text (XML 表格 2003), which many systems call .xls.

Cells stand with their types, so nothing is guessed: a number is a number, a day a day. Rows and
cells that are left out are counted by their index; formulas without a result and errors are
`CellFault`s as in every other workbook.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from houqin_desktop.documents.workbooks.gate import (
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    damaged,
    leans_on_other_files,
    never_computed,
    require_size,
    wrong_value,
)
from houqin_desktop.documents.workbooks.marks import LONGEST_COMMENT, RED, STRUCK, is_red
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid, Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<(?:\w+:)?Workbook\b")
_ORIGIN = f"{{{NAMESPACE}}}"


def is_xml_workbook(text: str) -> bool:
    """Say whether a text is a workbook in XML."""
    head = text[:4000]
    return head.lstrip().startswith("<") and NAMESPACE in head and _ROOT.search(head) is not None


def parse_xml(text: str) -> tuple[SheetGrid, ...]:
    """Return the worksheets of a workbook in XML.

    :raises Refused: when it cannot be read to its end, or is larger than a ledger.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    source = io.BytesIO(_DECLARATION.sub("", text, count=1).encode())
    book = _Book()
    try:
        for event, element in iterparse(source, events=("start", "end")):
            book.take(event, element)
    except (ParseError, DefusedXmlException):
        raise damaged() from None
    return tuple(book.sheets)


class _Book:
    """Gathers sheets while the text goes by; what was taken is forgotten at once."""

    def __init__(self) -> None:
        self.sheets: list[SheetGrid] = []
        self.marks: dict[str, str] = {}
        self.sheet = _Sheet("")

    def take(self, event: str, element: Element) -> None:
        """Take the beginning or the end of an element."""
        kind = _local(element.tag)
        if kind == "Visible" and event == "end":
            self.sheet.hidden = (element.text or "").strip() != "SheetVisible"
        if element.tag != f"{_ORIGIN}{kind}":
            return
        if event == "start":
            if kind == "Worksheet":
                self.sheet = _Sheet(_said(element, "Name"))
        elif kind == "Style":
            self.marks[_said(element, "ID")] = _mark(element)
        elif kind == "Column":
            self.sheet.take_column(element)
        elif kind == "Row":
            self.sheet.take_row(element, self.marks)
            element.clear()
        elif kind == "Worksheet":
            self.sheets.append(self.sheet.grid())
            element.clear()


class _Sheet:
    """One worksheet as far as it was read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[Cell]] = []
        self.merges: list[Span] = []
        self.hidden = False
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.comments: dict[tuple[int, int], str] = {}
        self.marks: dict[tuple[int, int], str] = {}
        self.linked: set[tuple[int, int]] = set()
        self.next_row = 0
        self.next_column = 0

    def take_column(self, element: Element) -> None:
        """Note whether some columns are hidden."""
        first = _number(element, "Index", self.next_column + 1) - 1
        self.next_column = first + 1 + _number(element, "Span", 0)
        if _said(element, "Hidden") == "1":
            self.hidden_columns |= set(range(first, min(self.next_column, MAXIMUM_COLUMNS)))

    def take_row(self, element: Element, marks: dict[str, str]) -> None:
        """Read a row and its cells."""
        at = _number(element, "Index", self.next_row + 1) - 1
        self.next_row = at + 1 + _number(element, "Span", 0)
        cells = [cell for cell in element if _local(cell.tag) == "Cell"]
        if _said(element, "Hidden") == "1":
            self.hidden_rows |= set(range(at, min(self.next_row, MAXIMUM_ROWS)))
        if not cells:
            return
        require_size(self.name, at + 1, 0)
        self.rows.extend([] for _ in range(at + 1 - len(self.rows)))
        row = self.rows[at]
        for cell in cells:
            self._take_cell(cell, at, row, marks)

    def _take_cell(self, element: Element, at: int, row: list[Cell], marks: dict[str, str]) -> None:
        column = max(_number(element, "Index", len(row) + 1) - 1, len(row))
        require_size(self.name, 0, column + 1)
        row.extend([""] * (column - len(row)))
        formula = _said(element, "Formula")
        row.append(_value(element, formula))
        place = (at, column)
        if leans_on_other_files(formula):
            self.linked.add(place)
        if words := _comment(element):
            self.comments[place] = words
        if mark := marks.get(_said(element, "StyleID"), ""):
            self.marks[place] = mark
        across, down = _number(element, "MergeAcross", 0), _number(element, "MergeDown", 0)
        if across or down:
            right = min(column + across, MAXIMUM_COLUMNS - 1)
            self.merges.append((at, column, min(at + down, MAXIMUM_ROWS - 1), right))
            row.extend([""] * (right - column))

    def grid(self) -> SheetGrid:
        """Return the sheet, its rows of one width."""
        width = max(map(len, self.rows), default=0)
        return SheetGrid(
            self.name,
            tuple((*row, *[""] * (width - len(row))) for row in self.rows),
            hidden=self.hidden,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            merges=tuple(self.merges),
            comments=self.comments,
            marks=self.marks,
            linked=frozenset(self.linked),
        )


def _value(element: Element, formula: str) -> Cell:
    data = next((each for each in element if _local(each.tag) == "Data"), None)
    if data is None:
        return never_computed(formula.removeprefix("=")) if formula else ""
    text, kind = "".join(data.itertext()), _said(data, "Type")
    if kind == "Error":
        return wrong_value(text)
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text


def _comment(element: Element) -> str:
    parts = (each for each in element if _local(each.tag) == "Comment")
    words = " ".join("".join("".join(part.itertext()) for part in parts).split())
    return words[:LONGEST_COMMENT]


def _mark(style: Element) -> str:
    font = next((each for each in style if _local(each.tag) == "Font"), None)
    if font is None:
        return ""
    if _said(font, "StrikeThrough") == "1":
        return STRUCK
    return RED if is_red(_said(font, "Color").lstrip("#")) else ""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _said(element: Element, name: str) -> str:
    """Return an attribute; some systems leave its namespace out."""
    return element.get(f"{_ORIGIN}{name}") or element.get(name) or ""


def _number(element: Element, name: str, otherwise: int) -> int:
    text = _said(element, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else otherwise
