"""Photos and scans on their way to a card: dropped, pasted or chosen; each is one command."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.commands import Refusable, run_command
from houqin_desktop.gui.dropping import accept_copy
from houqin_desktop.gui.file_choosers import choose_to_read
from houqin_desktop.gui.theme import restyle
from houqin_desktop.services.assets.pictures import AttachToAsset

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

PATTERNS: Final = "照片和扫描件 (*.jpg *.jpeg *.png *.pdf)"
MOST_AT_ONCE: Final = 20


class PictureIntake:
    """Attaches pictures to the card that is shown; says what was refused and goes on."""

    def __init__(self, desk: Desk, place: Refusable, code: Callable[[], str | None]) -> None:
        """Take where refusals are shown, and what tells the number of the card shown now."""
        self._desk = desk
        self._place = place
        self._code = code

    def choose(self, parent: QWidget) -> None:
        """Let a person choose a file."""
        choose_to_read(parent, "选照片或扫描件", PATTERNS, lambda path: self.take_files([path]))

    def take(self, mime: QMimeData) -> bool:
        """Take files or a picture that were dropped or copied; say whether there was anything."""
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        if files:
            self.take_files(files)
            return True
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self._take_image(image)
            return True
        return False

    def paste(self) -> None:
        """Take what was copied last: a screenshot, or files."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not self.take(mime):
            self._refuse("剪贴板里没有图片。请先截图，或复制照片文件，再来粘贴。")

    def take_files(self, paths: Sequence[str]) -> None:
        """Attach files one after another."""
        if len(paths) > MOST_AT_ONCE:
            self._refuse(f"一次最多放 {MOST_AT_ONCE} 个文件，没有存入。请分几次放。")
            return
        refused = _Refusals()
        for path in paths:
            self._attach(path, refused)
        if refused.sentences:
            self._refuse("\n".join(refused.sentences))

    def _attach(self, path: str, refused: _Refusals) -> None:
        code = self._code()
        if code is not None:
            draft = AttachToAsset(code=code, file=path)
            run_command(refused, self._desk, draft, done="已附图片")

    def _take_image(self, image: QImage) -> None:
        moment = self._desk.session.clock.now()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"截图 {moment:%Y-%m-%d %H%M%S}.png"
            image.save(str(path))
            self.take_files([str(path)])

    def _refuse(self, sentence: str) -> None:
        self._place.refuse(Refused(sentence, code="picture"))


class _Refusals:
    """Gathers what was refused of several files."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def refuse(self, refusal: Refused) -> None:
        """Keep the sentence."""
        self.sentences.append(refusal.sentence)


class PictureDrop(QObject):
    """Lets photos be dropped on a widget while a card is shown there."""

    def __init__(self, widget: QWidget, intake: PictureIntake, code: Callable[[], str | None]):
        super().__init__(widget)
        self._widget = widget
        self._intake = intake
        self._code = code
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            assert isinstance(event, QDropEvent)
            if self._code() is not None and _has_picture(event.mimeData()):
                accept_copy(event)
                self._light(on=isinstance(event, QDragEnterEvent) or self._lit)
                return True
        elif kind is QEvent.Type.DragLeave:
            self._light(on=False)
        elif kind is QEvent.Type.Drop:
            assert isinstance(event, QDropEvent)
            self._light(on=False)
            if self._code() is not None and self._intake.take(event.mimeData()):
                accept_copy(event)
                return True
        return super().eventFilter(watched, event)

    _lit = False

    def _light(self, *, on: bool) -> None:
        """Show that the thing may be let go here."""
        if on is self._lit:
            return
        self._lit = on
        self._widget.setProperty("dropping", on)
        restyle(self._widget)


def _has_picture(mime: QMimeData) -> bool:
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())
