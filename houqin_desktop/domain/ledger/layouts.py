"""Reading a header of one to three rows: which column is which field, also as a person said it.

Words in the last row name the column; what stands above them is its group. Where a heading is
merged over several columns the merged area says how far it reaches, else the blanks beside it do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from houqin_desktop.domain.ledger.columns import Header, LedgerColumn, layout_signature
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid, cell_text
from houqin_desktop.domain.ledger.headers import (
    ASSET_WORDS,
    ROOM,
    FieldKind,
    HeaderMatch,
    Vocabulary,
    fold_header,
    header_unit_fen,
)
from houqin_desktop.domain.ledger.values import FEN_PER_YUAN, is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from houqin_desktop.domain.ledger.choices import LayoutChoice

Texts = tuple[str, ...]

MOST_ROWS = 3
LEAST_FIELDS = 3
LEAST_SHARE = 0.3
SUB_WORDS = frozenset({"中文", "英文", "中文名称", "英文名称", "增", "减", "增加", "减少", "结存"})
_CLOSING = ("期末", "年末", "月末", "结存", "结余", "现有", "实有", "库存")
_FIXED = frozenset({"name", "code", "quantity"})


def row_texts(row: tuple[Cell, ...]) -> Texts | None:
    """Return a row as folded header texts, or None if it holds anything but words."""
    if not all(is_blank(cell) or isinstance(cell, str) for cell in row):
        return None
    return tuple(fold_header(cell) if isinstance(cell, str) else "" for cell in row)


def header_at(
    sheet: SheetGrid, position: int, unit_fen: int, vocabulary: Vocabulary = ASSET_WORDS
) -> Header | None:
    """Return the header that begins on this row, as many rows as it has, or None."""
    first = row_texts(sheet.rows[position])
    if first is None or not any(vocabulary.match(text) for text in first):
        return None
    texts = [first]
    while len(texts) < MOST_ROWS and position + len(texts) < len(sheet.rows):
        below = row_texts(sheet.rows[position + len(texts)])
        if below is None:
            break
        if not _continues(sheet, position, texts, below, vocabulary) and not (
            _leads_to_words(sheet, position, texts, below, vocabulary)
        ):
            break
        texts.append(below)
    while texts:
        columns = _map_columns(sheet, position, texts, unit_fen, vocabulary)
        if _names_assets(columns):
            return Header(columns, tuple(texts), unit_fen, words=vocabulary)
        texts.pop()
    return None


def header_as_told(
    sheet: SheetGrid,
    position: int,
    height: int,
    unit_fen: int = FEN_PER_YUAN,
    vocabulary: Vocabulary = ASSET_WORDS,
) -> Header:
    """Return the header of so many rows that begins where a person says it does.

    :param position: index into the rows of the sheet, counted from 0.
    """
    texts = _plain_texts(sheet, position, height)
    columns = _map_columns(sheet, position, texts, unit_fen, vocabulary)
    return Header(columns, tuple(texts), unit_fen, words=vocabulary)


def remembered_header(
    sheet: SheetGrid,
    position: int,
    unit_fen: int,
    layouts: Mapping[str, LayoutChoice],
    vocabulary: Vocabulary = ASSET_WORDS,
) -> Header | None:
    """Return the header on this row if a person has corrected one that reads the same."""
    for height in sorted({choice.height for choice in layouts.values()}, reverse=True):
        texts = _plain_texts(sheet, position, height)
        choice = layouts.get(layout_signature(texts, vocabulary.kind))
        if choice is not None and choice.height == height == len(texts):
            return header_as_told(sheet, position, height, unit_fen, vocabulary)
    return None


def with_choice(header: Header, choice: LayoutChoice | None) -> Header:
    """Return the header with a person's corrections; nobody else fills a field that they gave."""
    if choice is None:
        return header
    taken = {key for key in choice.fields.values() if key}
    columns = {
        column.index: replace(column, key=None) if column.key in taken else column
        for column in header.columns
    }
    for index, key in choice.fields.items():
        column = columns.get(index) or LedgerColumn(index, "", None)
        columns[index] = replace(column, key=key, chosen=True)
    if choice.unit_fen is not None:
        for index, column in columns.items():
            if column.key and header.words.field[column.key].kind is FieldKind.MONEY:
                columns[index] = replace(column, unit_fen=choice.unit_fen)
    told = tuple(columns[index] for index in sorted(columns))
    return replace(header, columns=told, nominal=choice.nominal, stock_kind=choice.stock_kind)


def _plain_texts(sheet: SheetGrid, position: int, height: int) -> list[Texts]:
    return [
        tuple(fold_header(cell_text(cell)) for cell in row)
        for row in sheet.rows[position : position + height]
    ]


def _continues(
    sheet: SheetGrid,
    position: int,
    texts: Sequence[Texts],
    below: Texts,
    vocabulary: Vocabulary,
) -> bool:
    """Say whether the next row belongs to the header: known words below a heading of several."""
    words = [text for text in below if text]
    if not words:
        return False
    last = position + len(texts) - 1
    if any(top <= last < bottom for top, _, bottom, _ in sheet.merges if top >= position):
        return True
    above = [next(filter(None, reversed(path)), "") for path in zip(*texts, strict=False)]
    if not any(word and not over for over, word in zip(texts[-1], below, strict=False)):
        return False
    known = sum(1 for word in words if word in SUB_WORDS or vocabulary.match(word))
    if 2 * known < len(words):
        return False
    return all(
        not word or word in SUB_WORDS or vocabulary.match(word) is not None
        for over, word in zip(above, below, strict=False)
        if (match := vocabulary.match(over)) and match.key in _FIXED
    )


def _leads_to_words(
    sheet: SheetGrid,
    position: int,
    texts: Sequence[Texts],
    below: Texts,
    vocabulary: Vocabulary,
) -> bool:
    """Say whether the next row holds headings only, whose words stand in the row after it."""
    at = position + len(texts) + 1
    words = row_texts(sheet.rows[at]) if at < len(sheet.rows) else None
    if words is None or len(texts) + 2 != MOST_ROWS:
        return False
    known = sum(1 for text in words if vocabulary.match(text))
    return (
        known >= LEAST_FIELDS
        and not any(vocabulary.match(text) for text in below if text)
        and _continues(sheet, position, [*texts, below], words, vocabulary)
    )


def _joined(
    sheet: SheetGrid, position: int, texts: Sequence[Texts], vocabulary: Vocabulary
) -> tuple[list[str], list[str]]:
    """Return for each column the word that names it and the group it stands under."""
    width = max((len(row) for row in texts), default=0)
    grid = [[*row, *[""] * (width - len(row))] for row in texts]
    merged = _spread_merges(sheet, position, grid)
    for at, row in enumerate(grid[:-1]):
        if not merged[at]:
            _spread_blanks(grid, at, row)
    paths = [tuple(dict.fromkeys(filter(None, path))) for path in zip(*grid, strict=True)]
    names = [_name(path, vocabulary, alone=_stands_alone(path, paths)) for path in paths]
    return [leaf for leaf, _ in names], [group for _, group in names]


def _stands_alone(path: Texts, paths: Sequence[Texts]) -> bool:
    """Say whether a column is the only one below its heading."""
    return sum(1 for other in paths if other[: len(path) - 1] == path[:-1]) == 1


def _spread_merges(sheet: SheetGrid, position: int, grid: list[list[str]]) -> list[bool]:
    """Write a merged heading into all of its columns; say which rows hold one."""
    merged = [False] * len(grid)
    for top, left, _, right in sheet.merges:
        at = top - position
        if 0 <= at < len(grid) - 1 and left < right < len(grid[at]):
            merged[at] = True
            grid[at][left : right + 1] = [grid[at][left]] * (right + 1 - left)
    return merged


def _spread_blanks(grid: list[list[str]], at: int, row: list[str]) -> None:
    """Let a heading reach over the blanks beside it, while it stands under the same one itself."""
    for column in range(1, len(row)):
        below = any(line[column] for line in grid[at + 1 :])
        same = all(line[column] == line[column - 1] for line in grid[:at])
        if not row[column] and below and same:
            row[column] = row[column - 1]


def _name(path: Texts, vocabulary: Vocabulary, *, alone: bool) -> tuple[str, str]:
    """Return the naming word and the group of one column from its texts, top to bottom."""
    if len(path) < 2:
        return (path[0] if path else ""), ""
    *above, leaf = path
    group = "".join(above)
    if leaf in SUB_WORDS:
        # 中文 stands for the name above it; 英文, 增 and 减 name nothing that is read.
        return (above[-1] if leaf.startswith("中文") else group + leaf), group
    whole = vocabulary.match(above[-1] + leaf)
    if vocabulary.match(leaf) and not (whole and whole.key.startswith(ROOM)):
        return leaf, group
    if whole:
        return above[-1] + leaf, group
    if alone and vocabulary.match(above[-1]):
        return above[-1], "".join(above[:-1])
    return group + leaf, group


def _map_columns(
    sheet: SheetGrid,
    position: int,
    texts: Sequence[Texts],
    unit_fen: int,
    vocabulary: Vocabulary,
) -> tuple[LedgerColumn, ...]:
    """Give each field its weightiest column."""
    leaves, groups = _joined(sheet, position, texts, vocabulary)
    matches = [vocabulary.match(leaf) if leaf else None for leaf in leaves]
    chosen: dict[str, int] = {}
    for key in dict.fromkeys(match.key for match in matches if match):
        index = _best_column(key, matches, groups)
        if index is not None:
            chosen[key] = index
    key_of = {index: key for key, index in chosen.items()}
    return tuple(
        LedgerColumn(
            index,
            groups[index] + leaf if groups[index] and groups[index] not in leaf else leaf,
            key_of.get(index),
            (match.unit_fen if match else None) or header_unit_fen(groups[index]) or unit_fen,
            bool(match and match.in_months),
        )
        for index, (leaf, match) in enumerate(zip(leaves, matches, strict=True))
        if leaf
    )


def _names_assets(columns: tuple[LedgerColumn, ...]) -> bool:
    """Say whether columns such as these head a table of assets."""
    keys = {column.key for column in columns} - {None}
    return "name" in keys and len(keys) >= LEAST_FIELDS and len(keys) >= LEAST_SHARE * len(columns)


def _best_column(key: str, matches: Sequence[HeaderMatch | None], groups: list[str]) -> int | None:
    """Choose among the columns of one field; 期初 beside 期末 leaves 期末 or none."""
    ranked = sorted(
        (match.rank, index) for index, match in enumerate(matches) if match and match.key == key
    )
    top = [index for rank, index in ranked if rank == ranked[0][0]]
    if len(top) > 1 and len({groups[index] for index in top}) > 1:
        closing = [index for index in top if re.match("|".join(_CLOSING), groups[index])]
        return closing[0] if len(closing) == 1 else None
    return top[0]
