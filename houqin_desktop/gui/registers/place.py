"""Where one was in a register: chosen rows, cursor and scroll, kept over every reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject

if TYPE_CHECKING:
    from houqin_desktop.gui.registers.model import RegisterModel
    from houqin_desktop.gui.registers.view import RegisterView


class Place(QObject):
    """Remembers the place by keys before the model is read again, and goes back to it after."""

    def __init__(self, view: RegisterView, model: RegisterModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._keys: list[int] = []
        self._current: int | None = None
        self._column = 0
        self._scroll = 0
        model.about_to_reload.connect(self._keep)
        model.reloaded.connect(self._go_back)

    def _keep(self) -> None:
        if self._model.index_of_all is None:
            return
        view = self._view
        self._keys = view.chosen_keys()
        self._current = view.current_key()
        self._column = max(view.currentIndex().column(), 0)
        self._scroll = view.verticalScrollBar().value()

    def _go_back(self) -> None:
        view, model = self._view, self._model
        if self._keys:
            view.select_rows(model.rows_of(self._keys))
            at = model.rows_of([self._current]) if self._current is not None else []
            if at:
                view.selectionModel().setCurrentIndex(
                    model.index(at[0], self._column), QItemSelectionModel.SelectionFlag.NoUpdate
                )
        view.verticalScrollBar().setValue(self._scroll)
        view.chosen_changed.emit()
