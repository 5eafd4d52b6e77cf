"""The foot of the window: totals on the left, the book and the 经办人 on the right.

Until there is a log-in, the person at work is chosen here; the name stands in every journal row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel

from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.short_label import ShortLabel
from houqin_desktop.gui.theme import restyle

if TYPE_CHECKING:
    from houqin_desktop.domain.backup_age import BackupAge


class StatusLine(QFrame):
    """Shows totals of the page and lets the keeper say who is at work."""

    actor_chosen = Signal(str)

    def __init__(self, book_name: str) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(30)
        self.chosen = ShortLabel()
        self.seen = ShortLabel()
        self.book = QLabel(f"账簿 {book_name}")
        self.backup = QLabel()
        self.backup.setToolTip("存到U盘或另一台电脑的备份。插上U盘按“备份”（Ctrl+Alt+B）")
        self.actor = ChoiceField(())
        self.actor.setObjectName("actor")
        self.actor.setAccessibleName("经办人")
        self.actor.setToolTip("经办人：此后的操作都记在他名下")
        self.actor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.actor.activated.connect(lambda _at: self.actor_chosen.emit(self.actor.value()))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.chosen)
        self.chosen.setContentsMargins(0, 0, 24, 0)
        row.addWidget(self.seen)
        row.addStretch(1)
        row.addWidget(self.backup)
        row.addSpacing(24)
        row.addWidget(self.book)
        row.addSpacing(24)
        label = QLabel("经办人")
        label.setBuddy(self.actor)
        row.addWidget(label)
        row.addWidget(self.actor)

    def show_actors(self, actors: list[tuple[str, str]], current: str | None) -> None:
        """List the people who may be at work: number and words, and the one who is."""
        self.actor.blockSignals(True)
        self.actor.offer(actors)
        self.actor.set_value(current)
        self.actor.blockSignals(False)

    def show_backup_age(self, age: BackupAge) -> None:
        """Show how old the copy outside the house is, in a colour when it is too old."""
        self.backup.setText(age.text)
        if self.backup.property("tone") != age.tone.value:
            self.backup.setProperty("tone", age.tone.value)
            restyle(self.backup)

    def show_totals(self, chosen: str, seen: str) -> None:
        """Show what the page counts."""
        self.chosen.say(chosen)
        self.chosen.setVisible(bool(chosen))
        self.seen.say(seen)
