"""The page 责任状: the letters, who has not signed, the tenants, the texts of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.pledge.pledge_actions import PledgeActions
from houqin_desktop.gui.pledge.pledge_panel import PledgePanel
from houqin_desktop.gui.pledge.tenant_actions import TenantActions
from houqin_desktop.gui.slips.actions import SlipActions
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from collections.abc import Mapping


OPENING: Final = ("pledge.open", "pledge.departments")
MANY: Final = ("pledge.print", "pledge.sign", "pledge.withdraw")
ONE: Final = ("slip.print", "slip.sign", "slip.scan", "slip.withdraw", "slip.reverse")
TEXT_MENU: Final = ("pledge.adopt", "pledge.text", "pledge.withdraw_text")
TENANT_MENU: Final = (
    "pledge.tenant",
    "pledge.correct_tenant",
    "pledge.withdraw_tenant",
    "pledge.telephone",
    "pledge.reveal",
    "pledge.contract",
    "pledge.correct_contract",
    "pledge.end_contract",
    "pledge.paper",
    "pledge.drop_paper",
)
LETTER_MENU: Final = (*OPENING, "", *MANY, "", *ONE)
LISTS: Final = (
    PageList(
        name="pledges",
        title="责任状",
        search_hint="搜索 单号 / 签订人 / 首字母",
        empty=(
            "signature",
            "还没有责任状",
            "先启用本学年的文本，再给各人、部门和租赁单位开。",
        ),
        offered=("pledge.open", "pledge.adopt"),
        buttons=("pledge.open", *MANY[:2], "slip.sign"),
        menu=LETTER_MENU,
        slip="单号",
    ),
    PageList(
        name="pledges_missing",
        title="未签名单",
        search_hint="搜索 签订人 / 首字母",
        empty=(
            "check",
            "没有要签的",
            "都签齐了，或本学年还没有启用文本。新来的人马上列在这里。",
        ),
        offered=("pledge.adopt",),
        first="pledge.open",
        buttons=("pledge.departments", *MANY[:2]),
        menu=(*OPENING, "", *MANY[:2]),
    ),
    PageList(
        name="tenants",
        title="租赁单位",
        search_hint="搜索 单位 / 场所 / 合同编号 / 首字母",
        empty=(
            "people",
            "没有租赁单位",
            "租了学校场所的登记在这里，合同、证照到期会提醒。",
        ),
        offered=("pledge.tenant",),
        buttons=("pledge.contract", "pledge.end_contract", "pledge.paper"),
        menu=TENANT_MENU,
    ),
    PageList(
        name="pledge_texts",
        title="文本",
        search_hint="搜索 学年 / 责任状",
        empty=("edit", "还没有文本", "每学年启用一次：沿用上年的，或用示范文本，可以改。"),
        offered=("pledge.adopt",),
        buttons=TEXT_MENU[1:],
        menu=TEXT_MENU,
    ),
)


class PledgePage(SlipsPage):
    """The lists on the left, the chosen letter, tenant or text on the right."""

    title = "责任状"
    icon_name = "signature"
    action_id = "page.pledge"
    value_word = ""
    menu = (*LETTER_MENU, "", *TENANT_MENU, "", *TEXT_MENU)
    page_lists = LISTS
    registers = tuple(one.name for one in LISTS)
    next_actions: ClassVar[Mapping[str, str]] = {
        "record_printing": "slip.print",
        "record_signature": "slip.sign",
    }
    card: PledgePanel

    def bind_actions(self) -> None:
        for actions in (PledgeActions, TenantActions, SlipActions):
            actions(self).bind(self.actions_of_page)

    def make_card(self) -> PledgePanel:
        return PledgePanel(self.desk.session)

    def show_row(self, name: str, row: dict[str, object]) -> None:
        shows = {
            "pledges_missing": self.card.show_missing,
            "tenants": self.card.show_tenant,
            "pledge_texts": self.card.show_text,
        }
        shows[name](row)

    def open_slip(self, number: str) -> None:
        self.choose_in("pledges", find_slip(number).slip.id)
