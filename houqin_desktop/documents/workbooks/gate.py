"""What a workbook must pass before it is read: its kind, its size, no macros, no encryption.

A workbook from outside is a zip that claims sizes; here every part is inflated once, counted,
and its sheets are searched for cells far beyond the limits and for cells whose value the reader
would not see (formulas never computed, errors). Each refusal says what happened and what to do.
"""

from __future__ import annotations

import copy
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from houqin_desktop.documents.workbooks.marks import (
    NAMESPACE,
    column_index,
    comments_of,
    marked_styles,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import CellFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAXIMUM_ROWS = 200_000
MAXIMUM_COLUMNS = 200
MAXIMUM_FILE_SIZE = 100 * 2**20
MAXIMUM_INFLATED = 200 * 2**20
MAXIMUM_RATIO = 100
# Small parts compress well by nature; a ratio says nothing about them.
RATIO_FLOOR = 2**20
CHUNK = 2**20
LONGEST_ROW = 16 * CHUNK

OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP_MAGIC = b"PK\x03\x04"

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL_OPEN = rb"<(?:\w+:)?c\b([^>]*)>"
_UNCOMPUTED = re.compile(
    _CELL_OPEN + rb"\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>.*?<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>", re.DOTALL
)
# Begins with a plain text, which the search runs through many times faster than a class.
_WIDE_OR_LONG = re.compile(rb'r="(?:[A-Z]{3}|G[S-Z]|[H-Z][A-Z]|[A-Z]\d{6}|[A-Z]{2}\d{6})')
_FORMULA = re.compile(
    _CELL_OPEN + rb"\s*<(?:\w+:)?f\b([^>]*?)(?:/>|>([^<]*)</(?:\w+:)?f>)",
)
_SHARED = re.compile(rb"\bsi=[\"'](\d{1,7})[\"']")
_ARRAY = re.compile(rb"\bref=[\"']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})[\"']")
# [1]Sheet1!A1 and 'D:\[旧账.xls]一（1）班'!A1; the column of a table, 表1[数量], is no such thing.
_LINK = re.compile(r"'[^']*\[[^\[\]]+\][^']*'!|\[[^\[\]]+\][\w.]*!")
_QUOTED = re.compile(r'"[^"]*"')
_STYLE = re.compile(rb"\bs=[\"'](\d{1,6})[\"']")
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_NUMBER = re.compile(rb"\b(r|min|max)=[\"'](\d{1,7})[\"']")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")


@dataclass(slots=True)
class SheetScan:
    """What the scan of one sheet's part found, by (row, column), both counted from 0."""

    faults: dict[tuple[int, int], CellFault] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    # Cells whose formula takes its value out of another file, and shared formulas that do.
    linked: set[tuple[int, int]] = field(default_factory=set)
    linked_shared: set[bytes] = field(default_factory=set)


def require_file(path: Path) -> bytes:
    """Return the first bytes of a file, after a look at what it is and how large.

    :raises Refused: when it is missing, no ordinary file, empty, too large or not to be opened.
    """
    try:
        if not path.exists():
            raise _unopened("没有这个文件", path)
        if not path.is_file():
            raise Refused(
                f"“{path.name}”不是文件，没有读入。请选择文件夹里的工作簿文件。", code="no_file"
            )
        size = path.stat().st_size
        with path.open("rb") as file:
            magic = file.read(8)
    except (OSError, ValueError):
        raise _unopened("这个文件打不开", path) from None
    if size == 0:
        raise Refused("这是一个空文件，没有读入。请确认选对了文件。", code="empty_workbook")
    if size > MAXIMUM_FILE_SIZE:
        raise Refused(
            f"文件超过 {MAXIMUM_FILE_SIZE // 2**20} MB，没有读入。请分成几个文件再导入。",
            code="too_large",
        )
    return magic


def _unopened(reason: str, path: Path) -> Refused:
    return Refused(
        f"{reason}：{path.name}。请核对位置；若在表格软件里打开着，请先关闭。", code="no_file"
    )


def require_ole_readable(path: Path) -> None:
    """Refuse an old container that is encrypted, holds macros or is no workbook.

    :raises Refused: with a sentence for the person.
    """
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise encrypted()
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise macros()
    names = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    if not any(name in content for name in names):
        raise not_a_workbook()


def scan_package(path: Path) -> dict[str, SheetScan]:
    """Inflate and check every part of an .xlsx; return the findings by the sheet's name.

    :raises Refused: when the file is no workbook, too large, or carries macros.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _require_parts(package)
            sheets = _sheet_parts(package)
            scans = _scan_parts(package, sheets)
            for part, name in sheets.items():
                if name in scans:
                    scans[name].comments = comments_of(package, part)
            return scans
    except (zipfile.BadZipFile, EOFError, OSError, KeyError, ParseError, NotImplementedError):
        raise damaged() from None
    except ValueError as fault:
        # defusedxml refuses entities and external references with subclasses of ValueError.
        raise damaged() from fault


def _require_parts(package: zipfile.ZipFile) -> None:
    names = {name.lower() for name in package.namelist()}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise macros()
    if "xl/workbook.xml" not in names:
        raise not_a_workbook()
    if any(info.flag_bits & 1 for info in package.infolist()):
        raise encrypted()


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each worksheet by the part of the package that holds it."""
    from defusedxml.ElementTree import fromstring

    targets: dict[str, str] = {}
    for relation in fromstring(package.read("xl/_rels/workbook.xml.rels")):
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[relation.get("Id", "")] = part
    workbook = fromstring(package.read("xl/workbook.xml"))
    return {
        targets.get(sheet.get(_RELATION, ""), ""): sheet.get("name", "")
        for sheet in workbook.iter(f"{NAMESPACE}sheet")
    }


def _scan_parts(package: zipfile.ZipFile, sheets: dict[str, str]) -> dict[str, SheetScan]:
    inflated = 0
    scans: dict[str, SheetScan] = {}
    styles = marked_styles(package)
    for info in package.infolist():
        size = 0
        scan = SheetScan()
        tail = b""
        for chunk in _chunks(package, info):
            size += len(chunk)
            inflated += len(chunk)
            _require_modest(info, size, inflated)
            if info.filename in sheets:
                tail = _scan_chunk(scan, sheets[info.filename], styles, tail + chunk)
        if info.filename in sheets:
            _scan_rows(scan, sheets[info.filename], styles, tail)
            scans[sheets[info.filename]] = scan
    return scans


def _chunks(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part's true content; the size that its header claims is only a claim."""
    honest = copy.copy(info)
    honest.file_size = MAXIMUM_INFLATED + CHUNK
    with package.open(honest) as part:
        while chunk := part.read(CHUNK):
            yield chunk


def _require_modest(info: zipfile.ZipInfo, size: int, inflated: int) -> None:
    if inflated > MAXIMUM_INFLATED:
        raise Refused(
            f"文件展开后超过 {MAXIMUM_INFLATED // 2**20} MB，没有读入。请分成几个文件再导入。",
            code="too_large",
        )
    if size > RATIO_FLOOR and size > MAXIMUM_RATIO * max(info.compress_size, 1):
        raise Refused(
            "文件压缩得不正常，展开后会大上百倍，没有读入。请在表格软件里另存一份再导入。",
            code="too_large",
        )


def _scan_chunk(scan: SheetScan, sheet: str, styles: Mapping[bytes, str], data: bytes) -> bytes:
    """Search the whole rows of the data; return the rest for the next chunk."""
    end = data.rfind(b"row>") + 4
    if end < 4:
        if len(data) > LONGEST_ROW:
            raise damaged()
        return data
    _scan_rows(scan, sheet, styles, data[:end])
    return data[end:]


def _scan_rows(scan: SheetScan, sheet: str, styles: Mapping[bytes, str], data: bytes) -> None:
    if _WIDE_OR_LONG.search(data) or _holds(data, b"'", b"r='"):
        _require_near(sheet, data)
    if _holds(data, b"f", b"<f", b":f"):
        for match in _UNCOMPUTED.finditer(data):
            # A formula whose result is an empty text is stored as such, and is no fault.
            if not (match[3] and re.search(rb"\bt=[\"']str[\"']", match[1])):
                text = _plain(match[2] or b"")
                scan.faults[_position(match[1])] = never_computed(text)
    if _holds(data, b"e", b't="e"', b"t='e'"):
        for match in _ERROR.finditer(data):
            text = _plain(match[2])
            scan.faults[_position(match[1])] = wrong_value(text)
    if b"]" in data or scan.linked_shared:
        _scan_links(scan, data)
    if _holds(data, b"h", b"hidden="):
        _scan_hidden(scan, data)
    if styles:
        for match in re.finditer(_CELL_OPEN, data):
            style = _STYLE.search(match[1])
            if style is not None and style[1] in styles:
                scan.marks[_position(match[1])] = styles[style[1]]


def _holds(data: bytes, letter: bytes, *words: bytes) -> bool:
    """Say whether one of some words is there; a letter that all have is found ten times faster."""
    return letter in data and any(word in data for word in words)


def _scan_links(scan: SheetScan, data: bytes) -> None:
    for match in _FORMULA.finditer(data):
        kind, text = match[2], match[3] or b""
        shared = _SHARED.search(kind)
        if text and leans_on_other_files(_plain(text)):
            if shared:
                scan.linked_shared.add(shared[1])
        elif not (shared and shared[1] in scan.linked_shared):
            continue
        scan.linked.add(_position(match[1]))
        array = _ARRAY.search(kind) if b"array" in kind else None
        if array is not None:
            scan.linked |= _area(array[1], array[2])


def _area(first: bytes, last: bytes) -> set[tuple[int, int]]:
    top, left = _place(first)
    bottom, right = _place(last)
    rows, columns = range(top, min(bottom + 1, MAXIMUM_ROWS)), range(left, right + 1)
    return {(row, column) for row in rows for column in columns[:MAXIMUM_COLUMNS]}


def never_computed(formula: str) -> CellFault:
    """Return the cell of a formula, without its =, whose result was not stored."""
    message = "这一格是公式，文件里没有存下结果；请用表格软件打开后保存，再导入"
    return CellFault(f"={formula}", message)


def wrong_value(text: str) -> CellFault:
    """Return the cell of an error such as #REF!."""
    return CellFault(text, f"这一格是错误值 {text}")


def leans_on_other_files(formula: str) -> bool:
    """Say whether a formula takes a value out of another workbook."""
    return _LINK.search(_QUOTED.sub("", formula)) is not None


def _scan_hidden(scan: SheetScan, data: bytes) -> None:
    for match in _HIDDEN.finditer(data):
        known = dict(_NUMBER.findall(match[2]))
        if match[1] == b"row" and b"r" in known:
            scan.hidden_rows.add(int(known[b"r"]) - 1)
        elif match[1] == b"col" and {b"min", b"max"} <= known.keys():
            last = min(int(known[b"max"]), MAXIMUM_COLUMNS)
            scan.hidden_columns |= set(range(int(known[b"min"]) - 1, last))


def _require_near(sheet: str, data: bytes) -> None:
    for match in re.finditer(_CELL_OPEN, data):
        reference = _REFERENCE.search(match[1])
        if reference is None or match[1].endswith(b"/"):
            continue
        row, column = _position(match[1])
        if row >= MAXIMUM_ROWS or column >= MAXIMUM_COLUMNS:
            place = (reference[1] + reference[2]).decode("ascii")
            raise Refused(
                f"工作表“{sheet}”在 {place} 还有内容，超过了 {MAXIMUM_ROWS} 行、"
                f"{MAXIMUM_COLUMNS} 列的限度，没有读入。请删去远处的内容，或分成几个文件。",
                code="too_large",
            )


def _position(attributes: bytes) -> tuple[int, int]:
    reference = _REFERENCE.search(attributes)
    if reference is None:
        raise damaged()
    return _place(reference[1] + reference[2])


def _place(reference: bytes) -> tuple[int, int]:
    """Return the row and column of A1, both counted from 0."""
    letters = reference.rstrip(b"0123456789")
    return int(reference[len(letters) :]) - 1, column_index(letters.decode("ascii"))


def _plain(text: bytes) -> str:
    from html import unescape

    return unescape(text.decode("utf-8", "replace"))


def not_a_workbook() -> Refused:
    """Say that the file is of another kind."""
    return Refused(
        "这不是 Excel 工作簿，没有读入。请在表格软件里另存为 .xlsx 再导入。", code="not_a_workbook"
    )


def damaged() -> Refused:
    """Say that the file cannot be read to its end."""
    return Refused(
        "工作簿已损坏，读不完整，没有读入。请在表格软件里打开，另存一份再导入。", code="damaged"
    )


def too_much_work() -> Refused:
    """Say that reading took more time or memory than any ledger needs."""
    return Refused(
        "读这个文件用的时间或内存超过了限度，没有读入。请在表格软件里另存一份，或分成几个文件再导入。",
        code="too_large",
    )


def require_size(name: str, height: int, width: int) -> None:
    """Refuse a sheet beyond the limits of rows and columns."""
    if height > MAXIMUM_ROWS or width > MAXIMUM_COLUMNS:
        raise Refused(
            f"工作表“{name}”超过 {MAXIMUM_ROWS} 行或 {MAXIMUM_COLUMNS} 列，没有读入。"
            "请分成几个文件再导入。",
            code="too_large",
        )


def empty_workbook() -> Refused:
    """Say that no cell holds anything."""
    return Refused("工作簿里一行内容也没有，没有读入。请确认选对了文件。", code="empty_workbook")


def encrypted() -> Refused:
    """Say that the file asks for a password."""
    return Refused(
        "工作簿加了打开密码，没有读入。请在表格软件里去掉密码，另存一份再导入。", code="encrypted"
    )


def macros() -> Refused:
    """Say that the file carries macros."""
    return Refused(
        "工作簿里带有宏，为安全起见没有读入。请在表格软件里另存为不带宏的 .xlsx 再导入。",
        code="macros",
    )
