"""F1: what this screen is for and what can be done on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.help.table import KeyTable
from houqin_desktop.gui.passing_dialog import PassingDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.help.keys import KeyLine


class HelpDialog(PassingDialog):
    """A paragraph, and the table of the screen's actions; some screens print it."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        paragraph: str,
        groups: Sequence[tuple[str, Sequence[KeyLine]]],
        *,
        more: Sequence[tuple[str, str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 620)
        heading = QLabel(title)
        heading.setProperty("look", "title")
        self.words = QLabel(paragraph)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setVisible(bool(paragraph))
        self.table = KeyTable(groups)
        foot = QHBoxLayout()
        for text, icon_name, run in more:
            foot.addWidget(dialog_button(f" {text}", icon_name, run))
        foot.addStretch(1)
        foot.addWidget(dialog_button(" 关闭", "close", self.accept))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
