"""The first question of all: a book for this school, or a look round in the demo school."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.gui.file_choosers import RESTORE_PATTERN, choose_to_read
from houqin_desktop.gui.forms.field_row import FieldRow
from houqin_desktop.gui.forms.fields import TextField
from houqin_desktop.gui.forms.form_frame import LABEL_WIDTH
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.messages import MessageBar

if TYPE_CHECKING:
    from houqin_desktop.domain.errors import Refused

WORDS: Final = (
    "账簿是本机上的一个文件，学校的资产、单据和签字记录都在里面。"
    "写上学校名称和总保管员就可以开始；部门、保管室和人员以后随时补登。"
)


def _fault(label: str, written: str) -> str:
    """Say what is wrong with a name that is going to stand on every form."""
    from houqin_desktop.documents.fonts import unprintable

    if not written.strip():
        return f"请填写{label}"
    character = unprintable(written)
    if not character:
        return ""
    return f"“{character}”这个字印不出来，每张单据上都要印{label}。请换一种写法。"


class FirstBookDialog(QDialog):
    """Asks for the school and its 总保管员; `made` carries both, `demo_wanted` asks for neither.

    `restored` carries the backup from which a lost book is to come back.
    """

    made = Signal(str, str)
    demo_wanted = Signal()
    restored = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("新建账簿")
        self.setMinimumWidth(580)
        title = QLabel("新建账簿")
        title.setProperty("look", "title")
        words = QLabel(WORDS)
        words.setWordWrap(True)
        words.setProperty("look", "muted")
        self.bar = MessageBar(self)
        self.school = TextField("例如 示范小学")
        self.keeper = TextField("例如 王建国")
        self.rows = (
            FieldRow("学校名称", self.school, required=True, label_width=LABEL_WIDTH),
            FieldRow("总保管员", self.keeper, required=True, label_width=LABEL_WIDTH),
        )
        for row in self.rows:
            row.watch()
        self.school.returnPressed.connect(self.keeper.setFocus)
        self.keeper.returnPressed.connect(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        for widget in (title, words, self.bar, *self.rows):
            layout.addWidget(widget)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        demo = QPushButton(" 先看演示学校")
        demo.setObjectName("demo")
        demo.setIcon(icon("demo"))
        demo.clicked.connect(self.demo_wanted)
        restore = QPushButton(" 从备份恢复")
        restore.setObjectName("restore")
        restore.setIcon(icon("history"))
        restore.clicked.connect(self.choose_backup)
        quit_button = QPushButton("退出")
        quit_button.setObjectName("quit")
        quit_button.clicked.connect(self.reject)
        self.save_button = QPushButton(" 新建账簿")
        self.save_button.setObjectName("save")
        self.save_button.setProperty("look", "primary")
        self.save_button.setIcon(primary_icon("add"))
        self.save_button.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.addWidget(demo)
        foot.addWidget(restore)
        foot.addStretch(1)
        for button in (quit_button, self.save_button):
            foot.addWidget(button)
        for button in (demo, restore, quit_button, self.save_button):
            button.setAutoDefault(False)
        return foot

    def choose_backup(self) -> None:
        """Ask for the backup of a book that this computer does not have."""
        choose_to_read(
            self, "从备份恢复", RESTORE_PATTERN, lambda path: self.restored.emit(Path(path))
        )

    def save(self) -> None:
        """Ask for the book, once both names are there."""
        written = (self.school.text(), self.keeper.text())
        faults = [_fault(row.label, name) for row, name in zip(self.rows, written, strict=True)]
        for row, fault in zip(self.rows, faults, strict=True):
            row.complain(fault)
        self.adjustSize()
        if any(faults):
            return
        self.made.emit(self.school.value(), self.keeper.value())

    def refuse(self, refusal: Refused) -> None:
        """Show why the book could not be made; what was typed stays."""
        self.bar.refuse(refusal)
