"""From a bar to its list, on the page where its register is at home."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from houqin_desktop.gui.pages import PAGES

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.charts.chart import Lead


def page_of(register: str) -> str:
    """Return the key of the page of the safety log where a register is at home."""
    for spec in PAGES:
        if spec.group:
            module = importlib.import_module(f"houqin_desktop.gui.{spec.module}")
            if register in getattr(module, spec.class_name).registers:
                return spec.key
    raise LookupError(f"no page shows the register {register}")


def show_list(window: MainWindow, lead: Lead) -> None:
    """Show the list, narrowed by nothing but what the lead says."""
    window.show_page(page_of(lead.register))
    window.page.show_register(lead.register)
    panel = window.page.panel
    panel.clear()
    for one in lead.filters:
        panel.chips.put(one)
