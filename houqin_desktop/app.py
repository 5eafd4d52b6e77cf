"""The wiring: which book, which clock, window or command line, and one door for every failure."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.cli.speech import (
    DEFECT,
    REFUSED,
    Unheard,
    answer_json,
    finish,
    refuse,
    tell,
    use_utf8,
)
from houqin_desktop.documents.apart import HOMES
from houqin_desktop.domain.calendar import SystemClock
from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    import argparse
    from contextlib import AbstractContextManager

BOOK_NAME = "school.houqin"
# Qt reads the source of every module that is loaded after it; these are not read so.
BEFORE_QT = (
    "platformdirs",
    "houqin_desktop.services.opening",
    "houqin_desktop.services.backups.age",
    "houqin_desktop.services.people.office",
)
WINDOW_OPTIONS = frozenset({"--book", "--as"})


def main(words: list[str] | None = None) -> int:
    """Open the window, or do what the command line says; return the exit code."""
    words = sys.argv[1:] if words is None else words
    if words and words[0] in HOMES:
        apart: Callable[..., int] = importlib.import_module(HOMES[words[0]]).main
        return apart(*words[1:])
    if is_window_start(words):
        use_utf8()
        said = dict(zip(words[::2], words[1::2], strict=True))
        book, actor = said.get("--book"), said.get("--as")
        return _guarded(lambda: _open_window(book, actor, as_json=False), as_json=False)
    from houqin_desktop.cli.main import parse

    arguments = parse(words)
    as_json = getattr(arguments, "as_json", False)
    return _guarded(lambda: _obey(arguments, as_json=as_json), as_json=as_json)


def is_window_start(words: list[str]) -> bool:
    """Say whether these words only open the window, which needs no grammar of the command line."""
    names, values = words[::2], words[1::2]
    return (
        len(names) == len(values)
        and len(set(names)) == len(names)
        and WINDOW_OPTIONS.issuperset(names)
        and not any(value.startswith("-") for value in values)
    )


def _obey(arguments: argparse.Namespace, *, as_json: bool) -> int:
    """Do what a parsed command line says."""
    book = getattr(arguments, "book", None)
    if arguments.command is None:
        return _open_window(book, getattr(arguments, "actor", None), as_json=as_json)
    if arguments.command == "tour":
        return _draw_tour(Path(arguments.folder), as_json=as_json)
    from houqin_desktop.cli.main import run

    with _anchored():
        code = run(arguments, _book_path(book), SystemClock())
    finish()
    return code


def _guarded(work: Callable[[], int], *, as_json: bool) -> int:
    """Do the work; whatever goes wrong ends in a sentence and an exit code."""
    try:
        return work()
    except Refused as refused:
        return refuse(refused, as_json=as_json)
    except Unheard as unheard:
        # A reader that has seen enough, such as head, is no trouble worth a word.
        if not isinstance(unheard.__cause__, BrokenPipeError):
            tell("回答没有写完，可能是磁盘已满。已经做完的仍在账簿里，请用 list journal 查看。")
        return REFUSED
    except KeyboardInterrupt:
        tell("已中断。没有做完的一步没有记入账簿。")
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the one door: everything unforeseen ends here
        sentence = _defect_sentence(keep_record(error)[0])
        if as_json:
            answer_json({"refused": sentence, "code": "defect", "article": None})
        tell(sentence)
        return DEFECT


def _draw_tour(folder: Path, *, as_json: bool) -> int:
    from houqin_desktop.gui.tour import draw_tour

    code = draw_tour(folder)
    if as_json:
        answer_json({"folder": str(folder), "files": sum(1 for _ in folder.iterdir())})
    return code


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("houqin_desktop", appauthor=False)


def _anchored() -> AbstractContextManager[None]:
    """Remember the heads of books outside of them, while the program runs."""
    from houqin_desktop.storage.anchor import anchors_in

    return anchors_in(_data_folder() / "anchors")


def _book_path(given: str | None) -> Path:
    return _data_folder() / BOOK_NAME if given is None else Path(given)


def keep_record(error: BaseException) -> tuple[str, str]:
    """Write a defect's place in the code to the log, without its values; return number and text."""
    import traceback

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
    return number, text


def _defect_sentence(number: str) -> str:
    return (
        f"没有保存：程序出了意外（编号 {number}），这一步没有记入账簿。"
        "请重试；再出现请把编号告诉管理员。"
    )


def _defect_in_window(error: BaseException) -> tuple[str, str]:
    """Return what the person reads of a defect, and its details; nothing untrue of the data."""
    import traceback

    from houqin_desktop.storage.open_file import require_in_place

    number, text = keep_record(error)
    try:
        require_in_place()
    except Refused as lost:
        return lost.sentence, text
    frames = traceback.extract_tb(error.__traceback__)
    if any(f.name == "execute" and Path(f.filename).name == "commands.py" for f in frames):
        return f"{_defect_sentence(number)}数据没有改变。", text
    sentence = (
        f"程序出了意外（编号 {number}）。已经保存的都在账簿里；刚才那一步有没有记入，"
        "请在“账簿”菜单的“最近操作”里核对。再出现请把编号告诉管理员。"
    )
    return sentence, text


def _has_screen() -> bool:
    """Say whether a window can appear; without one Qt would end the program in English."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def load_before_qt() -> None:
    """Load what the window needs and knows nothing of Qt.

    What is made until the window stands stays as long as it does, so it is not searched for what
    could go; `run_window` lets the search begin.
    """
    gc.disable()
    for name in BEFORE_QT:
        importlib.import_module(name)


def _open_window(book: str | None, actor: str | None, *, as_json: bool) -> int:
    if not _has_screen():
        refused = Refused(
            "这台电脑没有图形界面，打不开窗口。请用 --help 查看命令行的写法。", code="no_screen"
        )
        return refuse(refused, as_json=as_json)
    load_before_qt()
    from houqin_desktop.services.opening import Opening

    path, clock, password = _book_path(book), SystemClock(), os.environ.get("HOUQIN_PASSWORD")
    with _anchored():
        # Begun before Qt is loaded, which takes as long.
        may_make = book is None
        missing = may_make and not path.exists()
        opening = None if missing else Opening(path, clock, password or None)
        from houqin_desktop.gui.start import run_window

        return run_window(
            path,
            clock,
            actor,
            opening=opening,
            may_make=may_make,
            own=_data_folder() / BOOK_NAME,
            memory_path=_data_folder() / "window.json",
            keep_record=_defect_in_window,
        )
