"""What became of each scanned page; a page that no code told is filed here by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.forms.fields import QuantityField, TextField
from houqin_desktop.gui.icons import wear
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.plain_table import PlainTable
from houqin_desktop.services.papers.filing import Filed, file_page
from houqin_desktop.services.papers.returned import code_of_page, pages_wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.domain.returned import ScannedPage
    from houqin_desktop.gui.desk import Desk

TITLES: Final = ("结果", "文件", "单号", "页", "说明")
WIDTHS: Final = (96, 200, 110, 60, 300)
PICTURE_WIDTH: Final = 260
# A page whose code told that it is another paper's, or an older one, is not filed past that.
UNTOLD: Final = ("no_code", "foreign_code")


class ResultsDialog(PassingDialog):
    """Lists the pages; the chosen one is shown, and filed by hand where it was not."""

    def __init__(self, parent: QWidget, desk: Desk, pages: Sequence[Filed]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages = list(pages)
        self.setWindowTitle("收回扫描件")
        self.resize(1080, 620)
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.bar = MessageBar(self)
        self.table = PlainTable(TITLES, WIDTHS, pills=0)
        self.table.setAccessibleName("扫描的各页")
        self.picture = QLabel()
        self.picture.setFixedWidth(PICTURE_WIDTH)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.by_hand = _ByHand()
        self.by_hand.file.clicked.connect(self.file_by_hand)
        self._arrange()
        self._show()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_page())
        wrong = [at for at, one in enumerate(self._pages) if not one.ok]
        self.table.selectRow(wrong[0] if wrong else 0)

    def _arrange(self) -> None:
        self.side = QWidget()
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.picture, 1)
        side.addWidget(self.by_hand)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.table, 1)
        row.addWidget(self.side)
        close = dialog_button(" 关闭", "close", self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.bar)
        layout.addLayout(row, 1)
        layout.addWidget(self.words)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def chosen(self) -> int:
        """Return the row of the page that is shown."""
        return max(self.table.currentIndex().row(), 0)

    def _show(self) -> None:
        filed = sum(one.ok for one in self._pages)
        left = len(self._pages) - filed
        self.title.setText(f"归档 {filed} 页" + (f"，{left} 页没有归档" if left else ""))
        self.table.lines.show([_line(one) for one in self._pages])

    def _show_page(self) -> None:
        one = self._pages[self.chosen]
        self.words.setText(one.refused)
        self.side.setVisible(one.page is not None)
        self.by_hand.setVisible(one.refusal_code in UNTOLD)
        picture = QPixmap() if one.page is None else _picture(one.page)
        self.picture.setPixmap(picture)

    def file_by_hand(self) -> None:
        """File the chosen page under the number and page that were typed."""
        at = self.chosen
        one = self._pages[at]
        if one.page is None:
            return
        self.bar.hide()
        try:
            number, page, pages = self.by_hand.values()
            code = code_of_page(number, page, pages or pages_wanted(number) or page)
        except Refused as refusal:
            self.bar.refuse(refusal)
            return
        filed = file_page(self._desk.session, one.page, code)
        if not filed.ok:
            self.bar.say(filed.refused)
            return
        from houqin_desktop.services.changes import Changes

        self._desk.bus.changed.emit(Changes.of_tables(("returned_page",)))
        self._pages[at] = filed
        self._show()
        self.table.selectRow(at)
        self._show_page()


class _ByHand(QWidget):
    """Number, page and pages of a paper whose code could not be read."""

    def __init__(self) -> None:
        super().__init__()
        self.number = TextField("单号，例如 BF20260007")
        self.page = QuantityField("第几页")
        self.pages = QuantityField("共几页")
        for field, name in ((self.number, "单号"), (self.page, "第几页"), (self.pages, "共几页")):
            field.setAccessibleName(name)
        self.file = QPushButton(" 手工归档")
        self.file.setObjectName("by_hand")
        self.file.setAutoDefault(False)
        wear(self.file, "attach")
        pages = QHBoxLayout()
        pages.addWidget(self.page)
        pages.addWidget(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.number)
        column.addLayout(pages)
        column.addWidget(self.file)

    def values(self) -> tuple[str, int, int | None]:
        """Return what was typed.

        :raises Refused: where the number or the page is missing.
        """
        number, page = str(self.number.value() or ""), self.page.value()
        if not number or page is None:
            raise Refused("手工归档要写单号和第几页。请补上。", code="missing")
        return number, page, self.pages.value()


def _line(one: Filed) -> tuple[str, ...]:
    if one.code is None:
        return "没有归档", one.where, "", "", one.refused
    page = f"{one.code.page}/{one.code.pages}"
    return "已归档", one.where, one.code.number, page, one.state


def _picture(page: ScannedPage) -> QPixmap:
    if page.extension == ".pdf":
        from houqin_desktop.documents.preview import page_image
        from houqin_desktop.gui.printing.printer import qimage

        return QPixmap.fromImage(qimage(page_image(page.data, 0, PICTURE_WIDTH)))
    image = QImage.fromData(page.data)
    return QPixmap.fromImage(
        image.scaledToWidth(PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation)
    )
