"""The papers of a plan as the print dialog takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.printing.papers import Paper, open_print
from houqin_desktop.gui.printing.voucher_papers import DRAWN_AT_ONCE
from houqin_desktop.services.term.view import TermView

if TYPE_CHECKING:
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.page import Page


def print_plan(page: Page, code: str) -> None:
    """Preview 需求汇总, 发放签收表 and 水电检修表 of a plan."""
    from houqin_desktop.documents.term_paper import FORMS

    view = TermView(page.desk.session, code)
    aside = len(view.groups) + len(view.items) > DRAWN_AT_ONCE
    papers = [_paper(page, code, form, aside=aside) for form in FORMS]
    open_print(page, page.desk, f"打印开学准备 {code}", papers, refused=page.refuse)


def _paper(page: Page, code: str, form: str, *, aside: bool) -> Paper:
    from houqin_desktop.documents.term_paper import FORMS, term_paper

    def draw(_progress: Progress) -> bytes:
        return term_paper(page.desk.session, code, form)

    return Paper(FORMS[form], draw, f"{FORMS[form]} {code}.pdf", form=f"term_{form}", aside=aside)
