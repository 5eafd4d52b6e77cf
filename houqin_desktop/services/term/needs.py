"""What a term needs: kits × heads, less what was handed out, less what lies in all rooms.

Nothing of it is kept. Where a group's heads come from a list and nobody takes the things for all,
each on the list is a recipient of his own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from houqin_desktop.domain.term import Heads, Need, sets_for
from houqin_desktop.services.roster.members import Member, members
from houqin_desktop.services.session import Session
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.roster import Roster
from houqin_desktop.storage.stock import StockItem, items_by_id
from houqin_desktop.storage.term import (
    Kit,
    TermGroup,
    TermPlan,
    groups_of,
    handed_in_plan,
    lines_of_kits,
    lying_in_rooms,
)

# A list is asked for whoever is on it while the term lasts, and no longer.
TERM_DAYS: Final = 150


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever signs for the things of a group: one for all of it, or one on its list.

    :param taker_id: None while nobody is named.
    :param alone: whether he takes his own share and no more.
    """

    group: TermGroup
    heads: Heads
    taker_id: int | None
    taker: str
    alone: bool


@dataclass(frozen=True, slots=True)
class ItemNeed:
    """An item of a plan with its figures."""

    item: StockItem
    need: Need


@dataclass(frozen=True, slots=True)
class Share:
    """What a recipient should get of an item, and what of it he has not got yet."""

    recipient: Recipient
    item: StockItem
    wanted: int
    open: int


class TermNeeds:
    """A plan reckoned as the book stands now."""

    def __init__(self, plan: TermPlan, today: date) -> None:
        self.plan = plan
        self._on = min(today, plan.begins_on + timedelta(days=TERM_DAYS))
        self.groups = groups_of(plan.id)

    @cached_property
    def kits(self) -> list[Kit]:
        """Return the kits that are for this term."""
        kits = Kit.picked("withdrawn = 0", order="id")
        return [kit for kit in kits if kit.season in (None, self.plan.season)]

    @cached_property
    def lines(self) -> dict[int, list[tuple[int, int]]]:
        """Return item and pieces of each kit, by the kit."""
        found: dict[int, list[tuple[int, int]]] = {}
        for line in lines_of_kits():
            found.setdefault(line.kit_id, []).append((line.item_id, line.quantity))
        return found

    @cached_property
    def recipients(self) -> list[Recipient]:
        """Return who gets something, group after group."""
        return [one for group in self.groups for one in self._recipients(group)]

    def heads_of(self, group: TermGroup) -> Heads:
        """Return how many there are in a group now."""
        heads = len(self._listed(group)) if group.heads is None else group.heads
        return Heads(group.kind, group.grade, group.classes, heads)

    def _listed(self, group: TermGroup) -> list[Member]:
        roster = None if group.roster_id is None else Roster.get_by_id(group.roster_id)
        return [] if roster is None else members(roster, self._on)

    def _recipients(self, group: TermGroup) -> list[Recipient]:
        whole = self.heads_of(group)
        if group.taker_id is not None or group.roster_id is None:
            name = "" if group.taker_id is None else str(Person.get_by_id(group.taker_id).name)
            return [Recipient(group, whole, group.taker_id, name, alone=False)]
        one = Heads(group.kind, group.grade, 0, 1)
        return [
            Recipient(group, one, member.subject_id, member.name, alone=True)
            for member in self._listed(group)
        ]

    @cached_property
    def shares(self) -> list[Share]:
        """Return what each recipient should get and has not got yet, item after item."""
        wanted = [(one, self._wanted_by(one)) for one in self.recipients]
        items = items_by_id(sorted({item for _, pieces in wanted for item in pieces}))
        handed: dict[tuple[int, int | None, int], int] = {}
        for group, taker, item, pieces in handed_in_plan(self.plan.id):
            for key in ((group, taker, item), (group, None, item)):
                handed[key] = handed.get(key, 0) + pieces
        return [
            Share(
                one,
                items[item],
                count,
                max(count - handed.get((one.group.id, _own(one), item), 0), 0),
            )
            for one, pieces in wanted
            for item, count in pieces.items()
        ]

    def _wanted_by(self, recipient: Recipient) -> dict[int, int]:
        pieces: dict[int, int] = {}
        for kit in self.kits:
            sets = sets_for(kit.basis, kit.grade, recipient.heads)
            for item, quantity in self.lines.get(kit.id, []) if sets else []:
                pieces[item] = pieces.get(item, 0) + sets * quantity
        return pieces

    @cached_property
    def items(self) -> list[ItemNeed]:
        """Return each item of the plan with its figures, in the order of the catalogue."""
        lying = lying_in_rooms()
        wanted: dict[int, int] = {}
        still: dict[int, int] = {}
        known: dict[int, StockItem] = {}
        for share in self.shares:
            key = share.item.id
            known[key] = share.item
            wanted[key] = wanted.get(key, 0) + share.wanted
            still[key] = still.get(key, 0) + share.open
        return [
            ItemNeed(item, Need(wanted[key], still[key], lying.get(key, 0)))
            for key, item in sorted(known.items(), key=lambda one: (one[1].sort_key, one[0]))
        ]

    def items_of(self, kits: Collection[int]) -> set[int]:
        """Return the items of these kits."""
        return {item for kit in kits for item, _ in self.lines.get(kit, [])}


def _own(recipient: Recipient) -> int | None:
    return recipient.taker_id if recipient.alone else None


def needs_of(session: Session, plan: TermPlan) -> TermNeeds:
    """Return a plan reckoned as of today."""
    return TermNeeds(plan, session.clock.today())


def to_buy(plan: TermPlan, today: date) -> tuple[tuple[StockItem, int], ...]:
    """Return what is to be bought for a term: each item with its pieces, none that is there."""
    found = TermNeeds(plan, today).items
    return tuple((one.item, one.need.to_buy) for one in found if one.need.to_buy)
