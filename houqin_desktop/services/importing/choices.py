"""A person's corrections of a ledger in words: 第 C 列是资产名称, 表头在第 2 到 3 行, 单位万元.

The window and the command line say them in the same words; here they become what the recognition
of ledgers understands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.choices import LayoutChoice, LedgerChoices
from houqin_desktop.domain.ledger.grid import Workbook
from houqin_desktop.domain.ledger.headers import ASSET_WORDS, LedgerKind, Vocabulary
from houqin_desktop.domain.ledger.item_fields import item_words
from houqin_desktop.domain.ledger.recognising import tables_of
from houqin_desktop.domain.ledger.values import (
    FEN_PER_TEN_THOUSAND,
    FEN_PER_THOUSAND,
    FEN_PER_YUAN,
)
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.storage.people import Storeroom

UNREAD: Final = "不读入"
UNITS: Final = {"元": FEN_PER_YUAN, "千元": FEN_PER_THOUSAND, "万元": FEN_PER_TEN_THOUSAND}
_WORDS: Final = {"read", "header", "columns", "unit", "nominal", "kind", "leave_out"}
_LETTERS: Final = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What was said of one sheet: whether to read it, its header's rows, its columns, its unit.

    `columns` names for a column's letter the title of its field, or 不读入; `nominal` lets new
    cards without a value be taken at 名义金额, or items at nothing; `kind` is what items are of
    which the sheet does not say it; `leave_out` are rows that are not to come in.
    """

    read: bool = True
    header: tuple[int, int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    nominal: bool = False
    kind: str | None = None
    leave_out: tuple[int, ...] = ()

    @property
    def is_about_columns(self) -> bool:
        """Say whether it is about a kind of table and not about this file alone."""
        return bool(self.columns or self.unit or self.nominal or self.kind)


def sheet_words(spoken: Any) -> dict[str, SheetWords]:
    """Return what a JSON document says of sheets.

    `{"台账": {"read": true, "header": [2, 3], "columns": {"C": "资产名称", "D": null},
    "unit": "万元", "nominal": true, "leave_out": [7]}}`

    :raises Refused: for a word that is not understood, naming it.
    """
    if not isinstance(spoken, dict):
        raise _not_understood("最外层要写成 {工作表: …}")
    return {str(sheet): _words_of(str(sheet), one) for sheet, one in spoken.items()}


def _words_of(sheet: str, spoken: Any) -> SheetWords:
    if not isinstance(spoken, dict) or not spoken.keys() <= _WORDS:
        raise _not_understood(f"“{sheet}”可写的项目：{'、'.join(sorted(_WORDS))}")
    columns = spoken.get("columns") or {}
    rows = spoken.get("leave_out") or []
    if not isinstance(columns, dict) or not isinstance(rows, list):
        raise _not_understood(
            f"“{sheet}”的 columns 要写成 {{列: 栏目}}，leave_out 要写成行号的列表"
        )
    if not all(isinstance(row, int) for row in rows):
        raise _not_understood(f"“{sheet}”的 leave_out 里只能是行号")
    return SheetWords(
        read=spoken.get("read", True) is not False,
        header=_header_of(sheet, spoken.get("header")),
        columns={str(letter).upper(): title or UNREAD for letter, title in columns.items()},
        unit=spoken.get("unit"),
        nominal=spoken.get("nominal") is True,
        kind=_kind_of(sheet, spoken.get("kind")),
        leave_out=tuple(rows),
    )


def _kind_of(sheet: str, spoken: Any) -> str | None:
    labels = [kind.label for kind in StockKind]
    if spoken is None or spoken in labels:
        return None if spoken is None else str(spoken)
    raise _not_understood(f"“{sheet}”的 kind 要写成 {' 或 '.join(labels)}")


def _header_of(sheet: str, spoken: Any) -> tuple[int, int] | None:
    if spoken is None:
        return None
    rows = [spoken, spoken] if isinstance(spoken, int) else spoken
    whole = isinstance(rows, list) and len(rows) == 2 and all(isinstance(row, int) for row in rows)
    if not whole or not 1 <= rows[0] <= rows[1] < rows[0] + 3:
        raise _not_understood(f"“{sheet}”的 header 要写成一行或 [首行, 末行]，最多三行")
    return rows[0], rows[1]


def vocabulary(kind: LedgerKind) -> Vocabulary:
    """Return the words of a kind of ledger in this school."""
    if kind is LedgerKind.ASSETS:
        return ASSET_WORDS
    return item_words(room.name for room in Storeroom.every() if not room.closed)


def ledger_choices(
    workbook: Workbook,
    words: Mapping[str, SheetWords],
    kind: LedgerKind = LedgerKind.ASSETS,
) -> LedgerChoices:
    """Return the choices that these words mean for a workbook.

    :raises Refused: for a sheet, column, field or unit that is not there.
    """
    sheets = {sheet.name for sheet in workbook.sheets}
    unknown = next((name for name in words if name not in sheets), None)
    if unknown is not None:
        raise _not_understood(f"文件里没有工作表“{unknown}”")
    headers: dict[str, tuple[int, int] | None] = {}
    for name, one in words.items():
        if not one.read:
            headers[name] = None
        elif one.header is not None:
            headers[name] = one.header
    placed = LedgerChoices(headers=headers)
    layouts: dict[str, LayoutChoice] = {}
    known = vocabulary(kind)
    keys = {one.title: one.key for one in known.fields}
    for table in tables_of(workbook, placed, known):
        said = words.get(table.sheet)
        if said is not None and said.is_about_columns:
            layouts[table.signature] = LayoutChoice(
                {column_index(one): field_key(title, keys) for one, title in said.columns.items()},
                unit_fen(said.unit),
                table.header_row - table.first_header_row + 1,
                said.nominal,
                None if said.kind is None else StockKind.from_label(said.kind),
            )
    return LedgerChoices(headers, layouts, kind)


def column_index(letter: str) -> int:
    """Return the place of a column counted from 0."""
    if not _LETTERS.fullmatch(letter):
        raise _not_understood(f"没有“{letter}”这样的列，列要写成 A、B、AA 的样子")
    index = 0
    for each in letter:
        index = index * 26 + ord(each) - ord("A") + 1
    return index - 1


def field_key(title: str, keys: Mapping[str, str]) -> str | None:
    """Return the key of a field by its title; None for 不读入."""
    if title == UNREAD:
        return None
    if title not in keys:
        raise _not_understood(f"没有栏目“{title}”。可写：{'、'.join(keys)}、{UNREAD}")
    return keys[title]


def unit_fen(unit: str | None) -> int | None:
    """Return the 分 in a unit of amounts."""
    if unit is None:
        return None
    if unit not in UNITS:
        raise _not_understood(f"没有金额单位“{unit}”。可写：{'、'.join(UNITS)}")
    return UNITS[unit]


def _not_understood(what: str) -> Refused:
    return Refused(f"认法没有看懂：{what}。请改正后再试。", code="choices")
