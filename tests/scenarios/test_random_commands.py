"""Two thousand random commands on a real file: the book and the notebook agree, and all holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Result
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import close_database
from houqin_desktop.storage.journal import head
from tests.builders import TODAY, Book, clock_at, copy_book
from tests.scenarios.random_school import Proposal, propose
from tests.scenarios.school_model import No, School

COMMANDS, STEPS, CHECK_EVERY = 2_000, 100, 25

CARDS = """
    SELECT a.code, r.name, a.quantity, a.original_value_fen, a.status, p.name
    FROM asset a JOIN storeroom r ON r.id = a.storeroom_id
    LEFT JOIN custody c ON c.asset_id = a.id AND c.to_on IS NULL
    LEFT JOIN person p ON p.id = c.holder_id ORDER BY a.code
"""
OPEN = """
    SELECT a.code, v.number FROM disposal_line l JOIN asset a ON a.id = l.asset_id
    JOIN voucher v ON v.id = l.disposal_id WHERE l.open = 1 ORDER BY 1
"""
CASES = """
    SELECT number, route = 'disposal_large', state, version, EXISTS (SELECT 1 FROM voucher_sheet s
        WHERE s.voucher_id = v.id AND s.version = v.version),
        (SELECT group_concat(step, ' ') FROM (SELECT step FROM signature s WHERE s.voucher_id = v.id
            AND s.version = v.version AND decision = 'agree' ORDER BY step)),
        (SELECT count(*) FROM residual WHERE disposal_id = v.id)
    FROM voucher v ORDER BY number
"""


class Office(RuleBasedStateMachine):
    """A book and a notebook that get the same commands."""

    template: Path
    folder: Path
    done: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        close_database()
        path = copy_book(self.template, Path(mkdtemp(dir=self.folder)))
        session = open_session(path, clock=clock_at(TODAY), actor="P0001")
        db.execute_sql("PRAGMA synchronous = OFF")
        self.book, self.school = Book(session), School()
        self.last: tuple[Proposal, Result] | None = None
        self.steps = 0

    @rule(seed=st.integers(0, 2**32))
    def command(self, seed: int) -> None:
        """Give one command to both; they must agree on whether it can be done."""
        proposal = propose(Random(seed), self.school, self.book.today)
        if proposal.next_day:
            self.book.advance()
        before = head()
        result, sentence = self.attempt(proposal)
        noted = self.noted(proposal)
        assert noted == (result is not None), (proposal.draft, sentence)
        assert head()[0] == (before[0] if result is None else result.seq)
        if result is None:
            assert head() == before
        else:
            self.last = proposal, result
        if seed % 10 == 0:
            self.repeat()
        self.steps += 1
        if self.steps % CHECK_EVERY == 0:
            self.compare()

    def attempt(self, proposal: Proposal) -> tuple[Result | None, str]:
        try:
            result = self.book.run(proposal.draft, on=proposal.on)
        except Refused as refused:
            self.done[f"refused: {refused.code}"] += 1
            return None, refused.sentence
        self.done[result.command] += 1
        return result, ""

    def noted(self, proposal: Proposal) -> bool:
        try:
            proposal.note()
        except No:
            return False
        return True

    def repeat(self) -> None:
        """Now and then somebody sends the last command a second time."""
        if self.last is None:
            return
        proposal, first = self.last
        before = head()
        result = self.book.run(proposal.draft, on=proposal.on, command_id=first.command_id)
        assert (result.repeated, result.seq, result.number) == (True, first.seq, first.number)
        assert head() == before

    def compare(self) -> None:
        assert self.read(CARDS) == [
            (code, card.room, card.quantity, card.value, card.status, card.holder)
            for code, card in sorted(self.school.cards.items())
        ]
        assert self.read(OPEN) == [
            (code, card.case) for code, card in sorted(self.school.cards.items()) if card.case
        ]
        assert self.read(CASES) == [
            (
                number,
                case.large,
                case.state,
                case.version,
                case.frozen,
                " ".join(sorted(case.signed)) or None,
                case.incomes,
            )
            for number, case in sorted(self.school.cases.items())
        ]
        self.book.require_whole()

    def read(self, sql: str) -> list[tuple[Any, ...]]:
        return list(db.execute_sql(sql).fetchall())

    def teardown(self) -> None:
        self.compare()
        self.book.session.close()


def test_two_thousand_random_commands_keep_every_invariant(template: Path, tmp_path: Path):
    class BusyOffice(Office):
        pass

    BusyOffice.template, BusyOffice.folder, BusyOffice.done = template, tmp_path, Counter()
    try:
        run_state_machine_as_test(
            BusyOffice,
            settings=settings(
                max_examples=COMMANDS // STEPS,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        close_database()
    done = BusyOffice.done
    assert done.total() >= COMMANDS * 9 // 10
    assert set(done) >= {"register_asset", "write_off_disposal", "reject_disposal", "appoint"}
