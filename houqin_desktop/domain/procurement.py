"""Procurement (采购): request, purchase, acceptance; routes by amount, nobody approves himself.

An amount is in 分. Which hands a request wants follows from its total, its dearest piece and its
form, by limits that the school sets (DOMAIN.md section 4 has examples from several places).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from houqin_desktop.domain.asset import ProcurementForm
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import Party, Route, Step


class PurchaseForm(Labelled):
    """How a purchase is organised (采购方式)."""

    GOVERNMENT = "government", "政府集中采购"
    DEPARTMENTAL = "departmental", "部门集中采购"
    DISPERSED = "dispersed", "分散采购"
    PETTY = "petty", "零星采购"

    @property
    def on_card(self) -> ProcurementForm:
        """Return what a card says of it (采购组织形式); the bureau knows no 零星."""
        return ProcurementForm.DISPERSED if self is PurchaseForm.PETTY else ProcurementForm(self)

    @property
    def is_central(self) -> bool:
        """Say whether the government's or the bureau's own centre buys."""
        return self in (PurchaseForm.GOVERNMENT, PurchaseForm.DEPARTMENTAL)


class LineChoice(Labelled):
    """What became of a line, or of part of it, beside being bought."""

    BUY = "buy", "仍要购买"
    ISSUE = "issue", "改为领用"
    TRANSFER = "transfer", "改为调拨"
    REPAIR = "repair", "改为维修"
    CUT = "cut", "核减"

    @property
    def takes_off(self) -> bool:
        """Say whether its pieces are bought no longer."""
        return self is not LineChoice.BUY

    @property
    def serves(self) -> bool:
        """Say whether what the school has serves in place of a purchase."""
        return self in (LineChoice.ISSUE, LineChoice.TRANSFER, LineChoice.REPAIR)


class RejectedGoods(Labelled):
    """What is done with pieces that were delivered and not accepted."""

    RETURN = "return", "退货"
    REPLACE = "replace", "换货"
    WITHOUT = "without", "不再补送"


class Stocking(Labelled):
    """As what accepted pieces come into the register."""

    CARDS = "cards", "一件一卡"
    BATCH = "batch", "一批一卡"
    STOCK = "stock", "物品库存"


@dataclass(frozen=True, slots=True)
class PurchaseLimits:
    """From which amounts on (分) more hands or quotations are wanted.

    :param full: from this total on 财务 and 校长 sign too.
    :param council: from this total on 校长办公会 decides.
    :param council_unit: from this price of one piece on likewise.
    :param quotations: from this total on three quotations are compared.
    """

    full: int
    council: int
    council_unit: int
    quotations: int


QUOTATIONS_WANTED: Final = 3
_APPLICANT: Final = Step("applicant", 1, "申请人", party=Party.TAKER, seal=False)
_HEAD: Final = Step("department", 2, "部门负责人", party=Party.WITNESS, seal=False)
_STOCK_CHECK: Final = Step(
    "stock_check", 3, "保管室（库存核实）", post=Post.HEAD_STOREKEEPER, seal=False
)
_BUYER: Final = Step("buyer", 1, "采购经办人", party=Party.GIVER, seal=False)


def _director(stage: int) -> Step:
    return Step("director", stage, "总务处", post=Post.GENERAL_AFFAIRS_DIRECTOR, seal=False)


def _leader(stage: int) -> Step:
    return Step("leader", stage, "分管副校长", post=Post.SUPERVISING_LEADER, seal=False)


_COMMON: Final = (_APPLICANT, _HEAD, _STOCK_CHECK, _director(4))
_FINANCE: Final = Step("finance", 5, "财务室（预算）", post=Post.FINANCE, seal=False)
REQUEST_SHORT: Final = Route("request_short", "采购申请", (*_COMMON, _leader(5)))
REQUEST_FULL: Final = Route(
    "request_full",
    "采购申请（校长审批）",
    (*_COMMON, _FINANCE, _leader(6), Step("principal", 7, "校长", post=Post.PRINCIPAL)),
)
REQUEST_COUNCIL: Final = Route(
    "request_council",
    "采购申请（校长办公会）",
    (
        *_COMMON,
        _FINANCE,
        _leader(6),
        Step(
            "council",
            7,
            "校长办公会",
            post=Post.PRINCIPAL,
            document_title="会议纪要编号",
            prompts=("会议日期", "纪要编号", "校长签字"),
        ),
    ),
)
PURCHASE_DIRECT: Final = Route("purchase_direct", "采购", (_BUYER,))
PURCHASE_COMPARED: Final = Route(
    "purchase_compared", "采购（比价）", (_BUYER, _director(2), _leader(3))
)
_ACCEPTED: Final = (
    Step("buyer", 1, "采购员", party=Party.GIVER, seal=False),
    Step("acceptor", 1, "验收人", party=Party.TAKER, seal=False),
    Step("second_acceptor", 1, "验收人", party=Party.WITNESS, seal=False),
)
_STOCKED: Final = (Step("keeper", 1, "保管员", post=Post.STOREKEEPER, seal=False), _director(2))
# Acceptances that were written before the department that asked signed them too.
ACCEPTANCE: Final = Route("acceptance", "验收", (*_ACCEPTED, *_STOCKED))
ACCEPTANCE_USERS: Final = Route(
    "acceptance_users",
    "验收（使用部门签字）",
    (*_ACCEPTED, Step("user", 1, "使用部门", party=Party.USER, seal=False), *_STOCKED),
)
PROCUREMENT_ROUTES: Final = {
    route.name: route
    for route in (
        REQUEST_SHORT,
        REQUEST_FULL,
        REQUEST_COUNCIL,
        PURCHASE_DIRECT,
        PURCHASE_COMPARED,
        ACCEPTANCE,
        ACCEPTANCE_USERS,
    )
}


def request_route(
    total_fen: int, dearest_fen: int, form: PurchaseForm, limits: PurchaseLimits
) -> Route:
    """Return the route of a request; what the government or the bureau buys is never the short one.

    :param dearest_fen: the highest price of one piece on it.
    """
    if total_fen >= limits.council or dearest_fen >= limits.council_unit:
        return REQUEST_COUNCIL
    if total_fen >= limits.full or form.is_central:
        return REQUEST_FULL
    return REQUEST_SHORT


def outgrown(route: str, wanted: Route) -> bool:
    """Say whether a request of this route would by now want more hands than it had."""
    names = [REQUEST_SHORT.name, REQUEST_FULL.name, REQUEST_COUNCIL.name]
    return names.index(wanted.name) > names.index(route)


def quotations_wanted(total_fen: int, form: PurchaseForm, limits: PurchaseLimits) -> int:
    """Return how many quotations a purchase has to compare; the government's centre asks itself."""
    if form is PurchaseForm.GOVERNMENT or total_fen < limits.quotations:
        return 0
    return QUOTATIONS_WANTED


def crossed_limit(total_fen: int, others_fen: int, limits: PurchaseLimits) -> int:
    """Return the limit that a request stays under alone but not with its like, else 0.

    :param others_fen: what was asked for beside it within the days that the school looks back.
    """
    for limit in (limits.council, limits.quotations, limits.full):
        if total_fen < limit <= total_fen + others_fen:
            return limit
    return 0


def stocking_of(
    price_fen: int, quantity: int, category: str, *, limit_fen: int, bulk: tuple[str, ...]
) -> Stocking:
    """Return as what accepted pieces come in (DOMAIN.md 2.1).

    :param bulk: beginnings of the categories of which a batch is one card, whatever a piece costs.
    """
    if category and any(category.startswith(code) for code in bulk):
        return Stocking.BATCH if quantity > 1 else Stocking.CARDS
    return Stocking.CARDS if price_fen >= limit_fen else Stocking.STOCK
