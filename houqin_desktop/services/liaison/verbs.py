"""An entry of the log of 周边环境 is written, corrected or voided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from houqin_desktop.domain.clock_time import read_time
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.liaison import (
    SLOT_TIMES,
    LiaisonKind,
    Slot,
    liaison_code,
    require_liaison,
    require_times,
)
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services.attaching import keep_photo
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.safety_event.log_entries import require_reason, void_entry
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.liaison import Liaison


@dataclass(frozen=True, kw_only=True)
class RecordLiaison(Draft):
    """With whom the school met or who stood outside; a 护学岗 stands at the usual times."""

    kind: LiaisonKind = argument("种类", Kind.CHOICE, choices=LiaisonKind)
    met_on: date | None = argument("日期", Kind.DATE, default=None)
    slot: Slot | None = argument("时段", Kind.CHOICE, choices=Slot, default=None)
    from_at: str | None = argument("开始时间", default=None)
    to_at: str | None = argument("结束时间", default=None)
    counterpart: str = argument("对方单位人员")
    colleagues: str | None = argument("我校人员", default=None)
    place: str | None = argument("场所", Kind.CAMPUS_PLACE, default=None)
    matter: str = argument("事项")
    result: str | None = argument("结果", default=None)
    photo: str | None = argument("照片或纪要", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectLiaison(Draft):
    """An entry is written anew; what is left out stays as it was."""

    number: str = argument("记录编号")
    reason: str = argument("更正原因")
    kind: LiaisonKind | None = argument("种类", Kind.CHOICE, choices=LiaisonKind, default=None)
    met_on: date | None = argument("日期", Kind.DATE, default=None)
    slot: Slot | None = argument("时段", Kind.CHOICE, choices=Slot, default=None)
    from_at: str | None = argument("开始时间", default=None)
    to_at: str | None = argument("结束时间", default=None)
    counterpart: str | None = argument("对方单位人员", default=None)
    colleagues: str | None = argument("我校人员", default=None)
    place: str | None = argument("场所", Kind.CAMPUS_PLACE, default=None)
    matter: str | None = argument("事项", default=None)
    result: str | None = argument("结果", default=None)
    photo: str | None = argument("照片或纪要", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class VoidLiaison(Draft):
    """An entry was wrong, or is right after all; it stays and is marked."""

    number: str = argument("记录编号")
    reason: str | None = argument("作废原因", default=None)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


def find_liaison(number: str) -> Liaison:
    """Return the entry with this number.

    :raises Refused: when there is none.
    """
    found = Liaison.find(code=normalise_code(number))
    if found is None:
        raise Refused(f"没有周边联络记录“{number}”。请检查编号。", code="unknown_liaison")
    return found


@command("登记周边联络", RecordLiaison)
def record_liaison(task: Task, draft: RecordLiaison) -> Outcome:
    """Write an entry of the log."""
    slot = draft.slot or Slot.OTHER_TIME
    usual = SLOT_TIMES.get(slot, (None, None))
    values: dict[str, Any] = {
        "kind": draft.kind,
        "met_on": draft.met_on or task.on,
        "slot": slot,
        "from_at": read_time(draft.from_at) if draft.from_at else usual[0],
        "to_at": read_time(draft.to_at) if draft.to_at else usual[1],
        "counterpart": draft.counterpart,
        "colleagues": draft.colleagues or "",
        "campus_place_id": find_campus_place(draft.place).id if draft.place else None,
        "matter": draft.matter,
        "result": draft.result or "",
        "photo": keep_photo(task, draft.photo),
    }
    return _write(task, values)


@command("更正周边联络", CorrectLiaison)
def correct_liaison(task: Task, draft: CorrectLiaison) -> Outcome:
    """Void an entry and write what it should have said; the new one names the old."""
    old = find_liaison(draft.number)
    require_reason(draft.reason)
    names = ("kind", "met_on", "slot", "counterpart", "colleagues", "matter", "result")
    values: dict[str, Any] = {
        name: getattr(old, name) if getattr(draft, name) is None else getattr(draft, name)
        for name in (*names, "from_at", "to_at")
    }
    if draft.slot is not None and draft.slot in SLOT_TIMES:
        values["from_at"], values["to_at"] = SLOT_TIMES[draft.slot]
    for name in ("from_at", "to_at"):
        written = getattr(draft, name)
        if written is not None:
            values[name] = read_time(written) if written else None
    values["campus_place_id"] = (
        find_campus_place(draft.place).id if draft.place else old.campus_place_id
    )
    values["photo"] = keep_photo(task, draft.photo) if draft.photo else old.photo
    void_entry(task, old, draft.reason)
    return _write(task, values, corrects=old)


def _write(task: Task, values: dict[str, Any], corrects: Liaison | None = None) -> Outcome:
    require_liaison(values["counterpart"], values["matter"], values["met_on"], task.today)
    require_times(values["from_at"], values["to_at"])
    year = values["met_on"].year
    code = liaison_code(year, next_serial(task, f"liaison:{year}"))
    by = task.require_actor().id
    task.insert(
        Liaison,
        code=code,
        recorded_by_id=by,
        corrects_id=None if corrects is None else corrects.id,
        **values,
    )
    return Outcome(code, (code,) if corrects is None else (code, corrects.code))


@command("作废周边联络", VoidLiaison)
def void_liaison(task: Task, draft: VoidLiaison) -> Outcome:
    """Mark an entry as void, or as standing; what it corrected stands again without it."""
    entry = find_liaison(draft.number)
    void_entry(task, entry, draft.reason, restore=bool(draft.restore))
    return Outcome(entry.code, (entry.code,))


@undoes("record_liaison")
@undoes("correct_liaison")
def _without_entry(deed: Deed) -> Draft:
    list(deed.still(Liaison))
    return VoidLiaison(number=deed.number or "", reason="撤销登记")


@undoes("void_liaison")
def _other_way(deed: Deed) -> Draft:
    row = next(row for row, _ in deed.still(Liaison) if row.code == deed.number)
    return VoidLiaison(
        number=row.code,
        restore=row.voided or None,
        reason=None if row.voided else "撤销恢复",
    )
