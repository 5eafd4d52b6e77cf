"""点名: who came to a duty, who late, who not, and who stood in without a change of the table."""

from __future__ import annotations

from houqin_desktop.domain.duty import Mark, wants_duty, when_words
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.duty.drafts import MarkDuties, MarkRow
from houqin_desktop.services.duty.finding import find_duty, number_of, standing_table
from houqin_desktop.services.duty.school_calendar import school_calendar
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.duty import Duty, DutyMark, DutyTable, duties_on


@command("值班点名", MarkDuties)
def mark_duties(task: Task, draft: MarkDuties) -> Outcome:
    """Write down how people came to their duties of a day.

    :raises Refused: for a day to come, somebody named twice, or when nothing changes.
    """
    table = standing_table(draft.table)
    if draft.on > task.today:
        raise Refused(f"{draft.on} 还没有到，不能点名。请到那天再点。", code="day_to_come")
    if not wants_duty(table.duty_kind, school_calendar().on(draft.on)):
        raise Refused(
            f"{when_words(draft.on, draft.on)}不用{table.duty_kind.label}，不必点名。"
            "请核对日期和校历。",
            code="no_turns",
        )
    rows = list(draft.rows or ())
    if not rows and not draft.rest_present:
        raise Refused("还没有点名。请至少写一个人，或选“其余的都到”。", code="no_lines")
    seen: dict[int, bool] = {}
    for number, row in enumerate(rows, start=1):
        with in_row(number):
            duty = find_duty(table, draft.on, lookup.person(row.person))
            if duty.id in seen:
                raise Refused(f"“{row.person}”点了两次。请合成一行。", code="repeated_row")
            seen[duty.id] = _write(task, duty, draft, row)
    for duty in duties_on(table.id, draft.on) if draft.rest_present else []:
        if duty.id not in seen and _mark_of(duty, draft) is None:
            present = MarkRow(person=number_of(duty.holder_id), mark=Mark.PRESENT)
            seen[duty.id] = _write(task, duty, draft, present)
    if not any(seen.values()):
        raise Refused(
            f"{table.title} {draft.on} 的点名本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(table.code, (table.code,))


def _mark_of(duty: Duty, draft: MarkDuties) -> Mark | None:
    row = DutyMark.find(duty_id=duty.id, on_day=draft.on)
    return None if row is None else row.mark


def _write(task: Task, duty: Duty, draft: MarkDuties, row: MarkRow) -> bool:
    substitute = None
    if row.mark is Mark.SUBSTITUTED:
        if not row.substitute:
            raise Refused("代班要写明谁代。请填写。", code="missing")
        substitute = lookup.person(row.substitute).id
        if substitute == duty.holder_id:
            raise Refused("不能自己代自己的班。请填另一个人。", code="same_person")
    elif row.substitute:
        raise Refused("只有记“代”才写谁代。请去掉，或改记“代”。", code="bad_choice")
    values = {"mark": row.mark, "substitute_id": substitute, "remarks": row.remarks or ""}
    found = DutyMark.find(duty_id=duty.id, on_day=draft.on)
    if found is not None:
        return task.update(found, **values)
    if row.mark is None:
        return False
    task.insert(DutyMark, duty_id=duty.id, on_day=draft.on, **values)
    return True


@undoes("mark_duties")
def _marks_as_they_were(deed: Deed) -> Draft:
    rows, on, code = [], None, deed.number or ""
    for mark, touched in deed.still(DutyMark):
        duty: Duty = Duty.get_by_id(mark.duty_id)
        before = {"mark": None, "substitute_id": None} if touched.before is None else touched.before
        word = before.get("mark", mark.mark)
        who = before.get("substitute_id", mark.substitute_id)
        rows.append(
            MarkRow(
                person=number_of(duty.holder_id),
                mark=None if word is None else Mark(word),
                substitute=None if who is None else number_of(who),
                remarks=before.get("remarks", mark.remarks) or None,
            )
        )
        on, code = mark.on_day, DutyTable.get_by_id(duty.table_id).code
    assert on is not None
    return MarkDuties(table=code, on=on, rows=tuple(rows))
