"""Narrowing a register while a person types: several words, and each must occur."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from houqin_desktop.services.registers.pinyin import normalise

if TYPE_CHECKING:
    from houqin_desktop.services.registers.listing import Register

_FIRST_PART: Final = 1_000
_LARGEST_PART: Final = 20_000
_PART_SECONDS: Final = 0.03


def words_of(query: str) -> list[str]:
    """Return the words of a query as they are compared, the longest first."""
    return sorted(normalise(query).split(), key=len, reverse=True)


def narrow(texts: Sequence[str], query: str) -> list[int]:
    """Return the positions of the texts in which every word of the query occurs."""
    words = words_of(query)
    if not words:
        return list(range(len(texts)))
    first, *others = words
    found = [position for position, text in enumerate(texts) if first in text]
    for word in others:
        found = [position for position in found if word in texts[position]]
    return found


class Searcher(Protocol):
    """What narrows a register; what it needs it reads in parts, between two events of a window."""

    def begin(self, keys: Sequence[int], *, anew: bool) -> None:
        """Take the rows that are to be narrowed; `anew` if the book has changed."""
        ...

    def read_on(self) -> bool:
        """Read the next part; say whether all is at hand."""
        ...

    def found(self, query: str) -> Sequence[int]:
        """Return the places among the rows in which every word occurs, as far as is known."""
        ...


@runtime_checkable
class OwnSearch(Protocol):
    """A register that narrows its rows in a way of its own."""

    def searcher(self) -> Searcher:
        """Return what narrows its rows."""
        ...


class TextSearch:
    """Narrows any register by the texts that it gives for its rows."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._texts: dict[int, str] = {}
        self._waiting: list[int] = []
        self._keys: Sequence[int] = ()
        self._part = _FIRST_PART
        self._aligned: list[str] | None = None
        self._before: tuple[str, Sequence[int]] = ("", ())

    def begin(self, keys: Sequence[int], *, anew: bool) -> None:
        """Begin to fetch the texts of these rows, all of them again when `anew`."""
        self._keys, self._aligned = keys, None
        if anew:
            fresh = set(keys)
            for gone in [key for key in self._texts if key not in fresh]:
                del self._texts[gone]
        wanted = list(keys) if anew else [key for key in keys if key not in self._texts]
        self._waiting = wanted[::-1]

    def read_on(self) -> bool:
        """Fetch the next texts, about as many as fit between two frames."""
        began = time.perf_counter()
        part = [self._waiting.pop() for _ in range(min(self._part, len(self._waiting)))]
        if part:
            self._aligned = None
            self._texts.update(zip(part, self._register.texts(part), strict=True))
            took = max(time.perf_counter() - began, 1e-6)
            fitting = int(len(part) * _PART_SECONDS / took)
            self._part = max(_FIRST_PART, min(_LARGEST_PART, fitting))
        return not self._waiting

    def found(self, query: str) -> Sequence[int]:
        """Return the places of the rows in which every word occurs."""
        if self._aligned is None:
            get = self._texts.get
            self._aligned = [get(key, "") for key in self._keys]
            self._before = ("", ())
        texts = self._aligned
        earlier, places = self._before
        if earlier and query.startswith(earlier):
            # What a longer query finds stands among what the shorter one found.
            found = narrow([texts[place] for place in places], query)
            result: Sequence[int] = [places[at] for at in found]
        else:
            result = narrow(texts, query)
        self._before = (query, result)
        return result


def searcher_of(register: Register) -> Searcher:
    """Return what narrows a register: its own way, or the one by texts."""
    return register.searcher() if isinstance(register, OwnSearch) else TextSearch(register)
