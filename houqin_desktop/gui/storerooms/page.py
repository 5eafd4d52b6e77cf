"""The page 保管室: the tree of rooms and places, the list of rooms, the page of the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.storeroom import StoreroomLevel
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.panel import TOPICS, RegisterPanel
from houqin_desktop.gui.storerooms.room_actions import BUTTONS, MENU, RoomActions
from houqin_desktop.gui.storerooms.room_tree import WIDTH, RoomTree
from houqin_desktop.gui.storerooms.room_view import RoomView
from houqin_desktop.services.changes import Topic
from houqin_desktop.services.registers.storerooms import CLOSED
from houqin_desktop.services.storerooms.room_page import RoomLine, room_page

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.changes import Changes

_TOPICS = TOPICS["storerooms"] | {Topic.DISPOSALS, Topic.SLIPS, Topic.STOCK, Topic.COUNTS}


@dataclass(frozen=True, slots=True)
class ChosenRoom:
    """The room that the actions are about; without a name where none is chosen."""

    room: str = ""
    central: bool = False
    closed: bool = False


class StoreroomsPage(Page):
    """From the tree to what lies in a room, who uses it and what is open there."""

    title = "保管室"
    icon_name = "storeroom"
    action_id = "page.storerooms"
    menu = MENU
    registers = ("storerooms",)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._window: MainWindow | None = None
        self._stale = True
        self._lent = False
        self.split = self.new_split("storerooms")
        self.tree = RoomTree(self.split)
        self.stack = QStackedWidget(self.split)
        self.view = RoomView(self.stack)
        self.does = RoomActions(self)
        self.rooms = RegisterPanel(
            desk,
            "storerooms",
            search_hint="搜索 保管室 / 保管员",
            empty=EmptyState(
                "storeroom",
                "还没有保管室",
                "每个分保管室登记一次，再任命一名保管员。",
                (self.actions_of_page.button("storerooms.add"),),
            ),
            parent=self.stack,
        )
        self._arrange()
        self.tree.chosen.connect(self._show_branch)
        self.view.lines.opened.connect(self.open_line)
        self.view.lines.currentItemChanged.connect(lambda *_: self.actions_of_page.refresh())
        self.panel.view.opened.connect(lambda _key: self.open_chosen())
        self.panel.chosen_changed.connect(self.actions_of_page.refresh)
        self.panel.totals_changed.connect(self.status_changed)
        self.panel.search.query_changed.connect(self._show_list)
        desk.bus.changed.connect(self._note_change)
        desk.bus.lent.connect(self._hold)

    def _arrange(self) -> None:
        self.fill_top("storerooms.add", BUTTONS, self.panel.search)
        self.panel.search.setFixedWidth(240)
        self.panel.count.hide()
        self.stack.addWidget(self.panel)
        self.stack.addWidget(self.view)
        self.split.addWidget(self.tree)
        self.split.addWidget(self.stack)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([WIDTH, 1080])
        self.body.addWidget(self.split, 1)
        menu = QMenu(self)
        self.actions_of_page.fill(menu, self.menu)
        self.panel.view.set_menu(menu)
        self.tree.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.tree.customContextMenuRequested.connect(
            lambda at: menu.popup(self.tree.tree.viewport().mapToGlobal(at))
        )

    def join(self, window: MainWindow) -> None:
        self._window = window

    @property
    def panel(self) -> RegisterPanel:
        """Return the list of rooms."""
        return self.rooms

    @property
    def shows_room(self) -> bool:
        """Say whether the page of a room is shown, and not the list."""
        return self.stack.currentWidget() is self.view

    def chosen_room(self) -> ChosenRoom:
        """Return the room that is open, or the one chosen in the list."""
        branch = self.tree.branch
        if branch.room:
            return ChosenRoom(branch.room, branch.central, branch.closed)
        cells = self.panel.chosen_cells()
        if not cells:
            return ChosenRoom()
        return ChosenRoom(
            str(cells["保管室"]),
            cells["层级"] == StoreroomLevel.CENTRAL.label,
            cells["状态"] == CLOSED,
        )

    def show_register(self, name: str) -> None:
        if name in self.registers:
            self.tree.choose("")

    def open_room(self, room: str, place: str = "") -> None:
        """Show the page of a room, with the cursor on a place of it if one is named.

        :raises Refused: when there is no such room.
        """
        if not self.tree.choose(room, place):
            self.refresh()
            if not self.tree.choose(room, place):
                raise Refused(f"没有保管室“{room}”。请检查名称。", code="unknown_storeroom")

    def _show_list(self) -> None:
        if self.panel.search.text():
            self.tree.choose("")

    def _show_branch(self) -> None:
        """Show what the line with the cursor stands for; later, while the book is lent."""
        if self._lent:
            self._stale = True
            return
        branch = self.tree.branch
        try:
            if branch.room:
                page = room_page(self.desk.session, branch.room)
                self.view.show_room(page, branch.place)
            self.stack.setCurrentIndex(1 if branch.room else 0)
        except Refused as refusal:
            self.refuse(refusal)
        self.actions_of_page.refresh()
        self.status_changed.emit()

    def can_open(self) -> bool:
        """Say whether something is chosen that leads further."""
        if not self.shows_room:
            return bool(self.panel.chosen_cells())
        line = self.view.lines.chosen()
        return line is not None and line.leads is not None

    def open_chosen(self) -> None:
        """Open the chosen room, or go where the chosen line of a room leads."""
        if self.shows_room:
            line = self.view.lines.chosen()
            if line is not None:
                self.open_line(line)
        elif room := self.chosen_room().room:
            self.tree.choose(room)

    def open_line(self, line: RoomLine) -> None:
        """Go where a line leads."""
        from houqin_desktop.gui.home.leading import follow

        if line.leads is None or self._window is None:
            return
        try:
            follow(self._window, line.leads)
        except Refused as refusal:
            self.refuse(refusal)

    def status_texts(self) -> tuple[str, str]:
        branch = self.tree.branch
        if branch.room:
            return "", f"{branch.label} {branch.count:,} 张卡片"
        return super().status_texts()

    def focus_rows(self) -> None:
        if self.shows_room:
            self.view.lines.setFocus()
        else:
            super().focus_rows()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        if self._lent:
            self._stale = True
            return
        self._stale = False
        self.panel.refresh()
        self.tree.load()
        self._show_branch()

    def _note_change(self, changes: Changes | None) -> None:
        if changes is not None and not changes.topics & _TOPICS:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _hold(self, lent: bool) -> None:  # noqa: FBT001 - a slot gets what the signal carries
        self._lent = lent
        if not lent and self._stale and self.isVisible():
            self.refresh()
