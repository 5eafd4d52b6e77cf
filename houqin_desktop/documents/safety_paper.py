"""The papers of a round past the devices and of an activity; both are lists."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.list_form import render_list
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.safety_device.sheets import round_sheet
from houqin_desktop.services.safety_event.sheets import event_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.services.session import Session

# By kind of record: the name of its form, its title, and what makes its sheet.
FORMS: Final[dict[str, tuple[str, str, Callable[[Session, str], ListSheet]]]] = {
    "device_round": ("round", "安全设备巡检表", round_sheet),
    "safety_event": ("record", "安全活动记录表", event_sheet),
}


def safety_sheet(session: Session, kind: str, number: str, form: str | None = None) -> ListSheet:
    """Return the sheet of the one form that such a record has.

    :raises Refused: for another form.
    """
    name, title, made = FORMS[kind]
    if form not in (None, name):
        raise Refused(
            f"{number} 没有表单“{form}”，它的表单是 {name}（{title}）。请改正。",
            code="unknown_form",
        )
    return made(session, number)


def safety_paper(session: Session, kind: str, number: str, form: str | None = None) -> bytes:
    """Return the PDF of such a record.

    :raises Refused: as `safety_sheet` does.
    """
    target = io.BytesIO()
    render_list(safety_sheet(session, kind, number, form), target)
    return target.getvalue()
