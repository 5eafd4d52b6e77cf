"""Lists are made, renamed and withdrawn; people and departments come onto them and leave them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.roster import RosterKind, require_roster_name
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument, in_row
from houqin_desktop.services.people.storerooms import require_new_name
from houqin_desktop.services.roster.members import (
    Member,
    column_of,
    find_roster,
    member_of,
    subject_of,
)
from houqin_desktop.services.undoing.verbs import Deed, Touched, undoes
from houqin_desktop.storage.equipment import EquipmentRule
from houqin_desktop.storage.roster import Roster, RosterMember, stretches_of


@dataclass(frozen=True, kw_only=True)
class AddRoster(Draft):
    """A new list; who is on it from the day of its making may be named at once."""

    name: str = argument("名单名称")
    kind: RosterKind = argument("列什么", Kind.CHOICE, choices=RosterKind)
    members: tuple[str, ...] | None = argument("成员", Kind.NAMES, default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectRoster(Draft):
    """A list is called otherwise."""

    roster: str = argument("名单")
    name: str = argument("改为")


@dataclass(frozen=True, kw_only=True)
class WithdrawRoster(Draft):
    """A list is not kept any more."""

    roster: str = argument("名单")


@dataclass(frozen=True, kw_only=True)
class JoinRoster(Draft):
    """People or departments come onto a list."""

    roster: str = argument("名单")
    members: tuple[str, ...] = argument("成员", Kind.NAMES)
    from_on: date | None = argument("起日", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class LeaveRoster(Draft):
    """People or departments leave a list; the last day still counts."""

    roster: str = argument("名单")
    members: tuple[str, ...] = argument("成员", Kind.NAMES)
    to_on: date | None = argument("止日", Kind.DATE, default=None)


@command("建名单", AddRoster)
def add_roster(task: Task, draft: AddRoster) -> Outcome:
    """Write a new list; one of this name and kind that was withdrawn comes back as it was."""
    require_roster_name(draft.name)
    roster = Roster.find(name=draft.name)
    if roster is None:
        roster = task.insert(Roster, name=draft.name, kind=draft.kind, withdrawn=False)
    elif not roster.withdrawn:
        raise Refused(
            f"名单“{draft.name}”已经有了。请直接选用，或换一个名称。", code="roster_exists"
        )
    elif roster.kind is not draft.kind:
        raise Refused(
            f"以前的名单“{draft.name}”列的是{roster.kind.label}。请换一个名称。", code="roster_kind"
        )
    else:
        task.update(roster, withdrawn=False)
    for row, reference in enumerate(draft.members or (), start=1):
        with in_row(row):
            _join(task, roster, subject_of(roster, reference), task.on)
    return Outcome(roster.name, (roster.name,))


@command("更正名单名称", CorrectRoster)
def correct_roster(task: Task, draft: CorrectRoster) -> Outcome:
    """Give a list another name."""
    roster = find_roster(draft.roster)
    taken = Roster.find(name=draft.name) is not None
    require_new_name("名单", draft.name, roster.name, taken=taken)
    task.update(roster, name=draft.name)
    return Outcome(roster.name, (roster.name,))


@command("撤销名单", WithdrawRoster)
def withdraw_roster(task: Task, draft: WithdrawRoster) -> Outcome:
    """Take a list out of use; who was on it stays written down.

    :raises Refused: while a rule of equipment is for it, naming the rule.
    """
    roster = find_roster(draft.roster)
    rule = EquipmentRule.find(roster_id=roster.id, withdrawn=False)
    if rule is not None:
        raise Refused(
            f"名单“{roster.name}”还有配备标准 {rule.code}（{rule.name}）在用，不能撤销。"
            "请先撤销这条标准。",
            code="roster_in_use",
        )
    task.update(roster, withdrawn=True)
    return Outcome(roster.name, (roster.name,))


@command("列入名单", JoinRoster)
def join_roster(task: Task, draft: JoinRoster) -> Outcome:
    """Write people or departments onto a list from a day on.

    :raises Refused: for a day to come, and naming who is on the list already.
    """
    roster, from_on = find_roster(draft.roster), draft.from_on or task.on
    if not draft.members:
        raise Refused("还没有写列入谁。请至少写一个。", code="no_lines")
    for row, reference in enumerate(draft.members, start=1):
        with in_row(row):
            _join(task, roster, subject_of(roster, reference), from_on)
    return Outcome(roster.name, (roster.name,))


@command("移出名单", LeaveRoster)
def leave_roster(task: Task, draft: LeaveRoster) -> Outcome:
    """End a stretch on a list; one that began later than its last day was a mistake.

    :raises Refused: for who is not on the list, or a day before the stretch.
    """
    roster, to_on = find_roster(draft.roster), draft.to_on or task.on
    if not draft.members:
        raise Refused("还没有写移出谁。请至少写一个。", code="no_lines")
    for row, reference in enumerate(draft.members, start=1):
        with in_row(row):
            _leave(task, roster, subject_of(roster, reference), to_on)
    return Outcome(roster.name, (roster.name,))


def _join(task: Task, roster: Roster, who: Member, from_on: date) -> None:
    stretches = stretches_of(roster.id, column_of(roster), who.subject_id)
    counted = [one for one in stretches if one.to_on is None or one.to_on >= one.from_on]
    if any(one.to_on is None or one.to_on >= from_on for one in counted):
        raise Refused(
            f"{who.name}在 {from_on} 或以后已经在名单“{roster.name}”里。请核对日期。",
            code="already_on_roster",
        )
    day_before = from_on - timedelta(days=1)
    last = next((one for one in stretches if one.to_on == day_before), None)
    if last is not None:
        task.update(last, to_on=None)
        return
    if from_on > task.today:
        raise Refused(f"起日 {from_on} 还没有到。请到那天再列入名单。", code="day_to_come")
    about = {"person_id": None, "department_id": None, column_of(roster): who.subject_id}
    task.insert(RosterMember, roster_id=roster.id, from_on=from_on, to_on=None, **about)


def _leave(task: Task, roster: Roster, who: Member, to_on: date) -> None:
    stretches = stretches_of(roster.id, column_of(roster), who.subject_id)
    present = next((one for one in stretches if one.to_on is None), None)
    if present is None:
        raise Refused(f"{who.name}现在不在名单“{roster.name}”里。请核对。", code="not_on_roster")
    if to_on < present.from_on - timedelta(days=1):
        raise Refused(
            f"{who.name}从 {present.from_on} 起在名单“{roster.name}”里，不能 {to_on} 就移出。"
            "请核对日期。",
            code="term_order",
        )
    task.update(present, to_on=to_on)


@undoes("add_roster")
def _without_the_list(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Roster)
    return WithdrawRoster(roster=row.name)


@undoes("withdraw_roster")
def _with_the_list(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Roster)
    return AddRoster(name=row.name, kind=row.kind)


@undoes("correct_roster")
def _old_name_of_a_list(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Roster)
    return CorrectRoster(roster=row.name, name=(touched.before or {})["name"])


@undoes("join_roster")
def _off_the_list(deed: Deed) -> Draft:
    rows = list(deed.still(RosterMember))
    before = rows[0][1].before
    first = rows[0][0].from_on
    to_on = date.fromisoformat(before["to_on"]) if before else first - timedelta(days=1)
    return LeaveRoster(roster=_list_of(rows[0][0]), members=_members(rows), to_on=to_on)


@undoes("leave_roster")
def _on_the_list_again(deed: Deed) -> Draft:
    rows = list(deed.still(RosterMember))
    to_on = rows[0][0].to_on
    assert to_on is not None
    day_after = to_on + timedelta(days=1)
    return JoinRoster(roster=_list_of(rows[0][0]), members=_members(rows), from_on=day_after)


def _list_of(row: RosterMember) -> str:
    return str(Roster.get_by_id(row.roster_id).name)


def _members(rows: list[tuple[RosterMember, Touched]]) -> tuple[str, ...]:
    return tuple(member_of(row).key for row, _ in rows)
