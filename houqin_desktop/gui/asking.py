"""The one way in which the window asks: only before what cannot be taken back, in verbs.

The answers say what they do (作废这张单 / 不作废), never 是 or 否; the safe one is the default, is
what Esc gives, and stands last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMessageBox, QWidget


def ask(
    parent: QWidget,
    question: str,
    detail: str,
    doing: Sequence[tuple[str, Callable[[], object]]],
    leave: str,
    *,
    usual: int | None = None,
) -> QMessageBox:
    """Ask one question and return its box.

    :param doing: the verbs of the answers that do something, each with what it does.
    :param leave: the verb of the safe answer, which changes nothing.
    :param usual: which answer is the default where nothing can be lost; else the safe one is.
    """
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setWindowTitle("请确认")
    box.setIconPixmap(icon("warning", colours().amber).pixmap(QSize(32, 32)))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(detail)
    buttons = []
    for text, run in doing:
        button = QPushButton(text, box)
        box.addButton(button, QMessageBox.ButtonRole.DestructiveRole)
        button.clicked.connect(run)
        buttons.append(button)
    safe = QPushButton(leave, box)
    box.addButton(safe, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(safe if usual is None else buttons[usual])
    box.setEscapeButton(safe)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
