"""The card on the right of 采购: a paper on its way, a budget line, a supplier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.slips.panel import LONGEST_LIST, SlipPanel
from houqin_desktop.services.registers.listing import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from houqin_desktop.services.session import Session

_BUDGET: Final = ("预算金额", "已申请未验收", "已支出", "余额")
_SUPPLIER: Final = ("税号", "联系人", "采购次数", "迟交次数", "退换件数", "备注")


class ProcurementPanel(SlipPanel):
    """Shows a paper, a line of the budget with its requests, a supplier with its purchases."""

    tells_paragraphs = True

    def __init__(self, session: Session) -> None:
        super().__init__("选一张单据，看它办到哪一步。")
        self._session = session

    def show_budget(self, row: Mapping[str, object]) -> None:
        """Show a line of the budget."""
        self.begin()
        self.add_title(f"{row['年度']} 年 {row['预算项目']}")
        self.add_pills([(str(row["状态"]), "")])
        self.add_fields([(title, _money(row[title])) for title in _BUDGET])
        self.add_fields([(title, str(row[title])) for title in ("经费来源", "部门", "备注")])
        own = (
            one
            for one in self._rows("requests")
            if one["预算项目"] == row["预算项目"]
            and str(one["申请日期"]).startswith(str(row["年度"]))
        )
        self._add_papers("用这项预算的申请", own, "申请部门", "批准金额")
        self.end()

    def show_supplier(self, row: Mapping[str, object]) -> None:
        """Show a supplier."""
        self.begin()
        self.add_title(str(row["供应商"]))
        self.add_pills([(str(row["状态"]), "")])
        self.add_fields([(title, str(row[title] or "")) for title in _SUPPLIER])
        self.add_fields([("验收金额", _money(row["验收金额"]))])
        own = (one for one in self._rows("purchases") if one["供应商"] == row["供应商"])
        self._add_papers("在这家买的", own, "状态", "金额")
        self.end()

    def _rows(self, name: str) -> list[dict[str, object]]:
        source = register(self._session, name)
        titles = [column.title for column in source.columns]
        rows = source.rows(source.index().keys)
        return [dict(zip(titles, row, strict=False)) for row in rows]

    def _add_papers(
        self, heading: str, rows: Iterable[Mapping[str, object]], said: str, money: str
    ) -> None:
        found = list(rows)
        self.add_heading(f"{heading} {len(found)}")
        self.add_fields(
            [
                (str(one["单号"]), f"{one[said]}，{_money(one[money])}")
                for one in found[:LONGEST_LIST]
            ]
        )
        if not found:
            self.add_note("没有。")


def _money(cell: object) -> str:
    return f"{format_money(cell)} 元" if isinstance(cell, int) else ""
