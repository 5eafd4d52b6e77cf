"""Keeps what stands in one open form, every few seconds and when the window closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from houqin_desktop.gui.forms.form_drafts import FormDraft

if TYPE_CHECKING:
    from houqin_desktop.gui.forms.form_dialog import FormDialog

# Five seconds at most may be lost, and a coarse timer is late by a twentieth.
KEEP_MS: Final = 4500


class DraftBar(QFrame):
    """继续上次未完成的…？ with two answers, inside the form and in nobody's way."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.words = QLabel()
        self.go_on = QPushButton("继续填")
        self.give_up = QPushButton("不要了")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.words, 1)
        for button in (self.go_on, self.give_up):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.hide()


class DraftKeeper(QObject):
    """Writes the draft of a form after a change, offers an earlier one, drops it when done."""

    interval = KEEP_MS

    def __init__(self, form: FormDialog) -> None:
        super().__init__(form)
        self._form = form
        self._way: dict[str, Any] = {}
        self.bar = DraftBar()
        self.bar.go_on.clicked.connect(self.restore)
        self.bar.give_up.clicked.connect(self.drop)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(self.interval)
        self.timer.timeout.connect(self.keep)

    @property
    def _actor(self) -> str:
        actor = self._form.desk.session.actor_number
        return actor or ""

    def touch(self) -> None:
        """Note that something was changed; it is kept within the interval."""
        if self._form.isVisible() and not self.timer.isActive():
            self.timer.start()

    def keep(self) -> None:
        """Keep what stands in the form, unless nothing was filled in."""
        self.timer.stop()
        form = self._form
        if not form.is_changed:
            return
        now = form.desk.session.clock.now().isoformat(sep=" ", timespec="minutes")
        form.desk.drafts.keep(
            FormDraft(form.windowTitle(), self._actor, now, form.kept_state(), self._way)
        )

    def offer(self) -> None:
        """Offer what was left of this form the last time."""
        from houqin_desktop.gui.forms.way_back import way_to

        self._way = way_to(self._form)
        draft = self._form.desk.drafts.find(self._form.windowTitle(), self._actor)
        if draft is not None:
            self.bar.words.setText(f"继续上次未完成的“{draft.title}”？（{draft.kept_at}）")
            self.bar.show()

    def restore(self) -> None:
        """Fill in again what was left."""
        draft = self._form.desk.drafts.find(self._form.windowTitle(), self._actor)
        self.bar.hide()
        if draft is not None:
            self._form.restore(draft.fields)

    def drop(self) -> None:
        """Forget the draft: it was saved or given up."""
        self.timer.stop()
        self.bar.hide()
        self._form.desk.drafts.drop(self._form.windowTitle(), self._actor)
