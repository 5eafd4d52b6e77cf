"""Narrowing a register while a person types: several words, and each must occur."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.services.pinyin import normalise


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
