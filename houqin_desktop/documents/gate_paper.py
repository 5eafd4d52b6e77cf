"""The papers of the gate by number: 来访登记单, 出门条, 安保人员工作日志, 异常事件报告."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.gate_slip import render_gate_slip
from houqin_desktop.documents.list_form import render_list
from houqin_desktop.services.gate.sheets import outing_slip, visit_slip
from houqin_desktop.services.guard_shift.sheets import incident_sheet, log_sheet

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

# Kind of record: what its paper is called.
TITLES: Final = {
    "visit": "来访登记单和回执",
    "outing": "出门条",
    "guard_shift": "安保人员工作日志",
    "incident": "异常事件报告",
}


def gate_paper(session: Session, kind: str, number: str) -> bytes:
    """Return the PDF of the paper of a record of the gate.

    :raises Refused: for a record that is void or has no paper.
    """
    target = io.BytesIO()
    if kind == "visit":
        render_gate_slip(visit_slip(session, number), target)
    elif kind == "outing":
        render_gate_slip(outing_slip(session, number), target)
    else:
        sheet = log_sheet if kind == "guard_shift" else incident_sheet
        render_list(sheet(session, number), target)
    return target.getvalue()
