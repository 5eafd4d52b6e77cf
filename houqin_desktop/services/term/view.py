"""A plan as its page and `show` tell it: groups, needs, checks, and what is still missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from houqin_desktop.domain.term import Need, grade_name
from houqin_desktop.services.session import Session
from houqin_desktop.services.term.finding import find_plan, title_of
from houqin_desktop.services.term.needs import ItemNeed, TermNeeds, needs_of
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.roster import Roster
from houqin_desktop.storage.term import TermCheck, TermGroup, checks_of, issues_in_plan


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of a plan in words, with what it should get and has got, in pieces."""

    row: TermGroup
    grade: str
    classes: int
    heads: int
    taker: str
    roster: str
    wanted: int
    open: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """A line of the check list in words."""

    row: TermCheck
    responsible: str
    done_by: str
    responsible_number: str
    done_by_number: str


class TermView:
    """One plan as the book stands now."""

    def __init__(self, session: Session, code: str) -> None:
        self.plan = find_plan(code)
        self._session = session
        people = Person.every()
        self._people: dict[int | None, str] = {one.id: one.name for one in people}
        self._numbers: dict[int | None, str] = {one.id: one.number for one in people}

    @property
    def code(self) -> str:
        """Return its number."""
        return self.plan.code

    @property
    def title(self) -> str:
        """Return what the term is called."""
        return title_of(self.plan)

    @property
    def state(self) -> str:
        """Return how far the preparation is."""
        if self.plan.withdrawn:
            return "已撤销"
        begun = self._session.clock.today() >= self.plan.begins_on
        return "已开学" if begun else "准备中"

    @cached_property
    def needs(self) -> TermNeeds:
        """Return the plan reckoned."""
        return needs_of(self._session, self.plan)

    @property
    def items(self) -> list[ItemNeed]:
        """Return each item with its figures."""
        return self.needs.items

    @cached_property
    def total(self) -> Need:
        """Return the figures of all items together, those to buy added up apart."""
        needs = [one.need for one in self.items]
        return Need(
            sum(one.wanted for one in needs),
            sum(one.open for one in needs),
            sum(one.open - one.to_buy for one in needs),
        )

    @cached_property
    def groups(self) -> list[GroupView]:
        """Return the groups in their order."""
        wanted: Counter[int] = Counter()
        still: Counter[int] = Counter()
        for share in self.needs.shares:
            wanted[share.recipient.group.id] += share.wanted
            still[share.recipient.group.id] += share.open
        numbers: dict[int, list[str]] = {}
        for group_id, _, _, number, _ in issues_in_plan(self.plan.id):
            numbers.setdefault(group_id, []).append(number)
        rosters = {one.id: one.name for one in Roster.every()}
        found = []
        for group in self.needs.groups:
            heads = self.needs.heads_of(group)
            roster = "" if group.roster_id is None else rosters[group.roster_id]
            found.append(
                GroupView(
                    group,
                    grade_name(group.grade),
                    heads.classes,
                    heads.heads,
                    self._people.get(group.taker_id, "每人自领" if roster else ""),
                    roster,
                    wanted[group.id],
                    still[group.id],
                    tuple(numbers.get(group.id, ())),
                )
            )
        return found

    @cached_property
    def checks(self) -> list[CheckView]:
        """Return the check list in its order."""
        return [
            CheckView(
                check,
                self._people.get(check.responsible_id, ""),
                self._people.get(check.done_by_id, ""),
                self._numbers.get(check.responsible_id, ""),
                self._numbers.get(check.done_by_id, ""),
            )
            for check in checks_of(self.plan.id)
        ]

    @property
    def unticked(self) -> int:
        """Return how many lines of the check list are not done."""
        return sum(check.row.done_on is None for check in self.checks)

    @property
    def missing(self) -> list[str]:
        """Return what is still to be done, in sentences."""
        if self.plan.withdrawn:
            return []
        said = []
        if not self.groups:
            said.append("还没有发放对象")
        elif not self.items:
            said.append("没有合用的套餐")
        short = [one for one in self.items if one.need.to_buy]
        if short:
            said.append(f"还有 {len(short)} 种物品要买")
        unnamed = [one.row.name for one in self.groups if one.open and not one.taker]
        if unnamed:
            said.append(f"{unnamed[0]}等 {len(unnamed)} 个没有写领用人")
        waiting = sum(bool(one.open) for one in self.groups)
        if waiting:
            said.append(f"还有 {waiting} 个发放对象没有发齐")
        if self.unticked:
            said.append(f"还有 {self.unticked} 项检查没有完成")
        return said

    @property
    def next_command(self) -> tuple[str, str] | None:
        """Return the command that is next and its title, None when all is done."""
        if self.plan.withdrawn:
            return None
        if not self.groups:
            return "set_term_groups", "定发放对象"
        if not self.items:
            return "set_kit", "定套餐"
        if any(one.open for one in self.groups) and not any(one.need.to_buy for one in self.items):
            return "hand_out_term", "开学发放"
        return ("tick_term_check", "登记检查完成") if self.unticked else None
