"""How a test ends what it has started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from houqin_desktop.gui.start import Start


def end(start: Start) -> None:
    """Close whatever a start has open, and let it go: it would be dressed along in later tests."""
    start.tasks.close()
    if start.doorbell is not None:
        start.doorbell.close()
    for shown in (start.first, start.damaged, start.window):
        if shown is not None:
            for dialog in shown.findChildren(QDialog):
                dialog.hide()
            shown.hide()
            shown.deleteLater()
    if start.window is not None:
        start.window.close()
        start.window.session.close()
