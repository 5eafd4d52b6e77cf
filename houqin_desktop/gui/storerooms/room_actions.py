"""What can be done with the chosen room or place; where none is open, with the row of the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.storerooms import dialogs
from houqin_desktop.services.storerooms.labels import labels_of_room, room_labels
from houqin_desktop.services.storerooms.tree import RoomBranch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.domain.label import SpotLabel
    from houqin_desktop.gui.storerooms.page import StoreroomsPage

BUTTONS: Final = (
    "storerooms.add_place",
    "storerooms.appoint",
    "storerooms.labels",
    "storerooms.print_ledger",
    "storerooms.print_duty_card",
)
MENU: Final = (
    "storerooms.add",
    "storerooms.correct",
    "storerooms.appoint",
    "storerooms.handover",
    "storerooms.close",
    "storerooms.reopen",
    "",
    "storerooms.add_place",
    "storerooms.correct_place",
    "storerooms.withdraw_place",
    "",
    "storerooms.open",
    "storerooms.labels",
    "storerooms.print_ledger",
    "storerooms.print_duty_card",
)
_REPORTS: Final = {
    "storerooms.print_ledger": "storeroom_ledger",
    "storerooms.print_duty_card": "duty_cards",
}
NO_ROOM: Final = "请先选一个保管室"
NO_PLACE: Final = "请先在左边选一个存放地点"
CLOSED_ROOM: Final = "这个保管室已经停用"


class RoomActions(QObject):
    """Binds the actions of the page."""

    def __init__(self, page: StoreroomsPage) -> None:
        super().__init__(page)
        self._page = page
        bind = page.actions_of_page.bind
        bind("storerooms.add", self.add)
        bind("storerooms.correct", self.correct, self._reason_for_room)
        bind("storerooms.appoint", self.appoint, self._reason_for_room)
        bind("storerooms.handover", self.hand_over, self._reason_for_room)
        bind("storerooms.close", self.close, self._reason_to_close)
        bind("storerooms.reopen", self.reopen, self._reason_to_reopen)
        bind("storerooms.add_place", self.add_place, self._reason_for_room)
        bind("storerooms.correct_place", self.correct_place, self._reason_for_place)
        bind("storerooms.withdraw_place", self.withdraw_place, self._reason_for_place)
        bind("storerooms.open", page.open_chosen, self._reason_to_open)
        bind("storerooms.labels", self.print_labels, self._reason_for_labels)
        for action_id in _REPORTS:
            bind(action_id, partial(self.print_report, action_id), self._reason_for_room)

    @property
    def _room(self) -> str:
        return self._page.chosen_room().room

    def add(self) -> None:
        """Open 新增分保管室."""
        dialogs.add_storeroom_dialog(self._page, self._page.desk).open()

    def correct(self) -> None:
        """Open 更正名称 for the room."""
        dialogs.correct_storeroom_dialog(self._page, self._page.desk, self._room).open()

    def appoint(self) -> None:
        """Open 任命保管员 for the room."""
        chosen = self._page.chosen_room()
        dialogs.appoint_keeper_dialog(
            self._page, self._page.desk, chosen.room, central=chosen.central
        ).open()

    def hand_over(self) -> None:
        """Open 办交接清册 of the room, from its keeper."""
        from houqin_desktop.gui.handover.dialog import handover_of_room

        handover_of_room(self._page, self._page.desk, self._room).open()

    def close(self) -> None:
        """Ask whether the room is to be closed."""
        dialogs.close_dialog(self._page, self._page.desk, self._room).open()

    def reopen(self) -> None:
        """Ask whether the room is to be used again."""
        dialogs.reopen_dialog(self._page, self._page.desk, self._room).open()

    def add_place(self) -> None:
        """Open 新增地点 for the room."""
        dialogs.PlaceDialog(self._page, self._page.desk, self._room).open()

    def correct_place(self) -> None:
        """Open 更正地点 for the chosen place."""
        dialogs.PlaceDialog(self._page, self._page.desk, self._room, self._place).open()

    def withdraw_place(self) -> None:
        """Ask whether the chosen place is to go."""
        dialogs.withdraw_place_dialog(self._page, self._page.desk, self._room, self._place).open()

    @property
    def _place(self) -> str:
        return self._page.tree.branch.place

    def print_labels(self) -> None:
        """Ask how the labels are printed: of the place, of the room and its places, of the rows."""
        from houqin_desktop.gui.assets.label_dialog import LabelDialog

        try:
            labels = self._labels()
        except Refused as refusal:
            self._page.desk.say(refusal.sentence)
            return
        LabelDialog(self._page, self._page.desk, len(labels), lambda: labels, "保管室标签").open()

    def _labels(self) -> Sequence[SpotLabel]:
        branch: RoomBranch = self._page.tree.branch
        if branch.room:
            return labels_of_room(branch.room, branch.place)
        view = self._page.panel.view
        return room_labels(view.chosen_keys() or self._page.panel.model.keys())

    def print_report(self, action_id: str) -> None:
        """Preview a paper of the room."""
        from houqin_desktop.gui.reports.papers import print_report

        print_report(self._page, _REPORTS[action_id], self._room)

    def _reason_for_room(self) -> str:
        chosen = self._page.chosen_room()
        if not chosen.room:
            return NO_ROOM
        return CLOSED_ROOM if chosen.closed else ""

    def _reason_to_close(self) -> str:
        central = self._page.chosen_room().central
        return self._reason_for_room() or ("总保管室不能停用" if central else "")

    def _reason_to_reopen(self) -> str:
        chosen = self._page.chosen_room()
        return "" if chosen.closed else NO_ROOM if not chosen.room else "这个保管室正在使用"

    def _reason_for_place(self) -> str:
        return self._reason_for_room() or ("" if self._place else NO_PLACE)

    def _reason_to_open(self) -> str:
        return "" if self._page.can_open() else "请先选一个保管室，或一行可以打开的内容"

    def _reason_for_labels(self) -> str:
        return CLOSED_ROOM if self._page.chosen_room().closed else ""
