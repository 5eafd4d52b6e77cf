"""The ribbon that says that everything in this book is invented."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from houqin_desktop.gui.icons import wear


class DemoRibbon(QFrame):
    """演示数据: shown over a demonstration book, so that it is never taken for the school's own."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ribbon")
        picture = QLabel()
        wear(picture, "demo", "amber")
        words = QLabel("演示数据 · 人名和金额都是编的，可以随意试")
        self.leave = QPushButton("退出演示，用学校自己的账簿")
        self.leave.setObjectName("leave_demo")
        self.leave.setProperty("look", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(picture)
        row.addWidget(words)
        row.addWidget(self.leave)
        row.addStretch(1)
