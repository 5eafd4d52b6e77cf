"""Who is on duty today and on the next turn, duties of people who are away, days not yet ticked."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.duty import wants_duty, when_words
from houqin_desktop.services.duty.finding import name_of
from houqin_desktop.services.duty.school_calendar import school_calendar
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.duty import (
    duties_of_absent,
    duties_on,
    posts_of,
    standing_tables,
    unticked_days,
)

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

# So many days back a day without a tick is asked for.
DAYS_BACK: Final = 14


def on_duty(session: Session) -> TodoGroup | None:
    """List who stands today and tomorrow, a line for each table."""
    today = session.clock.today()
    lines = [
        line
        for word, on in (("今天", today), ("明天", today + timedelta(days=1)))
        for line in _lines_on(word, on)
    ]
    return group_of(
        "on_duty", "今天和明天的值班", "people", "请提前提醒；临时有事请报批调班。", lines
    )


def _lines_on(word: str, on: date) -> list[TodoLine]:
    lines = []
    day = school_calendar().on(on)
    for table in standing_tables():
        if not wants_duty(table.duty_kind, day):
            continue
        duties = duties_on(table.id, on)
        if not duties:
            continue
        told = []
        for post in posts_of(table.id):
            names = "、".join(name_of(one.holder_id) for one in duties if one.post_id == post.id)
            told.append(f"{post.name}{f' {post.hours}' if post.hours else ''}：{names}")
        text = f"{word}（{on:%m-%d}）{table.duty_kind.label}　{'；'.join(told)}"
        lines.append(TodoLine(text, f"{table.code} {table.title}", Leads("record", table.code)))
    return lines


def away_on_duty(session: Session) -> TodoGroup | None:
    """List the duties to come of people who are away."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{name_of(person)}{reason}，{on} 的班没有人顶",
            f"{code}，请调班或顶班",
            Leads("record", code),
            max((today - date.fromisoformat(on)).days, 0) or None,
        )
        for code, on, person, _, reason in duties_of_absent(today)
    ]
    return group_of(
        "duty_absences",
        "请假的人还有班",
        "warning",
        "请安排顶班，或让两人调班，并写明批准人。",
        lines,
    )


def not_ticked(session: Session) -> TodoGroup | None:
    """List the tables with days of late on which nobody was ticked."""
    today, calendar = session.clock.today(), school_calendar()
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for code, title, kind, on in unticked_days(today - timedelta(days=DAYS_BACK), today):
        if wants_duty(kind, calendar.on(on)):
            days[code, title].append(on)
    lines = [
        TodoLine(
            f"{title} {when_words(min(found), min(found))}还没有点名"
            if len(found) == 1
            else f"{title} {len(found)} 天还没有点名，最早 {min(found)}",
            code,
            Leads("record", code),
            (today - min(found)).days or None,
        )
        for (code, title), found in days.items()
    ]
    return group_of(
        "duty_marks", "值班没有点名", "check", "请按签到栏点名：到、迟到、缺、代。", lines
    )


SOURCES = (on_duty, away_on_duty, not_ticked)
