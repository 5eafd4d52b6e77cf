"""Holding an item ledger against the book: which item does a row mean, what of it is new.

An item is known by its code, by name and specification, or by an everyday name that only one has.
What it says otherwise than the catalogue is shown cell by cell; an opening that was entered before
is not entered twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from houqin_desktop.domain.ledger.counting import Opening
from houqin_desktop.domain.ledger.items import ItemRow
from houqin_desktop.domain.ledger.recognising import LedgerRow, Severity
from houqin_desktop.domain.stock import names_in
from houqin_desktop.services.importing.differences import report_different
from houqin_desktop.services.importing.item_differences import (
    ItemDifferences,
    Thing,
    folded,
    thing_of,
)
from houqin_desktop.services.importing.plan import PlannedRow, RowAction
from houqin_desktop.storage.base import db
from houqin_desktop.storage.item_import import standing_openings
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.stock import StockItem

Said = tuple[str, str, int, int]


@dataclass(slots=True)
class PlannedItem(PlannedRow):
    """A row with the item that it means and the openings that will be written, by room.

    `like` is an earlier row of the same file that brings the same new item.
    """

    item: StockItem | None = None
    restored: bool = False
    like: PlannedItem | None = None
    openings: list[tuple[str, Opening]] = field(default_factory=list)

    @property
    def thing_key(self) -> int:
        """Return what rows that mean the same item have in common."""
        return id(self.like or self) if self.item is None else -self.item.id

    @property
    def brings(self) -> bool:
        """Say whether the row writes something besides its changes."""
        return self.action is RowAction.ADDED or bool(self.openings)

    @property
    def stays_out(self) -> bool:
        """Say whether the row cannot be registered."""
        return self.action is RowAction.REJECTED


class ItemPlanner:
    """Knows the catalogue, the rooms and the openings that stand."""

    def __init__(self) -> None:
        self.differences = ItemDifferences()
        self.by_code = {item.code: item for item in StockItem.every("id")}
        self.by_thing: dict[Thing, list[StockItem]] = {}
        self.by_everyday: dict[str, list[StockItem]] = {}
        for item in self.by_code.values():
            thing = thing_of(item.name, item.specification)
            self.by_thing.setdefault(thing, []).append(item)
            self.differences.take(thing, item.unit, item.id)
            for name in names_in(item.everyday_names):
                self.by_everyday.setdefault(folded(name), []).append(item)
        self.rooms = {room.name: room for room in Storeroom.every() if not room.closed}
        self.central = next(r.name for r in self.rooms.values() if r.level.value == "central")
        self.undone = {row[0] for row in db.execute_sql("SELECT id FROM import_undo")}
        self.new: dict[Thing, dict[str, PlannedItem]] = {}
        self.brought: dict[str, PlannedItem] = {}
        self.repeated: dict[tuple[Any, ...], PlannedItem] = {}

    def plan(self, rows: Sequence[ItemRow]) -> list[PlannedItem]:
        """Put every row on its heap."""
        planned = [self._plan(row) for row in rows]
        for each in planned:
            self._doubt_repeated(each)
        self._leave_out_entered(planned)
        _require_expiry(planned)
        self._compare(planned)
        for each in planned:
            if each.item is not None and not each.stays_out:
                writes = each.openings or each.changes
                each.action = RowAction.UPDATED if writes else RowAction.UNCHANGED
                if each.restored:
                    each.action = RowAction.ADDED
        return planned

    def _compare(self, planned: Sequence[PlannedItem]) -> None:
        """Find what rows say otherwise of items that are in use."""
        counted = {each.item.id for each in planned if each.item is not None and each.openings}
        for each in planned:
            item = each.item
            if item is None or item.retired or each.stays_out:
                continue
            if each.row["unit"] not in (None, item.unit) and item.id in counted:
                _refuse(each, "unit", f"别的行按“{item.unit}”记了 {item.code} 的期初")
                continue
            self.differences.compare(each, item)
            report_different(each)

    def _plan(self, row: ItemRow) -> PlannedItem:
        planned = PlannedItem(row, RowAction.ADDED, None)
        if row.refused:
            planned.action = RowAction.REJECTED
            return planned
        planned.openings = self._openings(planned, row)
        item = self._known(planned)
        if planned.stays_out:
            return planned
        if item is not None:
            planned.item, planned.code = item, item.code
            planned.restored = item.retired and item.import_batch_id in self.undone
            if item.retired and not planned.restored and planned.openings:
                _refuse(planned, "name", f"{item.code} 已停用，不能记期初；请先恢复使用")
        elif planned.stays_out or row.refused_as_new:
            planned.action = RowAction.REJECTED
            planned.issues += tuple(row.as_new)
        else:
            self._begin(planned, row)
        return planned

    def _begin(self, planned: PlannedItem, row: ItemRow) -> None:
        """Take a row for a new item, or for more of one that an earlier row brings."""
        thing = thing_of(row["name"], row["specification"])
        begun = self.new.setdefault(thing, {})
        first = begun.get(row["unit"], planned)
        code = row["code"] or ""
        if code and self.brought.setdefault(code, first) is not first:
            place = _place(self.brought[code])
            _refuse(planned, "code", f"编号与{place}相同而物品不同；请改正编号")
            return
        if first is not planned:
            planned.like = first
            if not planned.openings:
                planned.action = RowAction.UNCHANGED
            return
        for unit, other in list(begun.items())[:1]:
            message = f"与{_place(other)}是同一种而单位不同（{unit}），请看是不是记了两次"
            _report(planned, "unit", message, Severity.DOUBTFUL)
        begun[row["unit"]] = planned
        self.differences.take(thing, row["unit"])
        self._point_out(planned, thing)

    def _point_out(self, planned: PlannedItem, thing: Thing) -> None:
        """Name an item of the catalogue that a new one is like."""
        others = self.by_thing.get(thing, [])
        named = [i for (name, _), items in self.by_thing.items() if name == thing[0] for i in items]
        for item in (others or named)[:1]:
            planned.look_alike = item.code
            words = " ".join(filter(None, (item.name, item.specification, item.unit)))
            _note(planned, "name", f"与目录里的 {item.code} {words} 相似，请看是不是同一种")

    def _known(self, planned: PlannedItem) -> StockItem | None:
        row = planned.row
        code, unit = row["code"], row["unit"]
        thing = thing_of(row["name"], row["specification"])
        if code is not None and (item := self.by_code.get(code)) is not None:
            if thing_of(item.name, "")[0] != thing[0]:
                _refuse(planned, "code", f"编号 {code} 在目录里是“{item.name}”，名称不同")
                return None
            return self._of_unit(planned, [item], unit)
        found = self.by_thing.get(thing, [])
        if not found:
            found = [
                item
                for item in self.by_everyday.get(thing[0], [])
                if not thing[1] or folded(item.specification) == thing[1]
            ]
            if len(found) == 1:
                _note(planned, "name", f"是 {found[0].code} {found[0].name} 的俗名")
        return self._of_unit(planned, found, unit)

    def _of_unit(
        self, planned: PlannedItem, found: Sequence[StockItem], unit: str | None
    ) -> StockItem | None:
        same = [item for item in found if unit in (None, item.unit)]
        if not same and planned.row["code"] and not planned.openings:
            # Nothing is counted in it: the unit itself may be what is put right.
            same = [item for item in found if not self.differences.has_moved(item)]
        if len(same) == 1:
            return same[0]
        if len(same) > 1:
            codes = "、".join(item.code for item in same)
            _refuse(planned, "name", f"目录里有 {codes} 都像这一种；请写物品编号")
        elif found:
            item = found[0]
            _refuse(planned, "unit", f"目录里 {item.code} {item.name}的单位是“{item.unit}”")
        return None

    def _openings(self, planned: PlannedItem, row: ItemRow) -> list[tuple[str, Opening]]:
        openings = []
        for opening in row.openings:
            room = self.central if opening.room is None else opening.room
            if opening.room is None:
                _note(planned, opening.key, f"没有写保管室，放在{room}")
            if room not in self.rooms:
                _refuse(planned, "storeroom", f"现有的保管室里没有“{room}”")
            openings.append((room, opening))
        return openings

    def _doubt_repeated(self, planned: PlannedItem) -> None:
        """Doubt a row that says of an item's pieces just what an earlier one says: a copy of it?"""
        if planned.stays_out or not planned.openings:
            return
        lying = tuple((room, one.quantity, one.value_fen) for room, one in planned.openings)
        first = self.repeated.setdefault((planned.thing_key, *_apart(planned.row), lying), planned)
        if first is not planned:
            planned.look_alike = f"{first.row.sheet}!{first.row.row_number}"
            message = f"与{_place(first)}的物品、保管室、数量和金额都相同，请看是不是记了两次"
            _report(planned, planned.openings[0][1].key, message, Severity.DOUBTFUL)

    def _leave_out_entered(self, planned: Sequence[PlannedItem]) -> None:
        """Leave out openings that stand already; doubt those of a room that has other ones.

        What the book has beyond the lines that the file repeats can't be told from what is new.
        """
        names = {room.id: name for name, room in self.rooms.items()}
        standing: dict[tuple[int, str], Counter[Said]] = {}
        slips: dict[tuple[int, str], str] = {}
        for item_id, room_id, batch, expires, quantity, value, number in standing_openings():
            at = (item_id, names.get(room_id, ""))
            standing.setdefault(at, Counter())[batch, expires, quantity, value] += 1
            slips[at] = number
        fresh: list[tuple[PlannedItem, str, Opening]] = []
        for each in planned:
            kept, each.openings = each.openings, []
            for room, opening in () if each.stays_out else kept:
                at = (each.item.id if each.item else 0, room)
                said = (*_apart(each.row), opening.quantity, opening.value_fen)
                if at in standing and standing[at][said]:
                    standing[at][said] -= 1
                    _note(each, opening.key, f"{room}的期初已由 {slips[at]} 登记，没有再记")
                else:
                    fresh.append((each, room, opening))
        for each, room, opening in fresh:
            at = (each.item.id if each.item else 0, room)
            if at in standing and standing[at].total():
                message = f"{room}的期初已由 {slips[at]} 登记，数量或金额不同，没有再记；请核对"
                _report(each, opening.key, message, Severity.DOUBTFUL)
            else:
                each.openings.append((room, opening))


def _require_expiry(planned: Sequence[PlannedItem]) -> None:
    """Refuse pieces without 有效期 of an item that keeps it, or gets to by another row."""
    dated = {
        each.thing_key
        for each in planned
        if not each.stays_out and each.row["expires_on"] is not None
    }
    for each in planned:
        if each.stays_out or not each.openings or each.row["expires_on"] is not None:
            continue
        if each.item is not None and each.item.keeps_expiry:
            _refuse(each, "expires_on", f"{each.item.code} 要管有效期，这一行没有写")
        elif each.thing_key in dated:
            words = "不管有效期的，请把那一列改认作“不读入”"
            _refuse(each, "expires_on", f"这种物品在别的行写了有效期，这一行没有写（{words}）")


def _apart(row: LedgerRow) -> tuple[str, str]:
    expires = row["expires_on"]
    return row["batch"] or "", "" if expires is None else expires.text


def _place(planned: PlannedItem) -> str:
    return f"“{planned.row.sheet}”第 {planned.row.row_number} 行"


def _note(planned: PlannedItem, key: str, message: str) -> None:
    _report(planned, key, message, Severity.NOTE)


def _refuse(planned: PlannedItem, key: str, message: str) -> None:
    planned.action = RowAction.REJECTED
    _report(planned, key, f"{message}，这一行没有登记", Severity.REFUSED)


def _report(planned: PlannedItem, key: str, message: str, severity: Severity) -> None:
    value = planned.row[key] if not key.startswith("room:") else None
    written = "" if value is None else str(value)
    planned.issues += (planned.row.finding(key, written, message, severity),)
