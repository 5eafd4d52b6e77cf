"""F1 for the page one is on, Shift+F1 for every key, and the keys on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.services.settings import school_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.main_window import MainWindow


class Help(QObject):
    """Opens the help of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def bind(self) -> None:
        """Bind both actions."""
        bind = self._window.actions_of_window.bind
        bind("window.help", self.open_help)
        bind("window.keys", self.open_keys)

    def open_help(self) -> None:
        """Tell of the page shown: what it is for, what can be done there and by which keys."""
        from houqin_desktop.gui.help.help_dialog import HelpDialog
        from houqin_desktop.gui.help.keys import lines_of
        from houqin_desktop.gui.help.texts import PAGES, UNKNOWN

        page = self._window.page
        groups = [
            ("本页", lines_of(page.actions_of_page.ids())),
            ("窗口", lines_of(self._window.actions_of_window.ids())),
        ]
        HelpDialog(
            self._window,
            f"本页帮助 · {page.title}",
            PAGES.get(page.title, UNKNOWN),
            groups,
            more=[("全部快捷键", "help", self.open_keys)],
        ).open()

    def open_keys(self) -> None:
        """List every action with its key."""
        from houqin_desktop.gui.help.help_dialog import HelpDialog
        from houqin_desktop.gui.help.keys import all_groups

        dialog = HelpDialog(
            self._window,
            "快捷键一览",
            "",
            all_groups(),
            more=[("打印", "print", lambda: self.print_keys(dialog))],
        )
        dialog.open()

    def print_keys(self, parent: QWidget) -> None:
        """Show the sheet of all keys, to be printed."""
        from houqin_desktop.gui.help.keys import all_groups
        from houqin_desktop.gui.printing.papers import Paper, open_print

        def draw(_progress: Progress) -> bytes:
            from houqin_desktop.documents.keys_sheet import keys_sheet

            groups = [
                (title, [(line.text, line.keys) for line in lines]) for title, lines in all_groups()
            ]
            return keys_sheet(school_name(), groups)

        paper = Paper("快捷键表", draw, "快捷键表.pdf", form="keys", aside=False)
        window = self._window
        open_print(parent, window.desk, "打印快捷键表", [paper], refused=window.page.refuse)


def open_form_help(form: QWidget, title: str, words: str) -> None:
    """Tell of a form how it is filled in and by which keys."""
    from houqin_desktop.gui.help.help_dialog import HelpDialog
    from houqin_desktop.gui.help.keys import FORM_KEYS, FORM_TITLE

    HelpDialog(form, f"本表说明 · {title}", words, [(FORM_TITLE, FORM_KEYS)]).open()


def fit(window: MainWindow) -> None:
    """Fit the help to the window."""
    Help(window).bind()
