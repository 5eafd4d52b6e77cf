"""A table of duties is made from lists, calendar and absences; it is renamed and withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from houqin_desktop.domain.duty import (
    DutyKind,
    Turn,
    require_post,
    require_posts,
    table_code,
    turns_of,
    when_words,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.domain.rota import Turns, at_posts, made_fair, uneven
from houqin_desktop.domain.school_days import require_stretch
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.duty.available import Candidate, Occupied, candidates
from houqin_desktop.services.duty.drafts import (
    ChangeDutyTable,
    DutyPostRow,
    PlanDuties,
    WithdrawDutyTable,
)
from houqin_desktop.services.duty.finding import find_table, name_of, standing_table
from houqin_desktop.services.duty.school_calendar import school_calendar
from houqin_desktop.services.numbers import exists, next_free
from houqin_desktop.services.roster.members import find_roster
from houqin_desktop.services.term.finding import find_plan
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.duty import (
    Duty,
    DutyPost,
    DutyTable,
    duties_by_holder,
    duties_of,
    marks_of,
    posts_of,
    standing_duties_between,
    table_before,
)
from houqin_desktop.storage.roster import Roster


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the table that is being made."""

    position: int
    name: str
    hours: str
    seats: int
    roster: Roster


@dataclass(frozen=True, slots=True)
class Planned:
    """Who stands where on which turn: turn and post by place, and the person."""

    turn: int
    position: int
    person_id: int


@command("排值班表", PlanDuties)
def plan_duties(task: Task, draft: PlanDuties) -> Outcome:
    """Make a table of duties: fair, never on a day somebody is away, nobody twice on a day.

    :raises Refused: when a turn has too few people, or when it can only be uneven and nobody said
        that it may be; naming who and why.
    """
    from_on = _first_day(draft)
    require_stretch(from_on, draft.to_on, "值班表")
    posts = _posts(draft)
    title = draft.title or f"{draft.kind.label}表（{from_on} 至 {draft.to_on}）"
    if exists(DutyTable, title=title, withdrawn=False):
        raise Refused(
            f"值班表“{title}”已经有了。请换一个名称，或先撤销原来那张。", code="duty_table_exists"
        )
    turns = turns_of(draft.kind, school_calendar(), from_on, draft.to_on)
    if not turns:
        raise Refused(
            f"{from_on} 到 {draft.to_on} 没有要排{draft.kind.label}的日子。请核对日期和校历。",
            code="no_turns",
        )
    planned = _planned(draft, from_on, turns, posts)
    code = next_free(task, "duty_table", table_code, lambda code: exists(DutyTable, code=code))
    table = task.insert(
        DutyTable,
        code=code,
        duty_kind=draft.kind,
        title=title,
        from_on=from_on,
        to_on=draft.to_on,
        beside_others=bool(draft.beside_others),
        remarks=draft.remarks or "",
        withdrawn=False,
    )
    _write(task, table, posts, turns, planned)
    return Outcome(code, (code,))


def _first_day(draft: PlanDuties) -> date:
    if draft.from_on is not None:
        return draft.from_on
    if not draft.term:
        raise Refused("值班表从哪天起还没有写。请填起日，或填开学计划编号。", code="missing")
    return find_plan(draft.term).begins_on


def _posts(draft: PlanDuties) -> list[Post]:
    rows = list(draft.posts or ())
    if not rows and draft.like:
        rows = rows_like(draft.like)
    require_posts(row.name for row in rows)
    posts = []
    for number, row in enumerate(rows, start=1):
        with in_row(number):
            require_post(row.name, row.seats)
            roster = find_roster(row.roster)
            if roster.kind is not RosterKind.PEOPLE:
                raise Refused(
                    f"名单“{roster.name}”列的是部门，不能值班。请用列人员的名单。",
                    code="roster_kind",
                )
            posts.append(Post(number, row.name, row.hours or "", row.seats, roster))
    return posts


def rows_like(code: str) -> list[DutyPostRow]:
    """Return the posts of a table as they were filled in.

    :raises Refused: when there is none.
    """
    return [_row(post) for post in posts_of(find_table(code).id)]


def _row(post: DutyPost) -> DutyPostRow:
    name = Roster.get_by_id(post.roster_id).name
    return DutyPostRow(name=post.name, roster=name, seats=post.seats, hours=post.hours or None)


def _planned(
    draft: PlanDuties, from_on: date, turns: Sequence[Turn], posts: Sequence[Post]
) -> list[Planned]:
    """Return who stands where; the shorter list chooses first, for it has the fewest ways."""
    occupied = Occupied.between(turns, beside_others=bool(draft.beside_others))
    lists: dict[int, list[Candidate]] = {}
    for post in posts:
        lists.setdefault(post.roster.id, candidates(post.roster.id, turns, occupied))
    taken: set[tuple[int, int]] = set()
    planned: list[Planned] = []
    for roster_id in sorted(lists, key=lambda one: len(lists[one])):
        own = [post for post in posts if post.roster.id == roster_id]
        given = _for_list(draft, from_on, turns, own, lists[roster_id], taken)
        taken |= {(one.turn, one.person_id) for one in given}
        planned += given
    return sorted(planned, key=lambda one: (one.turn, one.position))


def _for_list(
    draft: PlanDuties,
    from_on: date,
    turns: Sequence[Turn],
    posts: Sequence[Post],
    listed: Sequence[Candidate],
    taken: set[tuple[int, int]],
) -> list[Planned]:
    for one in listed:
        for turn, person_id in taken:
            if person_id == one.person_id:
                one.away.setdefault(turn, "本表另有岗位")
    # Whoever is away for the whole of it is no measure of what is fair.
    people = [one for one in listed if len(one.away) < len(turns)]
    asked = _asked(draft.kind, from_on, turns, sum(post.seats for post in posts), people)
    _require_enough(posts, turns, listed, asked)
    chosen = made_fair(asked)
    if not draft.uneven:
        _require_fair(turns, people, chosen)
    at = at_posts(chosen, [post.seats for post in posts])
    return [
        Planned(turn, post.position, people[person].person_id)
        for turn, row in enumerate(at)
        for post, standing in zip(posts, row, strict=True)
        for person in standing
    ]


def _asked(
    kind: DutyKind, from_on: date, turns: Sequence[Turn], seats: int, people: Sequence[Candidate]
) -> Turns:
    before = table_before(kind, from_on)
    history = {} if before is None else duties_by_holder(before.id)
    return Turns(
        free=[
            frozenset(place for place, one in enumerate(people) if turn not in one.away)
            for turn in range(len(turns))
        ],
        seats=seats,
        weekdays=[0 if kind.is_weekly else turn.from_on.weekday() for turn in turns],
        before=[history.get(one.person_id, 0) for one in people],
    )


def _require_enough(
    posts: Sequence[Post], turns: Sequence[Turn], listed: Sequence[Candidate], asked: Turns
) -> None:
    place = next(asked.short(), None)
    if place is None:
        return
    turn, names = turns[place], "、".join(post.name for post in posts)
    away = "、".join(f"{one.name}（{one.away[place]}）" for one in listed if place in one.away)
    why = f"名单“{posts[0].roster.name}”共 {len(listed)} 人" + (
        f"，不能排的有：{away}" if away else ""
    )
    raise Refused(
        f"{when_words(turn.from_on, turn.to_on)}排不满：{names}要 {asked.seats} 人，"
        f"能排的只有 {len(asked.free[place])} 人。{why}。请减少人数、补充名单，或核对请假。",
        code="too_few_people",
    )


def _require_fair(
    turns: Sequence[Turn], people: Sequence[Candidate], chosen: Sequence[set[int]]
) -> None:
    counts = [sum(place in row for row in chosen) for place in range(len(people))]
    fewer, most = uneven(counts)
    if not fewer:
        return
    told = "；".join(
        f"{people[one].name}只能排 {counts[one]} 次（{len(turns)} 班里有 {len(people[one].away)} 班"
        f"不能排：{people[one].why() or '无'}）"
        for one in fewer[:5]
    )
    others = f"等 {len(fewer)} 人" if len(fewer) > 5 else ""
    raise Refused(
        f"怎么排都不匀：{told}{others}，而{people[most[0]].name}要排 {counts[most[0]]} 次。"
        "请核对请假和名单；确实只能这样的，请选“不匀也排”再提交。",
        code="uneven_duties",
    )


def _write(
    task: Task,
    table: DutyTable,
    posts: Sequence[Post],
    turns: Sequence[Turn],
    planned: Sequence[Planned],
) -> None:
    rows = {}
    for post in posts:
        rows[post.position] = task.insert(
            DutyPost,
            table_id=table.id,
            position=post.position,
            name=post.name,
            hours=post.hours,
            seats=post.seats,
            roster_id=post.roster.id,
        ).id
    ids = task.next_ids(Duty, len(planned))
    task.insert_images(
        Duty,
        [
            {
                "id": duty_id,
                "table_id": table.id,
                "post_id": rows[one.position],
                "from_on": turns[one.turn].from_on.isoformat(),
                "to_on": turns[one.turn].to_on.isoformat(),
                "planned_id": one.person_id,
                "holder_id": one.person_id,
            }
            for duty_id, one in zip(ids, planned, strict=True)
        ],
    )


@command("改值班表", ChangeDutyTable)
def change_duty_table(task: Task, draft: ChangeDutyTable) -> Outcome:
    """Call a table otherwise, or say something else of it; an empty text is emptied."""
    table = standing_table(draft.table)
    values: dict[str, Any] = {
        name: getattr(draft, name)
        for name in ("title", "remarks")
        if getattr(draft, name) is not None
    }
    if values.get("title") == "":
        raise Refused("值班表要有名称。请填写。", code="empty_name")
    if not values or not task.update(table, **values):
        raise Refused(
            f"值班表 {table.code} 本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(table.code, (table.code,))


@command("撤销值班表", WithdrawDutyTable)
def withdraw_duty_table(task: Task, draft: WithdrawDutyTable) -> Outcome:
    """Take a table out of use while nobody's attendance is ticked, or take it up again.

    :raises Refused: to take it up again where somebody has got another duty on such a day since.
    """
    table = find_table(draft.table)
    if draft.restore and table.withdrawn:
        _require_free_again(table)
    elif not draft.restore and marks_of(table.id):
        raise Refused(
            f"{table.title}已经点过名，不能撤销。请先取消点名，或留着它另排一张。",
            code="duties_marked",
        )
    if not task.update(table, withdrawn=not draft.restore):
        state = "在用" if draft.restore else "已撤销"
        raise Refused(f"值班表 {table.code} 本来就{state}。请核对编号。", code="nothing_changed")
    return Outcome(table.code, (table.code,))


def _require_free_again(table: DutyTable) -> None:
    if exists(DutyTable, title=table.title, withdrawn=False):
        raise Refused(
            f"又有一张值班表叫“{table.title}”。请先给它改个名称。", code="duty_table_exists"
        )
    for duty, other in _clashes(table):
        raise Refused(
            f"{name_of(duty.holder_id)}在 {when_words(other.from_on, other.to_on)}已经排了别的班，"
            f"{table.code} 不能恢复。请先撤销那张值班表，或另排一张。",
            code="duty_twice",
        )


def _clashes(table: DutyTable) -> Iterator[tuple[Duty, Duty]]:
    if table.beside_others:
        return
    others = standing_duties_between(table.from_on, table.to_on, besides=table.id)
    for duty in duties_of(table.id):
        for other in others:
            same = other.holder_id == duty.holder_id
            if same and other.from_on <= duty.to_on and duty.from_on <= other.to_on:
                yield duty, other


@undoes("plan_duties")
def _without_the_table(deed: Deed) -> Draft:
    return WithdrawDutyTable(table=deed.number or "")


@undoes("withdraw_duty_table")
def _the_other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(DutyTable)
    return WithdrawDutyTable(table=row.code, restore=row.withdrawn or None)


@undoes("change_duty_table")
def _table_as_it_was(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(DutyTable)
    return ChangeDutyTable(table=row.code, **(touched.before or {}))
