"""The menu bar: the book, a menu for each page, the view, the help. Menus are lists of ids."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.pages import GROUP_MENUS, PAGES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from houqin_desktop.gui.main_window import MainWindow

BOOK_MENU: Final = (
    "window.undo",
    "window.recent",
    "window.go_on",
    "window.give_up",
    "",
    "book.scans",
    "book.import",
    "book.batches",
    "book.export_view",
    "book.export_all",
    "book.binder",
    "",
    "book.backup",
    "book.restore",
    "",
    "book.setup",
    "book.demo",
    "",
    "book.settings",
    "book.check",
    "book.journal",
    "",
    "window.quit",
)
VIEW_MENU: Final = (
    *dict.fromkeys(spec.tab for spec in PAGES),
    "",
    "window.search",
    "window.refresh",
    "window.dark",
    "",
    "window.password",
    "window.lock",
)
HELP_MENU: Final = ("window.help", "window.keys")


def fill_menu_bar(window: MainWindow) -> dict[str, QMenu]:
    """Fill the menu bar; return the menus of the pages, which each page fills itself."""
    bar, actions = window.menuBar(), window.actions_of_window
    book = bar.addMenu("账簿(&B)")
    book.aboutToShow.connect(actions.refresh)
    actions.fill(book, BOOK_MENU)
    menus: dict[str, QMenu] = {}
    groups: dict[str, QMenu] = {}
    for spec in PAGES:
        if spec.group and spec.group not in groups:
            groups[spec.group] = bar.addMenu(GROUP_MENUS[spec.group])
        menu = (groups[spec.group] if spec.group else bar).addMenu(spec.menu)
        menu.aboutToShow.connect(partial(window.page_of, spec.key))
        actions.fill(menu, (spec.action_id, ""))
        menus[spec.key] = menu
    actions.fill(bar.addMenu("查看(&V)"), VIEW_MENU)
    actions.fill(bar.addMenu("帮助(&H)"), HELP_MENU)
    return menus
