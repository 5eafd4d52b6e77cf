"""A line of text that offers what was written before; anything else may be written too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView

from houqin_desktop.gui.forms.fields import TextField
from houqin_desktop.gui.style_memory import forget_when_gone
from houqin_desktop.services.storerooms.places import known_places

Words = Callable[[], Sequence[str]]


def suggest(field: TextField, words: Words) -> Suggestions:
    """Offer words below a field while one types; ↓ shows them all."""
    return Suggestions(field, words)


def offer_places(place: TextField, room: TextField, usual: str = "") -> None:
    """Offer the 存放地点 of the room that another field of the form names.

    :param usual: the room meant where that field is empty.
    """
    offered = suggest(place, lambda: known_places(room.text().strip() or usual))
    room.edited.connect(offered.renew)


class Suggestions(QObject):
    """What is offered below one field; `renew` asks for it again."""

    def __init__(self, field: TextField, words: Words) -> None:
        super().__init__(field)
        self._words = words
        self.model = QStringListModel(self)
        completer = QCompleter(self.model, field)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setObjectName("choices")
        popup.setUniformItemSizes(True)
        completer.setPopup(popup)
        forget_when_gone(popup)
        field.setCompleter(completer)
        self.renew()

    def renew(self) -> None:
        """Ask for the words again."""
        self.model.setStringList(list(self._words()))
