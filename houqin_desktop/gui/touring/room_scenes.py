"""The page 保管室: all rooms, one room, a place in it; and the forms of rooms and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.storerooms.opening import storerooms_page
from houqin_desktop.gui.touring.opening import new_dialogs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow

DIALOGS: Final = (
    ("新增保管室", "storerooms.add"),
    ("更正室名", "storerooms.correct"),
    ("任命保管员", "storerooms.appoint"),
    ("停用保管室", "storerooms.close"),
    ("新增地点", "storerooms.add_place"),
    ("更正地点", "storerooms.correct_place"),
    ("撤销地点", "storerooms.withdraw_place"),
    ("打印保管室标签", "storerooms.labels"),
)


def room_pages(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the list of rooms and the page of the last one."""
    page = storerooms_page(window)
    page.tree.choose("")
    page.panel.view.choose_first()
    yield "保管室·全部", window
    *_, last = page.tree.rooms()
    page.tree.choose(last.room)
    yield "保管室·一个保管室", window
    page.tree.choose("")


def room_dialogs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the forms, each for a room with a place where there is one."""
    page = storerooms_page(window)
    furnished = [room for room in page.tree.rooms() if room.below]
    for title, action_id in DIALOGS:
        if furnished:
            # The last one is a 分保管室, which alone can be closed.
            page.tree.choose(furnished[-1].room, furnished[-1].below[0].place)
        for dialog in new_dialogs(page.actions_of_page[action_id].trigger):
            yield title, dialog
            dialog.close()
    page.tree.choose("")
