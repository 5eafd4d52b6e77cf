"""打印标签: which labels, from which place of the sheet on, and how far the printer is off.

The printer's offset is a matter of the machine and not of the book: it is remembered beside the
window's places, for each size of label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.label import SIZES, LabelRun, label_run
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.forms.composing import ENTER
from houqin_desktop.gui.forms.field_row import FieldRow
from houqin_desktop.gui.forms.fields import ChoiceField, QuantityField, TextField
from houqin_desktop.gui.forms.form_dialog import SAVE_KEYS
from houqin_desktop.gui.icons import primary_icon
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.printing.papers import Paper, open_print

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from houqin_desktop.domain.label import Labelling
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk

LABEL_WIDTH = 120
MEMORY = "labels"


class LabelDialog(PassingDialog):
    """Asks how labels are printed.

    :param count: how many there are; what they say is asked for when they are drawn.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        count: int,
        labels: Callable[[], Sequence[Labelling]],
        paper_title: str = "资产标签",
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._count = count
        self._labels = labels
        self._paper_title = paper_title
        self.setWindowTitle("打印标签")
        self.setMinimumWidth(520)
        self.bar = MessageBar(self)
        self.size_choice = ChoiceField([(key, size.title) for key, size in SIZES.items()])
        self.start = QuantityField("1")
        self.offset_x, self.offset_y = TextField("0"), TextField("0")
        for offset in (self.offset_x, self.offset_y):
            offset.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.rows = {
            "size": self._row("标签", self.size_choice),
            "start": self._row("从第几枚开始", self.start),
            "offset_x": self._row("向右移（毫米）", self.offset_x),
            "offset_y": self._row("向下移（毫米）", self.offset_y),
        }
        self.hint = QLabel()
        self.hint.setProperty("look", "muted")
        self.hint.setWordWrap(True)
        self._arrange()
        for key in SAVE_KEYS:
            QShortcut(QKeySequence(key), self, self.print_labels)
        self.size_choice.currentIndexChanged.connect(lambda _at: self._show_size())
        remembered = desk.memory.get(f"{MEMORY}.size")
        self.size_choice.set_value(remembered if remembered in SIZES else next(iter(SIZES)))
        self._show_size()

    def _row(self, label: str, field: QWidget) -> FieldRow:
        return FieldRow(label, field, required=False, label_width=LABEL_WIDTH)

    def _arrange(self) -> None:
        title = QLabel(f"打印 {self._count:,} 枚标签")
        title.setProperty("look", "title")
        test = dialog_button(" 打测试页", "print", self.print_test, name="test")
        close = dialog_button(" 取消", "close", self.reject, name="close")
        self.go = dialog_button(
            " 预览并打印  Ctrl+Enter", "label", self.print_labels, name="preview"
        )
        self.go.setProperty("look", "primary")
        self.go.setIcon(primary_icon("label"))
        foot = QHBoxLayout()
        foot.addWidget(test)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        for widget in (title, self.bar, *self.rows.values(), self.hint):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        stops = [row for row in self.rows.values() if row.can_be_typed_in]
        at = next((n for n, row in enumerate(stops) if row.holds(focused)), None)
        if isinstance(focused, QPushButton):
            focused.click()
        elif at is None or at + 1 < len(stops):
            stops[0 if at is None else at + 1].field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.print_labels()

    def _show_size(self) -> None:
        """Recall what was set for this size; a roll has no place to begin at."""
        size = SIZES[self.size_choice.value()]
        kept = self._desk.memory.get(f"{MEMORY}.{size.key}")
        start, x, y = kept if _sound(kept, size.count) else (1, 0.0, 0.0)
        self.start.set_value(start)
        self.offset_x.set_value(f"{x:g}")
        self.offset_y.set_value(f"{y:g}")
        self.rows["start"].setVisible(size.is_sheet)
        self.hint.setText(
            f"一张 A4 上 {size.columns} 列 {size.rows} 行。用过一半的不干胶，从空着的那一枚开始。"
            "打偏了就打测试页，量出差多少毫米填在上面。"
            if size.is_sheet
            else "打偏了就打测试页，量出差多少毫米填在上面；以后这种标签都按它打。"
        )
        self.adjustSize()

    def run(self) -> LabelRun | None:
        """Return how to print, or None when a field is wrong: it says so."""
        self.bar.hide()
        try:
            return label_run(
                self.size_choice.value(),
                start=self.start.value() or 1,
                offset_x=_millimetres(self.offset_x),
                offset_y=_millimetres(self.offset_y),
            )
        except Refused as refusal:
            self.bar.refuse(refusal)
            return None

    def print_labels(self) -> None:
        """Draw the labels aside and show them."""
        if (run := self._remembered()) is None:
            return
        labels = self._labels()

        def draw(progress: Progress) -> bytes:
            from houqin_desktop.documents.label_paper import label_paper

            return label_paper(labels, run, progress)

        form, name = f"label.{run.size.key}", self._paper_title
        self._open(Paper(name, draw, f"{name}.pdf", form=form))

    def print_test(self) -> None:
        """Show the page by which the printer is measured."""
        from houqin_desktop.services.settings import school_name

        if (run := self._remembered()) is None:
            return
        school = school_name()

        def draw(_progress: Progress) -> bytes:
            from houqin_desktop.documents.label_paper import label_test_page

            return label_test_page(run, school)

        form = f"label.{run.size.key}"
        self._open(Paper("标签测试页", draw, "标签测试页.pdf", form=form, aside=False))

    def _remembered(self) -> LabelRun | None:
        run = self.run()
        if run is not None:
            memory = self._desk.memory
            memory.put(f"{MEMORY}.size", run.size.key)
            memory.put(f"{MEMORY}.{run.size.key}", [run.start, run.offset_x, run.offset_y])
        return run

    def _open(self, paper: Paper) -> None:
        open_print(self, self._desk, paper.title, [paper], refused=self.bar.refuse)


def _millimetres(field: TextField) -> float:
    text = str(field.value() or "0").replace("，", ".").replace("－", "-")
    try:
        return float(text)
    except ValueError:
        raise Refused(
            f"偏移“{text}”不是毫米数。请填数字，例如 1.5。", code="label_offset"
        ) from None


def _sound(kept: Any, count: int) -> bool:
    whole = isinstance(kept, list) and len(kept) == 3
    return whole and all(type(one) in (int, float) for one in kept) and 1 <= kept[0] <= count
