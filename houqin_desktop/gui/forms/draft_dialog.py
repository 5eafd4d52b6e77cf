"""A form made from the declarations of a draft: one line for each argument the command asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.fields import NoteField
from houqin_desktop.gui.forms.form_dialog import WIDTH, FormDialog

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


class DraftDialog(FormDialog):
    """Asks for the arguments of one command, apart from those that are known already.

    :param fields: fields of its own for some arguments, where the usual one asks too widely.
    :param wanted: arguments that must be filled in here, though the command knows ways without.
    """

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        draft_class: type[Draft],
        *,
        known: Mapping[str, Any] | None = None,
        prefilled: Mapping[str, Any] | None = None,
        fields: Mapping[str, Any] | None = None,
        notes: Collection[str] = (),
        wanted: Collection[str] = (),
        done: str = "已保存",
        verb: str = "",
        adds_again: bool = False,
        columns: int = 1,
        width: int = WIDTH,
    ) -> None:
        super().__init__(parent, desk, title, columns=columns, width=width)
        self.done_text = done
        self.adds_again = adds_again
        if verb:
            # A verb of its own stands on what is not to be pressed in passing.
            self.name_save(verb)
            self.cannot_be_undone = True
        self._draft_class = draft_class
        self._known = dict(known or {})
        for argument in draft_class.arguments():
            if argument.name in self._known:
                continue
            in_lines = argument.name in notes
            field = (fields or {}).get(argument.name)
            if field is None:
                field = NoteField() if in_lines else argument_field(desk.session, argument)
            required = argument.required or argument.name in wanted
            self.add(argument.name, argument.title, field, required=required)
        for name, value in (prefilled or {}).items():
            self.field(name).set_value(value)

    def draft(self, values: dict[str, Any]) -> Draft:
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return self._draft_class(**self._known, **filled)
