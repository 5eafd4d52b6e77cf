"""The papers of a voucher in the window: drawn, printed, and the printing put on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.printing.papers import Paper, open_print
from houqin_desktop.services.disposal.drafts import RecordPrinting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.documents.case_papers import CasePaper
    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.desk import Desk

# So many lines are drawn before anybody could notice a wait.
DRAWN_AT_ONCE = 100


def voucher_paper(number: str, paper: CasePaper, kind: str) -> Paper:
    """Return one paper of a voucher as the print dialog wants it.

    :param kind: under what name the printer of its own form is remembered.
    """
    again = f"第 {paper.printed + 1} 次打印，纸上标明“重印 {paper.printed}”"
    name = f"{number}.pdf" if paper.counts else f"{number} {paper.title}.pdf"
    return Paper(
        paper.title,
        lambda progress: paper.draw(progress),
        name,
        form=kind if paper.counts else f"{kind}_{paper.form}",
        record=(lambda: RecordPrinting(number=number)) if paper.counts else None,
        taken=(lambda person: RecordPrinting(number=number, taken_by=person))
        if paper.counts
        else None,
        note=again if paper.printed else "",
        aside=paper.lines > DRAWN_AT_ONCE,
    )


def print_slip(parent: QWidget, desk: Desk, number: str) -> None:
    """Show the paper of a slip, ready to be printed."""
    from houqin_desktop.documents.case_papers import case_papers

    papers = [voucher_paper(number, one, "slip") for one in case_papers(number)]

    def say(refusal: Refused) -> None:
        desk.say(refusal.sentence)

    open_print(parent, desk, f"打印预览 {number}", papers, refused=say)
