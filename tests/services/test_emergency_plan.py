"""应急预案 and 规章制度: on every day one version at most is in force."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from houqin_desktop.domain.emergency_plan import PlanKind
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.emergency_plan.issuing import (
    EndEmergencyPlan,
    EndRegulation,
    IssueEmergencyPlan,
    IssueRegulation,
    WithdrawEmergencyPlan,
    WithdrawRegulation,
)
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import Book

NAME = "消防安全"


def issue(kind: str, year: int) -> Draft:
    values: dict[str, Any] = {"name": NAME, "issued_by": "领导小组", "from_on": date(year, 9, 1)}
    if kind == "regulations":
        return IssueRegulation(**values)
    return IssueEmergencyPlan(kind=PlanKind.FIRE, **values)


def in_force(book: Book, kind: str, on: date | None = None) -> list[tuple[object, object]]:
    return [(row["版本"], row["状态"]) for row in book.listed(kind, on)]


@pytest.mark.parametrize(
    ("kind", "end", "withdraw"),
    [
        (
            "emergency_plans",
            lambda on: EndEmergencyPlan(plan=NAME, to_on=on),
            lambda back: WithdrawEmergencyPlan(plan=NAME, restore=back),
        ),
        (
            "regulations",
            lambda on: EndRegulation(regulation=NAME, to_on=on),
            lambda back: WithdrawRegulation(regulation=NAME, restore=back),
        ),
    ],
)
def test_a_new_version_takes_over_and_every_day_knows_its_own(book: Book, kind, end, withdraw):
    first = book.run(issue(kind, 2025))
    book.refuses(issue(kind, 2025), "date_order")
    second = book.run(issue(kind, 2026))
    assert in_force(book, kind) == [(2, "施行中")]
    assert in_force(book, kind, date(2026, 8, 31)) == [(1, "施行中")]
    assert in_force(book, kind, date(2025, 8, 31)) == [(1, "未施行")]
    ended = book.run(end(date(2026, 10, 1)))
    assert in_force(book, kind) == [(2, "已废止")]
    book.refuses(end(date(2026, 8, 1)), "date_order")
    book.run(UndoCommand(command_id=ended.command_id))
    book.run(UndoCommand(command_id=second.command_id))
    assert in_force(book, kind) == [(1, "施行中")]
    book.run(withdraw(True))
    assert in_force(book, kind) == [(2, "施行中")]
    gone = book.run(withdraw(None))
    book.run(UndoCommand(command_id=gone.command_id))
    book.run(withdraw(None))
    book.run(UndoCommand(command_id=first.command_id))
    assert in_force(book, kind) == [(None, "已撤销")]
    book.refuses(end(None), "no_version")
    book.refuses(withdraw(None), "nothing_changed")
    book.run(issue(kind, 2026))
    assert in_force(book, kind) == [(3, "施行中")]
    book.require_whole()


def test_a_new_plan_says_for_what_it_is_and_who_issued_it(book: Book):
    day = date(2026, 9, 1)
    book.refuses(IssueEmergencyPlan(name=NAME, issued_by="领导小组", from_on=day), "no_kind")
    book.refuses(IssueRegulation(name=NAME, issued_by="", from_on=day), "no_issuer")
    book.refuses(IssueRegulation(name="", issued_by="学校", from_on=day), "empty_name")
    book.refuses(EndRegulation(regulation="没有"), "unknown_regulation")
