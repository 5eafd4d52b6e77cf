"""The frame of a form: its heading, its scrolled grid of lines, its foot with the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.forms.field_row import FieldRow
from houqin_desktop.gui.forms.unsaved import CarefulDialog
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.messages import MessageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

LABEL_WIDTH = 92
TALLEST = 690

_F = TypeVar("_F", bound=QWidget)


class FormFrame(CarefulDialog):
    """Lays out fields in reading order, in one column or two, and the buttons below them."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        *,
        columns: int = 1,
        width: int = 520,
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._rows: dict[str, FieldRow] = {}
        self._columns = columns
        self._label_width = label_width
        self._at = 0
        self._width = width
        self.bar = MessageBar(self)
        self.bars: tuple[QFrame, ...] = (self.bar,)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(9)
        self._grid.setContentsMargins(0, 0, 10, 0)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 18)
        self.column.setSpacing(12)
        self.column.addWidget(self._heading(title))
        self.column.addWidget(self.bar)
        self.column.addWidget(self._scrolled(), 1)
        self.column.addLayout(self._foot())
        self.setMinimumWidth(width)

    @staticmethod
    def _heading(title: str) -> QLabel:
        heading = QLabel(title)
        heading.setProperty("look", "title")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        return heading

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(self._grid)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inner)
        return self.scroller

    def _foot(self) -> QHBoxLayout:
        self.save_button = QPushButton(" 保存(&S)  Ctrl+Enter")
        self.save_button.setObjectName("save")
        self.save_button.setProperty("look", "primary")
        self.save_button.setIcon(primary_icon("save"))
        self.cancel_button = QPushButton(" 取消(&C)")
        self.cancel_button.setObjectName("cancel")
        self.cancel_button.setIcon(icon("close"))
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        for button in (self.cancel_button, self.save_button):
            button.setAutoDefault(False)
            self.foot.addWidget(button)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        return self.foot

    def name_save(self, verb: str) -> None:
        """Let the button that saves say what it does: 下账, 提交申请."""
        self.save_button.setText(f" {verb}(&S)  Ctrl+Enter")

    def add(
        self, key: str, label: str, field: _F, *, required: bool = False, wide: bool = False
    ) -> _F:
        """Add a field in reading order and return it; a wide one takes a line of its own."""
        row = FieldRow(label, field, required=required, label_width=self._label_width)
        field.setObjectName(key)
        self._rows[key] = row
        self._place(row, wide=wide)
        row.watch()
        row.complained.connect(self.grow)
        as_field: Any = field
        as_field.edited.connect(self.changed)
        return field

    def changed(self) -> None:
        """Hear that some field was changed."""

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field on a line of its own."""
        self._place(widget, wide=True)

    def add_heading(self, text: str) -> None:
        """Add a heading above the next fields."""
        heading = QLabel(text)
        heading.setProperty("look", "heading")
        heading.setContentsMargins(0, 6, 0, 0)
        self._place(heading, wide=True)

    def add_note(self, text: str) -> None:
        """Add a sentence that explains."""
        note = QLabel(text)
        note.setProperty("look", "muted")
        note.setWordWrap(True)
        self._place(note, wide=True)

    def _place(self, widget: QWidget, *, wide: bool) -> None:
        if wide and self._at % self._columns:
            self._at += self._columns - self._at % self._columns
        span = self._columns if wide else 1
        line, column = divmod(self._at, self._columns)
        self._grid.addWidget(widget, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(column, 1)
        self._at += span

    def row(self, key: str) -> FieldRow:
        """Return the line of the field added under this key."""
        return self._rows[key]

    def show_row(self, key: str, *, on: bool) -> None:
        """Show the line of a field, with room for it, or hide it."""
        self._rows[key].setVisible(on)
        self.grow()

    def field(self, key: str) -> Any:
        """Return the field added under this key."""
        return self._rows[key].field

    def sizeHint(self) -> QSize:
        wanted = self._grid.sizeHint().height() + 140
        around = self.column.contentsMargins()
        room = max(self.width(), self._width) - around.left() - around.right()
        for bar in self.bars:
            if not bar.isHidden():
                high = max(bar.heightForWidth(room), bar.sizeHint().height())
                wanted += high + self.column.spacing()
        return QSize(self._width, min(wanted, TALLEST))

    def grow(self) -> None:
        """Make room for what has come in between, up to the tallest form."""
        if self.isVisible():
            self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def showEvent(self, event: QShowEvent) -> None:
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.resize(self.sizeHint())
        fields = [row.field for row in self._rows.values() if not row.isHidden()]
        if fields:
            fields[0].setFocus()
            # The buttons were made first; the cursor has to reach them after the last field.
            self.setTabOrder(fields[-1], self.save_button)
            self.setTabOrder(self.save_button, self.cancel_button)
        super().showEvent(event)
