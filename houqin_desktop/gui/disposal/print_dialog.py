"""打印预览: the very pages of the PDF, to print or to save; a reprint says so on the paper."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.documents.preview import page_count, page_image, page_size
from houqin_desktop.gui.actions import key_text
from houqin_desktop.gui.file_choosers import choose_to_save
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.messages import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.documents.preview import PageImage
    from houqin_desktop.domain.errors import Refused

PAGE_WIDTH = 860
PRINT_DPI = 300
POINTS_AN_INCH = 72


class PrintDialog(QDialog):
    """Shows the pages one by one; `record` puts the printing on record before it happens.

    When the record is refused nothing is printed; paper without a record would be worse.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        pdf: bytes,
        file_name: str,
        record: Callable[[PrintDialog, Path | None], bool],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 690)
        self.pdf = pdf
        self._file_name = file_name
        self._record = record
        self._pages = page_count(pdf)
        self._at = 0
        self.bar = MessageBar(self)
        self.paper = QLabel()
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidget(self.paper)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(self.bar)
        layout.addWidget(scroller, 1)
        layout.addLayout(self._foot())
        self.show_page(0)

    def _foot(self) -> QHBoxLayout:
        self.page_words = QLabel()
        self.page_words.setProperty("look", "muted")
        self.back_button = self._button(
            "back", "上一页", "left", "PgUp", lambda: self.show_page(-1)
        )
        self.next_button = self._button(
            "next", "下一页", "right", "PgDown", lambda: self.show_page(1)
        )
        self.save_button = self._button("save_pdf", "保存 PDF", "pdf", "Ctrl+S", self.choose_file)
        self.print_button = self._button("print", "打印", "print", "Ctrl+P", self.choose_printer)
        self.print_button.setProperty("look", "primary")
        self.print_button.setIcon(primary_icon("print"))
        close = self._button("close", "关闭", "close", "Esc", self.reject)
        foot = QHBoxLayout()
        for widget in (self.back_button, self.page_words, self.next_button):
            foot.addWidget(widget)
        foot.addStretch(1)
        for widget in (close, self.save_button, self.print_button):
            foot.addWidget(widget)
        return foot

    @staticmethod
    def _button(name: str, text: str, icon_name: str, key: str, slot: object) -> QPushButton:
        button = QPushButton(f" {text}")
        button.setObjectName(name)
        button.setShortcut(QKeySequence(key))
        button.setToolTip(f"{text}（{key_text(key)}）")
        button.setIcon(icon(icon_name))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def show_page(self, step: int) -> None:
        """Show the page so many pages further on."""
        self._at = max(0, min(self._pages - 1, self._at + step))
        self.paper.setPixmap(QPixmap.fromImage(_image(page_image(self.pdf, self._at, PAGE_WIDTH))))
        self.page_words.setText(f"第 {self._at + 1} 页 共 {self._pages} 页")
        self.back_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at < self._pages - 1)

    def choose_file(self) -> None:
        """Ask where to save the PDF."""
        choose_to_save(self, "保存 PDF", self._file_name, "PDF 文件 (*.pdf)", self.save_to)

    def save_to(self, path: str) -> None:
        """Save the very bytes that were shown."""
        target = Path(path)
        unfinished = target.with_name(target.name + ".new")
        try:
            unfinished.write_bytes(self.pdf)
            if target.exists():
                # A folder, or held open by a reader: said before the printing is on record.
                target.open("r+b").close()
            if self._record(self, target):
                unfinished.replace(target)
                self.accept()
            else:
                unfinished.unlink()
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            self.bar.say("没有存成，可能是没有写入的权限或磁盘已满。请换一个文件夹再存。")

    def choose_printer(self) -> None:
        """Ask for the printer and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        chooser = QPrintDialog(printer, self)
        chooser.setWindowTitle("打印")
        chooser.accepted.connect(lambda: self.print_on(printer))
        chooser.setWindowModality(Qt.WindowModality.WindowModal)
        chooser.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print every page on this printer."""
        if not self._record(self, None):
            return
        painter = QPainter()
        for number in range(self._pages):
            wide = page_size(self.pdf, number)[0] * PRINT_DPI / POINTS_AN_INCH
            image = _image(page_image(self.pdf, number, round(wide)))
            _orient(printer, image)
            if number == 0 and not painter.begin(printer):
                self.bar.say("打印机没有应答。请检查打印机，或先保存 PDF。")
                return
            if number:
                printer.newPage()
            sheet = printer.pageLayout().fullRectPixels(printer.resolution()).size()
            size = image.size().scaled(sheet, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(QPoint(0, 0), size), image)
        painter.end()
        self.accept()

    def refuse(self, refusal: Refused) -> None:
        """Show why the printing was not recorded."""
        self.bar.refuse(refusal)


def _image(page: PageImage) -> QImage:
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()


def _orient(printer: QPrinter, image: QImage) -> None:
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    wide = image.width() > image.height()
    orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(orientation)
