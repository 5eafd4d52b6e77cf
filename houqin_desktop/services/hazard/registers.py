"""隐患, 整改通知书 and the criteria of the levels as lists."""

from __future__ import annotations

from functools import partial
from typing import Final

from houqin_desktop.domain.hazard import HazardState, HazardStepKind
from houqin_desktop.domain.slip import state_word
from houqin_desktop.services.hazard.criteria import CRITERIA
from houqin_desktop.services.hazard.facts import HazardFact, hazard_facts
from houqin_desktop.services.registers.listing import Column, ColumnKind, Filter, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.hazard import RectificationNotice, hazards_on, replies_to
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.slip import Slip, reversed_slips
from houqin_desktop.storage.voucher import Voucher

DATE, MONEY = ColumnKind.DATE, ColumnKind.MONEY
QUANTITY, STATUS = ColumnKind.QUANTITY, ColumnKind.STATUS
OPEN_HAZARDS: Final = (Filter("open", "yes", "未销号"),)
HAZARDS: Final = (
    Column("隐患编号", width=104),
    Column("发现日期", DATE, width=90),
    Column("来源", width=80),
    Column("场所", width=120),
    Column("具体部位", width=100),
    Column("隐患内容", width=200),
    Column("类别", width=90),
    Column("等级", width=56),
    Column("状态", STATUS, width=72),
    Column("责任部门", width=90),
    Column("整改责任人", width=84),
    Column("整改期限", DATE, width=90),
    Column("逾期天数", QUANTITY, width=72),
    Column("完成日期", DATE, width=90),
    Column("整改费用", MONEY, width=90),
    Column("复查人", width=72),
    Column("销号日期", DATE, width=90),
    Column("关联单据", width=180),
    Column("涉及资产", width=160),
    Column("排查单号", width=104),
)
NOTICES: Final = (
    Column("单号", width=104),
    Column("下达日期", DATE, width=90),
    Column("受文部门", width=110),
    Column("签收人", width=80),
    Column("隐患数", QUANTITY, width=64),
    Column("已销号", QUANTITY, width=64),
    Column("整改期限", DATE, width=90),
    Column("状态", STATUS, width=76),
    Column("回执日期", DATE, width=90),
    Column("逾期天数", QUANTITY, width=72),
    Column("隐患编号", width=220),
)
CRITERION_COLUMNS: Final = (
    Column("等级", width=60),
    Column("领域", width=120),
    Column("判定标准", width=520),
    Column("依据", width=260),
)


def _hazards(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    return [_hazard(one, one.days_late(today)) for one in reversed(hazard_facts())]


def _hazard(one: HazardFact, late: int) -> RegisterRow:
    row, standing = one.row, one.standing
    rectified = one.last(HazardStepKind.RECTIFY)
    cells = (
        row.code,
        row.found_on.isoformat(),
        one.source,
        one.place,
        row.spot,
        row.description,
        row.category,
        one.severity,
        one.state.label,
        one.department,
        one.who(HazardStepKind.PLAN),
        _day(standing.due_on),
        late or None,
        _day(standing.rectified_on),
        None if rectified is None else rectified.amount_fen,
        one.who(HazardStepKind.PASS),
        _day(standing.closed_on),
        "、".join(voucher.number for voucher in one.names.vouchers[row.id]),
        "" if row.asset_id is None else one.names.cards[row.asset_id],
        one.inspection,
    )
    facets = {
        ("open", "yes" if one.state.is_open else "no"),
        ("state", one.state.value),
        ("late", "yes" if late else "no"),
    }
    return RegisterRow(row.id, cells, facets=frozenset(facets))


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _notices(session: Session) -> list[RegisterRow]:
    people = {one.id: one.name for one in Person.every()}
    departments = {one.id: one.name for one in Department.every()}
    gone, today = reversed_slips(), session.clock.today()
    facts = {one.row.id: one for one in hazard_facts()}
    found = []
    for notice in RectificationNotice.every("id DESC"):
        voucher, slip = Voucher.get_by_id(notice.id), Slip.get_by_id(notice.id)
        hazards = [facts[one.id] for one in hazards_on(notice.id)]
        replies = replies_to(notice.id)
        state = state_word(voucher.state, is_reversed=notice.id in gone)
        waits = awaits_reply(voucher, replied=bool(replies), is_reversed=notice.id in gone)
        late = max(0, (today - slip.due_on).days) if waits and slip.due_on else 0
        cells = (
            voucher.number,
            voucher.dated_on.isoformat(),
            departments.get(slip.taker_department_id or 0, ""),
            people.get(slip.taker_id or 0, ""),
            len(hazards),
            sum(one.state is HazardState.CLOSED for one in hazards),
            _day(slip.due_on),
            state,
            _day(replies[-1].replied_on) if replies else None,
            late or None,
            "、".join(one.row.code for one in hazards),
        )
        facets = {("state", state), ("reply", "waits" if waits else "no")}
        found.append(RegisterRow(notice.id, cells, facets=frozenset(facets)))
    return found


def awaits_reply(voucher: Voucher, *, replied: bool, is_reversed: bool) -> bool:
    """Say whether a notice that was signed for still wants its 回执."""
    return voucher.state.value == "executed" and not replied and not is_reversed


def _criteria(_session: Session) -> list[RegisterRow]:
    return [
        RegisterRow(
            key,
            (one.severity.label, one.field, one.words, one.basis),
            facets=frozenset({("severity", one.severity.value)}),
        )
        for key, one in enumerate(CRITERIA, start=1)
    ]


def _hazard_register(session: Session) -> Register:
    return RowsRegister("hazards", "隐患", HAZARDS, partial(_hazards, session))


def _notice_register(session: Session) -> Register:
    return RowsRegister("rectification_notices", "整改通知书", NOTICES, partial(_notices, session))


def _criterion_register(session: Session) -> Register:
    return RowsRegister(
        "hazard_criteria", "隐患定级标准", CRITERION_COLUMNS, partial(_criteria, session)
    )


MAKERS = {
    "hazards": _hazard_register,
    "rectification_notices": _notice_register,
    "hazard_criteria": _criterion_register,
}
