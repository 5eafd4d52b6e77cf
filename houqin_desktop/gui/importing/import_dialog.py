"""导入台账: choose a ledger, see how it is understood, put it right, then bring it in.

Nothing is written before 导入 is pressed. Whatever a person corrects is tried again at once, and is
remembered with the import for the next file of the same kind.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
)

from houqin_desktop.domain.ledger.choices import LedgerChoices
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.file_choosers import choose_to_save
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.forms.file_field import FileField, is_file
from houqin_desktop.gui.forms.form_dialog import SAVE_KEYS
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.importing.corrections import with_ledger
from houqin_desktop.gui.importing.import_pages import ImportPages
from houqin_desktop.gui.importing.works import ImportWorks
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.services.changes import Changes
from houqin_desktop.services.importing.look import guess_in_words
from houqin_desktop.services.importing.plan import RowAction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.importing.look import ImportLook
    from houqin_desktop.services.importing.plan import ImportPlan

TITLES: Final = {LedgerKind.ASSETS: "导入台账", LedgerKind.STOCK: "导入物品台账"}
HEAPS: Final = (
    ("found", "识别"),
    ("added", "新增"),
    ("updated", "有差异、将更正"),
    ("unchanged", "未变"),
    ("rejected", "未登记"),
    ("doubtful", "待核实"),
)
OF_STOCK: Final = {"updated": "已有、将更正或记期初"}
PATTERNS: Final = "台账 (*.xlsx *.xls *.et *.csv *.txt *.tsv *.htm *.html *.mht *.mhtml *.xml)"
BEGINNING: Final = "表头、合并格、小计行都不用整理。先试算给人看，按“导入”才写账簿。"
UNREADABLE: Final = "也可以在下面指明表头在第几行、哪一列是名称，或不读这张表；改一处就重新试算。"
TOUCHED: Final = (
    "asset",
    "person",
    "department",
    "import_batch",
    "stock_item",
    "stock_posting",
    "slip",
)


def open_import(parent: QWidget | None, desk: Desk, kind: LedgerKind | None = None) -> ImportDialog:
    """Open the page on which a ledger is brought in, read as one of this kind at first."""
    dialog = ImportDialog(parent, desk, kind or LedgerKind.ASSETS)
    dialog.open()
    return dialog


class ImportDialog(PassingDialog):
    """Brings an old ledger into the book; `imported` carries the number of the batch."""

    imported = Signal(str)

    def __init__(
        self, parent: QWidget | None, desk: Desk, kind: LedgerKind = LedgerKind.ASSETS
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self.look: ImportLook | None = None
        self._path: Path | None = None
        self._counted: Mapping[str, int] = {}
        self.setWindowTitle(TITLES[kind])
        self.setAcceptDrops(True)
        self.resize(1180, 668)
        self.setMinimumSize(900, 520)
        self.file = FileField("选择台账", PATTERNS, "旧台账的文件，可以拖到这里；表头不用整理")
        self.file.edited.connect(self._file_named)
        self.file.line.returnPressed.connect(self._go_on)
        self.bar = MessageBar(self)
        self.note = MessageBar(self, kind="notice")
        self._works = ImportWorks(self, self.bar, desk)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        choose = dialog_button(" 选文件…", "attach", self.file.choose)
        self.empty = EmptyState("import", "把旧台账拖到这里，或选文件", BEGINNING, [choose])
        self.pages = ImportPages()
        self.pages.setVisible(False)
        self.pages.corrected.connect(self.try_again)
        self.pages.decided.connect(self._show_state)
        self.ledger = self._kind_field()
        _stack(
            self,
            (self.file, self.bar, self.note, _beside(self.counts, self.ledger)),
            (self.empty, self.pages),
            self._foot(),
        )
        # Keys of the dialog, not of what has the cursor: Enter means something of its own there.
        for key in SAVE_KEYS:
            QShortcut(QKeySequence(key), self, self.import_button.click)
        self._show_state()

    def _kind_field(self) -> ChoiceField:
        field = ChoiceField([(kind, f"按{kind.label}读") for kind in LedgerKind])
        field.setAccessibleName("台账种类")
        field.activated.connect(self._ledger_chosen)
        return field

    def _foot(self) -> QHBoxLayout:
        self.skip = QCheckBox("跳过不能登记的行，其余照常导入")
        self.skip.toggled.connect(lambda _on: self._show_state())
        self.faults = dialog_button(" 把问题写回表格…", "edit", self.choose_faults)
        self.faults.setToolTip("存一份副本，问题写在红色的“导入问题”一栏；原来的文件不动")
        self.import_button = dialog_button(
            " 导入  Ctrl+Enter", "import", self.bring_in, name="import"
        )
        self.import_button.setProperty("look", "primary")
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.faults)
        foot.addWidget(dialog_button(" 关闭", "close", self.reject))
        foot.addWidget(self.import_button)
        return foot

    @property
    def plan(self) -> ImportPlan | None:
        """Return what the import would do, as tried; None before, or where it cannot be read."""
        return None if self.look is None else self.look.plan

    def _file_named(self) -> None:
        self.look = None
        self.pages.setVisible(False)
        self.bar.hide()
        self.note.hide()
        self._show_state()
        text = self.file.path
        if is_file(text):
            self.try_out(Path(text))

    def try_out(self, path: Path) -> None:
        """Read the file and hold every row against the book; nothing is written."""
        self._path = path
        self._works.try_file(path, LedgerChoices(kind=self._kind), self.show_look)

    def try_again(self, choices: LedgerChoices) -> None:
        """Try the same workbook out with what a person put right."""
        if self.look is not None:
            self._works.try_again(self.look.workbook, choices, self.show_look)

    def _ledger_chosen(self) -> None:
        if self.look is not None and self.ledger.value() is not self.look.words.kind:
            self.try_again(with_ledger(self.look, self.ledger.value()))

    def show_look(self, look: ImportLook) -> None:
        """Show how the workbook is understood and what the import would do."""
        fresh, self.look = self.look is None, look
        self._counted = {} if look.plan is None else look.plan.counts
        self.bar.hide()
        self.note.hide()
        if look.refusal is not None:
            self.bar.refuse(look.refusal)
        if words := _notice(look):
            self.note.say(words)
        self.ledger.setToolTip("" if look.guess is None else guess_in_words(look.guess))
        self.pages.show_look(look, fresh=fresh)
        self._show_state()
        # Whoever types the path goes on by Enter, which must not fall into the sheet beforehand.
        if fresh and not self.file.line.isModified():
            self.pages.begin()

    def _go_on(self) -> None:
        if self.look is not None:
            self.pages.begin()

    def bring_in(self) -> None:
        """Write the plan as it was decided, whole or not at all."""
        if self.plan is not None:
            skip = self.skip.isChecked()
            done, decisions = self._brought_in, self.pages.decisions
            self._works.bring_in(self.plan, decisions, done, skip_rejected=skip)

    def _brought_in(self, number: str | None) -> None:
        self._desk.bus.changed.emit(Changes.of_tables(TOUCHED))
        self._desk.say(f"已导入 · {number}" if number else "没有新内容，账簿未变")
        self.imported.emit(number or "")
        self.accept()

    def choose_faults(self) -> None:
        """Ask where the copy with its faults is to go."""
        if self._path is not None:
            name = f"{self._path.stem}（问题）.xlsx"
            kinds = "Excel 工作簿 (*.xlsx)"
            choose_to_save(self, "把问题写回表格", name, kinds, lambda to: self.write_to(Path(to)))

    def write_to(self, target: Path) -> None:
        """Write a copy of the ledger with its faults; the original stays as it is."""

        def done(count: int) -> None:
            self.note.say(f"已把 {count:,} 行的问题写进 {target.name}。改好后直接导入那一份即可。")

        if self.look is not None and self.plan is not None and self._path is not None:
            self._works.write_faults(self.plan, self.look.workbook, self._path, target, done)

    def _show_state(self) -> None:
        plan = self.plan
        self.skip.setVisible(plan is not None and bool(self._counted["rejected"]))
        self.faults.setVisible(plan is not None and bool(self.pages.findings.weighty))
        pages = self.pages
        heaps = UNREADABLE
        if plan is not None:
            heaps = _heaps(plan, self._counted, len(pages.left_out), pages.changes.conflicts)
        self.counts.setText(heaps)
        self.counts.setVisible(self.look is not None)
        self.ledger.setVisible(self.look is not None)
        if self.look is not None:
            self.ledger.set_value(self.look.words.kind)
        self.empty.setVisible(self.look is None)
        reason = self._reason()
        self.import_button.setEnabled(not reason)
        self.import_button.setIcon(icon("import") if reason else primary_icon("import"))
        self.import_button.setToolTip(reason)

    def _reason(self) -> str:
        """Return why nothing can be brought in now, or an empty text."""
        plan = self.plan
        if plan is None:
            return "请先选文件试算" if self.look is None else "请先改正上面说的问题"
        if self.pages.remaining(RowAction.REJECTED) and not self.skip.isChecked():
            return "有不能登记的行：改正后再试，勾选跳过，或在表格里按空格不导入"
        writes = self.pages.bringing or self.pages.changes.table.lines.ticked
        return "" if writes else "没有要写入的内容"

    def reject(self) -> None:
        """Close the page; ask first where something was put right or decided."""
        touched = self.pages.is_decided or (self.look is not None and self.look.is_corrected)
        if self.look is None or not touched:
            super().reject()
            return
        ask(
            self,
            "放弃这次的改正和取舍吗？",
            "还没有导入，账簿没有变；改正过的认法要导入后才会记住。",
            [("放弃", lambda: QDialog.reject(self))],
            "接着看",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.file.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.file.dropEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter leads from page to page; it never brings anything in by accident.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _notice(look: ImportLook) -> str:
    """Say what looks like another kind of ledger, and what came in before; or an empty text."""
    words = look.suggestion
    if look.plan is not None and look.plan.earlier is not None:
        number = look.plan.earlier
        words += f"这个文件已作为批次 {number} 导入过，没有新内容的行不会再登记。"
    return words


def _beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left, 1)
    row.addWidget(right)
    return row


def _stack(
    dialog: QDialog,
    head: Sequence[QWidget | QHBoxLayout],
    body: Sequence[QWidget],
    foot: QHBoxLayout,
) -> None:
    """Put head, body and foot below each other; the body gets what room there is."""
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 14, 20, 14)
    layout.setSpacing(8)
    for one in head:
        if isinstance(one, QHBoxLayout):
            layout.addLayout(one)
        else:
            layout.addWidget(one)
    for widget in body:
        layout.addWidget(widget, 1)
    layout.addLayout(foot)


def _heaps(plan: ImportPlan, counts: Mapping[str, int], left_out: int, conflicts: int) -> str:
    """Return how many rows fell on each heap, and how many cells are in conflict."""
    titles = dict(HEAPS) | (OF_STOCK if plan.kind is LedgerKind.STOCK else {})
    heaps = [f"{title} <b>{counts[key]:,}</b>" for key, title in titles.items()]
    heaps += [f"不导入 <b>{left_out:,}</b>"] if left_out else []
    heaps += [f"两边都改过 <b>{conflicts:,}</b> 格"] if conflicts else []
    return "&nbsp; · &nbsp;".join(heaps)
