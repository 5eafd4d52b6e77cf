"""`tour`: a picture of every page and dialog and a PDF of every form, for eyes to look at.

Drawn without a screen, on the demo school at its own morning, on an empty book and on one with the
longest names, in light and in dark.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    from houqin_desktop.gui.touring.scenes import Scene
    from houqin_desktop.services.session import Session

PAPER_WIDTH = 1600
# Of a PNG it says how hard it is squeezed; nothing is lost by squeezing it less.
PNG_QUALITY = 60
DEMO, LONG = "演示", "最长的名字"


def draw_tour(folder: Path) -> int:
    """Draw everything into the folder; return the exit code."""
    _make_ready(folder)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from houqin_desktop.gui.theme import make_application
    from houqin_desktop.gui.touring.books import NOW, make_books
    from houqin_desktop.services.session import open_session

    qInstallMessageHandler(_pass_on)
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else make_application(sys.argv[:1])
    easel = _Easel(folder, application)
    with tempfile.TemporaryDirectory(prefix="houqin-tour-") as name:
        for book, path in make_books(Path(name)).items():
            session = open_session(path, clock=NOW)
            try:
                for dark in (False, True):
                    _draw_window(easel, session, book, dark=dark)
                _draw_papers(easel, session, book)
            finally:
                session.close()
    sys.stderr.write(f"共 {easel.taken} 个文件，在 {folder}\n")
    return 0


def _make_ready(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"{folder} 建不成。请换一个能写入的文件夹放图。", code="not_writable"
        ) from error
    if any(folder.glob("*.houqin")):
        raise Refused(f"{folder} 里有账簿，请换一个文件夹放图。", code="tour_folder")


def _pass_on(_kind: object, _place: object, words: str) -> None:
    """Pass on what Qt says, but for what a window without a screen cannot do."""
    if not words.startswith("This plugin does not support"):
        sys.stderr.write(f"{words}\n")


def _draw_window(easel: _Easel, session: Session, book: str, *, dark: bool) -> None:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.theme import apply_theme
    from houqin_desktop.gui.touring.scenes import dialog_scenes, page_scenes, state_scenes

    apply_theme(easel.application, dark=dark)
    window = MainWindow(session)
    window.show()
    easel.settle()
    suffix = f"（{book}，{'深色' if dark else '浅色'}）"
    easel.draw(page_scenes(window), suffix)
    if book == DEMO:
        easel.draw(state_scenes(window), suffix)
        easel.draw(dialog_scenes(window), suffix)
    window.close()
    window.deleteLater()
    easel.let_go()


def _draw_papers(easel: _Easel, session: Session, book: str) -> None:
    from houqin_desktop.gui.touring.count_scenes import count_papers
    from houqin_desktop.gui.touring.device_scenes import device_papers
    from houqin_desktop.gui.touring.duty_scenes import duty_papers
    from houqin_desktop.gui.touring.gate_scenes import gate_papers
    from houqin_desktop.gui.touring.handover_scenes import handover_papers
    from houqin_desktop.gui.touring.hazard_scenes import hazard_papers
    from houqin_desktop.gui.touring.inspection_scenes import inspection_papers
    from houqin_desktop.gui.touring.lists import demo_lists, long_lists
    from houqin_desktop.gui.touring.loan_scenes import loan_papers
    from houqin_desktop.gui.touring.papers import demo_papers, long_papers
    from houqin_desktop.gui.touring.pledge_scenes import binder_papers, pledge_papers
    from houqin_desktop.gui.touring.procurement_scenes import procurement_papers
    from houqin_desktop.gui.touring.repair_scenes import repair_papers
    from houqin_desktop.gui.touring.small_papers import small_papers
    from houqin_desktop.gui.touring.term_scenes import term_papers

    if book == DEMO:
        easel.print(demo_lists(session))
        easel.print(small_papers(session))
        easel.print(demo_papers(session))
        easel.print(count_papers(session))
        easel.print(loan_papers(session))
        easel.print(handover_papers(session))
        easel.print(device_papers(session))
        easel.print(gate_papers(session))
        easel.print(term_papers(session))
        easel.print(duty_papers(session))
        easel.print(hazard_papers(session))
        easel.print(procurement_papers())
        easel.print(pledge_papers())
        easel.print(inspection_papers())
        easel.print(binder_papers(session))
        easel.print(repair_papers())
    elif book == LONG:
        easel.print(long_lists(session))
        easel.print(long_papers())


class _Easel:
    """Where pictures are drawn: a folder, and the number of the next picture."""

    def __init__(self, folder: Path, application: QApplication) -> None:
        self.application = application
        self._folder = folder
        self.taken = 0

    def settle(self) -> None:
        """Let the window finish what it put off."""
        for _ in range(20):
            self.application.processEvents()

    def let_go(self) -> None:
        """Let what was closed really go, or the next palette would dress it too."""
        from PySide6.QtCore import QEvent

        self.settle()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def draw(self, scenes: Iterable[Scene], suffix: str) -> None:
        """Draw every scene."""
        for title, widget in scenes:
            # Nobody looks at the screen, so that nothing is painted there.
            widget.setUpdatesEnabled(False)
            self.settle()
            widget.setUpdatesEnabled(True)
            self.keep(f"{title}{suffix}", widget.grab())

    def keep(self, title: str, picture: QPixmap) -> None:
        """Keep the picture of a scene."""
        picture.save(str(self._next(title, "png")), quality=PNG_QUALITY)

    def print(self, papers: Iterable[tuple[str, bytes]]) -> None:
        """Keep every form, and a picture of each of its pages."""
        from PySide6.QtGui import QImage

        from houqin_desktop.documents.preview import page_count, page_image

        kind, greys = QImage.Format.Format_RGB32, QImage.Format.Format_Grayscale8
        for title, data in papers:
            path = self._next(f"表单·{title}", "pdf")
            path.write_bytes(data)
            for at in range(page_count(data)):
                page = page_image(data, at, PAPER_WIDTH)
                image = QImage(page.pixels, page.width, page.height, page.stride, kind)
                if image.allGray():
                    # Each of its colours is the grey, and a line of it is as long as the next.
                    grey = page.pixels[::4]
                    image = QImage(grey, page.width, page.height, page.stride // 4, greys)
                picture = path.with_name(f"{path.stem} 第{at + 1}页.png")
                image.save(str(picture), quality=PNG_QUALITY)
                self.taken += 1

    def _next(self, title: str, ending: str) -> Path:
        self.taken += 1
        name = "".join("-" if char in '/\\:*?"<>|' else char for char in title)
        return self._folder / f"{self.taken:04d} {name}.{ending}"
