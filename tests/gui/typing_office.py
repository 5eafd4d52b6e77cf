"""An office that types a card and is killed: opens the window, types, waits for the end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.forms.draft_keeper import DraftKeeper
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.memory import Memory
from houqin_desktop.services.session import open_session
from tests.builders import TODAY, clock_at


def main() -> None:
    """Type a card and stay there."""
    application = QApplication(sys.argv[:1])
    DraftKeeper.interval = 50
    session = open_session(Path(sys.argv[1]), clock=clock_at(TODAY))
    window = MainWindow(session, Memory(Path(sys.argv[2])))
    window.show()
    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    dialog.field("name").setText("课桌")
    application.exec()


if __name__ == "__main__":
    main()
