"""Every order of steps of a red document: a card comes back only when all three have signed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.disposal.drafts import (
    ChangeDisposal,
    PostReversal,
    RecordPrinting,
    RecordResidual,
    RecordSignature,
    RejectDisposal,
    ReturnDisposal,
    ReverseWriteOff,
    WithdrawDisposal,
    WriteOffDisposal,
)
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import close_database
from tests.builders import TODAY, Book, clock_at, copy_book
from tests.scenarios.situations import lay_back, snapshot

STEPS = ("central_storeroom", "general_affairs", "supervising_leader")
STATES = ("signing", "returned", "approved", "executed", "rejected", "withdrawn")
LATEST = "(SELECT max(id) FROM voucher)"
MOST_DOCUMENTS = 2


class Situation(NamedTuple):
    """All that decides what may happen next: the red documents, hands, card, pieces, income."""

    documents: tuple[str, ...]
    hands: frozenset[tuple[str, str]]
    status: str
    back: int
    income: bool

    @property
    def state(self) -> str:
        return self.documents[-1] if self.documents else ""

    @property
    def agreed(self) -> list[str]:
        return [step for step in STEPS if (step, "agree") in self.hands]


Edge = tuple[Situation, str, Situation | None]


def look() -> Situation:
    rows = db.execute_sql("SELECT state FROM voucher WHERE kind = 'reversal' ORDER BY id")
    documents = tuple(row[0] for row in rows)
    hands = db.execute_sql(f"SELECT step, decision FROM signature WHERE voucher_id = {LATEST}")
    (back,) = db.execute_sql(
        "SELECT count(*) FROM posting p JOIN location l ON l.id = p.from_location_id"
        " WHERE l.code = 'DISPOSED'"
    ).fetchone()
    return Situation(
        documents,
        frozenset(hands.fetchall()) if documents else frozenset(),
        db.execute_sql("SELECT status FROM asset").fetchone()[0],
        back,
        db.execute_sql("SELECT count(*) FROM residual").fetchone()[0] > 0,
    )


def allowed(now: Situation, action: str) -> bool:
    """What the school's rule says to an action in a situation."""
    verb, _, step = action.partition(" ")
    if verb in {"sign", "reject"}:
        return now.state == "signing" and STEPS.index(step) == len(now.agreed)
    return {
        "ask": now.state in {"", "rejected", "withdrawn"},
        "print": bool(now.documents),
        "withdraw": now.state in {"signing", "approved"},
        "post": now.state == "approved",
        "income": now.state != "executed",
    }.get(verb, False)


def drafts(case: str, red: str) -> dict[str, Draft]:
    """Every action that a person can try, in turn or not."""
    found: dict[str, Draft] = {
        "ask": ReverseWriteOff(number=case, reason="误报"),
        "print": RecordPrinting(number=red),
        "withdraw": WithdrawDisposal(number=red),
        "post": PostReversal(number=red),
        "income": RecordResidual(number=case, method="回收", amount=1),
        "withdraw-case": WithdrawDisposal(number=case),
        "write-off-case": WriteOffDisposal(number=case),
        "write-off-red": WriteOffDisposal(number=red),
        "change-red": ChangeDisposal(number=red, reason_note="改"),
        "again": ReverseWriteOff(number=red, reason="再冲"),
    }
    for step in STEPS:
        found[f"sign {step}"] = RecordSignature(number=red, step=step)
        found[f"reject {step}"] = RejectDisposal(number=red, step=step, opinion="否")
        found[f"return {step}"] = ReturnDisposal(number=red, step=step, opinion="补")
    return found


def walk(book: Book) -> Iterator[Edge]:
    """Try every action in every reachable situation; None stands for refused."""
    db.execute_sql("PRAGMA synchronous = OFF")
    case = book.apply(book.asset(status=AssetStatus.IDLE, quantity=2))
    book.write_off(case)
    waiting, seen = [snapshot()], {look()}
    while waiting:
        here = waiting.pop()
        lay_back(here)
        now = look()
        for action, draft in drafts(case, f"HC2026{max(len(now.documents), 1):04d}").items():
            if action == "ask" and len(now.documents) == MOST_DOCUMENTS:
                continue
            try:
                book.run(draft)
            except Refused:
                yield now, action, None
                continue
            then = look()
            yield now, action, then
            if then not in seen:
                seen.add(then)
                waiting.append(snapshot())
            lay_back(here)
        here.close()


@pytest.fixture(scope="module")
def edges(template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Edge]:
    close_database()
    path = copy_book(template, tmp_path_factory.mktemp("graph"))
    session = open_session(path, clock=clock_at(TODAY))
    try:
        return list(walk(Book(session)))
    finally:
        session.close()


def test_each_action_is_done_exactly_when_the_rule_says_so(edges: list[Edge]):
    wrong = [edge for edge in edges if allowed(edge[0], edge[1]) != bool(edge[2])]
    assert wrong == []


def test_a_card_comes_back_if_and_only_if_all_three_have_signed(edges: list[Edge]):
    reached = {now for now, _, _ in edges}
    assert any(now.state == "executed" for now in reached)
    for now in reached:
        alive = now.status == "idle"
        assert alive == (now.state == "executed") == (now.back == 1)
        assert alive or now.status == "disposed"
        assert not alive or now.agreed == list(STEPS)


def test_by_raw_sql_no_state_is_reached_that_the_rule_has_not(template: Path, tmp_path: Path):
    """From every state of a red document, every other state is tried behind the program's back."""
    close_database()
    session = open_session(copy_book(template, tmp_path), clock=clock_at(TODAY))
    book = Book(session)
    try:
        case = book.apply(book.asset())
        book.write_off(case)
        red = book.make(ReverseWriteOff(number=case, reason="误报"))
        for signed, after in enumerate((*STEPS, "")):
            possible = {"withdrawn"} if signed < len(STEPS) else {"withdrawn", "executed"}
            for state in STATES:
                assert moves(state) == (state in possible | {now_is()}), (signed, state)
            if after:
                book.sign(red, after)
        book.run(PostReversal(number=red))
        assert not any(moves(state) for state in STATES if state != "executed")
        book.require_whole()
    finally:
        session.close()


def now_is() -> str:
    return str(db.execute_sql(f"SELECT state FROM voucher WHERE id = {LATEST}").fetchone()[0])


def moves(state: str) -> bool:
    """Say whether the schema lets the red document into a state; nothing is kept."""
    connection = db.connection()
    connection.execute("BEGIN")
    try:
        connection.execute(f"UPDATE voucher SET state = '{state}' WHERE id = {LATEST}")
    except sqlite3.IntegrityError:
        return False
    finally:
        connection.execute("ROLLBACK")
    return True
