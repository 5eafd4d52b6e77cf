"""在途和等待的申请: where every paper of procurement waits, at which hand, for how many days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.services.procurement.on_day import Order, Wanted, procured
from houqin_desktop.services.procurement.waiting import waiting_for_hands
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.services.reports.procurement import NOT_COUNTED

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request
    from houqin_desktop.storage.procurement_facts import AskedLine, DeliveredLine, OrderedLine

    _OnPaper = AskedLine | OrderedLine | DeliveredLine

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED
COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("单号"),
    PaperColumn("日期", CENTRED),
    PaperColumn("申请部门", wraps=True),
    PaperColumn("物品", wraps=True),
    PaperColumn("件数", COUNT, summed=True),
    PaperColumn("金额（元）", MONEY, summed=True),
    PaperColumn("等在哪里", wraps=True),
    PaperColumn("已等天数", COUNT),
)


HANDS, TO_BUY, TO_COME, TO_BRING_IN = (
    "等待签字",
    "已批准，等待采购",
    "已订购，等待到货",
    "已验收，等待入库",
)


@dataclass(slots=True)
class _Paper:
    """A paper with what on it waits, where, and for how many days."""

    number: str
    dated_on: str
    where: str
    days: int
    departments: dict[str, None] = field(default_factory=dict)
    things: dict[str, None] = field(default_factory=dict)
    pieces: int = 0
    value_fen: int = 0

    def add(self, asked: AskedLine, pieces: int, price_fen: int) -> None:
        """Add pieces of a line at a price to what waits."""
        self.departments[asked.department] = None
        self.things[asked.name] = None
        self.pieces += pieces
        self.value_fen += pieces * price_fen

    @property
    def cells(self) -> tuple[SheetCell, ...]:
        """Return its row."""
        return (
            self.number,
            self.dated_on,
            "、".join(self.departments),
            "、".join(self.things),
            self.pieces,
            self.value_fen,
            self.where,
            self.days,
        )


def procurement_waiting(request: Request) -> ListSheet:
    """Return what waits for a hand, to be bought, to come and to be brought in, each a section.

    A paper waits at one place; of one request some may be in the shop and some not bought yet.
    """
    found = _Places(request.as_of.on)
    for line in procured(request.as_of.on):
        found.add_request(line)
    sections = [PaperSection(title, found.rows(title)) for title in found.papers]
    return request.sheet(
        COLUMNS,
        [section for section in sections if section.rows],
        boxes=LEDGER_BOXES,
        notes=(NOT_COUNTED,),
        grand_total=False,
    )


class _Places:
    """The papers that wait on a day, by where they wait."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._hands = {one.slip_id: one for one in waiting_for_hands(on)}
        titles = (HANDS, TO_BUY, TO_COME, TO_BRING_IN)
        self.papers: dict[str, dict[int, _Paper]] = {title: {} for title in titles}

    def rows(self, title: str) -> tuple[tuple[SheetCell, ...], ...]:
        """Return the rows of a section, the longest wait first."""
        papers = sorted(self.papers[title].values(), key=lambda one: -one.days)
        return numbered(one.cells for one in papers)

    def add_request(self, line: Wanted) -> None:
        """Put a line of a request, and what was ordered of it, where it waits."""
        fact = line.fact
        if fact.slip_id in self._hands:
            self._for_hands(fact, fact, line.awaited, fact.price_fen)
        elif not line.is_closed and line.approved > line.ordered:
            paper = self._paper(TO_BUY, fact, fact.signed_on or fact.dated_on, "总务处采购")
            paper.add(fact, line.approved - line.ordered, fact.price_fen)
        for order in line.orders:
            self._add_order(fact, order)

    def _add_order(self, asked: AskedLine, order: Order) -> None:
        fact = order.fact
        if fact.slip_id in self._hands:
            self._for_hands(asked, fact, fact.quantity, fact.price_fen)
        elif order.waiting:
            paper = self._paper(TO_COME, fact, fact.dated_on, self._shop(fact))
            paper.add(asked, order.waiting, fact.price_fen)
        for one in order.deliveries:
            came = one.fact
            if came.slip_id in self._hands:
                self._for_hands(asked, came, came.accepted, came.price_fen)
            elif came.accepted > one.pieces_in:
                paper = self._paper(TO_BRING_IN, came, came.arrived_on, "保管室入库")
                paper.add(asked, came.accepted - one.pieces_in, came.price_fen)

    def _shop(self, fact: OrderedLine) -> str:
        if fact.due_on is None:
            return fact.supplier
        late = (self._on - date.fromisoformat(fact.due_on)).days
        return f"{fact.supplier}，{fact.due_on} 交货" + (f"，逾期 {late} 天" if late > 0 else "")

    def _for_hands(self, asked: AskedLine, fact: _OnPaper, pieces: int, price_fen: int) -> None:
        waits = self._hands[fact.slip_id]
        where = f"{waits.boxes}（{waits.hands}）" if waits.hands else waits.boxes
        paper = self.papers[HANDS].setdefault(
            fact.slip_id, _Paper(fact.number, fact.dated_on, where, waits.days)
        )
        paper.add(asked, pieces, price_fen)

    def _paper(self, title: str, fact: _OnPaper, since: str, where: str) -> _Paper:
        days = (self._on - date.fromisoformat(since)).days
        return self.papers[title].setdefault(
            fact.slip_id, _Paper(fact.number, fact.dated_on, where, days)
        )


SHEETS = {"procurement_waiting": procurement_waiting}
