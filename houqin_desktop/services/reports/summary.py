"""汇总: what there was, came, went and is, by class, room, department or state, as of any day.

Every figure is computed from the cards as they stood on two days; nothing is stored, so that a
summary of a past day says the same today as it did then, but for rows that were entered later,
which it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.bureau import (
    EDITION_2010,
    EDITION_2022,
    FIXED_CLASSES,
    ORDER_2010,
    ORDER_2022,
    UNCLASSED,
    bureau_class,
)
from houqin_desktop.domain.calendar import require_not_to_come
from houqin_desktop.domain.category import CLASS_NAMES
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.movement import Amount, Movement, difference
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.assets.cards_on import CardOn, cards_come_and_gone, cards_on
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset import value_movements
from houqin_desktop.storage.book import category_names
from houqin_desktop.storage.people import Department, Storeroom
from houqin_desktop.storage.split import parts_split_off

GROUPINGS = {
    "category": "分类",
    "storeroom": "保管室",
    "department": "部门",
    "status": "状态",
}
EDITIONS = (EDITION_2022, EDITION_2010)
NO_DEPARTMENT = "未填部门"

Key = str | int | None


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line: its words, the section it stands in, its figures, the cards it stands for."""

    label: str
    section: str
    movement: Movement
    filter: Filter | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole 汇总 over a period, both days included.

    `entered_later`: cards with rows that count by the last day but were entered after it.
    `moved`: what left one line for another, or one card for another, and so stands in 增加 and in
    减少.
    """

    grouping: str
    from_on: date
    on: date
    lines: tuple[SummaryLine, ...]
    total: Movement
    entered_later: int
    moved: Amount


@dataclass(frozen=True, slots=True)
class _Grouping:
    """How cards fall into lines: the key of a card, and the lines in order."""

    key: Callable[[CardOn], Key]
    lines: Callable[[set[Key]], Iterator[tuple[Key, str, str, Filter | None]]]


def period(
    session: Session, on: date | None, from_on: date | None, to_on: date | None = None
) -> tuple[date, date]:
    """Return the first day of a period and the day as of which it is looked at.

    By default it is the year so far, to the last day `to_on` where that is an earlier one.

    :raises Refused: for a day to come, a period that ends before it begins, or after its as-of day.
    """
    today = session.clock.today()
    last = on or today
    require_not_to_come(last, today)
    end = to_on or last
    if end > last:
        raise Refused(
            f"期末 {end} 晚于截至日期 {last}，那时还不知道。请把期末填在截至日期或以前。",
            code="period",
        )
    first = from_on or date(end.year, 1, 1)
    if first > end:
        raise Refused(
            f"起日 {first} 晚于止日 {end}，没有这样的期间。请把起日填在止日以前。", code="period"
        )
    return first, last


def summary(
    session: Session, grouping: str, on: date | None = None, from_on: date | None = None
) -> Summary:
    """Add up the register of a period.

    :param grouping: one of GROUPINGS, or an edition of the bureau's classes (2022, 2010).
    :raises Refused: for an unknown grouping or an impossible period.
    """
    if grouping not in _GROUPINGS:
        names = "、".join(GROUPINGS)
        raise Refused(f"不能按“{grouping}”汇总。可用的项目：{names}。", code="unknown_grouping")
    first, last = period(session, on, from_on)
    today = session.clock.today()
    before, then = AsOf(first - timedelta(days=1), today), AsOf(last, today)
    how = _GROUPINGS[grouping]
    found, moved = _movements(before, then, how.key)
    lines = tuple(
        SummaryLine(label, section, found.get(key, Movement()), chosen)
        for key, label, section, chosen in how.lines(set(found))
    )
    total = sum((line.movement for line in lines), Movement())
    return Summary(grouping, first, last, lines, total, then.entered_later, moved)


class _Tally:
    """The figures of one line while cards are counted into it; money in 分."""

    def __init__(self) -> None:
        self.opening = [0, 0]
        self.added = [0, 0]
        self.removed = [0, 0]
        self.closing = [0, 0]
        self.accumulated_fen = 0

    def movement(self) -> Movement:
        """Return the line as it is shown."""
        return Movement(
            Amount(*self.opening),
            Amount(*self.added),
            Amount(*self.removed),
            Amount(*self.closing),
            self.accumulated_fen,
        )

    def stands(self, card: CardOn) -> None:
        """Count a card that is there at the end."""
        _count(self.closing, card.quantity, card.value_fen)
        self.accumulated_fen += card.accumulated_fen

    def comes(self, card: CardOn) -> None:
        """Count a card that came into the line."""
        _count(self.added, card.quantity, card.value_fen)

    def was(self, card: CardOn) -> None:
        """Count a card that was there at the beginning."""
        _count(self.opening, card.quantity, card.value_fen)

    def goes(self, card: CardOn) -> None:
        """Count a card that left the line."""
        _count(self.removed, card.quantity, card.value_fen)

    def stays(self, old: CardOn, card: CardOn, gross_fen: tuple[int, int]) -> None:
        """Count what came to a card that stayed, and what went from it."""
        before = Amount(old.quantity, old.value_fen)
        after = Amount(card.quantity, card.value_fen)
        came, went = difference(before, after, gross_fen)
        _count(self.added, came.quantity, came.value_fen)
        _count(self.removed, went.quantity, went.value_fen)


def _differs(old: CardOn, card: CardOn) -> bool:
    return (old.quantity, old.value_fen) != (card.quantity, card.value_fen)


def _count(side: list[int], quantity: int, value_fen: int) -> None:
    side[0] += quantity
    side[1] += value_fen


def _movements(
    before: AsOf, then: AsOf, key: Callable[[CardOn], Key]
) -> tuple[dict[Key, Movement], Amount]:
    """Return the figures of every line, and what only changed from line to line."""
    opening = {card.key: card for card in cards_on(before)}
    lines: defaultdict[Key, _Tally] = defaultdict(_Tally)
    moved = [0, 0]
    days = before.on.isoformat(), then.on.isoformat()
    raised, parts = value_movements(*days), parts_split_off(*days)
    for old in opening.values():
        lines[key(old)].was(old)
    for card in cards_on(then):
        line = key(card)
        lines[line].stands(card)
        former = opening.pop(card.key, None)
        if former is None:
            lines[line].comes(card)
            if card.key in parts:
                _count(moved, card.quantity, card.value_fen)
        elif key(former) != line:
            _count(moved, card.quantity, card.value_fen)
            lines[key(former)].goes(former)
            lines[line].comes(card)
        elif _differs(former, card) or card.key in raised:
            lines[line].stays(former, card, raised.get(card.key, (0, 0)))
    for old in opening.values():
        lines[key(old)].goes(old)
    for passed in cards_come_and_gone(then, before.on):
        lines[key(passed)].comes(passed)
        lines[key(passed)].goes(passed)
    return {line: tally.movement() for line, tally in lines.items()}, Amount(*moved)


def _by_category(present: set[Key]) -> Iterator[tuple[Key, str, str, Filter | None]]:
    names = category_names()
    for code in sorted(str(key) for key in present if key is not None):
        name = names.get(code, code)
        yield code, f"{code} {name}", CLASS_NAMES.get(code[:3], ""), Filter("category", code, name)
    if None in present:
        yield None, UNCLASSED, UNCLASSED, Filter("uncategorised", "", UNCLASSED)


def _by_storeroom(present: set[Key]) -> Iterator[tuple[Key, str, str, Filter | None]]:
    for room in Storeroom.every("level <> 'central', sort_key, id"):
        if room.id in present:
            yield room.id, room.name, "", Filter("storeroom", room.name, room.name)


def _by_department(present: set[Key]) -> Iterator[tuple[Key, str, str, Filter | None]]:
    for one in Department.every("sort_key, id"):
        if one.id in present:
            yield one.id, one.name, "", Filter("department", one.name, one.name)
    if None in present:
        yield None, NO_DEPARTMENT, "", Filter("department", "", NO_DEPARTMENT)


def _by_status(present: set[Key]) -> Iterator[tuple[Key, str, str, Filter | None]]:
    for status in AssetStatus:
        if status.value in present:
            yield status.value, status.label, "", Filter("status", status.value, status.label)


def _bureau(edition: str, order: tuple[str, ...]) -> _Grouping:
    def lines(present: set[Key]) -> Iterator[tuple[Key, str, str, Filter | None]]:
        # The six classes always stand there, as in the bureau's own form; the rest if there is any.
        for at, name in enumerate(order):
            if at < FIXED_CLASSES or name in present:
                yield name, name, "", _class_filter(name)

    return _Grouping(lambda card: bureau_class(card.category, edition, card.code_2010), lines)


def _class_filter(name: str) -> Filter | None:
    if name == UNCLASSED:
        return Filter("uncategorised", "", name)
    start = next((start for start, title in CLASS_NAMES.items() if title == name), None)
    return None if start is None else Filter("category", f"{start}000000", name)


_GROUPINGS = {
    "category": _Grouping(lambda card: card.category, _by_category),
    "storeroom": _Grouping(lambda card: card.storeroom_id, _by_storeroom),
    "department": _Grouping(lambda card: card.department_id, _by_department),
    "status": _Grouping(lambda card: card.status, _by_status),
    EDITION_2022: _bureau(EDITION_2022, ORDER_2022),
    EDITION_2010: _bureau(EDITION_2010, ORDER_2010),
}
