"""The papers of a table of duties: the table with room to sign in, the counts, the changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.duty import DutyKind, week_number
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.school_days import weekday_name
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.services.duty.school_calendar import school_calendar
from houqin_desktop.services.duty.view import DutyView
from houqin_desktop.services.reports.catalogue import printed_words
from houqin_desktop.services.reports.lists import numbered
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.duty import DutyPost

COUNT, CENTRED = PaperKind.COUNT, PaperKind.CENTRED
_BOXES: Final = tuple(
    SignatureBox(title, (), seal=False) for title in ("制表", "总务主任", "主管领导")
)
# A hand needs the more room the more people sign in the one box of a turn.
_HAND, _MOST_HANDS = "　　", 8
_MOST_CHANGES: Final = 10
_SWAP_NOTE: Final = "调班须提前报批，未经批准不得自行调换；因病因事不能到岗的，由批准的人顶班。"


def table_sheet(session: Session, view: DutyView) -> ListSheet:
    """Return the table week by week: who stands where on which day, with room to sign in."""
    table = view.table
    is_holiday = table.duty_kind is DutyKind.HOLIDAY
    names = [PaperColumn(_post_title(post), CENTRED, wraps=True) for post in view.posts]
    seats = min(sum(post.seats for post in view.posts), _MOST_HANDS)
    columns = (
        PaperColumn("周次", CENTRED),
        PaperColumn("日期", CENTRED),
        PaperColumn("假日" if is_holiday else "星期", CENTRED),
        *names,
        *((PaperColumn("　联系电话　"),) if is_holiday else ()),
        PaperColumn(f"{_HAND * seats}签到{_HAND * seats}", CENTRED),
        PaperColumn("　备注　", wraps=True),
    )
    rows = [_turn_row(view, turn, is_holiday=is_holiday) for turn in view.turns]
    sheet = _sheet(session, view, table.title, columns, rows)
    note = table.remarks or _SWAP_NOTE
    notes = (note, *_changes_told(view), *view.missing)
    return replace(sheet, signed_rows=True, boxes=_BOXES, notes=notes)


def _changes_told(view: DutyView) -> list[str]:
    """Return the changes in words; of many only how many, for they have a paper of their own."""
    changed = [line for line in view.lines if line.change]
    if len(changed) > _MOST_CHANGES:
        return [f"已调班 {len(changed)} 处，见调班登记。"]
    return [f"{line.when}{line.post.name}，{line.change}。" for line in changed]


def _post_title(post: DutyPost) -> str:
    return f"{post.name}（{post.hours}）" if post.hours else post.name


def _turn_row(
    view: DutyView, turn: tuple[date, date], *, is_holiday: bool
) -> tuple[SheetCell, ...]:
    first, last = turn
    if first != last:
        days, name = f"{first:%m-%d} 至 {last:%m-%d}", "整周"
    else:
        days, name = first.isoformat(), weekday_name(first)
    if is_holiday:
        name = f"{school_calendar().on(first).name}·{weekday_name(first)[-1]}"
    people = ("、".join(line.holder for line in view.at(turn, post)) for post in view.posts)
    phone = ("",) if is_holiday else ()
    week = f"第 {week_number(first, view.table.from_on)} 周"
    return (week, days, name, *people, *phone, "", "")


def counts_sheet(session: Session, view: DutyView) -> ListSheet:
    """Return who stands how often, by day of the week too, and why somebody stands less."""
    columns = (
        PaperColumn("序号", CENTRED),
        PaperColumn("人员编号", CENTRED),
        PaperColumn("姓名", CENTRED),
        PaperColumn("排班", COUNT, dashed=True),
        PaperColumn("现值", COUNT, dashed=True),
        *(PaperColumn(f"周{day}", COUNT, dashed=True) for day in "一二三四五六日"),
        PaperColumn("上期", COUNT, dashed=True),
        PaperColumn("不能排的班", COUNT, dashed=True),
        PaperColumn("原因", wraps=True),
    )
    rows: list[tuple[SheetCell, ...]] = [
        (
            one.number,
            one.name,
            one.planned,
            one.held,
            *one.weekdays,
            one.before,
            one.away,
            one.why,
        )
        for one in view.counts
    ]
    sheet = _sheet(session, view, f"{view.table.title}次数", columns, list(numbered(rows)))
    note = f"每人次数：{view.spread_words}（全期不能排的人不计）；多出的一班先给上期少的人。"
    return replace(sheet, notes=(note,))


def changes_sheet(session: Session, view: DutyView) -> ListSheet:
    """Return every swap and stand-in with who approved of it."""
    columns = (
        PaperColumn("序号", CENTRED),
        PaperColumn("登记日期", CENTRED),
        PaperColumn("怎样", CENTRED),
        PaperColumn("班次", CENTRED),
        PaperColumn("岗位", CENTRED),
        PaperColumn("原值班人", CENTRED),
        PaperColumn("换成", CENTRED),
        PaperColumn("原因", wraps=True),
        PaperColumn("批准人", CENTRED),
        PaperColumn("　批准人签字　", CENTRED),
    )
    lines = {line.row.id: line for line in view.lines}
    rows: list[tuple[SheetCell, ...]] = [
        (
            one.changed_on.isoformat(),
            "顶班" if one.other_id is None else "调班",
            lines[one.duty_id].when,
            lines[one.duty_id].post.name,
            view.name(one.from_id),
            view.name(one.into_id),
            one.reason,
            view.name(one.approved_by_id),
            "",
        )
        for one in view.changes
    ]
    sheet = _sheet(session, view, f"{view.table.title}调班登记", columns, list(numbered(rows)))
    return replace(sheet, signed_rows=True)


def _sheet(
    session: Session,
    view: DutyView,
    title: str,
    columns: tuple[PaperColumn, ...],
    rows: list[tuple[SheetCell, ...]],
) -> ListSheet:
    table = view.table
    return ListSheet(
        name="duty_table",
        title=title,
        school=school_name(),
        fields=(
            ("值班表编号", table.code),
            ("种类", table.duty_kind.label),
            ("期间", f"{chinese_date(table.from_on)}至{chinese_date(table.to_on)}"),
            ("状态", view.state),
        ),
        columns=columns,
        sections=(PaperSection("", tuple(rows)),) if rows else (),
        printed=printed_words(session, title),
        grand_total=False,
    )
