"""The card of an asset in full: its blocks to be read, its pictures and its story beside them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.actions import ActionSet, key_text
from houqin_desktop.gui.assets.picture_dialog import PictureDialog
from houqin_desktop.gui.assets.picture_intake import PictureDrop, PictureIntake
from houqin_desktop.gui.assets.picture_strip import PictureStrip
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.registers.pills import Pill
from houqin_desktop.gui.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.assets.card import AssetCard

SIZE: Final = QSize(1160, 700)
LABEL_WIDTH: Final = 104
BESIDE: Final = 316
MAIN_PICTURE: Final = QSize(276, 176)
LONGEST_TITLE: Final = 620
LONGEST_CODE: Final = 220
LONG: Final = 17
ACTIONS: Final = ("asset.picture", "asset.paste", "asset.settle", "asset.correct")


class CardDialog(PassingDialog):
    """One card; it is read again whenever the book changes.

    `correct_wanted` and `settle_wanted` ask for the forms 更正 and 核实, `step_wanted` for the next
    card or the one before.
    """

    correct_wanted = Signal()
    settle_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None, desk: Desk, card: AssetCard) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(True)
        self.resize(SIZE)
        self._desk = desk
        self.card = card
        self.intake = PictureIntake(desk, self, lambda: self.card.code)
        PictureDrop(self, self.intake, lambda: self.card.code)
        self.bar = MessageBar(self)
        self.actions_of_card = ActionSet(self, desk.permissions)
        self._bind()
        self._head = QHBoxLayout()
        self._blocks = _scroller()
        self._beside = _scroller()
        self._beside.setFixedWidth(BESIDE)
        self._arrange()
        self.show_card(card)

    def _bind(self) -> None:
        bind = self.actions_of_card.bind
        bind("asset.correct", self.correct_wanted.emit)
        bind("asset.settle", self.settle_wanted.emit, lambda: self.card.why_not_settled)
        bind("asset.picture", lambda: self.intake.choose(self))
        bind("asset.paste", self.intake.paste)
        QShortcut(QKeySequence.StandardKey.Paste, self, self.intake.paste)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(self._head)
        layout.addWidget(self.bar)
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addWidget(self._blocks, 1)
        body.addWidget(self._beside)
        layout.addLayout(body, 1)
        foot = QHBoxLayout()
        for text, drawing, key, by in (
            ("上一张卡片", "left", "Ctrl+PgUp", -1),
            ("下一张卡片", "right", "Ctrl+PgDown", 1),
        ):
            button = dialog_button(f" {text}", drawing, partial(self.step_wanted.emit, by))
            button.setToolTip(f"{text}（{key_text(key)}）")
            QShortcut(QKeySequence(key), self, button.click)
            foot.addWidget(button)
        foot.addStretch(1)
        for name in ACTIONS:
            action = self.actions_of_card.button(name, primary=name == "asset.correct")
            action.setAutoDefault(False)
            foot.addWidget(action)
            if name == "asset.settle":
                self._settle = action
        foot.addWidget(dialog_button(" 关闭", "close", self.accept))
        layout.addLayout(foot)

    def show_card(self, card: AssetCard) -> None:
        """Show a card in place of the one before; where it was scrolled to stays."""
        same = card.code == self.card.code
        places = [one.verticalScrollBar().value() for one in (self._blocks, self._beside)]
        self.card = card
        self.setWindowTitle(f"{card.code} {card.name}")
        _empty(self._head)
        for widget in self._heading(card):
            self._head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addStretch(1)
        self._blocks.setWidget(_blocks(card))
        self._beside.setWidget(self._side(card))
        if same:
            for scroller, place in zip((self._blocks, self._beside), places, strict=True):
                scroller.verticalScrollBar().setValue(place)
        self._settle.setVisible(card.unverified)
        self.actions_of_card.refresh()

    def show_again(self, card: AssetCard | None, card_now: Callable[[str], AssetCard]) -> None:
        """Show this card, or the one before as it is now; close where there is none any more."""
        try:
            self.show_card(card or card_now(self.card.code))
        except Refused:
            self.reject()

    @staticmethod
    def _heading(card: AssetCard) -> Iterable[QWidget]:
        yield _in_line(card.name, "big", LONGEST_TITLE)
        yield _in_line(card.code, "muted", LONGEST_CODE)
        words = f"{card.status.label} · {card.open_step}" if card.open_step else card.status.label
        yield Pill(words)
        if card.unverified:
            yield Pill("待核实", "red")
        yield Pill(card.storeroom, "accent")

    def _side(self, card: AssetCard) -> QWidget:
        inner, column = _page()
        column.addWidget(_label("图片", "heading"))
        strip = PictureStrip(card.pictures, main=MAIN_PICTURE)
        strip.opened.connect(self.open_picture)
        column.addWidget(strip)
        column.addWidget(_hair())
        column.addWidget(_label("去向与变动", "heading"))
        column.addWidget(Timeline((one.on, one.text, "done") for one in card.history))
        column.addStretch(1)
        return inner

    def open_picture(self, ordinal: int) -> None:
        """Show a picture in full."""
        PictureDialog(self, self._desk, self.card.key, self.card.code, ordinal).open()

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""
        self.bar.refuse(refusal)


def _blocks(card: AssetCard) -> QWidget:
    inner, column = _page()
    blocks = list(card.blocks)
    if card.as_written:
        blocks.insert(0, ("原文（导入时没有把握的内容，请核实）", card.as_written))
    for at, (title, fields) in enumerate(blocks):
        if at:
            column.addWidget(_hair())
        column.addWidget(_label(title, "heading"))
        column.addLayout(_fields(fields))
    column.addStretch(1)
    return inner


def _fields(fields: Iterable[tuple[str, str]]) -> QGridLayout:
    """Lay fields out in two columns; a long value takes the whole line."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(7)
    for column in (0, 2):
        grid.setColumnMinimumWidth(column, LABEL_WIDTH)
    for column in (1, 3):
        grid.setColumnStretch(column, 1)
    at = 0
    for label, value in fields:
        if not value:
            continue
        long = len(value) > LONG
        if long and at % 2:
            at += 1
        line, side = divmod(at, 2)
        name = _label(label, "field")
        name.setWordWrap(False)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(name, line, 2 * side, top)
        grid.addWidget(_label(value, ""), line, 2 * side + 1, 1, 3 if long else 1, top)
        at += 2 if long else 1
    return grid


def _page() -> tuple[QWidget, QVBoxLayout]:
    inner = QWidget()
    inner.setObjectName("scrolled")
    column = QVBoxLayout(inner)
    column.setContentsMargins(18, 14, 18, 14)
    column.setSpacing(9)
    return inner, column


def _scroller() -> QScrollArea:
    scroller = QScrollArea()
    scroller.setObjectName("card")
    scroller.setWidgetResizable(True)
    scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroller


def _hair() -> QFrame:
    hair = QFrame()
    hair.setObjectName("hair")
    return hair


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if look:
        label.setProperty("look", look)
    return label


def _in_line(text: str, look: str, width: int) -> QLabel:
    """Return a label of one line; what does not fit is in its tip."""
    label = _label(text, look)
    label.setWordWrap(False)
    label.ensurePolished()
    shown = label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
    label.setText(shown)
    label.setToolTip(text if shown != text else "")
    return label


def _empty(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
