"""What a sheet says beside its cells: hidden rows, remarks, red or struck letters, foreign values.

All of it is read and said; none of it changes a value. A value out of another file is vouched for
by nobody: the file may have changed since, so no number and no amount is taken from it. Only where
the sheet itself explains its colour (红色表示已报废) does a red row bring that state with it, for a
person to confirm.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from houqin_desktop.domain.ledger.findings import Severity, TableReading
from houqin_desktop.domain.ledger.grid import CellFault
from houqin_desktop.domain.ledger.headers import COMPARED_KEYS, ROOM
from houqin_desktop.domain.ledger.values import fold, is_blank

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.columns import LedgerTable

_LEGEND = re.compile(r"(红[色字体]*|删除线|划[线掉去])[^,。;]{0,8}?(报废|报损|处置|下账|销账|丢失)")
_GONE = re.compile(r"报废|报损|下账|销账|注销|已处[置理]|丢失|遗失|被盗")
_ONLY_GONE = re.compile(r"已?(?:报废|报损|下账|销账|注销|处置|处理|丢失|遗失|被盗)")
MOST_ROWS_NAMED = 12
# What an account stands on; whatever else came out of another file is to be looked at.
_VOUCHED = frozenset({"code", "name", "quantity", "unit_price", "original_value"})
_FROM_ANOTHER_FILE = "这一格是引用别的文件的公式，存下的内容可能已经不对"


def take_state_from_words(reading: TableReading) -> None:
    """Take 已报废 from the remarks where no state is written; what says more is to be looked at."""
    if "remarks" not in reading.columns:
        return
    states = reading.values.setdefault("status", [None] * reading.size)
    for at, words in enumerate(reading.values["remarks"]):
        if words is None or states[at] is not None or not _GONE.search(words):
            continue
        if _ONLY_GONE.fullmatch(fold(words)):
            states[at] = words
            message = "备注当作状态读"
            reading.report(at, "remarks", reading.cell(at, "remarks"), message, Severity.NOTE)
        else:
            message = "备注里提到报废、处置一类的事，请核对状态和数量"
            reading.doubt(at, "status", words, message)


def note_remarks(reading: TableReading) -> None:
    """Say what is pinned to the rows, and what their colour may mean."""
    grid = reading.table.grid
    if not grid.comments and not grid.marks:
        return
    keyed = {column.index: key for key, column in reading.columns.items()}
    legend = _legend(reading.table)
    for at, number in enumerate(reading.table.row_numbers):
        row = number - grid.first_row
        said = False
        for index, key in keyed.items():
            cell = reading.table.rows[at][index]
            words = grid.comments.get((row, index))
            if words:
                reading.report(at, key, cell, f"这一格有批注：{words}", Severity.NOTE)
            mark = grid.marks.get((row, index))
            if mark and not said and not is_blank(cell):
                said = True
                _note_mark(reading, at, key, mark, legend)


def judge_linked(reading: TableReading) -> None:
    """Refuse numbers and amounts out of other files; let a person look at everything else."""
    grid = reading.table.grid
    at_of = {number - grid.first_row: at for at, number in enumerate(reading.table.row_numbers)}
    keyed = {column.index: key for key, column in reading.columns.items()}
    for row, index in sorted(grid.linked):
        at, key = at_of.get(row), keyed.get(index)
        if at is None or key in (None, "serial"):
            continue
        cell = reading.cell(at, key)
        if isinstance(cell, CellFault):
            continue
        vouched = key in _VOUCHED or key.startswith(ROOM)
        if vouched and not (key == "unit_price" and _has_value(reading, at)):
            message = f"{_FROM_ANOTHER_FILE}，这一行没有登记；请在表格软件里把公式换成数值"
            reading.report(at, key, cell, message, Severity.REFUSED)
        elif key in COMPARED_KEYS:
            reading.report(at, key, cell, f"{_FROM_ANOTHER_FILE}，请核对", Severity.NOTE)
        else:
            reading.doubt(at, key, cell, f"{_FROM_ANOTHER_FILE}，先照着登记，请核对")


def judge_unprintable(reading: TableReading) -> None:
    """Let a person look at texts with a character that would refuse their paper."""
    grid = reading.table.grid
    keyed = {column.index: key for key, column in reading.columns.items()}
    for at, number in enumerate(reading.table.row_numbers) if grid.unprintable else ():
        for index, key in keyed.items():
            character = grid.unprintable.get((number - grid.first_row, index))
            if character is None or key == "serial" or reading.has_issue(at, key):
                continue
            message = (
                f"“{character}”（U+{ord(character):04X}）这个字，随程序的字体里没有，"
                "带它的单据印不出来，先照着登记，请改用能印的写法"
            )
            reading.doubt(at, key, reading.cell(at, key), message)


def _has_value(reading: TableReading, at: int) -> bool:
    """Say whether a row tells its value itself, so that the price only checks it."""
    has_column = "original_value" in reading.columns
    return has_column and not is_blank(reading.cell(at, "original_value"))


def _note_mark(reading: TableReading, at: int, key: str, mark: str, legend: str) -> None:
    cell = reading.cell(at, key)
    if not legend:
        message = f"这一行有{mark}，可能表示已报废，请核对"
        reading.report(at, key, cell, message, Severity.NOTE)
        return
    states = reading.values.setdefault("status", [None] * reading.size)
    if states[at] is None:
        states[at] = legend
    message = f"这一行有{mark}，表上注明是{legend}"
    reading.doubt(at, key, cell, message)


def _legend(table: LedgerTable) -> str:
    """Return the state that the sheet's own words give to red or struck rows, or an empty text."""
    assets = {number - table.grid.first_row for number in table.row_numbers}
    for at, row in enumerate(table.grid.rows):
        if at in assets:
            continue
        for cell in row:
            match = _LEGEND.search(fold(cell)) if isinstance(cell, str) else None
            if match:
                return match[2]
    return ""


def hidden_words(table: LedgerTable) -> str:
    """Say which of the table's rows the spreadsheet hides, or return an empty text."""
    hidden = [
        number
        for number in table.row_numbers
        if number - table.grid.first_row in table.grid.hidden_rows
    ]
    if not hidden:
        return ""
    named = "、".join(map(str, hidden[:MOST_ROWS_NAMED]))
    more = f" 等 {len(hidden)} 行" if len(hidden) > MOST_ROWS_NAMED else " 行"
    return f"第 {named}{more}在表格软件里是隐藏的，也一并读入了"
