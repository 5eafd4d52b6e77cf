"""随附文件: the form that keeps a file with a slip, and the files of a slip one at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence, QShortcut

from houqin_desktop.documents.layout import replace_file
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.file_choosers import choose_to_save
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.loan.photo_dialog import PhotoDialog
from houqin_desktop.services.slips.documents import (
    AttachDocument,
    DropDocument,
    document_pictures,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.assets.pictures import CardPicture
    from houqin_desktop.services.draft import Draft

FILES: Final = "扫描件和照片 (*.pdf *.jpg *.jpeg *.png)"


def attach_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 附文件 for a slip."""
    dialog = DraftDialog(
        parent,
        desk,
        f"附文件 {number}",
        AttachDocument,
        known={"number": number},
        fields={"file": FileField("文件", FILES)},
        done="已附文件",
        adds_again=True,
    )
    dialog.help_text = "报价单、合同、政府采购计划、发票、送货单，扫描或拍照以后附在单据上。"
    dialog.field("title").setPlaceholderText("如：报价单、合同、发票")
    return dialog


class FilesDialog(PhotoDialog):
    """Shows kept files; of a PDF the first page, the whole of it is kept elsewhere.

    :param pictures: the files as they stand now.
    :param drop: the draft that takes the file of this number off; without it none is taken off.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        pictures: Callable[[], tuple[CardPicture, ...]],
        drop: Callable[[int], Draft] | None = None,
    ) -> None:
        self._desk, self._pictures, self._drop = desk, pictures, drop
        super().__init__(parent, title, pictures())
        keep = dialog_button(" 另存一份(&S)", "save", self.keep)
        keep.setToolTip("存到别处再打开，几页的扫描件看全")
        self.foot.insertWidget(2, keep)
        if drop is not None:
            take_off = dialog_button(" 取下(&D)", "clear", self.take_off)
            take_off.setToolTip("不属于这里的取下来，按 Ctrl+Z 恢复（Del）")
            QShortcut(QKeySequence("Del"), self, self.take_off)
            self.foot.insertWidget(3, take_off)

    def keep(self) -> None:
        """Write a copy of the file shown to where somebody wants it."""
        shown = self.photo
        name = f"{shown.name.replace('　', ' ').removesuffix(shown.path.suffix)}{shown.path.suffix}"
        choose_to_save(self, "另存一份", name, f"文件 (*{shown.path.suffix})", self._copy)

    def _copy(self, path: str) -> None:
        try:
            replace_file(Path(path), self.photo.path.read_bytes())
        except OSError:
            self.fault.setText("没有存成。请检查文件夹和磁盘空间，或从备份找回附件。")
            self.fault.setVisible(True)

    def take_off(self) -> None:
        """Take the file shown off; its content stays."""
        assert self._drop is not None
        if run_command(self, self._desk, self._drop(self.photo.ordinal), done="已取下") is None:
            return
        self.photos = self._pictures()
        if self.photos:
            self.step(0)
        else:
            self.accept()

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""
        self.fault.setText(refusal.sentence)
        self.fault.setVisible(True)


class DocumentsDialog(FilesDialog):
    """Shows the files of a slip."""

    def __init__(self, parent: QWidget, desk: Desk, number: str) -> None:
        super().__init__(
            parent,
            desk,
            f"随附文件 {number}",
            partial(document_pictures, number),
            lambda at: DropDocument(number=number, document=at),
        )
