"""Writes a plain .xls: BIFF8 records in an OLE container, as Excel 97 to 2003 and WPS wrote them.

Nothing that is kept up writes this format any more, so the few records that a ledger needs are put
together here: numbers, texts, days, stored and missing results of formulas, merged areas, hidden
rows, columns and sheets.
"""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path
from typing import Any

from tests.ledgers.pages import Page

EPOCH = date(1899, 12, 30)
SECTOR = 512
PLAIN, DAY = 0, 1
FOREIGN = "foreign"
ERRORS = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


def write_xls(path: Path, pages: list[Page]) -> None:
    """Write the pages as an .xls file."""
    path.write_bytes(_container(_workbook(pages)))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _workbook(pages: list[Page]) -> bytes:
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    head += _record(0x0042, struct.pack("<H", 1200))
    head += _record(0x0022, struct.pack("<H", 0))
    head += _record(
        0x0031, struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\5\0Arial"
    )
    for number_format in (0, 14):
        body = struct.pack("<HHHBBBBIIH", 0, number_format, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0)
        head += _record(0x00E0, body)
    for page in pages:
        head += b"".join(_record(0x01AE, body) for body in page.books)
        if page.books:
            places = b"".join(struct.pack("<HHH", at, 0, 0) for at in range(len(page.books)))
            head += _record(0x0017, struct.pack("<H", len(page.books)) + places)
    sheets = [_sheet(page) for page in pages]
    bound = [_bound(page, 0) for page in pages]
    offset = len(head) + sum(map(len, bound)) + len(_record(0x000A))
    for page, sheet in zip(pages, sheets, strict=True):
        head += _bound(page, offset)
        offset += len(sheet)
    return head + _record(0x000A) + b"".join(sheets)


def _bound(page: Page, offset: int) -> bytes:
    name = page.name.encode("utf-16-le")
    body = struct.pack("<IBBBB", offset, int(page.hidden), 0, len(page.name), 1) + name
    return _record(0x0085, body)


def _sheet(page: Page) -> bytes:
    width = max(map(len, page.rows), default=0)
    out = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for column in sorted(page.hidden_columns):
        out += _record(0x007D, struct.pack("<HHHHHH", column, column, 2048, 0, 1, 0))
    out += _record(0x0200, struct.pack("<IIHHH", 0, len(page.rows), 0, width, 0))
    for row in range(len(page.rows)):
        flags = 0x0120 if row in page.hidden_rows else 0x0100
        out += _record(0x0208, struct.pack("<HHHHHHI", row, 0, width, 255, 0, 0, flags))
    for row, cells in enumerate(page.rows):
        for column, cell in enumerate(cells):
            out += _cell(row, column, cell, page.formulas.get((row, column)))
    if page.merges:
        spans = [struct.pack("<HHHH", top, bottom, left, right)
                 for top, left, bottom, right in page.merges]  # fmt: skip
        out += _record(0x00E5, struct.pack("<H", len(spans)) + b"".join(spans))
    return out + _record(0x000A)


def _cell(row: int, column: int, cell: Any, formula: tuple[str, Any] | None) -> bytes:
    if formula is not None and formula[1] is not None:
        # 1*x as tokens: an integer, a number, the multiplication.
        tokens = b"\x1e\1\0\x1f" + struct.pack("<d", formula[1]) + b"\5"
        if formula[0] == FOREIGN:
            # The cell A1 of the second sheet referred to.
            tokens = b"\x5a" + struct.pack("<HHH", 1, 0, 0)
        body = struct.pack("<HHHdHIH", row, column, PLAIN, formula[1], 0, 0, len(tokens)) + tokens
        return _record(0x0006, body)
    if isinstance(cell, str) and cell in ERRORS:
        return _record(0x0205, struct.pack("<HHHBB", row, column, PLAIN, ERRORS[cell], 1))
    if isinstance(cell, date):
        return _record(0x0203, struct.pack("<HHHd", row, column, DAY, (cell - EPOCH).days))
    if isinstance(cell, (int, float)):
        return _record(0x0203, struct.pack("<HHHd", row, column, PLAIN, cell))
    if cell:
        return _record(0x0204, struct.pack("<HHH", row, column, PLAIN) + _text(str(cell)))
    return b""


def _container(stream: bytes) -> bytes:
    """Wrap a stream called Workbook in the smallest OLE container that holds it."""
    stream += b"\0" * (-len(stream) % SECTOR)
    stream += b"\0" * max(0, 4096 - len(stream))
    data = len(stream) // SECTOR
    fats = 1
    while (data + 1 + fats) > fats * (SECTOR // 4):
        fats += 1
    chain = [*range(1, data), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * fats]
    chain += [0xFFFFFFFF] * (fats * (SECTOR // 4) - len(chain))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, fats, data, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    places = [data + 1 + at if at < fats else 0xFFFFFFFF for at in range(109)]
    header += struct.pack("<109I", *places)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, -1, 0, len(stream))
    directory = entries + _entry("", 0, -1, 0, 0) * 2
    return header + stream + directory + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    body = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    body += struct.pack("<iii", -1, -1, child) + b"\0" * 36
    return body + struct.pack("<III", start, size, 0)
