"""How much of an item lies in which room, and what it is worth: one 数量, or a column a room.

The value of a row is shared out to its rooms by largest remainder, so that the parts are exactly
the whole. What does not add up refuses the row.
"""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.ledger.filling import ROOM_LIKE
from houqin_desktop.domain.ledger.findings import Severity, TableReading
from houqin_desktop.domain.ledger.grid import cell_text
from houqin_desktop.domain.ledger.headers import ROOM
from houqin_desktop.domain.ledger.values import is_blank, quantity_unit
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.stock import Worth, spread

_NOT_IN = "这一行没有登记"


@dataclass(frozen=True, slots=True)
class Opening:
    """Pieces that lie in a room when the book begins, worth so much in all (分).

    `key` is the field of their column; `room` the name as written, None where nothing says it.
    """

    key: str
    room: str | None
    quantity: int
    value_fen: int


def openings_of(reading: TableReading) -> list[tuple[Opening, ...]]:
    """Return what each row of a table says of pieces and value; nothing for a refused row."""
    counter = _Counter(reading)
    openings = [counter.count(at) for at in range(reading.size)]
    if counter.uncounted and counter.uncounted < reading.size:
        reading.table.remarks.append(f"有 {counter.uncounted} 行没有数量，只登记物品目录，不记期初")
    return openings


class _Counter:
    """Counts row after row of one table."""

    def __init__(self, reading: TableReading) -> None:
        self.reading = reading
        self.rooms = [key for key in reading.columns if key.startswith(ROOM)]
        # What a person said is not to be read is passed over.
        self.unread_rooms = [
            column
            for column in (reading.table.unknown_columns if self.rooms else ())
            if not column.chosen and ROOM_LIKE.fullmatch(column.header)
        ]
        # 上年结存 and 年末结存 may both be called 数量: which of them lies there nobody can say.
        called = reading.words.field["quantity"].words
        self.rivals = [
            column
            for column in reading.table.unknown_columns
            if not column.chosen and column.header.endswith(called)
        ]
        if self.rooms or "quantity" in reading.columns or len(self.rivals) < 2:
            self.rivals = []
        self.units = reading.values.setdefault("unit", [None] * reading.size)
        self.uncounted = 0

    def _value(self, key: str, at: int) -> int | None:
        column: list[int | None] | None = self.reading.values.get(key)
        return None if column is None else column[at]

    def _refuse(self, at: int, key: str, message: str) -> None:
        cell = self.reading.cell(at, key) if key in self.reading.columns else ""
        self.reading.report(at, key, cell, f"{message}，{_NOT_IN}", Severity.REFUSED)

    def count(self, at: int) -> tuple[Opening, ...]:
        if self.reading.is_refused(at):
            return ()
        self._hold_unread_rooms(at)
        if any(not is_blank(self.reading.table.rows[at][one.index]) for one in self.rivals):
            letters = "、".join(one.letter for one in self.rivals)
            self._refuse(at, "quantity", f"{letters} 列都像数量，分不出用哪一列；请指明一列")
        keys = self.rooms or ["quantity"]
        written = {key: n for key in keys if (n := self._value(key, at))}
        pieces = {key: self._in_pieces(at, key, n) for key, n in written.items()}
        self._hold_against_totals(at, sum(written.values()))
        counted = {key: n for key, n in pieces.items() if n is not None}
        if self.reading.is_refused(at) or not self._is_worth_counting(at, counted):
            return ()
        value = self._worth(at, sum(written.values()), sum(counted.values()))
        if value is None:
            return ()
        shares = spread(Worth(sum(counted.values()), value), list(counted.values()))
        return tuple(
            Opening(key, self._room(at, key), n, share)
            for (key, n), share in zip(counted.items(), shares, strict=True)
        )

    def _hold_unread_rooms(self, at: int) -> None:
        """Refuse a row with a number in a column that is called like a room and is none here."""
        for column in self.unread_rooms:
            cell = self.reading.table.rows[at][column.index]
            if not is_blank(cell) and cell != 0:
                message = (
                    f"{column.letter} 列“{column.header}”的 {cell_text(cell).strip()} 没有读入，"
                    "账上没有这个保管室；请改成账上的名称，或指明不读这一列"
                )
                self._refuse(at, self.rooms[0], message)

    def _hold_against_totals(self, at: int, written: int) -> None:
        """Refuse a row whose rooms don't add up to what the row says of all of them."""
        for key in ("quantity", "room_total") if self.rooms else ():
            total = self._value(key, at)
            if total is not None and total != written:
                message = f"各室相加是 {written:,}，与这一格的 {total:,} 对不上"
                self._refuse(at, key, message)

    def _room(self, at: int, key: str) -> str | None:
        if key.startswith(ROOM):
            return key.removeprefix(ROOM)
        room: str | None = self.reading.values["storeroom"][at]
        return room

    def _is_worth_counting(self, at: int, counted: dict[str, int]) -> bool:
        if counted:
            return True
        self.uncounted += 1
        amount = self._value("original_value", at)
        if amount:
            message = f"有金额 {format_money(amount)} 而没有数量"
            self._refuse(at, "original_value", message)
        return False

    def _in_pieces(self, at: int, key: str, number: int) -> int | None:
        """Return a number of pieces; 20箱 are so many times a pack, where the row says how many."""
        cell = self.reading.cell(at, key)
        written, unit = quantity_unit(cell), self.units[at]
        if not written or written == unit:
            return number
        if unit is None:
            self.units[at] = written
            return number
        size: int | None = self.reading.values["pack_size"][at]
        if size is not None and written == self.reading.values["pack_unit"][at]:
            message = f"读作 {number * size:,} {unit}（每{written} {size:,} {unit}）"
            self.reading.report(at, key, cell, message, Severity.NOTE)
            return number * size
        message = f"写的单位是“{written}”，单位一栏是“{unit}”，没有换算，看不出有多少"
        self._refuse(at, key, message)
        return None

    def _worth(self, at: int, written: int, pieces: int) -> int | None:
        """Return what the pieces are worth in 分, or None for a row that is refused.

        :param written: the number as it stands there, which counts packs where it says so.
        """
        price, amount = self._value("unit_price", at), self._value("original_value", at)
        if amount is None and price is None:
            return self._worth_unsaid(at)
        if amount is None and written != pieces:
            self._refuse(at, "unit_price", "数量按包换算，看不出单价是一包的还是一件的，请写金额")
            return None
        if amount is None and self.reading.has_issue(at, "unit_price"):
            self._refuse(at, "unit_price", "单价不止两位小数，算不准金额，请写金额")
            return None
        value = (price or 0) * pieces if amount is None else amount
        # A price is the value of one piece rounded to the 分: half a 分 a piece is no fault.
        agrees = price is None or any(2 * abs(price * n - value) <= n for n in {written, pieces})
        if not agrees:
            product = format_money((price or 0) * written)
            message = f"单价 × 数量是 {product}，与金额 {format_money(value)} 不符"
            self._refuse(at, "original_value", message)
            return None
        if value == 0:
            said = "original_value" if amount is not None else "unit_price"
            cell = self.reading.cell(at, said)
            self.reading.report(at, said, cell, "价值写的是 0，照着登记，请核对", Severity.DOUBTFUL)
        return value

    def _worth_unsaid(self, at: int) -> int | None:
        key = "unit_price" if "unit_price" in self.reading.columns else "original_value"
        words = cell_text(self.reading.cell(at, key)) if key in self.reading.columns else ""
        if self.reading.has_issue(at, "unit_price"):
            self._refuse(at, key, f"没有金额，单价“{words}”又看不出是多少")
            return None
        if self.reading.table.header.nominal:
            message = "没有单价也没有金额，按 0 元登记，请核对"
            self.reading.report(at, key, words, message, Severity.DOUBTFUL)
            self.reading.table.valueless += 1
            return 0
        self.reading.table.valueless += 1
        hint = "请补上，或在“表格与栏目”里选“没有价值的按 0 元”"
        self._refuse(at, key, f"没有单价也没有金额，{hint}")
        return None
