"""Thousands of random receipts, issues, loans, returns and reversals: book and notebook agree."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from houqin_desktop.domain.count import CountResult
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.domain.loan import RestockReason
from houqin_desktop.domain.stock import Condition, ReceiptSource, StockKind
from houqin_desktop.services.count.drafts import SettleDifference
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.handover.drafts import OpenHandover
from houqin_desktop.services.loan.drafts import (
    BackLine,
    IssueLine,
    IssueStock,
    Lend,
    LoanLine,
    Restock,
    RestockLine,
    TakeBack,
)
from houqin_desktop.services.session import open_session
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem, ReceiptLine, ReceiveStock
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import close_database
from tests.builders import (
    ACCOUNTANT,
    CENTRAL,
    COLLEAGUE,
    KEEPER,
    ROOM,
    TODAY,
    Book,
    clock_at,
    copy_book,
)
from tests.long_run import note, times
from tests.scenarios.counting_office import count_commands, count_room, item_code
from tests.scenarios.lending_office import stock_commands
from tests.scenarios.stock_model import No, Note, Notebook

STEPS, CHECK_EVERY, STORY_EVERY = 100, 25, 2
# In two parts, so that two workers share them.
PARTS = 2
COMMANDS = times(daily=10_000, long=100_000) // PARTS
ITEMS = {"粉笔": StockKind.MATERIAL, "复印纸": StockKind.MATERIAL, "订书机": StockKind.CONSUMABLE}
ROOMS, PEOPLE = (CENTRAL, ROOM), (COLLEAGUE, KEEPER, ACCOUNTANT)
# Who keeps no room hands over what is in his own name and nothing else.
GIVERS = (COLLEAGUE, ACCOUNTANT)
KINDS = (
    *("receive", "issue", "lend", "return") * 2,
    "withdraw",
    "sign",
    "transfer",
    # Many who could hand over have nothing, or a list that still waits.
    *("hand_over",) * 3,
    "count",
)
# A count is a dozen commands: only every other one that could be opened is.
COUNTED = 0.5
LIES = """
    SELECT i.name, coalesce(r.name, p.name), b.quantity FROM stock_balance b
    JOIN stock_item i ON i.id = b.item_id LEFT JOIN storeroom r ON r.location_id = b.location_id
    LEFT JOIN person p ON p.location_id = b.location_id WHERE b.quantity > 0
"""
WORTH = """
    SELECT i.name, w.value_fen FROM stock_worth w JOIN stock_item i ON i.id = w.item_id
    WHERE w.value_fen > 0
"""


CALM = settings(
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    # Where `CI` is set Hypothesis would draw the same commands every time, in every part.
    derandomize=False,
    report_multiple_bugs=False,
)


class Storeroom(RuleBasedStateMachine):
    """A book and a notebook that get the same commands."""

    template: Path
    folder: Path
    seen: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        close_database()
        number = self.seen["books"]
        self.seen["books"] += 1
        place = self.folder / f"{number}"
        place.mkdir()
        self.book = Book(open_session(copy_book(self.template, place), clock=clock_at(TODAY)))
        db.execute_sql("PRAGMA synchronous = OFF")
        for name, kind in ITEMS.items():
            self.book.run(AddItem(name=name, kind=kind, unit="个"))
        used = frozenset(name for name, kind in ITEMS.items() if kind is StockKind.MATERIAL)
        self.notes = Notebook(used)
        self.steps = 0

    @rule(seed=st.integers(0, 2**32))
    def next_command(self, seed: int) -> None:
        """Give the same random command to both; both take it or both refuse it."""
        chance = Random(seed)
        kind = chance.choice(KINDS)
        before = pickle.dumps(self.notes)
        try:
            getattr(self, f"_{kind}")(chance)
            self.seen[kind] += 1
        except No:
            self.notes = pickle.loads(before)
            self.seen[f"no {kind}"] += 1
        self.steps += 1
        self.seen["commands"] += 1
        self._agree()
        if self.steps % CHECK_EVERY == 0:
            self.book.require_whole()

    def teardown(self) -> None:
        """Let a whole story follow now and then; every invariant holds at the end."""
        if self.seen["books"] % STORY_EVERY == 0:
            self.book.asset()
            count_commands(self.book)
            stock_commands(self.book)
        self.book.require_whole()
        self.book.session.close()

    def _agree(self) -> None:
        lies = {(item, place): n for item, place, n in db.execute_sql(LIES)}
        assert lies == {key: n for key, n in self.notes.lies.items() if n}
        assert dict(db.execute_sql(WORTH)) == {k: v for k, v in self.notes.worth.items() if v}

    def _both(self, told: Note | None, draft, refused: bool) -> str:
        """Give the book what the notebook was told; it refuses if and only if that did."""
        try:
            number = self.book.make(draft)
        except Refused:
            assert refused, f"the book alone refuses {draft}"
            raise No from None
        assert not refused, f"the book alone takes {draft}"
        if told is not None:
            self.notes.slips[number] = told
        return number

    def _asked(self, ask) -> tuple[Note | None, bool]:
        try:
            return ask(), False
        except No:
            return None, True

    def _receive(self, chance: Random) -> None:
        item, room = chance.choice(list(ITEMS)), chance.choice(ROOMS)
        pieces, value = chance.randint(1, 40), chance.randint(0, 5_000)
        told = self.notes.receive(item, room, pieces, value)
        line = ReceiptLine(item=item, quantity=pieces, amount=value)
        draft = ReceiveStock(storeroom=room, source=ReceiptSource.OPENING, lines=(line,))
        self._both(told, draft, refused=False)

    def _issue(self, chance: Random) -> None:
        self._give("issue", chance)

    def _lend(self, chance: Random) -> None:
        self._give("loan", chance)

    def _give(self, kind: str, chance: Random) -> None:
        item, room, person = (chance.choice(list(x)) for x in (ITEMS, ROOMS, PEOPLE))
        pieces = chance.randint(1, 25)
        told, no = self._asked(lambda: self.notes.give(kind, item, room, person, pieces))
        draft: Draft
        if kind == "issue":
            line = IssueLine(item=item, quantity=pieces)
            draft = IssueStock(storeroom=room, taker=person, lines=(line,))
        else:
            lent = LoanLine(item=item, quantity=pieces)
            draft = Lend(storeroom=room, borrower=person, due_on=TODAY, lines=(lent,))
        self._both(told, draft, no)

    def _return(self, chance: Random) -> None:
        number = self._some(chance, "issue", "loan")
        out, lost = self.notes.slips[number], chance.random() < 0.25
        pieces = chance.randint(1, 12)
        draft: Draft
        if out.kind == "loan":
            condition = Condition.LOST if lost else Condition.GOOD
            line = BackLine(line=1, quantity=pieces, condition=condition)
            draft = TakeBack(number=number, lines=(line,))
        else:
            reason = RestockReason.LOST if lost else RestockReason.LEFT_OVER
            rest = RestockLine(line=1, quantity=pieces, reason=reason)
            draft = Restock(number=number, lines=(rest,))
        value = self.notes.left_value(number, pieces)
        told, no = self._asked(lambda: self.notes.returned(number, pieces, lost=lost, value=value))
        self._both(told, draft, no)

    def _transfer(self, chance: Random) -> None:
        item, room = self._lying(chance, ROOMS)
        other = next(one for one in ROOMS if one != room)
        pieces = chance.randint(1, 12)
        told, no = self._asked(lambda: self.notes.transfer(item, room, other, pieces))
        draft = Transfer(
            giver=KEEPER,
            taker=COLLEAGUE,
            reason="调剂",
            storeroom=room,
            other_storeroom=other,
            lines=(TransferLine(item=item, quantity=pieces),),
        )
        self._perhaps_signed(chance, self._both(told, draft, no))

    def _hand_over(self, chance: Random) -> None:
        """Hand over what is in somebody's own name, now and then of somebody who has nothing."""
        giver = chance.choice(GIVERS) if chance.random() < 0.1 else self._lying(chance, GIVERS)[1]
        taker = chance.choice([one for one in PEOPLE if one != giver])
        told, no = self._asked(lambda: self.notes.hand_over(giver, taker))
        draft = OpenHandover(giver=giver, taker=taker, cause=HandoverCause.MOVES)
        self._perhaps_signed(chance, self._both(told, draft, no))

    def _perhaps_signed(self, chance: Random, number: str) -> None:
        self._agree()
        if chance.random() < 0.6:
            self._sign_all(number, chance)

    def _lying(self, chance: Random, places: tuple[str, ...]) -> tuple[str, str]:
        """Return an item and one of these places where some of it lies."""
        there = [key for key, n in self.notes.lies.items() if n and key[1] in places]
        if not there:
            raise No
        return chance.choice(sorted(there))

    def _count(self, chance: Random) -> None:
        """Count a room, with one item that differs; only what settles it changes anything."""
        _, room = self._lying(chance, ROOMS)
        item = chance.choice(list(ITEMS))
        there = self.notes.lies[item, room]
        found = max(0, there + chance.randint(-3, 3))
        if chance.random() > COUNTED:
            raise No
        number = count_room(self.book, room, {item: found})
        self._agree()
        if found == there:
            return
        told = (
            self.notes.miss(item, room, there - found)
            if found < there
            else self.notes.find(item, room, found - there, price=7)
        )
        result = CountResult.SHORTAGE if found < there else CountResult.SURPLUS
        code = item_code(item)
        self._both(told, SettleDifference(number=number, result=result, code=code, price=7), False)

    def _withdraw(self, chance: Random) -> None:
        number = self._some(chance)
        _, no = self._asked(lambda: self.notes.withdraw(number))
        self._both(None, WithdrawSlip(number=number), no)

    def _sign(self, chance: Random) -> None:
        self._sign_all(self._some(chance), chance)

    def _sign_all(self, number: str, chance: Random) -> None:
        """Let all hands sign; every other time the slip is then reversed."""
        told = self.notes.slips[number]
        if told.gone or told.signed:
            raise No
        _, no = self._asked(lambda: self.notes.carry_out(number))
        try:
            self.book.sign_slip(number)
        except Refused:
            assert no, f"the book alone does not carry {number} out"
            raise No from None
        assert not no, f"the book alone carries {number} out"
        if chance.random() < 0.5:
            self._reverse(number)

    def _reverse(self, number: str) -> None:
        red = self.book.make(ReverseSlip(number=number, reason="录错"))
        noted = pickle.dumps(self.notes)
        _, no = self._asked(lambda: self.notes.reverse(number))
        try:
            self.book.sign_slip(red)
        except Refused:
            assert no, f"the book alone refuses to reverse {number}"
            self.notes = pickle.loads(noted)
            self.book.run(WithdrawSlip(number=red))
            return
        assert not no, f"the book alone reverses {number}"

    def _some(self, chance: Random, *kinds: str) -> str:
        fits = [n for n, one in self.notes.slips.items() if not kinds or one.kind in kinds]
        if not fits:
            raise No
        return chance.choice(fits[-12:])


def storeroom(template: Path, folder: Path, seen: Counter[str]) -> type[Storeroom]:
    """Return the machine whose books lie in this folder."""
    known = {"template": template, "folder": folder, "seen": seen}
    return type("RandomStoreroom", (Storeroom,), known)


@pytest.mark.parametrize("part", range(PARTS))
def test_random_receipts_issues_loans_and_returns_keep_every_invariant(
    template: Path, tmp_path: Path, part: int
) -> None:
    seen: Counter[str] = Counter()
    machine = storeroom(template, tmp_path, seen)
    run_state_machine_as_test(
        machine,
        settings=settings(CALM, max_examples=COMMANDS // STEPS),
    )
    note("物品随机命令", commands=seen["commands"])
    assert seen["commands"] >= COMMANDS * 0.9
    for kind in set(KINDS):
        assert seen[kind] > COMMANDS // 200, seen


def test_a_notebook_that_forgets_what_comes_back_is_found_out(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Notebook, "move", lambda _self, _note: None)
    machine = storeroom(template, tmp_path, Counter())
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=settings(CALM, max_examples=2))
