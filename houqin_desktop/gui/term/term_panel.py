"""The chosen plan: whom things are handed to, what is needed, what is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from houqin_desktop.gui.plain_table import PlainTable

if TYPE_CHECKING:
    from houqin_desktop.services.term.needs import ItemNeed
    from houqin_desktop.services.term.view import CheckView, GroupView, TermView

GROUP_TITLES: Final = ("发放对象", "年级", "班数", "人数", "领用人", "应发", "未发", "领用单")
ITEM_TITLES: Final = ("物品", "单位", "需求", "已发", "未发", "库存", "需购", "规格型号")
CHECK_TITLES: Final = ("检查", "项目", "计划日期", "负责人", "完成日期", "检查人", "情况")


class TermPanel(QWidget):
    """Groups, items and checks of one plan, one table below the other."""

    chosen = Signal()
    group_opened = Signal()
    check_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view: TermView | None = None
        self.heading = QLabel()
        self.heading.setProperty("look", "heading")
        self.missing = QLabel()
        self.missing.setProperty("look", "muted")
        self.missing.setWordWrap(True)
        self.groups = PlainTable(
            GROUP_TITLES, (120, 70, 50, 60, 110, 70, 70, 200), figures=(2, 3, 5, 6)
        )
        self.groups.setAccessibleName("发放对象")
        self.items = PlainTable(
            ITEM_TITLES, (200, 60, 80, 80, 80, 80, 80, 160), figures=(2, 3, 4, 5, 6)
        )
        self.items.setAccessibleName("需求、库存和需购")
        self.checks = PlainTable(CHECK_TITLES, (80, 220, 100, 80, 100, 80, 200), pills=0)
        self.checks.setAccessibleName("开学前检查")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.missing)
        column.addWidget(self.groups, 4)
        column.addWidget(self.items, 4)
        column.addWidget(self.checks, 3)
        for table in (self.groups, self.checks):
            table.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit())
        self.groups.activated.connect(lambda _index: self.group_opened.emit())
        self.checks.activated.connect(lambda _index: self.check_opened.emit())

    def show_plan(self, view: TermView | None) -> None:
        """Show a plan; the check that was chosen stays so."""
        check = self.check
        self.view = view
        if view is None:
            self.heading.setText("还没有选中开学计划")
            self.missing.clear()
            for table in (self.groups, self.items, self.checks):
                table.lines.show([])
            return
        self.heading.setText(f"{view.code}　{view.title}　{view.plan.begins_on}开学　{view.state}")
        self.missing.setText("；".join(view.missing) or "都办好了。")
        self.groups.lines.show([_group(one) for one in view.groups])
        self.items.lines.show([_item(one) for one in view.items])
        self.checks.lines.show([_check(one) for one in view.checks])
        titles = [one.row.title for one in view.checks]
        if check is not None and check.row.title in titles:
            self.checks.selectRow(titles.index(check.row.title))

    @property
    def check(self) -> CheckView | None:
        """Return the chosen line of the check list."""
        at = self.checks.currentIndex().row()
        known = [] if self.view is None else self.view.checks
        return known[at] if 0 <= at < len(known) else None


def _group(one: GroupView) -> tuple[str, ...]:
    return (
        one.row.name,
        one.grade,
        f"{one.classes:,}" if one.classes else "",
        f"{one.heads:,}",
        one.taker or "待补",
        f"{one.wanted:,}",
        f"{one.open:,}",
        "、".join(one.numbers),
    )


def _item(one: ItemNeed) -> tuple[str, ...]:
    figures = (one.need.wanted, one.need.handed, one.need.open, one.need.lying, one.need.to_buy)
    return (
        one.item.name,
        one.item.unit,
        *(f"{figure:,}" if figure else "—" for figure in figures),
        one.item.specification,
    )


def _check(one: CheckView) -> tuple[str, ...]:
    row = one.row
    return (
        "已完成" if row.done_on is not None else "待办",
        row.title,
        "" if row.planned_on is None else row.planned_on.isoformat(),
        one.responsible,
        "" if row.done_on is None else row.done_on.isoformat(),
        one.done_by,
        row.remarks,
    )
