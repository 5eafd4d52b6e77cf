"""A book that was damaged, and one that is not the book this computer remembers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.anchor import Anchor, Discord, Doubt, Unchecked
from houqin_desktop.domain.backup import BackupManifest
from houqin_desktop.gui.book.backups_dialog import BackupsDialog
from houqin_desktop.gui.book.check_dialog import CheckDialog
from houqin_desktop.gui.book.damaged_dialog import DamagedDialog
from houqin_desktop.gui.book.doubt_dialog import DoubtDialog
from houqin_desktop.services.backups.rescue import GoodCopy
from houqin_desktop.services.backups.rings import back_up_by_itself

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.check.invariants import CheckReport

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
GAP = [
    ("文件", "school.houqin，不在了"),
    ("本机记得", "2026-11-22 16:30:00 记到第 10,726 号"),
]
TAMPERED = {
    "I3": ("流水 6112 的内容与校验值不符", "流水 6113 的内容与校验值不符"),
    "I5": ("资产卡片 17 的内容与流水不符",),
}
KNOWN = Anchor(10_726, "a4b37c10" * 8, "2026-11-22T16:30:00", "0" * 8)
DOUBTS: dict[str, Doubt | Discord | Unchecked] = {
    "换回旧账簿": Doubt(KNOWN, 9_871, "5e1f0c22" * 8, None),
    "流水被改写": Doubt(KNOWN, 10_731, "77d0be91" * 8, "c07be912" * 8),
    "背着程序改过": Discord(("流水环环相扣", "账簿等于流水重演", "文件结构完好")),
    "没有核对完": Unchecked(),
}


def lost_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield what is met on the days on which a book could be lost."""
    for name, met in (
        ("账簿已损坏", DamagedDialog(FOUND, COPIES)),
        ("账簿已损坏·没有备份", DamagedDialog(FOUND, [])),
        ("找不到账簿", DamagedDialog(GAP, COPIES[:2], missing=True, may_make=True)),
    ):
        met.open()
        yield name, met
        met.close()
    yield from _backups(window)
    for name, doubt in DOUBTS.items():
        asked = DoubtDialog(window, doubt.sentence("school.houqin"), "")
        asked.open()
        yield name, asked
        asked.close()


def check_scenes(window: MainWindow, report: CheckReport) -> Iterator[tuple[str, QWidget]]:
    """Yield what a check says of the book, and what it would say of one that was tampered with."""
    tampered = tuple(
        replace(one, faults=TAMPERED.get(one.id, one.faults)) for one in report.invariants
    )
    for name, said in (
        ("检查数据", report),
        ("检查数据·不符", replace(report, invariants=tampered)),
    ):
        check = CheckDialog(window, said)
        check.open()
        yield name, check
        check.close()


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
