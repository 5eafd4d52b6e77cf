"""The chosen count: its rooms with their progress, and its differences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLabel, QStyle, QStyledItemDelegate, QVBoxLayout, QWidget

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.plain_table import PlainTable
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    from houqin_desktop.services.count.line_views import CountPart, DifferenceView, RoomView
    from houqin_desktop.services.count.view import CountView

ROOM_TITLES: Final = ("保管室", "进度", "差异", "盘完")
DIFFERENCE_TITLES: Final = (
    "差异", "对象", "名称", "保管室", "账面与实际", "数量", "金额", "原因", "处理", "单据",
)  # fmt: skip
_PROGRESS: Final = 1


class ProgressDelegate(QStyledItemDelegate):
    """Paints 120/150 as a bar with its figures on it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        drawn: Any = option
        self.initStyleOption(option, index)
        words, drawn.text = str(index.data() or ""), ""
        drawn.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget
        )
        done, _, whole = words.partition("/")
        rect = QRectF(drawn.rect).adjusted(6, 7, -6, -7)
        share = int(done) / int(whole) if whole and int(whole) else 1.0
        shades = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.line))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setBrush(QColor(shades.green_soft if share == 1 else shades.accent_soft))
        painter.drawRoundedRect(
            QRectF(rect.x(), rect.y(), rect.width() * share, rect.height()), 4, 4
        )
        painter.setPen(QColor(shades.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


class CountPanel(QWidget):
    """Rooms above, differences below."""

    room_opened = Signal()
    difference_opened = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view: CountView | None = None
        self.heading = QLabel()
        self.heading.setProperty("look", "heading")
        self.rooms = PlainTable(ROOM_TITLES, (150, 220, 60, 120), figures=(2,))
        self.rooms.setAccessibleName("清查的保管室")
        self.rooms.setItemDelegateForColumn(_PROGRESS, ProgressDelegate(self.rooms))
        self.differences = PlainTable(
            DIFFERENCE_TITLES, (92, 112, 88, 82, 148, 46, 80, 82, 76, 150), pills=0, figures=(5, 6)
        )
        self.differences.setAccessibleName("清查的差异")
        self.figures = QLabel()
        self.figures.setProperty("look", "muted")
        self.figures.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.rooms, 2)
        column.addWidget(self.differences, 3)
        column.addWidget(self.figures)
        for table in (self.rooms, self.differences):
            table.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit())
        self.rooms.activated.connect(lambda _index: self.room_opened.emit())
        self.differences.activated.connect(lambda _index: self.difference_opened.emit())

    def show_count(self, view: CountView | None) -> None:
        """Show a count; the room and the difference that were chosen stay so."""
        room, difference = self.room, self.difference
        self.view = view
        if view is None:
            self.heading.setText("还没有选中清查")
            self.rooms.lines.show([])
            self.differences.lines.show([])
            self.figures.clear()
            return
        self.heading.setText(f"{view.number}　{view.title}　{view.state}")
        self.rooms.lines.show([_room(one) for one in view.rooms])
        self.differences.lines.show([_difference(one) for one in view.differences])
        self.figures.setText(_figures(view))
        names = [one.name for one in view.rooms]
        self.rooms.selectRow(names.index(room.name) if room and room.name in names else 0)
        keys = [_key(one) for one in view.differences]
        if difference is not None and _key(difference) in keys:
            self.differences.selectRow(keys.index(_key(difference)))

    @property
    def room(self) -> RoomView | None:
        """Return the chosen room."""
        at = self.rooms.currentIndex().row()
        rooms = () if self.view is None else self.view.rooms
        return rooms[at] if 0 <= at < len(rooms) else None

    @property
    def difference(self) -> DifferenceView | None:
        """Return the chosen difference."""
        at = self.differences.currentIndex().row()
        known = () if self.view is None else self.view.differences
        return known[at] if 0 <= at < len(known) else None


def _key(one: DifferenceView) -> tuple[object, ...]:
    return one.code, one.room, one.surplus, one.result


def _room(one: RoomView) -> tuple[str, ...]:
    done = "" if one.finished_on is None else f"{one.finished_on} {one.counted_by}"
    return one.name, f"{one.counted}/{one.expected}", str(one.differences or ""), done


def _difference(one: DifferenceView) -> tuple[str, ...]:
    return (
        one.result.label,
        one.code or f"盘盈{one.surplus}",
        one.name,
        one.room,
        one.what,
        f"{one.amount.quantity:,}",
        format_money(one.amount.value_fen),
        one.cause,
        "" if one.handling is None else one.handling.label,
        one.document_words,
    )


def _figures(view: CountView) -> str:
    several = len(view.parts) > 1
    said = [(f"{part.label} " if several else "") + _figures_of(part) for part in view.parts]
    return "\n".join(said)


def _figures_of(part: CountPart) -> str:
    total, books = part.figures, part.figures.books.closing
    words = (
        f"{part.pieces('账面', books.quantity)} ¥{format_money(books.value_fen)}"
        f"，盘盈 {total.surplus.quantity:,}，盘亏 {total.shortage.quantity:,}"
        f"，{part.pieces('实盘', total.counted.quantity)} ¥{format_money(total.counted.value_fen)}"
    )
    waiting = total.uncounted.quantity
    return f"{words}，{part.pieces('未盘', waiting)}" if waiting else words
