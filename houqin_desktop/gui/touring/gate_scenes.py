"""门岗 on the tour: every list of the page, its forms, its papers of every length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.gate_paper import TITLES, gate_paper
from houqin_desktop.gui.touring.count_scenes import lengths_of_list
from houqin_desktop.gui.touring.opening import opened
from houqin_desktop.services.guard_shift.sheets import log_sheet
from houqin_desktop.services.records import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.gate.page import GatePage
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.session import Session

LOG: Final = "RZ20260001"
PRINTED: Final = ("LF20260001", "WC20260001", "WC20260002", LOG, "SJ20260001")
# Title, the list that is shown, the action.
FORMS_OF_PAGE: Final = (
    ("登记来访", "visits", "gate.visit"),
    ("登记来访人离校", "visits", "gate.leave"),
    ("更正来访", "visits", "gate.correct"),
    ("作废来访", "visits", "gate.void"),
    ("清除到期个人信息", "visits", "gate.purge"),
    ("教职工外出", "outings", "gate.staff_out"),
    ("学生外出", "outings", "gate.pupil_out"),
    ("开始班次", "guard_shifts", "gate.open_shift"),
    ("记巡查", "guard_shifts", "gate.patrol"),
    ("记安保日志", "guard_shifts", "gate.write"),
    ("交班", "guard_shifts", "gate.hand_over"),
    ("带班领导签字", "guard_shifts", "gate.sign"),
    ("作废巡查", "guard_shifts", "gate.void_patrol"),
    ("登记事件", "incidents", "gate.incident"),
    ("登记事件报告", "incidents", "gate.report"),
)


def gate_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the page and each of its forms."""
    from houqin_desktop.gui.gate.page import GatePage

    window.show_page("gate")
    page = window.page
    assert isinstance(page, GatePage)
    for at in range(page.lists.count()):
        page.lists.setCurrentIndex(at)
        page.panel.view.choose_first()
        yield f"门岗·{page.lists.tabText(at)}", window
    yield from _forms(page)
    page.lists.setCurrentIndex(0)
    window.show_page("assets")


def _forms(page: GatePage) -> Iterator[tuple[str, QWidget]]:
    for title, name, action_id in FORMS_OF_PAGE:
        page.show_register(name)
        page.panel.view.choose_first()
        form = opened(page.actions_of_page[action_id].trigger)
        yield title, form
        form.close()


def gate_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield every paper of the gate, and a log with 0, 1, a full page, one more and 200 lines."""
    for number in PRINTED:
        kind = kind_of(number)
        yield f"{TITLES[kind]} {number}", gate_paper(session, kind, number)
    yield from lengths_of_list(log_sheet(session, LOG), TITLES["guard_shift"])
