"""Closing the window over open forms asks once, naming every form that is not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from houqin_desktop.gui.asking import ask

if TYPE_CHECKING:
    from houqin_desktop.gui.forms.form_dialog import FormDialog
    from houqin_desktop.gui.main_window import MainWindow


class Closing(QObject):
    """Watches one window; what is open when the machine is shut down is kept as a draft."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._keep_all)

    def unsaved(self) -> list[FormDialog]:
        """Return the open forms in which something was filled in."""
        from houqin_desktop.gui.forms.form_dialog import FormDialog

        forms = self._window.findChildren(FormDialog)
        return [form for form in forms if form.isVisible() and form.is_changed]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._window:
            forms = self.unsaved()
            if forms:
                event.ignore()
                self._ask(forms)
                return True
        return super().eventFilter(watched, event)

    def _ask(self, forms: list[FormDialog]) -> None:
        listed = [f"{form.windowTitle()}（{'、'.join(form.filled_in())}）" for form in forms]

        def save() -> None:
            for form in forms:
                form.save()
            if not self.unsaved():
                self._window.close()

        def leave() -> None:
            for form in forms:
                form.leave()
            self._window.close()

        ask(
            forms[-1],
            "还有没保存的表，要关闭窗口吗？",
            "\n".join(listed),
            [("保存", save), ("不保存", leave)],
            "不关闭",
        )

    def _keep_all(self) -> None:
        for form in self.unsaved():
            form.keeper.keep()


def fit(window: MainWindow) -> None:
    """Fit the question to the window."""
    Closing(window)
