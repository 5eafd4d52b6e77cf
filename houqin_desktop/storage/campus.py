"""Campus places, in the order in which one walks by them."""

from __future__ import annotations

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import flag, integer, optional_integer, text


class CampusPlace(BaseModel):
    """A place of the campus: who answers for it, when one comes by; at most withdrawn."""

    id: int = integer(key=True)
    code: str = text()
    name: str = text()
    area: str = text("")
    department_id: int | None = optional_integer()
    responsible_id: int | None = optional_integer()
    walking_order: int = integer()
    is_key: bool = flag()
    remarks: str = text("")
    withdrawn: bool = flag()


def campus_places() -> list[CampusPlace]:
    """Return the places in use as one walks by them."""
    return CampusPlace.picked("withdrawn = 0", order="walking_order, id")


def last_turn() -> int:
    """Return at which turn one comes by the last place in use, 0 without any."""
    (turn,) = db.execute_sql(
        "SELECT coalesce(max(walking_order), 0) FROM campus_place WHERE withdrawn = 0"
    ).fetchone()
    return int(turn)
