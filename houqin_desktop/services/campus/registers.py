"""校园场所 as a list."""

from __future__ import annotations

from functools import partial
from typing import Final

from houqin_desktop.services.registers.listing import Column, ColumnKind, Filter, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.people import Department, Person

QUANTITY, STATUS = ColumnKind.QUANTITY, ColumnKind.STATUS
PLACES_IN_USE: Final = (Filter("in_use", "yes", "在用"),)
_COLUMNS = (
    Column("场所编号", width=90),
    Column("场所", width=190),
    Column("区域", width=120),
    Column("责任部门", width=110),
    Column("责任人", width=80),
    Column("路线次序", QUANTITY, width=80),
    Column("重点部位", width=80),
    Column("备注", width=160),
    Column("状态", STATUS, width=80),
)


def _rows(_session: Session) -> list[RegisterRow]:
    departments = {row.id: row.name for row in Department.every()}
    people = {row.id: row.name for row in Person.every()}
    found = []
    for place in CampusPlace.every("withdrawn, walking_order, id"):
        cells = (
            place.code,
            place.name,
            place.area,
            departments.get(place.department_id or 0, ""),
            people.get(place.responsible_id or 0, ""),
            place.walking_order,
            "是" if place.is_key else "",
            place.remarks,
            "已撤销" if place.withdrawn else "在用",
        )
        facets = frozenset({("in_use", "no" if place.withdrawn else "yes")})
        found.append(RegisterRow(place.id, cells, facets=facets))
    return found


def _campus_places(session: Session) -> Register:
    return RowsRegister("campus_places", "校园场所", _COLUMNS, partial(_rows, session))


MAKERS = {"campus_places": _campus_places}
