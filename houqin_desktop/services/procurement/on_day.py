"""Procurement as it stood on a day: every line of a request with what became of it by then."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from houqin_desktop.storage.procurement_facts import (
    AskedLine,
    DeliveredLine,
    HandedPaper,
    OrderedLine,
    StockedPieces,
    asked_lines,
    delivered_lines,
    entries_by,
    handed_papers,
    ordered_lines,
    standing_on,
    stocked_pieces,
    taken_off,
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A line of an acceptance, as what it came in, who got it, how the accounts call it."""

    fact: DeliveredLine
    stocked: tuple[StockedPieces, ...]
    handed: tuple[HandedPaper, ...]
    entries: tuple[str, ...]

    @property
    def paid_fen(self) -> int:
        """Return what the pieces that were accepted cost."""
        return self.fact.accepted * self.fact.price_fen

    @property
    def pieces_in(self) -> int:
        """Return how many pieces came into a room."""
        return sum(one.quantity for one in self.stocked)


@dataclass(frozen=True, slots=True)
class Order:
    """A line of a purchase with what was delivered of it.

    :param is_ended: whether its request was ended, so that what did not come comes no longer.
    """

    fact: OrderedLine
    deliveries: tuple[Delivery, ...]
    is_ended: bool

    @property
    def ordered_fen(self) -> int:
        """Return what it costs at the price that was agreed."""
        return self.fact.quantity * self.fact.price_fen

    @property
    def accepted(self) -> int:
        """Return how many pieces were accepted."""
        return sum(one.fact.accepted for one in self.deliveries)

    @property
    def waiting(self) -> int:
        """Return how many pieces are still to come."""
        return 0 if self.is_ended else self.fact.quantity - self.accepted

    @property
    def paid_fen(self) -> int:
        """Return what the pieces that were accepted cost."""
        return sum(one.paid_fen for one in self.deliveries)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line of a request that stood on the day.

    :param off: pieces that were cut or served otherwise.
    :param is_approved: whether its last hand had signed.
    :param is_closed: whether what was not ordered is bought no longer.
    """

    fact: AskedLine
    off: int
    is_approved: bool
    is_closed: bool
    orders: tuple[Order, ...]

    @property
    def approved(self) -> int:
        """Return how many pieces may be bought, none before the last hand."""
        return self.fact.quantity - self.off if self.is_approved else 0

    @property
    def awaited(self) -> int:
        """Return how many pieces wait for a hand."""
        return 0 if self.is_approved else self.fact.quantity - self.off

    @property
    def ordered(self) -> int:
        """Return how many pieces are on purchases."""
        return sum(order.fact.quantity for order in self.orders)

    @property
    def accepted(self) -> int:
        """Return how many pieces were accepted."""
        return sum(order.accepted for order in self.orders)

    @property
    def paid_fen(self) -> int:
        """Return what the pieces that were accepted cost."""
        return sum(order.paid_fen for order in self.orders)

    @property
    def reserved_fen(self) -> int:
        """Return what is still to come, at the price that was expected (as the budget counts)."""
        if self.is_closed:
            return 0
        return (self.fact.quantity - self.off - self.accepted) * self.fact.price_fen


class _OnPaper(Protocol):
    @property
    def slip_id(self) -> int: ...


F = TypeVar("F", bound=_OnPaper)


def procured(on: date, since: date | None = None) -> list[Wanted]:
    """Return the lines of the requests that stood on a day, dated on `since` or later."""
    return _Day(on).wanted("" if since is None else since.isoformat())


def orders_on(on: date, since: date) -> list[tuple[AskedLine, Order]]:
    """Return the lines of the purchases that stood on a day, dated in a period, with their askers.

    In the order of the purchases, whenever their requests were written.
    """
    found = [
        (line.fact, order)
        for line in procured(on)
        for order in line.orders
        if order.fact.dated_on >= since.isoformat()
    ]
    return sorted(found, key=lambda one: one[1].fact.id)


class _Day:
    """The papers of a day, each kind by what it follows from."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._standing = standing_on(on)
        self._off = taken_off(on)
        self._entries = entries_by(on)
        self._orders = _by(self._kept(ordered_lines()), lambda one: one.asked_id)
        self._delivered = _by(self._kept(delivered_lines()), lambda one: one.ordered_id)
        self._stocked = _by(self._kept(stocked_pieces()), lambda one: one.delivered_id)
        self._handed = _by(self._kept(handed_papers()), lambda one: one.receipt_id)

    def _kept(self, facts: Iterable[F]) -> Iterator[F]:
        return (one for one in facts if one.slip_id in self._standing)

    def wanted(self, since: str) -> list[Wanted]:
        return [
            Wanted(
                line,
                self._off.get(line.id, 0),
                self._is_by(line.signed_on),
                self._is_by(line.closed_on),
                self._orders_of(line),
            )
            for line in self._kept(asked_lines())
            if line.dated_on >= since
        ]

    def _is_by(self, day: str | None) -> bool:
        return day is not None and day <= self._on.isoformat()

    def _orders_of(self, asked: AskedLine) -> tuple[Order, ...]:
        return tuple(
            Order(
                line,
                tuple(self._delivery(one) for one in self._delivered.get(line.id, ())),
                self._is_by(asked.closed_on),
            )
            for line in self._orders.get(asked.id, ())
        )

    def _delivery(self, line: DeliveredLine) -> Delivery:
        stocked = tuple(self._stocked.get(line.id, ()))
        receipts = dict.fromkeys(one.slip_id for one in stocked)
        return Delivery(
            line,
            stocked,
            tuple(paper for receipt in receipts for paper in self._handed.get(receipt, ())),
            tuple(self._entries[receipt] for receipt in receipts if receipt in self._entries),
        )


K = TypeVar("K", bound=Hashable)


def _by(facts: Iterable[F], key: Callable[[F], K]) -> dict[K, list[F]]:
    found: dict[K, list[F]] = {}
    for one in facts:
        found.setdefault(key(one), []).append(one)
    return found
