"""Thousands of random requests, purchases, acceptances and receipts: book and notebook agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.procurement import LineChoice, PurchaseForm, RejectedGoods
from houqin_desktop.services.disposal.drafts import RecordSignature, RejectDisposal
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.procurement.budget import standings
from houqin_desktop.services.procurement.drafts import (
    AcceptGoods,
    ChangeBudgetLine,
    CloseRequest,
    DecideLine,
    DeliveredLine,
    HandOut,
    OrderLine,
    OrderPurchase,
    RecordQuotation,
    RequestPurchase,
    StockAccepted,
    WantedLine,
)
from houqin_desktop.services.session import open_session
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import close_database
from tests.builders import (
    ACCOUNTANT,
    CENTRAL,
    COLLEAGUE,
    DEPARTMENT,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    LEADER,
    PRINCIPAL,
    TODAY,
    Book,
    clock_at,
    copy_book,
)
from tests.long_run import note, times
from tests.procuring import BUDGET, SHOPS, open_shops
from tests.scenarios.procurement_model import DONE, OPEN, Ledger, Paper, Row
from tests.scenarios.stock_model import No

COMMANDS = times(daily=10_000, long=100_000)
A_BOOK, COMPARE_EVERY = 400, 20
# How often a paper is signed whole at once, by all of its hands.
AT_ONCE = 0.6
PEOPLE = (COLLEAGUE, KEEPER, ACCOUNTANT, LEADER, DIRECTOR)
SHORT = (HEAD_KEEPER, DIRECTOR, LEADER)
FULL = (HEAD_KEEPER, DIRECTOR, ACCOUNTANT, LEADER, PRINCIPAL)
STEPS = {
    "request": ("applicant", "department", "stock_check", "director"),
    "purchase": ("buyer", "director", "leader"),
    "acceptance": ("buyer", "acceptor", "second_acceptor", "user", "keeper", "director"),
    "receipt": ("handler", "keeper", "director"),
    "issue": ("recipient", "keeper"),
}
BEFORE = {"purchase": "request", "acceptance": "purchase", "receipt": "acceptance"}
SERVING = tuple(choice for choice in LineChoice if choice.serves)
TURNS = (
    *("ask", "order", "accept", "stock") * 3,
    *("sign",) * 3,
    *("cut", "quote", "hand_out", "withdraw", "object", "reverse", "close", "budget"),
)
SUMS = """
    SELECT q.quantity - (SELECT coalesce(sum(c.quantity), 0) FROM request_choice c
    WHERE c.line_id = q.id),
    (SELECT coalesce(sum(l.quantity), 0) FROM purchase_line o JOIN acceptance_line t
    ON t.purchase_line_id = o.id JOIN stocked_line k ON k.acceptance_line_id = t.id
    JOIN slip_line l ON l.id = k.line_id JOIN voucher v ON v.id = l.slip_id
    WHERE o.request_line_id = q.id AND v.state IN ('signing', 'executed') AND NOT EXISTS
    (SELECT 1 FROM slip s JOIN voucher w ON w.id = s.id WHERE s.original_id = v.id
    AND w.state = 'executed')) FROM request_line q ORDER BY q.id
"""
OWN_HAND = """
    SELECT count(*) FROM signature g JOIN slip s ON s.id = g.voucher_id
    JOIN purchase_request r ON r.id = s.id WHERE g.decision = 'agree' AND g.step <> 'applicant'
    AND g.person_id = s.taker_id AND r.exception = ''
"""
THINGS = "SELECT coalesce(sum(quantity), 0) FROM {0}"


def steps_of(paper: Paper) -> tuple[str, ...]:
    if paper.kind != "request":
        return STEPS[paper.kind]
    if len(paper.hands) == len(SHORT) + 2:
        return (*STEPS["request"], "leader")
    return (*STEPS["request"], "finance", "leader", "principal")


class Office:
    """A book and a notebook that get the same commands."""

    def __init__(self, book: Book, chance: Random) -> None:
        self.book, self.chance = book, chance
        self.ledger = Ledger(amount=500_000)
        self.given = self.taken = 0
        open_shops(book)

    def turn(self) -> str:
        kind = self.chance.choice(TURNS)
        try:
            getattr(self, f"_{kind}")()
        except No:
            return f"no {kind}"
        return kind

    def agree(self) -> None:
        """Hold every sum of the book against the notebook."""
        (budget,) = standings(TODAY.year)
        assert (budget.reserved_fen, budget.spent_fen) == self.ledger.cost()
        rows = [
            row for one in self.ledger.papers.values() if one.kind == "request" for row in one.rows
        ]
        stocked = {id(row): 0 for row in rows}
        for row in self.ledger.rows("receipt"):
            stocked[id(row.asked)] += row.pieces
        assert db.execute_sql(SUMS).fetchall() == [
            (row.pieces - row.cut, stocked[id(row)]) for row in rows
        ]
        assert all(stocked[id(row)] <= row.pieces - row.cut for row in rows)
        assert self.book.value(OWN_HAND) == 0
        cards = self.book.value(THINGS.format("asset WHERE status <> 'disposed'"))
        lying = self.book.value(THINGS.format("stock_worth"))
        assert cards + lying == sum(stocked.values())

    def _both(self, draft: Draft, rule: Callable[[], None], paper: Paper | None = None) -> None:
        """Give the book what the notebook is told; one refuses if and only if the other does."""
        refused = False
        try:
            rule()
        except No:
            refused = True
        self.given += 1
        number, sentence = self._given(draft)
        assert refused == bool(sentence), f"one of both refuses {draft}: {sentence}"
        if refused:
            assert "请" in sentence, sentence
            raise No
        self.taken += 1
        if paper is not None:
            paper.order = len(self.ledger.papers)
            self.ledger.papers[number] = paper
            if self.chance.random() < AT_ONCE:
                self._sign_on(number, paper)

    def _given(self, draft: Draft) -> tuple[str, str]:
        try:
            return self.book.make(draft), ""
        except Refused as refused:
            return "", refused.sentence

    def _some(self, *kinds: str, state: str = "") -> tuple[str, Paper]:
        """Return one of the latest papers of these kinds, most often one that can go on."""
        found = [(n, one) for n, one in self.ledger.papers.items() if one.kind in kinds]
        ready = [(n, one) for n, one in found if not state or one.state == state]
        fits = (ready if self.chance.random() < 0.9 else found)[-8:]
        if not fits:
            raise No
        return self.chance.choice(fits)

    def _perhaps(self, share: float, words: str) -> str | None:
        return words if self.chance.random() < share else None

    def _ask(self) -> None:
        chance = self.chance
        applicant, head = chance.choice(PEOPLE), chance.choice((KEEPER, KEEPER, COLLEAGUE))
        dear = chance.random() < 0.15
        rows = [
            Row(
                chance.randint(1, 3) if dear else chance.randint(1, 12),
                chance.choice((120_000, 200_000)) if dear else chance.randint(1, 2_000),
            )
            for _ in range(chance.randint(1, 2))
        ]
        for row in rows:
            row.cut = chance.randint(1, row.pieces) if chance.random() < 0.15 else 0
        total = sum((row.pieces - row.cut) * row.price for row in rows)
        budgeted, excused = chance.random() < 0.7, self._perhaps(0.7, "没有别人")
        decided = self._perhaps(0.3, "办公会同意")
        hands = (applicant, head, *(SHORT if total < 100_000 else FULL))
        paper = Paper("request", hands, rows, applicant, bool(excused), bool(decided), budgeted)
        for row in rows:
            row.paper = paper
        at = len(self.ledger.papers)
        wanted = tuple(
            WantedLine(
                name="教具",
                specification=f"{at}-{which}",
                unit="件",
                quantity=row.pieces,
                price=row.price,
                bought_anyway="另有用处",
                instead=chance.choice(SERVING) if row.cut else None,
                instead_quantity=row.cut or None,
            )
            for which, row in enumerate(rows)
        )
        draft = RequestPurchase(
            applicant=applicant,
            department=DEPARTMENT,
            head=head,
            form=PurchaseForm.PETTY,
            budget_line=BUDGET if budgeted else None,
            over_budget=decided,
            exception=excused,
            lines=wanted,
        )
        self._both(draft, lambda: self.ledger.ask(paper), paper)

    def _cut(self) -> None:
        number, paper = self._some("request", state=OPEN)
        at = self.chance.randrange(len(paper.rows))
        pieces = self.chance.randint(1, 4)
        choice = self.chance.choice((LineChoice.CUT, *SERVING))
        draft = DecideLine(
            number=number, line=at + 1, choice=choice, quantity=pieces, reason="够用"
        )
        late = choice.serves and paper.signed > 0
        self._both(draft, lambda: self.ledger.cut(paper, paper.rows[at], pieces, late=late))

    def _order(self) -> None:
        rows: list[Row] = []
        drafts = []
        for _ in range(self.chance.randint(1, 2)):
            number, asked = self._some("request", state=DONE)
            at = self.chance.randrange(len(asked.rows))
            row = asked.rows[at]
            left = row.pieces - row.cut - self.ledger.under("purchase", row)
            pieces = max(1, left if self.chance.random() < 0.5 else self.chance.randint(1, 6))
            price = row.price + self.chance.choice((0, 0, 5, -1 if row.price > 1 else 0))
            rows.append(Row(pieces, price, of=row))
            drafts.append(OrderLine(request=number, line=at + 1, quantity=pieces, price=price))
        total = sum(row.pieces * row.price for row in rows)
        hands = (HEAD_KEEPER, *((DIRECTOR, LEADER) if total >= 500_000 else ()))
        paper = Paper("purchase", hands, rows)
        draft = OrderPurchase(supplier=SHOPS[0], buyer=HEAD_KEEPER, lines=tuple(drafts))
        self._both(draft, lambda: self.ledger.buy(paper), paper)

    def _quote(self) -> None:
        number, paper = self._some("purchase", state=OPEN)
        for shop in (*SHOPS, SHOPS[0])[paper.quotations :]:
            draft = RecordQuotation(number=number, supplier=shop, amount=1_000)
            self._both(draft, lambda: self.ledger.quote(paper))
            if self.chance.random() < 0.1:
                return

    def _accept(self) -> None:
        chance = self.chance
        number, bought = self._some("purchase", state=chance.choice((OPEN, DONE)))
        rows: list[Row] = []
        drafts = []
        for at, row in enumerate(bought.rows, start=1):
            left = row.pieces - self.ledger.under("acceptance", row)
            if rows and chance.random() < 0.3:
                continue
            pieces = max(0, left if chance.random() < 0.5 else chance.randint(0, left + 1))
            bad = chance.choice((0, 0, 1)) if pieces else 1
            price = row.price + chance.choice((0, 0, 0, 10))
            rows.append(Row(pieces, price, of=row))
            drafts.append(
                DeliveredLine(
                    line=at,
                    delivered=pieces + bad,
                    accepted=pieces,
                    price=price,
                    rejected=chance.choice(list(RejectedGoods)) if bad else None,
                )
            )
        acceptors = chance.sample((ACCOUNTANT, COLLEAGUE, PRINCIPAL, KEEPER), 2)
        # Who is not named is the head whom the first request names, its second hand.
        named = self._perhaps(0.3, chance.choice(PEOPLE))
        user = named or rows[0].request.hands[1]
        excused, decided = self._perhaps(0.4, "没有别人"), self._perhaps(0.3, "校长同意")
        hands = (HEAD_KEEPER, *acceptors, user, HEAD_KEEPER, DIRECTOR)
        paper = Paper(
            "acceptance", hands, rows, excused=bool(excused), decided=bool(decided), before=bought
        )
        draft = AcceptGoods(
            number=number,
            storeroom=CENTRAL,
            acceptor=acceptors[0],
            second_acceptor=acceptors[1],
            user=named,
            lines=tuple(drafts),
            differences="已核对",
            over_budget=decided,
            exception=excused,
        )
        self._both(draft, lambda: self.ledger.accept(paper, bought), paper)

    def _stock(self) -> None:
        number, accepted = self._some("acceptance", state=DONE)
        rows = [Row(row.pieces, row.price, of=row) for row in accepted.rows if row.pieces]
        paper = Paper("receipt", (HEAD_KEEPER, HEAD_KEEPER, DIRECTOR), rows, before=accepted)
        self._both(StockAccepted(number=number), lambda: self.ledger.follow(accepted), paper)

    def _hand_out(self) -> None:
        number, receipt = self._some("receipt")
        paper = Paper("issue", (COLLEAGUE, HEAD_KEEPER), [], before=receipt)
        draft = HandOut(number=number, taker=COLLEAGUE)
        self._both(draft, lambda: self.ledger.follow(receipt), paper)

    def _sign(self) -> None:
        """Let the next hand sign, and now and then all that are left."""
        number, paper = self._some(*STEPS, state=OPEN)
        if self.chance.random() < AT_ONCE:
            self._sign_on(number, paper)
        else:
            self._sign_once(number, paper)

    def _sign_on(self, number: str, paper: Paper) -> None:
        while paper.state == OPEN:
            self._sign_once(number, paper)

    def _sign_once(self, number: str, paper: Paper) -> None:
        step = steps_of(paper)[min(paper.signed, len(paper.hands) - 1)]
        draft = RecordSignature(number=number, step=step)
        self._both(draft, lambda: self.ledger.sign(paper))

    def _withdraw(self) -> None:
        number, paper = self._some(*STEPS, state=OPEN)
        self._both(WithdrawSlip(number=number), lambda: self.ledger.end(paper, "withdraw"))

    def _object(self) -> None:
        number, paper = self._some(*STEPS, state=OPEN)
        step = steps_of(paper)[min(paper.signed, len(paper.hands) - 1)]
        draft = RejectDisposal(number=number, step=step, opinion="不同意")
        self._both(draft, lambda: self.ledger.end(paper, "object"))

    def _reverse(self) -> None:
        """Open a red document and let both hands sign; where the last may not, take it back."""
        number, paper = self._some(*STEPS, state=DONE)
        if paper.state != DONE:
            raise No
        red = self.book.make(ReverseSlip(number=number, reason="录错"))
        self.book.run(RecordSignature(number=red, step="head_keeper"))
        self.given += 2
        try:
            last = RecordSignature(number=red, step="director")
            self._both(last, lambda: self.ledger.end(paper, "reverse"))
        except No:
            self.book.run(WithdrawSlip(number=red))
            raise

    def _close(self) -> None:
        number, paper = self._some("request", state=DONE)
        if self.chance.random() < 0.5:
            raise No
        draft = CloseRequest(number=number, reason="不买了")
        self._both(draft, lambda: self.ledger.close(paper))

    def _budget(self) -> None:
        amount = self.chance.randint(1, 1_000_000)
        if amount == self.ledger.amount:
            raise No
        self.book.run(ChangeBudgetLine(year=TODAY.year, name=BUDGET, amount=amount))
        self.ledger.amount = amount


def lived(template: Path, folder: Path, seed: int, commands: int) -> Counter[str]:
    """Live a story of so many commands in a book of its own; return what happened."""
    close_database()
    folder.mkdir()
    book = Book(open_session(copy_book(template, folder), clock=clock_at(TODAY)))
    db.execute_sql("PRAGMA synchronous = OFF")
    office, seen = Office(book, Random(seed)), Counter[str]()
    while office.given < commands:
        before = office.given
        seen[office.turn()] += 1
        if before // COMPARE_EVERY != office.given // COMPARE_EVERY:
            office.agree()
    office.agree()
    book.require_whole()
    book.session.close()
    return seen + Counter({"given": office.given, "taken": office.taken})


@pytest.mark.parametrize("part", range(2))
def test_random_requests_purchases_acceptances_and_receipts_keep_every_rule(
    template: Path, tmp_path: Path, part: int
):
    seen: Counter[str] = Counter()
    while seen["given"] < COMMANDS // 2:
        seed = part * 1_000_000 + seen["books"]
        seen += lived(template, tmp_path / f"{seed}", seed, A_BOOK) + Counter(books=1)
    note("采购随机命令", commands=seen["given"])
    for turn in set(TURNS):
        assert seen[turn] >= seen["books"] // 4, seen


def test_a_notebook_that_asks_over_the_budget_in_silence_is_found_out(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Ledger, "ask", lambda _self, _paper: None)
    with pytest.raises(AssertionError, match="one of both refuses RequestPurchase"):
        lived(template, tmp_path / "book", 0, 10 * A_BOOK)
