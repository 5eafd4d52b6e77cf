"""A book that was damaged, and one that is not the book this computer remembers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.anchor import Anchor, Discord, Doubt
from houqin_desktop.domain.backup import BackupManifest
from houqin_desktop.gui.book.backups_dialog import BackupsDialog
from houqin_desktop.gui.book.damaged_dialog import DamagedDialog
from houqin_desktop.gui.book.doubt_dialog import DoubtDialog
from houqin_desktop.services.backups.rescue import GoodCopy
from houqin_desktop.services.backups.rings import back_up_by_itself

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow

FOUND = [
    ("文件", "school.houqin，3,194,880 字节"),
    ("文件头", "完好"),
    ("页", "应有 1,560 页，只剩 780 页"),
    ("读得出的表", "41 张，共 45 张；读不全的：资产卡片、流水、移动记录、责任人员"),
    ("流水", "完好到第 6,112 号（a4b37c10）"),
]
NEWEST = BackupManifest("示范小学", False, "2026-11-22T16:30:00", 10_726, "0" * 64, ())
COPIES = [
    GoodCopy(Path("自动备份-20261122-163000-10726-a4b37c10-5e1f0c22.zip"), NEWEST),
    GoodCopy(
        Path("示范小学账簿备份-20261120-1605.zip"),
        replace(NEWEST, made_at="2026-11-20T16:05:00", head_seq=10_688),
    ),
    GoodCopy(
        Path("示范小学账簿备份-20261121-0910.zip"),
        replace(NEWEST, made_at="2026-11-21T09:10:00", head_seq=10_702),
        is_sound=False,
    ),
]
KNOWN = Anchor(10_726, "a4b37c10" * 8, "2026-11-22T16:30:00", "0" * 8)
DOUBTS: dict[str, Doubt | Discord] = {
    "换回旧账簿": Doubt(KNOWN, 9_871, "5e1f0c22" * 8, None),
    "流水被改写": Doubt(KNOWN, 10_731, "77d0be91" * 8, "c07be912" * 8),
    "背着程序改过": Discord(("流水环环相扣", "账簿等于流水重演", "文件结构完好")),
}


def lost_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield what is met on the days on which a book could be lost."""
    for name, copies in (("账簿已损坏", COPIES), ("账簿已损坏·没有备份", [])):
        damaged = DamagedDialog(FOUND, copies)
        damaged.open()
        yield name, damaged
        damaged.close()
    yield from _backups(window)
    for name, doubt in DOUBTS.items():
        asked = DoubtDialog(window, doubt.sentence("school.houqin"), "")
        asked.open()
        yield name, asked
        asked.close()


def _backups(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the list of backups before there is one, and with one."""
    yield from _listed(window, "恢复备份·还没有备份")
    kept = back_up_by_itself(window.session)
    yield from _listed(window, "恢复备份·选一份")
    # The other palette begins without a backup too.
    for path in () if kept is None else kept.paths:
        path.unlink()


def _listed(window: MainWindow, name: str) -> Iterator[tuple[str, QWidget]]:
    listed = BackupsDialog(window, window.desk, "")
    listed.open()
    yield name, listed
    listed.close()
