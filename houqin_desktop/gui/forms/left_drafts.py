"""What was left unfinished the last time is said below the tabs, with the way to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.icons import wear

if TYPE_CHECKING:
    from houqin_desktop.gui.forms.form_drafts import FormDraft
    from houqin_desktop.gui.main_window import MainWindow

LONGEST_TITLE = 40
NOTHING_LEFT = "没有上次没填完的表"


class LeftDrafts(QFrame):
    """继续上次未完成的…: names one form at a time, the last one first, and opens it again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._window = window
        self._left: list[FormDraft] = []
        picture = QLabel()
        wear(picture, "edit", "amber")
        self.words = QLabel()
        actions = window.actions_of_window
        actions.bind("window.go_on", self.go_on, self._hindered)
        actions.bind("window.give_up", self.drop, self._hindered)
        self.more = actions.button("window.go_on")
        self.give_up = actions.button("window.give_up")
        self.put_away = QPushButton("以后再说")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(picture)
        row.addWidget(self.words, 1)
        for button in (self.more, self.give_up, self.put_away):
            row.addWidget(button)
        self.put_away.clicked.connect(self.hide)
        window.desk.drafts.watchers.append(self.look_again)
        window.bus.actor_changed.connect(lambda _number: self.look())

    def look(self) -> None:
        """Name what whoever is at work left before."""
        self._left = self._window.desk.drafts.of(self._window.session.actor_number or "")
        self._name()

    def look_again(self) -> None:
        """Name no longer what was saved or given up since."""
        drafts = self._window.desk.drafts
        self._left = [one for one in self._left if drafts.find(one.title, one.actor) is not None]
        self._name()

    def _name(self) -> None:
        left = self._left
        if left:
            more = f"，还有 {len(left) - 1} 张" if len(left) > 1 else ""
            title = left[0].title
            short = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
            self.words.setText(f"上次没填完：{short}（{left[0].kept_at}）{more}")
            self.words.setToolTip(title)
        self.setVisible(bool(left))
        self._window.actions_of_window.refresh()

    def _hindered(self) -> str:
        return "" if self._left else NOTHING_LEFT

    def go_on(self) -> None:
        """Open the form that is named, with its fields filled in."""
        from houqin_desktop.gui.forms.way_back import go_back

        try:
            go_back(self._window, self._left[0])
        except Refused as refusal:
            self._window.page.refuse(refusal)

    def drop(self) -> None:
        """Forget the form that is named."""
        left = self._left[0]
        self._window.desk.drafts.drop(left.title, left.actor)


def fit(window: MainWindow) -> None:
    """Put the line below the ribbon; it is seen while something is left by who is at work."""
    line = LeftDrafts(window)
    window.put_below_ribbon(line)
    line.look()
