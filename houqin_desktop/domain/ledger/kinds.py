"""What kind of ledger a workbook looks like, of assets or of items of the stock, and how surely.

Only what stands there speaks: columns that one kind alone has, words in titles and names, what the
cells of 物品类别 say, units, prices. It is a suggestion to a person; nothing is switched by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.ledger.columns import LedgerTable, Sureness
from houqin_desktop.domain.ledger.grid import Workbook, cell_text
from houqin_desktop.domain.ledger.headers import ASSET_WORDS, ROOM, LedgerKind, Vocabulary
from houqin_desktop.domain.ledger.tables import find_tables
from houqin_desktop.domain.ledger.values import FEN_PER_YUAN, fold, is_blank, read_money

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.grid import Cell

_STOCK_KEYS: Final = frozenset(
    {
        "stock_kind",
        "pack",
        "pack_unit",
        "pack_size",
        "everyday_names",
        "minimum",
        "room_total",
        "batch",
        "expires_on",
    }
)
_ASSET_KEYS: Final = frozenset(
    {
        "category_code",
        "brand",
        "accumulated",
        "net_value",
        "acquired_on",
        "in_service_on",
        "booked_on",
        "department",
        "holder",
        "responsible",
        "keeper",
        "status",
        "acquisition_method",
        "value_type",
        "funding_source",
        "serial_number",
        "life",
        "minimum_life",
        "accounting_voucher",
        "export_mark",
    }
)
_SAYS_STOCK: Final = re.compile(
    "低值易耗|易耗品|消耗品|耗材|材料|库存|进销存|收发存|办公用品|文具|存货|仓库"
)
_SAYS_ASSETS: Final = re.compile("固定资产|资产|财产|设备")
_STOCK_HEADERS: Final = re.compile("结存|库存|存货|物料|材料|货号|商品|结余|存量|期初|仓库|库位")
_ASSET_HEADERS: Final = re.compile("资产|财产|卡片|原值|购置|价值")
_KIND_WORDS: Final = re.compile("低值易耗品?|低值品|材料类?|易耗品|消耗品")
_SMALL_UNITS: Final = frozenset("盒包支瓶袋卷本块米箱打管条斤刀令罐筒提板")
_LARGE_UNITS: Final = frozenset("台套张架辆栋间组座部")
# The standard of a fixed asset (政府会计准则第3号: 1000 元); below it most things are none.
_DEAR_FEN: Final = 1_000 * FEN_PER_YUAN
_SURE, _LIKELY = 4, 2
_SAMPLE: Final = 200
_MOST_REASONS: Final = 3


@dataclass(frozen=True, slots=True)
class KindGuess:
    """The kind of ledger that a workbook looks like, how surely, and by what."""

    kind: LedgerKind
    sureness: Sureness
    reasons: tuple[str, ...]


def guess_kind(workbook: Workbook, item_words: Vocabulary) -> KindGuess | None:
    """Return what kind of ledger a workbook looks like, or None where nothing tells.

    :param item_words: the words of an item ledger of this school.
    """
    signs = list(_signs(workbook, item_words))
    points = {kind: sum(weight for of, weight, _ in signs if of is kind) for kind in LedgerKind}
    ahead = points[LedgerKind.STOCK] - points[LedgerKind.ASSETS]
    if not ahead:
        return None
    kind = LedgerKind.STOCK if ahead > 0 else LedgerKind.ASSETS
    lead, against = abs(ahead), min(points.values())
    sureness = Sureness.CHECK
    if lead >= _LIKELY:
        sureness = Sureness.SURE if lead >= _SURE and 3 * against <= lead else Sureness.LIKELY
    said = sorted(((-weight, words) for of, weight, words in signs if of is kind))
    reasons = tuple(dict.fromkeys(words for _, words in said))
    return KindGuess(kind, sureness, reasons[:_MOST_REASONS])


_Sign = tuple[LedgerKind, int, str]


def _signs(workbook: Workbook, item_words: Vocabulary) -> Iterator[_Sign]:
    """Yield everything that speaks for one kind, with its weight and in words."""
    names = [workbook.name.rpartition(".")[0] or workbook.name]
    for words, own in ((item_words, _STOCK_KEYS), (ASSET_WORDS, _ASSET_KEYS)):
        tables = [
            table for sheet in workbook.sheets for table in find_tables(sheet, vocabulary=words)
        ]
        headers = {
            column.header
            for table in tables
            for column in table.columns
            if column.key in own or (column.key or "").startswith(ROOM)
        }
        for header in sorted(headers):
            yield words.kind, 1, f"有“{header}”一栏"
        if words.kind is LedgerKind.STOCK:
            names += [text for table in tables for text in _titles(table)]
            yield from _signs_in_headers(tables)
            for table in tables:
                yield from _signs_in_cells(table)
    names += [sheet.name for sheet in workbook.sheets]
    for text in dict.fromkeys(map(fold, names)):
        if said := _SAYS_STOCK.search(text):
            yield LedgerKind.STOCK, 3, f"标题或名称里写着“{said[0]}”"
        elif said := _SAYS_ASSETS.search(text):
            yield LedgerKind.ASSETS, 3, f"标题或名称里写着“{said[0]}”"


def _titles(table: LedgerTable) -> list[str]:
    first = table.header_row - table.header.height + 1
    above = table.grid.rows[: max(0, first - table.grid.first_row)]
    return [cell_text(cell) for row in above for cell in row if not is_blank(cell)]


def _signs_in_headers(tables: Sequence[LedgerTable]) -> Iterator[_Sign]:
    for header in dict.fromkeys(column.header for table in tables for column in table.columns):
        if said := _ASSET_HEADERS.search(header):
            yield LedgerKind.ASSETS, 1, f"栏目里写着“{said[0]}”"
        elif said := _STOCK_HEADERS.search(header):
            yield LedgerKind.STOCK, 1, f"栏目里写着“{said[0]}”"


def _signs_in_cells(table: LedgerTable) -> Iterator[_Sign]:
    words = {fold(text) for key in ("stock_kind", "category") for text in _texts(table, key)}
    words |= {fold(text) for _, text in table.headings}
    if said := next(filter(None, map(_KIND_WORDS.search, sorted(words))), None):
        yield LedgerKind.STOCK, 3, f"类别里写着“{said[0]}”"
    units = [fold(text) for text in _texts(table, "unit")]
    small, large = _share(units, _SMALL_UNITS), _share(units, _LARGE_UNITS)
    if small > 0.5:
        yield LedgerKind.STOCK, 2, "多数按盒、包、支这样的小单位计数"
    elif large > 0.5:
        yield LedgerKind.ASSETS, 1, "多数按台、套、张计数"
    column = table.column("unit_price")
    prices = [
        found.value
        for cell in _cells(table, "unit_price")
        if (found := read_money(cell, unit_fen=column.unit_fen if column else FEN_PER_YUAN)).value
    ]
    dear = sum(price >= _DEAR_FEN for price in prices if price is not None)
    if 2 * dear > len(prices):
        yield LedgerKind.ASSETS, 2, "多数单价在 1000 元以上"
    elif prices and not dear:
        yield LedgerKind.STOCK, 1, "单价都不到 1000 元"


def _cells(table: LedgerTable, key: str) -> list[Cell]:
    column = table.column(key)
    rows = table.rows[:: max(1, len(table.rows) // _SAMPLE)]
    return [] if column is None else [row[column.index] for row in rows]


def _texts(table: LedgerTable, key: str) -> list[str]:
    return [cell_text(cell) for cell in _cells(table, key) if not is_blank(cell)]


def _share(texts: Sequence[str], words: Iterable[str]) -> float:
    known = set(words)
    return sum(text in known for text in texts) / len(texts) if texts else 0.0
