"""What the school has that is like what somebody wants to buy: asked at every key, never kept.

A feature adds what it has through one small interface: a module named in `HOMES` with a tuple
`SOURCES` of `Source`s. Names are understood once for as long as the program runs; what lies where
is read again when the book has changed. Where nothing is like it, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from houqin_desktop.domain.likeness.matching import UNLIKE, Likeness, best
from houqin_desktop.domain.likeness.wording import Wording
from houqin_desktop.services.assets.categories import category_name
from houqin_desktop.services.likeness.lots import Lot, Source, Standing
from houqin_desktop.services.likeness.words import matcher
from houqin_desktop.services.registers.pinyin import dictionary_ready, warm_up
from houqin_desktop.storage.journal import head

if TYPE_CHECKING:
    from houqin_desktop.domain.calendar import Clock

HOMES: Final = ("likeness.cards", "likeness.items", "procurement.on_order")
MOST_OF_A_STANDING: Final = 12
_PART: Final = 200
_TWELVE_MONTHS: Final = timedelta(days=365)
_APART: Final = re.compile(r"[\s、，,；;/|]+")


class Dated(Protocol):
    """What has a clock: a session, a command at work."""

    @property
    def clock(self) -> Clock: ...


@dataclass(frozen=True, slots=True)
class LikeThing:
    """A lot of the house, how alike it is to what is wanted, and why."""

    lot: Lot
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class _Known:
    """Lots that are called alike, by standing; `read` are their names, without any size."""

    read: tuple[Wording, ...]
    lots: dict[Standing, list[tuple[int, Lot]]]


class LikeThings:
    """Answers, for as long as a form is open, what is like the words in its line."""

    def __init__(self, asker: Dated) -> None:
        """Ask of the open book, by the clock of a session or of a command at work."""
        warm_up()
        self._clock = asker.clock
        self._sources = tuple(_sources())
        self._state: tuple[int, str] | None = None
        self._waiting: list[tuple[str, str, str]] = []
        self._lots: dict[tuple[str, str, str], list[tuple[int, Lot]]] = {}
        self._known: dict[tuple[object, ...], _Known] = {}
        self._filed: dict[str, list[_Known]] = {}

    def read_on(self, most: int = _PART) -> bool:
        """Understand the next few names, between two keys; say whether all are understood.

        While the dictionary of pinyin is being loaded it waits, so that no key waits for it.
        """
        return dictionary_ready() and self._read(most)

    def _read(self, most: int) -> bool:
        self._refresh()
        for _ in range(min(most, len(self._waiting))):
            self._file(self._waiting.pop())
        return not self._waiting

    def find(
        self, wording: str, specification: str = "", category: str = ""
    ) -> tuple[LikeThing, ...]:
        """Return what is like a wording: idle first, then 在库, 在途, bought lately, and the rest.

        :param category: the code of the classification, by which a wording that says nothing to
            the program is understood.
        """
        while not self._read(_PART):
            pass
        asked = _asked(wording, specification, category)
        if asked is None:
            return ()
        alike = self._alike(asked)
        return tuple(
            thing for standing in Standing for thing in self._of_standing(standing, asked, alike)
        )

    def _refresh(self) -> None:
        state = head()
        if state == self._state:
            return
        self._state = state
        since = self._clock.today() - _TWELVE_MONTHS
        self._known, self._filed, self._lots = {}, {}, {}
        for at, source in enumerate(self._sources):
            for lot in source.lots(since):
                called = (lot.name, lot.everyday_names, lot.category)
                self._lots.setdefault(called, []).append((at, lot))
        self._waiting = list(self._lots)

    def _file(self, called: tuple[str, str, str]) -> None:
        """Put the lots of a name beside those of names that are understood alike."""
        read = tuple(replace(one, sizes="") for one in _names(*called))
        shape: tuple[object, ...] = tuple((one.readings, one.book) for one in read)
        if not any(one.readings for one in read):
            shape = (*shape, called[0])
        known = self._known.get(shape)
        if known is None:
            known = self._known[shape] = _Known(read, {})
            for key in {key for one in read for key in matcher().keys(one)}:
                self._filed.setdefault(key, []).append(known)
        for found in self._lots.pop(called):
            known.lots.setdefault(found[1].standing, []).append(found)

    def _alike(self, asked: Wording) -> list[_Known]:
        """Return the names that are like it, the strongest first."""
        near = {
            id(known): known
            for key in matcher().asked_keys(asked)
            for known in self._filed.get(key, ())
        }
        rated = [(_likeness(asked, known.read).rank, known) for known in near.values()]
        unlike = UNLIKE.rank
        return [known for rank, known in sorted(rated, key=lambda one: one[0]) if rank < unlike]

    def _of_standing(
        self, standing: Standing, asked: Wording, alike: Sequence[_Known]
    ) -> list[LikeThing]:
        found = list(islice(_rated(standing, asked, alike), MOST_OF_A_STANDING))
        found.sort(key=lambda one: (one[0].rank, -one[2].pieces))
        told = [
            iter(source.told([lot for _, home, lot in found if home == at]))
            for at, source in enumerate(self._sources)
        ]
        return [LikeThing(next(told[at]), likeness) for likeness, at, _ in found]


def like_things(
    asker: Dated, wording: str, specification: str = "", category: str = ""
) -> tuple[LikeThing, ...]:
    """Return what is like a wording, for who asks only once; see `LikeThings.find`."""
    return LikeThings(asker).find(wording, specification, category)


def _sources() -> Iterator[Source]:
    for home in HOMES:
        yield from import_module(f"houqin_desktop.services.{home}").SOURCES


def _rated(
    standing: Standing, asked: Wording, alike: Iterable[_Known]
) -> Iterator[tuple[Likeness, int, Lot]]:
    """Yield how alike the lots of some names are, with their sizes, and from which source."""
    for known in alike:
        for at, lot in known.lots.get(standing, ()):
            names = _names(lot.name, lot.everyday_names, lot.category, lot.specification)
            likeness = _likeness(asked, names)
            if likeness is not UNLIKE:
                yield likeness, at, lot


def _asked(wording: str, specification: str, category: str) -> Wording | None:
    asked = matcher().read(wording, specification)
    if not asked.plain:
        return None
    if category and not any(one.thing for one in asked.readings) and not asked.typed:
        return matcher().read_category(asked, category_name(category))
    return asked


def _likeness(asked: Wording, names: Iterable[Wording]) -> Likeness:
    return best(matcher().compare(asked, name) for name in names)


@lru_cache(maxsize=50_000)
def _names(
    name: str, everyday_names: str, category: str, specification: str = ""
) -> tuple[Wording, ...]:
    """Return a thing's name and the other words for it, understood.

    A name that says nothing to the program is also understood by its category.
    """
    called = [name, *filter(None, _APART.split(everyday_names))]
    read = [matcher().read(one, specification) for one in called]
    if category and not any(one.thing for wording in read for one in wording.readings):
        read.append(matcher().read_category(read[0], category_name(category)))
    return tuple(read)
