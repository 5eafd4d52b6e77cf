"""Writes a made-up school's stock into a sheet as its layout demands, dirt and all."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from houqin_desktop.domain.stock import Worth, spread
from tests.ledgers.drawing import DITTOS, Dirt
from tests.ledgers.item_layouts import ROOMS, TITLE_KIND
from tests.ledgers.labels import DOUBTFUL, EMPTY, RowLabel, Truth, Verdict, value
from tests.ledgers.layouts import Layout
from tests.ledgers.pages import Page
from tests.ledgers.spellings import WIDE, Spelling, spell_money, spell_price

# Name, specification, unit, pack, kind, 类别, price in 分, everyday names.
KINDS = (
    ("白粉笔", "无尘 48支", "盒", ("箱", 24), "材料", "教学用品", 150, "粉笔"),
    ("复印纸", "A4 70g", "包", ("箱", 8), "材料", "办公用品", 1_999, "打印纸、A4纸"),
    ("订书机", "", "个", ("盒", 12), "低值易耗品", "办公用品", 1_550, ""),
    ("拖 把", "棉线", "把", ("捆", 10), "低值易耗品", "清洁用品", 1_280, "拖布"),
    ("84消毒液", "500ml", "瓶", ("箱", 30), "材料", "清洁用品", 333, "消毒水"),
    ("网线", "超五类", "米", ("箱", 305), "材料", "电教耗材", 200, ""),
    ("硒鼓\n(国产)", "388A", "支", ("箱", 6), "材料", "电教耗材", 15_000, ""),
    ("合页", "4寸", "副", ("盒", 20), "材料", "维修材料", 450, ""),
    ("小计算器", "DL-8", "个", ("盒", 5), "低值易耗品", "办公用品", 2_900, ""),
    ("篮球", "7号", "个", ("袋", 10), "低值易耗品", "体育用品", 6_800, ""),
    ("鼠标", "USB 有线", "个", ("盒", 20), "低值易耗品", "电教耗材", 1_800, ""),
    ("水性笔", "0.5 黑", "支", ("盒", 12), "材料", "办公用品", 83, "中性笔"),
)
KIND_HEADS = ("一、低值易耗品", "二、材料")
HEADS = ("一、办公用品", "（二）清洁用品", "3、电教耗材")


@dataclass(slots=True)
class Item:
    """One line of a ledger of items as it is in truth."""

    number: int
    name: str
    specification: str
    unit: str
    pack: tuple[str, int]
    kind: str
    category: str
    price_fen: int
    everyday_names: str
    pieces: tuple[int, ...]
    minimum: int | None
    year: int
    month: int
    remarks: str


def make_item(chance: Random, number: int) -> Item:
    """Return the item with this running number; its name says it, so that each is another."""
    name, specification, unit, pack, kind, category, price, everyday = chance.choice(KINDS)
    pieces = tuple(chance.choice((0, 3, 8, 40, 120, 1_500)) for _ in ROOMS)
    return Item(
        number, f"{name}{number}", specification, unit, pack, kind, category,
        price + chance.choice((0, 0, 5, 100)), everyday, pieces,
        chance.choice((None, 5, 20, 100)), chance.randrange(2026, 2030), chance.randrange(1, 13),
        chance.choice(("", "", "", "旧账转入", "注：见附页")),
    )  # fmt: skip


def spell_pieces(chance: Random, count: int, unit: str, *, late: bool) -> Spelling:
    """Return a number of pieces as somebody wrote it down, or so that nobody knows."""
    usual: list[Spelling] = [
        (f"{count}{unit}", value(count)), (f"{count}".translate(WIDE), value(count)),
        (f"{count}", value(count)), (f" {count} {unit}", value(count)),
        (float(count), value(count)),
        (f"{count}(坏3)", DOUBTFUL), ("若干", DOUBTFUL), (f"约{count}", DOUBTFUL),
        (count + 0.5, DOUBTFUL), ("一批", DOUBTFUL), (f"{count}多{unit}", DOUBTFUL),
        (f"{count}/{count}", DOUBTFUL), (f"{count}筐", DOUBTFUL),
    ]  # fmt: skip
    unseen: list[Spelling] = [
        (f"{count}.00", value(count)), (f"{count:,} {unit}", value(count)),
        (f"{count}+2", DOUBTFUL), (f"-{count}", DOUBTFUL), ("半箱", DOUBTFUL), ("两盒", DOUBTFUL),
        (f"{count}箱零3{unit}", DOUBTFUL), (f"近{count}", DOUBTFUL), (f"缺{count}", DOUBTFUL),
        ("一整柜", DOUBTFUL), (f"{count}{unit}左右", DOUBTFUL), (f"{count}件", DOUBTFUL),
    ]  # fmt: skip
    return chance.choice(unseen if late and chance.random() < 0.5 else usual)


def spell_pack(chance: Random, item: Item, header: str) -> Spelling:
    """Return how pieces are packed, in one cell."""
    unit, size = item.pack
    right = value((unit, size))
    spellings: list[Spelling] = [
        (f"{size}{item.unit}/{unit}", right), (f"1{unit}={size}{item.unit}", right),
        (f"每{unit}{size}{item.unit}", right), (f"{unit}装{size}", right), ("不一定", DOUBTFUL),
        (f"{size}左右", DOUBTFUL), ("", EMPTY),
    ]  # fmt: skip
    if header.startswith("每"):
        spellings.append((size, value((header[1], size))))
    return chance.choice(spellings)


class ItemDrawer:
    """Fills one page with items."""

    def __init__(self, chance: Random, layout: Layout, dirt: Dirt, first: int) -> None:
        self.chance, self.layout, self.dirt = chance, layout, dirt
        self.number = first
        self.serial = 0
        self.head = ""
        self.above: dict[str, Truth] = {}

    def draw(self, name: str, count: int) -> Page:
        """Return a page with so many items."""
        page = Page(name)
        width = len(self.layout.columns)
        self._top(page, width)
        for at in range(count):
            if self.layout.heads and at % 13 == 0:
                heads = KIND_HEADS if self.layout.number not in TITLE_KIND else HEADS
                self.head = heads[(at // 13) % len(heads)]
                page.add(self.head, *[""] * (width - 1))
                self.above = {}
            if self.layout.paged and at and at % 19 == 0:
                page.add("过次页", *self._sums())
                page.add(*[""] * width)
                self._top(page, width)
                page.add("承前页", *self._sums())
                self.above = {}
            self._item(page)
        self._end(page, width)
        if self.dirt.merges:
            self._merge_down(page)
        return page

    def _top(self, page: Page, width: int) -> None:
        for cells in self.layout.titles:
            page.add_title(cells, width)
        page.add_header(self.layout)

    def _sums(self) -> list[Any]:
        sums = ("quantity", "original_value", "opening", "moves", "total")
        return [
            12345 if column.field in sums or column.field.startswith("@") else ""
            for column in self.layout.columns[1:]
        ]

    def _end(self, page: Page, width: int) -> None:
        chance = self.chance
        if chance.random() < 0.7:
            page.add(chance.choice(("合计", "合  计", "总计：", "本页小计")), *self._sums())
        if chance.random() < 0.4:
            page.add(*[""] * width)
        if chance.random() < 0.6:
            page.add("制表人：张建国", "", "审核：", *[""] * (width - 3))
        if chance.random() < 0.3:
            page.add("说明：本表一式两份，不含图书", *[""] * (width - 1))

    def _item(self, page: Page) -> None:
        self.number += 1
        self.serial += 1
        item = make_item(self.chance, self.number)
        line = _Line(self.chance, self.layout, self.dirt, item, self.above)
        cells = [line.cell(column.field, column.path[-1]) for column in self.layout.columns]
        cells = [self.serial if cell is _SERIAL else cell for cell in cells]
        line.settle(page.name, self.head)
        page.labels[page.number] = line.label
        page.add(*cells)
        self.above = dict(line.label.fields)

    def _merge_down(self, page: Page) -> None:
        """Merge the room, the place or the unit of three rows, and once a number, nobody's."""
        columns = {column.field: at for at, column in enumerate(self.layout.columns)}
        numbers = sorted(page.labels)
        for field in ("category", "place", "quantity"):
            if field not in columns or len(numbers) < 4 or self.chance.random() < 0.4:
                continue
            start = self.chance.choice(numbers[:-3])
            span = [number for number in range(start, start + 3) if number in page.labels]
            if len(span) == 3:
                self._merge(page, span, field, columns[field])

    def _merge(self, page: Page, span: list[int], field: str, column: int) -> None:
        top = page.labels[span[0]]
        after = page.rows[span[-1]][column] if span[-1] < len(page.rows) else ""
        filled = page.rows[span[0] - 1][column] not in ("", 0, "-", "/", *DITTOS)
        if not filled or after in DITTOS or top.refused:
            return
        if field != "quantity" and top.fields[field].verdict is not Verdict.VALUE:
            return
        page.merges.append((span[0] - 1, column, span[-1] - 1, column))
        for number in span:
            label = page.labels[number]
            if number != span[0]:
                page.rows[number - 1][column] = ""
            if field == "quantity":
                label.refused = True
            else:
                label.fields[field] = top.fields[field]


_SERIAL = object()


class _Line:
    """One line while it is written: its cells, and what must be read from them."""

    def __init__(
        self, chance: Random, layout: Layout, dirt: Dirt, item: Item, above: dict[str, Truth]
    ) -> None:
        self.chance, self.layout, self.dirt, self.item, self.above = (
            chance, layout, dirt, item, above,
        )  # fmt: skip
        self.label = RowLabel()
        self.rooms = [c.field[1:] for c in layout.columns if c.field.startswith("@")]
        self.per_room = dict(zip(ROOMS, item.pieces, strict=True))
        self.count = sum(self.per_room[room] for room in self.rooms) or item.pieces[0]
        if self.rooms:
            self.count = sum(self.per_room[room] for room in self.rooms)
        self.truths: dict[str, Truth] = {}
        self.unit_known = True
        self.unit_written = False

    @property
    def _dirty(self) -> bool:
        return self.chance.random() < self.dirt.share

    def cell(self, field: str, header: str) -> Any:
        """Return the cell of one column; what is to be read from it is noted down."""
        item, chance = self.item, self.chance
        if field == "serial":
            return _SERIAL
        if field == "":
            return chance.choice(("", "01", "其他"))
        if field in ("opening", "moves"):
            return chance.choice(("", 0, 7, 35))
        if field == "total":
            return self._total()
        if field == "pack":
            cell, truth = spell_pack(chance, item, header)
            pack = truth.value if truth.verdict is Verdict.VALUE else (None, None)
            self._put_pack(pack, DOUBTFUL if truth is DOUBTFUL else None)
            return cell
        if field in ("pack_unit", "pack_size"):
            self._put_pack(item.pack, None)
            return item.pack[field == "pack_size"]
        if field == "quantity" or field.startswith("@"):
            here = self.per_room[field[1:]] if field.startswith("@") else self.count
            return self._pieces(field, here)
        if field in ("unit_price", "original_value"):
            return self._amount(field)
        if field == "expires_on":
            return self._expiry()
        return self._word(field)

    def _put_pack(self, pack: tuple[str | None, int | None], doubt: Truth | None) -> None:
        for key, one in zip(("pack_unit", "pack_size"), pack, strict=True):
            self.label.fields[key] = EMPTY if one is None or doubt else value(one)
        self.truths["pack"] = value(pack) if pack[1] and not doubt else EMPTY

    def _total(self) -> Any:
        if self._dirty and self.chance.random() < 0.2:
            self.truths["total"] = DOUBTFUL
            return self.count + 1
        return self.count

    def _pieces(self, field: str, count: int) -> Any:
        if not count:
            self.truths[field] = value(0)
            return self.chance.choice(("", 0, "-", "/"))
        if self._dirty:
            cell, truth = spell_pieces(self.chance, count, self.item.unit, late=self.dirt.late)
        else:
            cell, truth = count, value(count)
        self.truths[field] = truth
        self.unit_written |= isinstance(cell, str) and cell.strip().endswith(self.item.unit)
        return cell

    def _amount(self, field: str) -> Any:
        item, late = self.item, self.dirt.late
        fen = item.price_fen if field == "unit_price" else item.price_fen * self.count
        has_total = any(column.field == "original_value" for column in self.layout.columns)
        if field == "original_value" and not self.count:
            self.truths[field] = EMPTY
            return ""
        if field == "unit_price" and has_total and self.chance.random() < 0.15:
            self.truths[field] = EMPTY
            return ""
        cell: Any = fen / 100
        truth = value(fen)
        if self._dirty and field == "unit_price":
            cell, truth = spell_price(self.chance, fen, item.unit, late=late)
        elif self._dirty and self.chance.random() < 0.15:
            cell, truth = (fen + 700) / 100, value(fen + 700)
        elif self._dirty:
            cell, truth = spell_money(self.chance, fen, 100, late=late)
        self.truths[field] = truth
        return cell

    def _expiry(self) -> Any:
        y, m = self.item.year, self.item.month
        if self._dirty:
            cell, truth = self.chance.choice(
                (
                    (f"{y}年{m}月15日", value(f"{y}-{m:02}-15")),
                    (f"{y}{m:02}15", value(f"{y}-{m:02}-15")),
                    (f"{y}.{m}.15", value(f"{y}-{m:02}-15")),
                    (f"{y}年{m}月", DOUBTFUL),
                    ("长期", DOUBTFUL),
                    ("两年", DOUBTFUL),
                    ("", EMPTY),
                )
            )
        else:
            cell, truth = f"{y}-{m:02}-15", value(f"{y}-{m:02}-15")
        self.label.fields["expires_on"] = truth
        return cell

    def _word(self, field: str) -> Any:
        item, chance = self.item, self.chance
        plain: Any = {
            "code": f"W{item.number:05}",
            "name": item.name,
            "specification": item.specification,
            "unit": item.unit,
            "stock_kind": item.kind,
            "category": item.category,
            "everyday_names": item.everyday_names,
            "minimum": "" if item.minimum is None else item.minimum,
            "remarks": item.remarks,
            "batch": f"B{item.year}{item.month:02}",
            "place": chance.choice(("A柜", "1号架", "里间")),
            "storeroom": chance.choice(ROOMS),
        }[field]
        right = EMPTY if plain == "" else value(_read(plain))
        if self._dirty:
            plain, right = self._dirty_word(field, plain, right)
        self.label.fields[field] = right
        return plain

    def _dirty_word(self, field: str, plain: Any, right: Truth) -> tuple[Any, Truth]:
        chance, above = self.chance, self.above.get(field)
        if field in ("storeroom", "place", "category", "stock_kind") and chance.random() < 0.4:
            known = above is not None and above.verdict is Verdict.VALUE
            return chance.choice(DITTOS), above if known and above else DOUBTFUL
        if field == "name":
            return f" {plain} ", right
        if field == "unit" and chance.random() < 0.3:
            self.unit_known = False
            return "", EMPTY
        if field == "stock_kind" and chance.random() < 0.3:
            return chance.choice(("", "其他", "耗材")), EMPTY
        if field == "minimum" and self.item.minimum is not None:
            few = self.item.minimum
            return chance.choice(
                ((f"{few}{self.item.unit}", value(few)), (f"{few}筐", DOUBTFUL), ("少量", DOUBTFUL))
            )
        return plain, right

    def settle(self, sheet: str, head: str) -> None:
        """Say what the row comes to: kind, unit, pieces by room, or that it stays out."""
        self._settle_kind(head)
        if self.layout.number in TITLE_KIND and head:
            word = head.split("、")[-1].split("）")[-1]
            self.label.fields.setdefault("category", value(word))
        self._settle_unit()
        self._settle_openings(sheet)

    def _settle_kind(self, head: str) -> None:
        fields = self.label.fields
        said = fields.get("stock_kind")
        if said is not None and said.verdict is Verdict.DOUBTFUL:
            said = EMPTY
        if said is None or said.verdict is Verdict.EMPTY:
            word = TITLE_KIND.get(self.layout.number)
            if "stock_kind" not in fields and word is None and head in KIND_HEADS:
                word = head.split("、")[1]
            if word is None:
                self.label.refused = True
                fields.pop("stock_kind", None)
            else:
                fields["stock_kind"] = value(word)

    def _settle_unit(self) -> None:
        if self.unit_known:
            return
        if self.unit_written:
            self.label.fields["unit"] = value(self.item.unit)
        else:
            self.label.refused = True

    def _settle_openings(self, sheet: str) -> None:
        keys = [f"@{room}" for room in self.rooms] or ["quantity"]
        found = [self.truths.get(key, EMPTY) for key in keys]
        price = self.truths.get("unit_price", EMPTY)
        total = self.truths.get("original_value", EMPTY)
        if any(truth.verdict is Verdict.DOUBTFUL for truth in (*found, total)):
            self.label.refused = True
        room = self.label.fields.get("storeroom", EMPTY)
        if DOUBTFUL in (self.truths.get("total"), room):
            self.label.refused = True
        pieces = [truth.value or 0 for truth in found]
        amount = total.value
        if amount is None and price.verdict is Verdict.VALUE:
            amount = price.value * sum(pieces) if not self.label.refused else None
        if self.label.refused or not self.layout.valued:
            return
        if sum(pieces) and amount is None:
            self.label.refused = True
            return
        if sum(pieces) and price.verdict is Verdict.VALUE:
            self.label.refused = abs(price.value * sum(pieces) - amount) * 2 > sum(pieces)
        shares = spread(Worth(sum(pieces), amount or 0), pieces)
        opened = [
            (self._room(key, sheet), count, share)
            for key, count, share in zip(keys, pieces, shares, strict=True)
            if count
        ]
        self.label.fields["openings"] = value(tuple(sorted(opened)))

    def _room(self, key: str, sheet: str) -> str:
        if key.startswith("@"):
            return key[1:]
        said = self.label.fields.get("storeroom")
        if said is not None and said.verdict is Verdict.VALUE:
            return str(said.value)
        return sheet if self.layout.rooms and sheet in ROOMS else ""


def _read(plain: Any) -> Any:
    return " ".join(plain.split()) if isinstance(plain, str) else plain
