"""A picture of a card in full: larger and smaller, turned, the next one, the main one, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from houqin_desktop.gui.assets.picture_images import fault_of, pixmap_of
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.services.assets.pictures import (
    ChoosePicture,
    DetachPicture,
    TurnPicture,
    pictures_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.assets.pictures import CardPicture
    from houqin_desktop.services.draft import Draft

LARGEST: Final = QSize(4000, 4000)
STEP: Final = 1.25
MOST_ZOOM: Final = 8.0


class PictureView(QGraphicsView):
    """One picture that fits its place until somebody zooms; the wheel zooms where it points."""

    def __init__(self) -> None:
        super().__init__()
        self.setScene(QGraphicsScene(self))
        self.setAccessibleName("图片")
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self._fits = True

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Show another picture, as large as the place allows."""
        scene = self.scene()
        scene.clear()
        item = scene.addPixmap(pixmap)
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene.setSceneRect(item.boundingRect())
        self.fit()

    def fit(self) -> None:
        """Show the whole picture, never larger than it is."""
        self._fits = True
        self.resetTransform()
        place, whole = self.viewport().rect(), self.sceneRect()
        if whole.width() > place.width() or whole.height() > place.height():
            self.fitInView(whole, Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Show the picture larger or smaller."""
        wanted = self.transform().m11() * factor
        if 1 / (4 * MOST_ZOOM) <= wanted <= MOST_ZOOM:
            self._fits = False
            self.scale(factor, factor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()


class PictureDialog(PassingDialog):
    """The pictures of one card, one at a time."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, key: int, code: str, ordinal: int
    ) -> None:
        """Take the card's id and number, and which of its pictures is shown first."""
        super().__init__(parent)
        self.resize(980, 680)
        self._desk, self._key, self._code = desk, key, code
        self.pictures: tuple[CardPicture, ...] = ()
        self._at = 0
        self.bar = MessageBar(self)
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.fault = QLabel()
        self.fault.setProperty("look", "error")
        self.fault.setWordWrap(True)
        self.view = PictureView()
        self._arrange()
        self.load(ordinal)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        for widget in (self.title, self.bar, self.fault):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        foot = QHBoxLayout()
        self.buttons: dict[str, QPushButton] = {}
        for name, text, drawing, key, does in (
            ("before", "上一张", "left", "Left", lambda: self.step(-1)),
            ("after", "下一张", "right", "Right", lambda: self.step(1)),
            ("larger", "放大", "zoom_in", "+", lambda: self.view.zoom(STEP)),
            ("smaller", "缩小", "zoom_out", "-", lambda: self.view.zoom(1 / STEP)),
            ("whole", "看全图", "fit", "0", self.view.fit),
            ("turn", "向右转", "refresh", "R", self.turn),
            ("main", "设为主图", "check", "M", self.choose),
            ("remove", "移除", "clear", "Del", self.remove),
        ):
            self.buttons[name] = self._button(text, drawing, key, does)
            foot.addWidget(self.buttons[name])
        foot.addStretch(1)
        close = self._button("关闭", "close", "", self.accept)
        foot.addWidget(close)
        layout.addLayout(foot)

    def _button(self, text: str, drawing: str, key: str, does: Callable[[], object]) -> QPushButton:
        button = dialog_button(f" {text}", drawing, lambda _on=False: does())
        if key:
            shown = {"Left": "←", "Right": "→"}.get(key, key)
            button.setToolTip(f"{text}（{shown}）")
            QShortcut(QKeySequence(key), self, button.click)
        return button

    @property
    def picture(self) -> CardPicture:
        """Return the picture shown."""
        return self.pictures[self._at]

    def load(self, ordinal: int) -> None:
        """Read the pictures of the card again and show the one with this ordinal, or the next."""
        self.pictures = pictures_of(self._key)
        if not self.pictures:
            self.accept()
            return
        ordinals = [one.ordinal for one in self.pictures]
        at = ordinals.index(ordinal) if ordinal in ordinals else self._at
        self._at = min(at, len(self.pictures) - 1)
        self._show()

    def step(self, by: int) -> None:
        """Show the next picture, or the one before."""
        self._at = (self._at + by) % len(self.pictures)
        self._show()

    def _show(self) -> None:
        picture = self.picture
        fault = fault_of(picture)
        place = f"第 {self._at + 1} 张，共 {len(self.pictures)} 张"
        main = " · 主图" if picture.main else ""
        self.title.setText(f"{picture.name} · {picture.added_on} · {place}{main}")
        self.setWindowTitle(f"{self._code} 的图片")
        self.fault.setText(
            f"{fault}。图片存在附件文件夹里，请从备份找回同一个文件。" if fault else ""
        )
        self.fault.setVisible(bool(fault))
        self.view.show_pixmap(pixmap_of(picture, LARGEST) if not fault else QPixmap())
        several = len(self.pictures) > 1
        self.buttons["before"].setEnabled(several)
        self.buttons["after"].setEnabled(several)
        self.buttons["main"].setEnabled(not picture.main and not picture.is_pdf)

    def turn(self) -> None:
        """Show the picture turned a quarter clockwise, from now on."""
        self._run(TurnPicture(code=self._code, picture=self.picture.ordinal), "已转正")

    def choose(self) -> None:
        """Make it the main picture of the card."""
        self._run(ChoosePicture(code=self._code, picture=self.picture.ordinal), "已设为主图")

    def remove(self) -> None:
        """Take the picture off the card; it can be taken back, and its file stays."""
        self._run(DetachPicture(code=self._code, picture=self.picture.ordinal), "已移除图片")

    def _run(self, draft: Draft, done: str) -> None:
        self.bar.hide()
        ordinal = self.picture.ordinal
        if run_command(self, self._desk, draft, done=done) is not None:
            self.load(ordinal)

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""
        self.bar.refuse(refusal)
