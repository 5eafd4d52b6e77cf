"""Reads a workbook that a person chose into plain sheets of cells, in a process of its own.

What comes from outside may be spoiled or hostile: it is parsed apart from the program, with limits
on time and memory, and only texts and numbers come back. Whatever happens there ends here in one
sentence; when the person has had enough, the process is ended at once.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from houqin_desktop.documents.apart import APART
from houqin_desktop.documents.apart_process import start_apart
from houqin_desktop.documents.workbooks.characters import with_unprintable
from houqin_desktop.documents.workbooks.gate import damaged, require_file, too_much_work
from houqin_desktop.documents.workbooks.packing import Garbled, unpack
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import Workbook
from houqin_desktop.domain.ledger_sides import parted
from houqin_desktop.services.bulk import without_collector

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_SECONDS = 120
LARGEST_ANSWER = 400 * 2**20
_LOOK_SECONDS = 0.05
_START = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from houqin_desktop.documents.workbooks.apart import main; sys.exit(main(*sys.argv[1:3]))"
)


def read_workbook(path: Path, tick: Callable[[int, int], None] | None = None) -> Workbook:
    """Return the worksheets of a workbook or of a text table.

    :param tick: called again and again while the file is read; may raise to stop at once.
    :raises Refused: when the file is missing, empty, encrypted, damaged, too large, carries
        macros or is no workbook; nothing of it is kept then.
    """
    require_file(path)
    with tempfile.TemporaryDirectory(prefix="houqin-") as folder:
        answer = Path(folder, "answer")
        process = _start(path, answer)
        try:
            digest = file_digest(path)
            code = _wait(process, tick)
        finally:
            process.kill()
            process.wait()
        content = _answer(answer, code)
    with without_collector():
        try:
            sheets, cells = unpack(content)
        except Garbled:
            raise damaged() from None
    return Workbook(path.name, digest, with_unprintable(parted(sheets), cells))


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            digest.update(chunk)
    return digest.hexdigest()


def _start(path: Path, answer: Path) -> subprocess.Popen[bytes]:
    return start_apart(APART, _START, [str(path.resolve()), str(answer)])


def _wait(process: subprocess.Popen[bytes], tick: Callable[[int, int], None] | None) -> int:
    """Wait for the process; tell the window that it still works."""
    last = monotonic() + LONGEST_SECONDS
    while True:
        try:
            return process.wait(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            if monotonic() > last:
                raise too_much_work() from None
            if tick is not None:
                tick(0, 0)


def _answer(path: Path, code: int) -> bytes:
    """Return what the process wrote; what it refused or died of becomes the sentence."""
    try:
        if path.stat().st_size > LARGEST_ANSWER:
            raise too_much_work()
        content = path.read_bytes()
    except OSError:
        content = b""
    if code == 0 and content:
        return content
    try:
        refusal = json.loads(content)
        raise Refused(str(refusal["sentence"]), code=str(refusal["code"]))
    except (ValueError, LookupError, TypeError):
        # Ended by a limit of memory or time, or by a fault of the parser: nothing usable.
        raise too_much_work() from None
