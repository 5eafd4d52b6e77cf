"""The page 开学与配备: what a term needs and hands out, and what everybody should have.

Plans, needs and kits are about the term; lists (名单), rules and who lacks what are about 配备标准.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QStackedWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.list_tabs import ListTabs
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.gui.term.roster_actions import RosterActions
from houqin_desktop.gui.term.row_panel import RowPanel
from houqin_desktop.gui.term.term_actions import TermActions
from houqin_desktop.gui.term.term_panel import TermPanel
from houqin_desktop.services.term.finding import plan_key
from houqin_desktop.services.term.view import TermView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

PLANS: Final = "term_plans"
LISTS: Final = (
    (PLANS, "开学计划", "搜索 学期 / 编号"),
    ("term_needs", "开学需求", "搜索 物品 / 学期 / 拼音首字母"),
    ("kits", "套餐", "搜索 套餐 / 物品 / 年级"),
    ("rosters", "名单", "搜索 名单 / 成员"),
    ("equipment_rules", "配备标准", "搜索 配什么 / 配给谁"),
    ("equipment", "配备情况", "搜索 姓名 / 部门 / 物品"),
)
EMPTY: Final = {
    PLANS: ("calendar", "还没有开学计划", "春秋两季各开一份：人数乘套餐减库存，就是要买的。"),
    "term_needs": ("batch", "没有需求", "有了发放对象和套餐，每样物品要多少、差多少就列在这里。"),
    "kits": ("batch", "还没有套餐", "一个班、一名学生、一名教师每学期各领哪几样，定成套餐。"),
    "rosters": ("people", "还没有名单", "班主任、中层以上、行政处室，谁在里面由学校自己列。"),
    "equipment_rules": (
        "check",
        "还没有配备标准",
        "处室一台打印机、班主任一台手提电脑。",
    ),
    "equipment": ("check", "没有可对照的", "定了名单和配备标准，谁缺、谁多就列在这里。"),
}
FIRST_ACTION: Final = {
    PLANS: "term.open",
    "term_needs": "term.open",
    "kits": "term.kit",
    "rosters": "equipment.roster",
    "equipment_rules": "equipment.rule",
    "equipment": "equipment.rule",
}
BUTTONS: Final = {
    PLANS: ("term.groups", "term.to_buy", "term.hand_out", "term.sign", "term.tick", "term.print"),
    "term_needs": ("term.kit",),
    "kits": ("term.change_kit", "term.withdraw_kit"),
    "rosters": ("equipment.join", "equipment.leave", "equipment.correct_roster"),
    "equipment_rules": ("equipment.change_rule", "equipment.withdraw_rule", "equipment.print"),
    "equipment": ("equipment.print",),
}
TERM_MENU: Final = (
    "term.open",
    "term.change",
    "term.groups",
    "term.checks",
    "term.tick",
    "",
    "term.to_buy",
    "term.hand_out",
    "term.sign",
    "term.print",
    "",
    "term.withdraw",
)
KIT_MENU: Final = ("term.kit", "term.change_kit", "term.withdraw_kit")
ROSTER_MENU: Final = (
    "equipment.roster",
    "equipment.join",
    "equipment.leave",
    "equipment.correct_roster",
    "equipment.withdraw_roster",
)
RULE_MENU: Final = (
    "equipment.rule",
    "equipment.change_rule",
    "equipment.withdraw_rule",
    "",
    "equipment.print",
)
MENUS: Final = {
    PLANS: TERM_MENU,
    "term_needs": KIT_MENU,
    "kits": KIT_MENU,
    "rosters": ROSTER_MENU,
    "equipment_rules": RULE_MENU,
    "equipment": RULE_MENU,
}
# What the chips of the lists are called.
FACETS: Final = {
    "plan": "学期",
    "to_buy": "需购",
    "provision": "配备",
    "rule": "标准",
    "in_use": "在用",
    "kind": "列什么",
}
_NARROW, _WIDE = [430, 894], [974, 350]


class TermPage(Page):
    """The lists on the left, the chosen plan or row on the right."""

    title = "开学与配备"
    icon_name = "calendar"
    value_word = "金额"
    action_id = "page.term"
    menu = (*TERM_MENU, "", *KIT_MENU, "", *ROSTER_MENU, "", *RULE_MENU)
    registers = tuple(name for name, *_ in LISTS)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: TermView | None = None
        self._stale = True
        TermActions(self).bind(self.actions_of_page)
        RosterActions(self).bind(self.actions_of_page)
        self.split = self.new_split("term")
        self.tabs = ListTabs(self, self.split)
        self.panels = {
            name: self.tabs.add(title, self._list(name, hint)) for name, title, hint in LISTS
        }
        self.plan = TermPanel()
        self.card = RowPanel(desk.session)
        self._arrange()
        for panel in self.panels.values():
            panel.chosen_changed.connect(self.show_chosen)
            panel.totals_changed.connect(self.status_changed)
            panel.model.reloaded.connect(self.show_chosen)
            panel.view.opened.connect(lambda _key: self._open_row())
            menu = QMenu(self)
            self.actions_of_page.fill(menu, self.menu_of(panel))
            panel.view.set_menu(menu)
        self.plan.chosen.connect(self.actions_of_page.refresh)
        self.plan.group_opened.connect(self.actions_of_page["term.groups"].trigger)
        self.plan.check_opened.connect(self.actions_of_page["term.tick"].trigger)
        desk.bus.changed.connect(self._note_change)
        self.show_list(0)

    def _list(self, name: str, hint: str) -> RegisterPanel:
        return RegisterPanel(
            self.desk,
            name,
            search_hint=hint,
            empty=self._empty(name),
            facets=FACETS,
            parent=self.tabs.stack,
        )

    def _empty(self, name: str) -> EmptyState:
        picture, title, hint = EMPTY[name]
        button = self.actions_of_page.button(FIRST_ACTION[name])
        return EmptyState(picture, title, hint, (button,))

    def _arrange(self) -> None:
        self.primary = self.actions_of_page.button("term.open", primary=True)
        self.top.addWidget(self.primary)
        wanted = dict.fromkeys(action for buttons in BUTTONS.values() for action in buttons)
        self.others = [self.actions_of_page.button(action_id) for action_id in wanted]
        for button in self.others:
            button.hide()
            self.top.addWidget(button)
        self.top.addStretch(1)
        tabs = self.tabs
        self.lists, self.stack = tabs.bar, tabs.stack
        self.lists.currentChanged.connect(self.show_list)
        self.top.addWidget(tabs.searches)
        self.body.addLayout(tabs.line)
        self.beside = QStackedWidget(self.split)
        self.beside.addWidget(self.plan)
        self.beside.addWidget(self.card)
        self.split.addWidget(self.stack)
        self.split.addWidget(self.beside)
        self.split.setStretchFactor(0, 1)
        self.body.addWidget(self.split, 1)

    def menu_of(self, panel: RegisterPanel) -> Sequence[str]:
        return MENUS[next(name for name, own in self.panels.items() if own is panel)]

    @property
    def name(self) -> str:
        """Return the name of the list shown."""
        return LISTS[self.stack.currentIndex()][0]

    @property
    def panel(self) -> RegisterPanel:
        """Return the list shown."""
        return self.panels[self.name]

    def show_list(self, at: int) -> None:
        """Show the list of this number, with what belongs beside it."""
        self.tabs.show_at(at)
        is_plan = self.name == PLANS
        self.beside.setCurrentWidget(self.plan if is_plan else self.card)
        self.split.setSizes(_NARROW if is_plan else _WIDE)
        first = FIRST_ACTION[self.name]
        self.primary.show_action(self.actions_of_page[first])
        self.show_only(self.others, BUTTONS[self.name])
        self._stale = True
        self.show_chosen()
        self.status_changed.emit()

    def chosen(self) -> dict[str, object] | None:
        """Return the chosen row as title to value, None unless it is one row."""
        rows = self.panel.view.chosen_rows()
        return self.panel.model.record(rows[0]) if len(rows) == 1 else None

    def chosen_in(self, name: str, title: str) -> str:
        """Return a cell of the chosen row, an empty text where another list is shown."""
        row = self.chosen() if self.name == name else None
        return "" if row is None else str(row[title] or "")

    def show_chosen(self) -> None:
        """Show what is chosen; of the plans the latest where none is."""
        self._stale = False
        try:
            if self.name == PLANS:
                code = self.chosen_in(PLANS, "计划编号") or self._latest()
                self.view = TermView(self.desk.session, code) if code else None
                self.plan.show_plan(self.view)
            else:
                self.card.show_row(self.name, self.chosen())
        except Refused as refusal:
            self.card.clear()
            self.refuse(refusal)
        self.actions_of_page.refresh()

    def _latest(self) -> str:
        model = self.panels[PLANS].model
        keys = model.keys()
        return str(model.register.rows(keys[:1])[0][0]) if keys else ""

    def _open_row(self) -> None:
        changes = {
            PLANS: "term.groups",
            "kits": "term.change_kit",
            "rosters": "equipment.join",
            "equipment_rules": "equipment.change_rule",
        }
        if self.name in changes:
            self.actions_of_page[changes[self.name]].trigger()

    def open_plan(self, code: str) -> None:
        """Choose the plan with this number, whatever the list was narrowed to.

        :raises Refused: when there is no such plan.
        """
        key = plan_key(code)
        self.show_register(PLANS)
        panel = self.panels[PLANS]
        panel.clear()
        panel.refresh()
        panel.view.choose([key])

    def refresh(self) -> None:
        self.panel.refresh()
        self.show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.show_chosen()

    def _note_change(self, _changes: object) -> None:
        self._stale = True
        if self.isVisible():
            self.show_chosen()

    def status_texts(self) -> tuple[str, str]:
        title = next(title for name, title, _ in LISTS if name == self.name)
        return "", f"{title} {len(self.panel.model.keys()):,} 项"
