"""财政口径卡片明细: every card in the columns and the order of the bureau's own export.

The columns are those of layout 10 in DOMAIN.md 7.2, so that the sheet can be laid beside what the
asset system of the finance bureau gives out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.asset import AcquisitionMethod, AssetStatus, ProcurementForm
from houqin_desktop.domain.bureau import EDITION_2010, UNCLASSED, bureau_class
from houqin_desktop.domain.calendar import PartialDate, month_index
from houqin_desktop.domain.category import is_depreciated
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.services.assets.cards_on import CardOn, cards_on
from houqin_desktop.storage.asset import custodies_on
from houqin_desktop.storage.asset_register import cells
from houqin_desktop.storage.book import category_names
from houqin_desktop.storage.people import Department, Person, Storeroom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin_desktop.services.reports.catalogue import Request

_MONEY, _COUNT = PaperKind.MONEY, PaperKind.COUNT
COLUMNS = (
    PaperColumn("资产编号"),
    PaperColumn("资产名称"),
    PaperColumn("业务状态"),
    PaperColumn("卡片类型"),
    PaperColumn("单位会计科目"),
    PaperColumn("资产分类"),
    PaperColumn("资产分类代码"),
    PaperColumn("资产门类"),
    PaperColumn("资产原值(元)", _MONEY, summed=True),
    PaperColumn("累计折旧/摊销(元)", _MONEY, summed=True),
    PaperColumn("净值(元)", _MONEY, summed=True),
    PaperColumn("数量/面积", _COUNT, summed=True),
    PaperColumn("数量计量单位"),
    PaperColumn("财务入账状态"),
    PaperColumn("记账日期"),
    PaperColumn("记账凭证号"),
    PaperColumn("品牌"),
    PaperColumn("规格型号"),
    PaperColumn("存放地点"),
    PaperColumn("管理部门"),
    PaperColumn("使用部门"),
    PaperColumn("使用人"),
    PaperColumn("取得方式"),
    PaperColumn("取得日期"),
    PaperColumn("折旧/摊销年限(月)", _COUNT),
    PaperColumn("已提折旧/摊销月数", _COUNT),
    PaperColumn("财政拨款(元)", _MONEY),
    PaperColumn("非财政拨款(元)", _MONEY),
    PaperColumn("采购组织形式"),
    PaperColumn("资产用途"),
    PaperColumn("备注"),
)
_FURTHER = (
    "a.id",
    "a.brand",
    "a.booked_on",
    "a.accounting_voucher",
    "a.acquisition_method",
    "a.fiscal_funds_fen",
    "a.other_funds_fen",
    "a.procurement_form",
    "a.purpose",
)
_LAND = "A0103"
_CARD_TYPES = {
    "A0101": "房屋",
    "A0102": "构筑物",
    _LAND: "土地使用权",
    "A0203": "车辆",
    "A03": "文物和陈列品",
    "A04": "图书和档案",
    "A05": "家具/用具/装具",
    "A06": "特种动植物",
    "A07": "物资",
    "A08": "无形资产",
}


def bureau_cards(request: Request) -> ListSheet:
    """Return every card of the day, one line a card."""
    return request.sheet(COLUMNS, [PaperSection("", tuple(_rows(request)))], grand_total=False)


def _rows(request: Request) -> Iterator[tuple[SheetCell, ...]]:
    as_of = request.as_of
    further = {row[0]: row[1:] for row in cells(_FURTHER, (as_of.membership,), as_of.source)}
    categories = category_names()
    rooms = {room.id: room.name for room in Storeroom.every()}
    departments = {one.id: one.name for one in Department.every()}
    people = {one.id: one.name for one in Person.every()}
    roles = custodies_on(as_of.on.isoformat())
    for card in cards_on(as_of):
        brand, booked, voucher, method, fiscal, other, form, purpose = further[card.key]
        code = card.category
        holder = roles.get(card.key, (None,))[0]
        yield (
            card.code, card.name, AssetStatus(card.status).label, card_type(code),
            "无形资产" if (code or "").startswith("A08") else "固定资产",
            categories.get(code or "", ""), code or "",
            bureau_class(code, request.grouping, card.code_2010).replace(UNCLASSED, ""),
            card.value_fen, card.accumulated_fen, card.net_fen, card.quantity, card.unit,
            "已入账" if booked or voucher else "未入账", booked or "", voucher, brand,
            card.specification, card.place, rooms[card.storeroom_id],
            "" if card.department_id is None else departments[card.department_id],
            "" if holder is None else people[holder],
            AcquisitionMethod(method).label if method else "", card.acquired_on or "",
            card.life_months, _months_written_off(card, as_of.usual_month), fiscal, other,
            ProcurementForm(form).label if form else "", purpose, card.remarks,
        )  # fmt: skip


def card_type(code: str | None) -> str:
    """Return the 卡片类型 under which the bureau keeps a card of this code; "" where unknown."""
    if code is None:
        return ""
    found = _CARD_TYPES.get(code[:5]) or _CARD_TYPES.get(code[:3])
    return found or bureau_class(code, EDITION_2010).replace(UNCLASSED, "")


def _months_written_off(card: CardOn, through: int) -> int | None:
    """Return how many months of its life are written off; None for what has no such life."""
    life = card.life_months
    if life is None or card.acquired_on is None or not is_depreciated(card.category or ""):
        return None
    start = month_index(PartialDate.parse(card.acquired_on).first_day)
    return max(0, min(life, through - start + 1))


SHEETS = {"bureau_cards": bureau_cards}
