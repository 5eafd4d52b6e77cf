"""转移登记簿: every line of every transfer, from where to where, and when it was adjusted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from houqin_desktop.domain.slip import state_word
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.services.slips.engine import SlipCase, things_of
from houqin_desktop.storage.people import Department, Person, Storeroom
from houqin_desktop.storage.slip import Slip, reversed_slips, vouchers_of_slips

COLUMNS = (
    Column("单号", width=110),
    Column("日期", ColumnKind.DATE, width=100),
    Column("状态", ColumnKind.STATUS, width=90),
    Column("名称", width=150),
    Column("数量", ColumnKind.QUANTITY, width=70),
    Column("单位", width=60),
    Column("调出保管室", width=110),
    Column("调入保管室", width=110),
    Column("移交人", width=80),
    Column("接收人", width=80),
    Column("调出部门", width=110),
    Column("调入部门", width=110),
    Column("新存放地点", width=140),
    Column("转移原因", width=160),
    Column("调整日期", ColumnKind.DATE, width=100),
    Column("物品编号", width=130),
    Column("规格型号", width=120),
    Column("金额", ColumnKind.MONEY, width=110),
    Column("备注", width=140),
)


def _transfers(_session: Session) -> list[RegisterRow]:
    names = tuple(
        {one.id: one.name for one in model.every("id")} for model in (Storeroom, Department, Person)
    )
    gone = reversed_slips()
    return [
        row
        for voucher in vouchers_of_slips()
        if voucher.kind is VoucherKind.TRANSFER
        for row in _rows(SlipCase(voucher, Slip.get_by_id(voucher.id)), names, gone)
    ]


def _rows(
    case: SlipCase, names: tuple[dict[int, str], ...], gone: set[int]
) -> Iterator[RegisterRow]:
    voucher, slip = case.voucher, case.slip
    state = state_word(voucher.state, is_reversed=slip.id in gone)
    counts = voucher.state is not VoucherState.WITHDRAWN
    giving = (slip.storeroom_id, slip.giver_department_id, slip.giver_id)
    taking = (slip.other_storeroom_id, slip.taker_department_id, slip.taker_id)
    rooms, departments, people = (
        tuple("" if key is None else of[key] for key in keys)
        for of, keys in zip(names, zip(giving, taking, strict=True), strict=True)
    )
    posted_on = "" if slip.posted_on is None else slip.posted_on.isoformat()
    for thing in things_of(case.lines):
        line = thing.line
        yield RegisterRow(
            line.id,
            (
                voucher.number,
                voucher.dated_on.isoformat(),
                state,
                thing.name,
                line.quantity,
                thing.unit,
                *rooms,
                *people,
                *departments,
                line.place,
                slip.purpose,
                posted_on,
                thing.code,
                thing.specification,
                line.value_fen,
                line.remarks,
            ),
            quantity=line.quantity if counts else 0,
            value_fen=line.value_fen if counts else 0,
            facets=frozenset({("state", state)}),
        )


def _register(session: Session) -> Register:
    return RowsRegister("transfers", "转移登记簿", COLUMNS, partial(_transfers, session))


MAKERS = {"transfers": _register}
