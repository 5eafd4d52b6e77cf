"""What a ledger says beyond the usual columns: those of a type, those of the school, old codes.

A column that the ledger's own words do not name may be one of the cards' rarer columns, known by
its title; an old code stays with its edition and never becomes a present one by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from houqin_desktop.domain.asset import CategoryEdition
from houqin_desktop.domain.card_fields import CardField, FieldShape
from houqin_desktop.domain.category_edition import FormerCode
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.dates import read_date
from houqin_desktop.domain.ledger.findings import DETAIL, LedgerIssue, Severity, TableReading
from houqin_desktop.domain.ledger.grid import Cell, cell_text
from houqin_desktop.domain.ledger.headers import fold_header
from houqin_desktop.domain.ledger.values import is_blank, read_money
from houqin_desktop.domain.money import plain_money

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.columns import LedgerColumn

FORMER = "former_category_code"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the words of ledgers.

    :param fields: the cards' rarer columns by their title as headers are folded.
    :param former: recognises an old code by its text and what the asset is called.
    """

    fields: Mapping[str, CardField] = field(default_factory=dict)
    former: Callable[[str, str], FormerCode | None] = lambda _code, _name: None


NOTHING_BESIDE = Beside()


def by_header(fields: Mapping[str, CardField]) -> dict[str, CardField]:
    """Return columns by their title as headers are folded; retired ones are not read."""
    return {fold_header(title): one for title, one in fields.items() if not one.retired}


def read_details(reading: TableReading, fields: Mapping[str, CardField]) -> None:
    """Read the columns that the ledger's words do not name but the cards have."""
    for column in reading.table.unknown_columns if fields else ():
        one = fields.get(_title(column, fields))
        if one is None or f"{DETAIL}{one.key}" in reading.beside:
            continue
        reading.beside[f"{DETAIL}{one.key}"] = column
        for at, row in enumerate(reading.table.rows):
            cell = row[column.index]
            if not is_blank(cell):
                _read_cell(reading, at, one, column, cell)


def _title(column: LedgerColumn, fields: Mapping[str, CardField]) -> str:
    """Return the title behind 建筑面积（平方米）."""
    folded = fold_header(column.header)
    return folded if folded in fields else folded.partition("(")[0]


def _read_cell(
    reading: TableReading, at: int, one: CardField, column: LedgerColumn, cell: Cell
) -> None:
    try:
        stored = one.read(_written(one, column, cell))
    except Refused as refusal:
        text = cell_text(cell).strip()
        reading.written.setdefault(at, {})[one.title] = text
        reading.issues.setdefault(at, []).append(
            LedgerIssue(
                reading.table.sheet,
                reading.table.row_numbers[at],
                column.letter,
                column.header,
                text,
                f"{refusal.sentence.partition('。')[0]}，先空着，原文留在卡片上",
                Severity.DOUBTFUL,
            )
        )
        return
    if stored:
        reading.details.setdefault(at, {})[f"{DETAIL}{one.key}"] = stored


def _written(one: CardField, column: LedgerColumn, cell: Cell) -> str:
    """Return a cell as a person would write it into the column.

    :raises Refused: with the doubt, where a date or an amount has two meanings.
    """
    if one.shape is FieldShape.MONEY:
        money = read_money(cell, column.unit_fen)
        if money.value is None:
            raise Refused(money.doubt or "看不出是多少", code="doubtful")
        return plain_money(money.value)
    if one.shape is FieldShape.DATE:
        day = read_date(cell)
        if day.value is None:
            raise Refused(day.doubt or "看不出是哪一天", code="doubtful")
        return day.value.text
    if isinstance(cell, datetime | date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    return cell_text(cell)


def settle_former_codes(
    reading: TableReading, former: Callable[[str, str], FormerCode | None]
) -> None:
    """Take old codes out of the columns of codes, so that they wait for a person with their
    edition; a text that is no code is left to the column's own check.
    """
    found: dict[int, FormerCode] = {}
    known: dict[tuple[str, str], FormerCode | None] = {}
    names = reading.values["name"]
    for key in (FORMER, "category_code"):
        for at, word in enumerate(reading.values.get(key, ()) if key in reading.columns else ()):
            if not word or at in found:
                continue
            asked = (word, names[at] or "")
            if asked not in known:
                known[asked] = former(*asked)
            code = known[asked]
            if code is not None:
                found[at] = code
                reading.values[key][at] = None
                _tell(reading, at, key, code)
            elif key == FORMER:
                cell = reading.cell(at, key)
                message = f"“{word}”不是旧版代码，先空着，原文留在卡片上"
                reading.doubt(at, key, cell, message)
    if found or FORMER in reading.columns:
        codes = [found[at].code if at in found else None for at in range(reading.size)]
        reading.values[FORMER] = codes
    reading.former = found


def _tell(reading: TableReading, at: int, key: str, code: FormerCode) -> None:
    """Say that a code is an old one; one that could be misread as a present one is doubtful."""
    if key == FORMER:
        return
    cell = reading.cell(at, key)
    meant = f"（{code.meaning}）" if code.meaning else ""
    message = f"“{code.code}”是{code.edition.label}的代码{meant}，原样留着，待转为现行代码"
    if code.edition is CategoryEdition.GBT2010:
        reading.report(at, key, cell, message, Severity.NOTE)
    else:
        reading.doubt(at, key, cell, f"{message}，请核对")
