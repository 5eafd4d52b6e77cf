"""The storerooms of the demo school: what the catalogue has, what came in, what was corrected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem, ReceiptLine, ReceiveStock, SetMinimum

# Name, kind, unit, specification, category, everyday names, pack, minimum of the school.
CATALOGUE: Final = (
    ("白粉笔", "material", "盒", "无尘 48 支", "教学用品", "粉笔", ("箱", 24), 60),
    ("彩色粉笔", "material", "盒", "无尘 48 支", "教学用品", "彩粉笔", ("箱", 24), 20),
    ("复印纸", "material", "包", "A4 70g 500 张", "办公用品", "A4纸、打印纸", ("箱", 8), 40),
    ("中性笔", "material", "支", "0.5mm 黑", "办公用品", "水笔、签字笔", ("盒", 12), 100),
    ("订书机", "consumable", "个", "12 号", "办公用品", "钉书器", None, 5),
    ("计算器", "consumable", "个", "十二位", "办公用品", "", None, None),
    ("垃圾桶", "consumable", "个", "50L 脚踏", "卫生用品", "", None, 6),
    ("拖把", "consumable", "把", "棉线", "卫生用品", "墩布", None, 10),
    ("洗手液", "material", "瓶", "500ml", "卫生用品", "", ("箱", 12), 24),
    ("84消毒液", "material", "瓶", "500ml", "防疫用品", "消毒水", ("箱", 20), 40),
    ("日光灯管", "material", "支", "LED T8 18W", "维修材料", "灯管", ("箱", 25), 20),
    ("水龙头", "material", "个", "4 分 铜", "维修材料", "", None, 10),
    ("跳绳", "consumable", "根", "计数", "体育器材", "", None, 50),
    ("篮球", "consumable", "个", "5 号", "体育器材", "", None, 20),
    ("手电筒", "consumable", "支", "强光充电", "安保器械", "", None, 4),
)
CENTRAL: Final = "总保管室"
OPENING: Final = (
    ("白粉笔", 144, 21_600),
    ("彩色粉笔", 48, 9_600),
    ("复印纸", 96, 201_600),
    ("中性笔", 360, 36_000),
    ("订书机", 12, 21_600),
    ("计算器", 8, 31_200),
    ("垃圾桶", 15, 67_500),
    ("拖把", 24, 36_000),
    ("洗手液", 36, 43_200),
    ("日光灯管", 50, 75_000),
    ("水龙头", 8, 22_400),
    ("跳绳", 120, 96_000),
    ("篮球", 30, 180_000),
    ("手电筒", 6, 35_400),
)


def stocked() -> Iterator[Happening]:
    """Yield how the catalogue was written, what came in, and the papers of it."""
    begun = day_of("2026-09-03")
    for row in CATALOGUE:
        yield Happening(begun, partial(_always, _item(*row)))
    for name, quantity in (("白粉笔", 24), ("复印纸", 16)):
        least = SetMinimum(item=name, storeroom=CENTRAL, quantity=quantity)
        yield Happening(begun, partial(_always, least))
    lines = tuple(ReceiptLine(item=n, quantity=q, amount=fen) for n, q, fen in OPENING)
    yield Happening(
        day_of("2026-09-04"),
        lambda _: ReceiveStock(storeroom=CENTRAL, source=ReceiptSource.OPENING, lines=lines),
        "期初",
    )
    yield from signed_receipt("期初", "2026-09-04", "2026-09-07")
    yield from _donated()


def _donated() -> Iterator[Happening]:
    given = (
        ReceiptLine(
            item="84消毒液",
            quantity=60,
            price=450,
            expires_on=day_of("2027-09-30"),
            batch="20260912",
        ),
        ReceiptLine(item="洗手液", quantity=24, price=1_200),
    )
    for case, day in (("捐赠", "2026-11-16"), ("重复", "2026-11-17")):
        yield Happening(
            day_of(day),
            lambda _: ReceiveStock(
                storeroom=CENTRAL,
                source=ReceiptSource.DONATION,
                supplier="社区卫生服务中心",
                lines=given,
            ),
            case,
        )
    yield Happening(
        day_of("2026-11-17"),
        lambda number: WithdrawSlip(number=number, reason="同一批重复录入"),
        "重复",
    )
    yield Happening(day_of("2026-11-17"), lambda number: RecordPrinting(number=number), "捐赠")


def signed_receipt(case: str, printed_on: str, signed_on: str) -> Iterator[Happening]:
    """Yield how a receipt was printed and signed by every hand."""
    yield Happening(day_of(printed_on), lambda number: RecordPrinting(number=number), case)
    for step in ("handler", "keeper", "director"):
        yield Happening(day_of(signed_on), partial(_sign, step), case)


def _sign(step: str, number: str) -> Draft:
    return RecordSignature(number=number, step=step)


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _item(
    name: str,
    kind: str,
    unit: str,
    specification: str,
    category: str,
    everyday_names: str,
    pack: tuple[str, int] | None,
    minimum: int | None,
) -> AddItem:
    return AddItem(
        name=name,
        kind=StockKind(kind),
        unit=unit,
        specification=specification,
        category=category,
        everyday_names=everyday_names or None,
        pack_unit=None if pack is None else pack[0],
        pack_size=None if pack is None else pack[1],
        minimum=minimum,
        keeps_expiry=True if name == "84消毒液" else None,
    )
