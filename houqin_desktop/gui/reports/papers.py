"""The papers of lists and cards as the print dialog takes them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from houqin_desktop.gui.printing.papers import Paper, open_print

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.page import Page

# More cards than these are drawn on the worker.
FEW = 5


def report_paper(desk: Desk, sheet: ListSheet, on: date, only: str | None = None) -> Paper:
    """Return a report as a paper."""

    def draw(progress: Progress) -> bytes:
        from houqin_desktop.documents.report_paper import draw_report

        return draw_report(desk.session, sheet, on, only, tick=progress)

    return Paper(sheet.title, draw, f"{sheet.title} {on}.pdf", form=sheet.name)


def print_report(page: Page, name: str, only: str | None = None) -> None:
    """Preview a report of today from another page, narrowed to a room or a person.

    A refusal is shown on that page.
    """
    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.services.reports.catalogue import report

    try:
        sheet = report(page.desk.session, name, only=only)
    except Refused as refusal:
        page.refuse(refusal)
        return
    paper = report_paper(page.desk, sheet, page.desk.session.clock.today(), only)
    open_print(page, page.desk, f"打印{sheet.title}", [paper], refused=page.refuse)


def print_cards(page: Page, codes: Sequence[str]) -> None:
    """Preview the 资产卡片 of these numbers in one PDF."""

    def draw(progress: Progress) -> bytes:
        from houqin_desktop.documents.card_form import render_cards
        from houqin_desktop.services.assets.card_sheet import card_sheets

        total = 2 * len(codes)
        sheets = card_sheets(page.desk.session, codes, tick=lambda done, _of: progress(done, total))
        target = io.BytesIO()
        render_cards(sheets, target, tick=lambda done, of: progress(of + done, total))
        return target.getvalue()

    name = codes[0] if len(codes) == 1 else f"{len(codes)} 张"
    paper = Paper("资产卡片", draw, f"资产卡片 {name}.pdf", form="card", aside=len(codes) > FEW)
    open_print(page, page.desk, "打印资产卡片", [paper], refused=page.refuse)
