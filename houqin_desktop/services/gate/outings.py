"""校内人员外出登记: staff with an approval, pupils with permission and someone to fetch them."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.day_time import read_time
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.personal import PersonalKind
from houqin_desktop.domain.visit import CallResult, OutingKind, require_in_order
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.gate.drafts import RecordOuting, RecordOutingBack, VoidOuting
from houqin_desktop.services.gate.moments import require_come, time_of
from houqin_desktop.services.gate.personal import keep_again, keep_personal
from houqin_desktop.services.gate.voiding import entry_alone, require_standing, void
from houqin_desktop.services.numbers import next_of_year
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.gate import Outing

_STAFF = {"person": "外出人", "approved_by": "批准人"}
_PUPIL = {
    "class_name": "班级",
    "pupil": "学生姓名",
    "permitted_by": "班主任",
    "fetcher": "接领人",
    "relation": "与学生关系",
    "telephone": "接领人电话",
}
_PERSONAL = {
    "pupil": ("pupil_key", PersonalKind.NAME),
    "fetcher": ("fetcher_key", PersonalKind.NAME),
    "telephone": ("telephone_key", PersonalKind.TELEPHONE),
}
_COLUMN = {
    "person": "person_id",
    "approved_by": "approved_by_id",
    "permitted_by": "permitted_by_id",
    **{name: column for name, (column, _) in _PERSONAL.items()},
}

cannot_undo("void_outing", "作废要如实留存。登记本来没有错的，请重新登记，并在“更正哪一条”里写它。")


def find_outing(words: str) -> Outing:
    """Return the outing of this number.

    :raises Refused: `unknown_outing`.
    """
    found = Outing.find(code=words.strip().upper())
    if found is None:
        raise Refused(f"没有外出登记“{words[:40]}”。请核对编号。", code="unknown_outing")
    return found


@command("登记外出", RecordOuting)
def record_outing(task: Task, draft: RecordOuting) -> Outcome:
    """Write down who goes out; a correction voids what it corrects.

    :raises Refused: without the approval of somebody else, the class teacher's permission that
        was asked back, or somebody who fetches the pupil.
    """
    wrong = None if not draft.corrects else find_outing(draft.corrects)
    if wrong is not None:
        require_standing(wrong.code, wrong.voided_on, wrong.void_reason)
    on = task.on if wrong is None else wrong.went_on
    asked, other = (_STAFF, _PUPIL) if draft.kind is OutingKind.STAFF else (_PUPIL, _STAFF)
    same = wrong if wrong is not None and wrong.kind is draft.kind else None
    for name, title in other.items():
        if getattr(draft, name):
            raise Refused(
                f"{draft.kind.label}不用填“{title}”。请删去它，或改选谁外出。", code="other_kind"
            )
    values = {name: _value(draft, name, same, on) for name in asked}
    for name, title in asked.items():
        if not values[name]:
            raise Refused(f"{draft.kind.label}要有“{title}”。请填写。", code="missing_permission")
    row = {_COLUMN.get(name, name): value for name, value in values.items()}
    row |= _words(draft, wrong) | _times(task, draft, wrong, on)
    row |= _rules(task, draft, row, same)
    if wrong is None:
        _require_inside(draft.kind, row, on)
    code = next_of_year(task, "WC", Outing, on.year)
    if wrong is not None:
        task.update(wrong, voided_on=task.on, void_reason=f"更正为 {code}")
    gate_by = lookup.person(draft.gate_by).id if draft.gate_by else None
    task.insert(
        Outing,
        code=code,
        kind=draft.kind,
        went_on=on,
        gate_by_id=gate_by or getattr(wrong, "gate_by_id", None) or task.require_actor().id,
        corrects_id=None if wrong is None else wrong.id,
        **row,
    )
    return Outcome(code, (code,) if wrong is None else (code, wrong.code))


def _require_inside(kind: OutingKind, row: dict[str, Any], on: date) -> None:
    """Refuse to let somebody out who is out already."""
    whose = "person_id" if kind is OutingKind.STAFF else "pupil_key"
    out = Outing.picked(
        f"{whose} = ? AND back_at IS NULL AND voided_on IS NULL"
        " AND (expected_on IS NOT NULL OR went_on = ?)",
        row[whose],
        on.isoformat(),
    )
    if out:
        one = out[0]
        raise Refused(
            f"{one.code} {one.went_on} {one.went_at} 外出的就是这一位，还没有登记返校。"
            "请先登记返校，或更正那一条。",
            code="out_already",
        )


def _value(draft: RecordOuting, name: str, wrong: Outing | None, on: date) -> Any:
    """Return a field as its column holds it, taken from what is corrected where it was left out."""
    written, before = getattr(draft, name), getattr(wrong, _COLUMN.get(name, name), None)
    if name in _PERSONAL:
        if written:
            return keep_personal(_PERSONAL[name][1], written, on)
        return None if before is None else keep_again(before, on)
    if name in ("person", "approved_by", "permitted_by"):
        return lookup.person(written).id if written else before
    return written or before


def _words(draft: RecordOuting, wrong: Outing | None) -> dict[str, Any]:
    words = {
        name: getattr(draft, name) if getattr(draft, name) is not None else getattr(wrong, name, "")
        for name in ("purpose", "destination", "remarks")
    }
    if not words["purpose"]:
        raise Refused("外出事由没有填。请写明去做什么。", code="no_purpose")
    return words


def _times(task: Task, draft: RecordOuting, wrong: Outing | None, on: date) -> dict[str, Any]:
    went_at = (
        wrong.went_at if wrong and not draft.went_at else time_of(task, draft, "went_at", task.on)
    )
    expected_on = draft.expected_on or getattr(wrong, "expected_on", None)
    expected_at = getattr(wrong, "expected_at", None)
    if draft.expected_at:
        expected_on = expected_on or on
        expected_at = read_time(draft.expected_at, "预计返回时间")
    if (expected_on is None) != (expected_at is None):
        raise Refused("预计返回只填了日期。请把时间也填上。", code="no_time")
    if expected_on is not None:
        require_in_order(f"{on} {went_at}", f"{expected_on} {expected_at}", "预计返回")
    return {
        "went_at": went_at,
        "expected_on": expected_on,
        "expected_at": expected_at,
        "back_on": getattr(wrong, "back_on", None),
        "back_at": getattr(wrong, "back_at", None),
    }


def _rules(
    task: Task, draft: RecordOuting, row: dict[str, Any], same: Outing | None
) -> dict[str, Any]:
    """Hold staff to an approval by another, a pupil to the gate's call to the class teacher."""
    if draft.kind is OutingKind.STAFF:
        if row["approved_by_id"] == row["person_id"]:
            raise Refused("不能自己批准自己外出。请填批准的领导。", code="own_approval")
        if row["expected_on"] is None:
            raise Refused("没有填预计返回时间。请填写几点回来。", code="no_return")
        if draft.called_at or draft.called_by:
            raise Refused("教职工外出不用致电班主任。请删去核验时间和核验人。", code="other_kind")
        return {}
    called_at = draft.called_at or getattr(same, "called_at", None)
    if not called_at:
        raise Refused(
            "门卫还没有打电话向班主任核验，学生不能离校。请核验后填“致电时间”。",
            code="not_called",
        )
    called_by = lookup.person(draft.called_by).id if draft.called_by else None
    return {
        "call_result": CallResult.AGREED,
        "called_at": time_of(task, draft, "called_at", task.on) if draft.called_at else called_at,
        "called_by_id": called_by or getattr(same, "called_by_id", None) or task.require_actor().id,
    }


@command("登记返校", RecordOutingBack)
def record_outing_back(task: Task, draft: RecordOutingBack) -> Outcome:
    """Write down that somebody is back, or that he is not."""
    outing = find_outing(draft.outing)
    require_standing(outing.code, outing.voided_on, outing.void_reason)
    on, at = None, None
    if not draft.undone:
        if outing.back_on is not None and draft.back_at is None:
            raise Refused(
                f"{outing.code} 已于 {outing.back_on} {outing.back_at} 返校。请核对编号。",
                code="nothing_changed",
            )
        on, at = draft.back_on or task.on, time_of(task, draft, "back_at")
        require_come(task, on, at, "返校时间")
        require_in_order(f"{outing.went_on} {outing.went_at}", f"{on} {at}", "返校时间")
    if not task.update(outing, back_on=on, back_at=at):
        raise Refused(
            f"{outing.code} 本来就是这样，没有要改的。请核对编号。", code="nothing_changed"
        )
    return Outcome(outing.code, (outing.code,))


@command("作废外出登记", VoidOuting)
def void_outing(task: Task, draft: VoidOuting) -> Outcome:
    """Mark an outing that was written down wrongly; it stays and counts no more."""
    outing = find_outing(draft.outing)
    require_standing(outing.code, outing.voided_on, outing.void_reason)
    void(task, outing, draft.reason)
    return Outcome(outing.code, (outing.code,))


@undoes("record_outing")
def _voided(deed: Deed) -> VoidOuting:
    entry = entry_alone(deed, Outing)
    return VoidOuting(outing=entry.code, reason="撤销")


@undoes("record_outing_back")
def _as_before_the_return(deed: Deed) -> RecordOutingBack:
    ((outing, touched),) = deed.still(Outing)
    before = touched.before or {}
    back_on = before.get("back_on", outing.back_on)
    if back_on is None:
        return RecordOutingBack(outing=outing.code, undone=True)
    return RecordOutingBack(
        outing=outing.code,
        back_on=date.fromisoformat(back_on) if isinstance(back_on, str) else back_on,
        back_at=before.get("back_at", outing.back_at),
    )
