"""预算, 供应商 and 财务入账: what may be spent, where it is bought, what the accounts still owe."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.services.procurement.budget import department_name, standings
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.procurement import Supplier
from houqin_desktop.storage.procurement_lists import (
    SupplierSums,
    receipt_accounts,
    supplier_sums,
)

MONEY, QUANTITY = ColumnKind.MONEY, ColumnKind.QUANTITY
BUDGET = (
    Column("年度", width=56),
    Column("预算项目", width=140),
    Column("经费来源", width=120),
    Column("部门", width=90),
    Column("预算金额", MONEY, width=110),
    Column("已申请未验收", MONEY, width=146),
    Column("已支出", MONEY, width=110),
    Column("余额", MONEY, width=110),
    Column("状态", ColumnKind.STATUS, width=76),
    Column("备注", width=160),
)
SUPPLIERS = (
    Column("供应商", width=180),
    Column("税号", width=186),
    Column("联系人", width=90),
    Column("采购次数", QUANTITY, width=76),
    Column("验收金额", MONEY, width=110),
    Column("迟交次数", QUANTITY, width=76),
    Column("退换件数", QUANTITY, width=76),
    Column("状态", ColumnKind.STATUS, width=76),
    Column("备注", width=160),
)
ACCOUNTS = (
    Column("入库单号", width=104),
    Column("入库日期", ColumnKind.DATE, width=90),
    Column("来源", width=70),
    Column("来源单位", width=180),
    Column("金额", MONEY, width=110),
    Column("状态", ColumnKind.STATUS, width=76),
    Column("会计凭证号", width=110),
    Column("入账日期", ColumnKind.DATE, width=90),
)
OVER, GONE, IN_USE = "超预算", "停用", "在用"
ENTERED, OWED = "已入账", "未入账"


def _budget(_session: Session) -> list[RegisterRow]:
    rows = []
    for one in standings():
        line = one.line
        state = GONE if line.withdrawn else OVER if one.left_fen < 0 else IN_USE
        rows.append(
            RegisterRow(
                line.id,
                (
                    str(line.year),
                    line.name,
                    line.funding_source,
                    department_name(line),
                    line.amount_fen,
                    one.reserved_fen,
                    one.spent_fen,
                    one.left_fen,
                    state,
                    line.remarks,
                ),
                value_fen=line.amount_fen,
                facets=frozenset({("state", state), ("year", str(line.year))}),
            )
        )
    return rows


def _suppliers(_session: Session) -> list[RegisterRow]:
    sums = supplier_sums()
    rows = []
    for one in Supplier.every("sort_key, id"):
        own = sums.get(one.id, SupplierSums(one.id, 0, 0, 0, 0))
        state = GONE if one.retired else IN_USE
        rows.append(
            RegisterRow(
                one.id,
                (
                    one.name,
                    one.tax_number,
                    one.contact,
                    own.purchases,
                    own.accepted_fen,
                    own.late,
                    own.rejected,
                    state,
                    one.remarks,
                ),
                value_fen=own.accepted_fen,
                facets=frozenset({("state", state)}),
            )
        )
    return rows


def _accounts(_session: Session) -> list[RegisterRow]:
    rows = []
    for one in receipt_accounts():
        state = ENTERED if one.accounting_voucher else OWED
        rows.append(
            RegisterRow(
                one.slip_id,
                (
                    one.number,
                    one.dated_on,
                    ReceiptSource(one.source).label,
                    one.outside,
                    one.value_fen,
                    state,
                    one.accounting_voucher,
                    one.entered_on,
                ),
                value_fen=one.value_fen,
                facets=frozenset({("state", state), ("source", one.source)}),
            )
        )
    return rows


def _budget_register(session: Session) -> Register:
    return RowsRegister("budget", "采购预算", BUDGET, partial(_budget, session))


def _suppliers_register(session: Session) -> Register:
    return RowsRegister("suppliers", "供应商", SUPPLIERS, partial(_suppliers, session))


def _accounts_register(session: Session) -> Register:
    return RowsRegister("accounts", "财务入账", ACCOUNTS, partial(_accounts, session))


MAKERS = {
    "budget": _budget_register,
    "suppliers": _suppliers_register,
    "accounts": _accounts_register,
}
