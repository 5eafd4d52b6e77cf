"""What can be printed: a paper is a name and a function that draws its PDF, whole, on the worker.

A page, a card, a list offers its papers to `open_print`; drawing, preview, the choice of printer,
the file and the record of the printing are then the same everywhere:

    open_print(
        page, desk, "打印资产卡片",
        [Paper("资产卡片", draw_card, f"{code}.pdf", form="card")],
        refused=page.refuse,
    )

`draw` gets a Progress, which it calls with (done, total) where it takes long, so that it can be
cancelled; it returns the bytes of the PDF. `form` names the kind of paper: the printer chosen for
it is remembered under that name. `record` gives the draft of the command that puts the printing on
record; when the book refuses it nothing is printed, for paper without a record would be worse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.background import Progress
from houqin_desktop.gui.lending import lend
from houqin_desktop.services.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its Chinese title, how its PDF is drawn, the name of its file, its kind.

    :param taken: the same record with the number of who takes the paper away; where it is given,
        the dialog asks for him.
    :param note: said beside the pages, for example that it is the second printing.
    :param kept: may be saved as a file; a secret is printed and sealed, and nothing else.
    :param aside: drawn on the worker; a paper of a page or two may be drawn at once.
    """

    title: str
    draw: Callable[[Progress], bytes]
    file_name: str
    form: str
    record: Callable[[], Draft] | None = None
    taken: Callable[[str], Draft] | None = None
    note: str = ""
    kept: bool = True
    aside: bool = True


def open_print(
    parent: QWidget,
    desk: Desk,
    title: str,
    papers: Sequence[Paper],
    *,
    refused: Callable[[Refused], None],
) -> None:
    """Draw the first paper and show it; the others can be chosen above the pages.

    :param refused: shows in place why a paper could not be drawn; then nothing is opened.
    """

    def show(pdf: bytes) -> None:
        from houqin_desktop.gui.printing.print_dialog import PrintDialog

        PrintDialog(parent, desk, title, papers, pdf).open()

    draw_paper(parent, desk, papers[0], done=show, refused=refused)


def draw_paper(
    parent: QWidget,
    desk: Desk,
    paper: Paper,
    *,
    done: Callable[[bytes], None],
    refused: Callable[[Refused], None],
) -> None:
    """Draw the paper, on the worker unless it is a short one; `done` gets the PDF."""
    if paper.aside:
        lend(parent, desk, f"正在排版 {paper.title}", paper.draw, done=done, refused=refused)
        return
    try:
        pdf = paper.draw(Progress(lambda _done, _total: None))
    except Refused as refusal:
        refused(refusal)
        return
    done(pdf)
