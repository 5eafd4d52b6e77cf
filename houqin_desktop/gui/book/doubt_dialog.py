"""A book that is not the one this computer remembers: looked at, replaced, or accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.icons import wear
from houqin_desktop.gui.passing_dialog import PassingDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class DoubtDialog(PassingDialog):
    """Says what is wrong; `accepted_as_is` and `restore_wanted` say what the person chose."""

    accepted_as_is = Signal()
    restore_wanted = Signal()

    def __init__(self, parent: QWidget, sentence: str, barred: str) -> None:
        """Show the sentence.

        :param barred: why whoever is at work may not accept the book, or nothing.
        """
        super().__init__(parent)
        self.setWindowTitle("账簿与本机记得的不符")
        self.setMinimumWidth(560)
        picture = QLabel()
        wear(picture, "warning", "amber")
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words = QLabel(sentence)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setMinimumWidth(480)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(picture)
        top.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(top, 1)
        layout.addLayout(self._foot(barred))
        self.look_button.setFocus()

    def _foot(self, barred: str) -> QHBoxLayout:
        accept = QPushButton("认可这一份")
        accept.setObjectName("accept")
        accept.setAutoDefault(False)
        accept.setEnabled(not barred)
        accept.setToolTip(barred or "记入流水，以后不再询问")
        restore = dialog_button(" 恢复备份…", "history", self.accept, name="restore")
        accept.clicked.connect(self.accept)
        accept.clicked.connect(self.accepted_as_is)
        restore.clicked.connect(self.restore_wanted)
        self.look_button = look = QPushButton("先只看")
        look.setObjectName("look")
        look.setAutoDefault(False)
        look.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(accept)
        foot.addStretch(1)
        foot.addWidget(restore)
        foot.addWidget(look)
        return foot
