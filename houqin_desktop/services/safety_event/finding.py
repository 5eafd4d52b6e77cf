"""Finding an activity or a requirement."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.safety_event import Requirement, read_months
from houqin_desktop.storage.safety_event import EventRule, SafetyEvent


def find_event(number: str) -> SafetyEvent:
    """Return the activity with this number, also one that was voided.

    :raises Refused: when there is none.
    """
    found = SafetyEvent.find(code=normalise_code(number))
    if found is None:
        raise Refused(f"没有安全活动“{number}”。请检查活动编号。", code="unknown_event")
    return found


def standing_event(number: str) -> SafetyEvent:
    """Return an activity that counts.

    :raises Refused: for one that was voided.
    """
    event = find_event(number)
    if event.voided:
        raise Refused(f"{event.code} 已经作废，不能再改。请核对编号。", code="event_voided")
    return event


def find_event_rule(reference: str) -> EventRule:
    """Return the requirement with this name or number, also one that was withdrawn.

    :raises Refused: when there is none.
    """
    name = reference.strip()
    found = EventRule.find(name=name) or EventRule.find(code=normalise_code(name))
    if found is None:
        raise Refused(
            f"没有必办活动“{reference}”。请先登记，或检查名称。", code="unknown_event_rule"
        )
    return found


def requirement_of(rule: EventRule) -> Requirement:
    """Return what a rule of the book asks for."""
    return Requirement(
        rule.name,
        rule.period,
        kind=rule.kind,
        words=rule.words,
        times=rule.times,
        months=read_months(rule.months),
        month=rule.month,
        day=rule.day,
    )
