"""The cards of the demo school: lots bought over the years, read from a table in one command.

A line of the table is a purchase: what, how many cards, when, for which room. Where a cell holds
several values, the cards take them in turn. Small differences (who answers for it, what is still
unknown) come from a generator seeded by the line, so that every demo book has the same rows.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from houqin_desktop.domain.asset import AcquisitionMethod, AssetStatus, ProcurementForm, ValueType
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.money import parse_money
from houqin_desktop.domain.people import Post
from houqin_desktop.resources import resource_path
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.card_writing import NewCard, next_asset_code, write_cards
from houqin_desktop.services.assets.categories import (
    default_life_months,
    default_minimum_life_months,
)
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.storage.people import Department, Person, Storeroom

CLASSROOMS = tuple(
    f"{grade}（{number}）班教室" for grade in "一二三四五六" for number in range(1, 5)
)
SUPPLIERS = (
    "市政府采购中心电子卖场",
    "星城教育装备有限公司",
    "湘江信息技术有限公司",
    "雨湖文体用品商行",
    "莲城家具厂",
)
_PREFIXES = {"A01": "FW", "A03": "WB", "A04": "TS", "A05": "JJ", "A08": "RJ"}
_STATUSES = {status.label: status for status in AssetStatus}


@dataclass(frozen=True, kw_only=True)
class SeedDemoCards(Draft):
    """The cards acquired after one day and up to another."""

    until: date = argument("取得止日", Kind.DATE)
    after: date | None = argument("取得起日", Kind.DATE, default=None)

    def covers(self, day: date) -> bool:
        """Say whether a day lies in the stretch."""
        return day <= self.until and (self.after is None or day > self.after)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A member of the demo school's staff; numbers go by the order of the table."""

    number: str
    name: str
    department: str
    is_head: bool


def demo_table(name: str) -> list[dict[str, str]]:
    """Return the lines of one of the demo's tables."""
    with resource_path(f"data/demo_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def demo_people() -> list[DemoPerson]:
    """Return everyone at the demo school, P0001 first."""
    return [
        DemoPerson(f"P{position:04d}", row["name"], row["department"], row["head"] == "1")
        for position, row in enumerate(demo_table("people"), start=1)
    ]


@command("建立演示卡片", SeedDemoCards, listed=False)
def seed_demo_cards(task: Task, draft: SeedDemoCards) -> Outcome:
    """Write the cards of the demo school that were acquired in a stretch of days."""
    # The first cards bring the numbers of the old paper ledger along.
    school = _School(task, opening=draft.after is None)
    # The oldest first, as a ledger grows.
    bought = sorted(_purchases(draft), key=lambda one: one.acquired_on.first_day)
    write_cards(task, [school.card(one) for one in bought])
    return Outcome()


@dataclass(frozen=True, slots=True)
class _Purchase:
    """One card of a lot: its cells, its place in the lot, and its share of chance."""

    line: dict[str, str]
    position: int
    acquired_on: PartialDate
    chance: Random


def _purchases(draft: SeedDemoCards) -> Iterator[_Purchase]:
    for number, lot in enumerate(demo_table("assets")):
        for position in range(int(lot["cards"])):
            acquired_on = PartialDate.parse(_in_turn(lot["acquired"], position))
            if draft.covers(acquired_on.first_day):
                line = {key: _in_turn(cell, position) for key, cell in lot.items()}
                yield _Purchase(line, position, acquired_on, Random(f"{number}:{position}"))


def _in_turn(cell: str, position: int) -> str:
    values = cell.split("|")
    return values[position % len(values)]


class _School:
    """The rooms, departments and people that the cards refer to."""

    def __init__(self, task: Task, *, opening: bool) -> None:
        self._task = task
        self._rooms = {room.name: room.id for room in Storeroom.every()}
        self._departments = {row.name: row.id for row in Department.every()}
        self._keepers = {
            name: lookup.holder(Post.STOREKEEPER, task.on, room_id)
            for name, room_id in self._rooms.items()
        }
        ids = {person.number: person.id for person in Person.every()}
        self._members: dict[str, list[int]] = {}
        self._heads: dict[str, int] = {}
        for person in demo_people():
            self._members.setdefault(person.department, []).append(ids[person.number])
            if person.is_head:
                self._heads[person.department] = ids[person.number]
        self._serials: Counter[str] = Counter()
        self._opening = opening

    def card(self, bought: _Purchase) -> NewCard:
        """Return one card of a lot."""
        line, acquired_on, chance = bought.line, bought.acquired_on, bought.chance
        quantity = int(line["each"])
        value_fen = parse_money(line["price"]) * quantity
        status = _STATUSES.get(line["status"], AssetStatus.IN_USE)
        if not line["status"] and acquired_on.year < 2020 and chance.random() < 0.012:
            status = chance.choice((AssetStatus.IDLE, AssetStatus.SEALED))
        unverified = acquired_on.year < 2017 and not line["status"] and chance.random() < 0.015
        values: dict[str, Any] = {
            "code": self._code(line["category"], acquired_on.year),
            "name": line["name"],
            "brand": line["brand"],
            "specification": line["specification"],
            "category_code": line["category"],
            "unit": line["unit"],
            "quantity": quantity,
            "original_value_fen": value_fen,
            "acquired_on": acquired_on,
            "booked_on": acquired_on,
            "life_months": default_life_months(line["category"]),
            "minimum_life_months": default_minimum_life_months(line["category"]),
            "status": status,
            "storeroom_id": self._rooms[line["storeroom"]],
            "using_department_id": self._departments[line["department"]],
            "place": _place(line, bought.position),
            "unverified": unverified,
            "remarks": "取得日期只有年份和月份，待查原始凭证" if unverified else "",
            **dict(_origin(line, acquired_on, value_fen, chance)),
        }
        return NewCard(values, **self._people(bought))

    def _code(self, category: str, year: int) -> str:
        if not self._opening:
            return next_asset_code(self._task)
        general = category.startswith(("A0201", "A0202", "A0206", "A0209"))
        prefix = _PREFIXES.get(category[:3], "TY" if general else "ZY")
        self._serials[f"{prefix}{year}"] += 1
        return f"{prefix}{year}{self._serials[f'{prefix}{year}']:06d}"

    def _people(self, bought: _Purchase) -> dict[str, int | None]:
        line, chance = bought.line, bought.chance
        keeper = self._keepers[line["storeroom"]]
        classes = self._members["语文组"] + self._members["数学组"]
        holder = {
            "人": chance.choice(self._members[line["department"]]),
            "班": classes[bought.position % len(CLASSROOMS) % len(classes)],
            "管": keeper,
        }
        known = chance.random() >= 0.03
        return {
            "holder_id": holder.get(line["holder"]),
            "responsible_id": self._heads[line["department"]] if known else None,
            "keeper_id": keeper,
        }


def _place(line: dict[str, str], position: int) -> str:
    if line["place"] == "@教室":
        return CLASSROOMS[position % len(CLASSROOMS)]
    if line["place"] == "@办公室":
        return line["department"].removesuffix("办公室") + "办公室"
    return line["place"]


def _origin(
    line: dict[str, str], acquired_on: PartialDate, value_fen: int, chance: Random
) -> Iterator[tuple[str, Any]]:
    """Yield how the school came by it: method, funds, supplier, papers."""
    year = acquired_on.year
    structure = line["category"].startswith("A01")
    yield "funding_source", line["funding"]
    if line["name"] == "校园土地":
        yield "acquisition_method", AcquisitionMethod.ALLOCATION
        yield "value_type", ValueType.NOMINAL
        return
    if line["funding"] == "捐赠":
        yield "acquisition_method", AcquisitionMethod.DONATION
        return
    yield (
        "acquisition_method",
        AcquisitionMethod.SELF_BUILT if structure else AcquisitionMethod.PURCHASE,
    )
    if structure or year < 2012:
        return
    large = value_fen >= 1_000_000
    yield (
        "procurement_form",
        ProcurementForm.GOVERNMENT if large else ProcurementForm.DISPERSED,
    )
    yield "supplier", chance.choice(SUPPLIERS)
    yield "invoice_number", f"{chance.randrange(10**7, 10**8)}"
    yield "accounting_voucher", f"记-{year}-{chance.randrange(1, 400):04d}"
    if line["category"].startswith(("A020101", "A020208")):
        yield "serial_number", f"SN{chance.randrange(16**8):08X}"
    if year >= 2025 and line["category"].startswith("A02"):
        yield "warranty_until", date(year + 3, acquired_on.month or 1, acquired_on.day or 1)
