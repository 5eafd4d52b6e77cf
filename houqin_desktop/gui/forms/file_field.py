"""A field for a file: its path, typed, pasted or dropped, and a button that opens the chooser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.dropping import accept_copy, path_named, single_file
from houqin_desktop.gui.file_choosers import choose_to_read
from houqin_desktop.gui.forms.fields import TextField, fault_of

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

PHOTOS: Final = "照片 (*.jpg *.jpeg *.png)"


def is_file(text: str) -> bool:
    """Say whether there is such a file; a text that can be no path names none."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


class FileLine(TextField):
    """A path in a cell of a grid; None when empty."""

    def value(self) -> str | None:
        """Return the path.

        :raises Refused: when no such file is there.
        """
        return _existing(path_named(self.text()))


def _existing(path: str) -> str | None:
    if path and not is_file(path):
        raise Refused("没有找到这个文件，请重新选择。", code="no_file")
    return path or None


class FileField(QWidget):
    """A path to an existing file; None when empty."""

    edited = Signal()

    def __init__(self, title: str, patterns: str, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._patterns = patterns
        self.line = TextField(hint)
        self.line.setAccessibleName(title)
        self.line.edited.connect(self.edited)
        # The line itself would write the address of a dropped file in between its letters.
        self.line.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.button = dialog_button("选文件…", "attach", self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def value(self) -> str | None:
        """Return the path.

        :raises Refused: when no such file is there.
        """
        return _existing(self.path)

    @property
    def path(self) -> str:
        """Return the path that stands in the line, whether or not it is there."""
        return path_named(self.line.text())

    def set_value(self, value: Any) -> None:
        """Show the path."""
        self.line.set_value(value)

    def fault(self) -> str:
        """Return what is wrong with the path typed so far."""
        return fault_of(self)

    def state(self) -> Any:
        """Return the path, for a form that is not finished."""
        return self.line.text()

    def restore(self, state: Any) -> None:
        """Show the path again."""
        self.line.setText(str(state))

    @property
    def is_empty(self) -> bool:
        """Say whether no file was chosen."""
        return self.line.is_empty

    def choose(self) -> None:
        """Open the file chooser."""
        choose_to_read(self, self._title, self._patterns, self.set_value)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_file(single_file(event.mimeData())):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        self.set_value(single_file(event.mimeData()))
