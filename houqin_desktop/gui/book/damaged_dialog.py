"""A damaged or missing book is met: what is left, and the good backups that can take its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.file_choosers import RESTORE_PATTERN, choose_to_read
from houqin_desktop.gui.messages import MessageBar

if TYPE_CHECKING:
    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.services.backups.rescue import GoodCopy

WORDS: Final = (
    "这个文件没有打开，也没有改动。恢复一份备份时，损坏的文件会另存在旁边，"
    "备份以后登记的内容请按纸质单据补登。"
)
WORDS_MISSING: Final = (
    "这里有过一本账簿，现在文件被移走、改名或删除了。找得到原来的文件，请放回原处再打开；"
    "找不到就恢复一份备份，备份以后登记的内容请按纸质单据补登。"
)
NONE_LEFT: Final = "账簿旁边没有找到完好的备份。请插上备份U盘，选“别的备份”。"
LONGEST_WORDS: Final = 60


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…"


def _facts(found: list[tuple[str, str]]) -> QFormLayout:
    facts = QFormLayout()
    facts.setHorizontalSpacing(20)
    facts.setVerticalSpacing(5)
    for label, value in found:
        name, shown = QLabel(label), QLabel(value)
        name.setProperty("look", "field")
        shown.setWordWrap(True)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        facts.addRow(name, shown)
    return facts


class DamagedDialog(QDialog):
    """Shows what was found and offers backups; `chosen` carries the one to be restored.

    `anew` says that another book is to be made where one is missing.
    """

    chosen = Signal(object)
    anew = Signal()

    def __init__(
        self,
        found: list[tuple[str, str]],
        copies: list[GoodCopy],
        *,
        missing: bool = False,
        may_make: bool = False,
    ) -> None:
        """Show what was found.

        :param missing: whether no book lies there, else it is damaged.
        :param may_make: whether another one may be made in its place.
        """
        super().__init__()
        self.setWindowTitle("找不到账簿" if missing else "账簿已损坏")
        self.setMinimumWidth(620)
        title = QLabel("账簿不在原处，没有打开" if missing else "账簿已损坏，没有打开")
        title.setProperty("look", "title")
        words = QLabel(WORDS_MISSING if missing else WORDS)
        words.setWordWrap(True)
        words.setProperty("look", "muted")
        self.bar = MessageBar(self)
        self.copies = [(QRadioButton(_short(copy.words)), copy.path) for copy in copies]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(8)
        for widget in (title, words, self.bar):
            layout.addWidget(widget)
        layout.addLayout(_facts(found))
        layout.addWidget(QLabel("已核对的备份，完好的和新的在前：" if copies else NONE_LEFT))
        for button, path in self.copies:
            button.setToolTip(str(path))
            layout.addWidget(button)
        layout.addLayout(self._foot(may_make=may_make))
        if self.copies:
            self.copies[0][0].setChecked(True)
        self._make_room()

    def _make_room(self) -> None:
        """Be as high as the words: Qt opens a dialog at two thirds of the screen at most."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.minimumWidth()))

    def _foot(self, *, may_make: bool) -> QHBoxLayout:
        other = dialog_button(" 别的备份…", "search", self._choose_other, name="other")
        leave = QPushButton("退出")
        leave.setObjectName("quit")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.restore_button = dialog_button(
            " 恢复这份备份", "history", self._choose_checked, name="restore"
        )
        self.restore_button.setEnabled(bool(self.copies))
        foot = QHBoxLayout()
        foot.addWidget(other)
        if may_make:
            foot.addWidget(dialog_button(" 另建新账簿…", "add", self.anew.emit, name="anew"))
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.restore_button)
        return foot

    def _choose_checked(self) -> None:
        (path,) = [path for button, path in self.copies if button.isChecked()]
        self.chosen.emit(path)

    def _choose_other(self) -> None:
        choose_to_read(self, "恢复备份", RESTORE_PATTERN, lambda path: self.chosen.emit(Path(path)))

    def refuse(self, refusal: Refused) -> None:
        """Show why the backup could not be restored; another can be chosen."""
        self.bar.refuse(refusal)
        self._make_room()
