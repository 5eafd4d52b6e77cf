"""The rows of an item ledger: what each item is, and how much of it lies in which room.

A number that cannot be read, an amount that disagrees with 单价 × 数量, a unit that nobody explains
refuse the row: stock has no place for a doubt, and the mended row comes in with the next import.
Without a quantity a row only names an item of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.ledger.cells import read_columns
from houqin_desktop.domain.ledger.checks import LONGEST_CODE, require_names, require_whole_days
from houqin_desktop.domain.ledger.counting import Opening, openings_of
from houqin_desktop.domain.ledger.filling import fill_cells, heading_words, in_force
from houqin_desktop.domain.ledger.findings import LedgerRow, Severity, TableReading
from houqin_desktop.domain.ledger.grid import cell_text
from houqin_desktop.domain.ledger.headers import ROOM
from houqin_desktop.domain.ledger.remarks import judge_linked, judge_unprintable, note_remarks
from houqin_desktop.domain.ledger.values import fold, is_blank, number_doubt, quantity_unit
from houqin_desktop.domain.stock import StockKind

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.columns import LedgerTable
    from houqin_desktop.domain.ledger.packs import Packing

LEFT_EMPTY = "先空着"

_ESSENTIAL = frozenset({"name", "quantity", "original_value", "storeroom"})
_KINDS = {
    "低值易耗品": StockKind.CONSUMABLE,
    "低值易耗": StockKind.CONSUMABLE,
    "低值品": StockKind.CONSUMABLE,
    "材料": StockKind.MATERIAL,
    "材料类": StockKind.MATERIAL,
}
_KIND_IN_TITLE = re.compile("低值易耗|低值品|材料")


@dataclass(slots=True)
class ItemRow(LedgerRow):
    """One item as the ledger has it, with what lies in which room when the book begins."""

    openings: tuple[Opening, ...] = ()


def read_items(table: LedgerTable, rooms: Collection[str], file_name: str) -> list[ItemRow]:
    """Read all rows of a table of items.

    :param rooms: the names of the school's storerooms.
    :param file_name: what the file is called; it may say of what kind its items are.
    """
    reading = TableReading(table)
    fill_cells(reading)
    numbers = {key for key in reading.columns if key.startswith(ROOM)}
    read_columns(reading, _ESSENTIAL | numbers, LEFT_EMPTY)
    require_names(reading)
    require_whole_days(reading, "expires_on", LEFT_EMPTY)
    _check_codes(reading)
    _settle_headings(reading, rooms)
    _settle_rooms(reading, rooms)
    _settle_kinds(reading, file_name)
    _settle_packs(reading)
    judge_linked(reading)
    openings = openings_of(reading)
    _check_minimums(reading)
    _require_units(reading)
    note_remarks(reading)
    judge_unprintable(reading)
    return _rows(reading, openings)


def _rows(reading: TableReading, openings: Sequence[tuple[Opening, ...]]) -> list[ItemRow]:
    return [
        ItemRow(
            reading.table.sheet,
            number,
            values,
            reading.written.get(at, {}),
            reading.issues.get(at, ()),
            reading.columns,
            as_new=tuple(reading.as_new.get(at, ())),
            assumed=reading.assumed.get(at, frozenset()),
            words=reading.words,
            openings=openings[at],
        )
        for at, (number, values) in enumerate(
            zip(reading.table.row_numbers, reading.rows_of_values(), strict=True)
        )
    ]


def _check_codes(reading: TableReading) -> None:
    codes = reading.values.get("code", [])
    for at, code in enumerate(codes):
        doubt = "" if code is None else number_doubt(code)
        if code is not None and len(code) > LONGEST_CODE:
            doubt = f"编号超过 {LONGEST_CODE} 个字符"
        if doubt:
            codes[at] = None
            reading.doubt(at, "code", reading.cell(at, "code"), f"{doubt}，先另给编号")


def _settle_headings(reading: TableReading, rooms: Collection[str]) -> None:
    """Let a line above the rows say their kind, their room or, with a numeral, their 类别."""
    said: dict[str, list[tuple[int, Any]]] = {"stock_kind": [], "storeroom": [], "category": []}
    for number, text in reading.table.headings:
        word, numbered = heading_words(text)
        if word in _KINDS:
            said["stock_kind"].append((number, word))
            said["category"].append((number, None))
        elif word in rooms:
            said["storeroom"].append((number, word))
        elif numbered:
            said["category"].append((number, word))
        else:
            continue
        reading.table.used_headings.add(number)
    for key, headings in said.items():
        if key not in reading.columns and headings:
            values = reading.values.setdefault(key, [None] * reading.size)
            for at, word in in_force(reading, headings):
                values[at] = word


def _settle_rooms(reading: TableReading, rooms: Collection[str]) -> None:
    """Take the room from the sheet's name, or from a place that is one."""
    grid = reading.table.grid
    name = " ".join((grid.part_of or grid.name).split())
    said = reading.values.setdefault("storeroom", [None] * reading.size)
    if "storeroom" not in reading.columns and name in rooms and not any(said):
        said[:] = [name] * reading.size
        reading.table.remarks.append(f"没有保管室一栏，按工作表名称“{name}”登记")
    places = reading.values.get("place", [])
    for at, place in enumerate(places):
        if place in rooms and said[at] in (None, place):
            said[at], places[at] = place, None


def _settle_kinds(reading: TableReading, file_name: str) -> None:
    """Find out which of the two kinds each item is; what is another word is its 类别."""
    nothing = [None] * reading.size
    categories = reading.values.setdefault("category", list(nothing))
    written = reading.values.get("stock_kind", nothing)
    kinds: list[StockKind | None] = []
    for at, word in enumerate(written):
        kind = _KINDS.get(fold(word or ""))
        if kind is None and (kind := _KINDS.get(fold(categories[at] or ""))):
            categories[at] = None
        if word is not None and fold(word) not in _KINDS and categories[at] is None:
            categories[at] = word
        kinds.append(kind)
    reading.values["stock_kind"] = kinds
    rest = reading.table.header.stock_kind or (
        _kind_in_titles(reading, file_name) if None in kinds else None
    )
    for at, kind in enumerate(kinds):
        if kind is None and rest is not None:
            # No cell says it, so that it says nothing against an item that is known.
            kinds[at], reading.assumed[at] = rest, frozenset({"stock_kind"})
        elif kind is None:
            message = (
                "看不出是低值易耗品还是材料，这一行没有登记；请补一栏物品类别，"
                "或在“表格与栏目”里选一种"
            )
            reading.report_as_new(at, "stock_kind", message, Severity.REFUSED)


def _kind_in_titles(reading: TableReading, file_name: str) -> StockKind | None:
    """Return the kind that the sheet's titles, its name or the file's name say, if only one."""
    table = reading.table
    first = table.header_row - table.header.height + 1
    above = table.grid.rows[: max(0, first - table.grid.first_row)]
    titles = [fold(cell_text(cell)) for row in above for cell in row if not is_blank(cell)]
    for texts in ([*titles, table.grid.part_of or table.sheet], [file_name]):
        words = {found for text in texts for found in _KIND_IN_TITLE.findall(text)}
        kinds = {_KINDS[word] for word in words}
        if len(kinds) == 1:
            kind = kinds.pop()
            where = "文件名" if texts == [file_name] else "标题"
            table.remarks.append(
                f"{where}里写着“{words.pop()}”，没有写类别的物品按{kind.label}登记"
            )
            return kind
        if kinds:
            return None
    return None


def _settle_packs(reading: TableReading) -> None:
    """Bring 换算, 包装单位 and 每包数量 together; half of a pack is none."""
    nothing = [None] * reading.size
    packs: Sequence[Packing | None] = reading.values.get("pack", nothing)
    units = reading.values.setdefault("pack_unit", list(nothing))
    sizes = reading.values.setdefault("pack_size", list(nothing))
    pieces = reading.values.get("unit", nothing)
    for at, pack in enumerate(packs):
        if pack is not None and pack.piece and pieces[at] not in (None, pack.piece):
            message = f"换算写的是“{pack.piece}”，单位是“{pieces[at]}”，{LEFT_EMPTY}"
            reading.doubt(at, "pack", reading.cell(at, "pack"), message)
        elif pack is not None and units[at] is None and sizes[at] is None:
            units[at], sizes[at] = pack.unit, pack.size
        half = "pack_unit" if sizes[at] is None else "pack_size"
        if (units[at] is None) != (sizes[at] is None) or sizes[at] in (0, 1):
            units[at] = sizes[at] = None
            message = f"包装单位和每包数量要都写，每包至少 2，{LEFT_EMPTY}"
            reading.doubt(at, half, reading.cell(at, half), message)


def _check_minimums(reading: TableReading) -> None:
    """Doubt a minimum in another unit than the item's: 2箱 of what is counted in 支."""
    minimums = reading.values.get("minimum", [])
    units = reading.values.get("unit", [None] * reading.size)
    for at in range(len(minimums)):
        written = quantity_unit(reading.cell(at, "minimum"))
        if written and written != units[at]:
            minimums[at] = None
            message = f"写的单位是“{written}”，与计量单位不同，{LEFT_EMPTY}"
            reading.doubt(at, "minimum", reading.cell(at, "minimum"), message)


def _require_units(reading: TableReading) -> None:
    for at, unit in enumerate(reading.values.get("unit", [None] * reading.size)):
        if unit is None:
            message = "没有计量单位，这一行没有登记"
            reading.report_as_new(at, "unit", message, Severity.REFUSED)
