"""The wiring: which book, which clock, window or command line, and one door for every failure."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from houqin_desktop.cli.main import parse, run
from houqin_desktop.cli.speech import DEFECT, REFUSED, answer_json, refuse, tell
from houqin_desktop.domain.calendar import SystemClock
from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    import argparse

BOOK_NAME = "school.houqin"


def main(words: list[str] | None = None) -> int:
    """Open the window, or do what the command line says; return the exit code."""
    arguments = parse(sys.argv[1:] if words is None else words)
    try:
        if arguments.command is None:
            return _open_window(arguments)
        if arguments.command == "tour":
            from houqin_desktop.gui.tour import draw_tour

            return draw_tour(Path(arguments.folder))
        return run(arguments, _book_path(arguments), SystemClock())
    except BrokenPipeError:
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the one door: everything unforeseen ends here
        sentence = _defect_sentence(keep_record(error))
        if getattr(arguments, "as_json", False):
            answer_json({"refused": sentence, "code": "defect", "article": None})
        tell(sentence)
        return DEFECT


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("houqin_desktop", appauthor=False)


def _book_path(arguments: argparse.Namespace) -> Path:
    given = getattr(arguments, "book", None)
    return _data_folder() / BOOK_NAME if given is None else Path(given)


def keep_record(error: BaseException) -> str:
    """Write a defect's place in the code to the log, without its values; return its number."""
    number = datetime.now().strftime("%m%d-%H%M%S")
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    text = "\n".join([f"{number} {type(error).__name__}", *places, ""])
    try:
        folder = _data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "houqin.log").open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError:
        tell(text)
    if os.environ.get("HOUQIN_TRACEBACK"):
        traceback.print_exception(error)
    return number


def _defect_sentence(number: str) -> str:
    return (
        f"没有保存：程序出了意外（编号 {number}），账簿没有改变。请重试；再出现请把编号告诉管理员。"
    )


def _open_window(arguments: argparse.Namespace) -> int:
    """Open the book in a window; a book that cannot be opened is said in the window's own words."""
    from PySide6.QtWidgets import QApplication

    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.messages import tell as tell_in_window
    from houqin_desktop.gui.theme import apply_theme
    from houqin_desktop.services.session import create_book, open_session

    application = QApplication(sys.argv[:1])
    apply_theme(application)
    clock = SystemClock()
    path = _book_path(arguments)
    try:
        if getattr(arguments, "book", None) is None and not path.exists():
            create_book(path, school="示范小学", keeper="保管员", clock=clock)
        session = open_session(path, clock=clock, actor=getattr(arguments, "actor", None))
    except Refused as refused:
        box = tell_in_window(None, "不能打开账簿", refused.sentence, icon_name="warning")
        box.finished.connect(application.quit)
        application.exec()
        return refuse(refused, as_json=False)
    window = MainWindow(session)

    def report(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            application.quit()
            return
        tell_in_window(
            window, "没有保存", _defect_sentence(keep_record(error)), icon_name="warning"
        )

    sys.excepthook = report
    window.show()
    code = application.exec()
    session.close()
    return code
