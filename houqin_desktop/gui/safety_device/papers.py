"""The papers of rounds and activities as the print dialog takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.printing.papers import Paper, open_print

if TYPE_CHECKING:
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.page import Page


def print_safety(page: Page, kind: str, number: str) -> None:
    """Preview the sheet of a round, or the record of an activity."""
    from houqin_desktop.documents.safety_paper import FORMS, safety_paper

    _, title, _ = FORMS[kind]

    def draw(_progress: Progress) -> bytes:
        return safety_paper(page.desk.session, kind, number)

    paper = Paper(title, draw, f"{title} {number}.pdf", form=kind, aside=False)
    open_print(page, page.desk, f"打印{title} {number}", [paper], refused=page.refuse)
