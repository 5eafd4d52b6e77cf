"""Choosing a file to read and a place to save: the desktop's own chooser, or Qt's in Chinese.

Where the desktop has no chooser of its own Qt draws one, and its translation misses a few words;
they are given here, so that nothing English is left on the screen.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileInfo, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFileIconProvider

from houqin_desktop.gui.style_memory import forget_all_when_gone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QWidget

BACKUP_PATTERN = "备份 (*.zip)"
RESTORE_PATTERN = "备份或整本账簿 (*.zip *.houqin)"
NOWHERE = ":/"
_LABELS = {
    QFileDialog.DialogLabel.LookIn: "位置：",
    QFileDialog.DialogLabel.FileName: "文件名：",
    QFileDialog.DialogLabel.FileType: "类型：",
    QFileDialog.DialogLabel.Reject: "取消",
}


class _ChineseKinds(QFileIconProvider):
    """Names what a file is in Chinese, by its name alone.

    Qt's own provider reads into each file to choose its picture. On Linux, closing a file gives up
    every lock that the process holds on it, and with a look at the open book its lock would go.
    """

    def icon(self, of: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """Return the picture of a folder or a file; nothing is opened for it."""
        kinds = QFileIconProvider.IconType
        if not isinstance(of, QFileInfo):
            return super().icon(of)
        return super().icon(kinds.Folder if of.isDir() else kinds.File)

    def type(self, info: QFileInfo) -> str:
        if info.isDir():
            return "文件夹"
        return f"{info.suffix().upper()} 文件" if info.suffix() else "文件"


@cache
def _chinese_kinds() -> _ChineseKinds:
    """Return the one that serves every chooser: Qt would keep one for each."""
    return _ChineseKinds()


def choose_to_read(
    parent: QWidget,
    title: str,
    patterns: str,
    chosen: Callable[[str], object],
    *,
    folder: str = "",
) -> QFileDialog:
    """Open the chooser for one existing file; `chosen` gets its path.

    :param folder: where it begins, if it is there.
    """
    chooser = _chooser(parent, title, patterns, "打开")
    if folder and QDir(folder).exists():
        chooser.setDirectory(folder)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.fileSelected.connect(chosen)
    chooser.open()
    return chooser


def choose_several(
    parent: QWidget, title: str, patterns: str, chosen: Callable[[list[str]], object]
) -> QFileDialog:
    """Open the chooser for existing files; `chosen` gets their paths."""
    chooser = _chooser(parent, title, patterns, "打开")
    chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
    chooser.filesSelected.connect(chosen)
    chooser.open()
    return chooser


def choose_to_save(
    parent: QWidget, title: str, name: str, patterns: str, chosen: Callable[[str], object]
) -> QFileDialog:
    """Open the chooser for a place to save under this name; `chosen` gets the path."""
    chooser = _chooser(parent, title, patterns, "保存")
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setLabelText(QFileDialog.DialogLabel.Accept, "保存")
    chooser.setDefaultSuffix(name.rpartition(".")[2])
    chooser.selectFile(name)
    chooser.fileSelected.connect(chosen)
    chooser.open()
    return chooser


def choose_folder(parent: QWidget, title: str, chosen: Callable[[str], object]) -> QFileDialog:
    """Open the chooser for a folder; `chosen` gets its path."""
    chooser = _chooser(parent, title, "", "选这个文件夹")
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    chooser.fileSelected.connect(chosen)
    chooser.open()
    return chooser


def _chooser(parent: QWidget, title: str, patterns: str, accept: str) -> QFileDialog:
    places = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(places)
    start = folder if QDir(folder).exists() else QDir.homePath()
    # Dressed before it lists a folder; until then it stands where there is nothing to look into.
    chooser = QFileDialog(parent, title, NOWHERE, patterns)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setIconProvider(_chinese_kinds())
    chooser.setDirectory(start)
    for label, words in _LABELS.items():
        chooser.setLabelText(label, words)
    chooser.setLabelText(QFileDialog.DialogLabel.Accept, accept)
    chooser.resize(760, 480)
    forget_all_when_gone(chooser)
    return chooser
