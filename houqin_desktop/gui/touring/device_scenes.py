"""安全设备, 安全教育 and 预案 on the tour: every list, the forms, papers of every length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.safety_paper import FORMS, safety_paper, safety_sheet
from houqin_desktop.gui.slips.page import SlipsPage
from houqin_desktop.gui.touring.count_scenes import lengths_of_list
from houqin_desktop.gui.touring.opening import opened
from houqin_desktop.services.demo.devices import CLOSED_ROUND, OPEN_ROUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.session import Session

DRILL: Final = "HD20260004"
# Page, the list that is shown, the action.
FORMS_OF_PAGES: Final = (
    ("safety_device", "safety_devices", "device.register"),
    ("safety_device", "safety_devices", "device.register_many"),
    ("safety_device", "safety_devices", "device.correct"),
    ("safety_device", "safety_devices", "device.replace"),
    ("safety_device", "safety_devices", "device.send"),
    ("safety_device", "safety_devices", "device.service"),
    ("safety_device", "safety_devices", "device.withdraw_service"),
    ("safety_device", "safety_devices", "device.end"),
    ("safety_device", "safety_devices", "device.hazard"),
    ("safety_device", "device_checks", "device.open_round"),
    ("safety_device", "device_checks", "device.enter"),
    ("safety_device", "device_checks", "device.close_round"),
    ("safety_event", "safety_events", "event.record"),
    ("safety_event", "safety_events", "event.correct"),
    ("safety_event", "safety_events", "event.void"),
    ("safety_event", "safety_events", "event.attach"),
    ("safety_event", "safety_events", "event.drop"),
    ("safety_event", "event_rules", "event.rule"),
    ("safety_event", "event_rules", "event.change_rule"),
    ("safety_event", "liaison", "liaison.record"),
    ("safety_event", "liaison", "liaison.correct"),
    ("safety_event", "liaison", "liaison.void"),
    ("emergency_plan", "emergency_plans", "plan.issue"),
    ("emergency_plan", "emergency_plans", "plan.end"),
    ("emergency_plan", "regulations", "regulation.issue"),
    ("emergency_plan", "regulations", "regulation.end"),
)
PAGES: Final = tuple(dict.fromkeys(page for page, *_ in FORMS_OF_PAGES))


def _page(window: MainWindow, key: str) -> SlipsPage:
    window.show_page(key)
    page = window.page
    assert isinstance(page, SlipsPage)
    return page


def device_page_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the three pages as it stands when one comes to it."""
    for key in PAGES:
        page = _page(window, key)
        for at in range(page.lists.count()):
            page.lists.setCurrentIndex(at)
            page.panel.view.choose_first()
            yield f"{page.title}·{page.lists.tabText(at)}", window
        page.lists.setCurrentIndex(0)


def device_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the forms of the three pages."""
    for key, name, action_id in FORMS_OF_PAGES:
        page = _page(window, key)
        page.show_register(name)
        page.panel.view.choose_first()
        dialog = opened(page.actions_of_page[action_id].trigger)
        yield page.actions_of_page[action_id].text(), dialog
        dialog.close()
        page.lists.setCurrentIndex(0)
    window.show_page("assets")


def device_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield the sheet of a round before and after it was entered, the record of a drill."""
    for words, code in (("未填", OPEN_ROUND), ("已填", CLOSED_ROUND)):
        _, title, _ = FORMS["device_round"]
        yield f"{title}（{words}）", safety_paper(session, "device_round", code)
    _, title, _ = FORMS["safety_event"]
    yield title, safety_paper(session, "safety_event", DRILL)
    sheet = safety_sheet(session, "device_round", OPEN_ROUND)
    yield from lengths_of_list(sheet, sheet.title)
