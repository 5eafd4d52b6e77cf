"""What kind of disk and folder a book lies in, as the system knows it."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from houqin_desktop.domain.book_place import (
    is_mounted_aside,
    is_network_share,
    network_system,
    synced_by,
)
from houqin_desktop.domain.errors import Refused

MOUNTS = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4


def require_local(path: Path) -> None:
    """Refuse a book that lies, or would lie, on another computer.

    :raises Refused: for a network drive, with its code `book_on_network`.
    """
    if _is_remote(path):
        raise Refused(
            f"账簿 {path.name} 在网络盘上，没有打开：网络盘锁不住账簿，两台电脑同时记账会丢账。"
            "请把账簿放在本机的硬盘上，网络盘只用来放备份。",
            code="book_on_network",
        )


def _is_remote(path: Path) -> bool:
    resolved = path.resolve()
    if sys.platform == "win32":
        return any(is_network_share(str(one)) for one in (path, resolved)) or _is_remote_drive(
            path.absolute().anchor
        )
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        # A system that does not say what is mounted: SQLite's own lock has to do.
        return False
    return network_system(mounts, resolved) is not None


def _is_remote_drive(anchor: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor)) == _DRIVE_REMOTE


@cache
def is_on_own_disk(folder: Path, book: Path) -> bool:
    """Say whether a folder lies on the disk of a book.

    Each is asked for once: the answer stands at the foot of the window. What is not there now is a
    stick in a drawer where its drive, or a place for sticks, says so; else it was deleted.
    """
    if is_network_share(str(folder)):
        return False
    try:
        return is_same_disk(folder, book)
    except OSError:
        own = book.resolve()
        return folder.drive.lower() == own.drive.lower() and not is_mounted_aside(folder)


def is_same_disk(folder: Path, book: Path) -> bool:
    """Say whether a folder that is there now lies on the disk of a book.

    :raises OSError: when it is not there.
    """
    return folder.stat().st_dev == book.parent.stat().st_dev


def sync_warning(path: Path) -> str:
    """Return the sentence that warns of a book in a folder of a cloud service, or nothing."""
    service = synced_by(path.resolve(), os.environ)
    if service is None:
        return ""
    return (
        f"账簿 {path.name} 放在{service}的同步文件夹里：同步可能在记账中途复制账簿，"
        "或把旧的账簿换回来。请把账簿移到不同步的文件夹，同步文件夹只放备份。"
    )
