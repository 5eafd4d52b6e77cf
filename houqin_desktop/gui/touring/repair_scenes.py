"""报修 on the tour: its list, every form, and papers of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.repair.dialogs import report_dialog
from houqin_desktop.gui.repair.opening import repair_page
from houqin_desktop.gui.touring.loan_scenes import drawn, of_every_length
from houqin_desktop.gui.touring.opening import opened
from houqin_desktop.services.slips.sheets import slip_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow

# The repairs of the demo school by what they wait for.
FINISHED, TO_ACCEPT, TO_DO, TO_ASSIGN = (f"WX2026{at:04d}" for at in range(1, 5))
FORMS: Final = (
    ("派工", TO_ASSIGN, "repair.assign"),
    ("领用维修材料", TO_DO, "repair.parts"),
    ("登记完工", TO_DO, "repair.finish"),
    ("退回重修", TO_ACCEPT, "repair.reopen"),
)


def repair_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the page with a repair in each state, and the forms."""
    page = repair_page(window)
    for number in (FINISHED, TO_ACCEPT, TO_DO, TO_ASSIGN):
        page.open_slip(number)
        yield f"报修·{number}", window
    form = report_dialog(window, window.desk)
    form.open()
    yield "报修登记", form
    form.leave()
    for title, number, action_id in FORMS:
        page.open_slip(number)
        dialog = opened(page.actions_of_page[action_id].trigger)
        yield title, dialog
        dialog.close()
    window.show_page("assets")


def repair_papers() -> Iterator[tuple[str, bytes]]:
    """Yield the paper as it goes along, signed, and with any number of lines."""
    for number in (FINISHED, TO_ACCEPT, TO_ASSIGN):
        sheet = slip_sheet(number)
        yield f"{sheet.title} {number}", drawn(sheet)
    yield from of_every_length(slip_sheet(FINISHED))
