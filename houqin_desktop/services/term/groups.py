"""The groups of a plan: classes, grades and teachers with their head counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.term import GroupKind, Heads, require_heads
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.roster.members import find_roster
from houqin_desktop.services.term.drafts import GroupRow, SetTermGroups
from houqin_desktop.services.term.finding import standing_plan
from houqin_desktop.services.term.rows import write_rows
from houqin_desktop.services.undoing.verbs import Deed, stored, undoes
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.roster import Roster
from houqin_desktop.storage.term import TermGroup, TermPlan, issues_in_plan


@command("定发放对象", SetTermGroups)
def set_term_groups(task: Task, draft: SetTermGroups) -> Outcome:
    """Write groups of a plan as they should be; the others stay.

    :raises Refused: naming the row, for numbers that do not fit, or for a group that was handed
        something and is to be dropped.
    """
    plan = standing_plan(draft.plan)
    names = write_rows(
        plan,
        draft.groups,
        "发放对象",
        name_of=lambda row: row.name,
        write=lambda row: _write(task, plan, row),
    )
    return Outcome(plan.code, (plan.code, *names))


def _write(task: Task, plan: TermPlan, row: GroupRow) -> bool:
    group = TermGroup.find(plan_id=plan.id, name=row.name)
    values = _values(row)
    if group is None:
        position = 1 + max((one.position for one in _all_of(plan)), default=0)
        task.insert(TermGroup, plan_id=plan.id, position=position, name=row.name, **values)
        return True
    if values["dropped"]:
        _require_nothing_handed(plan, group)
    return bool(task.update(group, **values))


def _all_of(plan: TermPlan) -> list[TermGroup]:
    return TermGroup.picked("plan_id = ?", plan.id)


def _values(row: GroupRow) -> dict[str, Any]:
    """Return the columns of a group as its row says them.

    :raises Refused: for numbers that do not fit its kind.
    """
    roster = None
    if row.roster:
        roster = find_roster(row.roster)
        if row.kind is not GroupKind.TEACHERS or roster.kind is not RosterKind.PEOPLE:
            raise Refused(
                f"{row.name}不能按名单“{row.roster}”算人数。名单只用于教师，须列人员；请改正。",
                code="roster_kind",
            )
        if row.heads is not None:
            raise Refused(
                f"{row.name}的人数按名单算。请去掉人数，或去掉名单。", code="roster_or_heads"
            )
    elif row.heads is None:
        raise Refused(f"{row.name}还没有人数。请填写，没有人填 0。", code="bad_heads")
    usual = 1 if row.kind is GroupKind.CLASS else 0
    classes = usual if row.classes is None else row.classes
    require_heads(Heads(row.kind, row.grade, classes, row.heads or 0), row.name)
    return {
        "kind": row.kind,
        "grade": row.grade,
        "classes": classes,
        "heads": row.heads,
        "taker_id": lookup.person(row.taker).id if row.taker else None,
        "roster_id": None if roster is None else roster.id,
        "dropped": bool(row.dropped),
    }


def _require_nothing_handed(plan: TermPlan, group: TermGroup) -> None:
    numbers = [number for of, _, _, number, _ in issues_in_plan(plan.id) if of == group.id]
    if numbers:
        raise Refused(
            f"{group.name}已按 {'、'.join(numbers)} 领过物品，不能去掉。请先撤销或冲销领用单。",
            code="group_issued",
        )


def row_of(group: TermGroup, changed: Mapping[str, Any] | None = None) -> GroupRow:
    """Return a group as one fills it in.

    :param changed: database values that stand in place of what the group has there.
    """
    now = stored(group, dict.fromkeys(("kind", "grade", "classes", "heads", "taker_id"), None))
    now |= {"roster_id": group.roster_id, "dropped": int(group.dropped)} | dict(changed or {})
    taker, roster = now["taker_id"], now["roster_id"]
    return GroupRow(
        name=group.name,
        kind=GroupKind(now["kind"]),
        grade=now["grade"],
        classes=now["classes"],
        heads=now["heads"],
        taker=None if taker is None else Person.get_by_id(taker).number,
        roster=None if roster is None else Roster.get_by_id(roster).name,
        dropped=bool(now["dropped"]) or None,
    )


@undoes("set_term_groups")
def _groups_as_they_were(deed: Deed) -> Draft:
    rows = []
    for group, touched in deed.still(TermGroup):
        before = {"dropped": 1} if touched.before is None else touched.before
        rows.append(row_of(group, before))
    return SetTermGroups(plan=deed.number or "", groups=tuple(rows))
