"""An automatic backup that ends without warning after its n-th step, for every n there is.

What has a name is whole each time, and the next backup is made.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from houqin_desktop.services.backups.rings import back_up_by_itself, ring_folder
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.backup_file import BLOCK, verified
from tests.builders import Book, clock_at

ENDED = 9
FEWEST_STEPS = 8
PROGRAM = f"""
import datetime, itertools, os, sys
from pathlib import Path
from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.services.backups.rings import back_up_by_itself
from houqin_desktop.services.session import open_session

path, last = Path(sys.argv[1]), int(sys.argv[2])
session = open_session(path, clock=FixedClock(datetime.datetime(2026, 11, 22, 8, last % 60)))
steps = itertools.count(1)
back_up_by_itself(session, tick=lambda *_: next(steps) == last and os._exit({ENDED}))
"""


def ended_after(book: Path, step: int) -> bool:
    """Let a backup end without warning after a step; say whether it got that far."""
    ended = subprocess.run([sys.executable, "-c", PROGRAM, str(book), str(step)], check=False)
    assert ended.returncode in (0, ENDED)
    return ended.returncode == ENDED


def test_a_backup_that_ends_at_any_step_leaves_no_half_copy_under_a_name(
    book: Book, tmp_path: Path
):
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.7\n" + bytes(2 * BLOCK))
    book.sign(book.small_case(), "storekeeper", scan=str(scan))
    folder = ring_folder(book.session)
    book.session.close()
    step = 1
    while ended_after(book.path, step):
        for path in folder.glob("*.zip"):
            verified(path)
        left = [path.name for path in folder.rglob("*.part")]
        shutil.copytree(folder, folder.with_name("留下的"), dirs_exist_ok=True)
        shutil.rmtree(folder)
        step += 1
    assert left
    shutil.copytree(folder.with_name("留下的"), folder, dirs_exist_ok=True)
    assert step > FEWEST_STEPS
    session = open_session(book.path, clock=clock_at(book.today))
    try:
        office = Book(session)
        office.advance()
        office.run(AddPerson(name="后来的人"))
        kept = back_up_by_itself(session)
        assert kept is not None
        verified(kept.paths[0])
        assert [path for path in folder.iterdir() if path.name.startswith(".")] == []
        assert run_checks().ok
    finally:
        session.close()
