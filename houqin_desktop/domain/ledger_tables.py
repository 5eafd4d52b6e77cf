"""Finding the ledgers on a sheet: where the header stands, which rows are assets, which are not.

A school's sheet begins with titles and dates, its header has one row or two, and between the
assets stand 小计, 过次页, repeated headers and lines for signatures. All these are left out and
counted, so that a person can see that nothing was lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.ledger_grid import Cell, SheetGrid, cell_text, column_letter
from houqin_desktop.domain.ledger_headers import HeaderMatch, fold_header, match_header
from houqin_desktop.domain.ledger_values import (
    EMPTY_MARKS,
    FEN_PER_TEN_THOUSAND,
    FEN_PER_THOUSAND,
    FEN_PER_YUAN,
    fold,
    is_blank,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class LeftOut(Labelled):
    """Why a row below a header is no asset."""

    BLANK = "blank", "空行"
    HEADER = "header", "重复的表头"
    TOTAL = "total", "小计合计"
    SIGNATURE = "signature", "签字和说明"
    HEADING = "heading", "标题行"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column of a table: where it stands, what it is called, which field it fills, if any."""

    index: int
    header: str
    key: str | None
    unit_fen: int = FEN_PER_YUAN
    in_months: bool = False

    @property
    def letter(self) -> str:
        """Name the column as the spreadsheet does."""
        return column_letter(self.index)


@dataclass(slots=True)
class LedgerTable:
    """One table of assets: its header, its columns, its rows and the rows left out."""

    sheet: str
    hidden: bool
    header_row: int
    columns: tuple[LedgerColumn, ...]
    row_numbers: list[int] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    left_out: dict[LeftOut, list[int]] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)

    def leave_out(self, kind: LeftOut, number: int, row: tuple[Cell, ...]) -> None:
        """Count a row that is no asset; the words of a heading are kept."""
        self.left_out.setdefault(kind, []).append(number)
        if kind is LeftOut.HEADING:
            text = next(cell_text(cell) for cell in row if not is_blank(cell))
            self.headings.append((number, text.strip()))

    def column(self, key: str) -> LedgerColumn | None:
        """Return the column that fills a field, or None."""
        return next((column for column in self.columns if column.key == key), None)

    @property
    def unknown_columns(self) -> tuple[LedgerColumn, ...]:
        """Return the named columns that fill no field."""
        return tuple(column for column in self.columns if column.key is None and column.header)


@dataclass(frozen=True, slots=True)
class _Header:
    """A header as found: its height in rows, its columns, the folded texts of its rows."""

    height: int
    columns: tuple[LedgerColumn, ...]
    texts: tuple[tuple[str, ...], ...]


_SUB_WORDS = frozenset({"中文", "英文", "中文名称", "英文名称", "增", "减", "增加", "减少", "结存"})
_CLOSING = ("期末", "结存", "结余", "现有", "实有")
_TOTAL = re.compile(
    r"[(\[]?(?:本页|本月|本年|本表|以上|全部|各类|累计|总)*(?:小计|合计|总计|共计|累计)[)\]]?"
    r"(?:金额|数量|原值|件数|\(大写\)|\(小写\))?[:：]?"
    r"|过次页|承前页|转下页|转次页|接上页|承上页|上页结转|结转下页|续下页"
)
_TOTAL_END = re.compile(r".{1,24}(?:小计|合计|总计)[:：]?")
_SIGNATURE = re.compile(
    r"(?:制表|填表|填报|审核|复核|经办|经手|主管|单位|部门|负责|保管|会计|校长|总务|监盘|盘点|财务|移交"
    r"|接收|日期|制单|报送|联系|领导|资产管理|打印|编制|注|备注|说明|附注)[^:：]{0,8}[:：].*"
)
_EMPTY_BELOW = re.compile(r"以下(?:为)?空白|以下无(?:正文|内容)|此(?:页|处)空白")
_NUMERAL = re.compile(r"(?:[一二三四五六七八九十]+[、.,:]|\([一二三四五六七八九十]+\)).*")
# Every text that one of the patterns above can match holds one of these.
_MARKS = re.compile(r"[计页:：]|^\W|^[一二三四五六七八九十]")
_UNIT = re.compile(r"单位[:：]?\(?(?:人民币)?(万元|千元|元)")
_UNIT_FEN = {"万元": FEN_PER_TEN_THOUSAND, "千元": FEN_PER_THOUSAND, "元": FEN_PER_YUAN}
_LEAST_FIELDS = 3
_LEAST_SHARE = 0.3


def find_tables(sheet: SheetGrid) -> list[LedgerTable]:
    """Return every table of assets on the sheet, in order; a sheet may hold none."""
    tables: list[LedgerTable] = []
    table: LedgerTable | None = None
    header: _Header | None = None
    unit_fen = FEN_PER_YUAN
    skip = 0
    for position, row in enumerate(sheet.rows):
        if skip:
            skip -= 1
            continue
        number = sheet.first_row + position
        if table is not None and header is not None:
            kind = _classify(row, header, table)
            if kind is None:
                table.row_numbers.append(number)
                table.rows.append(row)
                continue
            fresh = kind is LeftOut.HEADER and _changed_header(
                sheet.rows, position, header, unit_fen
            )
            if not fresh:
                table.leave_out(kind, number, row)
                continue
        found = _header_at(sheet.rows, position, unit_fen)
        if found is None:
            unit_fen = _unit_in_title(row, unit_fen)
            continue
        header, skip = found, found.height - 1
        table = LedgerTable(sheet.name, sheet.hidden, number + skip, found.columns)
        tables.append(table)
    for found_table in tables:
        _demote_counting_codes(found_table)
    return tables


def _demote_counting_codes(table: LedgerTable) -> None:
    """Call a code column that only counts 1, 2, 3 … a 序号, and try the next candidate."""
    while (column := table.column("code")) is not None and _only_counts(
        row[column.index] for row in table.rows
    ):
        others = sorted(
            (match.rank, other.index)
            for other in table.unknown_columns
            if (match := match_header(other.header)) and match.key == "code"
        )
        keys = {column.index: "serial", **{index: "code" for _, index in others[:1]}}
        table.columns = tuple(
            replace(each, key=keys.get(each.index, each.key)) for each in table.columns
        )


def _only_counts(cells: Iterable[Cell]) -> bool:
    """Say whether the cells are 1, 2, 3 … and nothing else; a new page may begin again at 1."""
    last = 0
    for cell in cells:
        if is_blank(cell):
            continue
        text = cell_text(cell).strip()
        if not text.isdecimal() or text.startswith("0"):
            return False
        number = int(text)
        if number != last + 1 and not (number == 1 and last > 1):
            return False
        last = number
    return last > 0


def _changed_header(
    rows: Sequence[tuple[Cell, ...]], position: int, header: _Header, unit_fen: int
) -> bool:
    """Say whether the header met below a table begins another one rather than a new page."""
    found = _header_at(rows, position, unit_fen)
    return found is not None and found.columns != header.columns


def _unit_in_title(row: tuple[Cell, ...], unit_fen: int) -> int:
    for cell in row:
        if isinstance(cell, str) and "单位" in cell:
            match = _UNIT.search(fold(cell).replace(" ", ""))
            if match:
                return _UNIT_FEN[match[1]]
    return unit_fen


def _header_at(rows: Sequence[tuple[Cell, ...]], position: int, unit_fen: int) -> _Header | None:
    """Return the header that begins on this row, with its second row if it has one."""
    first = _texts(rows[position])
    if first is None or not any(match_header(text) for text in first):
        return None
    second = _texts(rows[position + 1]) if position + 1 < len(rows) else None
    if second is not None and _is_second_row(first, second):
        columns = _map_columns(*_joined(first, second), unit_fen)
        if columns is not None:
            return _Header(2, columns, (first, second))
    columns = _map_columns(list(first), [""] * len(first), unit_fen)
    return None if columns is None else _Header(1, columns, (first,))


def _texts(row: tuple[Cell, ...]) -> tuple[str, ...] | None:
    """Return a row as folded header texts, or None if it holds anything but words."""
    if not all(is_blank(cell) or isinstance(cell, str) for cell in row):
        return None
    return tuple(fold_header(cell) if isinstance(cell, str) else "" for cell in row)


def _is_second_row(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Say whether the second row continues the header: known words below a heading of several."""
    words = [text for text in second if text]
    if not any(below and not above for above, below in zip(first, second, strict=False)):
        return False
    known = sum(1 for text in words if text in _SUB_WORDS or match_header(text))
    if 2 * known < len(words):
        return False
    return all(
        not below or below in _SUB_WORDS or match_header(below) is not None
        for above, below in zip(first, second, strict=False)
        if (match := match_header(above)) and match.key in {"name", "code", "quantity"}
    )


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return for each column the word that names it and the group it stands under."""
    leaves: list[str] = []
    groups: list[str] = []
    group = ""
    for above, below in zip(first, second, strict=False):
        group = above or (group if below else "")
        if not below:
            leaves.append(above)
            groups.append("")
        elif below in _SUB_WORDS:
            # 中文 stands for the name above it; 英文, 增 and 减 name nothing that is read.
            leaves.append(group if below.startswith("中文") else group + below)
            groups.append(group)
        else:
            leaves.append(below if match_header(below) else group + below)
            groups.append(group)
    return leaves, groups


def _map_columns(
    leaves: list[str], groups: list[str], unit_fen: int
) -> tuple[LedgerColumn, ...] | None:
    """Give each field its weightiest column; None if the row is no header of assets."""
    matches = [match_header(leaf) if leaf else None for leaf in leaves]
    chosen: dict[str, int] = {}
    for key in dict.fromkeys(match.key for match in matches if match):
        index = _best_column(key, matches, groups)
        if index is not None:
            chosen[key] = index
    named = sum(1 for leaf in leaves if leaf)
    if "name" not in chosen or len(chosen) < _LEAST_FIELDS or len(chosen) < _LEAST_SHARE * named:
        return None
    key_of = {index: key for key, index in chosen.items()}
    return tuple(
        LedgerColumn(
            index,
            groups[index] + leaf if groups[index] and groups[index] not in leaf else leaf,
            key_of.get(index),
            (match.unit_fen if match else None) or unit_fen,
            bool(match and match.in_months),
        )
        for index, (leaf, match) in enumerate(zip(leaves, matches, strict=True))
        if leaf
    )


def _best_column(key: str, matches: Sequence[HeaderMatch | None], groups: list[str]) -> int | None:
    """Choose among the columns of one field; 期初 beside 期末 leaves 期末 or none."""
    ranked = sorted(
        (match.rank, index) for index, match in enumerate(matches) if match and match.key == key
    )
    top = [index for rank, index in ranked if rank == ranked[0][0]]
    if len(top) > 1 and len({groups[index] for index in top}) > 1:
        closing = [index for index in top if groups[index].startswith(_CLOSING)]
        return closing[0] if len(closing) == 1 else None
    return top[0]


def _classify(row: tuple[Cell, ...], header: _Header, table: LedgerTable) -> LeftOut | None:
    """Say why the row is no asset, or None if it is one."""
    name_column = table.column("name")
    name = row[name_column.index] if name_column else None
    if isinstance(name, str) and name and not (_is_special(name) or match_header(name)):
        first = row[table.columns[0].index]
        lonely = is_blank(first) or first is name
        if not lonely and not (isinstance(first, str) and _is_special(first)):
            return None
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled:
        return LeftOut.BLANK
    if _is_repeated_header(row, header):
        return LeftOut.HEADER
    return _classify_words(row, filled, name, table)


def _is_special(text: str) -> bool:
    """Say quickly whether a text could be anything but part of an asset's row."""
    return _MARKS.search(text) is not None and _has_other_meaning(text)


@lru_cache(maxsize=65536)
def _has_other_meaning(text: str) -> bool:
    plain = fold(text).replace(" ", "")
    patterns = (_TOTAL, _TOTAL_END, _SIGNATURE, _NUMERAL)
    return plain in EMPTY_MARKS or any(pattern.fullmatch(plain) for pattern in patterns)


def _is_repeated_header(row: tuple[Cell, ...], header: _Header) -> bool:
    texts = _texts(row)
    if texts is None:
        return False
    if texts in header.texts:
        return True
    known = {found.key for text in texts if text and (found := match_header(text))}
    return "name" in known and len(known) >= _LEAST_FIELDS


def _classify_words(
    row: tuple[Cell, ...], filled: list[Cell], name: Cell, table: LedgerTable
) -> LeftOut | None:
    words = [fold(cell).replace(" ", "") for cell in filled if isinstance(cell, str)]
    name_text = fold(name).replace(" ", "") if isinstance(name, str) else ""
    leading = words[0] if words else ""
    has_number = not is_blank(_cell(row, table, "code")) and _cell(row, table, "code") != filled[0]
    for text in (leading, name_text):
        if _TOTAL.fullmatch(text) and not has_number:
            return LeftOut.TOTAL
        ends_as_total = _TOTAL_END.fullmatch(text) is not None
        if ends_as_total and not has_number and is_blank(_cell(row, table, "unit")):
            return LeftOut.TOTAL
    has_value = not is_blank(_cell(row, table, "original_value")) or not is_blank(
        _cell(row, table, "unit_price")
    )
    if (_SIGNATURE.fullmatch(leading) or _EMPTY_BELOW.search(leading)) and not has_value:
        return LeftOut.SIGNATURE
    return LeftOut.HEADING if len(filled) == 1 else None


def _cell(row: tuple[Cell, ...], table: LedgerTable, key: str) -> Cell:
    column = table.column(key)
    return row[column.index] if column else None
