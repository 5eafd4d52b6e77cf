"""People, their posts from one day to another, and the departments (岗位轮换)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import person_number
from houqin_desktop.domain.people import Post, require_term_order
from houqin_desktop.domain.storeroom import LocationKind, StoreroomLevel
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.numbers import exists, next_free, require_unused
from houqin_desktop.services.registers.pinyin import search_text, sort_key
from houqin_desktop.storage.operators import (
    has_operators,
    office_goes_on,
)
from houqin_desktop.storage.people import (
    Appointment,
    Department,
    Location,
    Person,
    Storeroom,
    term_entered_on,
)
from houqin_desktop.storage.voucher import last_signature_in


@dataclass(frozen=True, kw_only=True)
class AddPerson(Draft):
    """A member of staff."""

    name: str = argument("姓名")
    number: str | None = argument("人员编号", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectPerson(Draft):
    """The name of a member of staff was written wrong."""

    person: str = argument("人员", Kind.PERSON)
    name: str = argument("姓名")


@dataclass(frozen=True, kw_only=True)
class WithdrawPerson(Draft):
    """Somebody was registered by mistake and serves nothing yet."""

    person: str = argument("人员", Kind.PERSON)


@dataclass(frozen=True, kw_only=True)
class AddDepartment(Draft):
    """A department or office."""

    name: str = argument("部门名称")


@dataclass(frozen=True, kw_only=True)
class Appoint(Draft):
    """Somebody takes a post on a day."""

    person: str = argument("人员", Kind.PERSON)
    post: Post = argument("岗位", Kind.CHOICE, choices=Post)
    storeroom: str | None = argument("保管室", Kind.STOREROOM, default=None)
    from_on: date | None = argument("任职起日", Kind.DATE, default=None)
    to_on: date | None = argument("任职止日", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class EndAppointment(Draft):
    """Somebody gives up a post; the last day still counts."""

    person: str = argument("人员", Kind.PERSON)
    post: Post = argument("岗位", Kind.CHOICE, choices=Post)
    storeroom: str | None = argument("保管室", Kind.STOREROOM, default=None)
    to_on: date | None = argument("任职止日", Kind.DATE, default=None)


def insert_person(task: Task, name: str, number: str) -> Person:
    """Write a person together with the location that stands for him."""
    if not name.strip():
        raise Refused("姓名不能为空。请填写姓名。", code="empty_name")
    location = task.insert(Location, kind=LocationKind.PERSON, code=number)
    return task.insert(
        Person,
        number=number,
        name=name,
        location_id=location.id,
        left_on=None,
        sort_key=sort_key(name),
        search_text=search_text(name, number),
    )


def new_person(task: Task, name: str) -> Person:
    """Write a person with the next number; one of this name that was withdrawn comes back."""
    closed = Person.find(name=name, withdrawn=True)
    if closed is None:
        return insert_person(task, name, next_person_number(task))
    task.update(closed, withdrawn=False, left_on=None)
    return closed


def next_person_number(task: Task) -> str:
    """Return the next free number for a person."""
    return next_free(task, "person", person_number, lambda number: exists(Person, number=number))


@command("登记人员", AddPerson)
def add_person(task: Task, draft: AddPerson) -> Outcome:
    """Write a new person with the next number, or with the one that was given."""
    if draft.number is None:
        person = new_person(task, draft.name)
        return Outcome(person.number, (person.number,))
    number = draft.number.upper()
    if exists(Person, number=number):
        raise Refused(f"人员编号 {number} 已经有人。请换一个编号。", code="person_exists")
    if not (
        number.isascii() and number[:1] == "P" and number[1:].isdigit() and 4 < len(number) < 12
    ):
        raise Refused(f"人员编号“{number[:40]}”不对。请写成 P0001 的样子。", code="person_number")
    insert_person(task, draft.name, number)
    return Outcome(number, (number,))


@command("撤销人员登记", WithdrawPerson)
def withdraw_person(task: Task, draft: WithdrawPerson) -> Outcome:
    """Take somebody off the lists who was registered by mistake; the row stays, marked."""
    person = lookup.person(draft.person)
    require_unused(f"{person.number} {person.name}", "person", person.id, "用“登记离岗”")
    task.update(person, withdrawn=True, left_on=task.on)
    return Outcome(person.number, (person.number,))


@command("更正姓名", CorrectPerson)
def correct_person(task: Task, draft: CorrectPerson) -> Outcome:
    """Write a person's name right; paper that was signed or printed keeps what it said."""
    person = lookup.person(draft.person)
    if not draft.name:
        raise Refused("姓名不能为空。请填写姓名。", code="empty_name")
    if draft.name == person.name:
        raise Refused(
            f"{person.number} 已经叫“{person.name}”。请填写改正的姓名。", code="same_name"
        )
    task.update(
        person,
        name=draft.name,
        sort_key=sort_key(draft.name),
        search_text=search_text(draft.name, person.number),
    )
    return Outcome(person.number, (person.number,))


def insert_department(task: Task, name: str) -> Department:
    """Write a department; one of this name that was withdrawn comes back."""
    closed = Department.find(name=name, withdrawn=True)
    if closed is not None:
        task.update(closed, withdrawn=False, closed=False)
        return closed
    return task.insert(
        Department, name=name, closed=False, sort_key=sort_key(name), search_text=search_text(name)
    )


@command("登记部门", AddDepartment)
def add_department(task: Task, draft: AddDepartment) -> Outcome:
    """Write a new department; a second one of the same name is refused."""
    if not draft.name:
        raise Refused("部门名称不能为空。请填写名称。", code="empty_name")
    if exists(Department, name=draft.name, withdrawn=False):
        raise Refused(f"部门“{draft.name}”已经登记过了。请直接选用。", code="department_exists")
    department = insert_department(task, draft.name)
    return Outcome(department.name, (department.name,))


def _room_of(post: Post, name: str | None) -> Storeroom | None:
    if not post.needs_storeroom:
        if name is not None:
            raise Refused(
                f"{post.label}不分保管室，请不要填写保管室。", code="storeroom_not_wanted"
            )
        return None
    if name is None:
        raise Refused("分保管员须写明是哪个保管室。请填写保管室。", code="storeroom_wanted")
    room = lookup.storeroom(name)
    if room.level is StoreroomLevel.CENTRAL:
        raise Refused(
            f"{room.name}由总保管员保管，不设分保管员。请改选分保管室。", code="central_storeroom"
        )
    return room


def _appointments(post: Post, storeroom_id: int | None) -> list[Appointment]:
    return [
        row
        for row in Appointment.select().where(Appointment.post == post)
        if row.storeroom_id == storeroom_id
    ]


def _end(task: Task, held: Appointment, to_on: date) -> None:
    """End a term; a signature that was given in it must stay inside it (I22)."""
    signed_on = last_signature_in(held)
    if signed_on is not None and signed_on > to_on:
        name = lookup.person_by_id(held.person_id).name
        raise Refused(
            f"{name} 在 {signed_on} 以{held.post.label}签过字，任期不能止于 {to_on}。"
            "请把止日改到签字日期或以后。",
            code="signed_in_post",
        )
    task.update(held, to_on=to_on)


def _correct(task: Task, mistaken: Appointment, person: Person, to_on: date | None) -> None:
    """Put the right person, or the right last day, on a term that was entered today."""
    signed_on = last_signature_in(mistaken)
    if signed_on is not None and mistaken.person_id != person.id:
        name = lookup.person_by_id(mistaken.person_id).name
        raise Refused(
            f"{name} 在 {signed_on} 以{mistaken.post.label}签过字，这次任命不能改成别人。"
            "请从签字的第二天起任命。",
            code="signed_in_post",
        )
    if signed_on is not None and to_on is not None:
        _end(task, mistaken, to_on)
    task.update(mistaken, person_id=person.id, to_on=to_on)


def _require_administrator() -> None:
    """Refuse to leave a book without operators without a 总保管员, its administrator by office."""
    if not has_operators() and not office_goes_on():
        raise Refused(
            "总保管员是账簿的管理员，不能没有人接任。请直接任命接任的人，前任的任期随之结束；"
            "或先授权别人作管理员。",
            code="last_administrator",
        )


def _make_way(
    task: Task, draft: Appoint, person: Person, room: Storeroom | None, from_on: date
) -> Appointment | None:
    """End the term that runs; return the one that was entered today from the same day, if any."""
    mistaken: Appointment | None = None
    for held in _appointments(draft.post, None if room is None else room.id):
        overlaps = held.from_on <= (draft.to_on or date.max)
        if held.person_id == person.id and held.to_on is None and overlaps:
            raise Refused(
                f"{person.name} 从 {held.from_on} 起已经是{draft.post.label}。"
                "补登那天以前的任期，请写明任职止日。",
                code="already_held",
            )
        if held.from_on == from_on and term_entered_on(held) == task.today:
            mistaken = held
        elif held.to_on is None and held.from_on < from_on:
            _end(task, held, from_on - timedelta(days=1))
        elif overlaps and from_on <= (held.to_on or date.max):
            holder = lookup.person_by_id(held.person_id).name
            raise Refused(
                f"{draft.post.label}在 {held.from_on} 至 {held.to_on or '今'} 由 {holder} 担任，"
                "任期不能重叠。请改动起止日期；任命错了只能在登记的当天改正。",
                code="term_overlap",
            )
    return mistaken


@command("任命", Appoint)
def appoint(task: Task, draft: Appoint) -> Outcome:
    """Give a post to a person; whoever holds it without an end hands it over the day before.

    Who would hold it for no day at all was appointed by mistake: on the day of the entry the term
    becomes that of the right person.
    """
    person = lookup.person(draft.person)
    room = _room_of(draft.post, draft.storeroom)
    from_on = draft.from_on or task.on
    require_term_order(from_on, draft.to_on)
    if person.left_on is not None and person.left_on < (draft.to_on or date.max):
        raise Refused(
            f"{person.name} 已于 {person.left_on} 离岗，任期不能长过那天。"
            "请另选在岗的人，或改动任职止日。",
            code="person_left",
        )
    mistaken = _make_way(task, draft, person, room, from_on)
    if mistaken is not None:
        _correct(task, mistaken, person, draft.to_on)
    else:
        task.insert(
            Appointment,
            person_id=person.id,
            post=draft.post,
            storeroom_id=None if room is None else room.id,
            from_on=from_on,
            to_on=draft.to_on,
        )
    if draft.post is Post.HEAD_STOREKEEPER:
        _require_administrator()
    return Outcome(person.number, (person.number,))


@command("卸任", EndAppointment)
def end_appointment(task: Task, draft: EndAppointment) -> Outcome:
    """End a person's hold of a post on a day, that day included."""
    person = lookup.person(draft.person)
    room = _room_of(draft.post, draft.storeroom)
    to_on = draft.to_on or task.on
    held = [
        row
        for row in _appointments(draft.post, None if room is None else room.id)
        if row.person_id == person.id and (row.to_on is None or row.to_on > to_on)
    ]
    # Of several terms the one that runs on that day, not one that begins later.
    held.sort(key=lambda row: row.from_on)
    if not held:
        raise Refused(
            f"{person.name} 现在没有担任{draft.post.label}，或任期早已结束。请核对人员和岗位。",
            code="not_held",
        )
    require_term_order(held[0].from_on, to_on)
    _end(task, held[0], to_on)
    if draft.post is Post.HEAD_STOREKEEPER:
        _require_administrator()
    return Outcome(person.number, (person.number,))
