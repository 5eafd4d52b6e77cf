"""What is filled in for an activity, a drill, its files, and what the year asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.safety_event import EventKind, Period
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class RecordSafetyEvent(Draft):
    """An activity as it was held; the last eight are for a drill alone."""

    kind: EventKind = argument("活动种类", Kind.CHOICE, choices=EventKind)
    theme: str = argument("主题")
    held_on: date | None = argument("日期", Kind.DATE, default=None)
    place: str | None = argument("场所", Kind.CAMPUS_PLACE, default=None)
    spot: str | None = argument("地点说明", default=None)
    audience: str | None = argument("对象（年级）", default=None)
    attended: int | None = argument("参加人数", Kind.QUANTITY, default=None)
    leader: str | None = argument("主持或主讲", default=None)
    department: str | None = argument("组织部门", Kind.DEPARTMENT, default=None)
    content: str | None = argument("内容和过程", default=None)
    result: str | None = argument("效果和总结", default=None)
    requirement: str | None = argument("算作哪项必办", default=None)
    plan: str | None = argument("按哪个预案", default=None)
    started_at: str | None = argument("演练开始时间", default=None)
    arrived_at: str | None = argument("全部到达时间", default=None)
    expected: int | None = argument("应到人数", Kind.QUANTITY, default=None)
    present: int | None = argument("实到人数", Kind.QUANTITY, default=None)
    problems: str | None = argument("问题和改进", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectSafetyEvent(Draft):
    """An activity is written anew; what is left out stays, empty words take out what stood."""

    event: str = argument("活动编号")
    reason: str = argument("更正原因")
    kind: EventKind | None = argument("活动种类", Kind.CHOICE, choices=EventKind, default=None)
    theme: str | None = argument("主题", default=None)
    held_on: date | None = argument("日期", Kind.DATE, default=None)
    place: str | None = argument("场所", Kind.CAMPUS_PLACE, default=None)
    spot: str | None = argument("地点说明", default=None)
    audience: str | None = argument("对象（年级）", default=None)
    attended: int | None = argument("参加人数", Kind.QUANTITY, default=None)
    leader: str | None = argument("主持或主讲", default=None)
    department: str | None = argument("组织部门", Kind.DEPARTMENT, default=None)
    content: str | None = argument("内容和过程", default=None)
    result: str | None = argument("效果和总结", default=None)
    requirement: str | None = argument("算作哪项必办", default=None)
    plan: str | None = argument("按哪个预案", default=None)
    started_at: str | None = argument("演练开始时间", default=None)
    arrived_at: str | None = argument("全部到达时间", default=None)
    expected: int | None = argument("应到人数", Kind.QUANTITY, default=None)
    present: int | None = argument("实到人数", Kind.QUANTITY, default=None)
    problems: str | None = argument("问题和改进", default=None)


@dataclass(frozen=True, kw_only=True)
class VoidSafetyEvent(Draft):
    """An activity was recorded wrongly, or rightly after all; it stays and is marked."""

    event: str = argument("活动编号")
    reason: str | None = argument("作废原因", default=None)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class AttachEventDocument(Draft):
    """A programme, a list of those present, a picture or a letter that belongs to an activity."""

    event: str = argument("活动编号")
    file: str = argument("文件", Kind.FILE)
    title: str = argument("文件名称")


@dataclass(frozen=True, kw_only=True)
class DropEventDocument(Draft):
    """A file that does not belong to an activity after all, or does again."""

    event: str = argument("活动编号")
    document: int = argument("文件序号", Kind.QUANTITY)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class SetEventRule(Draft):
    """Something that the year asks for, new or in place of the one of this name.

    Without a day a rule for a day means the last Monday of its month.
    """

    name: str = argument("必办活动")
    period: Period = argument("多久一次", Kind.CHOICE, choices=Period)
    kind: EventKind | None = argument("只算哪种活动", Kind.CHOICE, choices=EventKind, default=None)
    words: str | None = argument("主题里的字", default=None)
    times: int | None = argument("次数", Kind.QUANTITY, default=None)
    months: str | None = argument("哪几个月", default=None)
    month: int | None = argument("几月（节点用）", Kind.QUANTITY, default=None)
    day: int | None = argument("几日（节点用）", Kind.QUANTITY, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawEventRules(Draft):
    """What the year does not ask for any more, or does again."""

    rules: tuple[str, ...] = argument("必办活动", Kind.NAMES)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class LoadEventRules(Draft):
    """The usual requirements are entered, as far as there are none of their names."""
