"""Looks at every page and dialog of the tour at one scale and in one palette; prints the faults.

A process of its own, because Qt takes its scale once at the start.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path


def main(scale: str, palette: str, books: str) -> int:
    """Print the faults by scene as JSON.

    :param books: the folder with the books of the tour, of which copies are opened.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = scale
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.theme import apply_theme, make_application
    from houqin_desktop.gui.touring.books import NOW, books_in
    from houqin_desktop.gui.touring.scenes import dialog_scenes, page_scenes, state_scenes
    from houqin_desktop.services.session import open_session
    from tests.visual.eyes import look

    application = make_application(sys.argv[:1])
    apply_theme(application, dark=palette == "dark")

    def settle() -> None:
        for _ in range(10):
            application.processEvents()

    found: dict[str, list[str]] = {}
    seen = 0
    with tempfile.TemporaryDirectory(prefix="houqin-eyes-") as name:
        copies = shutil.copytree(books, Path(name) / "books")
        for book, path in books_in(copies).items():
            session = open_session(path, clock=NOW)
            window = MainWindow(session)
            window.show()
            settle()
            scenes = [page_scenes]
            if book == "演示":
                scenes += [state_scenes, dialog_scenes]
            for scene in scenes:
                for title, widget in scene(window):
                    # Nobody looks at the screen, so that nothing is painted there.
                    widget.setUpdatesEnabled(False)
                    settle()
                    seen += 1
                    if faults := look(widget):
                        found[f"{title}（{book}）"] = faults
            window.close()
            window.deleteLater()
            session.close()
    json.dump({"seen": seen, "faults": found}, sys.stdout, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
