"""来访、在校来访人 and 外出 as lists; what is personal is masked wherever they go."""

from __future__ import annotations

from functools import partial
from typing import Final

from houqin_desktop.services.gate.moments import minute_of
from houqin_desktop.services.gate.view import (
    BADGE_OUT,
    OUT,
    OVERDUE,
    VOIDED,
    GateBook,
    outing_state,
    visit_state,
)
from houqin_desktop.services.registers.listing import Column, ColumnKind, Filter, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.gate import Outing, Visit, badges_out, visits_inside

DATE, QUANTITY, STATUS = ColumnKind.DATE, ColumnKind.QUANTITY, ColumnKind.STATUS
NOT_VOID: Final = (Filter("valid", "yes", "有效"),)
STILL_OUT: Final = (Filter("out", "yes", "在外"),)
_VISITS = (
    Column("来访编号", width=104),
    Column("日期", DATE, width=92),
    Column("来访时间", width=70),
    Column("状态", STATUS, width=84),
    Column("来访人", width=70),
    Column("被访人", width=120),
    Column("事由", width=140),
    Column("临时证号", width=70),
    Column("离开时间", width=120),
    Column("人数", QUANTITY, width=52),
    Column("单位或关系", width=130),
    Column("电话核实", width=150),
    Column("准入", width=52),
    Column("证件", width=200),
    Column("联系电话", width=110),
    Column("车牌", width=84),
    Column("门卫", width=70),
    Column("备注", width=150),
)
_INSIDE = (
    Column("来访编号", width=104),
    Column("状态", STATUS, width=84),
    Column("日期", DATE, width=92),
    Column("来访时间", width=70),
    Column("临时证号", width=70),
    Column("来访人", width=76),
    Column("人数", QUANTITY, width=52),
    Column("被访人", width=140),
    Column("事由", width=160),
    Column("联系电话", width=110),
    Column("车牌", width=84),
)
_OUTINGS = (
    Column("外出编号", width=104),
    Column("日期", DATE, width=92),
    Column("离校时间", width=70),
    Column("状态", STATUS, width=84),
    Column("种类", width=90),
    Column("外出人", width=130),
    Column("事由", width=150),
    Column("去向", width=110),
    Column("批准人", width=76),
    Column("班主任", width=76),
    Column("门卫核验", width=150),
    Column("接领人", width=190),
    Column("预计返回", width=120),
    Column("返校时间", width=120),
    Column("门卫", width=70),
    Column("备注", width=130),
)


def _visits(_session: Session) -> list[RegisterRow]:
    book = GateBook.of(visits := Visit.every("came_on DESC, came_at DESC, id DESC"))
    rows = []
    for visit in visits:
        cells = (
            visit.code,
            visit.came_on.isoformat(),
            visit.came_at,
            state := visit_state(visit),
            book.masks.shown(visit.name_key),
            book.host(visit),
            visit.purpose,
            visit.badge,
            minute_of(visit.left_on, visit.left_at),
            visit.heads,
            visit.organisation,
            book.asked(visit),
            "是" if visit.admitted else "否",
            book.credential(visit),
            book.masks.shown(visit.telephone_key),
            visit.plate,
            book.names.person(visit.gate_by_id),
            visit.remarks or visit.turned_away,
        )
        facets = frozenset({("valid", "no" if state == VOIDED else "yes"), ("state", state)})
        heads = visit.heads if visit.admitted and state != VOIDED else 0
        rows.append(RegisterRow(visit.id, cells, heads, facets=facets))
    return rows


def _inside(_session: Session) -> list[RegisterRow]:
    book = GateBook.of(visits := [*visits_inside(), *badges_out()])
    rows = []
    for visit in visits:
        cells = (
            visit.code,
            state := visit_state(visit),
            visit.came_on.isoformat(),
            visit.came_at,
            visit.badge,
            book.masks.shown(visit.name_key),
            visit.heads,
            book.host(visit),
            visit.purpose,
            book.masks.shown(visit.telephone_key),
            visit.plate,
        )
        heads = 0 if state == BADGE_OUT else visit.heads
        rows.append(RegisterRow(visit.id, cells, heads, facets=frozenset({("state", state)})))
    return rows


def _outings(session: Session) -> list[RegisterRow]:
    book = GateBook.of(outings := Outing.every("went_on DESC, went_at DESC, id DESC"))
    now = session.clock.now().strftime("%Y-%m-%d %H:%M")
    rows = []
    for outing in outings:
        cells = (
            outing.code,
            outing.went_on.isoformat(),
            outing.went_at,
            state := outing_state(outing, now),
            outing.kind.label,
            book.who(outing),
            outing.purpose,
            outing.destination,
            book.names.person(outing.approved_by_id),
            book.names.person(outing.permitted_by_id),
            book.asked(outing),
            book.fetcher(outing),
            minute_of(outing.expected_on, outing.expected_at),
            minute_of(outing.back_on, outing.back_at),
            book.names.person(outing.gate_by_id),
            outing.remarks,
        )
        facets = frozenset(
            {
                ("valid", "no" if state == VOIDED else "yes"),
                ("out", "yes" if state in (OUT, OVERDUE) else "no"),
                ("state", state),
            }
        )
        rows.append(RegisterRow(outing.id, cells, 0 if state == VOIDED else 1, facets=facets))
    return rows


def _visits_register(session: Session) -> Register:
    return RowsRegister("visits", "来访登记", _VISITS, partial(_visits, session))


def _inside_register(session: Session) -> Register:
    return RowsRegister("visitors_inside", "在校来访人", _INSIDE, partial(_inside, session))


def _outings_register(session: Session) -> Register:
    return RowsRegister("outings", "外出登记", _OUTINGS, partial(_outings, session))


MAKERS = {
    "visits": _visits_register,
    "visitors_inside": _inside_register,
    "outings": _outings_register,
}
