"""The papers of the gate as the print dialog takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.printing.papers import Paper, open_print
from houqin_desktop.services.records import kind_of

if TYPE_CHECKING:
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.page import Page


def print_gate(page: Page, code: str) -> None:
    """Preview 来访登记单, 出门条, 安保人员工作日志 or 异常事件报告."""
    from houqin_desktop.documents.gate_paper import TITLES, gate_paper

    kind = kind_of(code)
    title = TITLES[kind]

    def draw(_progress: Progress) -> bytes:
        return gate_paper(page.desk.session, kind, code)

    paper = Paper(title, draw, f"{title} {code}.pdf", form=kind, aside=False)
    open_print(page, page.desk, f"打印{title} {code}", [paper], refused=page.refuse)
