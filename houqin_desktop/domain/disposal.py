"""Disposal (报废报损): which route, who signs, and what has to be refused or said.

The school's rule: 小件资产报废，由分保管员提出申请，填写报废单，通过总务室、保管室认定签字，报主管
领导签字；大件大额资产由保管室、财务室联合提出，经校长办公会讨论认定，报市教育局、市财政局审核批准。
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from houqin_desktop.domain.asset import AssetStatus, unit_price_fen
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import Body, Route, Step, VoucherKind

ARTICLE = "学校财产报废报损制度"

SMALL_ROUTE = Route(
    "disposal_small",
    "小件资产报废报损",
    (
        Step("storekeeper", 1, "分保管员申请意见", post=Post.STOREKEEPER, seal=False),
        Step("general_affairs", 2, "总务室认定意见", post=Post.GENERAL_AFFAIRS_DIRECTOR),
        Step("central_storeroom", 3, "保管室认定意见", post=Post.HEAD_STOREKEEPER),
        Step("supervising_leader", 4, "主管领导审批意见", post=Post.SUPERVISING_LEADER),
    ),
)
LARGE_ROUTE = Route(
    "disposal_large",
    "大件（大额）资产报废报损",
    (
        Step("central_storeroom", 1, "保管室意见", post=Post.HEAD_STOREKEEPER),
        Step("finance", 1, "财务室意见", post=Post.FINANCE),
        Step(
            "principals_meeting",
            2,
            "校长办公会意见",
            post=Post.PRINCIPAL,
            document_title="纪要号",
            prompts=("会议日期", "纪要号"),
        ),
        Step(
            "education_bureau",
            3,
            "市教育局审核意见",
            body=Body.EDUCATION_BUREAU,
            document_title="批复文号",
            prompts=("批复文号",),
        ),
        Step(
            "finance_bureau",
            4,
            "市财政局审批意见",
            body=Body.FINANCE_BUREAU,
            document_title="批复文号",
            prompts=("批复文号",),
        ),
    ),
)
# A write-off is reversed inside the school: who keeps the book, who stands for it, who decided.
REVERSAL_ROUTE = Route(
    "reversal",
    "红字冲销",
    (
        Step("central_storeroom", 1, "保管室意见", post=Post.HEAD_STOREKEEPER),
        Step("general_affairs", 2, "总务室意见", post=Post.GENERAL_AFFAIRS_DIRECTOR),
        Step("supervising_leader", 3, "主管领导审批意见", post=Post.SUPERVISING_LEADER),
    ),
)
DISPOSAL_ROUTES = {route.name: route for route in (SMALL_ROUTE, LARGE_ROUTE, REVERSAL_ROUTE)}


class DisposalReason(Labelled):
    """Why a thing leaves (DOMAIN.md 4.1)."""

    WORN_OUT = "worn_out", "达到年限不能使用"
    BEYOND_REPAIR = "beyond_repair", "损坏无法修复"
    REPAIR_TOO_DEAR = "repair_too_dear", "修理费过高"
    OBSOLETE = "obsolete", "技术淘汰"
    UNSAFE = "unsafe", "安全环保不达标"
    LOST = "lost", "丢失被盗"
    DISASTER = "disaster", "自然灾害"
    OTHER = "other", "其他"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The school's limits for 大件 and 大额, in 分, as they stood on one day."""

    unit_value_fen: int
    total_value_fen: int


class Disposable(Protocol):
    """What the rules need to know of a card."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def status(self) -> AssetStatus: ...
    @property
    def quantity(self) -> int: ...
    @property
    def original_value_fen(self) -> int: ...


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """The route chosen and the sentence that says why; frozen into the application."""

    route: Route
    reason: str

    @property
    def large(self) -> bool:
        """Say whether the large route was chosen."""
        return self.route is LARGE_ROUTE


def choose_route(
    assets: Sequence[Disposable], thresholds: Thresholds, always_large: Iterable[str] = ()
) -> RouteChoice:
    """Choose the route by value per piece, by the total, and by kind.

    :param always_large: codes of cards that are buildings, structures, land or vehicles.
    """
    special = set(always_large)
    for asset in assets:
        if asset.code in special:
            return RouteChoice(LARGE_ROUTE, f"{asset.name}（{asset.code}）属于房屋土地或车辆")
    for asset in assets:
        # The true value per piece decides, not the rounded one that is printed.
        if asset.original_value_fen >= thresholds.unit_value_fen * asset.quantity:
            price = format_money(unit_price_fen(asset.original_value_fen, asset.quantity))
            limit = format_money(thresholds.unit_value_fen)
            return RouteChoice(
                LARGE_ROUTE, f"{asset.code} 单件原值 {price} 元，达到大件标准 {limit} 元"
            )
    total = sum(asset.original_value_fen for asset in assets)
    if total >= thresholds.total_value_fen:
        limit = format_money(thresholds.total_value_fen)
        return RouteChoice(
            LARGE_ROUTE, f"本次合计原值 {format_money(total)} 元，达到大额标准 {limit} 元"
        )
    return RouteChoice(
        SMALL_ROUTE,
        f"单件均低于 {format_money(thresholds.unit_value_fen)} 元，"
        f"合计 {format_money(total)} 元低于 {format_money(thresholds.total_value_fen)} 元",
    )


def require_disposable(asset: Disposable) -> None:
    """Refuse a card that has already left the register."""
    if asset.status is AssetStatus.DISPOSED:
        raise Refused(
            f"{asset.code}（{asset.name}）已经处置下账，不能再次申请。", code="already_disposed"
        )


def require_life_reached(
    asset: Disposable, used_months: int, minimum_months: int | None, *, appraised: bool
) -> None:
    """Refuse scrapping below the minimum life without a technical appraisal.

    :param used_months: completed months since acquisition.
    :raises Refused: naming both lives and the way out.
    """
    if minimum_months is None or used_months >= minimum_months or appraised:
        return
    raise Refused(
        f"{asset.code}（{asset.name}）最低使用 {minimum_months} 个月，现仅用 {used_months} 个月。"
        "未达年限报废须先技术鉴定，请登记技术鉴定表，或填写鉴定日期、鉴定人和结论。",
        code="below_minimum_life",
        article=ARTICLE,
    )


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A technical appraisal (技术鉴定): its day, the names, the conclusion."""

    appraised_on: date | None
    names: str
    conclusion: str

    @property
    def is_complete(self) -> bool:
        """Say whether all three parts are there."""
        return bool(self.appraised_on and self.names.strip() and self.conclusion.strip())

    def require_whole_or_absent(self) -> None:
        """Refuse an appraisal of which only a part was given."""
        parts = (self.appraised_on, self.names.strip(), self.conclusion.strip())
        if any(parts) and not all(parts):
            raise Refused(
                "技术鉴定没有填完整。鉴定日期、鉴定人、鉴定结论要么都填，要么都不填。",
                code="appraisal_incomplete",
            )


def value_warning(net_total_fen: int, kind: VoucherKind) -> str | None:
    """Return the sentence that says value remains on the assets, or None."""
    if net_total_fen <= 0:
        return None
    return f"尚有净值 {format_money(net_total_fen)} 元未提足折旧，{kind.label}后不再补提"


def splitting_warning(numbers: Sequence[str], days: int) -> str | None:
    """Return the sentence that says like applications were made shortly before, or None."""
    if not numbers:
        return None
    return f"{days} 天内同批次或同保管室已有申请 {'、'.join(numbers)}，请核对是否拆单"


def same_day_warning(others: Mapping[str, int], own_fen: int, limits: Thresholds) -> str | None:
    """Return the sentence that the department's small applications of one day make a 大额.

    :param others: the value in 分 of each other application, by number.
    """
    total = own_fen + sum(others.values())
    if not others or total < limits.total_value_fen:
        return None
    return (
        f"同一部门当日小件单 {'、'.join(sorted(others))} 与本单合计原值 {format_money(total)} 元，"
        f"达到大额标准 {format_money(limits.total_value_fen)} 元，请核对是否拆单"
    )
