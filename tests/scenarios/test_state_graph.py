"""Every order of steps on both routes: an asset leaves if and only if every hand has signed.

What a case can do next depends only on its situation, so walking every action from every situation
that was ever reached covers every sequence of any length.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.disposal.drafts import (
    ChangeDisposal,
    RecordPrinting,
    RecordResidual,
    RecordSignature,
    RejectDisposal,
    ReturnDisposal,
    WithdrawDisposal,
    WriteOffDisposal,
)
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import close_database
from tests.builders import LARGE_STEPS, SMALL_STEPS, TODAY, Book, clock_at, copy_book
from tests.scenarios.situations import lay_back, snapshot

STAGES = {
    "disposal_small": [{step} for step in SMALL_STEPS],
    "disposal_large": [set(LARGE_STEPS[:2]), *({step} for step in LARGE_STEPS[2:])],
}
STEPS = sorted({*SMALL_STEPS, *LARGE_STEPS})
VALUES = {"disposal_small": 120_000, "disposal_large": 860_000}
Execute = Callable[[str], sqlite3.Cursor]


class Situation(NamedTuple):
    """All that decides what a case can do next; its version and its dates do not."""

    state: str
    route: str
    hands: frozenset[tuple[str, str]]
    frozen: bool
    lines: tuple[tuple[int, int], ...]
    status: str
    gone: int
    income: bool

    @property
    def agreed(self) -> frozenset[str]:
        return frozenset(step for step, decision in self.hands if decision == "agree")

    @property
    def complete(self) -> bool:
        return self.agreed == set().union(*STAGES[self.route])


Edge = tuple[Situation, str, Situation | None]


def look(execute: Execute) -> Situation:
    """Read the situation of the only case of a book."""
    state, route, version = execute("SELECT state, route, version FROM voucher").fetchone()
    hands = execute(f"SELECT step, decision FROM signature WHERE version = {version}")
    sheets = execute(f"SELECT count(*) FROM voucher_sheet WHERE version = {version}")
    return Situation(
        state,
        route,
        frozenset(hands.fetchall()),
        sheets.fetchone()[0] > 0,
        tuple(execute("SELECT open, dropped FROM disposal_line").fetchall()),
        execute("SELECT status FROM asset").fetchone()[0],
        execute("SELECT count(*) FROM posting WHERE voucher_id IS NOT NULL").fetchone()[0],
        execute("SELECT count(*) FROM residual").fetchone()[0] > 0,
    )


def due(route: str, agreed: frozenset[str]) -> set[str]:
    """The rule in plain words: the first stage that is not complete, less who has signed."""
    stage = next((stage for stage in STAGES[route] if not stage <= agreed), set())
    return stage - agreed


def allowed(now: Situation, action: str) -> bool:
    """What the school's rule says to an action in a situation."""
    verb, _, step = action.partition(" ")
    if verb in {"sign", "return", "reject"}:
        return now.state == "signing" and step in due(now.route, now.agreed)
    return {
        "print": True,
        "change": now.state in {"signing", "returned"},
        "withdraw": now.state in {"signing", "returned", "approved"},
        "write off": now.state == "approved",
        "income": now.state == "executed",
    }[action]


def drafts(number: str) -> dict[str, Draft]:
    """Every action that a person can try on a case, in turn or not."""
    found: dict[str, Draft] = {
        "print": RecordPrinting(number=number),
        "change": ChangeDisposal(number=number, reason_note="改"),
        "withdraw": WithdrawDisposal(number=number),
        "write off": WriteOffDisposal(number=number),
        "income": RecordResidual(number=number, method="回收", amount=1),
    }
    for step in STEPS:
        found[f"sign {step}"] = RecordSignature(number=number, step=step, document_number="1号")
        found[f"return {step}"] = ReturnDisposal(number=number, step=step, opinion="补")
        found[f"reject {step}"] = RejectDisposal(number=number, step=step, opinion="否")
    return found


def walk_services(book: Book, route: str) -> Iterator[Edge]:
    """Try every action in every reachable situation; None stands for refused."""
    # Nothing here is about durability, and each situation is laid back hundreds of times.
    db.execute_sql("PRAGMA synchronous = OFF")
    number = book.apply(book.asset(original_value=VALUES[route], status=AssetStatus.IDLE))
    actions = drafts(number)
    waiting = [snapshot()]
    seen = {look(db.execute_sql)}
    while waiting:
        here = waiting.pop()
        lay_back(here)
        now = look(db.execute_sql)
        for action, draft in actions.items():
            try:
                book.run(draft)
            except Refused:
                yield now, action, None
                continue
            then = look(db.execute_sql)
            yield now, action, then
            if then not in seen:
                seen.add(then)
                waiting.append(snapshot())
            lay_back(here)
        here.close()


@pytest.fixture(scope="module")
def edges(
    template: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> list[Edge]:
    """Walk a route once for every test that looks at it; the book is closed again at once."""
    close_database()
    path = copy_book(template, tmp_path_factory.mktemp("graph"))
    session = open_session(path, clock=clock_at(TODAY))
    try:
        return list(walk_services(Book(session), request.param))
    finally:
        session.close()


both_routes = pytest.mark.parametrize("edges", sorted(STAGES), indirect=True)


@both_routes
def test_by_the_services_each_action_is_done_exactly_when_the_rule_says_so(edges: list[Edge]):
    wrong = [
        (now, action, then) for now, action, then in edges if allowed(now, action) != bool(then)
    ]
    assert wrong == []


@both_routes
def test_by_the_services_an_asset_leaves_if_and_only_if_every_hand_has_signed(edges: list[Edge]):
    reached = {now for now, _, _ in edges}
    assert any(now.state == "executed" for now in reached)
    for now in reached:
        left = now.status == "disposed"
        assert left == (now.state == "executed") == (now.gone == 1)
        assert now.complete == (now.state in {"approved", "executed"}) or now.state == "withdrawn"
        if not left:
            waiting = now.state in {"signing", "approved"}
            assert now.status == ("pending_disposal" if waiting else "idle")


@both_routes
def test_every_order_that_ends_in_leaving_has_all_hands_in_their_order(edges: list[Edge]):
    """Walk back from every written-off case: its last edges are the hands, stage by stage."""
    forward: dict[Situation, set[tuple[str, Situation]]] = {}
    for now, action, then in edges:
        if then is not None and action.startswith("sign"):
            forward.setdefault(now, set()).add((action.split()[1], then))
    (start, *_) = [now for now, _, _ in edges if not now.hands and now.state == "signing"]
    orders = set(signing_orders(start, forward))
    expected = {
        "disposal_small": {SMALL_STEPS},
        "disposal_large": {LARGE_STEPS, (*reversed(LARGE_STEPS[:2]), *LARGE_STEPS[2:])},
    }
    assert orders == expected[start.route]


def signing_orders(
    now: Situation, forward: dict[Situation, set[tuple[str, Situation]]]
) -> Iterator[tuple[str, ...]]:
    if now.state == "approved":
        yield ()
    for step, then in forward.get(now, ()):
        for rest in signing_orders(then, forward):
            yield (step, *rest)


FREEZE = (
    "INSERT INTO voucher_sheet (voucher_id, version, digest, sheet)"
    " SELECT id, version, printf('%064d', version), '{}' FROM voucher"
)
POST_OUT = (
    "INSERT INTO posting (asset_id, from_location_id, to_location_id, quantity, value_fen,"
    " posted_on, voucher_id) SELECT a.id, r.location_id, l.id, a.quantity,"
    " a.original_value_fen, '2026-11-22', v.id FROM asset a, storeroom r, location l, voucher v"
    " WHERE r.id = a.storeroom_id AND l.code = 'DISPOSED'"
)


def hostile_statements(connection: sqlite3.Connection, *, routes: bool) -> list[str]:
    """Every single write with which a hostile hand could push a case on."""
    statements = [
        f"UPDATE voucher SET state = '{state}'"
        for state in ("signing", "returned", "approved", "executed", "rejected", "withdrawn")
    ]
    statements += [
        FREEZE,
        POST_OUT,
        "UPDATE voucher SET version = version + 1",
        "UPDATE voucher SET state = 'signing', version = version + 1",
        "UPDATE disposal_line SET open = 0",
        "UPDATE disposal_line SET open = 1, status_before = (SELECT status FROM asset)",
        "UPDATE disposal_line SET open = 0, dropped = 1",
        "UPDATE disposal_line SET open = 1, dropped = 0",
        *(f"UPDATE asset SET status = '{s}'" for s in ("idle", "pending_disposal", "disposed")),
    ]
    if routes:
        statements += [f"UPDATE voucher SET route = '{route}'" for route in STAGES]
        statements += [
            f"UPDATE voucher SET route = '{route}', version = version + 1" for route in STAGES
        ]
    hands = connection.execute("SELECT DISTINCT step, post, body FROM route_step").fetchall()
    for step, post, body in hands:
        who = (
            f"'{post}', (SELECT person_id FROM appointment WHERE post = '{post}' LIMIT 1), NULL"
            if post
            else f"NULL, NULL, '{body}'"
        )
        statements += [
            "INSERT INTO signature (voucher_id, version, step, decision, post, person_id, body,"
            " signed_on, document_number, document_on, digest)"
            f" SELECT v.id, v.version, '{step}', '{decision}', {who}, '2026-11-22', '1',"
            " '2026-11-22',"
            " coalesce((SELECT digest FROM voucher_sheet s WHERE s.version = v.version), '')"
            " FROM voucher v"
            for decision in ("agree", "return", "reject")
        ]
    return statements


def walk_hostile(connection: sqlite3.Connection, *, routes: bool) -> set[Situation]:
    """Try every statement in every situation that any order of statements reaches."""
    statements = hostile_statements(connection, routes=routes)
    seen = {look(connection.execute)}
    path = [iter(statements)]
    connection.execute("SAVEPOINT walk")
    while path:
        statement = next(path[-1], None)
        if statement is None:
            path.pop()
            connection.execute("ROLLBACK TO walk")
            connection.execute("RELEASE walk")
            continue
        connection.execute("SAVEPOINT walk")
        try:
            connection.execute(statement)
            then = look(connection.execute)
        except sqlite3.IntegrityError:
            then = None
        if then is not None and then not in seen:
            seen.add(then)
            path.append(iter(statements))
            continue
        connection.execute("ROLLBACK TO walk")
        connection.execute("RELEASE walk")
    return seen


def settled(now: Situation) -> tuple[str, frozenset[str]]:
    """A situation as the program leaves it, which moves the state together with the last hand."""
    decisions = {decision for _, decision in now.hands}
    state = now.state
    if state == "signing" and "return" in decisions:
        state = "returned"
    elif state == "signing" and "reject" in decisions:
        state = "rejected"
    elif state == "signing" and now.complete:
        state = "approved"
    return state, now.agreed


@pytest.fixture(params=["default pragmas", "foreign keys and recursive triggers"])
def raw(
    request: pytest.FixtureRequest, book: Book
) -> Iterator[Callable[[str], sqlite3.Connection]]:
    """A copy of a book with one open case, in memory, without the program."""
    opened: list[sqlite3.Connection] = []

    def open_raw(route: str) -> sqlite3.Connection:
        book.apply(book.asset(original_value=VALUES[route], status=AssetStatus.IDLE))
        # More statements than Python keeps by itself; each takes a millisecond to prepare.
        memory = sqlite3.connect(":memory:", isolation_level=None, cached_statements=500)
        opened.append(memory)
        db.connection().backup(memory)
        if request.param != "default pragmas":
            memory.execute("PRAGMA foreign_keys = ON")
            memory.execute("PRAGMA recursive_triggers = ON")
        return memory

    yield open_raw
    for memory in opened:
        memory.close()


@pytest.mark.parametrize("routes", [False, True])
@pytest.mark.parametrize("route", sorted(STAGES))
def test_by_raw_sql_an_asset_leaves_only_when_every_hand_has_signed(
    raw: Callable[[str], sqlite3.Connection], route: str, routes: bool
):
    reached = walk_hostile(raw(route), routes=routes)
    assert any(now.status == "disposed" for now in reached)
    for now in reached:
        if now.status == "disposed" or now.gone:
            assert now.state == "executed"
        if now.state in {"approved", "executed"}:
            assert now.complete
            # A dear card may be put on the small route by force, but is never approved there.
            assert now.route == "disposal_large" or route == "disposal_small"


@pytest.mark.parametrize("route", sorted(STAGES))
def test_raw_sql_reaches_what_the_services_reach_and_nothing_else(
    raw: Callable[[str], sqlite3.Connection], route: str
):
    by_force = {settled(now) for now in walk_hostile(raw(route), routes=False)}
    stages = STAGES[route]
    by_rule = {("approved", frozenset().union(*stages)), ("executed", frozenset().union(*stages))}
    agreed = [frozenset[str]()]
    for signed in agreed:
        agreed += [signed | {step} for step in due(route, signed)]
    for signed in agreed:
        by_rule.add(("withdrawn", signed))
        if due(route, signed):
            by_rule |= {(state, signed) for state in ("signing", "returned", "rejected")}
    assert by_force == by_rule
