"""The forms of the yearly plan; what is asked for follows from the rhythm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.inspection_plan import WEEKDAYS, PlanRhythm
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.term.dialogs import SEVERAL, NamesDialog, several_names
from houqin_desktop.services.inspection.plan import USUAL_PLAN, rule_as_said
from houqin_desktop.services.inspection.plan_drafts import (
    AddInspectionRule,
    AdoptUsualPlan,
    CorrectInspectionRule,
    MakeDueInspections,
    NameOccasion,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

_WANTED: Final = {
    PlanRhythm.WEEKLY: "weekday",
    PlanRhythm.MONTHLY: "month_day",
    PlanRhythm.YEARLY: "year_days",
    PlanRhythm.BEFORE_TERM: "days_before",
    PlanRhythm.BEFORE_HOLIDAY: "days_before",
}
HELP: Final = (
    "到了日子，“今日待办”和这张表会提醒，按“开出应查的单”一次开好，同一天不会开两张。"
    "开学前按开学计划的开学日期，节假日前按放假通知和校历；台风、暴雨等临时的用“定日期”。"
)


class RuleDialog(NamesDialog):
    """A line of the plan, new or as it stands; only what its rhythm wants is asked."""

    help_text = HELP

    def __init__(self, parent: QWidget, desk: Desk, rule: str = "") -> None:
        weekdays: list[tuple[Any, str]] = [
            (at, f"星期{word}") for at, word in enumerate(WEEKDAYS, start=1)
        ]
        kind: type[Draft] = CorrectInspectionRule if rule else AddInspectionRule
        super().__init__(
            parent,
            desk,
            f"改排查计划 {rule}" if rule else "加排查计划",
            kind,
            known={"rule": rule} if rule else {},
            prefilled=rule_as_said(rule) if rule else {"from_on": desk.session.clock.today()},
            fields={"weekday": ChoiceField([(None, ""), *weekdays])},
            done="已改排查计划" if rule else "已加排查计划",
        )
        several_names(self, "year_days", "如：3-5、5-20、9-5、11-20")
        several_names(self, "categories", SEVERAL)
        self.field("rhythm").edited.connect(self._show_fields)
        self._show_fields()

    def _show_fields(self) -> None:
        wanted = _WANTED.get(self.field("rhythm").value(), "")
        for name in set(_WANTED.values()):
            self.show_row(name, on=name == wanted)

    def draft(self, values: dict[str, Any]) -> Draft:
        wanted = _WANTED.get(values["rhythm"], "")
        for name in set(_WANTED.values()) - {wanted}:
            values[name] = None
        return super().draft(values)


def usual_plan_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 采用常用排查计划."""
    actor = desk.session.actor()
    dialog = DraftDialog(
        parent,
        desk,
        "采用常用排查计划",
        AdoptUsualPlan,
        prefilled={
            "led_by": "" if actor is None else actor.number,
            "from_on": desk.session.clock.today(),
        },
        done="已采用常用计划",
    )
    dialog.add_note("、".join(usual.name for usual in USUAL_PLAN) + "。以后都可以改。")
    return dialog


def occasion_dialog(parent: QWidget, desk: Desk, rule: str) -> DraftDialog:
    """Return the form 定排查日期."""
    dialog = DraftDialog(
        parent,
        desk,
        f"定排查日期 {rule}",
        NameOccasion,
        known={"rule": rule},
        prefilled={"due_on": desk.session.clock.today()},
        done="已定排查日期",
    )
    dialog.field("occasion").setPlaceholderText("如：台风前、暴雨后")
    return dialog


def due_dialog(parent: QWidget, desk: Desk, rules: str) -> NamesDialog:
    """Return the form 开出应查的单."""
    dialog = NamesDialog(
        parent,
        desk,
        "开出应查的排查单",
        MakeDueInspections,
        prefilled={"rules": rules},
        done="已开排查单",
        verb="开单",
    )
    dialog.help_text = HELP
    several_names(dialog, "rules", "不填就是全部到期的")
    dialog.field("days_ahead").setPlaceholderText("不填只开今天到期的")
    return dialog
