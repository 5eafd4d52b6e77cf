"""应急预案 and 规章制度 as lists, also as of an earlier day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from houqin_desktop.services.emergency_plan.finding import Issued, all_versions, in_force
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.emergency_plan import EmergencyPlan, IssuedVersion, Regulation

QUANTITY, DATE, STATUS = ColumnKind.QUANTITY, ColumnKind.DATE, ColumnKind.STATUS
_VERSION_COLUMNS: Final = (
    Column("版本", QUANTITY, width=60),
    Column("发布单位", width=170),
    Column("施行日期", DATE, width=100),
    Column("施行到", DATE, width=100),
    Column("正文", width=70),
    Column("说明", width=180),
    Column("状态", STATUS, width=80),
)


def state_on(version: IssuedVersion, on: date) -> str:
    """Return whether a version was in force on a day, as one reads it."""
    if version.from_on > on:
        return "未施行"
    return "施行中" if version.to_on is None or version.to_on >= on else "已废止"


def _state(issued: Issued, version: IssuedVersion | None, on: date) -> str:
    if issued.withdrawn:
        return "已撤销"
    if version is None:
        return "没有版本"
    return state_on(version, on)


def _version_cells(issued: Issued, on: date) -> tuple[str | int | None, ...]:
    standing = [one for one in all_versions(issued) if not one.withdrawn]
    begun = [one for one in standing if one.from_on <= on]
    version = in_force(standing, on) or (begun[-1] if begun else None)
    version = version or (standing[0] if standing else None)
    state = _state(issued, version, on)
    if version is None:
        return None, "", "", "", "", "", state
    return (
        version.version,
        version.issued_by,
        version.from_on.isoformat(),
        "" if version.to_on is None else version.to_on.isoformat(),
        "有" if version.sha256 else "",
        version.remarks,
        state,
    )


def _row(issued: Issued, first: tuple[str, ...], on: date) -> RegisterRow:
    cells = (*first, *_version_cells(issued, on))
    facets = frozenset({("in_force", "yes" if cells[-1] == "施行中" else "no")})
    return RegisterRow(issued.id, cells, facets=facets)


def _plans(on: date) -> list[RegisterRow]:
    return [
        _row(plan, (plan.code, plan.name, plan.kind.label), on)
        for plan in EmergencyPlan.every("withdrawn, code")
    ]


def _regulations(on: date) -> list[RegisterRow]:
    return [_row(one, (one.code, one.name), on) for one in Regulation.every("withdrawn, code")]


def _plans_register(session: Session, on: date | None = None) -> Register:
    columns = (
        Column("预案编号", width=90),
        Column("预案名称", width=220),
        Column("预案种类", width=110),
        *_VERSION_COLUMNS,
    )
    read = partial(_plans, on or session.clock.today())
    return RowsRegister("emergency_plans", "应急预案", columns, read)


def _regulations_register(session: Session, on: date | None = None) -> Register:
    columns = (Column("制度编号", width=90), Column("制度名称", width=240), *_VERSION_COLUMNS)
    read = partial(_regulations, on or session.clock.today())
    return RowsRegister("regulations", "规章制度", columns, read)


MAKERS = {"emergency_plans": _plans_register, "regulations": _regulations_register}
