"""The page 人员与岗位: people, their posts, departments, operators."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from houqin_desktop.domain.people import Post
from houqin_desktop.gui.operators import operator_actions
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.list_tabs import ListTabs
from houqin_desktop.gui.registers.panel import RegisterPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

LISTS: Final = (
    ("posts", "岗位任期", "搜索 岗位 / 姓名"),
    ("people", "人员", "搜索 姓名 / 编号 / 拼音首字母"),
    ("departments", "部门", "搜索 部门"),
    ("operators", "操作员", "搜索 姓名 / 编号 / 拼音首字母"),
)
FIRST_ACTION: Final = {
    "posts": "people.appoint",
    "people": "people.add_person",
    "departments": "people.add_department",
    "operators": "operators.add",
}


EMPTY: Final = {
    "posts": ("post", "谁从哪天起担任什么岗位；单据上的签字人由此而来。", "people.appoint"),
    "people": ("people", "登记教职工，资产才有使用人、责任人和保管人。", "people.add_person"),
    "departments": ("department", "登记部门，资产才能按部门汇总。", "people.add_department"),
    "operators": ("lock", "没有操作员时不用登录，由总保管员管理账簿。", "operators.add"),
}
# Papers of the chosen row: the list that has it, the report, the column that names it.
PAPERS: Final = {
    "people.print_custody": ("people", "custody_list", "人员编号", "请先选一位人员"),
}
USUAL_BUTTONS: Final = ("people.appoint", "people.end", "people.handover")


class PeoplePage(Page):
    """Four lists; the primary button adds to the list shown."""

    title = "人员与岗位"
    icon_name = "people"
    action_id = "page.people"
    usual_menu = (
        "people.add_person",
        "people.add_department",
        "people.correct",
        "",
        "people.appoint",
        "people.end",
        "people.handover",
        "",
        *PAPERS,
    )
    menu = (*usual_menu, "", *operator_actions.MENU)
    registers = tuple(name for name, *_ in LISTS)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._bind()
        self.tabs = ListTabs(self)
        self.panels = {
            name: self.tabs.add(title, self._list(name, title, hint)) for name, title, hint in LISTS
        }
        self._arrange()
        for panel in self.panels.values():
            panel.chosen_changed.connect(self.actions_of_page.refresh)
            panel.totals_changed.connect(self.status_changed)
            menu = QMenu(self)
            self.actions_of_page.fill(menu, self.menu_of(panel))
            panel.view.set_menu(menu)

    def _list(self, name: str, title: str, hint: str) -> RegisterPanel:
        empty = self._empty(name, title)
        return RegisterPanel(self.desk, name, search_hint=hint, empty=empty, parent=self.tabs.stack)

    def _empty(self, name: str, title: str) -> EmptyState:
        """Say what an empty list is for, with the button that begins it."""
        picture, hint, action_id = EMPTY[name]
        button = self.actions_of_page.button(action_id)
        return EmptyState(picture, f"还没有{title}", hint, (button,))

    def _bind(self) -> None:
        bind = self.actions_of_page.bind
        bind("people.add_person", self.add_person)
        bind("people.add_department", self.add_department)
        bind("people.correct", self.correct_name, self._reason_to_correct)
        bind("people.appoint", self.appoint)
        bind("people.end", self.end_appointment, self._reason_to_end)
        bind("people.handover", self.hand_over)
        for action_id, (name, _, _, words) in PAPERS.items():
            choose = partial(self._reason_to_choose, name, words)
            bind(action_id, partial(self.print_paper, action_id), choose)
        operator_actions.OperatorActions(self)

    def _arrange(self) -> None:
        self.primary = self.actions_of_page.button("people.appoint", primary=True)
        self.top.addWidget(self.primary)
        self.others = [
            self.actions_of_page.button(action_id)
            for action_id in (*USUAL_BUTTONS, *operator_actions.BUTTONS)
        ]
        self.papers = [self.actions_of_page.button(action_id) for action_id in PAPERS]
        for button in (*self.others, *self.papers):
            self.top.addWidget(button)
        self.top.addStretch(1)
        tabs = self.tabs
        self.lists, self.stack = tabs.bar, tabs.stack
        self.lists.currentChanged.connect(self.show_list)
        self.top.addWidget(tabs.searches)
        self.body.addLayout(tabs.line)
        self.body.addWidget(self.stack, 1)
        self.show_list(0)

    def menu_of(self, panel: RegisterPanel) -> Sequence[str]:
        operators = panel is self.panels["operators"]
        return operator_actions.MENU if operators else self.usual_menu

    @property
    def panel(self) -> RegisterPanel:
        """Return the list shown."""
        return self.panels[self.name]

    @property
    def name(self) -> str:
        """Return the name of the list shown."""
        return LISTS[self.stack.currentIndex()][0]

    def show_list(self, at: int) -> None:
        """Show the list of this number and make its first action the primary one."""
        self.tabs.show_at(at)
        first = FIRST_ACTION[self.name]
        self.primary.show_action(self.actions_of_page[first])
        for button in self.others:
            here = operator_actions.BUTTONS if self.name == "operators" else USUAL_BUTTONS
            button.setVisible(button.objectName() in here and button.objectName() != first)
        for paper in self.papers:
            paper.setVisible(PAPERS[paper.objectName()][0] == self.name)
        self.actions_of_page.refresh()
        self.status_changed.emit()

    def chosen(self) -> dict[str, object] | None:
        """Return the chosen row as title to value."""
        rows = self.panel.view.chosen_rows()
        return self.panel.model.record(rows[0]) if len(rows) == 1 else None

    def add_person(self) -> None:
        """Open 新增人员."""
        from houqin_desktop.gui.people.dialogs import add_person_dialog

        add_person_dialog(self, self.desk).open()

    def correct_name(self) -> None:
        """Open 更正名称 for the chosen person or department."""
        from houqin_desktop.gui.people.dialogs import correct_name_dialog

        row = self.chosen()
        if row is not None:
            correct_name_dialog(self, self.desk, self.name, row).open()

    def _reason_to_correct(self) -> str:
        named = self.name in ("people", "departments")
        return "" if named and self.chosen() is not None else "请先选一个人或部门"

    def add_department(self) -> None:
        """Open 新增部门."""
        from houqin_desktop.gui.people.dialogs import add_department_dialog

        add_department_dialog(self, self.desk).open()

    def appoint(self) -> None:
        """Open 任命, for the chosen person where one is chosen."""
        from houqin_desktop.gui.people.dialogs import AppointDialog

        row = self.chosen() if self.name in ("people", "posts") else None
        person = str(row["人员编号"]) if row is not None else None
        AppointDialog(self, self.desk, person).open()

    def hand_over(self) -> None:
        """Open 办交接清册, of the chosen person where one is chosen."""
        from houqin_desktop.gui.handover.dialog import HandoverDialog

        row = None if self.name == "departments" else self.chosen()
        HandoverDialog(self, self.desk, {} if row is None else {"giver": row["人员编号"]}).open()

    def end_appointment(self) -> None:
        """Open 结束任期 for the chosen appointment."""
        from houqin_desktop.gui.people.dialogs import end_appointment_dialog

        row = self.chosen()
        assert row is not None
        post = Post.from_label(str(row["岗位"]))
        assert post is not None
        dialog = end_appointment_dialog(
            self,
            self.desk,
            person=str(row["人员编号"]),
            post=post,
            storeroom=str(row["保管室"]) if post.needs_storeroom else None,
        )
        dialog.open()

    def print_paper(self, action_id: str) -> None:
        """Preview a paper of the chosen room or person."""
        from houqin_desktop.gui.reports.papers import print_report

        _, report, column, _ = PAPERS[action_id]
        row = self.chosen()
        assert row is not None
        print_report(self, report, str(row[column]))

    def _reason_to_choose(self, name: str, words: str) -> str:
        return "" if self.name == name and self.chosen() is not None else words

    def _reason_to_end(self) -> str:
        row = self.chosen() if self.name == "posts" else None
        if row is None:
            return "请先在“岗位任期”里选一个任期"
        return "" if row["状态"] == "在任" else "这个任期不在任上，不用结束"

    def status_texts(self) -> tuple[str, str]:
        if self.name != "departments":
            return "", ""
        return super().status_texts()
