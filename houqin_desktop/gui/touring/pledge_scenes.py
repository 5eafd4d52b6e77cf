"""责任状 and 迎检包 on the tour: lists, every form, letters of each kind and of any length."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.binder_front import Entry, Front
from houqin_desktop.documents.binder_paper import drawings_of
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.pledge import year_begins
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.gui.pledge.opening import pledge_page
from houqin_desktop.gui.touring.loan_scenes import drawn, of_every_length
from houqin_desktop.gui.touring.opening import opened
from houqin_desktop.services.binder.parts import require_span, sections
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.slips.sheets import slip_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.slip import SlipSheet
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.session import Session

# The letters of the demo school: of a tenant, a department and a teacher.
TENANT, DEPARTMENT, TEACHER = "ZR20260001", "ZR20260005", "ZR20260056"
# Title, the list that is shown, the action.
FORMS: Final = (
    ("开责任状", "pledges_missing", "pledge.open"),
    ("部门责任状", "pledges_missing", "pledge.departments"),
    ("批量登记责任状", "pledges", "pledge.sign"),
    ("撤销责任状", "pledges", "pledge.withdraw"),
    ("启用责任状文本", "pledge_texts", "pledge.adopt"),
    ("改责任状文本", "pledge_texts", "pledge.text"),
    ("登记租赁单位", "tenants", "pledge.tenant"),
    ("更正租赁单位", "tenants", "pledge.correct_tenant"),
    ("登记租赁单位电话", "tenants", "pledge.telephone"),
    ("续签合同", "tenants", "pledge.contract"),
    ("更正合同", "tenants", "pledge.correct_contract"),
    ("终止合同", "tenants", "pledge.end_contract"),
    ("登记证照", "tenants", "pledge.paper"),
    ("取下证照", "tenants", "pledge.drop_paper"),
)


def pledge_page_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the page as it stands when one comes to it."""
    page = pledge_page(window)
    for at in range(page.lists.count()):
        page.lists.setCurrentIndex(at)
        page.panel.view.choose_first()
        yield f"责任状·{page.lists.tabText(at)}", window
    page.lists.setCurrentIndex(0)


def pledge_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield letters in their states and every form of the page."""
    page = pledge_page(window)
    for number in (TENANT, DEPARTMENT, TEACHER):
        page.open_slip(number)
        yield f"责任状·{number}", window
    for title, name, action_id in FORMS:
        page.show_register(name)
        if name == "pledges":
            page.open_slip(TEACHER)
        else:
            page.panel.view.choose_first()
        form = opened(page.actions_of_page[action_id].trigger)
        yield title, form
        form.close()
    form = opened(window.actions_of_window["book.binder"].trigger)
    yield "迎检包", form
    form.close()


def binder_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield the contents and what is missing, as if every drawing took a page."""
    today = session.clock.today()
    span = require_span(session, year_begins(school_year_of(today)), today)
    days = f"{chinese_date(span.from_on)} 至 {chinese_date(span.to_on)}"
    found = list(sections(span))
    entries = tuple(
        Entry(one.title, piece.title, drawings_of(piece)) for one in found for piece in one.pieces
    )
    missing = tuple((one.title, one.missing) for one in found if one.missing)
    yield "迎检包目录", Front(school_name(), days, entries, missing).draw()


def pledge_papers() -> Iterator[tuple[str, bytes]]:
    """Yield a letter of each kind, and one with 0, 1, a page of clauses, one more and 200."""
    for number in (TENANT, DEPARTMENT, TEACHER):
        sheet = slip_sheet(number)
        yield f"{sheet.title} {number}", drawn(sheet)
    yield from of_every_length(slip_sheet(TENANT), _of_length)


def _of_length(sheet: SlipSheet, clauses: int) -> SlipSheet:
    kept = [sheet.paragraphs[at % len(sheet.paragraphs)] for at in range(clauses)]
    return replace(sheet, paragraphs=tuple(kept))
