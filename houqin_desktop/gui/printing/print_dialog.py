"""打印预览: the very pages of the PDF, printed or saved; a printing is put on record first."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.actions import key_text
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.file_choosers import choose_to_save
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.icons import primary_icon
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.printing.paper_view import PaperView
from houqin_desktop.gui.printing.papers import Paper, draw_paper
from houqin_desktop.gui.printing.printer import put_on_paper
from houqin_desktop.gui.printing.taker import TakerField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

NO_ANSWER = "打印机没有应答，没有打印。请检查打印机，或先保存 PDF。"
NO_ANSWER_TO_SECRET = "打印机没有应答，没有打印。请不要关闭这个窗口，检查打印机以后再打印。"
NOT_SAVED = "没有存成，可能是没有写入的权限或磁盘已满。请换一个文件夹再存。"


class PrintDialog(PassingDialog):
    """Shows the papers one at a time; the bytes shown are the bytes printed and saved."""

    def __init__(
        self, parent: QWidget, desk: Desk, title: str, papers: Sequence[Paper], pdf: bytes
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(960, 690)
        self._desk = desk
        self._papers = tuple(papers)
        self._at = 0
        self.bar = MessageBar(self)
        self.view = PaperView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addLayout(self._head())
        layout.addWidget(self.bar)
        layout.addWidget(self.view, 1)
        layout.addLayout(self._foot())
        self.view.moved.connect(self._show_place)
        self._show(pdf)
        self.view.setFocus()

    @property
    def pdf(self) -> bytes:
        """Return the bytes shown."""
        return self.view.pdf

    @property
    def paper(self) -> Paper:
        """Return the paper shown."""
        return self._papers[self._at]

    def _head(self) -> QHBoxLayout:
        self.choice = ChoiceField([(at, one.title) for at, one in enumerate(self._papers)])
        self.choice.setAccessibleName("要打印的纸")
        self.choice.setMinimumWidth(240)
        self.choice.setVisible(len(self._papers) > 1)
        self.choice.activated.connect(self.choose_paper)
        self.note = QLabel()
        self.note.setProperty("look", "muted")
        self.smaller_button = self._button("smaller", "缩小", "zoom_out", "Ctrl+-", self._zoom_out)
        self.fit_button = self._button("fit", "适合宽度", "fit", "Ctrl+0", self.view.fit)
        self.larger_button = self._button("larger", "放大", "zoom_in", "Ctrl+=", self._zoom_in)
        head = QHBoxLayout()
        head.addWidget(self.choice)
        head.addWidget(self.note)
        head.addStretch(1)
        for widget in (self.smaller_button, self.fit_button, self.larger_button):
            widget.setProperty("look", "quiet")
            head.addWidget(widget)
        return head

    def _foot(self) -> QHBoxLayout:
        self.page_words = QLabel()
        self.page_words.setProperty("look", "muted")
        self.back_button = self._button("back", "上一页", "left", "PgUp", lambda: self.turn(-1))
        self.next_button = self._button("next", "下一页", "right", "PgDown", lambda: self.turn(1))
        self.save_button = self._button("save_pdf", "保存 PDF", "pdf", "Ctrl+S", self.choose_file)
        self.print_button = self._button("print", "打印", "print", "Ctrl+P", self.choose_printer)
        self.print_button.setProperty("look", "primary")
        self.print_button.setIcon(primary_icon("print"))
        close = self._button("close", "关闭", "close", "Esc", self.reject)
        foot = QHBoxLayout()
        for widget in (self.back_button, self.page_words, self.next_button):
            foot.addWidget(widget)
        foot.addStretch(1)
        self.taker = TakerField(self._desk.session)
        self.taker.setVisible(self.paper.taken is not None)
        foot.addWidget(self.taker)
        self.save_button.setVisible(self.paper.kept)
        self.save_button.setEnabled(self.paper.kept)
        for widget in (close, self.save_button, self.print_button):
            foot.addWidget(widget)
        return foot

    @staticmethod
    def _button(
        name: str, text: str, icon_name: str, key: str, run: Callable[[], object]
    ) -> QPushButton:
        button = dialog_button(f" {text}", icon_name, run, name=name)
        button.setShortcut(QKeySequence(key))
        button.setToolTip(f"{text}（{key_text(key)}）")
        return button

    def _zoom_in(self) -> None:
        self.view.zoom_in()

    def _zoom_out(self) -> None:
        self.view.zoom_out()

    def turn(self, step: int) -> None:
        """Show the page so many pages further on."""
        self.view.turn(step)

    def choose_paper(self, at: int) -> None:
        """Draw another of the papers and show it."""
        before = self._at
        self._at = at
        self.bar.hide()

        def refused(refusal: Refused) -> None:
            self._at = before
            self.choice.set_value(before)
            self.refuse(refusal)

        draw_paper(self, self._desk, self.paper, done=self._show, refused=refused)

    def _show(self, pdf: bytes) -> None:
        self.note.setText(self.paper.note)
        self.view.show_pdf(pdf)

    def _show_place(self) -> None:
        at, pages = self.view.at, self.view.pages
        self.page_words.setText(f"第 {at + 1} 页 共 {pages} 页")
        self.fit_button.setText(f" 适合宽度（{self.view.zoom:.0%}）")
        self.back_button.setEnabled(at > 0)
        self.next_button.setEnabled(at < pages - 1)

    def choose_file(self) -> None:
        """Ask where to save the PDF."""
        choose_to_save(self, "保存 PDF", self.paper.file_name, "PDF 文件 (*.pdf)", self.save_to)

    def save_to(self, path: str) -> None:
        """Save the very bytes that are shown."""
        target = Path(path)
        unfinished = target.with_name(target.name + ".new")
        try:
            self._desk.session.require_other_file(target)
            unfinished.write_bytes(self.pdf)
            if target.exists():
                # A folder, or held open by a reader: said before the printing is on record.
                target.open("r+b").close()
            if self._record():
                unfinished.replace(target)
                self._done(f"已存 {target.name}")
            else:
                unfinished.unlink()
        except Refused as refusal:
            self.refuse(refusal)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            self.bar.say(NOT_SAVED)

    def choose_printer(self) -> None:
        """Ask for the printer, the one chosen last for this kind of paper first, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        remembered = self._desk.memory.get(self._memory_key)
        if isinstance(remembered, str) and remembered:
            printer.setPrinterName(remembered)
        printer.setDocName(self.paper.file_name)
        chooser = QPrintDialog(printer, self)
        chooser.setWindowTitle("打印")
        chooser.accepted.connect(lambda: self.print_on(printer))
        chooser.setWindowModality(Qt.WindowModality.WindowModal)
        chooser.show()

    @property
    def _memory_key(self) -> str:
        return f"printer.{self.paper.form}"

    def print_on(self, printer: QPrinter) -> None:
        """Print every page on this printer."""
        self._desk.memory.put(self._memory_key, printer.printerName())
        if not self._record():
            return
        if put_on_paper(self.pdf, printer):
            self._done(f"已送打印机 · {self.paper.title}")
        else:
            self.bar.say(NO_ANSWER if self.paper.kept else NO_ANSWER_TO_SECRET)

    def _record(self) -> bool:
        """Put the printing on record, where it is kept one."""
        try:
            draft = self.taker.draft(self.paper)
        except Refused as refusal:
            self.refuse(refusal)
            return False
        return draft is None or run_command(self, self._desk, draft, done="已打印") is not None

    def _done(self, words: str) -> None:
        if self.paper.record is None:
            self._desk.say(words)
        if len(self._papers) == 1:
            self.accept()

    def refuse(self, refusal: Refused) -> None:
        """Show why the paper was not drawn or the printing not recorded."""
        self.bar.refuse(refusal)
