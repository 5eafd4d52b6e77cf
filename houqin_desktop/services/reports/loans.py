"""催还单 by department, and 个人领用卡: what one person was given and lent in a year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services import lookup
from houqin_desktop.services.loan.registers import overdue_days, state_on
from houqin_desktop.storage.loan import HandedOut, handed_out

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.services.reports.catalogue import Request

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED
NO_DEPARTMENT = "未填部门"
_THING = (
    PaperColumn("物品编号"),
    PaperColumn("名称", wraps=True),
    PaperColumn("规格型号", wraps=True),
    PaperColumn("单位", CENTRED),
)
REMINDER_COLUMNS = (
    PaperColumn("序号", CENTRED),
    PaperColumn("借用单号"),
    PaperColumn("借用人", wraps=True),
    PaperColumn("借用日期", CENTRED),
    *_THING,
    PaperColumn("未还数量", COUNT, summed=True),
    PaperColumn("应还日期", CENTRED),
    PaperColumn("逾期天数", COUNT),
    PaperColumn("用途", wraps=True),
)
ACCOUNT_COLUMNS = (
    PaperColumn("序号", CENTRED),
    PaperColumn("日期", CENTRED),
    PaperColumn("单号"),
    PaperColumn("种类", CENTRED),
    *_THING,
    PaperColumn("数量", COUNT, summed=True),
    PaperColumn("已退还", COUNT, summed=True),
    PaperColumn("在手", COUNT, summed=True),
    PaperColumn("金额（元）", MONEY, summed=True),
    PaperColumn("用途", wraps=True),
    PaperColumn("状态", CENTRED),
)
_REMINDER_BOXES = tuple(
    SignatureBox(title, (), seal=False) for title in ("部门签收", "保管员", "总务主任")
)
_ACCOUNT_BOXES = tuple(SignatureBox(title, (), seal=False) for title in ("领用人", "保管员"))
_REMINDER_NOTE = "以上物品已到归还日期。请核对后归还保管室；仍需使用的，请到保管室办理续借。"


def loan_reminders(request: Request) -> ListSheet:
    """Return 催还单: what is overdue on a day, a department a page, the longest wait first."""
    on = request.as_of.on
    late = [one for one in handed_out("loan", on) if overdue_days(one, on)]
    late.sort(key=lambda one: (_department(one), -overdue_days(one, on), one.number, one.position))
    sections = []
    for department, found in groupby(late, key=_department):
        rows = tuple((at, *_reminder_cells(one, on)) for at, one in enumerate(found, start=1))
        fields = (
            ("部门", department),
            ("截至日期", chinese_date(on)),
            ("项数", f"{len(rows):,}"),
        )
        sections.append(PaperSection(department, rows, fields))
    return request.sheet(
        REMINDER_COLUMNS,
        sections,
        boxes=_REMINDER_BOXES,
        notes=(_REMINDER_NOTE,) if sections else (),
        apart=True,
    )


def _department(line: HandedOut) -> str:
    return line.outside or line.department or line.school_class or NO_DEPARTMENT


def _reminder_cells(line: HandedOut, on: date) -> tuple[SheetCell, ...]:
    return (
        line.number,
        line.taker,
        line.dated_on,
        *_thing(line),
        line.out,
        line.due_on,
        overdue_days(line, on),
        line.purpose,
    )


def personal_account(request: Request) -> ListSheet:
    """Return 个人领用卡 of a period: what each person was given or lent, and what is in his hands.

    What went out before the period stands on it while it is still out.
    """
    on, first = request.as_of.on, request.from_on.isoformat()
    only = {} if request.only is None else {"taker_id": lookup.person(request.only).id}
    lines = [*handed_out("issue", on, **only), *handed_out("loan", on, **only)]
    kept = [one for one in lines if one.dated_on >= first or _in_hand(one)]
    kept.sort(key=lambda one: (one.taker, one.taker_id, one.dated_on, one.number, one.position))
    sections = []
    for (name, _), found in groupby(kept, key=lambda one: (one.taker, one.taker_id)):
        rows = tuple((at, *_account_cells(one, on)) for at, one in enumerate(found, start=1))
        fields = (
            ("姓名", name),
            ("起止日期", f"{first} 至 {on}"),
            ("项数", f"{len(rows):,}"),
        )
        sections.append(PaperSection(name, rows, fields))
    return request.sheet(
        ACCOUNT_COLUMNS, sections, boxes=_ACCOUNT_BOXES, apart=True, grand_total=False
    )


def _in_hand(line: HandedOut) -> int:
    """Return how many pieces somebody still has; material is used up as it is given out."""
    return 0 if line.kind == StockKind.MATERIAL else line.out


def _account_cells(line: HandedOut, on: date) -> tuple[SheetCell, ...]:
    if line.due_on:
        kind, state = "借用", state_on(line, on).label
    else:
        kind, state = "领用", "在用" if _in_hand(line) else "已消耗"
        if line.back == line.quantity:
            state = "已退库"
    return (
        line.dated_on,
        line.number,
        kind,
        *_thing(line),
        line.quantity,
        line.back,
        _in_hand(line),
        line.value_fen,
        line.purpose,
        state,
    )


def _thing(line: HandedOut) -> tuple[SheetCell, ...]:
    return line.code, line.name, line.specification, line.unit


SHEETS = {"loan_reminders": loan_reminders, "personal_account": personal_account}
