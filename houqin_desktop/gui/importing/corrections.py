"""What a person says of a ledger while looking at it, as the recognition of ledgers takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from houqin_desktop.domain.ledger.choices import LayoutChoice, LedgerChoices

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.headers import LedgerKind
    from houqin_desktop.domain.ledger.recognising import TableSummary
    from houqin_desktop.domain.stock import StockKind
    from houqin_desktop.services.importing.look import ImportLook


def with_field(look: ImportLook, table: TableSummary, index: int, key: str | None) -> LedgerChoices:
    """Return the choices with a column taken for another field; None is not read.

    A field has one column: another one that was taken for it is not read any more.
    """
    layout = _layout(look, table)
    fields = dict(layout.fields)
    for column in table.columns:
        if key is not None and column.key == key and column.index != index:
            fields[column.index] = None
    fields[index] = key
    return _with_layout(look, table, replace(layout, fields=fields))


def with_unit(look: ImportLook, table: TableSummary, unit_fen: int) -> LedgerChoices:
    """Return the choices with another unit of amounts."""
    return _with_layout(look, table, replace(_layout(look, table), unit_fen=unit_fen))


def with_nominal(look: ImportLook, table: TableSummary, *, nominal: bool) -> LedgerChoices:
    """Return the choices with what has no value taken at 名义金额, or not taken."""
    return _with_layout(look, table, replace(_layout(look, table), nominal=nominal))


def with_ledger(look: ImportLook, kind: LedgerKind) -> LedgerChoices:
    """Return the choices with the workbook read as another kind of ledger."""
    return replace(look.choices, kind=kind)


def with_stock_kind(look: ImportLook, table: TableSummary, kind: StockKind | None) -> LedgerChoices:
    """Return the choices with what items are of which the sheet does not say it."""
    return _with_layout(look, table, replace(_layout(look, table), stock_kind=kind))


def with_header(look: ImportLook, sheet: str, first: int, last: int) -> LedgerChoices:
    """Return the choices with the header of a sheet in other rows."""
    headers = {**look.choices.headers, sheet: (first, last)}
    return replace(look.choices, headers=headers)


def with_sheet(look: ImportLook, sheet: str, *, read: bool) -> LedgerChoices:
    """Return the choices with a sheet left out, or read again."""
    headers = {name: rows for name, rows in look.choices.headers.items() if name != sheet}
    if not read:
        headers[sheet] = None
    return replace(look.choices, headers=headers)


def as_recognised(look: ImportLook, table: TableSummary) -> LedgerChoices:
    """Return the choices with nothing said of a kind of table and of its sheet."""
    headers = {name: rows for name, rows in look.choices.headers.items() if name != table.sheet}
    layouts = {**look.choices.layouts}
    layouts.pop(table.signature, None)
    if table.signature in look.remembered:
        layouts[table.signature] = LayoutChoice(height=_height(table))
    return replace(look.choices, headers=headers, layouts=layouts)


def _layout(look: ImportLook, table: TableSummary) -> LayoutChoice:
    return look.layout(table.signature) or LayoutChoice(height=_height(table))


def _height(table: TableSummary) -> int:
    return table.header_row - table.first_header_row + 1


def _with_layout(look: ImportLook, table: TableSummary, layout: LayoutChoice) -> LedgerChoices:
    layouts = {**look.choices.layouts, table.signature: layout}
    return replace(look.choices, layouts=layouts)
