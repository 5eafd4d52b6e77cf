"""A dialog that goes when it is closed, with all that was remembered of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from houqin_desktop.gui.style_memory import forget_all_when_gone

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget


class PassingDialog(QDialog):
    """The base of every dialog that is made anew each time it is opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        forget_all_when_gone(self)
