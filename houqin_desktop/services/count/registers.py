"""清查: every count with its scope and how far it is."""

from __future__ import annotations

from functools import partial

from houqin_desktop.services.count.sessions import state_words
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.count import CountSession
from houqin_desktop.storage.count_progress import progress_of_sessions

COLUMNS = (
    Column("清查编号", width=110),
    Column("清查名称", width=150),
    Column("状态", ColumnKind.STATUS, width=80),
    Column("基准日", ColumnKind.DATE, width=100),
    Column("盘点对象", width=100),
    Column("保管室", ColumnKind.NUMBER, width=70),
    Column("已盘完", ColumnKind.NUMBER, width=70),
    Column("账面行", ColumnKind.NUMBER, width=80),
    Column("已盘行", ColumnKind.NUMBER, width=80),
    Column("差异", ColumnKind.NUMBER, width=70),
    Column("待处理", ColumnKind.NUMBER, width=70),
    Column("待办理", ColumnKind.NUMBER, width=70),
    Column("签结日期", ColumnKind.DATE, width=100),
    Column("签字人", width=160),
)


def _counts(_session: Session) -> list[RegisterRow]:
    progress = progress_of_sessions()
    return [
        RegisterRow(
            row.id,
            (
                row.number,
                row.title,
                state_words(row),
                row.baseline_on.isoformat(),
                row.things.label,
                *progress[row.id],
                None if row.closed_on is None else row.closed_on.isoformat(),
                row.signers,
            ),
            facets=frozenset({("state", state_words(row))}),
        )
        for row in CountSession.every("id DESC")
    ]


def _register(session: Session) -> Register:
    return RowsRegister("counts", "清查", COLUMNS, partial(_counts, session))


MAKERS = {"counts": _register}
