"""What goes into the binder, section by section; each feature gives its own.

A feature adds its section through one small interface: a module named in `HOMES` with a tuple
`SECTIONS` of functions, each of which returns one section for a stretch of days, or None where the
school keeps nothing of the kind. A section names lists, papers, pictures and files, which are drawn
one after another when the binder is made, and says in sentences what an inspector would miss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Final

from houqin_desktop.domain.calendar import require_not_to_come
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.list_sheet import ListSheet
from houqin_desktop.services.session import Session

HOMES: Final = (
    "pledge",
    "inspection",
    "hazard",
    "repair",
    "guard_shift",
    "duty",
    "safety_device",
    "safety_event",
    "emergency_plan",
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a binder, both included, and the book that is asked."""

    session: Session
    from_on: date
    to_on: date

    def holds(self, day: str | date | None) -> bool:
        """Say whether a day, as a date or as ISO text, lies within."""
        text = day.isoformat() if isinstance(day, date) else (day or "")
        return self.from_on.isoformat() <= text[:10] <= self.to_on.isoformat()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list on paper; the sheet is made when its turn comes."""

    title: str
    make: Callable[[], ListSheet]


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets of one kind under one title, a page or more each; made when their turn comes."""

    title: str
    makes: tuple[Callable[[], ListSheet], ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """Vouchers by their numbers: the filed scans of each that came back, else its form."""

    title: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BinderPicture:
    """A photo and the words under it."""

    path: Path
    words: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos, several on a page, each with its words."""

    title: str
    pictures: tuple[BinderPicture, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """Files of the school as they are: scans, plans, lists of those present."""

    title: str
    paths: tuple[Path, ...]


Piece = Listed | Sheets | Papers | Pictures | Files


@dataclass(frozen=True, slots=True)
class Section:
    """What one feature shows: its pieces in order, and sentences on what is missing."""

    title: str
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...] = ()


Source = Callable[[Span], Section | None]


def sections(span: Span) -> Iterator[Section]:
    """Yield the sections that have something to show or to miss, in the order of `HOMES`."""
    for home in HOMES:
        module = import_module(f"houqin_desktop.services.binder.{home}")
        sources: tuple[Source, ...] = module.SECTIONS
        for source in sources:
            section = source(span)
            if section is not None and (section.pieces or section.missing):
                yield section


def require_span(session: Session, from_on: date, to_on: date) -> Span:
    """Return the days of a binder.

    :raises Refused: for days out of order or still to come.
    """
    require_not_to_come(to_on, session.clock.today())
    if to_on < from_on:
        raise Refused(f"止日 {to_on} 早于起日 {from_on}。请改正其中一个日期。", code="term_order")
    return Span(session, from_on, to_on)
