"""An activity whole: what stands of it, its files, what corrected it, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.clock_time import shown_time
from houqin_desktop.domain.safety_event import EventKind
from houqin_desktop.services.safety_event.documents import EventDocumentView, event_documents
from houqin_desktop.services.safety_event.finding import find_event
from houqin_desktop.services.safety_event.registers import evacuation_words, heads_words
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.emergency_plan import EmergencyPlan
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.safety_event import EventRule, SafetyEvent

_Named = CampusPlace | Department | EventRule | EmergencyPlan


@dataclass(frozen=True, slots=True)
class EventView:
    """An activity with its fields in the order of the record, and its files."""

    row: SafetyEvent
    fields: tuple[tuple[str, str], ...]
    documents: tuple[EventDocumentView, ...]
    missing: tuple[str, ...]


def event_view(number: str) -> EventView:
    """Return an activity whole.

    :raises Refused: for an unknown number.
    """
    row = find_event(number)
    documents = event_documents(row.code)
    return EventView(row, _fields(row), documents, _missing(row, documents))


def _fields(row: SafetyEvent) -> tuple[tuple[str, str], ...]:
    def name(model: type[_Named], key: int | None) -> str:
        return "" if key is None else model.get_by_id(key).name

    later = SafetyEvent.find(corrects_id=row.id, voided=False)
    found: list[tuple[str, object]] = [
        ("活动编号", row.code),
        ("状态", f"已作废：{row.void_reason}" if row.voided else "有效"),
        ("更正为", None if later is None else later.code),
        ("更正", None if row.corrects_id is None else SafetyEvent.get_by_id(row.corrects_id).code),
        ("活动种类", row.kind.label),
        ("主题", row.theme),
        ("日期", row.held_on),
        ("地点", name(CampusPlace, row.campus_place_id) + row.spot),
        ("对象", row.audience),
        ("参加人数", row.attended),
        ("主持或主讲", row.leader),
        ("组织部门", name(Department, row.department_id)),
        ("算作必办", name(EventRule, row.rule_id)),
        ("按预案", name(EmergencyPlan, row.plan_id)),
        ("演练开始", shown_time(row.started_at)),
        ("全部到达", shown_time(row.arrived_at)),
        ("疏散用时", evacuation_words(row)),
        ("实到/应到", heads_words(row)),
        ("内容和过程", row.content),
        ("效果和总结", row.result),
        ("问题和改进", row.problems),
        ("记录人", Person.get_by_id(row.recorded_by_id).name),
    ]
    return tuple((title, str(value)) for title, value in found if value not in (None, ""))


def _missing(row: SafetyEvent, documents: tuple[EventDocumentView, ...]) -> tuple[str, ...]:
    """Return what an inspector would ask for and is not there."""
    if row.voided:
        return ()
    found = [] if documents else ["没有附照片、签到表或方案"]
    if not row.result:
        found.append("没有写效果和总结")
    if row.kind is EventKind.DRILL:
        if not evacuation_words(row):
            found.append("没有记疏散用时")
        if row.present is None:
            found.append("没有记应到和实到人数")
        if row.plan_id is None:
            found.append("没有写按哪个预案")
    return tuple(found)
