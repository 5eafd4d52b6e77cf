"""The forms of visitors and outings: quick by keyboard, the number first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QLineEdit

from houqin_desktop.domain.visit import OutingKind
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.services.gate.drafts import (
    RecordLeaving,
    RecordOuting,
    RecordOutingBack,
    RecordVisit,
)
from houqin_desktop.services.gate.known import KnownVisitor, known_details

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

WIDE: Final = 940
NOW: Final = "不填就是现在"
STAFF_ONLY: Final = ("person", "approved_by")
PUPIL_ONLY: Final = (
    "class_name",
    "pupil",
    "permitted_by",
    "called_at",
    "called_by",
    "fetcher",
    "relation",
    "telephone",
)
# What an entry can't do without; a correction takes it from the wrong one.
_WANTED_OF_STAFF: Final = (*STAFF_ONLY, "purpose", "expected_at")
_WANTED_OF_A_PUPIL: Final = (
    *(name for name in PUPIL_ONLY if name != "called_by"),
    "purpose",
)
_VISIT_HINTS: Final = {
    "telephone": "先填电话或证件号，来过的自动填",
    "credential_number": "来过的照上次的，变了才填",
    "name": "来过的自动填",
    "purpose": "如：送教材、找班主任",
    "organisation": "如：新华书店、三（1）班家长",
    "badge": "如：7",
    "turned_away": "让进的不填；如：没有证件",
    "came_at": NOW,
    "called_at": NOW,
    "heads": "不填就是 1",
}


def _hint(dialog: DraftDialog, hints: dict[str, str]) -> None:
    for name, words in hints.items():
        field = dialog.field(name)
        if isinstance(field, QLineEdit):
            field.setPlaceholderText(words)


class VisitDialog(DraftDialog):
    """登记来访: whoever came before is known by his number, and needs nothing else typed."""

    help_text = (
        "先填电话或证件号码：来过的人自动填好姓名和单位。给被访人打过电话，再选核实结果；"
        "同意的准入并发临时证，不让进的写明原因。"
    )

    def __init__(self, parent: QWidget | None, desk: Desk, corrects: str = "") -> None:
        super().__init__(
            parent,
            desk,
            f"更正来访 {corrects}" if corrects else "登记来访",
            RecordVisit,
            known={"corrects": corrects or None},
            wanted=() if corrects else ("name", "purpose"),
            done="已更正" if corrects else "已登记来访",
            columns=2,
            width=WIDE,
        )
        self.known_bar = MessageBar(self, kind="notice")
        self.column.insertWidget(1, self.known_bar)
        _hint(self, _VISIT_HINTS)
        self._offered: KnownVisitor | None = None
        if corrects:
            self.add_note("没有改动的栏目不用填，照原来的一条。")
            return
        for name in ("telephone", "credential_number"):
            self.field(name).editingFinished.connect(self._recognise)

    def _recognise(self) -> None:
        """Fill in what is known of whoever has the number that was just typed."""
        numbers = {name: self.field(name).value() for name in ("telephone", "credential_number")}
        found = known_details(**numbers)
        if found is None or found == self._offered:
            return
        self._offered = found
        for name, value in found.details.items():
            if self.field(name).is_empty and value not in (None, ""):
                self.field(name).set_value(value)
        shown = "、".join(f"{title} {number}" for title, number in found.masked)
        rest = f"{shown} 照上次的，变了才填。" if shown else ""
        self.known_bar.say(f"认识的来访人：{found.last_on} 来过，已填好姓名和单位，请核对。{rest}")
        self.grow()

    def draft(self, values: dict[str, Any]) -> RecordVisit:
        made = super().draft(values)
        assert isinstance(made, RecordVisit)
        return made


def leaving_dialog(parent: QWidget, desk: Desk, visit: str) -> DraftDialog:
    """Return the form 登记离校; without a chosen visitor the badge is typed."""
    dialog = DraftDialog(
        parent,
        desk,
        "登记离校",
        RecordLeaving,
        known={"undone": None},
        prefilled={"visit": visit} if visit else None,
        done="已登记离校",
    )
    _hint(dialog, {"visit": "临时证号，或来访编号", "left_at": NOW})
    return dialog


def staff_dialog(parent: QWidget, desk: Desk, corrects: str = "") -> DraftDialog:
    """Return the form 教职工外出."""
    return _outing_dialog(parent, desk, OutingKind.STAFF, PUPIL_ONLY, corrects)


def pupil_dialog(parent: QWidget, desk: Desk, corrects: str = "") -> DraftDialog:
    """Return the form 学生外出."""
    return _outing_dialog(parent, desk, OutingKind.PUPIL, STAFF_ONLY, corrects)


def _outing_dialog(
    parent: QWidget, desk: Desk, kind: OutingKind, hidden: tuple[str, ...], corrects: str
) -> DraftDialog:
    known: dict[str, Any] = dict.fromkeys(hidden)
    wanted = _WANTED_OF_STAFF if kind is OutingKind.STAFF else _WANTED_OF_A_PUPIL
    dialog = DraftDialog(
        parent,
        desk,
        f"更正外出 {corrects}" if corrects else f"登记{kind.label}",
        RecordOuting,
        known={**known, "kind": kind, "corrects": corrects or None},
        wanted=() if corrects else wanted,
        done="已更正" if corrects else "已登记外出",
        columns=2,
        width=WIDE,
    )
    hints = {
        "class_name": "如：三（1）班",
        "called_at": "给班主任打电话的时间，如 1020",
        "relation": "如：父亲",
        "expected_at": "如 1130；不回来的不填" if kind is OutingKind.PUPIL else "如 1130",
        "expected_on": "不填就是当天",
        "went_at": NOW,
    }
    shown = {name for name in hints if name not in hidden}
    _hint(dialog, {name: hints[name] for name in shown})
    if corrects:
        dialog.add_note("没有改动的栏目不用填，照原来的一条。")
    return dialog


def back_dialog(parent: QWidget, desk: Desk, outing: str) -> DraftDialog:
    """Return the form 登记返校."""
    dialog = DraftDialog(
        parent,
        desk,
        f"登记返校 {outing}",
        RecordOutingBack,
        known={"outing": outing, "undone": None},
        done="已登记返校",
    )
    _hint(dialog, {"back_at": NOW})
    return dialog


def void_dialog(
    parent: QWidget, desk: Desk, title: str, draft_class: type[Draft], known: dict[str, str]
) -> DraftDialog:
    """Return the form in which an entry is voided with a reason."""
    code = next(iter(known.values()))
    dialog = DraftDialog(
        parent, desk, f"{title} {code}", draft_class, known=known, done="已作废", verb="作废"
    )
    _hint(dialog, {"reason": "如：登错人了、重复登记"})
    return dialog
