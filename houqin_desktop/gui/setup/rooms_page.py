"""The page 保管室: the one 总保管室 above, a line for each 分保管室 with its keeper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.setup import SUGGESTED_STOREROOMS, SetupStep
from houqin_desktop.gui.forms.fields import TextField
from houqin_desktop.gui.icons import wear
from houqin_desktop.gui.setup.steps import SetupPage
from houqin_desktop.services.setup import verbs as setup

if TYPE_CHECKING:
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


class RoomRow(QWidget):
    """A room and its keeper; an emptied name is no room.

    A room that is in the book already keeps its name and its keeper: the wizard only adds.
    """

    def __init__(self, line: setup.RoomLine, *, entered: bool = False) -> None:
        super().__init__()
        self.name = TextField("保管室名称")
        self.keeper = TextField("分保管员姓名，可以以后补")
        self.name.setAccessibleName("保管室名称")
        self.keeper.setAccessibleName("分保管员")
        self.name.set_value(line.name)
        self.keeper.set_value(line.keeper)
        if entered:
            _only_show(self.name, "已登记的保管室不在这里改名")
            if line.keeper:
                _only_show(self.keeper, "换保管员在“保管室”里用“任命保管员”")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for field in (self.name, self.keeper):
            field.returnPressed.connect(self.focusNextChild)
        row.addWidget(self.name, 1)
        row.addWidget(self.keeper, 1)

    def line(self) -> setup.RoomLine:
        """Return what the row says."""
        return setup.RoomLine(str(self.name.value() or ""), str(self.keeper.value() or ""))


def _only_show(field: TextField, reason: str) -> None:
    field.setReadOnly(True)
    field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    field.setToolTip(reason)


class RoomsPage(SetupPage):
    """Eight rooms are suggested; any number is allowed."""

    step = SetupStep.STOREROOMS
    words = (
        "总保管室直接管理各分保管室，每室一名保管员。先列了八个，改成本校的名字；清空名字就不要它。"
    )

    later_words = (
        "已登记的保管室和保管员不在这里改；缺的在下面再加一室。换保管员在“保管室”里用“任命保管员”。"
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.central = QLabel()
        self.central.setProperty("look", "heading")
        self.body.addWidget(self.central)
        self.rows: list[RoomRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        more = QPushButton(" 再加一室")
        more.setAutoDefault(False)
        more.setObjectName("more")
        wear(more, "add")
        more.clicked.connect(lambda: self._add(setup.RoomLine("")).name.setFocus())
        foot = QHBoxLayout()
        foot.addWidget(more)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.body.addStretch(1)

    def fill(self) -> None:
        keeper = setup.holders_now(self.desk.session).get(Post.HEAD_STOREKEEPER, "")
        self.central.setText(f"总保管室　总保管员 {keeper}")
        for row in self.rows:
            row.setParent(None)
            row.deleteLater()
        self.rows = []
        now = setup.rooms_now(self.desk.session)
        self.guide.setText(self.later_words if now else self.words)
        for line in now or [setup.RoomLine(name) for name in SUGGESTED_STOREROOMS]:
            self._add(line, entered=bool(now))

    def _add(self, line: setup.RoomLine, *, entered: bool = False) -> RoomRow:
        row = RoomRow(line, entered=entered)
        self.rows.append(row)
        self._lines.addWidget(row)
        return row

    def drafts(self) -> Iterator[Draft]:
        lines = [row.line() for row in self.rows]
        yield from setup.room_drafts(self.desk.session, lines)
