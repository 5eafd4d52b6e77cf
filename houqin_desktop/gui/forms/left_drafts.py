"""What was left unfinished the last time is said below the tabs when the window opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.gui.icons import wear

if TYPE_CHECKING:
    from houqin_desktop.gui.forms.form_drafts import FormDraft
    from houqin_desktop.gui.main_window import MainWindow

UNDER_THE_RIBBON = 2
MOST_NAMED = 3


class LeftDrafts(QFrame):
    """继续上次未完成的…: names the forms; whoever opens one of them again can go on."""

    def __init__(self, window: MainWindow, left: list[FormDraft]) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._window = window
        self._left = left
        picture = QLabel()
        wear(picture, "edit", "amber")
        self.words = QLabel()
        self._name()
        self.put_away = QPushButton("知道了")
        self.give_up = QPushButton("都不要了")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(picture)
        row.addWidget(self.words, 1)
        for button in (self.put_away, self.give_up):
            row.addWidget(button)
        self.put_away.clicked.connect(self.hide)
        self.give_up.clicked.connect(self.drop_all)
        window.desk.drafts.watchers.append(self.look_again)

    def _name(self) -> None:
        left = self._left
        named = "、".join(f"{one.title}（{one.kept_at}）" for one in left[:MOST_NAMED])
        more = f"等 {len(left)} 张" if len(left) > MOST_NAMED else ""
        self.words.setText(f"上次有没填完的表：{named}{more}。打开它就可以继续填。")

    def look_again(self) -> None:
        """Name no longer what was saved or given up since."""
        drafts = self._window.desk.drafts
        self._left = [one for one in self._left if drafts.find(one.title, one.actor) is not None]
        if self._left:
            self._name()
        else:
            self.hide()

    def drop_all(self) -> None:
        """Forget them all."""
        for draft in list(self._left):
            self._window.desk.drafts.drop(draft.title, draft.actor)


def fit(window: MainWindow) -> None:
    """Show the line, where something was left by who is at work."""
    left = window.desk.drafts.of(window.session.actor_number or "")
    middle = window.centralWidget()
    column = middle.layout() if middle is not None else None
    if left and isinstance(column, QVBoxLayout):
        column.insertWidget(UNDER_THE_RIBBON, LeftDrafts(window, left))
