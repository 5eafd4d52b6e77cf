"""From the start of the program to its window: the book is opened, or made, or refused in words."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.background import COLLECTOR, TaskRunner
from houqin_desktop.gui.book.automatic_backups import back_up_on_closing
from houqin_desktop.gui.first_paint import after_first_paint
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.memory import Memory
from houqin_desktop.gui.messages import tell
from houqin_desktop.gui.theme import apply_theme, make_application
from houqin_desktop.services.opening import Opening
from houqin_desktop.services.people.office import login_wanted
from houqin_desktop.services.session import Session, create_book
from houqin_desktop.services.settings import is_demo

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from houqin_desktop.domain.calendar import Clock
    from houqin_desktop.gui.book.damaged_dialog import DamagedDialog
    from houqin_desktop.gui.book.first_book_dialog import FirstBookDialog
    from houqin_desktop.gui.doorbell import Doorbell
    from houqin_desktop.gui.operators.login_dialog import LoginDialog
    from houqin_desktop.gui.trouble import TroubleDialog

DEMO_NAME = "demo.houqin"


class Start(QObject):
    """Opens one book in one window; `code` is what the program ends with.

    The school's own book and the demo school are two files that never meet; `own` is where the
    school's lies, or will lie. `shown` carries each window that it opens.
    """

    shown = Signal(object)

    def __init__(
        self,
        path: Path,
        clock: Clock,
        actor: str | None,
        memory: Memory | None = None,
        own: Path | None = None,
    ) -> None:
        super().__init__()
        self.path = path
        self.own = own or path
        self.code = 0
        self.window: MainWindow | None = None
        self.first: FirstBookDialog | None = None
        self.box: QMessageBox | None = None
        self.trouble: TroubleDialog | None = None
        self.clock = clock
        self.tasks = TaskRunner(self)
        self._actor = actor
        self._memory = memory or Memory()
        self.password: str | None = None
        self.opening: Opening | None = None
        self.login: LoginDialog | None = None
        self.doorbell: Doorbell | None = None
        self.damaged: DamagedDialog | None = None
        self.anew = False

    def begin(self, *, may_make: bool) -> None:
        """Open the book; where none is yet and one may be made, ask for it."""
        if may_make and not self.path.exists():
            self.ask_first()
            return
        try:
            self._open(self.path)
        except Refused as refused:
            self._refuse(refused)

    def _refuse(self, refused: Refused) -> None:
        """End with a sentence, where there is nothing else to be done."""
        from houqin_desktop.gui.unopened import is_met

        if is_met(self, refused):
            return
        self.code = 1
        self.say("不能打开账簿", refused.sentence).finished.connect(QApplication.quit)

    def _listen(self) -> None:
        """Come up when the program is started once more on this book."""
        from houqin_desktop.gui.doorbell import Doorbell, come_up

        if self.doorbell is None:
            self.doorbell = Doorbell(self)
            self.doorbell.rung.connect(lambda: come_up(self.window))
        self.doorbell.listen(self.path)

    def say(self, title: str, sentence: str) -> QMessageBox:
        """Show a sentence that stays until it is read."""
        # Kept here: a box without a window over it lives only as long as somebody holds it.
        self.box = tell(self.window, title, sentence, icon_name="warning")
        return self.box

    def ask_first(self) -> None:
        """Ask for a book where none is yet; where one was, that is said first."""
        from houqin_desktop.gui.book.first_book_dialog import FirstBookDialog
        from houqin_desktop.gui.unopened import is_missing_met, restored

        self.path = self.own
        if not self.anew and is_missing_met(self):
            return
        self.first = FirstBookDialog()
        self.first.made.connect(self._make)
        self.first.demo_wanted.connect(lambda: self._try_first(partial(_demo_beside, self.own)))
        self.first.restored.connect(
            lambda path: self._try_first(partial(restored, path, self.own, self.clock))
        )
        self.first.rejected.connect(QApplication.quit)
        self.first.open()

    def _try_first(self, make: Callable[[], Path]) -> bool:
        """Open what the first question leads to, or say there why it can't be."""
        assert self.first is not None
        try:
            self.path = make()
            self._open(self.path)
        except Refused as refused:
            self.first.refuse(refused)
            return False
        return True

    def _make(self, school: str, keeper: str) -> None:
        def make() -> Path:
            create_book(self.own, school=school, keeper=keeper, clock=self.clock, anew=self.anew)
            return self.own

        from houqin_desktop.gui.setup.actions import begin_wizard

        if self._try_first(make) and self.window is not None:
            begin_wizard(self.window)

    def show_trouble(self, sentence: str, details: str) -> None:
        """Show that the program failed; what fails while that is shown is only kept in the record.

        A failure that comes with every change of the keyboard would else open dialogs without end.
        """
        from houqin_desktop.gui.trouble import TroubleDialog

        if self.trouble is not None:
            return
        self.trouble = TroubleDialog(self.window, "程序出了意外", sentence, details)
        self.trouble.destroyed.connect(self._forget_trouble)
        self.trouble.open()

    def _forget_trouble(self) -> None:
        self.trouble = None

    def to_other_book(self) -> None:
        """Go from the school's own book to the demo school, or from there to the own book."""
        if not is_demo():
            self.own = self.path
            self.reopen(partial(_demo_beside, self.own))
        elif self.own.exists() and self.own != self.path:
            self.reopen(lambda: self.own)
        else:
            self._close()
            self.ask_first()

    def _close(self) -> None:
        former, self.window = self.window, None
        if former is not None:
            former.close()
            former.session.close()
            former.deleteLater()

    def reopen(self, between: Callable[[], Path]) -> None:
        """Close the book, do what needs it closed, and open the book that `between` names.

        Where that is refused the former book is opened again, and the sentence is said.
        """
        self._close()
        refusal = None
        try:
            self.path = between()
        except Refused as refused:
            refusal = refused
        try:
            self._open(self.path)
        except Refused as refused:
            self._refuse(refused)
            return
        if refusal is not None:
            self.say("没有换账簿", refusal.sentence)

    def _open(self, path: Path) -> None:
        opening, self.opening = self.opening or Opening(path, self.clock, self.password), None
        session = opening.session()
        try:
            seated = _seat(session, self._actor)
        except Refused:
            session.close()
            raise
        if seated:
            self._show(session)
            return
        from houqin_desktop.gui.operators.login_dialog import LoginDialog

        remembered = self._actor or self._memory.get("operator")
        self.login = LoginDialog(None, session, chosen=remembered)
        self.login.accepted.connect(partial(self._show, session))
        self.login.rejected.connect(session.close)
        self.login.rejected.connect(QApplication.quit)
        self.login.open()
        after_first_paint(self.login, self._listen)
        if self.first is not None:
            self.first.hide()

    def _show(self, session: Session) -> None:
        if session.actor_number is not None:
            self._memory.put("operator", session.actor_number)
        self.login = None
        self.window = MainWindow(session, self._memory)
        self.window.reopen_wanted.connect(self.reopen)
        self.window.other_book_wanted.connect(self.to_other_book)
        self.window.filled.connect(self._listen)
        self.window.show()
        self.shown.emit(self.window)
        if self.first is not None:
            self.first.hide()


def _demo_beside(own: Path) -> Path:
    """Return the demo school beside the school's own book, made where it is not there yet."""
    from houqin_desktop.services.demo.making import make_demo

    path = own.with_name(DEMO_NAME)
    if not path.exists():
        make_demo(path)
    return path


def _seat(session: Session, actor: str | None) -> bool:
    """Let somebody sit down whom nobody has to ask; say whether that was so."""
    try:
        if actor is not None:
            session.choose_actor(actor)
            return True
    except Refused as refused:
        if refused.code != "password":
            raise
        return False
    return not login_wanted()


def run_window(
    path: Path,
    clock: Clock,
    actor: str | None,
    *,
    may_make: bool,
    own: Path,
    memory_path: Path,
    keep_record: Callable[[BaseException], tuple[str, str]],
    opening: Opening | None = None,
) -> int:
    """Run the program's window, on a book that may be opening, until it is closed; return the code.

    :param own: where the school's own book lies, whichever book is opened now.
    :param memory_path: the file in which the window remembers how it was arranged.
    :param keep_record: keeps a defect; returns the sentence that the person reads, and details.
    """
    application = make_application(sys.argv[:1])
    apply_theme(application)
    start = Start(path, clock, actor, Memory(memory_path), own)
    start.shown.connect(back_up_on_closing)
    start.password, start.opening = os.environ.get("HOUQIN_PASSWORD") or None, opening

    def report(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        start.show_trouble(*keep_record(error))

    sys.excepthook = report
    start.begin(may_make=may_make)
    gc.freeze()
    COLLECTOR.begin()
    code = application.exec()
    start.tasks.close()
    if start.doorbell is not None:
        start.doorbell.close()
    if start.window is not None:
        start.window.session.close()
    return start.code or code
