"""配备情况表: who has what a rule asks for, who lacks it, who has two, and how old they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.services.equipment.holdings import Holding, audience_words, holdings
from houqin_desktop.services.reports.lists import LEDGER_BOXES

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

COUNT, CENTRED = PaperKind.COUNT, PaperKind.CENTRED
COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("对象", wraps=True),
    PaperColumn("资产编号", wraps=True),
    PaperColumn("资产名称", wraps=True),
    PaperColumn("数量", COUNT),
    PaperColumn("取得日期", CENTRED),
    PaperColumn("使用年限", wraps=True),
    PaperColumn("应配", COUNT, summed=True),
    PaperColumn("实有", COUNT, summed=True),
    PaperColumn("缺", COUNT, summed=True),
    PaperColumn("多", COUNT, summed=True),
)
_NOTE: Final = "使用人（没有使用人的按责任人）名下、部门名下的资产计入实有；待报废的不计。"


def equipment(request: Request) -> ListSheet:
    """Return the sheet: a rule a section, a card a line, and a line for who has none."""
    found = [one for one in holdings(request.as_of) if _is_asked(one, request.grouping)]
    sections: dict[int, list[tuple[SheetCell, ...]]] = {}
    titles: dict[int, str] = {}
    asked: Counter[int] = Counter()
    for one in found:
        rule = one.rule
        titles[rule.id] = f"{rule.code} {rule.name}：{audience_words(rule)} {rule.quantity:,}"
        asked[rule.id] += 1
        sections.setdefault(rule.id, []).extend(_lines(one, asked[rule.id]))
    return request.sheet(
        COLUMNS,
        [PaperSection(titles[key], tuple(rows)) for key, rows in sections.items()],
        fields=(("截至日期", chinese_date(request.as_of.on)), ("对象", f"{len(found):,}")),
        boxes=LEDGER_BOXES,
        notes=(_NOTE,),
        grand_total=False,
    )


def _is_asked(one: Holding, grouping: str) -> bool:
    if grouping == "lacking":
        return one.provision.lacking > 0
    return grouping != "surplus" or one.provision.surplus > 0


def _lines(one: Holding, number: int) -> list[tuple[SheetCell, ...]]:
    held = one.provision
    figures = (held.wanted, held.present, held.lacking or None, held.surplus or None)
    nothing: tuple[SheetCell, ...] = ("", "", None, "", "")
    cards: list[tuple[SheetCell, ...]] = [
        (card.code, card.name, card.quantity, card.acquired_on, card.service) for card in one.cards
    ]
    first, *others = cards or [nothing]
    blank = (None,) * len(figures)
    return [(number, one.name, *first, *figures), *(("", "", *card, *blank) for card in others)]


SHEETS = {"equipment": equipment}
