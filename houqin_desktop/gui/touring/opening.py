"""Opens dialogs for the tour, by whatever opens them for a person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog


def new_dialogs(open_them: Callable[[], object]) -> list[QDialog]:
    """Do what opens dialogs and return those that were not there before."""
    before = set(_dialogs())
    open_them()
    return [one for one in _dialogs() if one not in before]


def opened(open_one: Callable[[], object]) -> QDialog:
    """Do what opens a dialog and return it."""
    return new_dialogs(open_one)[0]


def _dialogs() -> list[QDialog]:
    # Qt is asked for its windows and not for everything within one, which is a hundred times more.
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
