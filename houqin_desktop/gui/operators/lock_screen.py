"""What covers a locked window: who locked it, and a line for the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.operators.password_fields import PasswordLine
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.services.session import Session


class LockScreen(QFrame):
    """Covers its window wholly; `unlocked` when the right person has come back."""

    unlocked = Signal()

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self.setObjectName("lock_screen")
        self.setAccessibleName("已锁屏")
        self.setAutoFillBackground(True)
        self._session = session
        actor = session.actor()
        self._actor = actor
        self._asks = actor is not None and session.door.has_password(actor)
        name = "" if actor is None else actor.name
        self._picture = QLabel()
        self._picture.setPixmap(icon("lock", colours().accent_text).pixmap(QSize(40, 40)))
        title = QLabel("已锁屏")
        title.setProperty("look", "title")
        what = f"请{name}输入密码继续" if self._asks else f"{name}按 Enter 继续"
        words = QLabel(f"{what}；没有保存的表单都还在。")
        words.setProperty("look", "muted")
        self.bar = MessageBar(self)
        self.password = PasswordLine("密码")
        self.password.setAccessibleName(f"{name}的密码")
        self.password.setVisible(self._asks)
        self.password.returnPressed.connect(self.enter)
        self.enter_button = QPushButton(" 继续  Enter")
        self.enter_button.setProperty("look", "primary")
        self.enter_button.setIcon(primary_icon("right"))
        self.enter_button.clicked.connect(self.enter)
        self._arrange(title, words)
        window.installEventFilter(self)

    def _arrange(self, title: QLabel, words: QLabel) -> None:
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(420)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(12)
        for label in (self._picture, title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(label)
        for widget in (self.bar, self.password, self.enter_button):
            inside.addWidget(widget)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(line)
        column.addStretch(3)

    def begin(self) -> None:
        """Cover the window and take the keyboard."""
        self._cover()
        self.show()
        self.raise_()
        (self.password if self._asks else self.enter_button).setFocus()

    def enter(self) -> None:
        """Let go when the password is right, or none is set."""
        if self._asks and self._actor is not None:
            door, now = self._session.door, self._session.clock.now()
            try:
                door.prove(self._actor, self.password.text(), now)
            except Refused as refusal:
                self.bar.refuse(refusal)
                self.password.selectAll()
                return
        self.password.clear()
        self.unlocked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
