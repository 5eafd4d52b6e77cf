"""The assets of an application: one line each, with what stands against it, and buttons to change.

It shows what the rules say and asks them again whenever something changes; it decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.forms.pickers import PickerField, asset_finder
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.page import totals_text
from houqin_desktop.gui.theme import colours
from houqin_desktop.services.registers.totals import totals_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houqin_desktop.services.disposal.preview import DisposalPreview, PreviewLine

TITLES: Final = ("资产编号", "资产名称", "数量", "原值（元）", "净值（元）", "提示")
WIDTHS: Final = (124, 130, 84, 104, 96, 120)
MOST_LINES: Final = 5
QUANTITY: Final = 2
_FIGURES: Final = (2, 3, 4)
_TYPED: Final = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class AssetLines(QWidget):
    """The table of an application's assets; lines can be taken out and added by number."""

    changed = Signal()

    def __init__(self, codes: Iterable[str]) -> None:
        super().__init__()
        self.codes: list[str] = list(codes)
        self.pieces: dict[str, int] = {}
        self._filling = False
        self.table = QTableWidget(0, len(TITLES))
        self.table.setAccessibleName("申请的资产")
        self.table.setHorizontalHeaderLabels(list(TITLES))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(_TYPED)
        self.table.itemChanged.connect(self._read_quantity)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        header.setSectionResizeMode(len(TITLES) - 1, QHeaderView.ResizeMode.Stretch)
        self.total = QLabel()
        self.total.setProperty("look", "muted")
        self.number = PickerField(asset_finder(), "按编号或名称加入资产")
        self.number.setAccessibleName("资产")
        self.number.setProperty("takes_enter", True)
        self.number.returnPressed.connect(self.add_number)
        self.number.chosen.connect(self.add_number)
        self.number.setFixedWidth(210)
        self.add_button = dialog_button("加入", "add", self.add_number)
        self.remove_button = dialog_button("去掉所选", "close", self.remove_chosen)
        foot = QHBoxLayout()
        foot.addWidget(self.total, 1)
        for widget in (self.number, self.add_button, self.remove_button):
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table)
        layout.addLayout(foot)

    def add_number(self) -> None:
        """Add the asset whose number was typed."""
        try:
            code = self.number.value() or ""
        except Refused:
            if not self.number.fault():
                # Several fit: the list stands open, and one of them is chosen there.
                return
            code = str(self.number.text()).strip().upper()
        if code and code not in self.codes:
            self.codes.append(code)
            self.number.clear()
            self.changed.emit()

    def remove_chosen(self) -> None:
        """Take the chosen lines out."""
        rows = {index.row() for index in self.table.selectedIndexes()}
        self.codes = [code for row, code in enumerate(self.codes) if row not in rows]
        self.changed.emit()

    def drop_last(self) -> None:
        """Take the asset that was added last out again, because the book does not know it."""
        self.codes.pop()

    def show_preview(self, preview: DisposalPreview | None) -> None:
        """Show each line with its figures and what stands against it."""
        lines = preview.lines if preview is not None else ()
        self._filling = True
        self.table.setRowCount(len(lines))
        self.table.setFixedHeight(42 + 28 * min(max(len(lines), 2), MOST_LINES))
        for row, line in enumerate(lines):
            self._show_line(row, line)
        self._filling = False
        self.total.setText(totals_text("共", totals_of(lines)))

    def _show_line(self, row: int, line: PreviewLine) -> None:
        words = (
            line.code,
            line.name,
            f"{line.quantity:,}",
            format_money(line.original_value_fen),
            format_money(line.net_value_fen),
            line.objection.removeprefix(f"{line.code}（{line.name}）") or _part_words(line),
        )
        for column, word in enumerate(words):
            item = QTableWidgetItem(word)
            if column != QUANTITY or line.of_quantity < 2 or line.in_case:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            else:
                item.setIcon(icon("edit"))
                item.setToolTip(f"共 {line.of_quantity} 件；只报废几件，就改成几件")
            if column in _FIGURES:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if line.objection and column == len(words) - 1:
                item.setForeground(QColor(colours().red))
                item.setToolTip(line.objection)
            self.table.setItem(row, column, item)

    def _read_quantity(self, item: QTableWidgetItem) -> None:
        """Let only so many pieces of a batch card go as were typed."""
        if self._filling or item.column() != QUANTITY:
            return
        code = self.codes[item.row()]
        typed = item.text().replace(",", "").strip()
        self.pieces[code] = int(typed) if typed.isdecimal() and len(typed) < 8 else 0
        self.changed.emit()

    def written_pieces(self) -> tuple[str, ...] | None:
        """Return the numbers of pieces as the command takes them, None where all of them go."""
        return (
            tuple(f"{code}={self.pieces[code]}" for code in self.codes if code in self.pieces)
            or None
        )


def _part_words(line: PreviewLine) -> str:
    if line.quantity == line.of_quantity:
        return ""
    return f"共 {line.of_quantity} 件，拆出 {line.quantity} 件"
