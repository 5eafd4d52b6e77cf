"""The card on the right of 开学与配备: a kit, a list, a rule, or what somebody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.side_panel import SidePanel
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.equipment.holdings import holdings
from houqin_desktop.services.equipment.verbs import find_rule
from houqin_desktop.services.roster.members import find_roster, members
from houqin_desktop.services.term.finding import find_kit, find_plan, lines_of_kit
from houqin_desktop.services.term.needs import needs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houqin_desktop.services.equipment.holdings import Holding
    from houqin_desktop.services.session import Session

HINT = "选一行，看它的内容。"


class RowPanel(SidePanel):
    """Shows the row that is chosen in a list."""

    def __init__(self, session: Session) -> None:
        super().__init__(HINT)
        self._session = session

    def show_row(self, name: str, row: Mapping[str, object] | None) -> None:
        """Show a row of the list of this name, or that none is chosen."""
        if row is None:
            self.clear()
            return
        shown = {
            "term_needs": self._show_need,
            "kits": self._show_kit,
            "rosters": self._show_roster,
            "equipment_rules": self._show_rule,
            "equipment": self._show_holding,
        }[name]
        self.begin()
        shown({title: str(cell if cell is not None else "") for title, cell in row.items()})
        self.end()

    def _show_need(self, row: dict[str, str]) -> None:
        self.add_title(f"{row['物品名称']} {row['规格型号']}".strip())
        self.add_pills([(row["学期"], "accent")])
        self.add_fields([(title, row[title]) for title in ("需求", "已发", "未发", "库存", "需购")])
        self.add_heading("谁要多少")
        needs = needs_of(self._session, find_plan(row["计划编号"]))
        shares = [one for one in needs.shares if one.item.code == row["物品编号"]]
        self.add_fields(
            [
                (
                    one.recipient.group.name,
                    f"{one.wanted:,} {one.item.unit}"
                    + (f"，{one.recipient.taker}" if one.recipient.taker else "")
                    + ("，已发" if not one.open else ""),
                )
                for one in shares
            ]
        )

    def _show_kit(self, row: dict[str, str]) -> None:
        self.add_title(row["套餐"])
        self.add_pills([(row["状态"], ""), (row["按什么配"], "accent")])
        self.add_fields([(title, row[title]) for title in ("套餐编号", "年级", "哪季")])
        self.add_heading("每份有什么")
        lines = lines_of_kit(find_kit(row["套餐编号"]))
        self.add_fields([(item.name, f"{count:,} {item.unit}") for item, count in lines])

    def _show_roster(self, row: dict[str, str]) -> None:
        roster = find_roster(row["名单"])
        found = members(roster, self._session.clock.today())
        self.add_title(roster.name)
        self.add_pills([(roster.kind.label, "accent")])
        self.add_heading(f"现有成员 {len(found)}")
        self.add_fields([("" if one.key == one.name else one.key, one.name) for one in found])

    def _show_rule(self, row: dict[str, str]) -> None:
        rule = find_rule(row["标准编号"])
        self.add_title(f"{rule.name}：{row['配给谁']} {rule.quantity:,}")
        self.add_pills([(row["状态"], "")])
        self.add_fields([(title, row[title]) for title in ("标准编号", "名称里的字", "国标分类")])
        found = holdings(self._today(), [rule])
        for heading, chosen in (
            ("缺的", [one for one in found if one.provision.lacking]),
            ("多的", [one for one in found if one.provision.surplus]),
        ):
            self.add_heading(f"{heading} {len(chosen)}")
            self.add_fields([(one.name, one.provision.verdict) for one in chosen])

    def _show_holding(self, row: dict[str, str]) -> None:
        rule = find_rule(row["标准编号"])
        self.add_title(f"{row['对象']}　{rule.name}")
        self.add_pills([(row["结果"], "")])
        self.add_fields([(title, row[title]) for title in ("配给谁", "应配", "实有")])
        self.add_heading("现有资产")
        for one in holdings(self._today(), [rule]):
            if one.name == row["对象"]:
                self._add_cards(one)

    def _add_cards(self, one: Holding) -> None:
        if not one.cards:
            self.add_note("没有。")
        for card in one.cards:
            acquired = f"{card.acquired_on} 取得，" if card.acquired_on else ""
            self.add_fields([(card.code, f"{card.name}，{acquired}{card.service}")])

    def _today(self) -> AsOf:
        today = self._session.clock.today()
        return AsOf(today, today)
