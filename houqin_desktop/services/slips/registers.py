"""物品单据: every slip by which things move, with who gave and took, how far it is signed."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.slip import LISTED_APART, state_word
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.people import Department, Person, Storeroom
from houqin_desktop.storage.slip import Slip, line_sums, reversed_slips, vouchers_of_slips

COLUMNS = (
    Column("单号", width=110),
    Column("单据种类", width=90),
    Column("日期", ColumnKind.DATE, width=100),
    Column("状态", ColumnKind.STATUS, width=90),
    Column("保管室", width=120),
    Column("移交人", width=90),
    Column("接收人", width=90),
    Column("接收部门", width=110),
    Column("数量", ColumnKind.QUANTITY, width=80),
    Column("金额", ColumnKind.MONEY, width=110),
    Column("用途", width=160),
    Column("转入保管室", width=120),
    Column("说明", width=160),
)


def _slips(_session: Session) -> list[RegisterRow]:
    people = {person.id: person.name for person in Person.every("id")}
    rooms = {room.id: room.name for room in Storeroom.every()}
    departments = {one.id: one.name for one in Department.every()}
    slips = {slip.id: slip for slip in Slip.every("id")}
    sums, gone = line_sums(), reversed_slips()
    rows = []
    for voucher in vouchers_of_slips():
        if voucher.kind in LISTED_APART:
            continue
        slip = slips[voucher.id]
        state = state_word(voucher.state, is_reversed=slip.id in gone)
        quantity, value = sums.get(slip.id, (0, 0))
        counts = voucher.state is not VoucherState.WITHDRAWN
        rows.append(
            RegisterRow(
                slip.id,
                (
                    voucher.number,
                    voucher.kind.label,
                    voucher.dated_on.isoformat(),
                    state,
                    _named(rooms, slip.storeroom_id),
                    _named(people, slip.giver_id),
                    _named(people, slip.taker_id) or slip.outside,
                    _named(departments, slip.taker_department_id) or slip.school_class,
                    quantity,
                    value,
                    slip.purpose,
                    _named(rooms, slip.other_storeroom_id),
                    slip.remarks,
                ),
                quantity=quantity if counts else 0,
                value_fen=value if counts else 0,
                facets=frozenset({("kind", voucher.kind.value), ("state", state)}),
            )
        )
    return rows


def _named(names: dict[int, str], key: int | None) -> str:
    return "" if key is None else names[key]


def _register(session: Session) -> Register:
    return RowsRegister("slips", "物品单据", COLUMNS, partial(_slips, session))


MAKERS = {"slips": _register}
