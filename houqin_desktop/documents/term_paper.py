"""The papers of a term by name; all of them are lists."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.list_form import render_lists
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.term.finding import find_plan
from houqin_desktop.services.term.sheets import checks_sheet, needs_sheet, signing_sheets

if TYPE_CHECKING:
    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.services.session import Session

FORMS: Final[dict[str, str]] = {
    "needs": "需求汇总",
    "signing": "发放签收表",
    "checks": "水电检修表",
}


def term_sheets(session: Session, code: str, form: str, only: str | None = None) -> list[ListSheet]:
    """Return the lists of a paper; only 发放签收表 may have several.

    :param only: the one grade of a 发放签收表.
    :raises Refused: for a form that no plan has.
    """
    plan = find_plan(code)
    if form == "signing":
        return signing_sheets(session, plan, only)
    made = {"needs": needs_sheet, "checks": checks_sheet}.get(form)
    if made is None:
        names = "、".join(f"{name}（{title}）" for name, title in FORMS.items())
        raise Refused(f"{code} 没有表单“{form}”，它的表单是 {names}。", code="unknown_form")
    return [made(session, plan)]


def term_paper(session: Session, code: str, form: str, only: str | None = None) -> bytes:
    """Return the PDF of a paper of a plan.

    :raises Refused: as `term_sheets` does.
    """
    target = io.BytesIO()
    render_lists(term_sheets(session, code, form, only), target)
    return target.getvalue()
