"""检查数据: every invariant of the book with what was looked at and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.plain_table import PlainTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.services.check.invariants import CheckReport

TITLES: Final = ("结果", "编号", "核对内容", "核对数", "发现的问题")
WIDTHS: Final = (84, 60, 280, 80, 200)
WHAT_TO_DO: Final = (
    "请先不要继续记账。请点“恢复备份”，选出问题以前最近的一份：现在的账簿会先另存，不会丢；"
    "恢复以后会再检查一遍，仍有不符就换更早的一份。备份以后登记的内容请按纸质单据补登。"
)


def show_check(parent: QWidget, actions: ActionSet, report: CheckReport) -> None:
    """List the outcome of a check; from one with faults a button leads to the backups."""
    dialog = CheckDialog(parent, report)
    restore = actions["book.restore"]
    dialog.restore_button.setEnabled(restore.isEnabled())
    dialog.restore_button.setToolTip(restore.toolTip())
    dialog.restore_wanted.connect(restore.trigger)
    dialog.open()


class CheckDialog(PassingDialog):
    """Lists the outcome of a check; `restore_wanted` says that a backup shall take its place."""

    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None, report: CheckReport) -> None:
        super().__init__(parent)
        self.setWindowTitle("检查数据")
        self.resize(900, 620)
        wrong = sum(not one.ok for one in report.invariants)
        title = QLabel("账簿自洽，没有发现问题" if report.ok else f"有 {wrong} 项核对不上")
        title.setProperty("look", "title")
        head = QLabel(f"流水共 {report.seq:,} 条，最后一条的校验值 {report.hash[:8]}")
        head.setProperty("look", "muted")
        self.table = PlainTable(TITLES, WIDTHS, pills=0)
        self.table.lines.show(
            [
                (
                    "符合" if one.ok else "不符",
                    one.id,
                    one.title,
                    f"{one.checked:,}",
                    "；".join(one.faults),
                )
                for one in sorted(report.invariants, key=lambda one: one.ok)
            ]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(head)
        self.warning = MessageBar(self, kind="notice")
        layout.addWidget(self.warning)
        if said := "\n".join(filter(None, ("" if report.ok else WHAT_TO_DO, report.warning))):
            self.warning.say(said)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._foot(report))

    def _foot(self, report: CheckReport) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.restore_button = dialog_button(" 恢复备份…", "history", self.accept, name="restore")
        self.restore_button.clicked.connect(self.restore_wanted)
        self.restore_button.setHidden(report.ok)
        foot.addWidget(self.restore_button)
        foot.addWidget(dialog_button(" 关闭", "close", self.accept))
        return foot
