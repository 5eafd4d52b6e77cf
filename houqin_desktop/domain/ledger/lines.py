"""Which rows below a header are no assets: totals, page turns, signatures, headings, blanks.

Old ledgers are full of 小计, 过次页, repeated headers and lines for signatures. All these are left
out and counted, so that a person can see that nothing was lost.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from houqin_desktop.domain.ledger.columns import Header, LedgerTable, LeftOut
from houqin_desktop.domain.ledger.grid import cell_text
from houqin_desktop.domain.ledger.layouts import LEAST_FIELDS, row_texts
from houqin_desktop.domain.ledger.values import EMPTY_MARKS, fold, is_blank

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.grid import Cell

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
_NUMBER = re.compile(r"[A-Za-z]{0,8}-?\d{4,}[\d-]*")
_COLUMN_MARK = re.compile(r"栏次|栏号|列次|列号|行次|[甲乙丙丁戊己庚辛壬癸]")
# Every text that one of the patterns above can match holds one of these.
_MARKS = re.compile(r"[计页:：]|^\W|^[一二三四五六七八九十]")


def why_no_asset(row: tuple[Cell, ...], table: LedgerTable) -> LeftOut | None:
    """Say why the row is no asset, or None if it is one."""
    name_column = table.column("name")
    name = row[name_column.index] if name_column else None
    if isinstance(name, str) and name and not (_is_special(name) or table.words.match(name)):
        first = row[table.columns[0].index]
        lonely = is_blank(first) or first is name
        if not lonely and not (isinstance(first, str) and _is_special(first)):
            return None
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled:
        return LeftOut.BLANK
    if _is_repeated_header(row, table.header):
        return LeftOut.HEADER
    return _classify_words(row, filled, name, table)


def numbers_columns(row: tuple[Cell, ...]) -> bool:
    """Say whether a row below a header only counts its columns: 栏次 1 2 3, or 甲 乙 1 2."""
    texts = [fold(cell_text(cell)).strip("()") for cell in row if not is_blank(cell)]
    counts = [text for text in texts if not _COLUMN_MARK.fullmatch(text)]
    return len(texts) > 1 and counts == [str(at) for at in range(1, len(counts) + 1)]


def _is_special(text: str) -> bool:
    """Say quickly whether a text could be anything but part of an asset's row."""
    return _MARKS.search(text) is not None and _has_other_meaning(text)


@lru_cache(maxsize=65536)
def _has_other_meaning(text: str) -> bool:
    plain = fold(text).replace(" ", "")
    patterns = (_TOTAL, _TOTAL_END, _SIGNATURE, _NUMERAL)
    return plain in EMPTY_MARKS or any(pattern.fullmatch(plain) for pattern in patterns)


def _is_repeated_header(row: tuple[Cell, ...], header: Header) -> bool:
    texts = row_texts(row)
    if texts is None:
        return False
    if texts in header.texts:
        return True
    known = {found.key for text in texts if text and (found := header.words.match(text))}
    return "name" in known and len(known) >= LEAST_FIELDS


def _classify_words(
    row: tuple[Cell, ...], filled: list[Cell], name: Cell, table: LedgerTable
) -> LeftOut | None:
    words = [fold(cell).replace(" ", "") for cell in filled if isinstance(cell, str)]
    name_text = fold(name).replace(" ", "") if isinstance(name, str) else ""
    leading = words[0] if words else ""
    code = _cell(row, table, "code")
    # What stands first may be the word 合计 in the column of numbers, or the number of a thing.
    has_number = not is_blank(code) and (
        code != filled[0] or _NUMBER.fullmatch(cell_text(code)) is not None
    )
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
