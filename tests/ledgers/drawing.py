"""Writes a made-up school's things into a sheet as its layout demands, dirt and all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from tests.ledgers.labels import DOUBTFUL, EMPTY, RowLabel, Truth, Verdict, value
from tests.ledgers.layouts import IN_TEN_THOUSANDS, Layout, clean
from tests.ledgers.pages import Page
from tests.ledgers.spellings import (
    Spelling,
    spell_category,
    spell_category_code,
    spell_code,
    spell_date,
    spell_money,
    spell_name,
    spell_price,
    spell_quantity,
)
from tests.ledgers.things import Thing, make_thing

DITTOS = ("同上", "〃", '"', "″", "同  上")
HEADS = ("一、通用设备", "二、家具和用具", "（三）专用设备", "四、图书")
HEAD_CODES = {"二、家具和用具": "A05000000", "四、图书": "A04010000"}
DITTO_FIELDS = ("place", "acquired_on", "keeper", "holder", "responsible", "department")
ROOMS = ("电脑1室", "图书室", "三（1）班", "体育器材室", "音乐教室")
DATES = ("acquired_on", "booked_on")


@dataclass(frozen=True, slots=True)
class Dirt:
    """How dirty a ledger is: the share of cells spelled oddly, and which tricks are played."""

    share: float
    late: bool
    merges: bool = False
    """Whether the file keeps merged areas."""
    formulas: bool = False
    """Whether the file keeps formulas, remarks, colours and what is hidden."""
    zeros: bool = False
    """Whether numbers are bare digits that begin with noughts, some of which were lost."""


class Drawer:
    """Fills one page."""

    def __init__(self, chance: Random, layout: Layout, dirt: Dirt, first: int) -> None:
        self.chance, self.layout, self.dirt = chance, layout, dirt
        self.number = first
        self.serial = 0
        self.head = ""
        self.above: dict[str, Truth] = {}

    def draw(self, name: str, count: int) -> Page:
        """Return a page with so many things."""
        page = Page(name)
        width = len(self.layout.columns)
        self._top(page, width)
        for at in range(count):
            if self.layout.heads and at % 17 == 0:
                self.head = HEADS[(at // 17) % len(HEADS)]
                page.add(self.head, *[""] * (width - 1))
                self.above = {}
            if self.layout.paged and at and at % 23 == 0:
                self._turn(page, width)
            self._thing(page)
        self._end(page, width)
        if self.dirt.formulas:
            self._formats(page)
        if self.dirt.merges:
            self._merge_down(page)
        return page

    def _top(self, page: Page, width: int) -> None:
        for cells in self.layout.titles:
            page.add_title(cells, width)
        page.add_header(self.layout)

    def _turn(self, page: Page, width: int) -> None:
        """Close a page of the book and open the next one."""
        page.add("本页小计", *[""] * (width - 2), "")
        page.add("过次页", *self._sums(width))
        page.add(*[""] * width)
        self._top(page, width)
        page.add("承前页", *self._sums(width))
        self.above = {}

    def _sums(self, width: int) -> list[Any]:
        sums: list[Any] = [""] * (width - 1)
        for at, column in enumerate(self.layout.columns[1:]):
            if column.field in ("quantity", "original_value"):
                sums[at] = 12345
        return sums

    def _end(self, page: Page, width: int) -> None:
        chance = self.chance
        if chance.random() < 0.7:
            page.add(chance.choice(("合计", "合  计", "总计", "合计：")), *self._sums(width))
        if chance.random() < 0.4:
            page.add(*[""] * width)
        if chance.random() < 0.6:
            page.add("制表人：张建国", "", "审核人：", *[""] * (width - 3))
        if chance.random() < 0.3:
            page.add("注：本表一式两份", *[""] * (width - 1))

    def _thing(self, page: Page) -> None:
        thing = make_thing(self.chance, self.number)
        if self.dirt.zeros:
            thing.code = f"{self.number:06}"
        self.number += 1
        self.serial += 1
        label = RowLabel(refused=not self.layout.valued)
        cells = [self._cell(thing, column.field, label) for column in self.layout.columns]
        self._settle(thing, label)
        self._number_range(thing, cells, label)
        if self.layout.rooms:
            label.fields["place"] = value(page.name) if page.name in ROOMS else EMPTY
        page.labels[page.number] = label
        page.add(*cells)
        self.above = dict(label.fields)

    def _cell(self, thing: Thing, field: str, label: RowLabel) -> Any:
        if field == "":
            return self.chance.choice(("", "", "001", "正常", "其他"))
        if field == "serial":
            return self.serial
        cell, truth = self._spelled(thing, field)
        label.fields[field] = truth
        return cell

    def _spelled(self, thing: Thing, field: str) -> Spelling:
        dirty = self.chance.random() < self.dirt.share
        if dirty and field in DITTO_FIELDS and self.chance.random() < 0.25:
            above = self.above.get(field)
            known = above is not None and above.verdict is Verdict.VALUE
            return self.chance.choice(DITTOS), above if known and above else DOUBTFUL
        if field in ("unit_price", "original_value"):
            return self._amount(thing, field, dirty=dirty)
        if field in DATES:
            return self._date(thing, dirty=dirty)
        return self._word(thing, field, dirty=dirty)

    def _date(self, thing: Thing, *, dirty: bool) -> Spelling:
        if dirty:
            late = self.dirt.late
            return spell_date(self.chance, thing.year, thing.month, thing.day, late=late)
        day = date(thing.year, thing.month, thing.day)
        return day, value(day.isoformat())

    def _amount(self, thing: Thing, field: str, *, dirty: bool) -> Spelling:
        unit_fen = 1_000_000 if self.layout.number in IN_TEN_THOUSANDS else self.layout.unit_fen
        fen = thing.price_fen if field == "unit_price" else thing.value_fen
        if dirty and field == "unit_price":
            return spell_price(self.chance, fen, thing.unit, late=self.dirt.late)
        if dirty:
            return spell_money(self.chance, fen, unit_fen, late=self.dirt.late)
        return fen / unit_fen, value(fen)

    def _word(self, thing: Thing, field: str, *, dirty: bool) -> Spelling:
        chance, late = self.chance, self.dirt.late
        plain = clean(thing, field)
        if field == "code" and self.dirt.zeros and chance.random() < 0.1:
            return int(thing.code), DOUBTFUL
        if not dirty or field not in ("code", "name", "category", "category_code", "quantity"):
            if field == "category":
                return plain, value(thing.category_code) if plain else EMPTY
            return plain, value(plain) if plain != "" else EMPTY
        if field == "code":
            return spell_code(chance, thing.code, late=late)
        if field == "name":
            return spell_name(chance, thing.name)
        if field == "quantity":
            return spell_quantity(chance, thing.quantity, thing.unit, late=late)
        if field == "category":
            return spell_category(chance, thing.category_code, thing.category)
        return spell_category_code(chance, thing.category_code)

    def _number_range(self, thing: Thing, cells: list[Any], label: RowLabel) -> None:
        """Let a line of several things carry all of their numbers."""
        count = thing.quantity
        columns = [column.field for column in self.layout.columns]
        if count < 2 or self.dirt.zeros or label.refused or self.chance.random() > 0.2:
            return
        if label.fields.get("code") != value(thing.code) or "quantity" not in label.fields:
            return
        numbers = range(self.number - 1, self.number - 1 + count)
        self.number += count
        stem = thing.code[:6]
        label.codes = tuple(f"{stem}{number:06}" for number in numbers)
        last = f"{numbers[-1]:06}"
        short = last[3:] if last[:3] == thing.code[6:9] else last
        mark = self.chance.choice(("-", "-", "~", "～", "至", "—"))
        cells[columns.index("code")] = f"{thing.code}{mark}{self.chance.choice((short, last))}"
        if self.chance.random() < 0.2:
            cells[columns.index("code")] = f"{thing.code}{mark}{stem}{last}"

    def _settle(self, thing: Thing, label: RowLabel) -> None:
        """Say what the row comes to: refused, its value, its kind, its day of acquisition."""
        fields = label.fields
        price, total = fields.get("unit_price"), fields.get("original_value", EMPTY)
        if fields.get("quantity", value(1)).verdict is not Verdict.VALUE:
            label.refused = True
        if total.verdict is Verdict.DOUBTFUL:
            label.refused = True
        if total.verdict is Verdict.EMPTY:
            if price is None or price.verdict is not Verdict.VALUE:
                label.refused = True
            else:
                fields["original_value"] = value(thing.value_fen)
        if "booked_on" in fields and "acquired_on" not in fields:
            fields["acquired_on"] = fields["booked_on"]
        self._settle_kind(label)

    def _settle_kind(self, label: RowLabel) -> None:
        """The code goes before the name; without either the line above the rows says the kind."""
        fields = label.fields
        name = fields.pop("category", None)
        if "category_code" in fields:
            code = fields["category_code"]
            if code.verdict is Verdict.VALUE or name is None:
                return
            if name.verdict is Verdict.VALUE or code.verdict is Verdict.EMPTY:
                fields["category_code"] = name
        elif name is not None:
            fields["category_code"] = name
        elif self.head in HEAD_CODES:
            fields["category_code"] = value(HEAD_CODES[self.head])

    def _formats(self, page: Page) -> None:
        """Play the tricks that only a spreadsheet can: formulas, hidden rows, merged areas, red."""
        rows = [number - 1 for number in page.labels]
        columns = {column.field: at for at, column in enumerate(self.layout.columns)}
        for row in rows:
            if self.chance.random() < 0.03:
                page.hidden_rows.add(row)
            if self.chance.random() < 0.03:
                page.comments[row, columns["name"]] = "此件已借出"
            if self.chance.random() < 0.03:
                page.red.add((row, columns["name"]))
            if "original_value" in columns and self.chance.random() < 0.08:
                self._formula(page, row, columns["original_value"])
        if "remarks" in columns and self.chance.random() < 0.3:
            page.hidden_columns.add(columns["remarks"])

    def _formula(self, page: Page, row: int, column: int) -> None:
        label = page.labels[row + 1]
        if not isinstance(page.rows[row][column], float):
            return
        stored = page.rows[row][column] if self.chance.random() < 0.6 else None
        page.formulas[row, column] = (f"=1*{page.rows[row][column]}", stored)
        label.refused = label.refused or stored is None

    def _merge_down(self, page: Page) -> None:
        """Merge three cells of a place into one, and once those of a value, which is nobody's."""
        rows = [number - 1 for number in page.labels]
        columns = {column.field: at for at, column in enumerate(self.layout.columns)}
        for field in ("place", "keeper", "original_value", "unit"):
            if field not in columns or self.chance.random() < 0.4:
                continue
            start = self.chance.choice(rows[:-3] or rows)
            span = [row for row in range(start, start + 3) if row in set(rows)]
            if len(span) == 3:
                self._merge(page, span, field, columns[field])

    def _merge(self, page: Page, span: list[int], field: str, column: int) -> None:
        top = page.labels[span[0] + 1]
        truth = top.fields[field]
        if field != "original_value" and truth.verdict is not Verdict.VALUE:
            return
        below = page.rows[span[-1] + 1][column] if span[-1] + 1 < len(page.rows) else ""
        if below in DITTOS or any((row, column) in page.formulas for row in span):
            return
        page.merges.append((span[0], column, span[-1], column))
        for row in span:
            label = page.labels[row + 1]
            if row != span[0]:
                page.rows[row][column] = ""
            if field == "original_value":
                label.refused = True
            else:
                label.fields[field] = truth
