"""What a person types under the head of a column, or ticks in its list, as a test of one cell.

Words narrow a column of words, by pinyin and initials too; `=课桌` asks for exactly that. Figures
and dates take one value, `>5000`, `<=2015-09`, or a stretch written with two dots or a tilde:
`1000..2000`, `2015~2018`. A ticked list keeps the values ticked, the blank one among them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import parse_money
from houqin_desktop.services.registers.listing import (
    Cell,
    Column,
    ColumnKind,
    Filter,
    FilterableRegister,
)
from houqin_desktop.services.registers.pinyin import normalise, order_key, searchable

PREFIX: Final = "column:"
BLANK: Final = "（空）"
_NUMERIC: Final = (ColumnKind.MONEY, ColumnKind.QUANTITY, ColumnKind.NUMBER)
_SIGNS: Final = (">=", "<=", "≥", "≤", ">", "<", "=")
_STRETCH: Final = ("..", "~", "～", "至")
_LAST: Final = "~"
_SHOWN_VALUES: Final = 2

Test = Callable[[Cell], bool]
Figure = int | Decimal


def typed(column: Column, text: str) -> Filter:
    """Return the filter for what was typed under the head of a column.

    :raises Refused: for words where the column has figures or dates.
    """
    _test_of_text(column, text)
    value = json.dumps({"text": text.strip()}, ensure_ascii=False)
    return Filter(PREFIX + column.title, value, text.strip())


def ticked(column: Column, values: Iterable[Cell]) -> Filter:
    """Return the filter that keeps these values of a column; None stands for blank cells."""
    chosen = list(values)
    words = [BLANK if value in (None, "") else _word(column, value) for value in chosen]
    more = f" 等 {len(words)} 项" if len(words) > _SHOWN_VALUES else ""
    label = "、".join(words[:_SHOWN_VALUES]) + more
    value = json.dumps({"values": chosen}, ensure_ascii=False)
    return Filter(PREFIX + column.title, value, label)


def title_of(one: Filter) -> str | None:
    """Return the title of the column that a filter narrows, None for a filter of another kind."""
    return one.facet.removeprefix(PREFIX) if one.facet.startswith(PREFIX) else None


def text_of(one: Filter) -> str:
    """Return what was typed for a filter; nothing where values were ticked."""
    return str(_content(one).get("text", ""))


def values_of(one: Filter) -> list[Cell] | None:
    """Return the values that were ticked for a filter; None where something was typed."""
    values = _content(one).get("values")
    return list(values) if isinstance(values, list) else None


def apart(filters: Iterable[Filter]) -> tuple[tuple[Filter, ...], tuple[Filter, ...]]:
    """Divide filters into those of facets, which the register knows, and those of columns."""
    facets: list[Filter] = []
    columns: list[Filter] = []
    for one in filters:
        (facets if title_of(one) is None else columns).append(one)
    return tuple(facets), tuple(columns)


def condition_of(columns: Sequence[Column], one: Filter) -> Test:
    """Return the test of one cell that a column's filter stands for.

    :raises Refused: for a column that the register has not, or for words it cannot compare with.
    """
    title = title_of(one)
    column = next((each for each in columns if each.title == title), None)
    if column is None:
        raise Refused(f"没有“{title}”这一栏，不能按它筛选。请检查栏目名。", code="unknown_column")
    values = values_of(one)
    if values is None:
        return _test_of_text(column, text_of(one))
    wanted = {None if value == "" else value for value in values}
    return lambda cell: (None if cell == "" else cell) in wanted


def passing(cells: Sequence[Cell], test: Test) -> list[bool]:
    """Say of each cell whether it passes; a value that occurs often is tested once."""
    known = {cell: test(cell) for cell in set(cells)}
    return list(map(known.__getitem__, cells))


@dataclass(frozen=True, slots=True)
class DistinctValue:
    """One value of a column, how it is read, and how many rows have it."""

    value: Cell
    words: str
    count: int


def distinct_values(
    register: FilterableRegister, title: str, filters: Sequence[Filter]
) -> list[DistinctValue]:
    """Return the values of a column among the rows that the other filters leave, in order."""
    column = next(each for each in register.columns if each.title == title)
    others = tuple(one for one in filters if title_of(one) != title)
    counted = Counter(None if cell == "" else cell for cell in register.column(title, others))
    blank = counted.pop(None, 0)
    values = sorted(counted, key=order_of(column))
    found = [DistinctValue(value, _word(column, value), counted[value]) for value in values]
    return [*found, DistinctValue(None, BLANK, blank)] if blank else found


def order_of(column: Column) -> Callable[[Cell], Decimal | str]:
    """Return the key by which the cells of a column are put in order; blanks are left out."""
    if column.kind in _NUMERIC:
        return lambda cell: Decimal(cell or 0)
    return lambda cell: order_key(str(cell))


def _content(one: Filter) -> dict[str, object]:
    try:
        content = json.loads(one.value)
    except ValueError:
        content = None
    return content if isinstance(content, dict) else {"text": one.value}


def _word(column: Column, value: Cell) -> str:
    if column.kind is ColumnKind.MONEY and isinstance(value, int):
        return f"{value // 100:,}.{value % 100:02d}" if value >= 0 else f"{value / 100:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _test_of_text(column: Column, text: str) -> Test:
    wanted = normalise(text).strip()
    if column.kind is ColumnKind.NUMBER:
        test = _figures(column, wanted)
        return lambda cell: bool(cell) and test(Decimal(cell or 0))
    if column.kind in _NUMERIC:
        return _figures(column, wanted)
    if column.kind is ColumnKind.DATE:
        return _dates(column, wanted)
    if wanted.startswith("="):
        exact = wanted[1:].strip()
        return lambda cell: normalise(str(cell or "")) == exact
    words = wanted.split()
    return lambda cell: _has(searchable(str(cell or "")), words)


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _stretch(wanted: str) -> tuple[str, str] | None:
    for mark in _STRETCH:
        if mark in wanted:
            first, _, last = wanted.partition(mark)
            return first.strip(), last.strip()
    return None


def _signed(wanted: str) -> tuple[str, str]:
    for sign in _SIGNS:
        if wanted.startswith(sign):
            plain = {"≥": ">=", "≤": "<="}.get(sign, sign)
            return plain, wanted.removeprefix(sign).strip()
    return "=", wanted


def _figures(column: Column, wanted: str) -> Callable[[Any], bool]:
    """Read figures: the yuan of a column of money, the pieces or months of another."""
    stretch = _stretch(wanted)
    if stretch is not None:
        low, high = (_number(column, part) if part else None for part in stretch)
        return lambda cell: (
            isinstance(cell, Figure)
            and (low is None or cell >= low)
            and (high is None or cell <= high)
        )
    sign, words = _signed(wanted)
    number = _number(column, words)
    if sign == "=" and column.kind is ColumnKind.MONEY and "." not in words:
        return lambda cell: isinstance(cell, Figure) and cell // 100 * 100 == number
    return lambda cell: isinstance(cell, Figure) and _compares(cell, sign, number)


def _number(column: Column, words: str) -> int | Decimal:
    plain = words.replace(",", "").replace("¥", "").removesuffix("元")
    try:
        if column.kind is ColumnKind.MONEY:
            return parse_money(plain)
        return Decimal(plain) if column.kind is ColumnKind.NUMBER else int(plain)
    except (Refused, ValueError, InvalidOperation):
        raise Refused(
            f"“{column.title}”要填数字，例如 5000、>5000 或 1000..2000。", code="bad_number"
        ) from None


def _dates(column: Column, wanted: str) -> Test:
    """Read dates as far as they are written: a year, a month or a day, all of it included."""
    stretch = _stretch(wanted)
    if stretch is not None:
        low, high = (_date(column, part) if part else "" for part in stretch)
        return lambda cell: bool(cell) and low <= str(cell) and (not high or _until(cell, high))
    sign, words = _signed(wanted)
    day = _date(column, words)
    tests: dict[str, Test] = {
        "=": lambda cell: str(cell or "").startswith(day),
        ">=": lambda cell: bool(cell) and str(cell) >= day,
        ">": lambda cell: bool(cell) and str(cell) > day + _LAST,
        "<=": lambda cell: bool(cell) and _until(cell, day),
        "<": lambda cell: bool(cell) and str(cell) < day,
    }
    return tests[sign]


def _until(cell: Cell, day: str) -> bool:
    return str(cell) <= day + _LAST


def _date(column: Column, words: str) -> str:
    """Return 2015, 2015-09 or 2015-09-01 for a year, a month or a day in a usual spelling."""
    plain = words.removesuffix("日").rstrip("年月")
    for mark in ("年", "月", ".", "/"):
        plain = plain.replace(mark, "-")
    parts = plain.split("-")
    if len(parts) == 1 and plain.isdigit() and len(plain) in (6, 8):
        parts = [part for part in (plain[:4], plain[4:6], plain[6:]) if part]
    whole = all(part.isascii() and part.isdigit() for part in parts)
    if not whole or len(parts[0]) != 4 or len(parts) > 3 or any(len(p) > 2 for p in parts[1:]):
        raise Refused(
            f"“{column.title}”要填日期，例如 2015、2015-09、>2020 或 2015..2018。", code="bad_date"
        )
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])


def _compares(cell: Figure, sign: str, number: Figure) -> bool:
    if sign == "=":
        return cell == number
    if sign.startswith(">"):
        return cell > number or (sign == ">=" and cell == number)
    return cell < number or (sign == "<=" and cell == number)
