"""The forms of duties: the table, swaps and stand-ins, attendance, absences, the calendar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.duty import Mark, when_words
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.pickers import PickerField, from_register
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.services.duty.drafts import (
    CalendarRow,
    ChangeAbsence,
    ChangeDutyTable,
    DutyPostRow,
    MarkDuties,
    MarkRow,
    PlanDuties,
    RecordAbsence,
    ReplaceDuty,
    SetCalendar,
    SwapDuties,
)
from houqin_desktop.services.duty.finding import find_absence, find_table
from houqin_desktop.services.duty.making import rows_like
from houqin_desktop.services.duty.view import DutyView, day_to_tick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.duty.view import ChosenDuty, DutyLine

PLAN_NOTE: Final = (
    "每行一个岗位：从哪份名单里排、每班几人、几点到几点。同一名单的人次数相差不超过一次，"
    "放假不排，请假避开，一个人一天只排一个班；上一张同类的表少排的先补。"
    "名单在“开学与配备”里建；不填起日，就从开学计划的开学日期起。"
)
MARK_NOTE: Final = "没有改动就是到了，按回车逐行看过即可登记；迟到、缺改“到岗”，代的写明谁代。"
CALENDAR_NOTE: Final = (
    "国务院办公厅的放假调休通知已在程序里，这里写学校自己的：寒暑假、运动会、停课。"
    "“是什么”不填，就恢复按通知和星期。"
)


class PlanDialog(RowsDialog):
    """排值班表: kind, days, and the posts in a grid."""

    help_text = "一张表管一个学期的一种值班；选起止日期，写岗位，程序按名单公平排好。"

    def __init__(self, parent: QWidget | None, desk: Desk, like: str) -> None:
        super().__init__(
            parent,
            desk,
            "排值班表",
            PlanDuties,
            rows="posts",
            row_class=DutyPostRow,
            columns={"name": 220, "roster": 260, "seats": 110, "hours": 220},
            figures=("seats",),
            note=PLAN_NOTE,
            known={"like": None},
            row_fields={"roster": partial(PickerField, _rosters(desk), "名单")},
        )
        self.done_text = "已排好值班表"
        if like:
            self.field("kind").set_value(find_table(like).duty_kind)
            self.fill(
                [{name: getattr(row, name) for name in row.filled()} for row in rows_like(like)]
            )


def _rosters(desk: Desk) -> Any:
    return from_register(desk.session, "rosters", value="名单", label="名单", detail=("成员数",))


def change_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 改值班表."""
    table = find_table(code)
    return DraftDialog(
        parent,
        desk,
        f"改值班表 {code}",
        ChangeDutyTable,
        known={"table": code},
        prefilled={"title": table.title, "remarks": table.remarks},
        notes=("remarks",),
        done="已改",
    )


class MarkDialog(RowsDialog):
    """点名: everybody of a day in a grid, each taken to have come until somebody says otherwise."""

    help_text = "按签到栏逐个登记当天值班的人怎样到岗。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str, on: date | None) -> None:
        view = DutyView(desk.session, code)
        weekly = view.table.duty_kind.is_weekly
        day = day_to_tick(view, desk.session.clock.today()) if on is None or weekly else on
        super().__init__(
            parent,
            desk,
            "点名 值周" if weekly else f"点名 {when_words(day, day)} {view.table.duty_kind.label}",
            MarkDuties,
            rows="rows",
            row_class=MarkRow,
            columns={"person": 260, "mark": 140, "substitute": 260, "remarks": 260},
            note=MARK_NOTE,
            known={"table": code, "rest_present": None} | ({} if weekly else {"on": day}),
        )
        self.done_text = "已点名"
        if weekly:
            # The same people all week: any day of it may be ticked.
            self.field("on").set_value(day)
        self.fill([_ticked(view, line, day) for line in view.lines_on(day)])


def _ticked(view: DutyView, line: DutyLine, day: date) -> dict[str, Any]:
    mark = line.marks.get(day)
    filled: dict[str, Any] = {"person": view.number(line.row.holder_id), "mark": Mark.PRESENT}
    if mark is not None and mark.mark is not None:
        who = None if mark.substitute_id is None else view.number(mark.substitute_id)
        filled |= {"mark": mark.mark, "substitute": who, "remarks": mark.remarks}
    return filled


def swap_dialog(parent: QWidget, desk: Desk, chosen: Sequence[ChosenDuty]) -> DraftDialog:
    """Return the form 调班, begun with the one or two chosen duties of a table."""
    prefilled: dict[str, Any] = {}
    for name, one in zip(("first", "second"), chosen, strict=False):
        prefilled |= {name: one.person, f"{name}_on": one.on}
    return DraftDialog(
        parent,
        desk,
        f"调班 {chosen[0].table}",
        SwapDuties,
        known={"table": chosen[0].table},
        prefilled=prefilled,
        done="已调班",
    )


def replace_dialog(parent: QWidget, desk: Desk, duty: ChosenDuty) -> DraftDialog:
    """Return the form 顶班 for the chosen duty."""
    dialog = DraftDialog(
        parent,
        desk,
        f"顶班 {duty.table}",
        ReplaceDuty,
        known={"table": duty.table},
        prefilled={"on": duty.on, "person": duty.person},
        done="已顶班",
    )
    dialog.help_text = "不填由谁顶班，就由名单里当天有空、次数最少的人顶。"
    return dialog


def absence_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记请假."""
    dialog = DraftDialog(
        parent,
        desk,
        "登记请假",
        RecordAbsence,
        prefilled={"from_on": desk.session.clock.today()},
        done="已登记请假",
        adds_again=True,
    )
    dialog.field("reason").setPlaceholderText("如：病假、产假、外出培训")
    return dialog


def change_absence_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 改请假, filled in as the absence stands."""
    absence = find_absence(code)
    return DraftDialog(
        parent,
        desk,
        f"改请假 {code}",
        ChangeAbsence,
        known={"absence": code},
        prefilled={name: getattr(absence, name) for name in ("from_on", "to_on", "reason")},
        done="已改请假",
    )


class CalendarDialog(RowsDialog):
    """登记校历: days, or stretches of days, in a grid."""

    help_text = "学校自己的放假、上课和调休，一行一天或一段。"

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(
            parent,
            desk,
            "登记校历",
            SetCalendar,
            rows="days",
            row_class=CalendarRow,
            columns={"from_on": 160, "to_on": 160, "day_kind": 160, "name": 300},
            note=CALENDAR_NOTE,
        )
        self.done_text = "已登记校历"
