"""How sure the program is of each column: the weight of the wording, the values, the rivals.

A column is 确定 when its header is a usual name of one field and its cells read as that field;
较有把握 when one of these is weak; 请核对 when the cells speak against it or two columns claim the
same field. The reason is said in words, so that a person knows what to look at.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from houqin_desktop.domain.ledger.columns import LedgerColumn, LedgerTable, Sureness
from houqin_desktop.domain.ledger.grid import Cell
from houqin_desktop.domain.ledger.headers import FieldKind, Vocabulary, fold_header
from houqin_desktop.domain.ledger.reading import reader_of
from houqin_desktop.domain.ledger.values import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE = 200
GOOD_SHARE = 0.9
POOR_SHARE = 0.5
# Words that other fields are called by as well, at other schools.
_VAGUE = re.compile(
    "编[号码]|名称|物品|摘要|类别|类型|大类|规格|型号|单位|金额|价[值格]|部门|科室|说明|现状|地点|位置"
    "|区域名称|数量/面积|使用日期|资产分类"
)


def with_sureness(table: LedgerTable) -> tuple[LedgerColumn, ...]:
    """Return the table's columns, each with how sure it is and why."""
    step = max(1, len(table.rows) // SAMPLE)
    sample = table.rows[::step]
    claimed: dict[str, list[LedgerColumn]] = {}
    for column in table.columns:
        match = table.words.match(column.header)
        if match:
            claimed.setdefault(match.key, []).append(column)
    judged = [_judged(column, sample, claimed, table.words) for column in table.columns]
    named = {column.index for column in judged}
    width = max(map(len, sample), default=0)
    nameless = [
        LedgerColumn(index, "", None, sureness=Sureness.CHECK, reason="没有栏目名称，没有读入")
        for index in range(width)
        if index not in named and any(not is_blank(row[index]) for row in sample)
    ]
    return tuple(sorted((*judged, *nameless), key=lambda column: column.index))


def _judged(
    column: LedgerColumn,
    sample: Sequence[tuple[Cell, ...]],
    claimed: dict[str, list[LedgerColumn]],
    words: Vocabulary,
) -> LedgerColumn:
    cells = [row[column.index] for row in sample if not is_blank(row[column.index])]
    sureness, reason = _verdict(column, cells, claimed, words)
    return replace(column, sureness=sureness, reason=reason)


def _verdict(
    column: LedgerColumn,
    cells: list[Cell],
    claimed: dict[str, list[LedgerColumn]],
    words: Vocabulary,
) -> tuple[Sureness, str]:
    if column.chosen:
        return Sureness.SURE, "由人指定" if column.key else "由人指定不读入"
    if column.key is None:
        return _verdict_unread(column, cells, claimed, words)
    title = words.title(column.key)
    share = _agreeing(column, cells, words)
    if cells and share < POOR_SHARE:
        return Sureness.CHECK, f"多数内容不像{title}"
    rivals = [other for other in claimed.get(column.key, ()) if other.index != column.index]
    if rivals:
        letters = "、".join(other.letter for other in rivals)
        return Sureness.CHECK, f"{letters} 列的栏目也像{title}，没有采用"
    match = words.match(column.header)
    if match is None or match.key != column.key:
        return Sureness.CHECK, f"按内容当作{title}"
    if not cells:
        return Sureness.LIKELY, "这一栏全是空的"
    if share < GOOD_SHARE:
        return Sureness.LIKELY, f"有些内容不像{title}"
    if _VAGUE.fullmatch(fold_header(column.header)):
        return Sureness.LIKELY, f"“{column.header}”也可能是别的栏目，内容像{title}"
    return Sureness.SURE, "栏目名称和内容都对得上"


def _verdict_unread(
    column: LedgerColumn,
    cells: list[Cell],
    claimed: dict[str, list[LedgerColumn]],
    words: Vocabulary,
) -> tuple[Sureness, str]:
    match = words.match(column.header)
    if match and any(other.key == match.key for other in claimed[match.key]):
        return Sureness.CHECK, f"{words.title(match.key)}已按另一列登记，这一列没有读入"
    if match:
        return Sureness.CHECK, f"不止一列像{words.title(match.key)}，分不出用哪一列，没有读入"
    if not cells:
        return Sureness.SURE, "没有对应的栏目，也没有内容"
    return Sureness.LIKELY, "没有对应的栏目，内容没有读入"


def _agreeing(column: LedgerColumn, cells: list[Cell], words: Vocabulary) -> float:
    """Return the share of the cells that read as the column's field."""
    if not cells:
        return 1.0
    key = column.key or ""
    kind = words.field[key].kind
    if kind is FieldKind.TEXT:
        return sum(1 for cell in cells if _like_words(key, cell)) / len(cells)
    if kind in (FieldKind.SERIAL, FieldKind.CATEGORY):
        return 1.0
    read = reader_of(column, kind)
    return sum(1 for cell in cells if not read(cell).doubt) / len(cells)


def _like_words(key: str, cell: Cell) -> bool:
    """Say whether a cell could stand in a text column; names and units are no bare numbers."""
    if key in ("name", "unit", "holder", "responsible", "keeper"):
        return isinstance(cell, str) and not cell.strip().replace(".", "").isdecimal()
    return True
