"""门岗 in the binder: who came and went, the guards' logs, the rounds, the incidents."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from houqin_desktop.services.binder.gathering import listed, reported, sheets, some
from houqin_desktop.services.binder.parts import Piece, Section, Span
from houqin_desktop.services.guard_shift.sheets import incident_sheet, log_sheet
from houqin_desktop.storage.gate import outings_between, visits_between
from houqin_desktop.storage.guard_shift import GuardShift, Incident


def gate(span: Span) -> Section | None:
    """Return what the gate keeps of these days, names masked; None where it keeps nothing."""
    first, last = span.from_on.isoformat(), span.to_on.isoformat()
    within = (first, (span.to_on + timedelta(days=1)).isoformat())
    shifts = GuardShift.picked(
        "voided_on IS NULL AND shift_on BETWEEN ? AND ?", first, last, order="shift_on, starts_at"
    )
    incidents = Incident.picked(
        "voided_on IS NULL AND happened_on BETWEEN ? AND ?",
        first,
        last,
        order="happened_on, happened_at, id",
    )
    asked = (
        ("gate_visits", visits_between(*within)),
        ("gate_outings", outings_between(*within)),
        ("gate_patrols", shifts),
    )
    if not incidents and not any(found for _, found in asked):
        return None
    logs = (partial(log_sheet, span.session, one.code) for one in shifts)
    told = (partial(incident_sheet, span.session, one.code) for one in incidents)
    pieces: tuple[Piece, ...] = (
        *(reported(span, name) for name, found in asked if found),
        *listed(span, "guard_shifts", "日期"),
        *sheets("安保人员工作日志", logs),
        *sheets("异常事件报告", told),
    )
    return Section("门岗和安保", pieces, tuple(_missing(span, shifts, incidents)))


def _missing(span: Span, shifts: list[GuardShift], incidents: list[Incident]) -> list[str]:
    days = {one.shift_on for one in shifts}
    first = min(days, default=span.to_on)
    without = [
        (first + timedelta(days=at)).isoformat()
        for at in range((span.to_on - first).days + 1)
        if first + timedelta(days=at) not in days
    ]
    wanting = (
        ("没有安保日志的日子", without),
        ("没有带班领导签字的日志", [one.code for one in shifts if one.signed_on is None]),
        ("没有写明处理结果的事件", [one.code for one in incidents if one.over_on is None]),
    )
    return [f"{words}：{some(found)}" for words, found in wanting if found]


SECTIONS = (gate,)
