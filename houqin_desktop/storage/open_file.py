"""Whether the file at the path of the book still is the one that is open.

SQLite goes on writing into a file that was moved or deleted, and over one that was put there by
somebody else. The file is only asked after by its name: a second handle on it would, when it is
closed, give up SQLite's own lock.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from os import stat_result
from pathlib import Path
from typing import Final

from houqin_desktop.domain.errors import Refused

LOST: Final = "book_lost"
WRITTEN_OVER: Final = "book_written_over"


@dataclass(slots=True)
class _OpenFile:
    """The open file: where it lies, which file it is, and how the last write left it, if known."""

    path: Path
    identity: tuple[int, int]
    left: tuple[int, int] | None


_open: list[_OpenFile] = []


def begin(path: Path) -> None:
    """Keep in mind which file was opened."""
    stat = path.stat()
    _open[:] = [_OpenFile(path.absolute(), _identity(stat), _left(stat))]


def end() -> None:
    """Forget the file: it is closed."""
    _open.clear()


def note_written() -> None:
    """Keep in mind how a write of our own left the file.

    :raises Refused: when the file at the path is another, or none.
    """
    for one in _open:
        stat = _standing_at(one)
        if stat is None:
            raise _gone(one, "没有保存")
        one.left = _left(stat)


def note_unsure() -> None:
    """Take the file as it will be found: we write into it, or SQLite may still take that back."""
    for one in _open:
        one.left = None


def require_in_place() -> None:
    """Refuse to go on with a file that is no longer at its path, or that somebody wrote over.

    :raises Refused: with its codes `book_lost` and `book_written_over`.
    """
    require_not_written_over()
    for one in _open:
        if _standing_at(one) is None:
            raise _gone(one, "没有记账")


def require_not_written_over() -> None:
    """Refuse to read what may be half ours and half somebody else's.

    :raises Refused: with its code `book_written_over`.
    """
    if is_written_over():
        raise Refused(
            f"数据文件 {_open[0].path} 被别的程序改写，没有记账：打开着的账簿和它已经不是一回事。"
            "请退出程序，恢复最近一次的备份。",
            code=WRITTEN_OVER,
        )


def is_open(path: Path) -> bool:
    """Say whether a path, by whatever name, leads to the open file."""
    try:
        identity = _identity(path.stat())
    except OSError:
        return False
    return any(one.identity == identity for one in _open)


def is_gone() -> bool:
    """Say whether the file was moved or deleted: what is open is whole, but lies nowhere."""
    return any(_standing_at(one) is None for one in _open)


def is_written_over() -> bool:
    """Say whether the file is at its path, but not as our own last write left it.

    Windows lets nobody else write into it, and tells of our own writing late.
    """
    if sys.platform == "win32":
        return False
    return any(_is_otherwise(one) for one in _open)


def _is_otherwise(one: _OpenFile) -> bool:
    left, stat = one.left, _standing_at(one)
    if left is None or stat is None or _left(stat) == left:
        return False
    # Another thread of ours may have begun to write, or have written, between the two.
    return one.left is left


def _standing_at(one: _OpenFile) -> stat_result | None:
    """Return what the system says of the file at the path, or None when it is not ours."""
    try:
        stat = one.path.stat()
    except OSError:
        return None
    return stat if _identity(stat) == one.identity else None


def _identity(stat: stat_result) -> tuple[int, int]:
    return stat.st_dev, stat.st_ino


def _left(stat: stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns


def _gone(one: _OpenFile, what: str) -> Refused:
    return Refused(
        f"数据文件被移动、删除、换掉，或U盘被拔出，{what}：{one.path} 已不是打开着的那本账簿。"
        "请退出程序，放回原来的文件或插好U盘再打开；找不回来，请恢复最近一次的备份。",
        code=LOST,
    )
