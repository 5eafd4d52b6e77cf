"""预约: one day at a glance, who has which room or card in each period; a free cell is reserved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.domain.loan import LAST_PERIOD
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.forms.date_fields import DateField
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.services.loan.day_grid import day_grid
from houqin_desktop.services.loan.drafts import CancelReservation, Reserve

if TYPE_CHECKING:
    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.loan.day_grid import DayRow

NAME_WIDTH: Final = 190
PERIOD_WIDTH: Final = 76
ROW_HEIGHT: Final = 30
HINT: Final = "选一节（可拖选几节）按“预约”；已有人的一节按“取消预约”。换日期看别的一天。"


class DayGridDialog(PassingDialog):
    """Shows a day; 预约 takes the chosen periods, 取消预约 frees what stands there."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("预约")
        self.resize(1180, 600)
        self._desk = desk
        self.rows: list[DayRow] = []
        today = desk.session.clock.today()
        self.day = DateField(today)
        self.day.setAccessibleName("日期")
        self.day.set_value(today)
        self.bar = MessageBar(self)
        self.table = _table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._foot())
        self.day.edited.connect(self.refresh)
        self.table.itemSelectionChanged.connect(self._settle)
        desk.bus.changed.connect(self.refresh)
        self.refresh()

    def _head(self) -> QHBoxLayout:
        title = QLabel("预约")
        title.setProperty("look", "title")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(QLabel("日期"))
        head.addWidget(self.day)
        return head

    def _foot(self) -> QHBoxLayout:
        hint = QLabel(HINT)
        hint.setProperty("look", "muted")
        self.reserve_button = dialog_button(" 预约", "add", self.reserve)
        self.cancel_button = dialog_button(" 取消预约", "undo", self.cancel)
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        for button in (
            self.cancel_button,
            dialog_button(" 预约别的资产", "add", self.reserve_other),
            self.reserve_button,
            dialog_button(" 关闭", "close", self.accept),
        ):
            foot.addWidget(button)
        return foot

    def refresh(self, _changes: object = None) -> None:
        """Read the day again; while the date is half typed, the last one stays."""
        on = self.day.day()
        if on is None:
            return
        now = self.table.currentRow(), self.table.currentColumn()
        self.rows = day_grid(on)
        self.table.setRowCount(len(self.rows))
        for at, row in enumerate(self.rows):
            for column, words in enumerate((row.name, *row.periods)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(at, column, item)
        self.table.setCurrentCell(max(0, now[0]), max(1, now[1]))
        self._settle()

    def _chosen(self) -> tuple[DayRow, int, int] | None:
        """Return row, first and last period of what is chosen; None for no period."""
        row = self.table.currentRow()
        columns = [
            one.column()
            for one in self.table.selectedIndexes()
            if one.row() == row and one.column()
        ]
        return (self.rows[row], min(columns), max(columns)) if columns else None

    def _settle(self) -> None:
        chosen = self._chosen()
        held = chosen is not None and bool(chosen[0].periods[chosen[1] - 1])
        self.reserve_button.setEnabled(chosen is not None and not held)
        self.cancel_button.setEnabled(held)

    def reserve(self) -> None:
        """Ask for whom and for what the chosen periods are."""
        chosen, on = self._chosen(), self.day.day()
        if chosen is None or on is None:
            return
        row, first, last = chosen
        self._ask(
            {
                "item": row.item,
                "reserved_on": on,
                "first_period": first,
                "last_period": last,
            }
        )

    def reserve_other(self) -> None:
        """Ask for a card that nobody has reserved before, on the day that is shown."""
        self._ask({"reserved_on": self.day.day()})

    def _ask(self, filled: dict[str, Any]) -> None:
        DraftDialog(self, self._desk, "预约", Reserve, prefilled=filled, done="已预约").open()

    def cancel(self) -> None:
        """Free what stands in the chosen period."""
        chosen, on = self._chosen(), self.day.day()
        if chosen is not None and on is not None:
            row, period, _ = chosen
            draft = CancelReservation(item=row.item, reserved_on=on, period=period)
            run_command(self, self._desk, draft, done="已取消预约")

    def show_day(self, on: date) -> None:
        """Show another day."""
        self.day.set_value(on)
        self.refresh()

    def refuse(self, refusal: Refused) -> None:
        """Show why it was not done."""
        self.bar.refuse(refusal)


def _table() -> QTableWidget:
    table = QTableWidget(0, LAST_PERIOD + 1)
    table.setAccessibleName("各节预约")
    periods = [f"第 {at} 节" for at in range(1, LAST_PERIOD + 1)]
    table.setHorizontalHeaderLabels(["保管室或资产", *periods])
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
    table.setTabKeyNavigation(False)
    table.setColumnWidth(0, NAME_WIDTH)
    for at in range(1, LAST_PERIOD + 1):
        table.setColumnWidth(at, PERIOD_WIDTH)
    table.horizontalHeader().setStretchLastSection(True)
    return table
