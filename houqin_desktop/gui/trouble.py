"""What is shown when the program itself has failed: a sentence, a number, details to mend it by.

No traceback is in sight; the details are folded away and name places in the program, never what
was typed.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.theme import colours

FOLDED, UNFOLDED = "看详情", "收起详情"


class TroubleDialog(PassingDialog):
    """Says what happened and what to do; the details can be unfolded and copied."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, details: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self._sentence = sentence
        picture = QLabel()
        picture.setPixmap(icon("warning", colours().amber).pixmap(QSize(32, 32)))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words = QLabel(sentence)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(picture)
        top.addWidget(self.words, 1)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName("详情")
        self.details.setFixedHeight(180)
        self.details.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(top)
        layout.addWidget(self.details)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.fold_button = QPushButton(FOLDED)
        self.fold_button.clicked.connect(self._fold)
        self.copy_button = QPushButton(" 复制给管理员")
        self.copy_button.setIcon(icon("copy"))
        self.copy_button.clicked.connect(self._copy)
        close = QPushButton("知道了")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.fold_button)
        foot.addStretch(1)
        foot.addWidget(self.copy_button)
        foot.addWidget(close)
        for button in (self.fold_button, self.copy_button):
            button.setAutoDefault(False)
        close.setDefault(True)
        return foot

    def _fold(self) -> None:
        self.details.setVisible(self.details.isHidden())
        self.fold_button.setText(FOLDED if self.details.isHidden() else UNFOLDED)
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._sentence}\n{self.details.toPlainText()}")
