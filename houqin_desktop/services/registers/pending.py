"""待报废 and the cases of disposal: what is on its way out, at which step, for how many days."""

from __future__ import annotations

from datetime import date
from functools import partial

from houqin_desktop.services.disposal.case import disposal_case
from houqin_desktop.services.papers.case_view import DisposalCase
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.register_queries import disposals, pending_assets, pending_since

NOT_APPLIED = "未申请"
MONEY, QUANTITY = ColumnKind.MONEY, ColumnKind.QUANTITY


def _pending(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    since = pending_since()
    cases: dict[str, DisposalCase] = {}
    rows = []
    for row in pending_assets():
        key, code, name, specification, room, quantity, value, acquired, registered, number = row
        if number is None:
            began = date.fromisoformat(since.get(key, registered))
            step, days, facet = NOT_APPLIED, (today - began).days, "no"
            missing: int | None = None
        else:
            if number not in cases:
                cases[number] = disposal_case(number, session.clock)
            case = cases[number]
            step, days, facet = case.step_title, case.days_waiting, "yes"
            missing = len(case.papers_missing)
        rows.append(
            RegisterRow(
                key,
                (
                    code,
                    name,
                    specification,
                    room,
                    acquired,
                    quantity,
                    value,
                    number or "",
                    step,
                    days,
                    missing,
                ),
                quantity,
                value,
                frozenset({("applied", facet), ("storeroom", room), ("case", number or "")}),
            )
        )
    return rows


def _disposals(session: Session) -> list[RegisterRow]:
    rows = []
    for key, number, quantity, value, lines in disposals():
        case = disposal_case(number, session.clock)
        rows.append(
            RegisterRow(
                key,
                (
                    number,
                    case.kind,
                    "" if case.reverses else "大件" if case.large else "小件",
                    case.dated_on.isoformat(),
                    lines,
                    quantity,
                    value,
                    case.state_label,
                    case.step_title,
                    case.days_waiting,
                    len(case.missing),
                ),
                quantity,
                value,
                frozenset({("state", case.state.value), ("kind", case.kind)}),
            )
        )
    return rows


def _pending_register(session: Session) -> Register:
    columns = (
        Column("资产编号", width=112),
        Column("资产名称", width=104),
        Column("规格型号", width=120),
        Column("保管室", width=84),
        Column("取得日期", ColumnKind.DATE, width=88),
        Column("数量", QUANTITY, width=48),
        Column("原值", MONEY, width=96),
        Column("单号", width=98),
        Column("办理步骤", width=150),
        Column("等待天数", QUANTITY, width=70),
        Column("缺材料", QUANTITY, width=60),
    )
    return RowsRegister("pending", "待报废", columns, partial(_pending, session))


def _disposals_register(session: Session) -> Register:
    columns = (
        Column("单号", width=110),
        Column("处置方式", width=90),
        Column("大小件", width=64),
        Column("申请日期", ColumnKind.DATE, width=100),
        Column("行数", QUANTITY, width=60),
        Column("数量", QUANTITY, width=60),
        Column("原值", MONEY, width=120),
        Column("状态", ColumnKind.STATUS, width=90),
        Column("办理步骤", width=190),
        Column("等待天数", QUANTITY, width=80),
        Column("还缺", QUANTITY, width=60),
    )
    return RowsRegister("disposals", "报废报损单", columns, partial(_disposals, session))


MAKERS = {"pending": _pending_register, "disposals": _disposals_register}
