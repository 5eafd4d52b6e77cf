"""The card on the right of 责任状: a letter, who has not signed, a tenant, a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.gui.pledge.dialogs import kind_of_row
from houqin_desktop.gui.slips.panel import SlipPanel
from houqin_desktop.services.pledge.tenant_view import tenant_view
from houqin_desktop.services.pledge.texts import text_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houqin_desktop.services.session import Session


class PledgePanel(SlipPanel):
    """Shows what is chosen; what can be done with it are the actions of the page."""

    tells_paragraphs = True

    def __init__(self, session: Session) -> None:
        super().__init__("选一份责任状、一个租赁单位或一份文本，看它的全部内容。")
        self._session = session

    def show_missing(self, row: Mapping[str, object]) -> None:
        """Show somebody who must sign and has not."""
        self.begin()
        self.add_title(str(row["签订人"]))
        self.add_pills([(str(row["状态"]), "amber")])
        titles = ("责任状", "签订人类别", "编号", "单号", "学年")
        self.add_fields([(title, str(row[title])) for title in titles if row[title]])
        self.end()

    def show_tenant(self, row: Mapping[str, object]) -> None:
        """Show a tenant with its contracts and papers."""
        tenant = tenant_view(str(row["租赁单位"]), self._session.clock.today())
        self.begin()
        self.add_title(tenant.name)
        self.add_pills([(tenant.state, "")])
        fields = (
            ("联系人", tenant.contact),
            ("联系电话", tenant.telephone),
            ("备注", tenant.remarks),
        )
        self.add_fields([(title, said) for title, said in fields if said])
        self.add_heading(f"合同 {len(tenant.contracts)}")
        self.add_fields(
            [(one.place, f"{one.from_on} 至 {one.to_on}，{one.state}") for one in tenant.contracts]
        )
        self.add_heading(f"证照 {len(tenant.papers)}")
        self.add_fields(
            [
                (one.title, f"有效期至 {one.expires_on}" if one.expires_on else "长期")
                for one in tenant.papers
            ]
        )
        self.add_heading(f"责任状 {len(tenant.letters)}")
        self.add_note("、".join(tenant.letters) or "没有。", look="")
        if tenant.unsigned:
            self.add_heading("还缺")
            self.add_note("\n".join(tenant.unsigned))
        self.end()

    def show_text(self, row: Mapping[str, object]) -> None:
        """Show a version of a text, part by part."""
        self.begin()
        self.add_title(f"{row['责任状']}（{row['签订人类别']}）")
        self.add_pills([(f"第 {row['版次']} 版", ""), (str(row["状态"]), "accent")])
        kind = kind_of_row(row)
        version = int(str(row["版次"]))
        for title, words in text_parts(**kind, version=version):
            self.add_heading(title)
            self.add_note(words, look="")
        self.end()
