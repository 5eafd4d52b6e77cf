"""What can be done with visitors, outings, logs and incidents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.gui.gate import dialogs, private_dialogs, shift_dialogs
from houqin_desktop.services.gate.drafts import VoidOuting, VoidVisit
from houqin_desktop.services.gate.view import (
    BADGE_OUT,
    INSIDE,
    OUT,
    OVERDUE,
    TURNED_AWAY,
    VOIDED,
)
from houqin_desktop.services.guard_shift.drafts import VoidIncident, VoidShift
from houqin_desktop.services.guard_shift.view import HANDED, HAPPENING, WRITING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.forms.form_dialog import FormDialog
    from houqin_desktop.gui.gate.page import GatePage
    from houqin_desktop.services.draft import Draft

VISITS, THOSE_INSIDE, OUTINGS = "visits", "visitors_inside", "outings"
SHIFTS, INCIDENTS = "guard_shifts", "incidents"
# List: the column that holds the number of its rows, and what a row is called.
NUMBERS: Final = {
    VISITS: ("来访编号", "来访"),
    THOSE_INSIDE: ("来访编号", "来访"),
    OUTINGS: ("外出编号", "外出"),
    SHIFTS: ("日志编号", "日志"),
    INCIDENTS: ("事件编号", "事件"),
}
# List: the form in which an entry of it is voided, and the argument with its number.
_VOIDS: Final[dict[str, tuple[str, type[Draft], str]]] = {
    VISITS: ("作废来访登记", VoidVisit, "visit"),
    THOSE_INSIDE: ("作废来访登记", VoidVisit, "visit"),
    OUTINGS: ("作废外出登记", VoidOuting, "outing"),
    SHIFTS: ("作废安保日志", VoidShift, "shift"),
    INCIDENTS: ("作废事件登记", VoidIncident, "incident"),
}
_ANY: Final = tuple(NUMBERS)
_VISITS: Final = (VISITS, THOSE_INSIDE)


class GateActions(QObject):
    """The actions of the page 门岗."""

    def __init__(self, page: GatePage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to what it does and to when it makes sense."""
        begin: dict[str, Callable[..., FormDialog]] = {
            "gate.visit": dialogs.VisitDialog,
            "gate.staff_out": dialogs.staff_dialog,
            "gate.pupil_out": dialogs.pupil_dialog,
            "gate.open_shift": shift_dialogs.open_shift_dialog,
            "gate.incident": shift_dialogs.IncidentDialog,
        }
        for action_id, form in begin.items():
            actions.bind(action_id, partial(self._begin, form))
        actions.bind("gate.export", partial(self._open, private_dialogs.ExportDialog))
        actions.bind("gate.purge", partial(self._open, private_dialogs.purge_dialog))
        actions.bind("gate.leave", self.leave)
        with_row: dict[str, tuple[Callable[..., QDialog], tuple[str, ...], tuple[str, ...]]] = {
            "gate.back": (dialogs.back_dialog, (OUTINGS,), (OUT, OVERDUE)),
            "gate.patrol": (shift_dialogs.PatrolDialog, (SHIFTS,), (WRITING, HANDED)),
            "gate.write": (shift_dialogs.write_dialog, (SHIFTS,), (WRITING, HANDED)),
            "gate.hand_over": (shift_dialogs.HandOverDialog, (SHIFTS,), (WRITING, HANDED)),
            "gate.sign": (shift_dialogs.sign_dialog, (SHIFTS,), (HANDED,)),
            "gate.void_patrol": (shift_dialogs.void_patrol_dialog, (SHIFTS,), (WRITING, HANDED)),
            "gate.report": (shift_dialogs.report_dialog, (INCIDENTS,), ()),
            "gate.close": (shift_dialogs.close_dialog, (INCIDENTS,), (HAPPENING,)),
            "gate.reveal": (private_dialogs.RevealDialog, (*_VISITS, OUTINGS), ()),
        }
        for action_id, (make, names, states) in with_row.items():
            run = partial(self._open_row, make)
            actions.bind(action_id, run, partial(self._why_not, names, states))
        actions.bind("gate.correct", self.correct, partial(self._why_not, _ANY, (), stands=True))
        actions.bind("gate.void", self.void, partial(self._why_not, _ANY, (), stands=True))
        actions.bind("gate.print", self.print_record, self._why_not_print)

    def _begin(self, make: Callable[..., FormDialog]) -> None:
        """Open the form of a new entry, which is then the chosen one: its paper is next."""
        dialog = make(self._page, self._page.desk)
        dialog.saved.connect(lambda result: self._page.open_code(result.number))
        dialog.open()

    def _open(self, make: Callable[..., QDialog]) -> None:
        make(self._page, self._page.desk).open()

    def _open_row(self, make: Callable[..., QDialog]) -> None:
        make(self._page, self._page.desk, self._code()).open()

    def _code(self) -> str:
        return self._page.chosen_in(NUMBERS[self._page.name][0], self._page.name)

    def _state(self) -> str:
        return self._page.chosen_in("状态", *_ANY)

    def _why_not(
        self, names: tuple[str, ...], states: tuple[str, ...], *, stands: bool = False
    ) -> str:
        """Say why something cannot be done with what is chosen, or nothing."""
        if self._page.name not in names or not self._code():
            kinds = "或".join(dict.fromkeys(f"“{NUMBERS[name][1]}”" for name in names))
            return f"请先在{kinds}里选一条"
        state = self._state()
        if stands and state == VOIDED:
            return "所选的一条已经作废"
        if states and state not in states:
            return f"所选的一条是“{state}”，不用办"
        return ""

    def _why_not_print(self) -> str:
        missing = self._why_not(_ANY, ())
        if missing or self._page.name not in (*_VISITS, OUTINGS):
            return missing
        state = self._state()
        return f"所选的一条是“{state}”，没有单子可印" if state in (TURNED_AWAY, VOIDED) else ""

    def leave(self) -> None:
        """Open the form 登记离校, for the chosen visitor or for a badge that is typed."""
        inside = self._page.name in _VISITS and self._state() in (INSIDE, BADGE_OUT)
        visit = self._code() if inside else ""
        dialogs.leaving_dialog(self._page, self._page.desk, visit).open()

    def correct(self) -> None:
        """Open the form in which the chosen entry is written down again, right."""
        name, code = self._page.name, self._code()
        if name in _VISITS:
            dialogs.VisitDialog(self._page, self._page.desk, code).open()
        elif name == OUTINGS:
            is_pupil = self._page.chosen_in("接领人", OUTINGS) != ""
            make = dialogs.pupil_dialog if is_pupil else dialogs.staff_dialog
            make(self._page, self._page.desk, code).open()
        elif name == INCIDENTS:
            shift_dialogs.IncidentDialog(self._page, self._page.desk, code).open()
        else:
            shift_dialogs.write_dialog(self._page, self._page.desk, code).open()

    def void(self) -> None:
        """Open the form in which the chosen entry is voided with a reason."""
        title, draft_class, argument = _VOIDS[self._page.name]
        known = {argument: self._code()}
        dialogs.void_dialog(self._page, self._page.desk, title, draft_class, known).open()

    def print_record(self) -> None:
        """Preview the paper of the chosen entry."""
        from houqin_desktop.gui.gate.papers import print_gate

        print_gate(self._page, self._code())
