"""The forms of activities, of what the year asks for, and of 周边环境."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.gui.disposal.signature_dialog import SCANS
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.forms.pickers import PickerField, from_register
from houqin_desktop.services.liaison.verbs import CorrectLiaison, RecordLiaison
from houqin_desktop.services.safety_event.drafts import (
    AttachEventDocument,
    CorrectSafetyEvent,
    RecordSafetyEvent,
    SetEventRule,
)
from houqin_desktop.services.safety_event.present import (
    correction_of_entry,
    correction_of_event,
    rule_as_set,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

NOTES: Final = ("content", "result", "problems")
TIME_HINT: Final = "如 9:00 或 9:02:35"
_EVENT_WORDS: Final = (
    "spot", "audience", "leader", "department", "content", "result", "requirement", "plan",
    "started_at", "arrived_at", "problems",
)  # fmt: skip
_LIAISON_WORDS: Final = ("colleagues", "result", "from_at", "to_at")


def _event_fields(desk: Desk) -> dict[str, Any]:
    rules = from_register(desk.session, "event_rules", value="必办活动", label="必办活动")
    plans = from_register(desk.session, "emergency_plans", value="预案名称", label="预案名称")
    return {
        "requirement": PickerField(rules, "不填就按种类和主题认"),
        "plan": PickerField(plans, "演练按的预案"),
    }


def _with_hints(dialog: DraftDialog) -> DraftDialog:
    dialog.field("audience").setPlaceholderText("如：2-6年级学生、全体教师")
    for name in ("started_at", "arrived_at"):
        dialog.field(name).setPlaceholderText(TIME_HINT)
    return dialog


def record_dialog(parent: QWidget, desk: Desk, requirement: str = "") -> DraftDialog:
    """Return the form 登记活动.

    :param requirement: the requirement that was chosen, which the activity is to meet.
    """
    dialog = DraftDialog(
        parent,
        desk,
        "登记安全活动",
        RecordSafetyEvent,
        fields=_event_fields(desk),
        prefilled={"held_on": desk.session.clock.today(), "requirement": requirement},
        notes=NOTES,
        done="已登记活动",
        columns=2,
        width=1040,
    )
    return _with_hints(dialog)


class EmptyingDialog(DraftDialog):
    """A form in which words that are emptied are taken out."""

    emptied: tuple[str, ...] = ()

    def draft(self, values: dict[str, Any]) -> Draft:
        taken_out = {name: "" for name in self.emptied if values[name] is None}
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return self._draft_class(**self._known, **filled, **taken_out)


class CorrectEventDialog(EmptyingDialog):
    """The form 更正活动."""

    emptied = _EVENT_WORDS


class CorrectLiaisonDialog(EmptyingDialog):
    """The form 更正联络."""

    emptied = _LIAISON_WORDS


def correct_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 更正活动, filled in as the activity stands."""
    dialog = CorrectEventDialog(
        parent,
        desk,
        f"更正活动 {code}",
        CorrectSafetyEvent,
        known={"event": code},
        fields=_event_fields(desk),
        prefilled=correction_of_event(code),
        notes=NOTES,
        done="已更正，新记录",
        columns=2,
        width=1040,
    )
    return _with_hints(dialog)


def attach_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 附文件."""
    dialog = DraftDialog(
        parent,
        desk,
        f"附文件 {code}",
        AttachEventDocument,
        known={"event": code},
        fields={"file": FileField("选择文件", SCANS)},
        done="已附文件",
    )
    dialog.field("title").setPlaceholderText("如：方案、签到表、照片")
    return dialog


def rule_dialog(parent: QWidget, desk: Desk, name: str = "") -> DraftDialog:
    """Return the form 定必办活动, filled in as the rule stands where there is one."""
    prefilled = rule_as_set(name) if name else {"times": 1}
    title = f"改必办活动 {name}" if name else "定必办活动"
    dialog = DraftDialog(
        parent, desk, title, SetEventRule, prefilled=prefilled, done="已定必办活动"
    )
    dialog.field("months").setPlaceholderText("如：3、4、5、6、9、10、11、12")
    dialog.field("words").setPlaceholderText("如：消防、火灾、灭火")
    return dialog


_FILE = partial(FileField, "选择文件", SCANS)


def liaison_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记联络."""
    dialog = DraftDialog(
        parent,
        desk,
        "登记周边联络",
        RecordLiaison,
        fields={"photo": _FILE()},
        prefilled={"met_on": desk.session.clock.today()},
        notes=("result",),
        done="已登记联络",
        adds_again=True,
    )
    dialog.kept_for_next = ("kind", "slot", "counterpart", "place", "matter")
    for name in ("from_at", "to_at"):
        dialog.field(name).setPlaceholderText("上学、放学时段不用填")
    return dialog


def correct_liaison_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 更正联络, filled in as the entry stands."""
    return CorrectLiaisonDialog(
        parent,
        desk,
        f"更正联络 {code}",
        CorrectLiaison,
        known={"number": code},
        fields={"photo": _FILE()},
        prefilled=correction_of_entry(code),
        notes=("result",),
        done="已更正，新记录",
    )
