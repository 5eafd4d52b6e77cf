"""值班 in the binder: the tables that reach into these days, who stood where, attendance."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.list_sheet import ListSheet
from houqin_desktop.services.binder.gathering import records, reported
from houqin_desktop.services.binder.parts import Listed, Section, Span
from houqin_desktop.services.duty.sheets import table_sheet
from houqin_desktop.services.duty.view import DutyView


def duties(span: Span) -> Section | None:
    """Return the tables of duties that reach into these days."""
    found = [
        row
        for _, row in records(span, "duty_tables")
        if str(row["起日"]) <= span.to_on.isoformat()
        and str(row["止日"]) >= span.from_on.isoformat()
        and row["状态"] != "已撤销"
    ]
    if not found:
        return None
    tables = [
        Listed(
            f"{row['种类']} {row['值班表编号']}",
            partial(_table, span, str(row["值班表编号"])),
        )
        for row in found
    ]
    return Section("值班值周", (*tables, reported(span, "duty_attendance")))


def _table(span: Span, code: str) -> ListSheet:
    return table_sheet(span.session, DutyView(span.session, code))


SECTIONS = (duties,)
