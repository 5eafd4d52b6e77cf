"""隐患 on the tour: every list of the page, its forms, its papers of every length."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog

from houqin_desktop.documents.notice_form import render_notice
from houqin_desktop.gui.touring.count_scenes import lengths_of_list
from houqin_desktop.gui.touring.loan_scenes import of_every_length
from houqin_desktop.gui.touring.opening import opened
from houqin_desktop.services.hazard.finding import hazard_key
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.slips.sheets import slip_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.slip import SlipSheet
    from houqin_desktop.gui.hazard.page import HazardPage
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.session import Session

NOTICE: Final = "ZG20260004"
OPEN, FIXED, MAJOR = "YHB20260039", "YHB20260040", "YHB20260023"
# Title, the hazard that is chosen, the action.
FORMS: Final = (
    ("登记隐患", OPEN, "hazard.register"),
    ("隐患定级", OPEN, "hazard.grade"),
    ("落实整改", OPEN, "hazard.plan"),
    ("登记整改", OPEN, "hazard.rectify"),
    ("登记复查", FIXED, "hazard.reinspect"),
    ("上级验收", FIXED, "hazard.report"),
    ("附隐患照片", OPEN, "hazard.photo"),
    ("关联单据", OPEN, "hazard.link"),
    ("更正登记", OPEN, "hazard.correct"),
    ("作废隐患", OPEN, "hazard.void"),
    ("撤回一步", MAJOR, "hazard.retract"),
    ("下达通知书", OPEN, "hazard.notice"),
    ("隐患采购申请", OPEN, "hazard.request"),
    ("隐患流程", MAJOR, "hazard.thread"),
)


def hazard_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the page and each of its forms."""
    from houqin_desktop.gui.hazard.opening import hazard_page

    page = hazard_page(window)
    for at in range(page.lists.count()):
        page.lists.setCurrentIndex(at)
        page.panel.view.choose_first()
        yield f"隐患·{page.lists.tabText(at)}", window
    for title, code, action_id in FORMS:
        page.choose_in("hazards", hazard_key(code))
        yield title, _opened(window, page, action_id)
    page.choose_in("rectification_notices", find_slip("ZG20260005").slip.id)
    yield "收回回执", _opened(window, page, "notice.reply")
    page.lists.setCurrentIndex(0)
    window.show_page("assets")


def hazard_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield a notice with its 回执 and the 台账 with 0, 1, a full page, one more and 200 lines."""
    sheet = slip_sheet(NOTICE)
    yield sheet.title, _drawn(sheet)
    yield from of_every_length(sheet, draw=_drawn)
    ledger = report(session, "hazard_ledger")
    yield from lengths_of_list(ledger, ledger.title)


def _drawn(sheet: SlipSheet) -> bytes:
    file = BytesIO()
    render_notice(sheet, file)
    return file.getvalue()


def _opened(window: MainWindow, page: HazardPage, action_id: str) -> QDialog:
    """Return the form that an action opens; the one before it is closed."""
    for one in window.findChildren(QDialog):
        one.close()
    return opened(page.actions_of_page[action_id].trigger)
