"""What is filled in for kits, the plan of a term, its groups, its check list and its hand-out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.term import GroupKind, KitBasis, Season
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class KitRow(Draft):
    """How many of an item belong to a kit; 0 takes it out."""

    item: str = argument("物品", Kind.ITEM)
    quantity: int = argument("每份数量", Kind.QUANTITY)


@dataclass(frozen=True, kw_only=True)
class SetKit(Draft):
    """A kit as it should be, made or changed: what is not among the lines is taken out."""

    name: str = argument("套餐名称")
    basis: KitBasis = argument("按什么配", Kind.CHOICE, choices=KitBasis)
    lines: tuple[KitRow, ...] = argument("物品", Kind.ROWS, rows=KitRow)
    grade: int | None = argument("只配几年级", Kind.QUANTITY, default=None)
    season: Season | None = argument("只配哪季", Kind.CHOICE, choices=Season, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawKit(Draft):
    """A kit is not handed out any more, or is again."""

    kit: str = argument("套餐")
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class OpenTermPlan(Draft):
    """The preparation of a term begins; groups may be taken over from an earlier plan."""

    year: int = argument("年份", Kind.QUANTITY)
    season: Season = argument("季", Kind.CHOICE, choices=Season)
    begins_on: date = argument("开学日期", Kind.DATE)
    like: str | None = argument("照抄哪次计划", default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class ChangeTermPlan(Draft):
    """The term begins on another day, or something else is to be said of it."""

    plan: str = argument("计划编号")
    begins_on: date | None = argument("开学日期", Kind.DATE, default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawTermPlan(Draft):
    """A plan was opened by mistake, or is taken up again."""

    plan: str = argument("计划编号")
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class GroupRow(Draft):
    """A class, a grade or teachers: how many, and whom the things are handed to.

    With a list there are as many as it names, and each of them signs unless one takes it for all.
    """

    name: str = argument("班级或组")
    kind: GroupKind = argument("种类", Kind.CHOICE, choices=GroupKind)
    grade: int | None = argument("几年级", Kind.QUANTITY, default=None)
    classes: int | None = argument("班数", Kind.QUANTITY, default=None)
    heads: int | None = argument("人数", Kind.QUANTITY, default=None)
    taker: str | None = argument("领用人", Kind.PERSON, default=None)
    roster: str | None = argument("名单", default=None)
    dropped: bool | None = argument("去掉", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class SetTermGroups(Draft):
    """Groups of a plan as they should be, each new or in place of the one of its name."""

    plan: str = argument("计划编号")
    groups: tuple[GroupRow, ...] = argument("发放对象", Kind.ROWS, rows=GroupRow)


@dataclass(frozen=True, kw_only=True)
class CheckRow(Draft):
    """Something to be looked at before the term: when, and by whom."""

    title: str = argument("检查项目")
    planned_on: date | None = argument("计划日期", Kind.DATE, default=None)
    responsible: str | None = argument("负责人", Kind.PERSON, default=None)
    dropped: bool | None = argument("去掉", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class SetTermChecks(Draft):
    """Lines of the check list as they should be, each new or in place of the one of its title."""

    plan: str = argument("计划编号")
    checks: tuple[CheckRow, ...] = argument("检查项目", Kind.ROWS, rows=CheckRow)


@dataclass(frozen=True, kw_only=True)
class TickTermCheck(Draft):
    """Something was looked at: when, by whom, how it was; or it was not yet after all."""

    plan: str = argument("计划编号")
    title: str = argument("检查项目")
    done_on: date | None = argument("完成日期", Kind.DATE, default=None)
    done_by: str | None = argument("检查人", Kind.PERSON, default=None)
    remarks: str | None = argument("情况", default=None)
    undone: bool | None = argument("改为没有完成", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class HandOutTerm(Draft):
    """All groups of a plan, or some, are handed what they have not got yet, out of one room."""

    plan: str = argument("计划编号")
    storeroom: str = argument("发放保管室", Kind.STOREROOM)
    groups: tuple[str, ...] | None = argument("只发给", Kind.NAMES, default=None)
    kits: tuple[str, ...] | None = argument("只发套餐", Kind.NAMES, default=None)


@dataclass(frozen=True, kw_only=True)
class SignHandOut(Draft):
    """A signed 发放签收表 came back: that of one grade, or all of them."""

    plan: str = argument("计划编号")
    sheet: str | None = argument("哪张签收表", default=None)
    signed_on: date | None = argument("签字日期", Kind.DATE, default=None)
    scan: str | None = argument("扫描件", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class HandedSlip(Draft):
    """One slip of a hand-out."""

    number: str = argument("领用单号", Kind.VOUCHER)


@dataclass(frozen=True, kw_only=True)
class WithdrawHandOut(Draft):
    """Slips of a hand-out that nobody has signed are taken back together."""

    slips: tuple[HandedSlip, ...] = argument("领用单", Kind.ROWS, rows=HandedSlip)
    reason: str | None = argument("原因", default=None)
