"""借用登记簿 and 预约: what is lent and how it stands today, who has what at which period."""

from __future__ import annotations

from datetime import date
from functools import partial

from houqin_desktop.domain.loan import LoanState, days_overdue, loan_state
from houqin_desktop.domain.stock import Condition
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.loan import HandedOut, Reservation, handed_out
from houqin_desktop.storage.people import Person, Storeroom

QUANTITY, DATE = ColumnKind.QUANTITY, ColumnKind.DATE


def state_on(line: HandedOut, today: date) -> LoanState:
    """Return how a lent line stands on a day."""
    if line.written_off and line.back < line.quantity:
        return LoanState.WRITTEN_OFF
    return loan_state(line.quantity, line.out, date.fromisoformat(line.due_on), today)


def overdue_days(line: HandedOut, today: date) -> int:
    """Return for how many days a lent line is overdue."""
    return days_overdue(line.out, date.fromisoformat(line.due_on), today)


def _loans(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    return [_loan_row(line, today) for line in handed_out("loan")]


def _loan_row(line: HandedOut, today: date) -> RegisterRow:
    state = state_on(line, today)
    out = line.out
    department = " ".join(filter(None, [line.department, line.school_class]))
    return RegisterRow(
        line.line_id,
        (
            line.number,
            state.label,
            line.name,
            out,
            line.unit,
            line.taker,
            line.due_on,
            overdue_days(line, today) or None,
            department,
            line.outside,
            line.dated_on,
            line.code,
            line.specification,
            line.quantity,
            line.back,
            line.back_on,
            line.room,
            line.purpose,
            Condition(line.condition).label,
        ),
        quantity=out,
        value_fen=line.value_fen - line.value_back_fen if out else 0,
        facets=frozenset({("state", state.value), ("out", "yes" if out else "no")}),
    )


def _reservations(_session: Session) -> list[RegisterRow]:
    rooms = {room.id: room.name for room in Storeroom.every("id")}
    rows = []
    for one in Reservation.every("reserved_on DESC, first_period, id"):
        card = None if one.asset_id is None else Asset.get_by_id(one.asset_id)
        room = "" if one.storeroom_id is None else rooms[one.storeroom_id]
        state = "已取消" if one.cancelled else "已预约"
        rows.append(
            RegisterRow(
                one.id,
                (
                    one.reserved_on.isoformat(),
                    one.first_period,
                    one.last_period,
                    room if card is None else card.code,
                    "" if card is None else card.name,
                    Person.get_by_id(one.person_id).name,
                    one.purpose,
                    state,
                ),
                facets=frozenset({("state", state), ("day", one.reserved_on.isoformat())}),
            )
        )
    return rows


def _loans_register(session: Session) -> Register:
    columns = (
        Column("借用单号", width=110),
        Column("状态", ColumnKind.STATUS, width=90),
        Column("名称", width=150),
        Column("在外数量", QUANTITY, width=80),
        Column("单位", width=60),
        Column("借用人", width=90),
        Column("归还日期", DATE, width=100),
        Column("逾期天数", ColumnKind.NUMBER, width=80),
        Column("借用部门", width=110),
        Column("校外单位", width=110),
        Column("借用日期", DATE, width=100),
        Column("物品编号", width=110),
        Column("规格型号", width=110),
        Column("借出数量", QUANTITY, width=80),
        Column("已还数量", QUANTITY, width=80),
        Column("最近归还", DATE, width=100),
        Column("保管室", width=110),
        Column("用途", width=120),
        Column("借出时状况", width=90),
    )
    return RowsRegister("loans", "借用登记簿", columns, partial(_loans, session))


def _reservations_register(session: Session) -> Register:
    columns = (
        Column("日期", DATE, width=100),
        Column("起节", ColumnKind.NUMBER, width=60),
        Column("止节", ColumnKind.NUMBER, width=60),
        Column("资产或保管室", width=130),
        Column("名称", width=150),
        Column("预约人", width=90),
        Column("用途", width=160),
        Column("状态", ColumnKind.STATUS, width=80),
    )
    return RowsRegister("reservations", "预约", columns, partial(_reservations, session))


MAKERS = {"loans": _loans_register, "reservations": _reservations_register}
