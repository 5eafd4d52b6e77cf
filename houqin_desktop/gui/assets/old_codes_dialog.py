"""旧代码待转: cards with an old code alone, each with a suggestion that a person accepts.

The suggestion of the chosen rows is taken as it is; another code is chosen for one card by 更正.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.services.assets.category_edition import acceptance, waiting_codes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.desk import Desk

NOTE = (
    "旧台账带来的代码留着不动，现行代码要有人认可才写进卡片。选中若干行，一次接受它们的建议；"
    "建议不对的，双击那一行另选。"
)


class OldCodesDialog(PassingDialog):
    """The list, and one button that accepts what is chosen in it."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("旧代码待转")
        self.resize(1080, 640)
        self.bar = MessageBar(self)
        self.panel = RegisterPanel(
            desk,
            "old_codes",
            search_hint="搜索 编号 / 名称 / 代码",
            empty=EmptyState("check", "没有待转的旧代码", "台账里的分类代码都是现行的。"),
        )
        self.accept_button = QPushButton(" 接受所选的建议")
        self.accept_button.setProperty("look", "primary")
        self.accept_button.setIcon(primary_icon("check"))
        self.accept_button.clicked.connect(self.accept_chosen)
        self.all_button = QPushButton(" 全选有把握的")
        self.all_button.setIcon(icon("check"))
        self.all_button.setToolTip("选中名称、俗名或资产名称与现行分类完全相同的")
        self.all_button.clicked.connect(self.choose_sure)
        self._arrange()
        self.panel.chosen_changed.connect(self._follow)
        self.panel.refreshed.connect(self._follow)
        self.panel.view.opened.connect(self._correct)
        self._follow()

    def _arrange(self) -> None:
        note = QLabel(NOTE)
        note.setProperty("look", "muted")
        note.setWordWrap(True)
        close = QPushButton(" 关闭")
        close.setIcon(icon("close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.all_button)
        foot.addStretch(1)
        for button in (self.accept_button, close):
            foot.addWidget(button)
        for button in (self.accept_button, self.all_button, close):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self.panel.head("旧代码待转"))
        layout.addWidget(note)
        layout.addWidget(self.bar)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)

    def _chosen(self) -> set[str]:
        model = self.panel.model
        rows = (model.record(row) for row in self.panel.view.chosen_rows())
        return {str(row["资产编号"]) for row in rows if row["建议代码"]}

    def _follow(self) -> None:
        count = len(self._chosen())
        reason = self._desk.permissions.reason("assign_categories")
        self.accept_button.setEnabled(bool(count) and not reason)
        self.accept_button.setText(f" 接受所选的建议（{count} 张）")
        self.accept_button.setToolTip(reason or "把所选各行的建议代码写进卡片，可以撤销")

    def choose_sure(self) -> None:
        """Choose the rows whose suggestion has the very name of a present category."""
        sure = {
            one.key
            for one in waiting_codes()
            if one.suggestion is not None and one.suggestion.is_sure
        }
        shown = self.panel.model.keys()
        self.panel.view.choose([key for key in shown if key in sure])
        self.panel.view.setFocus()

    def accept_chosen(self) -> None:
        """Write the suggested code into the chosen cards, as one command."""
        self.bar.hide()
        chosen = self._chosen()
        draft = acceptance([one for one in waiting_codes() if one.code in chosen])
        run_command(self, self._desk, draft, done=f"已转换 {len(chosen)} 张")

    def _correct(self, key: int) -> None:
        """Open 更正 on one card, to choose another code."""
        from houqin_desktop.gui.assets.asset_dialogs import CorrectDialog

        (row,) = self.panel.model.rows_of([key])
        dialog = CorrectDialog(self, self._desk, str(self.panel.model.record(row)["资产编号"]))
        dialog.open()
        dialog.field("category").setFocus()

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""
        self.bar.refuse(refusal)
