"""来访登记: visitors are written down, leave, and are written right."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.personal import PersonalKind
from houqin_desktop.domain.visit import require_admissible, require_in_order
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.gate.drafts import RecordLeaving, RecordVisit, VoidVisit
from houqin_desktop.services.gate.moments import require_come, time_of
from houqin_desktop.services.gate.personal import keep_again, keep_personal, known_keys
from houqin_desktop.services.gate.voiding import entry_alone, require_standing, void
from houqin_desktop.services.numbers import next_of_year
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.gate import Visit, badge_holder, last_visit_by

_PERSONAL = {
    "name": PersonalKind.NAME,
    "credential_number": PersonalKind.CREDENTIAL,
    "telephone": PersonalKind.TELEPHONE,
}
_KEY = {"name": "name_key", "credential_number": "credential_key", "telephone": "telephone_key"}
_OF_VISITOR = ("sex", "organisation", "credential", "plate")
_LEFT = ("left_on", "left_at", "badge_back")

cannot_undo("void_visit", "作废要如实留存。登记本来没有错的，请重新登记，并在“更正哪一条”里写它。")


def find_visit(words: str) -> Visit:
    """Return the visit of this number, or the one for which a badge of this number is out.

    :raises Refused: `unknown_visit`.
    """
    asked = words.strip()
    found = Visit.find(code=asked.upper()) or (badge_holder(asked) if asked else None)
    if found is None:
        raise Refused(
            f"没有来访登记“{asked[:40]}”，也没有发出去的临时证是这个号。请核对编号或证号。",
            code="unknown_visit",
        )
    return found


def known_visitor(credential_number: str | None, telephone: str | None) -> Visit | None:
    """Return the last visit of whoever has one of these numbers, while they are kept."""
    for name, number in (("credential_number", credential_number), ("telephone", telephone)):
        found = last_visit_by(_KEY[name], known_keys(_PERSONAL[name], number or ""))
        if found is not None:
            return found
    return None


@command("登记来访", RecordVisit)
def record_visit(task: Task, draft: RecordVisit) -> Outcome:
    """Write down a visitor, let in or turned away; a correction voids what it corrects.

    :raises Refused: when somebody is let in before the telephone call, or the badge is out.
    """
    wrong = None if not draft.corrects else _to_correct(draft.corrects)
    on = task.on if wrong is None else wrong.came_on
    earlier = wrong or known_visitor(draft.credential_number, draft.telephone)
    values = _visitor(draft, earlier, on) | _visit(task, draft, wrong) | _call(task, draft, wrong)
    require_admissible(values["call_result"], values["turned_away"])
    _require_host(values)
    code = next_of_year(task, "LF", Visit, on.year)
    if wrong is not None:
        task.update(wrong, voided_on=task.on, void_reason=f"更正为 {code}")
    if not values["badge_back"]:
        _require_free_badge(values["badge"])
    if values["turned_away"] and values["badge"]:
        raise Refused("没有准入的来访不发临时证。请删去证号。", code="badge_outside")
    task.insert(
        Visit,
        code=code,
        came_on=on,
        admitted=not values["turned_away"],
        corrects_id=None if wrong is None else wrong.id,
        **values,
    )
    return Outcome(code, (code,) if wrong is None else (code, wrong.code))


def _to_correct(words: str) -> Visit:
    found = find_visit(words)
    require_standing(found.code, found.voided_on, found.void_reason)
    return found


def _visitor(draft: RecordVisit, earlier: Visit | None, on: date) -> dict[str, Any]:
    """Return what a visitor is, taken over from an earlier visit where nothing else is said."""
    values: dict[str, Any] = {}
    for name, kind in _PERSONAL.items():
        written, key = getattr(draft, name), None
        if written:
            key = keep_personal(kind, written, on)
        elif earlier is not None and (before := getattr(earlier, _KEY[name])) is not None:
            key = keep_again(before, on)
        values[_KEY[name]] = key
    for name in _OF_VISITOR:
        written = getattr(draft, name)
        values[name] = written if written is not None else getattr(earlier, name, None)
    values["organisation"], values["plate"] = values["organisation"] or "", values["plate"] or ""
    if values["name_key"] is None:
        raise Refused("来访人姓名没有填，号码也没有来过。请填写姓名。", code="missing_visitor")
    if values["credential_key"] is None:
        values["credential"] = None
    elif values["credential"] is None:
        raise Refused("填了证件号码，没有填是什么证件。请选证件类型。", code="no_credential")
    return values


def _visit(task: Task, draft: RecordVisit, wrong: Visit | None) -> dict[str, Any]:
    """Return what the visit is for, and how it ended if a correction says nothing else."""
    values: dict[str, Any] = {
        name: getattr(draft, name) if getattr(draft, name) is not None else getattr(wrong, name, "")
        for name in ("purpose", "badge", "belongings", "turned_away", "remarks")
    }
    if not values["purpose"]:
        raise Refused("来访事由没有填。请写明来做什么。", code="no_purpose")
    heads = draft.heads if draft.heads is not None else getattr(wrong, "heads", 1)
    if not 1 <= heads <= 1000:
        raise Refused(f"来访人数不能是 {heads}。请填 1 到 1000。", code="bad_heads")
    values |= {name: getattr(wrong, name, None) for name in _LEFT}
    values["badge_back"] = bool(values["badge_back"] and values["badge"])
    came_at = (
        wrong.came_at if wrong and not draft.came_at else time_of(task, draft, "came_at", task.on)
    )
    return values | {
        "heads": heads,
        "came_at": came_at,
        "hosted_by_id": _person(draft.host, getattr(wrong, "hosted_by_id", None)),
        "department_id": (
            lookup.department(draft.department).id
            if draft.department
            else getattr(wrong, "department_id", None)
        ),
        "gate_by_id": _person(draft.gate_by, getattr(wrong, "gate_by_id", None))
        or task.require_actor().id,
    }


def _call(task: Task, draft: RecordVisit, wrong: Visit | None) -> dict[str, Any]:
    """Return what the telephone call came to; by default it was made now, by the gate."""
    if draft.call_result is None and (draft.called_at or draft.called_by):
        raise Refused("电话核实没有填结果。请选同意、不同意或无人接听。", code="no_result")
    if draft.call_result is None:
        names = ("call_result", "called_at", "called_by_id")
        return {name: getattr(wrong, name, None) for name in names}
    return {
        "call_result": draft.call_result,
        "called_at": time_of(task, draft, "called_at", task.on),
        "called_by_id": _person(draft.called_by, None)
        or _person(draft.gate_by, None)
        or task.require_actor().id,
    }


def _person(words: str | None, otherwise: int | None) -> int | None:
    return lookup.person(words).id if words else otherwise


def _require_host(values: dict[str, Any]) -> None:
    if values["hosted_by_id"] is None and values["department_id"] is None:
        raise Refused("没有填找谁。请填被访人或被访部门。", code="no_host")


def _require_free_badge(badge: str) -> None:
    holder = badge_holder(badge) if badge else None
    if holder is not None:
        raise Refused(
            f"临时证 {badge} 还在 {holder.code} 的来访人手里（{holder.came_on} {holder.came_at}"
            " 发出），没有交回。请换一个证，或先登记交回。",
            code="badge_out",
        )


@command("登记离校", RecordLeaving)
def record_leaving(task: Task, draft: RecordLeaving) -> Outcome:
    """Write down that a visitor has left, with or without giving back the badge.

    Said again of somebody who has left, it is about a badge that came back later.
    """
    visit = find_visit(draft.visit)
    require_standing(visit.code, visit.voided_on, visit.void_reason)
    if not visit.admitted:
        raise Refused(f"{visit.code} 没有准入，没有进校。请核对编号。", code="not_inside")
    if draft.undone:
        changed = task.update(visit, left_on=None, left_at=None, badge_back=False)
        return _left(visit, changed=changed)
    if visit.left_on is None:
        on = draft.left_on or task.on
        at = time_of(task, draft, "left_at")
        require_come(task, on, at, "离开时间")
        require_in_order(f"{visit.came_on} {visit.came_at}", f"{on} {at}", "离开时间")
    else:
        assert visit.left_at is not None
        on, at = draft.left_on or visit.left_on, draft.left_at or visit.left_at
    back = bool(visit.badge) and not draft.badge_kept
    return _left(visit, changed=task.update(visit, left_on=on, left_at=at, badge_back=back))


def _left(visit: Visit, *, changed: bool) -> Outcome:
    if not changed:
        raise Refused(
            f"{visit.code} 本来就是这样，没有要改的。请核对编号。", code="nothing_changed"
        )
    return Outcome(visit.code, (visit.code,))


@command("作废来访登记", VoidVisit)
def void_visit(task: Task, draft: VoidVisit) -> Outcome:
    """Mark a visit that was written down wrongly; it stays and counts no more."""
    visit = find_visit(draft.visit)
    require_standing(visit.code, visit.voided_on, visit.void_reason)
    void(task, visit, draft.reason)
    return Outcome(visit.code, (visit.code,))


@undoes("record_visit")
def _voided(deed: Deed) -> VoidVisit:
    entry = entry_alone(deed, Visit)
    return VoidVisit(visit=entry.code, reason="撤销")


@undoes("record_leaving")
def _as_before_leaving(deed: Deed) -> RecordLeaving:
    ((visit, touched),) = deed.still(Visit)
    before = touched.before or {}
    left_on = before.get("left_on", visit.left_on)
    if left_on is None:
        return RecordLeaving(visit=visit.code, undone=True)
    kept = not before.get("badge_back", visit.badge_back) and bool(visit.badge)
    return RecordLeaving(
        visit=visit.code,
        left_on=date.fromisoformat(left_on) if isinstance(left_on, str) else left_on,
        left_at=before.get("left_at", visit.left_at),
        badge_kept=kept or None,
    )
