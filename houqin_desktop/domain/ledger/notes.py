"""What a person should know of a table as a whole: what was read, assumed, or left unread."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from houqin_desktop.domain.ledger.checks import fallback_date
from houqin_desktop.domain.ledger.filling import EXPORT_MARK
from houqin_desktop.domain.ledger.findings import LedgerIssue, Severity
from houqin_desktop.domain.ledger.headers import ROOM, LedgerKind
from houqin_desktop.domain.ledger.remarks import hidden_words

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.columns import LedgerColumn, LedgerTable

_Note = tuple[str, "LedgerColumn | None"]


def table_notes(table: LedgerTable) -> list[LedgerIssue]:
    """Return what a person should know of the table as a whole."""
    own = _of_assets if table.words.kind is LedgerKind.ASSETS else _of_items
    notes = [
        LedgerIssue(
            table.sheet,
            table.header_row,
            column.letter if column else "",
            column.header if column else "",
            "",
            message,
            Severity.NOTE,
        )
        for message, column in (*_read(table), *own(table), *_unread(table))
    ]
    return [*notes, *_heading_notes(table)]


def _read(table: LedgerTable) -> Iterator[_Note]:
    if table.grid.hidden:
        yield "这张工作表是隐藏的，也一并读入了", None
    if table.grid.part_of:
        side = f"这是第 {table.grid.side} 张，分开读入"
        yield f"工作表“{table.grid.part_of}”里并排着几张表，{side}", None
    for words in table.remarks:
        yield words, None
    if words := hidden_words(table):
        yield words, None
    for each in table.columns:
        if each.index in table.grid.hidden_columns and each.key not in (None, EXPORT_MARK):
            yield "这一列在表格软件里是隐藏的，也一并读入了", each


def _of_assets(table: LedgerTable) -> Iterator[_Note]:
    if table.column("quantity") is None:
        yield "没有数量一栏，每行按 1 件登记", None
    if table.column("acquired_on") is None:
        column = fallback_date(table)
        if column is None:
            yield "没有取得日期一栏，资产的取得日期空着", None
        else:
            yield "没有取得日期一栏，取得日期按这一栏登记", column


def _of_items(table: LedgerTable) -> Iterator[_Note]:
    keys = {column.key or "" for column in table.columns}
    if "quantity" not in keys and not any(key.startswith(ROOM) for key in keys):
        yield "没有数量一栏，只登记物品目录，不记期初", None


def _unread(table: LedgerTable) -> Iterator[_Note]:
    for column in table.columns:
        if column.key is None and not column.header and column.reason:
            yield "这一列没有栏目名称，内容没有读入", column
    for column in table.unknown_columns:
        if column.index not in table.read_beside:
            yield "这一栏没有对应的栏目，内容没有读入", column


def _heading_notes(table: LedgerTable) -> list[LedgerIssue]:
    return [
        LedgerIssue(
            table.sheet, row, "", "", text, _heading_words(row, table.used_headings), Severity.NOTE
        )
        for row, text in table.headings
    ]


def _heading_words(row: int, used_headings: Collection[int]) -> str:
    if row in used_headings:
        return "这一行是标题，下面各行的分类或地点按它登记"
    return "这一行只有一格文字，按标题行略过"
