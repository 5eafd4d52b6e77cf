"""Errands about what everybody should have: lists are kept, rules set, changed and given up."""

from __future__ import annotations

from pathlib import Path
from random import Random

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.roster import RosterKind
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
from tests.builders import Book
from tests.scenarios.school_model import School


def tried(book: Book, draft: Draft) -> str | None:
    """Give a command that may be refused; return the number of what it made."""
    try:
        return book.run(draft).number or ""
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
