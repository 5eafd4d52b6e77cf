"""A notebook of what was asked for, ordered, accepted and stocked, by the school's rules alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.scenarios.stock_model import No

OPEN, DONE, GONE = "open", "done", "gone"
QUOTATIONS = 3
# So many hands sign a request of less than so much (分).
SHORT, FULL = 5, 100_000


@dataclass(eq=False)
class Row:
    """A line of a paper: pieces at a price (分), of a line of the paper before it."""

    pieces: int
    price: int
    of: Row | None = None
    cut: int = 0
    paper: Paper | None = None

    @property
    def asked(self) -> Row:
        """The line of the request at the beginning of the thread."""
        return self if self.of is None else self.of.asked

    @property
    def request(self) -> Paper:
        assert self.asked.paper is not None
        return self.asked.paper


@dataclass(eq=False)
class Paper:
    """One paper of a purchase: whose hands it wants, how many of them it has, what it says."""

    kind: str
    hands: tuple[str, ...]
    rows: list[Row]
    asked_by: str = ""
    excused: bool = False
    decided: bool = False
    budgeted: bool = False
    quotations: int = 0
    before: Paper | None = None
    state: str = OPEN
    signed: int = 0
    ended: bool = False
    order: int = 0


def require(*rules: bool) -> None:
    """Say no where a rule does not hold."""
    if not all(rules):
        raise No


def outgrown(asked: Paper, paper: Paper) -> bool:
    """Say whether a request would want the principal too at the prices of a purchase."""
    prices = [
        max([row.price, *(one.price for one in paper.rows if one.of is row)]) for row in asked.rows
    ]
    dearer = prices != [row.price for row in asked.rows]
    left = sum(
        (row.pieces - row.cut) * price for row, price in zip(asked.rows, prices, strict=True)
    )
    return len(asked.hands) == SHORT and dearer and left >= FULL


@dataclass
class Ledger:
    """Every paper in its order, and the budget of the year."""

    amount: int
    papers: dict[str, Paper] = field(default_factory=dict)

    def rows(self, kind: str) -> Iterator[Row]:
        """The lines of the papers of a kind that stand."""
        for paper in self.papers.values():
            if paper.kind == kind and paper.state != GONE:
                yield from paper.rows

    def under(self, kind: str, row: Row) -> int:
        """Pieces of a line on papers of a kind that stand."""
        return sum(one.pieces for one in self.rows(kind) if one.of is row)

    def upon(self, paper: Paper) -> list[Paper]:
        """The papers that stand and follow from one."""
        standing = (one for one in self.papers.values() if one.state != GONE)
        return [
            one
            for one in standing
            if one.before is paper or any(row.of in paper.rows for row in one.rows)
        ]

    def cost(self, until: int | None = None) -> tuple[int, int]:
        """What of the budget is reserved and spent, by requests up to one."""
        reserved = spent = 0
        for row in self.rows("request"):
            paper = row.request
            if not paper.budgeted or (until is not None and paper.order > until):
                continue
            came = [one for one in self.rows("acceptance") if one.asked is row]
            spent += sum(one.pieces * one.price for one in came)
            left = row.pieces - row.cut - sum(one.pieces for one in came)
            reserved += 0 if paper.ended else left * row.price
        return reserved, spent

    def ask(self, paper: Paper) -> None:
        """Ask for things: nobody goes over the budget without a word."""
        total = sum((row.pieces - row.cut) * row.price for row in paper.rows)
        within = sum(self.cost()) + total <= self.amount
        require(not paper.budgeted or within or paper.decided)
        paper.decided = paper.decided and not within

    def cut(self, paper: Paper, row: Row, pieces: int, *, late: bool = False) -> None:
        """Cut pieces or have others serve in their place, the latter before the first hand."""
        require(paper.state == OPEN, not late, 1 <= pieces <= row.pieces - row.cut)
        row.cut += pieces

    def buy(self, paper: Paper) -> None:
        """Order lines of what is approved, never more than that."""
        for row in paper.rows:
            asked, request = row.asked, row.request
            require(request.state == DONE, not request.ended, not outgrown(request, paper))
            same = sum(one.pieces for one in paper.rows if one.of is asked)
            require(same + self.under("purchase", asked) <= asked.pieces - asked.cut)

    def quote(self, paper: Paper) -> None:
        require(paper.state == OPEN, not paper.signed, paper.quotations < QUOTATIONS)
        paper.quotations += 1

    def accept(self, paper: Paper, bought: Paper) -> None:
        """Accept what came, by nobody who asked for it, never more than was ordered."""
        require(bought.state == DONE or (bought.state == OPEN and len(bought.hands) == 1))
        rise = 0
        for row, ordered in ((row, row.of) for row in paper.rows if row.of is not None):
            require(not row.request.ended)
            require(row.pieces + self.under("acceptance", ordered) <= ordered.pieces)
            rise += row.pieces * (row.price - row.asked.price) if row.request.budgeted else 0
        own = {row.request.asked_by for row in bought.rows}
        require(paper.excused or not own & set(paper.hands))
        require(rise <= 0 or paper.decided or sum(self.cost()) + rise <= self.amount)

    def follow(self, before: Paper) -> None:
        """Stock what was accepted, or hand out what is in: once, and while that stands."""
        require(before.state == DONE or (before.kind == "receipt" and before.state == OPEN))
        require(not self.upon(before), any(row.pieces for row in before.rows))

    def sign(self, paper: Paper) -> None:
        """Let the next hand agree: no applicant to his own, the last one within the budget."""
        require(paper.state == OPEN)
        last = paper.signed + 1 == len(paper.hands)
        if paper.kind == "request":
            own = paper.signed > 0 and paper.hands[paper.signed] == paper.asked_by
            require(paper.excused or not own)
            free = not (last and paper.budgeted) or paper.decided
            require(free or sum(self.cost(paper.order)) <= self.amount)
        require(paper.kind != "purchase" or len(paper.hands) == 1 or paper.quotations == QUOTATIONS)
        paper.signed += 1
        paper.state = DONE if last else OPEN

    def end(self, paper: Paper, how: str) -> None:
        """Withdraw, refuse or reverse a paper upon which nothing stands."""
        moved = paper.kind in ("receipt", "issue") and how == "withdraw"
        require(paper.state == (DONE if how == "reverse" else OPEN), not (moved and paper.signed))
        require(not self.upon(paper))
        paper.state = GONE

    def close(self, paper: Paper) -> None:
        """End a request, unless a purchase of it could still be taken back whole."""
        require(paper.state == DONE, not paper.ended)
        require(all(self.upon(one) for one in self.upon(paper)))
        paper.ended = True
