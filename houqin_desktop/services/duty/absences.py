"""Who is away from when to when, and why; no duty is given to somebody for these days."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.duty import absence_code
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.school_days import require_stretch
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.duty.drafts import ChangeAbsence, RecordAbsence, WithdrawAbsence
from houqin_desktop.services.duty.finding import find_absence, name_of
from houqin_desktop.services.numbers import exists, next_free
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.duty import Absence


@command("登记请假", RecordAbsence)
def record_absence(task: Task, draft: RecordAbsence) -> Outcome:
    """Write down that somebody is away.

    :raises Refused: when the days overlap those of another absence of the person.
    """
    person = lookup.person(draft.person)
    to_on = draft.to_on or draft.from_on
    _require(person.id, draft.from_on, to_on, draft.reason)
    code = next_free(task, "absence", absence_code, lambda code: exists(Absence, code=code))
    task.insert(
        Absence,
        code=code,
        person_id=person.id,
        from_on=draft.from_on,
        to_on=to_on,
        reason=draft.reason,
        withdrawn=False,
    )
    return Outcome(code, (code,))


@command("改请假", ChangeAbsence)
def change_absence(task: Task, draft: ChangeAbsence) -> Outcome:
    """Say that somebody is away for other days or for another reason."""
    absence = find_absence(draft.absence)
    if absence.withdrawn:
        raise Refused(
            f"请假 {absence.code} 已经撤销，不能再改。请先恢复。", code="absence_withdrawn"
        )
    values: dict[str, Any] = {
        name: getattr(absence, name) if getattr(draft, name) is None else getattr(draft, name)
        for name in ("from_on", "to_on", "reason")
    }
    _require(absence.person_id, **values, besides=absence)
    if not task.update(absence, **values):
        raise Refused(
            f"请假 {absence.code} 本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(absence.code, (absence.code,))


@command("撤销请假", WithdrawAbsence)
def withdraw_absence(task: Task, draft: WithdrawAbsence) -> Outcome:
    """Let an absence not count, or count again."""
    absence = find_absence(draft.absence)
    if draft.restore:
        _require(absence.person_id, absence.from_on, absence.to_on, absence.reason, besides=absence)
    if not task.update(absence, withdrawn=not draft.restore):
        state = "有效" if draft.restore else "已撤销"
        raise Refused(f"请假 {absence.code} 本来就{state}。请核对编号。", code="nothing_changed")
    return Outcome(absence.code, (absence.code,))


def _require(
    person_id: int, from_on: date, to_on: date, reason: str, *, besides: Absence | None = None
) -> None:
    require_stretch(from_on, to_on, "请假")
    if not reason:
        raise Refused("请假要有事由。请填写，例如 病假。", code="empty_name")
    for other in Absence.picked("person_id = ? AND withdrawn = 0", person_id, order="from_on"):
        if besides is not None and other.id == besides.id:
            continue
        if other.from_on <= to_on and from_on <= other.to_on:
            raise Refused(
                f"{name_of(person_id)}从 {other.from_on} 到 {other.to_on} 已经登记了{other.reason}"
                f"（{other.code}）。请改那一条，或核对日期。",
                code="absence_overlaps",
            )


@undoes("record_absence")
def _without_the_absence(deed: Deed) -> Draft:
    return WithdrawAbsence(absence=deed.number or "")


@undoes("withdraw_absence")
def _the_other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Absence)
    return WithdrawAbsence(absence=row.code, restore=row.withdrawn or None)


@undoes("change_absence")
def _absence_as_it_was(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Absence)
    before: dict[str, Any] = {
        name: value if name == "reason" else date.fromisoformat(value)
        for name, value in (touched.before or {}).items()
    }
    return ChangeAbsence(absence=row.code, **before)
