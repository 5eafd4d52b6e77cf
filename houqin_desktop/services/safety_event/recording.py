"""An activity or a drill is recorded, corrected or voided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from houqin_desktop.domain.clock_time import read_time
from houqin_desktop.domain.safety_event import (
    EventKind,
    event_code,
    require_drill,
    require_event,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.emergency_plan.finding import find_emergency_plan
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.safety_event.drafts import (
    CorrectSafetyEvent,
    RecordSafetyEvent,
    VoidSafetyEvent,
)
from houqin_desktop.services.safety_event.finding import find_event, find_event_rule, standing_event
from houqin_desktop.services.safety_event.log_entries import require_reason, void_entry
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.safety_event import EventDocument, SafetyEvent, documents_of_event

# What is kept as it was written, by the name of the argument and of the column.
_PLAIN: Final = (
    "kind", "theme", "held_on", "spot", "audience", "attended", "leader", "content", "result",
    "expected", "present", "problems",
)  # fmt: skip
# What is looked up or read; an empty text means none.
_READ: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "place": ("campus_place_id", lambda words: find_campus_place(words).id),
    "department": ("department_id", lambda words: lookup.department(words).id),
    "requirement": ("rule_id", lambda words: find_event_rule(words).id),
    "plan": ("plan_id", lambda words: find_emergency_plan(words).id),
    "started_at": ("started_at", read_time),
    "arrived_at": ("arrived_at", read_time),
}
_OF_A_DRILL: Final = ("plan", "started_at", "arrived_at", "expected", "present")


def _filled(draft: RecordSafetyEvent | CorrectSafetyEvent) -> dict[str, Any]:
    """Return what was filled in, by column."""
    values = {name: getattr(draft, name) for name in _PLAIN if getattr(draft, name) is not None}
    for name, (column, read) in _READ.items():
        if (written := getattr(draft, name)) is not None:
            values[column] = read(written) if written else None
    return values


@command("登记安全活动", RecordSafetyEvent)
def record_safety_event(task: Task, draft: RecordSafetyEvent) -> Outcome:
    """Write an activity; it is of today unless a day is given."""
    return _write(task, {"held_on": task.on, **_filled(draft)})


@command("更正安全活动", CorrectSafetyEvent)
def correct_safety_event(task: Task, draft: CorrectSafetyEvent) -> Outcome:
    """Void an activity and write what it should have said; its files go along."""
    old = standing_event(draft.event)
    require_reason(draft.reason)
    columns = (*_PLAIN, *(column for column, _ in _READ.values()))
    values = {name: getattr(old, name) for name in columns}
    documents = documents_of_event(old.id)
    void_entry(task, old, draft.reason)
    outcome = _write(task, {**values, **_filled(draft)}, corrects=old)
    new = find_event(outcome.ids[0])
    for position, kept in enumerate(documents, start=1):
        task.insert(
            EventDocument,
            event_id=new.id,
            position=position,
            title=kept.title,
            sha256=kept.sha256,
            added_on=kept.added_on,
        )
    return outcome


def _write(task: Task, values: dict[str, Any], corrects: SafetyEvent | None = None) -> Outcome:
    require_event(values["theme"], values["held_on"], task.today, values.get("attended"))
    _require_drill(values)
    year = values["held_on"].year
    code = event_code(year, next_serial(task, f"safety_event:{year}"))
    task.insert(
        SafetyEvent,
        code=code,
        recorded_by_id=task.require_actor().id,
        corrects_id=None if corrects is None else corrects.id,
        **values,
    )
    return Outcome(code, (code,) if corrects is None else (code, corrects.code))


def _require_drill(values: dict[str, Any]) -> None:
    kind: EventKind = values["kind"]
    titles = {one.name: one.title for one in RecordSafetyEvent.arguments()}
    columns = {name: _READ[name][0] if name in _READ else name for name in _OF_A_DRILL}
    require_drill(
        kind,
        [titles[name] for name, column in columns.items() if values.get(column) is not None],
        values.get("started_at"),
        values.get("arrived_at"),
        values.get("expected"),
        values.get("present"),
    )


@command("作废安全活动", VoidSafetyEvent)
def void_safety_event(task: Task, draft: VoidSafetyEvent) -> Outcome:
    """Mark an activity as void, or as standing; what it corrected stands again without it."""
    event = find_event(draft.event)
    void_entry(task, event, draft.reason, restore=bool(draft.restore))
    return Outcome(event.code, (event.code,))


@undoes("record_safety_event")
@undoes("correct_safety_event")
def _without_event(deed: Deed) -> Draft:
    list(deed.still(SafetyEvent))
    return VoidSafetyEvent(event=deed.number or "", reason="撤销登记")


@undoes("void_safety_event")
def _other_way(deed: Deed) -> Draft:
    row = next(row for row, _ in deed.still(SafetyEvent) if row.code == deed.number)
    return VoidSafetyEvent(
        event=row.code,
        restore=row.voided or None,
        reason=None if row.voided else "撤销恢复",
    )
