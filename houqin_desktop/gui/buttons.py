"""The buttons of dialogs: words, a drawing, what it does; Enter in a field presses none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from houqin_desktop.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable


def dialog_button(
    text: str, drawing: str, run: Callable[..., object], *, name: str = ""
) -> QPushButton:
    """Return a button of a dialog, with the name by which it is found where it has one."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setIcon(icon(drawing))
    button.setAutoDefault(False)
    button.clicked.connect(run)
    return button
