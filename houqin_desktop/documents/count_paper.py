"""The papers of a count, by name: the sheets are lists, 清查报告 is a letter."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.layout import Document
from houqin_desktop.documents.letter import Letter
from houqin_desktop.documents.list_form import render_list
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.count.report import count_report
from houqin_desktop.services.count.sheets import CountPapers
from houqin_desktop.services.count.view import CountView

if TYPE_CHECKING:
    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.services.count.report import CountReport
    from houqin_desktop.services.session import Session

REPORT: Final = "report"
FORMS: Final[dict[str, str]] = {
    "sheet": "盘点表",
    "blind": "盘点表（盲盘）",
    "surplus": "盘盈表",
    "shortage": "盘亏（损失）表",
    "differences": "清查差异处理表",
    "by_class": "清查汇总表（按分类）",
    "by_room": "清查汇总表（按保管室）",
    REPORT: "清查报告",
}


def count_sheet(session: Session, number: str, form: str, room: str | None = None) -> ListSheet:
    """Return the sheet of a paper that is a list.

    :param room: the one room of a 盘点表.
    :raises Refused: for a form that no count has.
    """
    papers = CountPapers(session, CountView(session, number))
    made: dict[str, Callable[[], ListSheet]] = {
        "sheet": lambda: papers.filled(room),
        "blind": lambda: papers.blind(room),
        "surplus": papers.surplus,
        "shortage": papers.shortage,
        "differences": papers.differences,
        "by_class": papers.by_class,
        "by_room": papers.by_room,
    }
    if form not in made:
        names = "、".join(f"{name}（{title}）" for name, title in FORMS.items())
        raise Refused(f"{number} 没有表单“{form}”，它的表单是 {names}。", code="unknown_form")
    return made[form]()


def count_paper(session: Session, number: str, form: str, room: str | None = None) -> bytes:
    """Return the PDF of a paper of a count.

    :raises Refused: as `count_sheet` does.
    """
    target = io.BytesIO()
    if form == REPORT:
        _letter(count_report(CountView(session, number)), target)
    else:
        render_list(count_sheet(session, number, form, room), target)
    return target.getvalue()


def _letter(report: CountReport, target: io.BytesIO) -> None:
    document = Document(f"清查报告 {report.number}", author=report.school)
    letter = Letter(document)
    letter.title(report.title)
    letter.gap()
    for heading, paragraphs in report.parts:
        letter.heading(heading)
        for words in paragraphs:
            letter.paragraph(words)
    letter.enclosures(report.enclosures)
    letter.signature(report.school, report.signed_on)
    letter.numbers(f"清查报告　单号 {report.number}")
    document.write(target)
