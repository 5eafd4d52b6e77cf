"""The first column stays in sight while the others are moved sideways.

It is a second look at the same rows over the left edge of the table, with the same choice of rows,
and is there only while the first column itself has moved out of sight.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView


def first_shown(header: QHeaderView) -> int | None:
    """Return the section at the left edge of a head, or None where all are hidden."""
    sections = (header.logicalIndex(at) for at in range(header.count()))
    return next((one for one in sections if not header.isSectionHidden(one)), None)


class _Head(QHeaderView):
    """The head of the frozen column; the field below its title is left to the table's own head."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.below = 0

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self.below)
        super().updateGeometries()


class FrozenColumn(QTableView):
    """Shows the first column of a table over its left edge."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._header = view.horizontalHeader()
        self.setObjectName("frozen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{view.accessibleName()}（首列）")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(view.alternatingRowColors())
        self.setSelectionBehavior(view.selectionBehavior())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(view.verticalScrollMode())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head = head = _Head(self)
        self.setHorizontalHeader(head)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(self._header.defaultAlignment())
        head.sectionClicked.connect(self._header.sectionClicked)
        self.hide()
        self.follow_model()
        self._connect()

    def follow_model(self) -> None:
        """Show the rows that the table shows by now."""
        if (model := self._view.model()) is not None:
            self.setModel(model)
            self.setSelectionModel(self._view.selectionModel())

    def _connect(self) -> None:
        view, header = self._view, self._header
        theirs, ours = view.verticalScrollBar(), self.verticalScrollBar()
        theirs.valueChanged.connect(ours.setValue)
        ours.valueChanged.connect(theirs.setValue)
        view.horizontalScrollBar().valueChanged.connect(self.place)
        header.geometriesChanged.connect(self.place)
        header.sectionMoved.connect(self.place)
        header.sectionResized.connect(self.place)
        view.verticalHeader().geometriesChanged.connect(self.place)
        self.doubleClicked.connect(view.doubleClicked)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Stand over the left edge if the first column is out of sight there, else be hidden."""
        view, header = self._view, self._header
        first = first_shown(header)
        needed = first is not None and view.horizontalScrollBar().value() > 0
        if not needed or first is None:
            self.hide()
            return
        for section in range(header.count()):
            self.setColumnHidden(section, section != first)
        self.setItemDelegateForColumn(first, view.itemDelegateForColumn(first))
        self.setFont(view.font())
        self.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        width = header.sectionSize(first)
        self.setColumnWidth(first, width)
        self._head.below = header.height() - header.viewport().height()
        self._head.setFixedHeight(header.height())
        self._head.updateGeometries()
        left = view.frameWidth() + view.verticalHeader().width() * view.verticalHeader().isVisible()
        height = header.height() + view.viewport().height()
        self.setGeometry(left, view.frameWidth(), width, height)
        field = QRect(0, header.viewport().height(), width, self._head.below)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(field)))
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(view.verticalScrollBar().value())
