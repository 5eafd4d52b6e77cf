"""The list of a column's values with a tick before each, as 筛选 shows it in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.style_memory import forget_when_gone
from houqin_desktop.services.registers.pinyin import normalise, searchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from houqin_desktop.services.registers.column_filters import DistinctValue
    from houqin_desktop.services.registers.listing import Cell

ROOT = QModelIndex()
_WIDTH, _ROWS_HEIGHT = 260, 260
_MOST_SPELLED: Final = 5_000


class ValuesModel(QAbstractListModel):
    """The values, each ticked or not, narrowed by what is typed above them."""

    ticks_changed = Signal()

    def __init__(self, values: Sequence[DistinctValue], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.values = values
        self.ticked = [True] * len(values)
        self._seen: Sequence[int] = range(len(values))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._seen)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        at = self._seen[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            value = self.values[at]
            return f"{value.words}　{value.count:,}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.values[at].words
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.ticked[at] else Qt.CheckState.Unchecked
        return None

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.ticked[self._seen[index.row()]] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [role])
        self.ticks_changed.emit()
        return True

    def narrow(self, text: str) -> None:
        """Show only the values in which the words occur; among few values by pinyin too."""
        words = normalise(text).split()
        spell = searchable if len(self.values) <= _MOST_SPELLED else normalise
        self.beginResetModel()
        self._seen = [
            at
            for at, value in enumerate(self.values)
            if all(word in spell(value.words) for word in words)
        ]
        self.endResetModel()
        self.ticks_changed.emit()

    def tick_seen(self, *, on: bool) -> None:
        """Tick the values seen, or take their ticks away."""
        for at in self._seen:
            self.ticked[at] = on
        self.dataChanged.emit(self.index(0), self.index(len(self._seen) - 1))
        self.ticks_changed.emit()

    @property
    def seen_state(self) -> Qt.CheckState:
        """Say whether all, some or none of the values seen are ticked."""
        ticks = {self.ticked[at] for at in self._seen}
        if len(ticks) == 2:
            return Qt.CheckState.PartiallyChecked
        return Qt.CheckState.Checked if True in ticks else Qt.CheckState.Unchecked

    def chosen(self, *, narrowed: bool) -> list[Cell] | None:
        """Return the ticked values, of a narrowed list those seen; None where all are ticked."""
        at_hand = self._seen if narrowed else range(len(self.values))
        ticked = [at for at in at_hand if self.ticked[at]]
        if len(ticked) == len(self.values):
            return None
        return [self.values[at].value for at in ticked]


class ValueList(QFrame):
    """A list that drops down; `chosen` carries the ticked values, or None for all of them."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, title: str, values: Sequence[DistinctValue]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("values")
        self.setAccessibleName(f"{title} 的值")
        self.model = ValuesModel(values, self)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在这些值里找")
        self.search.setAccessibleName("在这些值里找")
        self.search.setClearButtonEnabled(True)
        self.all = QCheckBox("全选")
        self.rows = QListView()
        self.rows.setModel(self.model)
        self.rows.setUniformItemSizes(True)
        self.rows.setAccessibleName(f"{title} 的值")
        self.rows.setFixedHeight(_ROWS_HEIGHT)
        forget_when_gone(self.rows)
        self.done = QPushButton("确定")
        self.done.setProperty("look", "primary")
        self.leave = QPushButton("取消")
        self._arrange(title)
        self.search.textChanged.connect(self.model.narrow)
        self.all.clicked.connect(lambda on: self.model.tick_seen(on=on))
        self.model.ticks_changed.connect(self._show_state)
        self.done.clicked.connect(self.apply)
        self.leave.clicked.connect(self.close)
        self._show_state()

    def _arrange(self, title: str) -> None:
        self.setFixedWidth(_WIDTH)
        head = QLabel(title)
        head.setProperty("look", "heading")
        feet = QHBoxLayout()
        feet.addStretch(1)
        feet.addWidget(self.leave)
        feet.addWidget(self.done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        for widget in (head, self.search, self.all, self.rows):
            layout.addWidget(widget)
        layout.addLayout(feet)

    def tick(self, values: Sequence[Cell] | None) -> None:
        """Tick these values alone; None ticks all."""
        if values is not None:
            wanted = {None if value == "" else value for value in values}
            self.model.ticked = [one.value in wanted for one in self.model.values]
        self._show_state()

    def open_at(self, corner: QPoint) -> None:
        """Drop down below this corner, inside the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = min(corner.x(), room.right() - self.width())
        top = min(corner.y(), room.bottom() - self.height())
        self.move(max(left, room.left()), max(top, room.top()))
        self.show()
        self.search.setFocus()

    def apply(self) -> None:
        """Keep the ticked values."""
        if self.done.isEnabled():
            self.chosen.emit(self.model.chosen(narrowed=bool(self.search.text().strip())))
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)

    def _show_state(self) -> None:
        state = self.model.seen_state
        # Half a tick shows that some are chosen; a click on it is never asked for half a tick.
        self.all.setTristate(state == Qt.CheckState.PartiallyChecked)
        self.all.setCheckState(state)
        self.done.setEnabled(state != Qt.CheckState.Unchecked)
