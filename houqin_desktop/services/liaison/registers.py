"""周边环境 as a list."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.clock_time import shown_time
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.liaison import Liaison
from houqin_desktop.storage.people import Person

DATE, STATUS = ColumnKind.DATE, ColumnKind.STATUS


def time_words(row: Liaison) -> str:
    """Return from when to when it was, as one reads it; nothing where nobody wrote it."""
    begun, ended = shown_time(row.from_at), shown_time(row.to_at)
    return f"{begun}–{ended}" if begun and ended else begun


def _rows(_session: Session) -> list[RegisterRow]:
    places = {one.id: one.name for one in CampusPlace.every()}
    people = {one.id: one.name for one in Person.every()}
    found = []
    for row in Liaison.every("met_on DESC, id DESC"):
        cells = (
            row.code,
            row.met_on.isoformat(),
            row.kind.label,
            time_words(row),
            row.counterpart,
            row.colleagues,
            places.get(row.campus_place_id or 0, ""),
            row.matter,
            row.result,
            "有" if row.photo else "",
            people.get(row.recorded_by_id, ""),
            f"已作废：{row.void_reason}" if row.voided else "有效",
        )
        facets = frozenset({("kind", row.kind.value), ("standing", "no" if row.voided else "yes")})
        found.append(RegisterRow(row.id, cells, facets=facets))
    return found


def _liaison_register(session: Session) -> Register:
    columns = (
        Column("记录编号", width=110),
        Column("日期", DATE, width=100),
        Column("种类", width=110),
        Column("时段", width=110),
        Column("对方单位人员", width=180),
        Column("我校人员", width=120),
        Column("场所", width=120),
        Column("事项", width=200),
        Column("结果", width=180),
        Column("照片", width=60),
        Column("记录人", width=80),
        Column("状态", STATUS, width=120),
    )
    return RowsRegister("liaison", "周边环境", columns, partial(_rows, session))


MAKERS = {"liaison": _liaison_register}
