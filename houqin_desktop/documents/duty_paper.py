"""The papers of a table of duties by name; all of them are lists."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.list_form import render_list
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.duty.sheets import changes_sheet, counts_sheet, table_sheet
from houqin_desktop.services.duty.view import DutyView

if TYPE_CHECKING:
    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.services.session import Session

FORMS: Final[dict[str, str]] = {
    "table": "值班表",
    "counts": "值班次数",
    "changes": "调班登记",
}
_MADE: Final = {"table": table_sheet, "counts": counts_sheet, "changes": changes_sheet}


def duty_sheet(session: Session, code: str, form: str) -> ListSheet:
    """Return the list of a paper of a table of duties.

    :raises Refused: for a form that no table has.
    """
    if form not in _MADE:
        names = "、".join(f"{name}（{title}）" for name, title in FORMS.items())
        raise Refused(f"{code} 没有表单“{form}”，它的表单是 {names}。", code="unknown_form")
    return _MADE[form](session, DutyView(session, code))


def duty_paper(session: Session, code: str, form: str) -> bytes:
    """Return the PDF of a paper of a table of duties.

    :raises Refused: as `duty_sheet` does.
    """
    target = io.BytesIO()
    render_list(duty_sheet(session, code, form), target)
    return target.getvalue()
