"""Going to a plan, a kit or a rule from elsewhere: the list of the day, a scanned number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

# What lies on the page, and the list on which it is found by its number.
ELSEWHERE: Final = {
    "term_plan": "term_plans",
    "kit": "kits",
    "equipment_rule": "equipment_rules",
}


def open_in_term(window: MainWindow, kind: str, code: str) -> None:
    """Show the page 开学与配备 with this plan, kit or rule.

    :raises Refused: when there is none of this number.
    """
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.term.page import TermPage

    window.show_page("term")
    page = window.page
    assert isinstance(page, TermPage)
    if kind == "term_plan":
        page.open_plan(code)
        return
    page.show_register(ELSEWHERE[kind])
    page.panel.clear()
    page.panel.search.setText(code)
