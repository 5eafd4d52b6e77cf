"""The opposites of what is entered of people, posts, departments and rooms."""

from __future__ import annotations

from datetime import date, timedelta

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.people.departments import CorrectDepartment, WithdrawDepartment
from houqin_desktop.services.people.departure import RecordDeparture, RecordReturn
from houqin_desktop.services.people.storerooms import (
    AddStoreroom,
    CorrectStoreroom,
    WithdrawStoreroom,
)
from houqin_desktop.services.people.verbs import (
    AddDepartment,
    AddPerson,
    Appoint,
    CorrectPerson,
    WithdrawPerson,
)
from houqin_desktop.services.undoing.verbs import Deed, Touched, present_row, undoes
from houqin_desktop.storage.people import Appointment, Department, Person, Storeroom


@undoes("correct_person")
def _old_name_of_a_person(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Person)
    return CorrectPerson(person=row.number, name=(touched.before or {})["name"])


@undoes("correct_storeroom")
def _old_name_of_a_room(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Storeroom)
    return CorrectStoreroom(storeroom=row.name, name=(touched.before or {})["name"])


@undoes("correct_department")
def _old_name_of_a_department(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Department)
    return CorrectDepartment(department=row.name, name=(touched.before or {})["name"])


@undoes("add_person")
def _without_the_person(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Person)
    return WithdrawPerson(person=row.number)


@undoes("withdraw_person")
def _with_the_person(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Person)
    return AddPerson(name=row.name)


@undoes("add_department")
def _without_the_department(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Department)
    return WithdrawDepartment(department=row.name)


@undoes("withdraw_department")
def _with_the_department(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Department)
    return AddDepartment(name=row.name)


@undoes("add_storeroom")
def _without_the_room(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Storeroom)
    return WithdrawStoreroom(storeroom=row.name)


@undoes("withdraw_storeroom")
def _with_the_room(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Storeroom)
    return AddStoreroom(name=row.name)


@undoes("record_departure")
def _here_again(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Person)
    return RecordReturn(person=row.number)


@undoes("record_return")
def _gone_again(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Person)
    left_on = date.fromisoformat((touched.before or {})["left_on"])
    return RecordDeparture(person=row.number, left_on=left_on)


@undoes("end_appointment")
def _in_office_again(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Appointment)
    assert row.to_on is not None
    return _in_office(row, row.person_id, row.to_on + timedelta(days=1), touched)


@undoes("appoint")
def _who_held_it_before(deed: Deed) -> Draft:
    changed = list(deed.still(Appointment))
    given = next(
        (row, touched)
        for row, touched in changed
        if touched.before is None or "person_id" in touched.before or len(changed) == 1
    )
    row, touched = given
    if touched.before is not None:
        return _in_office(row, touched.before.get("person_id", row.person_id), row.from_on, touched)
    for held, ended in changed:
        if held.id != row.id:
            return _in_office(row, held.person_id, row.from_on, ended)
    raise Refused(
        f"{deed.words}以前这个岗位没有人，不能撤销。请任命应任的人，当天任命即改正；"
        "或用“结束任期”写明止日。",
        code="cannot_undo",
    )


def _in_office(row: Appointment, person_id: int, from_on: date, touched: Touched) -> Draft:
    """Return what gives the post of a term to this person, until the day that stood before."""
    until = (touched.before or {}).get("to_on")
    return Appoint(
        person=lookup.person_by_id(person_id).number,
        post=row.post,
        storeroom=None
        if row.storeroom_id is None
        else present_row(Storeroom, str(row.storeroom_id)).name,
        from_on=from_on,
        to_on=None if until is None else date.fromisoformat(until),
    )
