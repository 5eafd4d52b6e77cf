"""分类台账, 分室台账, 责任到人清单 and 待补责任人 as sheets, as of any day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from houqin_desktop.domain.asset import AssetStatus, unit_price_fen
from houqin_desktop.domain.bureau import UNCLASSED
from houqin_desktop.domain.category import CLASS_NAMES
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import (
    Lead,
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.cards_on import CardOn, cards_on
from houqin_desktop.storage.asset import custodies_on
from houqin_desktop.storage.asset_register import CONDITIONS
from houqin_desktop.storage.people import Department, Person, Storeroom

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED
_ROLES = ("使用人", "责任人", "保管人")
_NAMED = (
    PaperColumn("序号", CENTRED),
    PaperColumn("资产编号"),
    PaperColumn("资产名称", wraps=True),
    PaperColumn("规格型号", wraps=True),
)
_QUANTITY = PaperColumn("数量", COUNT, summed=True)
_COUNTED = (*_NAMED, PaperColumn("单位", CENTRED), _QUANTITY)
_VALUE = PaperColumn("原值（元）", MONEY, summed=True)
_ACQUIRED = PaperColumn("取得日期", CENTRED)
_ROOM = PaperColumn("保管室", wraps=True)
_PLACE = PaperColumn("存放地点", wraps=True)
_PEOPLE = tuple(PaperColumn(role, CENTRED, wraps=True) for role in _ROLES)

CATEGORY_COLUMNS = (
    *_COUNTED,
    _VALUE,
    _ACQUIRED,
    PaperColumn("累计折旧（元）", MONEY, summed=True),
    PaperColumn("净值（元）", MONEY, summed=True),
    _ROOM,
    _PEOPLE[0],
)
ROOM_COLUMNS = (
    *_COUNTED,
    PaperColumn("单价（元）", MONEY),
    _VALUE,
    _ACQUIRED,
    _PLACE,
    *_PEOPLE,
    PaperColumn("状态", CENTRED),
)
PERSON_COLUMNS = (
    *_COUNTED,
    _VALUE,
    _ACQUIRED,
    _ROOM,
    _PLACE,
    PaperColumn("身份", wraps=True),
)
MISSING_COLUMNS = (
    *_NAMED,
    _QUANTITY,
    _VALUE,
    PaperColumn("使用部门", wraps=True),
    _PLACE,
    *_PEOPLE,
)
_NOBODY = (None, None, None)
_HAND = "以上物品由本人按所列身份使用、负责或保管，核对无误。"
LEDGER_BOXES = tuple(SignatureBox(title, (), seal=False) for title in ("制表", "复核", "总务主任"))
ROOM_BOXES = tuple(
    SignatureBox(title, (), seal=False) for title in ("保管员", "总保管员", "总务主任")
)


@dataclass(frozen=True, slots=True)
class _Names:
    """What ids are called, who had each card in his hands that day, and who had left by it."""

    rooms: dict[int, str]
    departments: dict[int | None, str]
    people: dict[int | None, str]
    roles: dict[int, tuple[int | None, int | None, int | None]]
    gone: frozenset[int]

    @classmethod
    def of(cls, on: date) -> _Names:
        people = Person.every()
        return cls(
            {room.id: room.name for room in Storeroom.every()},
            {None: "", **{one.id: one.name for one in Department.every()}},
            {None: "", **{one.id: one.name for one in people}},
            custodies_on(on.isoformat()),
            frozenset(one.id for one in people if one.left_on is not None and one.left_on <= on),
        )

    def roles_of(self, card: CardOn) -> tuple[str, str, str]:
        holder, responsible, keeper = self.roles.get(card.key, _NOBODY)
        return self.people[holder], self.people[responsible], self.people[keeper]

    def wanting(self, card: CardOn) -> tuple[str, ...] | None:
        """Return who has a card, gaps and who left marked; None where nobody is wanting."""
        roles = self.roles.get(card.key, _NOBODY)
        if all(one is not None and one not in self.gone for one in roles):
            return None
        return tuple(
            "待补" if one is None else self.people[one] + ("（已离岗）" if one in self.gone else "")
            for one in roles
        )


def category_ledger(request: Request) -> ListSheet:
    """Return 分类台账: the whole register, class after class, each with its 小计."""
    as_of = request.as_of
    names = _Names.of(as_of.on)
    classes: dict[str, list[CardOn]] = {}
    for card in sorted(cards_on(as_of), key=lambda card: (card.category or "~", card.code)):
        title = CLASS_NAMES.get((card.category or "")[:3], UNCLASSED)
        classes.setdefault(title, []).append(card)
    wanted = request.only
    if wanted and wanted not in classes:
        raise Refused(
            f"没有门类“{wanted}”的资产。现有门类：{'、'.join(classes) or '无'}。",
            code="empty_class",
        )
    numbers = count(1)
    sections = [
        PaperSection(title, numbered((_category_cells(card, names) for card in cards), numbers))
        for title, cards in classes.items()
        if wanted in (None, title)
    ]
    return request.sheet(CATEGORY_COLUMNS, sections, boxes=LEDGER_BOXES, value_column=6)


def cards_behind(request: Request, lead: Lead) -> ListSheet:
    """Return the cards that one line of another report stands for."""
    facet, value, _ = lead
    names = _Names.of(request.as_of.on)
    found = cards_on(request.as_of, (CONDITIONS[facet](value),))
    rows = numbered(_category_cells(card, names) for card in found)
    return request.sheet(CATEGORY_COLUMNS, [PaperSection("", rows)], value_column=6)


def _counted_cells(card: CardOn) -> tuple[SheetCell, ...]:
    return card.code, card.name, card.specification, card.unit, card.quantity


def _category_cells(card: CardOn, names: _Names) -> tuple[SheetCell, ...]:
    return (
        *_counted_cells(card),
        card.value_fen,
        card.acquired_on or "",
        card.accumulated_fen,
        card.net_fen,
        names.rooms[card.storeroom_id],
        names.roles_of(card)[0],
    )


def storeroom_ledger(request: Request) -> ListSheet:
    """Return 分室台账: every room on pages of its own, with the hands that answer for it."""
    as_of = request.as_of
    names = _Names.of(as_of.on)
    rooms = Storeroom.every("level <> 'central', sort_key, id")
    wanted = None if request.only is None else lookup.storeroom(request.only).id
    held: dict[int, list[CardOn]] = {}
    for card in sorted(cards_on(as_of), key=lambda card: card.code):
        held.setdefault(card.storeroom_id, []).append(card)
    sections = []
    for room in rooms:
        if room.id == wanted or (wanted is None and room.id in held):
            rows = numbered(_room_cells(card, names) for card in held.get(room.id, []))
            sections.append(PaperSection(room.name, rows, room_fields(room, as_of.on, len(rows))))
    return request.sheet(ROOM_COLUMNS, sections, boxes=ROOM_BOXES, value_column=7, apart=True)


def room_fields(room: Storeroom, on: date, rows: int) -> tuple[tuple[str, str], ...]:
    """Return the head line of a room's list: the room, who answered for it that day, how long."""
    holders = (
        lookup.holder(Post.STOREKEEPER, on, room.id),
        lookup.holder(Post.HEAD_STOREKEEPER, on),
    )
    keeper, head = ("待任命" if one is None else lookup.person_by_id(one).name for one in holders)
    return (("保管室", room.name), ("保管员", keeper), ("总保管员", head), ("项数", f"{rows:,}"))


def _room_cells(card: CardOn, names: _Names) -> tuple[SheetCell, ...]:
    return (
        *_counted_cells(card),
        unit_price_fen(card.value_fen, card.quantity),
        card.value_fen,
        card.acquired_on or "",
        card.place,
        *names.roles_of(card),
        AssetStatus(card.status).label,
    )


def custody_list(request: Request) -> ListSheet:
    """Return 责任到人清单: what each person uses, answers for or keeps, with a place to sign."""
    as_of = request.as_of
    names = _Names.of(as_of.on)
    wanted = None if request.only is None else lookup.person(request.only).id
    held: dict[int, list[tuple[CardOn, str]]] = {}
    for card in sorted(cards_on(as_of), key=lambda card: card.code):
        parts: dict[int, list[str]] = {}
        for title, person in zip(_ROLES, names.roles.get(card.key, ()), strict=False):
            if person is not None:
                parts.setdefault(person, []).append(title)
        for person, titles in parts.items():
            held.setdefault(person, []).append((card, "、".join(titles)))
    people = [
        one
        for one in Person.every("sort_key, id")
        if one.id == wanted or (wanted is None and one.id in held)
    ]
    sections = [
        PaperSection(
            f"{one.name}（{one.number}）",
            numbered(_person_cells(card, role, names) for card, role in held.get(one.id, [])),
            hand=_HAND,
        )
        for one in people
    ]
    # One thing may be in three hands: a sum over all people would count it three times.
    return request.sheet(PERSON_COLUMNS, sections, grand_total=False)


def _person_cells(card: CardOn, role: str, names: _Names) -> tuple[SheetCell, ...]:
    return (
        *_counted_cells(card),
        card.value_fen,
        card.acquired_on or "",
        names.rooms[card.storeroom_id],
        card.place,
        role,
    )


def missing_custody(request: Request) -> ListSheet:
    """Return 待补责任人: the cards, room by room, that lack one of their three people.

    Who had left by the day is no longer there for the card.
    """
    as_of = request.as_of
    names = _Names.of(as_of.on)
    found: dict[int, list[tuple[SheetCell, ...]]] = {}
    for card in sorted(cards_on(as_of), key=lambda card: card.code):
        wanting = names.wanting(card)
        if wanting is not None:
            found.setdefault(card.storeroom_id, []).append(
                (
                    card.code,
                    card.name,
                    card.specification,
                    card.quantity,
                    card.value_fen,
                    names.departments[card.department_id],
                    card.place,
                    *wanting,
                )
            )
    numbers = count(1)
    sections = [
        PaperSection(room.name, numbered(found[room.id], numbers))
        for room in Storeroom.every("level <> 'central', sort_key, id")
        if room.id in found
    ]
    return request.sheet(MISSING_COLUMNS, sections, boxes=LEDGER_BOXES[:2])


def numbered(
    rows: Iterable[tuple[SheetCell, ...]], numbers: Iterator[int] | None = None
) -> tuple[tuple[SheetCell, ...], ...]:
    """Put 序号 before rows: anew in each section, or going on with the numbers given."""
    going_on = numbers or count(1)
    return tuple((next(going_on), *row) for row in rows)


SHEETS = {
    "category_ledger": category_ledger,
    "storeroom_ledger": storeroom_ledger,
    "custody_list": custody_list,
    "missing_custody": missing_custody,
}
