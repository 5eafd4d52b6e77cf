"""交接登记簿: every list with who gave and took, what stood on it, and when it took effect."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.handover import EVERYTHING
from houqin_desktop.domain.slip import state_word
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.handover import handover_sums
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.slip import Slip, reversed_slips, vouchers_of_slips
from houqin_desktop.storage.voucher import Voucher

COLUMNS = (
    Column("单号", width=110),
    Column("日期", ColumnKind.DATE, width=100),
    Column("状态", ColumnKind.STATUS, width=90),
    Column("移交人", width=90),
    Column("接收人", width=90),
    Column("交接原因", width=100),
    Column("交接范围", width=120),
    Column("卡片", ColumnKind.QUANTITY, width=70),
    Column("资产件数", ColumnKind.QUANTITY, width=90),
    Column("资产原值", ColumnKind.MONEY, width=110),
    Column("物品种类", ColumnKind.QUANTITY, width=90),
    Column("物品件数", ColumnKind.QUANTITY, width=90),
    Column("物品金额", ColumnKind.MONEY, width=110),
    Column("借用转接", ColumnKind.QUANTITY, width=90),
    Column("钥匙", ColumnKind.QUANTITY, width=70),
    Column("办结日期", ColumnKind.DATE, width=100),
    Column("说明", width=160),
)


def _handovers(_session: Session) -> list[RegisterRow]:
    people = {person.id: person.name for person in Person.every("id")}
    rooms = {room.id: room.name for room in Storeroom.every()}
    gone = reversed_slips()
    return [
        _row(voucher, Slip.get_by_id(voucher.id), people, rooms, is_reversed=voucher.id in gone)
        for voucher in vouchers_of_slips()
        if voucher.kind is VoucherKind.HANDOVER
    ]


def _row(
    voucher: Voucher,
    slip: Slip,
    people: dict[int, str],
    rooms: dict[int, str],
    *,
    is_reversed: bool,
) -> RegisterRow:
    state = state_word(voucher.state, is_reversed=is_reversed)
    counts = voucher.state is not VoucherState.WITHDRAWN
    sums = handover_sums(slip.id)
    giver, taker = (people[who] for who in (slip.giver_id, slip.taker_id) if who is not None)
    return RegisterRow(
        slip.id,
        (
            voucher.number,
            voucher.dated_on.isoformat(),
            state,
            giver,
            taker,
            slip.purpose,
            EVERYTHING if slip.storeroom_id is None else rooms[slip.storeroom_id],
            sums.cards,
            sums.pieces,
            sums.value_fen,
            sums.items,
            sums.item_pieces,
            sums.item_value_fen,
            sums.loans,
            sums.keys,
            "" if slip.posted_on is None else slip.posted_on.isoformat(),
            slip.remarks,
        ),
        quantity=sums.pieces + sums.item_pieces if counts else 0,
        value_fen=sums.value_fen + sums.item_value_fen if counts else 0,
        facets=frozenset({("state", state)}),
    )


def _register(session: Session) -> Register:
    return RowsRegister("handovers", "交接登记簿", COLUMNS, partial(_handovers, session))


MAKERS = {"handovers": _register}
