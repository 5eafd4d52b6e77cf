"""The forms of the guards' log: shifts, rounds, hand-overs and incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.gui.gate.dialogs import NOW
from houqin_desktop.gui.term.dialogs import NamesDialog, several_names
from houqin_desktop.services.guard_shift.drafts import (
    CloseIncident,
    EquipmentRow,
    HandOverShift,
    OpenShift,
    PointFound,
    RecordIncident,
    RecordPatrol,
    ReportIncident,
    SignShift,
    ToldRow,
    VoidPatrol,
    WriteShift,
)
from houqin_desktop.services.guard_shift.finding import find_shift, shift_times
from houqin_desktop.services.guard_shift.view import ShiftView, route_names, targets

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

PEOPLE: Final = "姓名；几个人之间用顿号"


def open_shift_dialog(parent: QWidget, desk: Desk) -> NamesDialog:
    """Return the form 开始班次, with the shifts of the template to choose from."""
    shifts = ChoiceField([(one.name, f"{one.name} {one.starts_at}-{one.ends_at}")
                          for one in shift_times()])  # fmt: skip
    dialog = NamesDialog(
        parent, desk, "开始班次", OpenShift, fields={"shift_name": shifts}, done="已开始班次"
    )
    several_names(dialog, "guards", PEOPLE)
    dialog.field("weather").setPlaceholderText("如：晴、小雨")
    dialog.field("corrects").setPlaceholderText("作废了的日志编号，一般不填")
    return dialog


class WriteDialog(DraftDialog):
    """记安保日志: as it stands; what is emptied is taken out."""

    def draft(self, values: dict[str, Any]) -> WriteShift:
        return WriteShift(**self._known, **{name: words or "" for name, words in values.items()})


def write_dialog(parent: QWidget, desk: Desk, code: str) -> WriteDialog:
    """Return the form 记安保日志, filled in as the log stands."""
    shift = find_shift(code)
    names = ("weather", "school_start", "school_end", "remarks")
    return WriteDialog(
        parent,
        desk,
        f"记安保日志 {code}",
        WriteShift,
        known={"shift": code},
        prefilled={name: getattr(shift, name) for name in names},
        notes=names[1:],
        done="已记日志",
    )


class PatrolDialog(RowsDialog):
    """记巡查: what was found point by point; points that were missed are named."""

    help_text = "走到了而没有情况的点位不用写；没有走到的，在“没有走到的点位”里写名称。"
    needs_rows = False

    def __init__(self, parent: QWidget | None, desk: Desk, code: str) -> None:
        route = "、".join(route_names()) or "还没有点位，请先在“场所”里设重点部位"
        super().__init__(
            parent,
            desk,
            f"记巡查 {code}",
            RecordPatrol,
            rows="points",
            row_class=PointFound,
            columns={"place": 320, "finding": 620},
            note=f"点位依次为：{route}。",
            known={"shift": code, "corrects": None},
        )
        self.done_text = "已记巡查"
        self.field("patrolled_at").setPlaceholderText(NOW)
        self.field("finding").setPlaceholderText("不填就是正常")
        self.field("missed").setPlaceholderText("名称；几个之间用顿号")

    def draft(self, values: dict[str, Any]) -> RecordPatrol:
        missed = _names(values.pop("missed"))
        made = super().draft(values | {"missed": missed})
        assert isinstance(made, RecordPatrol)
        return made


def _names(words: str | None) -> tuple[str, ...] | None:
    """Return the names in a text, as a list of names is written everywhere."""
    parts = (words or "").replace(",", "、").replace("，", "、").split("、")
    return tuple(filter(None, map(str.strip, parts))) or None


class HandOverDialog(RowsDialog):
    """交班: the equipment of the list is there with its target; only what differs is changed."""

    help_text = "双方当面点清：表里先填好应有数，和实际不同的改过来，并写明原因。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str) -> None:
        super().__init__(
            parent,
            desk,
            f"交班 {code}",
            HandOverShift,
            rows="equipment",
            row_class=EquipmentRow,
            columns={"name": 220, "handed": 130, "taken": 130, "explanation": 440},
            figures=("handed", "taken"),
            note="数目对不上的，须在“说明”里写清楚。",
            known={"shift": code},
        )
        self.done_text = "已交班"
        self.field("handed_at").setPlaceholderText(NOW)
        self.fill([{"name": name, "handed": number, "taken": number} for name, number in targets()])


def sign_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 带班领导签字."""
    return DraftDialog(
        parent,
        desk,
        f"带班领导签字 {code}",
        SignShift,
        known={"shift": code},
        done="已登记签字",
        verb="登记签字",
    )


def void_patrol_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 作废巡查, with the rounds that stand to choose from."""
    rounds = ShiftView(find_shift(code)).rounds
    choices = [(one.row.ordinal, f"第 {one.row.ordinal} 次 {one.row.patrolled_at}")
               for one in rounds]  # fmt: skip
    return DraftDialog(
        parent,
        desk,
        f"作废巡查 {code}",
        VoidPatrol,
        known={"shift": code},
        fields={"ordinal": ChoiceField(choices)},
        done="已作废",
        verb="作废",
    )


class IncidentDialog(RowsDialog):
    """登记事件: what happened above, whom it was reported to below."""

    help_text = "写明在哪里、发生了什么；启动了应急预案的写名称和时间，向谁报告一行一个。"
    needs_rows = False

    def __init__(self, parent: QWidget | None, desk: Desk, corrects: str = "") -> None:
        super().__init__(
            parent,
            desk,
            f"更正事件 {corrects}" if corrects else "登记事件",
            RecordIncident,
            rows="told",
            row_class=ToldRow,
            columns={"told": 300, "told_at": 140, "note": 480},
            known={"corrects": corrects or None, "shift": None},
        )
        self.done_text = "已登记事件"
        for name in ("happened_at", "plan_started_at"):
            self.field(name).setPlaceholderText(NOW if name == "happened_at" else "如 1540")
        self.field("plan").setPlaceholderText("如：校门口突发事件应急预案；没有启动的不填")

    def draft(self, values: dict[str, Any]) -> RecordIncident:
        made = super().draft(values)
        assert isinstance(made, RecordIncident)
        return made


def report_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 登记事件报告."""
    return DraftDialog(
        parent,
        desk,
        f"登记报告 {code}",
        ReportIncident,
        known={"incident": code},
        done="已登记报告",
    )


def close_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 登记事件结果."""
    return DraftDialog(
        parent,
        desk,
        f"登记结果 {code}",
        CloseIncident,
        known={"incident": code, "undone": None},
        notes=("aftermath",),
        done="已登记结果",
    )
