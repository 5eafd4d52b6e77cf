"""Leaving the school, after posts and things were handed over; and coming back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.handover.leaving import STILL_HELD, require_handed_over
from houqin_desktop.storage.operators import Operator, other_administrators
from houqin_desktop.storage.people import Appointment


@dataclass(frozen=True, kw_only=True)
class RecordDeparture(Draft):
    """Somebody leaves the school; the last day still counts."""

    person: str = argument("人员", Kind.PERSON)
    left_on: date | None = argument("离岗日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class RecordReturn(Draft):
    """Somebody who was recorded as gone is still here, or here again."""

    person: str = argument("人员", Kind.PERSON)


def _post_in_words(term: Appointment) -> str:
    """Return a post as one says it: 总务主任, 电脑1室的分保管员."""
    if term.storeroom_id is None:
        return term.post.label
    return f"{lookup.room_by_id(term.storeroom_id).name}的{term.post.label}"


@command("登记离岗", RecordDeparture)
def record_departure(task: Task, draft: RecordDeparture) -> Outcome:
    """Record that somebody leaves the school, after posts and things were handed over.

    :raises Refused: while a post is held, or naming what is still in his name; `open_items` is
        answered by a 交接清册.
    """
    person = lookup.person(draft.person)
    left_on = draft.left_on or task.on
    if left_on > task.today:
        raise Refused(
            f"离岗日期 {left_on} 晚于今天 {task.today}。请到那天再登记，或改正日期；"
            f"今天不是 {task.today} 的话，请先校正电脑时钟。",
            code="future_date",
        )
    if person.left_on is not None:
        raise Refused(
            f"{person.name} 已于 {person.left_on} 离岗。请另选在岗的人。", code="person_left"
        )
    held = [
        _post_in_words(row)
        for row in Appointment.select().where(Appointment.person_id == person.id)
        if row.to_on is None or row.to_on > left_on
    ]
    if held:
        raise Refused(
            f"{person.name}在 {left_on} 以后还担任{'、'.join(held)}。"
            "请先结束任期或任命接任的人；保管的室可以办交接清册。",
            code=STILL_HELD,
        )
    require_handed_over(person)
    operator = Operator.find(person_id=person.id)
    if operator is not None and operator.administrator and not other_administrators(person.id):
        raise Refused(
            f"{person.name}是最后一位管理员，不能离岗。请先把另一位操作员设为管理员。",
            code="last_administrator",
        )
    if operator is not None and operator.active:
        task.update(operator, active=False, administrator=False)
    task.update(person, left_on=left_on)
    return Outcome(person.number, (person.number,))


@command("恢复在岗", RecordReturn)
def record_return(task: Task, draft: RecordReturn) -> Outcome:
    """Record that somebody is not gone; posts and the operator have to be given anew."""
    person = lookup.person(draft.person)
    if person.left_on is None:
        raise Refused(f"{person.name} 没有离岗，不用恢复。请核对人员。", code="not_left")
    task.update(person, left_on=None)
    return Outcome(person.number, (person.number,))
