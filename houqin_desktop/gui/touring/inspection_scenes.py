"""排查 on the tour: its lists, every form, the record and the sheets of any length."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.preview import page_count
from houqin_desktop.documents.walking_form import TITLE, render_walking
from houqin_desktop.gui.touring.loan_scenes import MANY, drawn, of_every_length
from houqin_desktop.gui.touring.opening import opened
from houqin_desktop.services.inspection.walking import walking_sheets
from houqin_desktop.services.slips.sheets import slip_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.walking_sheet import WalkingSheets
    from houqin_desktop.gui.inspection.page import InspectionPage
    from houqin_desktop.gui.main_window import MainWindow

# The rounds of the demo school: walked and signed, and still to be walked.
WALKED, WAITING = "YH20260001", "YH20260002"
# Title, the list that is shown, the action.
FORMS: Final = (
    ("开排查单", "inspections", "inspection.open"),
    ("登记排查结果", "inspections", "inspection.enter"),
    ("改排查人员", "inspections", "inspection.people"),
    ("附排查照片", "inspections", "inspection.photo"),
    ("取下排查照片", "inspections", "inspection.drop_photo"),
    ("开出应查的排查单", "inspection_plan", "inspection.due"),
    ("加排查计划", "inspection_plan", "inspection.plan"),
    ("改排查计划", "inspection_plan", "inspection.change_plan"),
    ("定排查日期", "inspection_plan", "inspection.occasion"),
    ("采用常用排查计划", "inspection_plan", "inspection.usual_plan"),
    ("登记检查项目", "check_items", "inspection.item"),
    ("更正检查项目", "check_items", "inspection.change_item"),
    ("采用起步清单", "check_items", "inspection.starters"),
    ("安排检查点", "check_points", "inspection.points"),
)


def inspection_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the page, a round that is signed, and every form."""
    from houqin_desktop.gui.inspection.page import InspectionPage

    window.show_page("inspection")
    page = window.page
    assert isinstance(page, InspectionPage)
    for at in range(page.lists.count()):
        page.lists.setCurrentIndex(at)
        page.panel.view.choose_first()
        yield f"排查·{page.lists.tabText(at)}", window
    page.open_slip(WALKED)
    yield f"排查·{WALKED}", window
    yield from _forms(page)
    page.lists.setCurrentIndex(0)


def _forms(page: InspectionPage) -> Iterator[tuple[str, QWidget]]:
    for title, name, action_id in FORMS:
        page.show_register(name)
        page.panel.view.choose_first()
        form = opened(page.actions_of_page[action_id].trigger)
        yield title, form
        form.close()


def inspection_papers() -> Iterator[tuple[str, bytes]]:
    """Yield the record and the sheets, each with 0, 1, a full page, one more and 200 lines."""
    record = slip_sheet(WALKED)
    yield f"{record.title} {WALKED}", drawn(record)
    yield from of_every_length(record)
    sheets = walking_sheets(WAITING)
    yield f"{TITLE} {WAITING}", _drawn(sheets)
    full = 1
    while page_count(_drawn(_of_length(sheets, full + 1))) == 1:
        full += 1
    for lines in (0, 1, full, full + 1, MANY):
        yield f"{TITLE}（{lines} 行）", _drawn(_of_length(sheets, lines))


def _of_length(sheets: WalkingSheets, lines: int) -> WalkingSheets:
    """Return the sheet of one place with so many lines, those of the round again and again."""
    known = [line for place in sheets.places for line in place.lines]
    some = tuple(replace(known[at % len(known)], position=str(at + 1)) for at in range(lines))
    return replace(sheets, places=(replace(sheets.places[0], lines=some),))


def _drawn(sheets: WalkingSheets) -> bytes:
    file = BytesIO()
    render_walking(sheets, file)
    return file.getvalue()
