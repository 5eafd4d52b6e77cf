"""值班 on the tour: every list of the page, its forms, papers of every length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.duty_paper import FORMS, duty_paper, duty_sheet
from houqin_desktop.gui.touring.count_scenes import lengths_of_list
from houqin_desktop.gui.touring.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.duty.page import DutyPage
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.session import Session

TABLE: Final = "ZB0002"
# Title, the list that is shown, the action.
FORMS_OF_PAGE: Final = (
    ("排值班表", "duty_tables", "duty.plan"),
    ("改值班表", "duty_tables", "duty.change"),
    ("值班点名", "duty_tables", "duty.mark"),
    ("调班", "duties", "duty.swap"),
    ("顶班", "duties", "duty.replace"),
    ("登记请假", "absences", "duty.absence"),
    ("改请假", "absences", "duty.change_absence"),
    ("登记校历", "calendar", "duty.calendar"),
)


def duty_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the page and each of its forms."""
    from houqin_desktop.gui.duty.page import DutyPage

    window.show_page("duty")
    page = window.page
    assert isinstance(page, DutyPage)
    for at in range(page.lists.count()):
        page.lists.setCurrentIndex(at)
        page.panel.view.choose_first()
        yield f"值班·{page.lists.tabText(at)}", window
    yield from _forms(page)
    page.lists.setCurrentIndex(0)
    window.show_page("assets")


def _forms(page: DutyPage) -> Iterator[tuple[str, QWidget]]:
    for title, name, action_id in FORMS_OF_PAGE:
        page.show_register(name)
        page.panel.view.choose_first()
        dialog = opened(page.actions_of_page[action_id].trigger)
        yield title, dialog
        dialog.close()


def duty_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield every paper of a table, and each with 0, 1, a full page, one more and 200 lines."""
    for form, title in FORMS.items():
        yield title, duty_paper(session, TABLE, form)
        yield from lengths_of_list(duty_sheet(session, TABLE, form), title)
