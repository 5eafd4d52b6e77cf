"""A visit, an outing, a log or an incident as `show` and the side panel tell it: one shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from houqin_desktop.services.gate.outings import find_outing
from houqin_desktop.services.gate.view import (
    BADGE_OUT,
    INSIDE,
    OUT,
    OVERDUE,
    GateBook,
    Names,
    outing_state,
    visit_state,
)
from houqin_desktop.services.gate.visits import find_visit
from houqin_desktop.services.guard_shift.finding import find_shift, known_incident
from houqin_desktop.services.guard_shift.sheets import incident_sheet, log_sheet
from houqin_desktop.services.guard_shift.view import (
    HAPPENING,
    ShiftView,
    incident_fields,
    incident_state,
    shift_state,
)
from houqin_desktop.services.session import Session
from houqin_desktop.storage.guard_shift import patrols_of

# State: the command that comes next, and its title.
_NEXT: Final = {
    INSIDE: ("record_leaving", "登记离校"),
    BADGE_OUT: ("record_leaving", "登记离校"),
    OUT: ("record_outing_back", "登记返校"),
    OVERDUE: ("record_outing_back", "登记返校"),
    HAPPENING: ("close_incident", "登记事件结果"),
}
_MISSING: Final = {
    INSIDE: "还没有离校",
    BADGE_OUT: "临时证没有交回",
    OUT: "还没有返校",
    OVERDUE: "过了预计时间还没有返校",
    HAPPENING: "还没有处理结果",
}
Line = tuple[tuple[str, str | int | None], ...]


@dataclass(frozen=True, slots=True)
class GateRecord:
    """One record: its fields, its lines title by title, what lacks, what comes next."""

    kind: str
    number: str
    title: str
    state: str
    fields: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    next: tuple[str, str] | None = None


def gate_record(session: Session, kind: str, number: str) -> GateRecord:
    """Return a record of the gate.

    :raises Refused: for a number that nothing of this kind has.
    """
    return {"visit": _visit, "outing": _outing, "guard_shift": _shift, "incident": _incident}[kind](
        session, number
    )


def record_key(kind: str, number: str) -> int:
    """Return the key in its register of a record of the gate.

    :raises Refused: for a number that nothing of this kind has.
    """
    if kind == "visit":
        return find_visit(number).id
    if kind == "outing":
        return find_outing(number).id
    return find_shift(number).id if kind == "guard_shift" else known_incident(number).id


def _visit(_session: Session, number: str) -> GateRecord:
    visit = find_visit(number)
    book = GateBook.of((visit,))
    title = book.masks.shown(visit.name_key)
    return _simple("visit", visit.code, title, visit_state(visit), book.visit_fields(visit))


def _outing(session: Session, number: str) -> GateRecord:
    outing = find_outing(number)
    book = GateBook.of((outing,))
    state = outing_state(outing, session.clock.now().strftime("%Y-%m-%d %H:%M"))
    return _simple("outing", outing.code, book.who(outing), state, book.outing_fields(outing))


def _simple(
    kind: str, number: str, title: str, state: str, fields: tuple[tuple[str, str], ...]
) -> GateRecord:
    missing = (_MISSING[state],) if state in _MISSING else ()
    return GateRecord(kind, number, title, state, fields, missing=missing, next=_NEXT.get(state))


def _shift(session: Session, number: str) -> GateRecord:
    view = ShiftView(find_shift(number))
    sheet = log_sheet(session, number)
    titles = [column.title for column in sheet.columns]
    return GateRecord(
        "guard_shift",
        view.shift.code,
        f"{view.shift.shift_on} {view.shift.shift_name}",
        shift_state(view.shift),
        view.fields,
        tuple(tuple(zip(titles, row, strict=True)) for row in sheet.rows),
        tuple(
            (str(one.voided_on), f"第 {one.ordinal} 次巡查作废：{one.void_reason}")
            for one in patrols_of(view.shift.id)
            if one.voided_on is not None
        ),
        tuple(view.missing),
        view.next_command,
    )


def _incident(session: Session, number: str) -> GateRecord:
    incident = known_incident(number)
    state = incident_state(incident)
    sheet = incident_sheet(session, number)
    titles = [column.title for column in sheet.columns]
    return GateRecord(
        "incident",
        incident.code,
        incident.title,
        state,
        incident_fields(incident, Names.read()),
        tuple(tuple(zip(titles, row, strict=True)) for row in sheet.rows),
        missing=(_MISSING[state],) if state in _MISSING else (),
        next=_NEXT.get(state),
    )
