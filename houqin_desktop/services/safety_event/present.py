"""Activities, requirements and entries as the forms that correct them are filled in."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.clock_time import shown_time
from houqin_desktop.services.liaison.verbs import find_liaison
from houqin_desktop.services.safety_event.finding import find_event, find_event_rule
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.emergency_plan import EmergencyPlan
from houqin_desktop.storage.people import Department
from houqin_desktop.storage.safety_event import EventRule


def correction_of_event(code: str) -> dict[str, Any]:
    """Return what stands of an activity, by the arguments of `CorrectSafetyEvent`.

    :raises Refused: for an unknown number.
    """
    row = find_event(code)
    plain = (
        "kind", "theme", "held_on", "spot", "audience", "attended", "leader", "content", "result",
        "expected", "present", "problems",
    )  # fmt: skip
    looked_up: tuple[tuple[str, Any, int | None], ...] = (
        ("place", CampusPlace, row.campus_place_id),
        ("department", Department, row.department_id),
        ("requirement", EventRule, row.rule_id),
        ("plan", EmergencyPlan, row.plan_id),
    )
    filled = {name: getattr(row, name) for name in plain}
    filled |= {name: model.get_by_id(key).name for name, model, key in looked_up if key}
    return filled | {name: shown_time(getattr(row, name)) for name in ("started_at", "arrived_at")}


def correction_of_entry(code: str) -> dict[str, Any]:
    """Return what stands of an entry of 周边环境, by the arguments of `CorrectLiaison`.

    :raises Refused: for an unknown number.
    """
    row = find_liaison(code)
    plain = ("kind", "met_on", "counterpart", "colleagues", "matter", "result")
    filled: dict[str, Any] = {name: getattr(row, name) for name in plain}
    filled |= {name: shown_time(getattr(row, name)) for name in ("from_at", "to_at")}
    if row.campus_place_id is not None:
        filled["place"] = CampusPlace.get_by_id(row.campus_place_id).name
    return filled


def rule_as_set(name: str) -> dict[str, Any]:
    """Return what a requirement asks for, by the arguments of `SetEventRule`.

    :raises Refused: for an unknown name.
    """
    rule = find_event_rule(name)
    names = ("name", "period", "kind", "words", "times", "months", "month", "day")
    return {one: getattr(rule, one) for one in names}
