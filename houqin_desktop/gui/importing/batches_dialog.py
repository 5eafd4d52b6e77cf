"""导入批次: every ledger that came in, what it brought, and the way to take it back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.panel import RegisterPanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QMessageBox, QWidget

    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.commands import Result


class BatchesDialog(PassingDialog):
    """Lists the batches; `shown` asks for what one brought, `importing` for a new one."""

    shown = Signal(str)
    importing = Signal()

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("导入批次")
        self.resize(1160, 560)
        self.bar = MessageBar(self)
        start = dialog_button(" 导入台账", "import", self._import)
        self.panel = RegisterPanel(
            desk,
            "batches",
            search_hint="搜索 批次号 / 文件",
            empty=EmptyState("batch", "还没有导入过台账", "旧台账的文件不用整理。", [start]),
        )
        self.panel.chosen_changed.connect(self._show_state)
        self.panel.view.opened.connect(lambda _key: self.look_at())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self.panel.head("导入批次"))
        layout.addWidget(self.bar)
        layout.addWidget(self.panel, 1)
        layout.addLayout(self._foot())
        self.panel.begin_with_first()
        self._show_state()

    def _foot(self) -> QHBoxLayout:
        self.undo_button = dialog_button(" 撤回导入…", "withdraw", self.ask_to_undo)
        self.look_button = dialog_button(" 看这一批的卡片", "assets", self.look_at)
        close = dialog_button("关闭", "close", self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.undo_button)
        foot.addStretch(1)
        foot.addWidget(self.look_button)
        foot.addWidget(close)
        return foot

    def _show_state(self) -> None:
        batch = self.panel.chosen_cells()
        gone = batch.get("状态") == "已撤回"
        forbidden = self._desk.permissions.reason("undo_import")
        reason = "请先选一批" if not batch else "这一批已经撤回" if gone else ""
        of_stock = _of_stock(batch)
        self.look_button.setText(" 看这一批的物品" if of_stock else " 看这一批的卡片")
        self.look_button.setIcon(icon("batch" if of_stock else "assets"))
        self.look_button.setEnabled(not reason)
        self.look_button.setToolTip(reason)
        self.undo_button.setEnabled(not (reason or forbidden))
        self.undo_button.setToolTip(forbidden or reason)

    def look_at(self) -> None:
        """Show the cards of the chosen batch, or its slips and items, in the register."""
        if self.look_button.isEnabled():
            self.shown.emit(str(self.panel.chosen_cells()["批次号"]))
            self.accept()

    def _import(self) -> None:
        self.accept()
        self.importing.emit()

    def ask_to_undo(self) -> QMessageBox:
        """Ask before a batch is taken back; it can only be brought in anew."""
        batch = self.panel.chosen_cells()
        number = str(batch["批次号"])
        return ask(
            self,
            f"撤回批次 {number} 吗？",
            f"“{batch['文件']}”{_what_goes(batch)}。以后要用，须把文件重新导入。",
            [("撤回这一批", lambda: self.undo(number))],
            "不撤回",
        )

    def undo(self, number: str) -> None:
        """Take a batch back whole, once the password was given again where one is set."""
        from houqin_desktop.gui.operators.confirm_dialog import confirm_password

        reason = "撤回导入会作废整批卡片或物品，要再输一次密码。"
        confirm_password(self, self._desk, reason, lambda: self._take_back(number))

    def _take_back(self, number: str) -> None:
        from houqin_desktop.services.importing.undo import UndoImport

        self.bar.hide()

        def work(progress: Progress) -> Result:
            return self._desk.session.run(UndoImport(batch=number, tick=progress))

        lend(self, self._desk, "正在撤回导入", work, done=self._undone, refused=self.refuse)

    def _undone(self, result: Result) -> None:
        self._desk.bus.changed.emit(result.changes)
        self._desk.say(f"已撤回 · {result.number}")
        self.panel.refresh()
        # The button that had the cursor can do nothing more.
        self.panel.view.setFocus()

    def refuse(self, refusal: Refused) -> None:
        """Show why the batch stays."""
        self.bar.refuse(refusal)


def _of_stock(batch: Mapping[str, object]) -> bool:
    return batch.get("种类") == LedgerKind.STOCK.label


def _what_goes(batch: Mapping[str, object]) -> str:
    """Say what becomes of that which a batch brought and corrected."""
    new, corrected = batch["新增"], batch["更新"]
    if _of_stock(batch):
        goes = f"新增的 {new} 行所登记的物品停用，" if new else ""
        again = "；改过的物品恢复原样" if corrected else ""
        return f"{goes}期初入库单撤销{again}"
    goes = f"新增的 {new} 张卡片离开台账，编号可以再用" if new else ""
    again = f"更新过的 {corrected} 张恢复原样" if corrected else ""
    return "；".join(filter(None, (goes, again)))
