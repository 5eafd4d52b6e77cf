"""The four pages of a tried import: the sheets, the findings, the corrections, the look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from houqin_desktop.gui.importing.decisions_page import ChangesPage, LikenessPage
from houqin_desktop.gui.importing.findings_page import FindingsPage
from houqin_desktop.gui.importing.sheet_model import LEFT_OUT_WORD, outcome_word
from houqin_desktop.gui.importing.sheet_page import SheetPage
from houqin_desktop.services.importing.decisions import ImportDecisions, RowKey, row_key
from houqin_desktop.services.importing.plan import PlannedRow, RowAction

if TYPE_CHECKING:
    from houqin_desktop.services.importing.look import ImportLook

TITLES: Final = ("表格与栏目", "发现", "更正与冲突", "相似的行")


class ImportPages(QTabWidget):
    """Shows one look at a workbook; `corrected` carries choices, `decided` says of a decision."""

    corrected = Signal(object)
    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sheets = SheetPage()
        self.findings = FindingsPage()
        self.changes = ChangesPage()
        self.likeness = LikenessPage()
        self.setDocumentMode(True)
        for page in (self.sheets, self.findings, self.changes, self.likeness):
            self.addTab(page, "")
        self.currentChanged.connect(lambda _at: self._turned())
        self._rows: dict[RowKey, PlannedRow] = {}
        self._by_hand: frozenset[RowKey] = frozenset()
        self.sheets.corrected.connect(self.corrected)
        self.sheets.row_turned.connect(self.turn_row)
        for page in (self.findings, self.changes, self.likeness):
            page.chosen.connect(self.go_to)
        for deciding in (self.changes, self.likeness):
            deciding.decided.connect(self.decided)

    @property
    def decisions(self) -> ImportDecisions:
        """Return what a person decided by now."""
        return ImportDecisions(self.left_out, self.changes.unticked, self.changes.taken)

    @property
    def is_decided(self) -> bool:
        """Say whether a person decided anything."""
        return self.decisions != ImportDecisions()

    @property
    def left_out(self) -> frozenset[RowKey]:
        """Return the rows that a person took out."""
        return self._by_hand | self.likeness.left_out

    def remaining(self, action: RowAction) -> int:
        """Return how many rows of a heap a person left in."""
        whole = sum(1 for planned in self._rows.values() if planned.action is action)
        out = (self._rows[key] for key in self.left_out if key in self._rows)
        return whole - sum(1 for planned in out if planned.action is action)

    @property
    def bringing(self) -> int:
        """Return how many rows left in write something besides corrected cells."""
        out = self.left_out
        return sum(row.brings for key, row in self._rows.items() if key not in out)

    def turn_row(self, key: RowKey) -> None:
        """Take a row of the sheet out, or let it in again."""
        planned = self._rows.get(key)
        if planned is None:
            return
        if not self.likeness.turn(key):
            self._by_hand ^= {key}
        out = key in self.left_out
        self.sheets.show_row(key, LEFT_OUT_WORD if out else outcome_word(planned), self.left_out)
        self.decided.emit()

    def show_look(self, look: ImportLook, *, fresh: bool) -> None:
        """Show how a workbook is understood; what was taken out of it before stays out."""
        kept = frozenset() if fresh else self.likeness.left_out
        rows = () if look.plan is None else look.plan.rows
        self._rows = {row_key(planned): planned for planned in rows}
        self._by_hand = frozenset() if fresh else self._by_hand & self._rows.keys()
        self.findings.show_plan(look.plan)
        self.changes.show_plan(look.plan)
        self.likeness.show_plan(look.plan, kept)
        self.sheets.show_look(look, self.left_out)
        numbers = 0, self.findings.weighty, self.changes.count, self.likeness.count
        for at, (title, number) in enumerate(zip(TITLES, numbers, strict=True)):
            self.setTabText(at, f"{title} {number:,}" if number else title)
            self.setTabVisible(at, at < 2 or bool(number))
        self.setVisible(True)
        if fresh:
            self.setCurrentIndex(0)

    def begin(self) -> None:
        """Put the cursor into the page that is shown."""
        self._turned()

    def go_to(self, sheet: str, row: int, letter: str) -> None:
        """Show a cell on its sheet."""
        self.setCurrentIndex(0)
        self.sheets.go_to(sheet, row, letter)

    def _turned(self) -> None:
        """Come to another page: the cursor goes into it, and the sheet shows what was left out."""
        if self.currentWidget() is self.sheets:
            self.sheets.show_left_out(self.left_out)
        # Not by a focus proxy of the page: Tab would then pass over what stands above the rows.
        tables = self.sheets.view, self.findings.table, self.changes.table, self.likeness.table
        tables[self.currentIndex()].setFocus()
