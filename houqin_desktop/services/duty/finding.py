"""Finding a table of duties, a duty of it or an absence by what people call them."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.duty import when_words
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services import lookup
from houqin_desktop.storage.duty import Absence, Duty, DutyTable, duty_of_person
from houqin_desktop.storage.people import Person


def find_table(code: str) -> DutyTable:
    """Return the table with this number.

    :raises Refused: when there is none.
    """
    found = DutyTable.find(code=normalise_code(code))
    if found is None:
        raise Refused(f"没有值班表“{code}”。请检查值班表编号。", code="unknown_duty_table")
    return found


def standing_table(code: str) -> DutyTable:
    """Return a table that may be changed.

    :raises Refused: for one that was withdrawn.
    """
    table = find_table(code)
    if table.withdrawn:
        raise Refused(
            f"值班表 {table.code} 已经撤销，不能再改。请先恢复，或另排一张。",
            code="duty_table_withdrawn",
        )
    return table


def table_key(code: str) -> int:
    """Return the key in the register of the table with this number.

    :raises Refused: when there is none.
    """
    return find_table(code).id


def find_absence(code: str) -> Absence:
    """Return the absence with this number.

    :raises Refused: when there is none.
    """
    found = Absence.find(code=normalise_code(code))
    if found is None:
        raise Refused(f"没有请假“{code}”。请检查请假编号。", code="unknown_absence")
    return found


def find_duty(table: DutyTable, on: date, person: Person) -> Duty:
    """Return the duty that somebody has on a day in a table.

    :raises Refused: when there is none.
    """
    found = duty_of_person(table.id, on, person.id)
    if found is None:
        raise Refused(
            f"{table.title}里 {when_words(on, on)}没有{person.name}的班。请核对日期和值班人。",
            code="unknown_duty",
        )
    return found


def name_of(person_id: int) -> str:
    """Return the name of a person."""
    return lookup.person_by_id(person_id).name


def number_of(person_id: int) -> str:
    """Return the number by which a command names a person."""
    return lookup.person_by_id(person_id).number
