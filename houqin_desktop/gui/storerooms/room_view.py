"""The page of one room: its name and keeper above, blocks of lines below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from houqin_desktop.gui.grouped_list import GroupedList
from houqin_desktop.gui.registers.pills import Pill
from houqin_desktop.services.storerooms.room_page import RoomLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.services.storerooms.room_page import RoomPage

TITLES: Final = ("内容", "说明")


class RoomLines(GroupedList[RoomLine]):
    """The blocks of a room; a line that leads somewhere is opened by Enter or a double click."""

    def __init__(self) -> None:
        super().__init__("保管室情况", TITLES)

    def cells_of(self, line: RoomLine) -> Sequence[str]:
        return line.text, line.detail


class RoomView(QFrame):
    """Shows the page of a room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.name = QLabel()
        self.name.setProperty("look", "big")
        self.lines = RoomLines()
        self._pills = QHBoxLayout()
        self._pills.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 2)
        head.setSpacing(12)
        head.addWidget(self.name)
        head.addLayout(self._pills)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.lines, 1)

    def show_room(self, page: RoomPage, place: str) -> None:
        """Show the page of a room; the cursor goes to the line of the place, if one is named."""
        self.name.setText(page.name)
        self._show_pills(page)
        self.lines.clear()
        for block in page.blocks:
            self.lines.add_group(block.title, block.advice, block.icon, block.lines)
        self.lines.choose_first()
        if place:
            self._choose(place)

    def _show_pills(self, page: RoomPage) -> None:
        while (old := self._pills.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        pills = [(page.level, "accent"), (page.code, "grey")]
        if page.closed_on:
            pills.append((f"{page.closed_on} 停用", "grey"))
        elif page.keeper:
            pills.append((f"保管员 {page.keeper}", "green"))
        else:
            pills.append(("保管员待任命", "red"))
        for words, tone in pills:
            self._pills.addWidget(Pill(words, tone))

    def _choose(self, place: str) -> None:
        for item in self.lines.items():
            if self.lines.line_of(item).place == place:
                self.lines.setCurrentItem(item)
                self.lines.scrollToItem(item)
