"""登记技术鉴定: who looked at which things, why, and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from houqin_desktop.gui.forms.date_fields import DateField
from houqin_desktop.gui.forms.fields import NoteField, TextField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.services.disposal.drafts import RecordAppraisal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

TITLES: Final = ("资产编号", "资产名称", "逐项意见（可不填）")
WORDS: Final = 2
MOST_LINES: Final = 5


class AppraisalDialog(FormDialog):
    """An appraisal of some cards, or of those of a case that is being signed."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        things: Sequence[tuple[str, str]],
        number: str | None = None,
    ) -> None:
        super().__init__(parent, desk, "登记技术鉴定", width=700)
        self.done_text = "已登记技术鉴定"
        self._codes = tuple(code for code, _ in things)
        self._number = number
        self.lines = self._table(things)
        self.add_widget(self.lines)
        today = desk.session.clock.today()
        self.add("appraised_on", "鉴定日期", DateField(today), required=True).set_value(today)
        self.add("reason", "鉴定原因", TextField("如：主板烧毁，无法开机"), required=True)
        self.add("conclusion", "鉴定结论", NoteField("检测了什么、结论是什么", 2), required=True)
        group = NoteField("每行一人：姓名 职称或岗位，至少三人\n如：冯工 高级工程师", 4)
        self.add("appraisers", "鉴定人", group, required=True)
        if number is not None:
            self.add_note("登记后这张单按鉴定办理；已打印或签过字的纸作废，另出新的一版。")

    @staticmethod
    def _table(things: Sequence[tuple[str, str]]) -> QTableWidget:
        table = QTableWidget(len(things), len(TITLES))
        table.setAccessibleName("鉴定的资产")
        table.setHorizontalHeaderLabels(list(TITLES))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        table.setColumnWidth(0, 140)
        table.setColumnWidth(1, 170)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        table.setFixedHeight(42 + 28 * min(max(len(things), 2), MOST_LINES))
        for row, thing in enumerate(things):
            for column, words in enumerate((*thing, "")):
                item = QTableWidgetItem(words)
                if column != WORDS:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                table.setItem(row, column, item)
        return table

    def _own_words(self) -> tuple[str, ...] | None:
        found = []
        for row, code in enumerate(self._codes):
            item = self.lines.item(row, WORDS)
            if item is not None and item.text().strip():
                found.append(f"{code}={item.text().strip()}")
        return tuple(found) or None

    def contents(self) -> object:
        return super().contents(), self._own_words()

    def draft(self, values: dict[str, Any]) -> Draft:
        return RecordAppraisal(
            assets=None if self._number else self._codes,
            number=self._number,
            reason=values["reason"],
            conclusion=values["conclusion"],
            appraisers=tuple(line for line in values["appraisers"].splitlines() if line.strip()),
            appraised_on=values["appraised_on"],
            line_conclusions=self._own_words(),
        )
