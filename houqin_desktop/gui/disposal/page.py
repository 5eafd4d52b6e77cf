"""The page 报废处置: every case with its route, and everything on its way out (待报废).

The primary button of the page is always the next step of the chosen case: print, record the
signature, write off, record what came in for the remains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.gui.disposal.case_actions import CaseActions
from houqin_desktop.gui.disposal.case_panel import CasePanel
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState, to_register_button
from houqin_desktop.gui.registers.list_tabs import ListTabs
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.services.disposal.case import disposal_case

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.papers.case_view import DisposalCase

NEXT_ACTION: Final = {
    "record_printing": "disposal.print",
    "record_signature": "disposal.sign",
    "change_disposal": "disposal.change",
    "write_off_disposal": "disposal.write_off",
    "record_residual": "disposal.residual",
    "post_reversal": "disposal.post_reversal",
}
OTHERS: Final = (
    "disposal.print",
    "disposal.change",
    "disposal.return",
    "disposal.reject",
    "disposal.withdraw",
)
EMPTY_HINT: Final = "在“资产台账”里选中要报废的资产，按“申请报废”，单子就出现在这里。"


class DisposalPage(Page):
    """Cases on the left, the chosen case on the right."""

    title = "报废处置"
    icon_name = "dispose"
    action_id = "page.disposal"
    menu = (
        "disposal.apply",
        "",
        "disposal.print",
        "disposal.blank",
        "disposal.sign",
        "disposal.scan",
        "disposal.change",
        "",
        "disposal.return",
        "disposal.reject",
        "disposal.withdraw",
        "",
        "disposal.appraise",
        "disposal.papers",
        "disposal.report",
        "disposal.pack",
        "",
        "disposal.write_off",
        "disposal.residual",
        "disposal.reverse",
        "disposal.post_reversal",
    )

    registers = ("pending", "disposals")
    assets_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.case: DisposalCase | None = None
        self.split = self.new_split("disposals")
        self.tabs = ListTabs(self, self.split)
        self.cases = RegisterPanel(
            desk,
            "disposals",
            search_hint="搜索 单号 / 申请人 / 资产",
            empty=EmptyState("dispose", "还没有报废报损单", EMPTY_HINT, (self._to_assets(),)),
            parent=self.tabs.stack,
        )
        self.pending = RegisterPanel(
            desk,
            "pending",
            search_hint="搜索 编号 / 名称 / 单号",
            empty=EmptyState("pending", "没有待报废的资产", EMPTY_HINT, (self._to_assets(),)),
            parent=self.tabs.stack,
        )
        self.panels = (
            self.tabs.add("待报废资产", self.pending),
            self.tabs.add("报废报损单", self.cases),
        )
        self.card = CasePanel()
        self.does = CaseActions(self)
        self.does.bind(self.actions_of_page)
        self._arrange()
        for panel in self.panels:
            panel.chosen_changed.connect(self.show_case)
            panel.totals_changed.connect(self.status_changed)
            panel.model.reloaded.connect(self.show_case)
            panel.view.opened.connect(lambda _key: self.primary.click())
            menu = QMenu(self)
            self.actions_of_page.fill(menu, self.menu)
            panel.view.set_menu(menu)
        desk.bus.changed.connect(self.show_case)
        self.show_case()

    def _to_assets(self) -> QPushButton:
        return to_register_button(self.assets_wanted.emit)

    def join(self, window: MainWindow) -> None:
        self.assets_wanted.connect(lambda: window.show_page("assets"))

    def _arrange(self) -> None:
        self.primary = self.actions_of_page.button("disposal.sign", primary=True)
        self.top.addWidget(self.primary)
        self.others = [self.actions_of_page.button(action_id) for action_id in OTHERS]
        for button in self.others:
            self.top.addWidget(button)
        self.top.addStretch(1)
        tabs = self.tabs
        self.lists, self.stack = tabs.bar, tabs.stack
        self.lists.currentChanged.connect(self._show_list)
        self.top.addWidget(tabs.searches)
        self.body.addLayout(tabs.line)
        self.split.addWidget(self.stack)
        self.split.addWidget(self.card)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([974, 350])
        self.body.addWidget(self.split, 1)
        self._show_list(0)

    def _show_list(self, at: int) -> None:
        self.tabs.show_at(at)
        self.show_case()
        self.status_changed.emit()

    @property
    def panel(self) -> RegisterPanel:
        """Return the list shown."""
        return self.panels[self.stack.currentIndex()]

    def chosen_number(self) -> str | None:
        """Return the number of the chosen case, in either list."""
        rows = self.panel.view.chosen_rows()
        key = self.panel.view.current_key()
        if not rows or key is None:
            return None
        row = next((r for r in rows if self.panel.model.key_at(r) == key), rows[0])
        return str(self.panel.model.record(row)["单号"] or "") or None

    def unapplied_codes(self) -> list[str]:
        """Return the 待报废 assets nobody has applied for: the chosen ones, or all in view."""
        if self.panel is not self.pending:
            return []
        model = self.pending.model
        rows = self.pending.view.chosen_rows() or range(model.rowCount())
        records = [model.record(row) for row in rows]
        return [str(one["资产编号"]) for one in records if not one["单号"]]

    def show_pending(self, query: str) -> None:
        """Show what is 待报废 and fits these words."""
        self.lists.setCurrentIndex(self.panels.index(self.pending))
        self.pending.clear()
        self.pending.search.setText(query)

    def open_case(self, number: str) -> None:
        """Choose the case with this number in the list of cases."""
        self.lists.setCurrentIndex(self.panels.index(self.cases))
        panel = self.cases
        panel.clear()
        panel.refresh()
        for row in range(panel.model.rowCount()):
            if panel.model.record(row)["单号"] == number:
                panel.view.choose([panel.model.key_at(row)])
                break

    def show_case(self, _changes: object = None) -> None:
        """Show the chosen case and make its next step the primary button."""
        number = self.chosen_number()
        try:
            self.case = disposal_case(number, self.desk.session.clock) if number else None
        except Refused as refusal:
            self.case = None
            self.refuse(refusal)
        self.card.show_case(self.case)
        next_command = self.case.next_command if self.case is not None else ""
        action_id = NEXT_ACTION.get(next_command, "disposal.print")
        text = self.case.next_title if self.case is not None and next_command else ""
        waiting = len(self.unapplied_codes()) if self.case is None else 0
        if waiting:
            action_id, text = "disposal.apply", f"申请报废 {waiting} 项"
        self.primary.show_action(self.actions_of_page[action_id], text=text)
        for button in self.others:
            button.setVisible(button.objectName() != action_id)
        self.actions_of_page.refresh()

    def refresh(self) -> None:
        self.panel.refresh()
        self.show_case()

    def reason_unless(self, *states: VoucherState) -> str:
        """Return why an action can't be done now: no case, or one that is not so far."""
        if self.case is None:
            return "请先选一张报废报损单"
        if self.case.state not in states:
            return f"{self.case.number} 现在是“{self.case.state_label}”，不能这样做"
        return ""
