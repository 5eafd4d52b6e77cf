"""The dialog of every form: fields in reading order, faults beside the field, one key to save.

Enter goes to the next field and from the last one to 保存, Ctrl+Enter, F8 and Ctrl+S save from
anywhere, Esc closes. A refusal by the rules is shown at the top and everything typed stays; the
dialog closes only when the book has taken the draft. What is typed is kept every few seconds, and
offered again when the machine has failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.forms.draft_keeper import DraftKeeper
from houqin_desktop.gui.forms.fields import PersonalField
from houqin_desktop.gui.forms.form_frame import LABEL_WIDTH, FormFrame
from houqin_desktop.gui.help.texts import FORM

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.forms.field_row import Field, FieldRow
    from houqin_desktop.services.commands import Result
    from houqin_desktop.services.draft import Draft

WIDTH = 520
SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S", "F8")


class FormDialog(FormFrame):
    """A form that becomes one draft; subclasses add the fields and build the draft.

    `adds_again` is for things that come several at a time: Enter on the last field then asks once
    whether another one follows. `cannot_be_undone` lets Enter stop at the button, not press it.
    """

    saved = Signal(object)
    adds_again = False
    cannot_be_undone = False
    help_text = ""
    # What follows the last field, where that is not saving.
    below: QWidget | None = None
    # What stays filled in for the next one.
    kept_for_next: tuple[str, ...] = ()

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        *,
        columns: int = 1,
        width: int = WIDTH,
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__(parent, title, columns=columns, width=width, label_width=label_width)
        self.desk = desk
        self.done_text = "已保存"
        self._again: bool | None = None
        self.keeper = DraftKeeper(self)
        self.column.insertWidget(1, self.keeper.bar)
        self.bars = (self.bar, self.keeper.bar)
        for key in SAVE_KEYS:
            QShortcut(QKeySequence(key), self, self.save)
        QShortcut(QKeySequence("F1"), self, self.open_help)

    def showEvent(self, event: QShowEvent) -> None:
        first_time = self._shown_first is None
        super().showEvent(event)
        if first_time:
            for row in self._rows.values():
                row.shown_first = _state(row)
            self.keeper.offer()
            self.resize(self.sizeHint())

    def contents(self) -> object:
        return self.state()

    def changed(self) -> None:
        self.keeper.touch()

    def filled_in(self) -> list[str]:
        changed = [row.label for row in self._rows.values() if _state(row) != row.shown_first]
        return changed or ["表中的内容"]

    def state(self) -> dict[str, Any]:
        """Return what was typed, right or wrong, so that it can be kept as JSON."""
        return {key: _state(row) for key, row in self._rows.items()}

    def kept_state(self) -> dict[str, Any]:
        """Return of `state` what may lie on this machine until it is saved or given up.

        What is personal of somebody from outside may not.
        """
        private = {key for key, row in self._rows.items() if isinstance(row.field, PersonalField)}
        return {key: value for key, value in self.state().items() if key not in private}

    def restore(self, state: dict[str, Any]) -> None:
        """Fill in again what `state` returned once."""
        for key, value in state.items():
            if key in self._rows:
                self.field(key).restore(value)

    def given_up(self) -> None:
        self.keeper.drop()

    def walk(self) -> None:
        """Go to the next field; from the last one to what is below it, else to saving."""
        stops = [row for row in self._rows.values() if row.can_be_typed_in]
        focused = self.focusWidget()
        at = next((n for n, row in enumerate(stops) if row.holds(focused)), None)
        if at is None:
            if not (focused is not None and focused.property("takes_enter")):
                self.focusNextChild()
        elif at + 1 < len(stops):
            # As with Tab, what stands there is marked: the first key writes over it.
            stops[at + 1].field.setFocus(Qt.FocusReason.TabFocusReason)
            self.scroller.ensureWidgetVisible(stops[at + 1])
        elif self.below is not None:
            self.below.setFocus()
        elif self.cannot_be_undone:
            self.save_button.setFocus()
        elif self.adds_again and self._again is None:
            self._ask_again()
        else:
            self.save()

    def _ask_again(self) -> None:
        def answer(*, again: bool) -> None:
            self._again = again
            self.save()

        ask(
            self,
            "保存以后还要接着新增吗？",
            "这张表打开时只问这一次。",
            [
                ("保存并新增", lambda: answer(again=True)),
                ("只保存这一项", lambda: answer(again=False)),
            ],
            "接着填",
            usual=0,
        )

    def open_help(self) -> None:
        """Tell how this form is filled in."""
        from houqin_desktop.gui.help.actions import open_form_help

        required = [row.label for row in self._rows.values() if row.required and not row.isHidden()]
        must = f"这张表必须填：{'、'.join(required)}。" if required else "这张表没有必须填的。"
        open_form_help(self, self.windowTitle(), f"{self.help_text}{must}\n{FORM}")

    def draft(self, values: dict[str, Any]) -> Draft:
        """Build the draft from the values of the fields; each form does this itself."""
        raise NotImplementedError

    def values(self) -> dict[str, Any] | None:
        """Return the values, or None when some field is wrong: it says so and has the cursor."""
        values: dict[str, Any] = {}
        first: FieldRow | None = None
        for key, row in self._rows.items():
            if row.isHidden():
                continue
            field: Field = row.field  # type: ignore[assignment]
            fault = ""
            if row.required and field.is_empty:
                fault = f"请填写{row.label}。"
            else:
                try:
                    values[key] = field.value()
                except Refused as refusal:
                    fault = refusal.sentence
            row.complain(fault)
            if fault and first is None:
                first = row
        if first is not None:
            first.field.setFocus()
            self.scroller.ensureWidgetVisible(first)
            return None
        return values

    def ask(self) -> Draft | None:
        """Return the draft, or None when a field or the draft as a whole is wrong."""
        values = self.values()
        if values is None:
            return None
        try:
            return self.draft(values)
        except Refused as refusal:
            self.refuse(refusal)
            return None

    def save(self) -> None:
        """Give the draft to the book; close when it was taken, say why when it was not."""
        self.bar.hide()
        draft = self.ask()
        if draft is None:
            return
        result = run_command(self, self.desk, draft, done=self.done_text, again=self.save)
        if result is not None:
            self.finish(result)

    def finish(self, result: Result) -> None:
        """Close the form after the book has taken it, or begin the next one."""
        self.keeper.drop()
        self.saved.emit(result)
        if self._again:
            self.begin_next()
        else:
            self.accept()

    def begin_next(self) -> None:
        """Empty the form for the next thing; what is usually the same stays."""
        for key, row in self._rows.items():
            if key not in self.kept_for_next:
                self.field(key).restore(row.shown_first)
            row.complain("")
        self._shown_first = self.contents()
        self.keeper.timer.stop()
        next(row for row in self._rows.values() if row.can_be_typed_in).field.setFocus()

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""
        self.bar.refuse(refusal)
        self.grow()


def _state(row: FieldRow) -> Any:
    field: Field = row.field  # type: ignore[assignment]
    return field.state()
