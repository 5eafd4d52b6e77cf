"""Ribbons over the page: what holds for the whole book, and the way out of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from houqin_desktop.gui.icons import wear


class Ribbon(QFrame):
    """A drawing, a few words and a link, as long as what they say is so."""

    def __init__(self, drawing: str, words: str, link: str) -> None:
        super().__init__()
        self.setObjectName("ribbon")
        picture = QLabel()
        wear(picture, drawing, "amber")
        self.link = QPushButton(link)
        self.link.setProperty("look", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(picture)
        self.words = QLabel(words)
        row.addWidget(self.words)
        row.addWidget(self.link)
        row.addStretch(1)


def demo_ribbon() -> Ribbon:
    """Return what is shown over a demonstration book, never to be taken for the school's own."""
    return Ribbon("demo", "演示数据 · 人名和金额都是编的，可以随意试", "退出演示，用学校自己的账簿")


def doubt_ribbon() -> Ribbon:
    """Return what is shown over a book that is only looked at until somebody decides about it."""
    return Ribbon("warning", "账簿与本机记得的不符，只能看，不能记账", "怎么办…")


def fault_ribbon() -> Ribbon:
    """Return what is shown over a book in which the check beside a backup found something wrong."""
    return Ribbon("warning", "备份时核对账簿，有几项对不上", "检查数据…")


def clock_ribbon() -> Ribbon:
    """Return what is shown as long as the clock of the computer may be wrong."""
    return Ribbon("warning", "电脑时钟可能不对", "怎么办…")
