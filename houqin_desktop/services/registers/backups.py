"""备份: every copy of the book that is known of, whether it is within reach now or not."""

from __future__ import annotations

from functools import partial

from houqin_desktop.services.backups.known import KnownBackup, known_backups
from houqin_desktop.services.registers.listing import Cell, Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session

THERE = "在"
OUT_OF_REACH = "找不到（U盘没插或已移走）"


def _cells(backup: KnownBackup) -> tuple[Cell, ...]:
    try:
        size: int | None = backup.path.stat().st_size
    except OSError:
        size = None
    return (
        backup.path.name,
        backup.kind,
        backup.made,
        backup.head_seq,
        OUT_OF_REACH if size is None else THERE,
        size,
        str(backup.path.parent),
    )


def _backups(session: Session) -> list[RegisterRow]:
    return [RegisterRow(key, _cells(one)) for key, one in enumerate(known_backups(session), 1)]


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
