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
from houqin_desktop.domain.ledger.headers import FIELDS
from houqin_desktop.domain.ledger.recognising import tables_of
from houqin_desktop.domain.ledger.values import (
    FEN_PER_TEN_THOUSAND,
    FEN_PER_THOUSAND,
    FEN_PER_YUAN,
)

UNREAD: Final = "不读入"
UNITS: Final = {"元": FEN_PER_YUAN, "千元": FEN_PER_THOUSAND, "万元": FEN_PER_TEN_THOUSAND}
FIELD_KEYS: Final = {one.title: one.key for one in FIELDS}
_WORDS: Final = {"read", "header", "columns", "unit", "nominal", "leave_out"}
_LETTERS: Final = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What was said of one sheet: whether to read it, its header's rows, its columns, its unit.

    `columns` names for a column's letter the title of its field, or 不读入; `nominal` lets new
    cards without a value be taken at 名义金额; `leave_out` are rows that are not to come in.
    """

    read: bool = True
    header: tuple[int, int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    nominal: bool = False
    leave_out: tuple[int, ...] = ()


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
        leave_out=tuple(rows),
    )


def _header_of(sheet: str, spoken: Any) -> tuple[int, int] | None:
    if spoken is None:
        return None
    rows = [spoken, spoken] if isinstance(spoken, int) else spoken
    whole = isinstance(rows, list) and len(rows) == 2 and all(isinstance(row, int) for row in rows)
    if not whole or not 1 <= rows[0] <= rows[1] < rows[0] + 3:
        raise _not_understood(f"“{sheet}”的 header 要写成一行或 [首行, 末行]，最多三行")
    return rows[0], rows[1]


def ledger_choices(workbook: Workbook, words: Mapping[str, SheetWords]) -> LedgerChoices:
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
    for table in tables_of(workbook, placed):
        said = words.get(table.sheet)
        if said is not None and (said.columns or said.unit or said.nominal):
            layouts[table.signature] = LayoutChoice(
                {column_index(letter): field_key(title) for letter, title in said.columns.items()},
                unit_fen(said.unit),
                table.header_row - table.first_header_row + 1,
                said.nominal,
            )
    return LedgerChoices(headers, layouts)


def column_index(letter: str) -> int:
    """Return the place of a column counted from 0."""
    if not _LETTERS.fullmatch(letter):
        raise _not_understood(f"没有“{letter}”这样的列，列要写成 A、B、AA 的样子")
    index = 0
    for each in letter:
        index = index * 26 + ord(each) - ord("A") + 1
    return index - 1


def field_key(title: str) -> str | None:
    """Return the key of a field by its title; None for 不读入."""
    if title == UNREAD:
        return None
    if title not in FIELD_KEYS:
        raise _not_understood(f"没有栏目“{title}”。可写：{'、'.join(FIELD_KEYS)}、{UNREAD}")
    return FIELD_KEYS[title]


def unit_fen(unit: str | None) -> int | None:
    """Return the 分 in a unit of amounts."""
    if unit is None:
        return None
    if unit not in UNITS:
        raise _not_understood(f"没有金额单位“{unit}”。可写：{'、'.join(UNITS)}")
    return UNITS[unit]


def _not_understood(what: str) -> Refused:
    return Refused(f"认法没有看懂：{what}。请改正后再试。", code="choices")
