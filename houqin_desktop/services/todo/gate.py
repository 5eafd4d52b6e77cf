"""The gate in 今日待办: who should be gone or back, logs that stand open, rounds not walked, and
what is kept of visitors longer than it may be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from houqin_desktop.domain.day_time import read_time
from houqin_desktop.domain.settings import CLOSING_TIME, PATROLS
from houqin_desktop.services import lookup
from houqin_desktop.services.gate.personal import due_month
from houqin_desktop.services.gate.view import GateBook
from houqin_desktop.services.guard_shift.finding import open_shifts, window_of
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.gate import badges_out, outings_out, visits_inside
from houqin_desktop.storage.guard_shift import GuardShift, Incident, patrols_by_day
from houqin_desktop.storage.personal import counts_before

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.services.session import Session


def _now(session: Session) -> str:
    return session.clock.now().strftime("%Y-%m-%d %H:%M")


def still_inside(session: Session) -> TodoGroup | None:
    """List the visitors who are inside though school is closed, and badges that did not come back.

    Before closing time those of today are no matter.
    """
    today = session.clock.today()
    closing = f"{today} {read_time(lookup.setting(CLOSING_TIME), CLOSING_TIME.title)}"
    inside, badges = visits_inside(), badges_out()
    book = GateBook.of((*inside, *badges))
    lines = [
        TodoLine(
            f"{book.masks.shown(visit.name_key)}（{visit.came_on} {visit.came_at} 来访）"
            "还没有登记离校",
            f"{visit.code}　找{book.host(visit)}　{visit.heads} 人",
            Leads("record", visit.code),
            (today - visit.came_on).days or None,
        )
        for visit in inside
        if visit.came_on < today or _now(session) >= closing
    ]
    lines += [
        TodoLine(
            f"临时证 {visit.badge} 没有交回",
            f"{visit.code}　{book.masks.shown(visit.name_key)}",
            Leads("record", visit.code),
            (today - (visit.left_on or today)).days or None,
        )
        for visit in badges
    ]
    return group_of(
        "visitors_inside",
        "来访人没有离校",
        "people",
        "请查问被访人：已走的补登离校，没有交回的临时证请追回。",
        lines,
    )


def not_back(session: Session) -> TodoGroup | None:
    """List who should have been back by now."""
    today, now = session.clock.today(), _now(session)
    book = GateBook.of(late := [one for one in outings_out() if one.overdue(now)])
    lines = [
        TodoLine(
            f"{book.who(one)}预计 {one.expected_on} {one.expected_at} 返校，还没有登记",
            f"{one.code}　{one.purpose}",
            Leads("record", one.code),
            _days(today, one.expected_on),
        )
        for one in late
    ]
    return group_of(
        "outings_late", "外出逾期未返", "clock", "请联系本人或批准人；回来了请登记返校。", lines
    )


def _days(today: date, since: date | None) -> int | None:
    return None if since is None else (today - since).days or None


def open_logs(session: Session) -> TodoGroup | None:
    """List shifts that are over and not handed over, and logs that no leader has signed."""
    today, now = session.clock.today(), _now(session)
    lines = [
        TodoLine(
            f"{one.shift_on} {one.shift_name}到点了还没有交班",
            one.code,
            Leads("record", one.code),
            _days(today, one.shift_on),
        )
        for one in open_shifts()
        if window_of(one)[1] < now
    ]
    unsigned = GuardShift.picked(
        "handed_on IS NOT NULL AND signed_on IS NULL AND voided_on IS NULL", order="shift_on"
    )
    lines += [
        TodoLine(
            f"{one.shift_on} {one.shift_name}的日志带班领导还没有签字",
            one.code,
            Leads("record", one.code),
            _days(today, one.shift_on),
        )
        for one in unsigned
    ]
    return group_of(
        "guard_logs", "安保日志没有办完", "paper", "请交接双方点清器械，再请带班领导签字。", lines
    )


def too_few_rounds(session: Session) -> TodoGroup | None:
    """Say where the grounds were walked too seldom yesterday, if a log was kept at all."""
    yesterday = session.clock.today() - timedelta(days=1)
    if not GuardShift.picked("shift_on = ? AND voided_on IS NULL", yesterday.isoformat()):
        return None
    wanted = int(lookup.setting(PATROLS))
    walked = patrols_by_day(yesterday, yesterday).get(yesterday, 0)
    lines = []
    if walked < wanted:
        lines.append(
            TodoLine(
                f"昨天（{yesterday}）只巡查了 {walked} 次，应巡 {wanted} 次",
                "GB/T 29315-2022：校内巡查每天不少于五次",
                Leads("guard_shifts"),
                1,
            )
        )
    return group_of("patrols", "校园巡查次数不够", "warning", "请查明原因，今天补足。", lines)


def open_incidents(session: Session) -> TodoGroup | None:
    """List the incidents of which nobody has written how they ended."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{one.title}（{one.happened_on} {one.happened_at}）还没有处理结果",
            one.code,
            Leads("record", one.code),
            _days(today, one.happened_on),
        )
        for one in Incident.picked("over_on IS NULL AND voided_on IS NULL", order="happened_on")
    ]
    return group_of(
        "incidents", "异常事件没有了结", "warning", "请登记处理结果，必要时继续报告。", lines
    )


def over_age(session: Session) -> TodoGroup | None:
    """Say how much is kept of visitors longer than the parameter says."""
    months, first = due_month(session.clock.today())
    number = sum(counts_before(first).values())
    lines = []
    if number:
        lines.append(
            TodoLine(
                f"{first} 以前的来访人个人信息有 {number} 项到期",
                f"保存 {months} 个月；清除后登记和人次都还在",
                Leads("visits", filters=(Filter("valid", "yes", "有效"),)),
            )
        )
    return group_of(
        "personal_due", "个人信息到期", "lock", "请在“来访”里办“清除到期个人信息”。", lines
    )


SOURCES = (still_inside, not_back, open_logs, too_few_rounds, open_incidents, over_age)
