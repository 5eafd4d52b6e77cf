"""Going to an entry of the gate from elsewhere: the list of the day, a number that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

AT_THE_GATE: Final = ("visit", "outing", "guard_shift", "incident")


def open_at_the_gate(window: MainWindow, code: str) -> None:
    """Show the page 门岗 with this entry.

    :raises Refused: when there is none of this number.
    """
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.gate.page import GatePage

    window.show_page("gate")
    page = window.page
    assert isinstance(page, GatePage)
    page.open_code(code)
