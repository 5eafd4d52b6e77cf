"""The page 总结报表 on the tour: every report, a day of the past, and what stands behind a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from houqin_desktop.gui.reports.cards_dialog import CardsDialog
from houqin_desktop.gui.reports.opening import reports_page
from houqin_desktop.services.reports.catalogue import REPORTS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow


def report_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield every report as it stands when one chooses it."""
    page = reports_page(window)
    for name, spec in REPORTS.items():
        page.choose(name)
        yield f"总结报表·{spec.title}", window
    page.choose("summary")


def past_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield a summary of a past day and the cards behind one of its lines."""
    page = reports_page(window)
    page.choices.grouping.set_value("storeroom")
    page.choices.on.setText("2025-12-31")
    page.choices.on.editingFinished.emit()
    yield "总结报表·过去的一天", window
    page.table.selectRow(1)
    page.does.open_chosen()
    (dialog,) = page.findChildren(CardsDialog)
    yield "总结报表·那一天的明细", dialog
    dialog.close()
    page.choices.on.set_value(window.session.clock.today())
    page.choices.on.editingFinished.emit()
