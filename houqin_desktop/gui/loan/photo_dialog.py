"""The photos of a slip in full, one at a time: how a thing went out, how it came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from houqin_desktop.gui.assets.picture_dialog import LARGEST, PictureView
from houqin_desktop.gui.assets.picture_images import fault_of, pixmap_of
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.passing_dialog import PassingDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.services.assets.pictures import CardPicture


class PhotoDialog(PassingDialog):
    """Shows photos that belong together; arrow keys go from one to the next."""

    def __init__(self, parent: QWidget, title: str, photos: tuple[CardPicture, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(980, 680)
        self.photos = photos
        self._at = 0
        self.words = QLabel()
        self.words.setProperty("look", "title")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.fault = QLabel()
        self.fault.setProperty("look", "error")
        self.view = PictureView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.addWidget(self.words)
        layout.addWidget(self.fault)
        layout.addWidget(self.view, 1)
        self.before = dialog_button(" 上一张", "left", lambda: self.step(-1))
        self.after = dialog_button(" 下一张", "right", lambda: self.step(1))
        self.foot = foot = QHBoxLayout()
        foot.addWidget(self.before)
        foot.addWidget(self.after)
        foot.addStretch(1)
        foot.addWidget(dialog_button(" 关闭", "close", self.accept))
        layout.addLayout(foot)
        for key, step in (("Left", -1), ("Right", 1)):
            QShortcut(QKeySequence(key), self, lambda by=step: self.step(by))
        self.step(0)

    @property
    def photo(self) -> CardPicture:
        """Return the photo shown."""
        return self.photos[self._at]

    def step(self, by: int) -> None:
        """Show the next photo, or the one before."""
        last = len(self.photos) - 1
        self._at = max(0, min(last, self._at + by))
        photo = self.photo
        self.words.setText(photo.name)
        self.fault.setText(fault_of(photo))
        self.fault.setVisible(bool(self.fault.text()))
        self.view.show_pixmap(pixmap_of(photo, LARGEST))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < last)
