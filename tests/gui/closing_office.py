"""Offices that are closed in the middle of their work; started by test_closing.py.

The program is loaded once and forked before it has an application of its own; what an office had to
load besides is loaded for those that come after it, so that a window costs a fifth of a second and
the instant of closing falls into the work and not into loading. What the book has confirmed is said
at once, and the instant of closing.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "*=false"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from houqin_desktop.documents import fonts
from houqin_desktop.domain.ledger.grid import SheetGrid, Workbook
from houqin_desktop.gui import start as starting
from houqin_desktop.gui.book.automatic_backups import back_up_on_closing
from houqin_desktop.gui.book.backup_actions import BackupActions
from houqin_desktop.gui.home import page as _home
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.printing.papers import Paper, open_print
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.backups import rings as _rings
from houqin_desktop.services.importing.planning import plan_import
from houqin_desktop.services.importing.verbs import import_plan
from houqin_desktop.storage.journal import head
from tests.builders import TODAY, clock_at

WORKS = ("save", "import", "paper", "backup")
WAYS = ("window", "quit", "terminate")
LATEST_MS = 400
STUCK_MS = 20_000
LOADED = (fonts, _home, _rings)


@dataclass
class Office:
    """One window at work; `say` carries what is confirmed out of the process."""

    window: MainWindow
    folder: Path
    say: Callable[..., None]
    name: str

    def begin(self, work: str) -> None:
        """Begin one kind of work, after a card that is in the book already.

        More than a year has gone by since the school was founded, which somebody has to confirm.
        """
        self.window.desk.session.guard.trust_clock()
        self.save()
        {"save": self.go_on_saving, "import": self.bring_in, "paper": self.draw}.get(
            work, self.back_up
        )()

    def save(self) -> None:
        self.window.desk.session.run(RegisterAsset(name="课桌", original_value=100))
        self.confirm()

    def confirm(self, _answer: Any = None) -> None:
        seq, hash_ = head()
        self.say(seq=seq, hash=hash_)

    def go_on_saving(self) -> None:
        self.timer = QTimer(self.window)
        self.timer.timeout.connect(self.save)
        self.timer.start(0)

    def bring_in(self) -> None:
        session = self.window.desk.session
        rows = [(f"{self.name}-{at}", "旧课桌", 1, 86.5) for at in range(300)]
        sheet = SheetGrid("台账", (("资产编号", "资产名称", "数量", "原值"), *rows))
        plan = plan_import(session, Workbook("台账.xlsx", "ab" * 32, (sheet,)))
        self.lend(lambda progress: import_plan(session, plan, tick=progress))

    def lend(self, work: Callable[[Any], Any]) -> None:
        lend(self.window, self.window.desk, "试", work, done=self.confirm, refused=self.refuse)

    def draw(self) -> None:
        def pages(progress: Any) -> bytes:
            file = BytesIO()
            canvas = Canvas(file)
            for page in range(400):
                progress(page, 400)
                canvas.drawString(20, 20, f"{page}")
                canvas.showPage()
            canvas.save()
            return file.getvalue()

        paper = Paper("台账", pages, "台账.pdf", form="list")
        open_print(self.window, self.window.desk, "打印", [paper], refused=self.refuse)

    def back_up(self) -> None:
        (actions,) = self.window.findChildren(BackupActions)
        actions.back_up(self.folder / f"{self.name}.zip")

    def refuse(self, refused: Exception) -> None:
        self.say(refused=str(refused))

    def give_up(self) -> None:
        """Say what keeps the window from closing, and end all the same."""
        before = QApplication.activeModalWidget()
        self.say(stuck=repr(before), words=getattr(before, "text", str)())
        os._exit(1)

    def close(self, way: str) -> None:
        """Close it by the ✕, by the menu, or by the system that shuts down."""
        self.say(closing=time.monotonic())
        if way == "window":
            self.close_window()
        elif way == "quit":
            # Long work is stopped by it first; then it is asked for again.
            QApplication.quit()
            self.again = QTimer(self.window)
            self.again.timeout.connect(QApplication.quit)
            self.again.start(10)
        else:
            os.kill(os.getpid(), signal.SIGTERM)

    def close_window(self) -> None:
        """Close what stands before the window, as a hand has to, and then the window."""
        before = QApplication.activeModalWidget()
        if before is None:
            self.window.close()
            return
        before.close()
        QTimer.singleShot(10, lambda: self.close_window())


def work_until_closed(folder: Path, name: str, work: str, way: str, moment: int, pipe: int) -> int:
    """Open the window on the book of the folder, begin, and close it after so many ms."""

    def say(**words: object) -> None:
        os.write(pipe, (json.dumps(words) + "\n").encode())

    def keep_record(error: BaseException) -> tuple[str, str]:
        say(defect=repr(error))
        return "", ""

    prepare = back_up_on_closing
    # A timer does not keep what it calls.
    offices: list[Office] = []

    def shown(window: MainWindow) -> None:
        prepare(window)
        office = Office(window, folder, say, name)
        offices.append(office)
        QTimer.singleShot(0, partial(office.begin, work))
        QTimer.singleShot(moment, partial(office.close, way))
        QTimer.singleShot(moment + STUCK_MS, office.give_up)

    setattr(starting, "back_up_on_closing", shown)  # noqa: B010 - mypy knows the function
    book = folder / "账簿.sqlite"
    before = set(sys.modules)
    code = starting.run_window(
        book,
        clock_at(TODAY),
        None,
        may_make=False,
        own=book,
        memory_path=folder / "window.json",
        keep_record=keep_record,
    )
    say(loaded=[name for name in set(sys.modules) - before if sys.modules[name].__spec__])
    return code


def closed(folder: Path, name: str, work: str, way: str, moment: int) -> dict[str, Any]:
    """Run one office in a process of its own; return what it said and how it ended."""
    said, pipe = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(said)
        code = work_until_closed(folder, name, work, way, moment, pipe)
        os._exit(code)
    os.close(pipe)
    with os.fdopen(said) as words:
        lines = [json.loads(line) for line in words]
    _, status = os.waitpid(process, 0)
    ended, closing = time.monotonic(), [line["closing"] for line in lines if "closing" in line]
    for name in chain.from_iterable(line.get("loaded", ()) for line in lines):
        import_module(name)
    return {
        "work": work,
        "way": way,
        "code": os.waitstatus_to_exitcode(status),
        "seconds": ended - closing[0] if closing else None,
        "confirmed": [(line["seq"], line["hash"]) for line in lines if "seq" in line],
        "trouble": [line for line in lines if {"defect", "refused", "stuck"} & line.keys()],
    }


def let_close() -> None:
    """For each folder and range of numbers that is told, run the offices and say how each ended."""
    for line in sys.stdin:
        folder, first, last = json.loads(line)
        r = Random(first)
        for number in range(first, last):
            work, way = WORKS[number % len(WORKS)], WAYS[number // len(WORKS) % len(WAYS)]
            found = closed(Path(folder), f"C{number}", work, way, r.randrange(LATEST_MS))
            sys.stdout.write(json.dumps(found) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    let_close()
