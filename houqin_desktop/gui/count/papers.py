"""The papers of a count as the print dialog takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.printing.papers import Paper, open_print

if TYPE_CHECKING:
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.page import Page


def print_count(page: Page, number: str, room: str) -> None:
    """Preview the papers of a count; the sheet of the chosen room comes first."""
    from houqin_desktop.documents.count_paper import FORMS

    wanted = [("sheet", room), ("blind", room)] if room else []
    wanted += [(form, "") for form in FORMS]
    papers = [_paper(page, number, form, only) for form, only in wanted]
    open_print(page, page.desk, f"打印清查 {number}", papers, refused=page.refuse)


def _paper(page: Page, number: str, form: str, room: str) -> Paper:
    from houqin_desktop.documents.count_paper import FORMS, count_paper

    def draw(_progress: Progress) -> bytes:
        return count_paper(page.desk.session, number, form, room or None)

    title = f"{FORMS[form]} {room}".strip()
    return Paper(title, draw, f"{title} {number}.pdf", form=f"count_{form}")
