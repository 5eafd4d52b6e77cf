"""Starting the program once more for work that must not stop or endanger the window."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def start_apart(
    word: str, code: str, words: Sequence[str], *, flags: int = 0
) -> subprocess.Popen[bytes]:
    """Start a process that hears and says nothing.

    :param word: what the packed program is told, from `apart.HOMES`.
    :param code: what Python runs instead where it is not packed; its path follows the words.
    :param flags: how Windows is to make the process.
    """
    if getattr(sys, "frozen", False):
        command = [sys.executable, word, *words]
    else:
        command = [sys.executable, "-S", "-E", "-c", code, *words, *map(str, sys.path)]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=flags | getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
