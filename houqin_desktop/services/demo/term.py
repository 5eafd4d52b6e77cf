"""开学准备 of the demo school: two plans, the kits of classes, pupils and teachers, one hand-out.

Autumn 2026 was handed out and its check list ticked off; spring 2027 is being prepared.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.domain.term import USUAL_CHECKS, GroupKind, KitBasis, Season, grade_name
from houqin_desktop.services.demo.cards import CLASSROOMS, DemoPerson, demo_people
from houqin_desktop.services.demo.equipment import class_teachers
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.demo.stock import signed_receipt
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.stock.drafts import AddItem, ReceiptLine, ReceiveStock
from houqin_desktop.services.term.drafts import (
    CheckRow,
    GroupRow,
    HandOutTerm,
    KitRow,
    OpenTermPlan,
    SetKit,
    SetTermChecks,
    SetTermGroups,
    SignHandOut,
    TickTermCheck,
)

AUTUMN, SPRING = "KX202602", "KX202701"
GRADES: Final = range(1, 7)
CENTRAL: Final = "总保管室"
_PLANNED, _BOUGHT, _HANDED = day_of("2026-09-05"), day_of("2026-09-09"), day_of("2026-09-10")
_SIGNED: Final = day_of("2026-09-11")
_NEXT: Final = day_of("2026-11-20")
_HEADS: Final = (46, 45, 45, 44, 46, 44, 43, 45, 47, 46, 44, 46, 45, 43, 44, 45, 46, 47, 45, 44, 43,
                 45, 46, 44)  # fmt: skip
_BOOKS: Final = "教材"
_BOOK_FEN, _NOTEBOOK_FEN = 850, 120
_VOLUMES: Final = {Season.AUTUMN: "上册", Season.SPRING: "下册"}
_TEACHERS: Final = ("语文组", "数学组", "综合组")


def prepared() -> Iterator[Happening]:
    """Yield what was planned, bought, handed out and looked at."""
    yield Happening(_BOUGHT, lambda _: _bought(), _BOOKS)
    yield from signed_receipt(_BOOKS, "2026-09-09", "2026-09-09")
    for day, drafts in (
        (_PLANNED, (*_items(), *_kits(), *_planning())),
        (_HANDED, (HandOutTerm(plan=AUTUMN, storeroom=CENTRAL, kits=_handed_kits()),)),
        (_SIGNED, (SignHandOut(plan=AUTUMN),)),
        (_NEXT, tuple(_next_term())),
    ):
        for draft in drafts:
            yield Happening(day, partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _items() -> Iterator[Draft]:
    for season, volume in _VOLUMES.items():
        for grade in GRADES:
            yield AddItem(
                code=_book(grade, season),
                name=f"{grade_name(grade)}综合实践课本",
                kind=StockKind.MATERIAL,
                unit="册",
                specification=volume,
                category="教材",
            )
    yield AddItem(
        name="备课本", kind=StockKind.MATERIAL, unit="本", specification="16K", category="办公用品"
    )


def _book(grade: int, season: Season = Season.AUTUMN) -> str:
    """Return the code of the book of a grade in one of the terms."""
    return f"KB{grade}{'A' if season is Season.AUTUMN else 'B'}"


def _kits() -> Iterator[Draft]:
    yield SetKit(
        name="班级开学用品",
        basis=KitBasis.EACH_CLASS,
        lines=_rows(("白粉笔", 4), ("彩色粉笔", 1), ("垃圾桶", 1), ("洗手液", 2)),
    )
    yield SetKit(
        name="教师办公用品",
        basis=KitBasis.EACH_TEACHER,
        lines=_rows(("备课本", 4), ("中性笔", 3)),
    )
    for season, volume in _VOLUMES.items():
        for grade in GRADES:
            yield SetKit(
                name=f"{grade_name(grade)}新书（{volume}）",
                basis=KitBasis.EACH_PUPIL,
                grade=grade,
                season=season,
                lines=_rows((_book(grade, season), 1)),
            )


def _rows(*lines: tuple[str, int]) -> tuple[KitRow, ...]:
    return tuple(KitRow(item=item, quantity=quantity) for item, quantity in lines)


def _handed_kits() -> tuple[str, ...]:
    return ("教师办公用品", *(f"{grade_name(grade)}新书（上册）" for grade in GRADES))


def _planning() -> Iterator[Draft]:
    yield OpenTermPlan(year=2026, season=Season.AUTUMN, begins_on=day_of("2026-09-01"))
    yield SetTermGroups(plan=AUTUMN, groups=tuple(_groups()))
    for title in USUAL_CHECKS:
        yield TickTermCheck(plan=AUTUMN, title=title, done_on=day_of("2026-08-28"), remarks="正常")


def _groups() -> Iterator[GroupRow]:
    for at, (room, teacher) in enumerate(zip(CLASSROOMS, class_teachers(), strict=True)):
        yield GroupRow(
            name=room.removesuffix("教室"),
            kind=GroupKind.CLASS,
            grade=at // 4 + 1,
            heads=_HEADS[at],
            taker=teacher.number,
        )
    for name in _TEACHERS:
        members = [one for one in demo_people() if one.department == name]
        yield GroupRow(
            name=name, kind=GroupKind.TEACHERS, heads=len(members), taker=_head_of(members).number
        )


def _head_of(members: list[DemoPerson]) -> DemoPerson:
    return next(one for one in members if one.is_head)


def _bought() -> Draft:
    pupils = {grade: sum(_HEADS[(grade - 1) * 4 : grade * 4]) for grade in GRADES}
    lines = [
        ReceiptLine(item=_book(grade), quantity=count + 3, price=_BOOK_FEN)
        for grade, count in pupils.items()
    ]
    lines.append(ReceiptLine(item="备课本", quantity=200, price=_NOTEBOOK_FEN))
    return ReceiveStock(
        storeroom=CENTRAL,
        source=ReceiptSource.ALLOCATION,
        supplier="市教育局教材配送",
        lines=tuple(lines),
    )


def _next_term() -> Iterator[Draft]:
    yield OpenTermPlan(
        year=2027,
        season=Season.SPRING,
        begins_on=day_of("2027-02-22"),
        like=AUTUMN,
        remarks="寒假前把需购清单交采购",
    )
    planned = (("供电线路和开关插座检修", "2027-02-08"), ("供水管道和水龙头检修", "2027-02-09"))
    yield SetTermChecks(
        plan=SPRING,
        checks=tuple(
            CheckRow(title=title, planned_on=day_of(on), responsible="罗国华")
            for title, on in planned
        ),
    )
    yield TickTermCheck(plan=SPRING, title="课桌椅", remarks="修 6 张，换桌面 2 张")
