"""调班 and 顶班: a duty goes to somebody else; who was planned stays visible beside it."""

from __future__ import annotations

from datetime import date
from typing import Final

from houqin_desktop.domain.duty import when_words
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.duty.available import kept_from
from houqin_desktop.services.duty.drafts import ReplaceDuty, SwapDuties, WithdrawDutyChange
from houqin_desktop.services.duty.finding import find_duty, name_of, number_of, standing_table
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.duty import (
    Duty,
    DutyChange,
    DutyPost,
    DutyTable,
    duties_by_holder,
    duties_of,
    duty_of_person,
    is_marked,
    last_change,
    members_between,
)
from houqin_desktop.storage.people import Person

# In days: farther than any duty of a table is from another.
FAR_OFF: Final = 1_000


@command("调班", SwapDuties)
def swap_duties(task: Task, draft: SwapDuties) -> Outcome:
    """Let two people exchange a duty each.

    :raises Refused: when one of them cannot come on the other's day, when a duty was ticked
        already, or when somebody approves of his own swap.
    """
    table = standing_table(draft.table)
    people = [lookup.person(draft.first), lookup.person(draft.second)]
    duties = [
        find_duty(table, on, person)
        for on, person in zip((draft.first_on, draft.second_on), people, strict=True)
    ]
    approver = _approver(draft.approved_by, draft.reason, people)
    if duties[0].from_on == duties[1].from_on:
        raise Refused(
            f"{people[0].name}和{people[1].name}同一天都有班，不用调班。请核对日期。",
            code="same_turn",
        )
    for duty, person, other in zip(duties, people, reversed(duties), strict=True):
        _require_open(duty)
        _require_can(table, other, person, besides=duty)
    for duty, into, other in zip(duties, reversed(people), reversed(duties), strict=True):
        _hand_over(task, duty, into, approver, draft.reason, other)
    return Outcome(table.code, (table.code,))


@command("顶班", ReplaceDuty)
def replace_duty(task: Task, draft: ReplaceDuty) -> Outcome:
    """Let somebody stand in for another: who is named, else who is free and has the fewest.

    :raises Refused: when that person cannot, or nobody of the list can.
    """
    table = standing_table(draft.table)
    person = lookup.person(draft.person)
    duty = find_duty(table, draft.on, person)
    _require_open(duty)
    if draft.by:
        by = lookup.person(draft.by)
        if by.id == person.id:
            raise Refused(f"{by.name}不能顶自己的班。请填另一个人。", code="same_person")
        _require_can(table, duty, by, besides=None)
    else:
        by = _who_is_free(table, duty, person)
    approver = _approver(draft.approved_by, draft.reason, [person])
    _hand_over(task, duty, by, approver, draft.reason, None)
    return Outcome(table.code, (table.code, by.number))


@command("取消调班", WithdrawDutyChange)
def withdraw_duty_change(task: Task, draft: WithdrawDutyChange) -> Outcome:
    """Take the last change of a duty back, a swap on both sides.

    :raises Refused: when there is none, when the other side was changed again since, or when who
        had the duty before has another one that day.
    """
    table = standing_table(draft.table)
    duty = find_duty(table, draft.on, lookup.person(draft.person))
    change = last_change(duty.id)
    if change is None:
        raise Refused(
            f"{when_words(duty.from_on, duty.to_on)}{name_of(duty.holder_id)}的班没有调过。"
            "请核对日期和值班人。",
            code="no_change",
        )
    changes = [change]
    if change.other_id is not None:
        changes.append(_other_side(change))
    for one in changes:
        own: Duty = Duty.get_by_id(one.duty_id)
        _require_open(own)
        _require_no_other(table, own, one, changes)
    for one in changes:
        task.update(one, withdrawn=True)
        task.update(Duty.get_by_id(one.duty_id), holder_id=one.from_id)
    return Outcome(table.code, (table.code,))


def _other_side(change: DutyChange) -> DutyChange:
    assert change.other_id is not None
    other = last_change(change.other_id)
    if other is None or other.other_id != change.duty_id:
        raise Refused(
            "和它对调的那个班后来又调过，不能只退一边。请先取消后来的调班。", code="changed_since"
        )
    return other


def _require_no_other(
    table: DutyTable, own: Duty, change: DutyChange, changes: list[DutyChange]
) -> None:
    other = duty_of_person(table.id, own.from_on, change.from_id)
    if other is not None and other.id not in {one.duty_id for one in changes}:
        raise Refused(
            f"{name_of(change.from_id)}在 {when_words(other.from_on, other.to_on)}已经另有班，"
            "不能退回。请先调开那个班。",
            code="duty_twice",
        )


def _approver(reference: str, reason: str, people: list[Person]) -> Person:
    if not reason:
        raise Refused("调班要写明原因。请填写，例如 外出培训。", code="empty_name")
    approver = lookup.person(reference)
    if approver.id in {one.id for one in people}:
        raise Refused(
            f"{approver.name}不能批准自己的调班。请由别的负责人批准。", code="own_approval"
        )
    return approver


def _require_open(duty: Duty) -> None:
    if is_marked(duty.id):
        raise Refused(
            f"{when_words(duty.from_on, duty.to_on)}{name_of(duty.holder_id)}的班已经点过名，"
            "不能再调。请先取消点名，或在点名里记“代”。",
            code="duty_marked",
        )


def _require_can(table: DutyTable, duty: Duty, person: Person, *, besides: Duty | None) -> None:
    why = kept_from(table, duty, person, besides=besides)
    if why:
        raise Refused(
            f"{person.name}不能值 {when_words(duty.from_on, duty.to_on)}的班：{why}。"
            "请另选一个人或一天。",
            code="not_available",
        )


def _who_is_free(table: DutyTable, duty: Duty, person: Person) -> Person:
    """Return who of the list of the post is free that day, has the fewest, and none close by."""
    roster_id = DutyPost.get_by_id(duty.post_id).roster_id
    counts = duties_by_holder(table.id)
    near: dict[int, int] = {}
    for other in duties_of(table.id):
        days = abs((other.from_on - duty.from_on).days)
        near[other.holder_id] = min(days, near.get(other.holder_id, days))
    listed = [
        row.person_id
        for row in members_between(roster_id, duty.from_on, duty.to_on)
        if row.person_id is not None and row.person_id != person.id
    ]
    for one in sorted(listed, key=lambda one: (counts[one], -near.get(one, FAR_OFF))):
        free: Person = Person.get_by_id(one)
        if not kept_from(table, duty, free, besides=None):
            return free
    raise Refused(
        f"{when_words(duty.from_on, duty.to_on)}名单里没有空着的人可以顶班。请填由谁顶班。",
        code="too_few_people",
    )


def _hand_over(
    task: Task, duty: Duty, into: Person, approver: Person, reason: str, other: Duty | None
) -> None:
    task.insert(
        DutyChange,
        duty_id=duty.id,
        other_id=None if other is None else other.id,
        from_id=duty.holder_id,
        into_id=into.id,
        changed_on=task.on,
        approved_by_id=approver.id,
        reason=reason,
        withdrawn=False,
    )
    task.update(duty, holder_id=into.id)


@undoes("swap_duties")
@undoes("replace_duty")
def _without_the_change(deed: Deed) -> Draft:
    change, _ = next(deed.still(DutyChange))
    duty: Duty = Duty.get_by_id(change.duty_id)
    table: DutyTable = DutyTable.get_by_id(duty.table_id)
    last = last_change(duty.id)
    if last is None or last.id != change.id:
        raise deed.changed_since()
    return WithdrawDutyChange(table=table.code, on=duty.from_on, person=number_of(change.into_id))


@undoes("withdraw_duty_change")
def _with_the_change(deed: Deed) -> Draft:
    change, _ = next(deed.still(DutyChange))
    duty: Duty = Duty.get_by_id(change.duty_id)
    code: str = DutyTable.get_by_id(duty.table_id).code
    approver, reason = number_of(change.approved_by_id), change.reason
    first, second = number_of(change.from_id), number_of(change.into_id)
    if change.other_id is None:
        return ReplaceDuty(
            table=code,
            on=duty.from_on,
            person=first,
            by=second,
            approved_by=approver,
            reason=reason,
        )
    other_on: date = Duty.get_by_id(change.other_id).from_on
    return SwapDuties(
        table=code,
        first_on=duty.from_on,
        first=first,
        second_on=other_on,
        second=second,
        approved_by=approver,
        reason=reason,
    )
