"""Who may sit down at the program, and the recovery codes that were ever made."""

from __future__ import annotations

from datetime import date

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, flag, integer, optional_day, optional_text, text


class Operator(BaseModel):
    """A person who may operate the program; the password is a scrypt secret or there is none."""

    id: int = integer(key=True)
    person_id: int = integer()
    administrator: bool = flag()
    active: bool = flag()
    password: str | None = optional_text()


class RecoveryCode(BaseModel):
    """The secret of a recovery code; it ends when it is used or another one is made."""

    id: int = integer(key=True)
    secret: str = text()
    made_on: date = day()
    ended_on: date | None = optional_day()
    used: bool = flag()


def has_operators() -> bool:
    """Say whether anybody was ever authorised; before that the program asks nobody who he is."""
    return bool(db.execute_sql("SELECT EXISTS (SELECT 1 FROM operator)").fetchone()[0])


def other_administrators(person_id: int) -> bool:
    """Say whether somebody else is administrator, active and has not left."""
    row = db.execute_sql(
        "SELECT EXISTS (SELECT 1 FROM operator o JOIN person p ON p.id = o.person_id"
        " WHERE o.administrator = 1 AND o.active = 1 AND p.left_on IS NULL AND p.id <> ?)",
        (person_id,),
    ).fetchone()
    return bool(row[0])


def office_goes_on() -> bool:
    """Say whether a 总保管员 who has not left is in office without an end."""
    row = db.execute_sql(
        "SELECT EXISTS (SELECT 1 FROM appointment a JOIN person p ON p.id = a.person_id"
        " WHERE a.post = 'head_storekeeper' AND a.to_on IS NULL AND p.left_on IS NULL)"
    ).fetchone()
    return bool(row[0])


def present_code() -> RecoveryCode | None:
    """Return the recovery code that still opens the door, if one was made."""
    row = db.execute_sql("SELECT id FROM recovery_code WHERE ended_on IS NULL").fetchone()
    return None if row is None else RecoveryCode.find(id=row[0])


def administrators() -> list[str]:
    """Return the numbers of the people who are administrators now."""
    rows = db.execute_sql(
        "SELECT p.number FROM operator o JOIN person p ON p.id = o.person_id"
        " WHERE o.administrator = 1 AND o.active = 1 AND p.left_on IS NULL ORDER BY o.id"
    )
    return [number for (number,) in rows]
