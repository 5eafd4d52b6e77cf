"""What is seen of a count: lines, things on no card, differences, and how far each room is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.count import (
    CountHandling,
    CountResult,
    CountScope,
    Finding,
    Found,
    Reckoning,
    Standing,
    judge,
    reckon,
)
from houqin_desktop.domain.movement import Amount
from houqin_desktop.domain.stock import StockKind


@dataclass(frozen=True, slots=True)
class LineView:
    """One card, or item of a room, on a sheet of the count; what arrived since has no `position`.

    `room` is where it is expected: now, or on the day on which it was counted. `kind` is that of an
    item; a card has none.
    """

    sheet_room: str
    position: int | None
    room: str
    code: str
    name: str
    specification: str
    unit: str
    category: str | None
    place: str
    holder: str
    frozen: Standing
    booked: Standing
    found: Found | None
    counted_room: str
    counted_place: str
    counted_holder: str
    note: str
    accumulated_fen: int
    moves: tuple[str, ...]
    kind: StockKind | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the line came to."""
        return judge(self.booked, self.found)

    @property
    def results(self) -> str:
        """The results as one reads them."""
        return "、".join(one.result.label for one in self.findings) or "已转出"


@dataclass(frozen=True, slots=True)
class SurplusView:
    """A thing that was found and is on no card."""

    position: int
    room: str
    name: str
    specification: str
    unit: str
    amount: Amount
    value_basis: str
    place: str
    holder: str
    note: str
    has_photo: bool
    kind: StockKind | None


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference with its cause and handling; `line` or `thing` is what it is about.

    `fitting` are the handlings that settle it. `ended` says how its document came to count no more
    (已撤回、不同意、已冲销), which leaves it open again: then there is no `settled_on`.
    """

    result: CountResult
    code: str
    surplus: int | None
    name: str
    room: str
    amount: Amount
    cause: str
    handling: CountHandling | None
    liable: str
    compensation_fen: int | None
    document: str
    ended: str
    settled_on: date | None
    what: str
    kind: StockKind | None
    fitting: tuple[CountHandling, ...]
    line: LineView | None
    thing: SurplusView | None

    @property
    def unit(self) -> str:
        """What its pieces are called: by the unit of the thing, else 件."""
        about = self.line or self.thing
        return (about.unit if about is not None else "") or "件"

    @property
    def document_words(self) -> str:
        """The document, and how it ended where it counts no more."""
        return f"{self.document}（{self.ended}）" if self.ended else self.document


@dataclass(frozen=True, slots=True)
class CountPart:
    """The cards of a count, or its stock, with their figures.

    Cards are counted in 件; items have units of their own, so that of them there is only a 数量.
    """

    things: CountScope
    figures: Reckoning

    @property
    def label(self) -> str:
        """资产 or 物品."""
        return self.things.label

    @property
    def of_cards(self) -> bool:
        """Say whether these are cards."""
        return self.things is CountScope.ASSETS

    def pieces(self, what: str, quantity: int) -> str:
        """Return 账面 3 件 of cards, 账面数量 3 of stock."""
        return f"{what} {quantity:,} 件" if self.of_cards else f"{what}数量 {quantity:,}"


@dataclass(frozen=True, slots=True)
class RoomView:
    """How far a room is: things expected in it, of these counted, and differences found."""

    name: str
    expected: int
    counted: int
    differences: int
    finished_on: date | None
    counted_by: str
    witnessed_by: str


def reckoning_of(line: LineView) -> Reckoning:
    """Return the figures of one line."""
    written_off = min(line.accumulated_fen, line.booked.value_fen)
    return reckon(line.frozen, line.booked, line.found, written_off)


def what_was_found(result: CountResult, line: LineView | None) -> str:
    """Return what the books say and what was found, in few words."""
    if line is None:
        return "无卡片"
    if result is CountResult.WRONG_PLACE:
        here = " ".join(filter(None, (line.room, line.place)))
        there = " ".join(filter(None, (line.counted_room, line.counted_place)))
        return f"账面 {here} → 实际 {there}"
    if result is CountResult.WRONG_USER:
        return f"账面 {line.holder or '无'} → 实际 {line.counted_holder}"
    counted = 0 if line.found is None else line.found.quantity
    if result in (CountResult.SHORTAGE, CountResult.SURPLUS):
        return f"账面 {line.booked.quantity} → 实盘 {counted}"
    return line.note
