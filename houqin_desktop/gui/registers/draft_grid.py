"""A grid to fill in many things at once: typed, or pasted from Excel or WPS.

Typing opens the cell, Enter goes to the next one, `..` repeats the cell above, Ctrl+D fills down,
Del empties. A wrong cell is red and says why; nothing leaves the grid while any is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QStyledItemDelegate,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.forms.composing import ENTER
from houqin_desktop.gui.forms.date_fields import PartialDateField
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.plain_table import ROW_HEIGHT
from houqin_desktop.gui.registers.draft_model import DraftColumn, DraftModel
from houqin_desktop.gui.registers.draft_paste import Pasted, lay
from houqin_desktop.gui.theme import colours, restyle

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

MARK: Final = 8
PICKER_WIDTH: Final = 240
DATE_WIDTH: Final = 136


class DraftDelegate(QStyledItemDelegate):
    """Opens in a cell the field that a form has for it."""

    editor: Any = None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell; a wrong one on red, with a mark in its corner as spreadsheets have it."""
        if not _model(index).fault(index.row(), index.column()):
            super().paint(painter, option, index)
            return
        drawn: Any = option
        painter.fillRect(drawn.rect, QColor(colours().red_soft))
        super().paint(painter, option, index)
        corner = drawn.rect.topRight()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().red))
        painter.drawPolygon(
            [corner - QPoint(MARK, -1), corner + QPoint(0, 1), corner + QPoint(0, MARK + 1)]
        )
        painter.restore()

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        column = _model(index).columns[index.column()]
        field = column.field()
        field.setParent(parent)
        field.setProperty("look", "cell")
        field.setAccessibleName(column.title)
        if isinstance(field, PickerField):
            field.chosen.connect(self._chosen, Qt.ConnectionType.QueuedConnection)
        field.textChanged.connect(_grid_of(self).typed)
        self.editor = field
        made: QWidget = field
        return made

    def _chosen(self) -> None:
        view = _grid_of(self)
        # Enter takes the only choice and has gone on by itself when this is heard.
        if view.is_open:
            view.walk()

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        cell = _model(index).cell(index.row(), index.column())
        field: Any = editor
        if cell.state is not None:
            field.restore(cell.state)

    def setModelData(
        self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        field: Any = editor
        typed = field.state()
        before = model.cell(index.row(), index.column())
        if typed != before.state and (before.state is not None or not field.is_empty):
            model.put({(index.row(), index.column()): typed})

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: Any,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        wide = {PickerField: PICKER_WIDTH, PartialDateField: DATE_WIDTH}.get(type(editor), 0)
        box = option.rect
        holder = editor.parentWidget()
        right = box.right() if holder is None else holder.width()
        box.setWidth(max(box.width(), wide))
        box.moveLeft(max(0, min(box.left(), right - box.width())))
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key: Any = event
            # The line decides whether Enter belongs to the input method; else it comes to the grid.
            if key.key() in ENTER or getattr(editor, "composing", False):
                return False
        return super().eventFilter(editor, event)


def _grid_of(delegate: DraftDelegate) -> DraftGrid:
    view = delegate.parent()
    assert isinstance(view, DraftGrid)
    return view


def _model(index: QModelIndex | QPersistentModelIndex) -> DraftModel:
    model = index.model()
    assert isinstance(model, DraftModel)
    return model


class DraftGrid(QTableView):
    """The table; `pasted` says what a paste had no place for, `ended` that no more rows follow.

    `typed` gives what stands in the open cell at each key.
    """

    pasted = Signal(object)
    typed = Signal(str)
    ended = Signal()
    # Whether Enter in a blank row below filled ones says that no more follow.
    ends_on_blank = False

    def __init__(self, columns: tuple[DraftColumn, ...], most_rows: int) -> None:
        super().__init__()
        self.rows = DraftModel(columns, self)
        self._most_rows = most_rows
        self._delegate = DraftDelegate(self)
        self.setObjectName("draft")
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("填写的各行")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.verticalHeader().setObjectName("numbers")
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setFixedWidth(38)
        self.horizontalHeader().setHighlightSections(False)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, column.width)
        self.go_to(0, 0)
        self.selectionModel().currentChanged.connect(self._moved)
        self.rows.row_in_hand = 0

    def _moved(self, now: QModelIndex) -> None:
        if now.row() != self.rows.row_in_hand:
            self.rows.row_in_hand = now.row()
            self.rows.look_again()

    @property
    def is_open(self) -> bool:
        """Say whether a cell is being typed in."""
        return self.state() is QAbstractItemView.State.EditingState

    def text_at(self, row: int, column: int) -> str:
        """Return what stands in a cell, also while it is being typed."""
        now = self.currentIndex()
        if self.is_open and (row, column) == (now.row(), now.column()):
            return str(self._delegate.editor.text()).strip()
        return self.rows.cell(row, column).text

    def finish(self) -> None:
        """Take what stands in the open cell."""
        if self.is_open:
            editor = self._delegate.editor
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def finish_scanned(self, scanned: str) -> None:
        """Take what stands in the open cell, unless a scanner has typed it there."""
        if self.is_open and self._delegate.editor.text().strip().upper().endswith(scanned):
            self.closeEditor(self._delegate.editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.finish()

    def walk(self) -> None:
        """Go to the next cell; after the last one of a row to the first one of the next."""
        self.finish()
        now = self.currentIndex()
        if self.ends_on_blank and self.rows.is_blank(now.row()) and self.rows.filled():
            self.ended.emit()
            return
        row, column = now.row(), now.column() + 1
        columns = self.rows.columns
        while column < len(columns) and columns[column].passed > columns[now.column()].passed:
            column += 1
        if column == len(columns):
            row = min(row + 1, self.rows.rowCount() - 1)
            column = self.first_column(row)
        self.go_to(row, column)

    def first_column(self, row: int) -> int:
        """Return where one begins in a row: what is filled in already is gone by if it may be."""
        columns, at = self.rows.columns, 0
        while not self.rows.is_blank(row) and at < len(columns) and columns[at].passed:
            at += 1
        return at % len(columns)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell and show it."""
        index = self.rows.index(row, column)
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(index)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt leaves the cursor with the grid until the first word of a cell is composed.
        if self.is_open and self._delegate.editor.is_composers(event):
            return
        for keys, do in (
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.Copy, self.copy),
        ):
            if event.matches(keys):
                do()
                return
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_D and held:
            self.fill_down()
        elif event.key() in ENTER and not held:
            self.walk()
        elif event.key() == Qt.Key.Key_Delete:
            self.rows.put(dict.fromkeys(self._chosen(), ""))
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> list[tuple[int, int]]:
        return sorted((one.row(), one.column()) for one in self.selectedIndexes())

    def fill_down(self) -> None:
        """Repeat the topmost chosen cell of each column; one cell alone repeats the one above."""
        top: dict[int, int] = {}
        chosen = self._chosen()
        for row, column in chosen:
            top.setdefault(column, row)
        alone = len({row for row, _ in chosen}) == 1
        self.rows.put(
            {
                (row, column): self.rows.cell(max(top[column] - alone, 0), column).state
                for row, column in chosen
                if row > top[column] or (alone and row > 0)
            }
        )

    def copy(self) -> None:
        """Copy the chosen cells as tab-separated lines."""
        lines: dict[int, list[str]] = {}
        for row, column in self._chosen():
            lines.setdefault(row, []).append(self.rows.cell(row, column).text)
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def paste(self) -> None:
        """Lay what was copied into the rows from the cursor on."""
        now = self.currentIndex()
        laid = lay(
            QGuiApplication.clipboard().text(),
            [column.names for column in self.rows.columns],
            now.column(),
        )
        over = now.row() + len(laid.rows) > self._most_rows
        rows = laid.rows[: max(0, self._most_rows - now.row())]
        cells = {
            (now.row() + at, column): text
            for at, row in enumerate(rows)
            for column, text in row.items()
        }
        if len(cells) == 1 and len(self._chosen()) > 1:
            (text,) = cells.values()
            cells = dict.fromkeys(self._chosen(), text)
        if cells:
            self.rows.put(cells)
            self._choose(cells)
        more = [f"第 {self._most_rows} 行以后的"] if over else []
        self.pasted.emit(Pasted(rows, laid.left_out + more, laid.headed))

    def _choose(self, cells: dict[tuple[int, int], str]) -> None:
        """Keep the cursor in the first pasted row, which is then no row in hand."""
        row, column = min(cells)
        self.selectionModel().setCurrentIndex(
            self.rows.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.rows.row_in_hand = None
        self.rows.look_again()
        self.rows.edited.emit()


class DraftSheet(QWidget):
    """A draft grid with what it comes to and what is wrong below it."""

    edited = Signal()

    def __init__(self, columns: tuple[DraftColumn, ...], verb: str, most_rows: int) -> None:
        super().__init__()
        self._verb = verb
        self.grid = DraftGrid(columns, most_rows)
        self.count = QLabel()
        self.count.setObjectName("count")
        self.reason = QLabel()
        self.reason.setObjectName("reason")
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self._left_out = ""
        line = QHBoxLayout()
        line.addWidget(self.count)
        line.addSpacing(16)
        line.addWidget(self.reason, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.grid, 1)
        layout.addLayout(line)
        self.grid.rows.edited.connect(self._changed)
        self.grid.pasted.connect(self._tell)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._count())
        self._count()

    def _changed(self) -> None:
        self._count()
        self.edited.emit()

    def _tell(self, pasted: Pasted) -> None:
        names = "、".join(pasted.left_out)
        self._left_out = f"没有贴进来：{names}。" if names else ""
        self._count()

    def _count(self) -> None:
        rows = self.grid.rows
        faults = rows.faults()
        ready = len(rows.filled()) - len({row for row, _ in faults})
        words = f"{ready} 行可{self._verb}"
        self.count.setText(f"{words} · {len(faults)} 处要改" if faults else words)
        self.reason.setProperty("look", "error" if faults else "muted")
        restyle(self.reason)
        self.reason.setText(self._words_of(faults) or self._left_out)

    def _words_of(self, faults: list[tuple[int, int]]) -> str:
        if not faults:
            return ""
        now = (self.grid.currentIndex().row(), self.grid.currentIndex().column())
        row, column = now if now in faults else faults[0]
        title = self.grid.rows.columns[column].title
        sentence = self.grid.rows.fault(row, column)
        return f"第 {row + 1} 行 {title}：{sentence}{self._left_out}"

    def settled(self) -> bool:
        """Close up the rows and say whether all are right; the first wrong cell has the cursor."""
        self.grid.finish()
        self.grid.rows.row_in_hand = None
        self.grid.rows.close_up()
        faults = self.grid.rows.faults()
        if faults:
            self.grid.go_to(*faults[0])
            self.grid.rows.row_in_hand = None
            self.grid.rows.look_again()
            self._count()
        return not faults
