"""Lines that nobody types: what is short of its minimum, what a term needs and is not there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.procurement.drafts import WantedLine
from houqin_desktop.services.term.finding import standing_plan, title_of
from houqin_desktop.services.term.needs import to_buy
from houqin_desktop.storage.procurement_sums import on_its_way
from houqin_desktop.storage.stock import StockItem, last_valued, low_stock, worth_of


def to_fill_up() -> tuple[WantedLine, ...]:
    """Return lines for the items of which there is less than the minimum, as many as are short.

    Short is what all rooms together lack of their own minimums, or the school of its own where that
    is more. What was asked for already and did not come in yet is not short.
    """
    rooms: dict[str, int] = {}
    school: dict[str, int] = {}
    for code, _name, _unit, room, there, least in low_stock():
        short = rooms if room else school
        short[code] = short.get(code, 0) + least - there
    found = (
        (StockItem.find(code=code), max(rooms.get(code, 0), school.get(code, 0)))
        for code in sorted(rooms | school)
    )
    return _lines(((item, pieces) for item, pieces in found if item is not None), "补足最低库存")


def for_the_term(code: str, today: date) -> tuple[WantedLine, ...]:
    """Return lines for what is to be bought for a term and was not asked for yet.

    :raises Refused: for an unknown or withdrawn plan, or where nothing is wanting.
    """
    plan = standing_plan(code)
    lines = _lines(to_buy(plan, today), title_of(plan))
    if not lines:
        raise Refused(
            f"{title_of(plan)}没有要买的：库存够用，或已经申请采购。请核对开学计划的需求。",
            code="nothing_to_buy",
        )
    return lines


def _lines(wanted: Iterable[tuple[StockItem, int]], purpose: str) -> tuple[WantedLine, ...]:
    coming: dict[int | None, int] = {}
    for line in on_its_way():
        coming[line.item_id] = coming.get(line.item_id, 0) + line.wanted - line.stocked
    return tuple(
        WantedLine(
            name=item.code,
            unit=item.unit,
            quantity=pieces - coming.get(item.id, 0),
            price=last_price(item.id),
            purpose=purpose,
        )
        for item, pieces in wanted
        if pieces > coming.get(item.id, 0)
    )


def last_price(item_id: int) -> int:
    """Return the average price of a piece of an item in 分, rounded; 0 where none is known.

    Where none is left it is what the last pieces came or went at.
    """
    worth = worth_of(item_id)
    if not worth.value_fen:
        worth = last_valued(item_id)
    return (2 * worth.value_fen + worth.quantity) // (2 * worth.quantity) if worth.quantity else 0
