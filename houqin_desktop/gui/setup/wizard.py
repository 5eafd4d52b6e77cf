"""建账向导: one page after another; each can be filled in, passed over, or left for another day."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.setup import CONSEQUENCES, SetupMark, SetupStep
from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.commands import run_commands
from houqin_desktop.gui.icons import primary_icon
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.setup.rooms_page import RoomsPage
from houqin_desktop.gui.setup.steps import (
    BackupPage,
    DepartmentsPage,
    ImportPage,
    ParametersPage,
    PeoplePage,
    SchoolPage,
    SetupPage,
)
from houqin_desktop.services.setup.progress import setup_progress
from houqin_desktop.services.setup.verbs import MarkSetup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

PAGES: tuple[type[SetupPage], ...] = (
    SchoolPage,
    RoomsPage,
    DepartmentsPage,
    PeoplePage,
    ParametersPage,
    BackupPage,
    ImportPage,
)


class SetupWizard(PassingDialog):
    """Leads through the first entries; what a page enters is in the book when one goes on."""

    import_wanted = Signal()

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle("建账向导")
        self.resize(720, 640)
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.count = QLabel()
        self.count.setProperty("look", "muted")
        self.bar = MessageBar(self)
        self.pages = [page(desk) for page in PAGES]
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(_scrolled(page))
        importing = self.pages[-1]
        assert isinstance(importing, ImportPage)
        importing.import_wanted.connect(self._import)
        self.consequence = QLabel()
        self.consequence.setProperty("look", "muted")
        self.consequence.setWordWrap(True)
        self._arrange()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.go_on)
        self.show_step(setup_progress().first_open)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.count)
        self.later = dialog_button(" 以后再说", "close", self.reject, name="later")
        self.back = dialog_button(
            " 上一页", "left", lambda: self._leave(lambda: self._turn(-1)), name="back"
        )
        self.skip = dialog_button(" 跳过这一页", "right", self.pass_over, name="skip")
        self.on = dialog_button(" 保存并继续  Ctrl+Enter", "next", self.go_on, name="on")
        self.on.setProperty("look", "primary")
        self.on.setIcon(primary_icon("next"))
        foot = QHBoxLayout()
        foot.addWidget(self.later)
        foot.addStretch(1)
        for button in (self.back, self.skip, self.on):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.consequence)
        layout.addLayout(foot)

    @property
    def at(self) -> int:
        """Return the place of the page shown."""
        return self.stack.currentIndex()

    @property
    def page(self) -> SetupPage:
        """Return the page shown."""
        return self.pages[self.at]

    def show_step(self, step: SetupStep) -> None:
        """Show the page of this step as the book stands now."""
        at = next(at for at, page in enumerate(self.pages) if page.step is step)
        self.stack.setCurrentIndex(at)
        self.bar.hide()
        self.page.fill()
        self.title.setText(step.label)
        self.count.setText(f"第 {at + 1} 页 共 {len(self.pages)} 页")
        self.consequence.setText(f"跳过的话：{CONSEQUENCES[step]}")
        self.back.setEnabled(at > 0)
        last = at == len(self.pages) - 1
        self.on.setText(" 完成  Ctrl+Enter" if last else " 保存并继续  Ctrl+Enter")
        self._shown_first = self.page.contents()
        self.page.enter()

    def reject(self) -> None:
        """Stop for today; ask first when something was typed that is not in the book."""
        self._leave(lambda: QDialog.reject(self))

    def go_on(self) -> None:
        """Enter what the page says, mark it as done and go to the next one."""
        if self._enter(self.page.drafts(), SetupMark.DONE):
            self._turn(1)

    def pass_over(self) -> None:
        """Leave the page as it is and go to the next one; its consequence stands on the page."""
        self._leave(self._pass_over)

    def _pass_over(self) -> None:
        if self._enter((), SetupMark.SKIPPED):
            self._turn(1)

    def _leave(self, leaving: Callable[[], None]) -> None:
        """Leave the page without entering it; ask first when something was typed on it."""
        if self.page.contents() == self._shown_first:
            leaving()
            return
        ask(
            self,
            f"“{self.page.step.label}”这一页还没有保存",
            "这一页填过的内容还没有写进账簿。",
            [("保存并继续", self.go_on), ("不保存", leaving)],
            "接着填",
        )

    def _enter(self, drafts: Iterable[Draft], mark: SetupMark) -> bool:
        """Enter the whole page together with its mark, or nothing; say whether it was entered."""
        marking = MarkSetup(step=self.page.step, mark=mark)
        return run_commands(self, self.desk, chain(drafts, (marking,)), done=mark.label)

    def _turn(self, step: int) -> None:
        if self.at + step == len(self.pages):
            self.accept()
            return
        self.show_step(self.pages[self.at + step].step)

    def _import(self) -> None:
        """Close on the last page and let the import begin."""
        if self._enter((), SetupMark.DONE):
            self.accept()
            self.import_wanted.emit()

    def refuse(self, refusal: Refused) -> None:
        """Show why the page was not taken, and that nothing of it was."""
        sentence = f"{refusal.sentence}这一页的内容一项也没有写入。"
        self.bar.refuse(Refused(sentence, code=refusal.code, article=refusal.article))


def _scrolled(page: SetupPage) -> QScrollArea:
    page.setObjectName("scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(page)
    return area
