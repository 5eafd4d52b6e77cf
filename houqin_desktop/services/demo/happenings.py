"""What a happening at the demo school is: one of the program's own commands, on its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from houqin_desktop.services.draft import Draft
from houqin_desktop.storage.asset import Asset


@dataclass(frozen=True, slots=True)
class Happening:
    """One command on one day; `make` is given the number of its case."""

    on: date
    make: Callable[[str], Draft]
    case: str = ""


def codes_of(name: str, limit: int | None = None, brand: str | None = None) -> tuple[str, ...]:
    """Return the numbers of the cards of this name, in the order of the book."""
    cards = Asset.select().where(Asset.name == name).order_by(Asset.id)
    wanted = (card.code for card in cards if brand is None or card.brand == brand)
    return tuple(islice(wanted, limit))


def day_of(text: str) -> date:
    """Return an ISO day."""
    return date.fromisoformat(text)
