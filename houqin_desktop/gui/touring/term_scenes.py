"""开学与配备 on the tour: every list of the page, its forms, papers of every length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.term_paper import FORMS, term_paper, term_sheets
from houqin_desktop.gui.touring.count_scenes import lengths_of_list
from houqin_desktop.gui.touring.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.term.page import TermPage
    from houqin_desktop.services.session import Session

PAST, NEXT = "KX202602", "KX202701"
# Title, the list that is shown, the action.
FORMS_OF_PAGE: Final = (
    ("开学计划", "term_plans", "term.open"),
    ("改开学计划", "term_plans", "term.change"),
    ("发放对象", "term_plans", "term.groups"),
    ("检查项目", "term_plans", "term.checks"),
    ("开学发放", "term_plans", "term.hand_out"),
    ("登记签收", "term_plans", "term.sign"),
    ("登记检查完成", "term_plans", "term.tick"),
    ("定套餐", "kits", "term.kit"),
    ("改套餐", "kits", "term.change_kit"),
    ("建名单", "rosters", "equipment.roster"),
    ("列入名单", "rosters", "equipment.join"),
    ("移出名单", "rosters", "equipment.leave"),
    ("更正名单名称", "rosters", "equipment.correct_roster"),
    ("定配备标准", "equipment_rules", "equipment.rule"),
    ("改配备标准", "equipment_rules", "equipment.change_rule"),
)


def term_page(window: MainWindow) -> TermPage:
    """Show the page and return it."""
    from houqin_desktop.gui.term.page import TermPage

    window.show_page("term")
    page = window.page
    assert isinstance(page, TermPage)
    return page


def term_page_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the page as it stands when one comes to it."""
    page = term_page(window)
    for at in range(page.lists.count()):
        page.lists.setCurrentIndex(at)
        page.panel.view.choose_first()
        yield f"开学与配备·{page.lists.tabText(at)}", window
    page.lists.setCurrentIndex(0)


def term_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield what is to be bought, and the forms of the page."""
    page = term_page(window)
    page.open_plan(PAST)
    yield "开学与配备·发放以后", window
    page.open_plan(NEXT)
    page.actions_of_page["term.to_buy"].trigger()
    yield "开学与配备·需购清单", window
    page.panel.clear()
    for title, name, action_id in FORMS_OF_PAGE:
        page.show_register(name)
        if name == "term_plans":
            page.open_plan(PAST)
            page.plan.checks.selectRow(2)
        else:
            page.panel.view.choose_first()
        dialog = opened(page.actions_of_page[action_id].trigger)
        yield title, dialog
        dialog.close()
    page.lists.setCurrentIndex(0)
    window.show_page("assets")


def term_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield every paper of a plan, and each with 0, 1, a full page, one more and 200 lines."""
    for form, title in FORMS.items():
        yield title, term_paper(session, PAST, form)
        yield from lengths_of_list(term_sheets(session, NEXT, form)[0], title)
