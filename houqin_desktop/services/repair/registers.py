"""报修单: everything that was reported broken, with whom it is, and what it cost."""

from __future__ import annotations

from datetime import date
from functools import partial

from houqin_desktop.domain.repair import RepairResult, progress_of
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.procurement.registers import Papers, waits_for
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.repair_sums import (
    RepairCost,
    RepairFact,
    repair_costs,
    repair_facts,
)
from houqin_desktop.storage.voucher import Voucher

COLUMNS = (
    Column("单号", width=104),
    Column("报修日期", ColumnKind.DATE, width=90),
    Column("物品", width=150),
    Column("地点", width=120),
    Column("故障描述", width=180),
    Column("进度", width=150),
    Column("维修人", width=100),
    Column("要求完成", ColumnKind.DATE, width=90),
    Column("逾期天数", ColumnKind.QUANTITY, width=70),
    Column("完成日期", ColumnKind.DATE, width=90),
    Column("材料费", ColumnKind.MONEY, width=84),
    Column("人工费", ColumnKind.MONEY, width=84),
    Column("费用", ColumnKind.MONEY, width=90),
    Column("状态", ColumnKind.STATUS, width=76),
    Column("报修人", width=76),
    Column("报修部门", width=90),
    Column("资产编号", width=120),
)


def progress(fact: RepairFact, voucher: Voucher) -> str:
    """Return how far a repair has come, in words; nothing for one that counts no longer."""
    if fact.is_gone:
        return ""
    result = None if fact.result is None else RepairResult(fact.result)
    return progress_of(
        is_assigned=bool(fact.sent),
        result=result,
        waits_for=waits_for(voucher),
        is_closed=bool(fact.is_closed),
    )


def days_late(fact: RepairFact, today: date) -> int | None:
    """Return by how many days a repair that is not done is late, None where it is not."""
    if fact.is_gone or fact.done_on is not None or fact.due_on is None:
        return None
    late = (today - date.fromisoformat(fact.due_on)).days
    return late if late > 0 else None


def _repairs(session: Session) -> list[RegisterRow]:
    papers, costs = Papers(VoucherKind.REPAIR), repair_costs()
    vouchers = {voucher.id: voucher for voucher in papers.vouchers}
    rows = []
    for fact in repair_facts():
        voucher, cost = vouchers[fact.id], costs.get(fact.id, RepairCost())
        far = progress(fact, voucher)
        where = " ".join(dict.fromkeys(filter(None, (fact.place, fact.spot))))
        cells = (
            fact.number,
            fact.dated_on,
            fact.thing,
            where,
            fact.fault,
            far,
            fact.sent,
            fact.due_on or "",
            days_late(fact, session.clock.today()),
            fact.done_on or "",
            cost.materials_fen,
            cost.labour_fen,
            cost.total_fen,
            papers.state(voucher),
            fact.reporter,
            fact.department,
            fact.code,
        )
        rows.append(papers.row(voucher, cells, 1, cost.total_fen, far))
    return rows


def _register(session: Session) -> Register:
    return RowsRegister("repairs", "报修单", COLUMNS, partial(_repairs, session))


MAKERS = {"repairs": _register}
