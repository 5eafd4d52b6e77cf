"""Fields that take a person, a room, a department or a category from the book.

One types a code, a name, an everyday word, pinyin or its initials; a list narrows below the field,
↓ opens it, F7 a list of its own. What is not in the list is not accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QWidget

from houqin_desktop.domain.category import Category
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.composing import ENTER
from houqin_desktop.gui.forms.fields import TextField
from houqin_desktop.gui.forms.picker_dialog import PickerDialog
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.style_memory import forget_when_gone
from houqin_desktop.services.assets.categories import categories, find_categories
from houqin_desktop.services.assets.finding import find_assets
from houqin_desktop.services.registers.listing import Filter, register
from houqin_desktop.services.registers.search import narrow
from houqin_desktop.services.session import Session

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

LONGEST_LIST: Final = 60
NOT_FOUND: Final = "没有找到，请从列表中选（F7）。"
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: the value for the draft, its label, and a detail that tells it apart."""

    value: str
    label: str
    detail: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def plain_label(self) -> str:
        """Return the label without the value, which a list shows beside it."""
        return self.label.removeprefix(self.value).strip() or self.label


Find = Callable[[str], Sequence[Choice]]


def exactly(text: str, found: Sequence[Choice]) -> Sequence[Choice]:
    """Return what the text names in full: by value or name, else by an everyday word."""
    named = [one for one in found if text in (one.label, one.value, one.plain_label)]
    return named or [one for one in found if text in one.aliases]


class _Choices(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    def show(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.choices = list(choices[:LONGEST_LIST])
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.choices)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{choice.label}    {choice.detail}" if choice.detail else choice.label
        if role == Qt.ItemDataRole.EditRole:
            return choice.label
        return None


class PickerField(TextField):
    """A line that finds while one types and holds the choice taken; None when empty."""

    chosen = Signal()

    def __init__(self, find: Find, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(hint, parent)
        self._find = find
        self._chosen: Choice | None = None
        self._model = _Choices()
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        completer.setMaxVisibleItems(10)
        popup = self._popup = QListView()
        popup.setObjectName("choices")
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        popup.setUniformItemSizes(True)
        completer.setPopup(popup)
        forget_when_gone(popup)
        self.setCompleter(completer)
        completer.activated[QModelIndex].connect(self._take_index)  # type: ignore[index]
        self.textEdited.connect(self._narrow)
        pick = self.addAction(icon("more"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setToolTip("从列表选（F7）")
        pick.triggered.connect(self.open_picker)

    def value(self) -> str | None:
        """Return the value of the choice; what stands in the field stays as it is.

        :raises Refused: when what was typed is nobody or nothing, or could be several.
        """
        choice = self._meant()
        return None if choice is None else choice.value

    def _meant(self) -> Choice | None:
        text = self.text().strip()
        if not text:
            return None
        if self._chosen is not None and self._chosen.label == text:
            return self._chosen
        found = list(self._find(text))
        exact = exactly(text, found)
        only = exact if len(exact) == 1 else found
        if len(only) == 1:
            return only[0]
        sentence = "有几个相近的，请从列表中选一个。" if found else NOT_FOUND
        raise Refused(sentence, code="not_chosen")

    def settle(self) -> None:
        """Show the choice that is meant in its own words, now that nobody types any more.

        :raises Refused: as `value` does.
        """
        meant = self._meant()
        if meant is not None and meant is not self._chosen:
            self.take(meant)

    def fault(self) -> str:
        """Say that nothing is found; which of several is meant is asked when it is saved."""
        text = self.text().strip()
        known = self._chosen is not None and self._chosen.label == text
        return "" if known or not text or self._find(text) else NOT_FOUND

    def state(self) -> Any:
        """Return what was typed and what was chosen, for a form that is not finished."""
        return [self.text(), "" if self._chosen is None else self._chosen.value]

    def restore(self, state: Any) -> None:
        """Show again what was typed and chosen once."""
        text, value = state
        if value:
            self.set_value(value)
        else:
            self.setText(str(text))

    def set_value(self, value: Any) -> None:
        """Show the choice with this value."""
        if not value:
            self._chosen = None
            self.clear()
            return
        found = self._find(str(value))
        self.take(next((one for one in found if one.value == value), Choice(value, str(value))))

    def take(self, choice: Choice) -> None:
        """Take this choice."""
        self._chosen = choice
        self.setText(choice.label)
        self.setCursorPosition(0)

    def open_picker(self) -> PickerDialog:
        """Open the list in a window of its own, narrowed by what was typed."""
        title = f"选择{self.accessibleName() or '一项'}"
        typed = "" if self._chosen is not None else self.text().strip()
        dialog = PickerDialog(self, title, self._find, self.placeholderText(), typed)
        dialog.taken.connect(self._take_chosen)
        dialog.open()
        return dialog

    def open_list(self) -> None:
        """Show the list of all choices, or of those that fit what was typed."""
        self._model.show(self._find("" if self._chosen is not None else self.text().strip()))
        self.completer().complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_composers(event):
            event.accept()
        elif event.key() == Qt.Key.Key_F7:
            self.open_picker()
        elif event.key() == Qt.Key.Key_Down:
            self.open_list()
        elif event.key() in ENTER and self._offers_one:
            self._popup.hide()
            self._take_chosen(self._model.choices[0])
            # The list had the keyboard; the form has to hear of Enter as of any other.
            QApplication.sendEvent(self, event.clone())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        # A line in a table may close while its list is open, which would keep the keyboard.
        self._popup.hide()
        super().hideEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.is_empty:
            with suppress(Refused):
                self.settle()

    @property
    def _offers_one(self) -> bool:
        """Say whether the list below shows a single choice, which needs no pointing at."""
        pointed_at = self._popup.currentIndex().isValid()
        return self._popup.isVisible() and not pointed_at and len(self._model.choices) == 1

    def _narrow(self, text: str) -> None:
        self._chosen = None
        self._model.show(self._find(text.strip()))

    def _take_index(self, index: QModelIndex) -> None:
        row = index.row()
        if 0 <= row < len(self._model.choices):
            self._take_chosen(self._model.choices[row])

    def _take_chosen(self, choice: Choice) -> None:
        self.take(choice)
        self.chosen.emit()


def category_finder() -> Find:
    """Return a finder over the code table: code, name, everyday word, pinyin, initials."""

    every: list[Choice] = []

    def find(text: str) -> Sequence[Choice]:
        if text:
            return [_category_choice(one) for one in find_categories(text)]
        if not every:
            # What has an everyday word is what schools have.
            listed = sorted(categories().values(), key=lambda one: not one.aliases)
            every.extend(map(_category_choice, listed))
        return every

    return find


def _category_choice(one: Category) -> Choice:
    words = "、".join(one.aliases[:3])
    return Choice(one.code, f"{one.code} {one.name}", words, tuple(one.aliases))


def asset_finder() -> Find:
    """Return a finder over the cards on the register: number, name, model, pinyin, initials."""

    def find(text: str) -> Sequence[Choice]:
        return [Choice(one.code, f"{one.code} {one.name}", one.detail) for one in find_assets(text)]

    return find


def from_register(
    session: Session,
    name: str,
    *,
    value: str,
    label: str,
    detail: Sequence[str] = (),
    filters: tuple[Filter, ...] = (),
) -> Find:
    """Return a finder over a small register: it is read once, when first asked."""
    choices: list[Choice] = []
    texts: list[str] = []

    def find(text: str) -> Sequence[Choice]:
        if not choices:
            source = register(session, name)
            keys = source.index(filters).keys
            at = {column.title: number for number, column in enumerate(source.columns)}
            for row in source.rows(keys):
                words = [str(row[at[title]] or "") for title in detail]
                line = " ".join(word for word in words if word)
                choices.append(Choice(str(row[at[value]]), str(row[at[label]]), line))
            texts.extend(source.texts(keys))
        named = [choice for choice in choices if text and text in (choice.value, choice.label)]
        if named or not text:
            return named or choices
        return [choices[position] for position in narrow(texts, text)]

    return find
