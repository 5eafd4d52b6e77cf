"""The papers of a table of duties as the print dialog takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.printing.papers import Paper, open_print
from houqin_desktop.gui.printing.voucher_papers import DRAWN_AT_ONCE
from houqin_desktop.services.duty.view import DutyView

if TYPE_CHECKING:
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.page import Page


def print_duties(page: Page, code: str) -> None:
    """Preview 值班表, 值班次数 and 调班登记 of a table."""
    from houqin_desktop.documents.duty_paper import FORMS

    aside = len(DutyView(page.desk.session, code).lines) > DRAWN_AT_ONCE
    papers = [_paper(page, code, form, aside=aside) for form in FORMS]
    open_print(page, page.desk, f"打印值班表 {code}", papers, refused=page.refuse)


def _paper(page: Page, code: str, form: str, *, aside: bool) -> Paper:
    from houqin_desktop.documents.duty_paper import FORMS, duty_paper

    def draw(_progress: Progress) -> bytes:
        return duty_paper(page.desk.session, code, form)

    return Paper(FORMS[form], draw, f"{FORMS[form]} {code}.pdf", form=f"duty_{form}", aside=aside)
