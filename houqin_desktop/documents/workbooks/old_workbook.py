"""What a real .xls says beside its values: errors, what is hidden, cells far away, a password.

The reader of values turns an error into an empty cell and lays the whole rectangle out in memory;
so the records of the old format (BIFF8 in an OLE container) are walked through once before it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from houqin_desktop.documents.workbooks.gate import (
    SheetScan,
    damaged,
    encrypted,
    require_size,
    wrong_value,
)

SECTOR = 512
END = 0xFFFFFFFE
NAMES = ("Workbook", "Book")

_BOUND_SHEET, _FILE_PASS, _END_OF_SHEET = 0x0085, 0x002F, 0x000A
_BOOKS, _SHEETS = 0x01AE, 0x0017
_ROW, _COLUMN, _ERROR, _FORMULA = 0x0208, 0x007D, 0x0205, 0x0006
# How a workbook refers to itself and to the functions that come with the program.
_OWN = frozenset({0x0401, 0x3A01})
# Tokens of a formula that name a sheet: a name, a cell, an area of it, each in three classes.
_NAMING = bytes([0x39, 0x59, 0x79, 0x3A, 0x5A, 0x7A, 0x3B, 0x5B, 0x7B])
# Number, label, blank and the like: each begins with row and column.
_CELLS = frozenset({0x0203, 0x0204, 0x00FD, 0x027E, 0x0205, 0x0006, 0x00D6})
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip

Record = tuple[int, bytes]


def scan_old_workbook(content: bytes) -> dict[str, SheetScan]:
    """Return the findings by the sheet's name; none for a format older than BIFF8.

    :raises Refused: when the file asks for a password, or has cells beyond the limits.
    """
    try:
        stream = _stream(content)
        if struct.unpack_from("<HHH", stream)[::2] != (0x0809, 0x0600):
            return {}
        return _scan(stream)
    except (struct.error, IndexError, UnicodeError):
        raise damaged() from None


def _stream(content: bytes) -> bytes:
    """Return the stream of the workbook out of the container."""
    (shift,) = struct.unpack_from("<H", content, 0x1E)
    if shift != 9:
        raise damaged()
    first_directory, small_limit = struct.unpack_from("<I4xI", content, 0x30)
    fat = _fat(content)
    directory = _chain(content, fat, first_directory)
    for at in range(0, len(directory), 128):
        entry = directory[at : at + 128]
        (length,) = struct.unpack_from("<H", entry, 64)
        if entry[: max(length - 2, 0)].decode("utf-16-le", "replace") in NAMES:
            start, size = struct.unpack_from("<II", entry, 116)
            if size < small_limit:
                raise damaged()
            return _chain(content, fat, start)[:size]
    raise damaged()


def _fat(content: bytes) -> list[int]:
    places = [place for place in struct.unpack_from("<109I", content, 0x4C) if place < END - 2]
    (more,) = struct.unpack_from("<I", content, 0x44)
    seen = 0
    while more < END - 2 and seen < len(content) // SECTOR:
        *others, more = struct.unpack_from("<128I", content, (more + 1) * SECTOR)
        places += [place for place in others if place < END - 2]
        seen += 1
    fat: list[int] = []
    for place in places[: len(content) // SECTOR]:
        fat += struct.unpack_from("<128I", content, (place + 1) * SECTOR)
    return fat


def _chain(content: bytes, fat: list[int], start: int) -> bytes:
    parts: list[bytes] = []
    while start < END - 2:
        if len(parts) > len(fat):
            raise damaged()
        parts.append(content[(start + 1) * SECTOR : (start + 2) * SECTOR])
        start = fat[start]
    return b"".join(parts)


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """Yield kind and body of the records from here to the end of the part."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END_OF_SHEET:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _scan(stream: bytes) -> dict[str, SheetScan]:
    scans: dict[str, SheetScan] = {}
    links = _links(stream)
    for kind, body in _records(stream, 0):
        if kind == _FILE_PASS:
            raise encrypted()
        if kind == _BOUND_SHEET:
            offset, _, sort, length, wide = struct.unpack_from("<IBBBB", body)
            text = body[8 : 8 + length * (1 + (wide & 1))]
            name = text.decode("utf-16-le" if wide & 1 else "latin-1")
            if sort == 0:
                scans[name] = _scan_sheet(name, stream, offset, links)
    return scans


def _links(stream: bytes) -> re.Pattern[bytes] | None:
    """Return what a formula that leans on another file holds, None if none can."""
    foreign: list[bool] = []
    entries: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _BOOKS:
            (length,) = struct.unpack_from("<H", body, 2)
            # A blank of one letter stands for no file.
            foreign.append(length not in _OWN and length > 1)
        elif kind == _SHEETS:
            (count,) = struct.unpack_from("<H", body)
            entries += struct.unpack_from(f"<{count * 3}H", body, 2)[::3]
    named = [at for at, book in enumerate(entries) if book < len(foreign) and foreign[book]]
    if not named:
        return None
    places = b"|".join(re.escape(struct.pack("<H", at)) for at in named)
    return re.compile(b"[" + re.escape(_NAMING) + b"](?:" + places + b")", re.DOTALL)


def _scan_sheet(
    name: str, stream: bytes, offset: int, links: re.Pattern[bytes] | None
) -> SheetScan:
    scan = SheetScan()
    for kind, body in _records(stream, offset):
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", body)
            require_size(name, row + 1, column + 1)
            _note_error(scan, kind, body, (row, column))
            if links is not None and kind == _FORMULA and links.search(body, 22):
                scan.linked.add((row, column))
        elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            scan.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMN and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            scan.hidden_columns |= set(range(first, min(last, 255) + 1))
    return scan


def _note_error(scan: SheetScan, kind: int, body: bytes, place: tuple[int, int]) -> None:
    code = None
    if kind == _ERROR and body[7]:
        code = body[6]
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        code = body[8]
    if code is not None:
        scan.faults[place] = wrong_value(_ERRORS.get(code, "#错误"))
