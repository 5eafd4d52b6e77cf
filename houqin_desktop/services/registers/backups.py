"""备份: every copy of the book that is known of, whether it is within reach now or not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from houqin_desktop.services.backups.restoration import kept_before_restoring
from houqin_desktop.services.backups.rings import book_start, copies_in, ring_folder
from houqin_desktop.services.registers.listing import Cell, Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import backup_folder
from houqin_desktop.storage.backup import Backup

MANUAL = "备份"
THERE = "在"
OUT_OF_REACH = "找不到（U盘没插或已移走）"
KEPT = "恢复前留底"


@dataclass(frozen=True, slots=True)
class _Known:
    """One copy: when it was made, where it should lie, up to which number of the flow it goes."""

    made: str
    path: Path
    kind: str
    head_seq: int

    def cells(self) -> tuple[Cell, ...]:
        try:
            size: int | None = self.path.stat().st_size
        except OSError:
            size = None
        there = OUT_OF_REACH if size is None else THERE
        return (
            self.path.name,
            self.kind,
            self.made,
            self.head_seq,
            there,
            size,
            str(self.path.parent),
        )


def _backups(session: Session) -> list[RegisterRow]:
    known = {
        str(path): _Known(row.made_on.isoformat(), path, MANUAL, row.head_seq)
        for row in Backup.every("id")
        for path in (Path(row.folder) / row.name,)
    }
    folders = [ring_folder(session)]
    if second := backup_folder():
        folders.append(Path(second))
    for folder in {folder.resolve() for folder in folders}:
        for copy in copies_in(folder, book_start()):
            path = folder / copy.name
            made = copy.made_at.isoformat(sep=" ")
            known[str(path)] = _Known(made, path, copy.occasion.value, copy.head_seq)
    for path, manifest in kept_before_restoring(session.book_path.resolve()):
        made = manifest.made_at.replace("T", " ")
        known[str(path)] = _Known(made, path, KEPT, manifest.head_seq)
    # Of a backup by hand the book knows the day only, and no clock is trusted for order.
    newest = sorted(known.values(), key=lambda one: (one.head_seq, one.made), reverse=True)
    return [RegisterRow(key, one.cells()) for key, one in enumerate(newest, start=1)]


def _backups_register(session: Session) -> Register:
    columns = (
        Column("文件名", width=320),
        Column("种类", width=90),
        Column("备份时间", ColumnKind.DATE, width=150),
        Column("流水到", ColumnKind.QUANTITY, width=80),
        Column("文件", ColumnKind.STATUS, width=120),
        Column("字节数", ColumnKind.QUANTITY, width=100),
        Column("文件夹", width=260),
    )
    return RowsRegister("backups", "备份", columns, partial(_backups, session))


MAKERS = {"backups": _backups_register}
