"""Errands about what everybody should have, and about what a term needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.domain.term import GroupKind, KitBasis, Season
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.equipment.verbs import (
    AddEquipmentRule,
    ChangeEquipmentRule,
    WithdrawEquipmentRule,
)
from houqin_desktop.services.roster.verbs import (
    AddRoster,
    CorrectRoster,
    JoinRoster,
    LeaveRoster,
    WithdrawRoster,
)
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.term.drafts import (
    ChangeTermPlan,
    CheckRow,
    GroupRow,
    HandedSlip,
    HandOutTerm,
    KitRow,
    OpenTermPlan,
    SetKit,
    SetTermChecks,
    SetTermGroups,
    SignHandOut,
    TickTermCheck,
    WithdrawHandOut,
    WithdrawKit,
    WithdrawTermPlan,
)
from tests.builders import CENTRAL, Book
from tests.scenarios.school_model import School

FAR = date(2100, 2, 20)


def tried(book: Book, draft: Draft, **options: Any) -> str | None:
    """Give a command that may be refused; return the number of what it made."""
    try:
        return book.run(draft, **options).number or ""
    except Refused:
        return None


def equip(book: Book, school: School, r: Random, folder: Path) -> None:
    """A list is made with a rule that asks for more than anybody has; both are given up again."""
    name = f"名单{r.randrange(9)}"
    who = r.choice(sorted(set(school.people) - school.left))
    if tried(book, AddRoster(name=name, kind=RosterKind.PEOPLE)) is None:
        return
    on_it = JoinRoster(roster=name, members=(who,))
    if tried(book, on_it) is not None:
        assert tried(book, on_it) is None
    rule = tried(book, AddEquipmentRule(name="电脑", quantity=1000, roster=name))
    assert rule is not None
    row = next(one for one in book.listed("rosters") if one["名单"] == name)
    asked = [one for one in book.listed("equipment") if one["标准编号"] == rule]
    assert len(asked) == row["成员数"]
    assert all(one["结果"].startswith("缺") for one in asked)
    assert tried(book, ChangeEquipmentRule(rule=rule, quantity=1)) is not None
    assert tried(book, WithdrawRoster(roster=name)) is None
    tried(book, LeaveRoster(roster=name, members=(who,)))
    assert tried(book, WithdrawEquipmentRule(rule=rule)) is not None
    right = f"{name}改{r.randrange(99)}"
    right = right if tried(book, CorrectRoster(roster=name, name=right)) is not None else name
    assert tried(book, WithdrawRoster(roster=right)) is not None


def term(book: Book, school: School, r: Random, folder: Path) -> None:
    """A term is planned for one class, handed out of what came in for it, and taken back."""
    year = r.randrange(2030, 2100)
    code = tried(book, OpenTermPlan(year=year, season=Season.SPRING, begins_on=FAR))
    if code is None:
        return
    item = book.make(AddItem(name=f"课本{code}", kind=StockKind.MATERIAL, unit="本"))
    lines = (KitRow(item=item, quantity=2),)
    kit = book.make(SetKit(name=f"课本{code}", basis=KitBasis.EACH_PUPIL, lines=lines))
    who = r.choice(sorted(set(school.people) - school.left))
    heads = r.randrange(1, 60)
    group = GroupRow(name="一班", kind=GroupKind.CLASS, heads=heads, taker=who)
    book.run(SetTermGroups(plan=code, groups=(group,)))
    assert needed(book, code, item) == (2 * heads, 0, 2 * heads)
    hand_out = HandOutTerm(plan=code, storeroom=CENTRAL, kits=(kit,))
    assert tried(book, hand_out) is None
    book.receive(item, 2 * heads, 100)
    issued = book.run(hand_out).ids
    assert needed(book, code, item) == (2 * heads, 2 * heads, 0)
    assert tried(book, hand_out) is None
    assert tried(book, WithdrawTermPlan(plan=code)) is None
    assert tried(book, SignHandOut(plan=code, sheet="九年级")) is None
    if r.randrange(2) and tried(book, SignHandOut(plan=code)) is not None:
        return
    book.run(WithdrawHandOut(slips=tuple(HandedSlip(number=one) for one in issued)))
    assert needed(book, code, item) == (2 * heads, 0, 0)
    book.run(SetTermChecks(plan=code, checks=(CheckRow(title="泳池"),)))
    book.run(TickTermCheck(plan=code, title="泳池"))
    book.run(ChangeTermPlan(plan=code, remarks="不办了"))
    book.run(WithdrawTermPlan(plan=code))
    book.run(WithdrawKit(kit=kit))


def needed(book: Book, plan: str, item: str) -> tuple[int, int, int]:
    """Return of an item what a plan needs, what was handed out, and what is to be bought."""
    found = (row for row in book.listed("term_needs") if row["计划编号"] == plan)
    (row,) = [row for row in found if row["物品编号"] == item]
    return row["需求"], row["已发"], row["需购"]
