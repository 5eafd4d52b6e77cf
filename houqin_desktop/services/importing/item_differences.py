"""Holding a row of an item ledger against its item: what of the catalogue it says otherwise.

Every difference is a cell to be decided on. An empty cell says nothing, everyday names only come
to those that are known, and of several rows of an item the first one speaks. 单价 is no word of the
catalogue: what stock is worth follows from what came in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.ledger.findings import Severity
from houqin_desktop.domain.ledger.values import clean_lines, fold
from houqin_desktop.domain.money import plain_money
from houqin_desktop.domain.stock import names_in
from houqin_desktop.services.importing.differences import standing
from houqin_desktop.services.importing.plan import CellChange, PlannedRow
from houqin_desktop.services.stock.drafts import CorrectItem
from houqin_desktop.storage.stock import StockItem, items_ever_moved, worths

if TYPE_CHECKING:
    from houqin_desktop.domain.stock import Worth

Thing = tuple[str, str]
# What an argument of `correct_item` is called in a ledger, where it is one cell of one field.
_PLAIN: Final = {
    "stock_kind": "kind",
    "unit": "unit",
    "specification": "specification",
    "category": "category",
    "minimum": "minimum",
    "remarks": "remarks",
}
_COLUMN: Final = {"minimum": "school_minimum"}
_FIXED_ONCE_MOVED: Final = ("stock_kind", "unit")


def folded(text: str) -> str:
    """Return a name as it is compared: without blanks, wide letters and capitals."""
    return fold(text).replace(" ", "").casefold()


def thing_of(name: str, specification: str | None) -> Thing:
    """Return what two items have in common that are the same thing."""
    return folded(name), folded(specification or "")


class ItemDifferences:
    """Compares rows with their items; knows what earlier rows said of them."""

    def __init__(self) -> None:
        """Begin with no row compared."""
        # Whose each thing in each unit is; 0 for an item that the file brings.
        self._taken: dict[tuple[Thing, str], int] = {}
        self._said: dict[tuple[int, str], tuple[str, PlannedRow]] = {}
        self._moved = items_ever_moved()
        self._worths: Mapping[int, Worth] = worths()
        self.unmarked: dict[str, int] = {}

    def take(self, thing: Thing, unit: str, item_id: int = 0) -> None:
        """Take note of an item of the book, or of one that the file brings."""
        self._taken[thing, unit] = item_id

    def has_moved(self, item: StockItem) -> bool:
        """Say whether pieces of an item ever came in or went out."""
        return item.id in self._moved

    def compare(self, planned: PlannedRow, item: StockItem) -> None:
        """Find what the row says otherwise than the catalogue."""
        changes = []
        for change, differing in _said_by(planned, item):
            spoken, first = self._said.setdefault((item.id, change.key), (change.new, planned))
            if spoken != change.new:
                place = f"“{first.row.sheet}”第 {first.row.row_number} 行"
                message = f"{place}写的是“{spoken}”，两行不同，以先写的为准；请核对"
                planned.report(change.key, change.new, message, Severity.DOUBTFUL)
            elif differing and first is planned and self._is_possible(planned, item, change):
                changes.append(change)
        self._compare_price(planned, item)
        planned.changes = tuple(changes)
        if changes:
            sheet = planned.row.sheet
            self.unmarked[sheet] = self.unmarked.get(sheet, 0) + 1

    def _is_possible(self, planned: PlannedRow, item: StockItem, change: CellChange) -> bool:
        reason = ""
        if change.key in _FIXED_ONCE_MOVED and self.has_moved(item):
            reason = f"{item.code} 有过收发，{change.title}不能改"
        elif change.key in ("specification", "unit"):
            specification = planned.row["specification"] or item.specification
            thing = thing_of(item.name, specification)
            unit = planned.row["unit"] or item.unit
            if self._taken.setdefault((thing, unit), item.id) != item.id:
                reason = "改了就与另一种物品相同"
        if reason:
            message = f"账上{standing(change.old)}，{reason}，没有改动；请核对"
            planned.report(change.key, change.new, message, Severity.DOUBTFUL)
        return not reason

    def _compare_price(self, planned: PlannedRow, item: StockItem) -> None:
        written, worth = planned.row["unit_price"], self._worths.get(item.id)
        if written is None or worth is None or not worth.quantity:
            return
        average = worth.share_fen(1)
        if abs(written - average) > 1:
            message = f"账上每{item.unit}合 {plain_money(average)} 元，由收发算出，没有采用这一格"
            planned.report("unit_price", plain_money(written), message, Severity.NOTE)


def _said_by(planned: PlannedRow, item: StockItem) -> Iterator[tuple[CellChange, bool]]:
    """Yield what a row says of its item, cell by cell, and whether the book says otherwise."""
    row = planned.row
    for key, argument in _PLAIN.items():
        new = None if key in row.assumed else row[key]
        if new is None:
            continue
        old = getattr(item, _COLUMN.get(argument, argument))
        yield _change(planned, key, _shown(old), _shown(new)), _differs(key, new, old)
    if row["pack_size"] is not None:
        key = "pack" if "pack" in row.columns else "pack_size"
        old, new = _pack(item.pack_unit, item.pack_size), _pack(row["pack_unit"], row["pack_size"])
        yield _change(planned, key, old, new), old != new
    if row["everyday_names"] is not None:
        known = names_in(item.everyday_names)
        more = [name for name in names_in(row["everyday_names"]) if name not in known]
        new = "、".join((*known, *more))
        yield _change(planned, "everyday_names", item.everyday_names, new), bool(more)
    if row["expires_on"] is not None:
        old = "管" if item.keeps_expiry else "不管"
        yield CellChange("expires_on", "管有效期", old, "管"), not item.keeps_expiry


def _differs(key: str, new: Any, old: Any) -> bool:
    if key == "specification":
        # By the folded one the item was found.
        return folded(new) != folded(old)
    if key == "minimum":
        return bool(new != (old or 0))
    return bool(new != (clean_lines(old) if isinstance(old, str) else old))


def _change(planned: PlannedRow, key: str, old: str, new: str) -> CellChange:
    return CellChange(key, planned.row.words.title(key), old, new)


def _shown(value: Any) -> str:
    return "" if value is None else getattr(value, "label", str(value))


def _pack(unit: str | None, size: int | None) -> str:
    return "" if size is None else f"每{unit} {size:,}"


def correction_of(planned: PlannedRow) -> CorrectItem:
    """Return the correction of the catalogue that a row's changes are."""
    row = planned.row
    filled: dict[str, Any] = {}
    for change in planned.changes:
        if change.key in _PLAIN:
            filled[_PLAIN[change.key]] = row[change.key]
        elif change.key == "everyday_names":
            filled["everyday_names"] = change.new
        elif change.key == "expires_on":
            filled["keeps_expiry"] = True
        else:
            filled |= {"pack_unit": row["pack_unit"], "pack_size": row["pack_size"]}
    return CorrectItem(item=planned.code or "", **filled)
