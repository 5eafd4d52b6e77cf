"""Which page shows a device, a round, an activity, an entry, a plan or a regulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

# Kind of record: its page, the method that shows it, and the list where the page asks for it.
HOMES: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "safety_device": ("safety_device", "open_device", ()),
    "device_round": ("safety_device", "open_round", ()),
    "safety_event": ("safety_event", "open_event", ()),
    "event_rule": ("safety_event", "open_rule", ()),
    "liaison": ("safety_event", "open_liaison", ()),
    "emergency_plan": ("emergency_plan", "open_issued", ("emergency_plans",)),
    "regulation": ("emergency_plan", "open_issued", ("regulations",)),
}


# Register: the page on which it is shown.
LISTS: Final = {"devices_due": "safety_device", "safety_events_missing": "safety_event"}


def open_in_safety(window: MainWindow, kind: str, code: str) -> None:
    """Show a record of this kind on its page.

    :raises Refused: when there is none with this number.
    """
    page, method, before = HOMES[kind]
    window.show_page(page)
    getattr(window.page, method)(*before, code)
