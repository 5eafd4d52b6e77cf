"""Pinyin for sorting and finding: 课桌椅 is found by kzy and sorts under k.

The dictionary costs a quarter of a second to load, so it is loaded at the first Chinese word.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from itertools import chain, cycle, islice, product
from threading import Thread

from houqin_desktop.services.registers.heteronyms import READINGS

SEPARATOR = "\n"
_MOST_SPELLINGS = 8
_ASCII = re.compile(r"[\x00-\x7f]+")
_GAP = "\x01"
_loading: list[Thread] = []
_DIGITS = re.compile(r"[0-9]+")


def warm_up() -> None:
    """Load the dictionary beside other work, so that the first spelling does not wait for it."""
    if "pypinyin" not in sys.modules and not _loading:
        _loading.append(Thread(target=import_module, args=("pypinyin",), daemon=True))
        _loading[0].start()


def dictionary_ready() -> bool:
    """Say whether a spelling would begin at once; one that does not may wait for its turn."""
    return not any(thread.is_alive() for thread in _loading)


@lru_cache(maxsize=50_000)
def spell(text: str) -> tuple[str, str]:
    """Return the full pinyin and the initials of a text, lower case, other characters kept."""
    if text.isascii():
        return text.lower(), text.lower()
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(text, errors=lambda part: list(part))  # type: ignore[arg-type, return-value]
    full = "".join(syllables).lower()
    initials = "".join(syllable[0] for syllable in syllables if syllable).lower()
    return full, initials


@lru_cache(maxsize=50_000)
def sort_key(text: str) -> str:
    """Return the key that puts Chinese texts in pinyin order; blanks sort last in the registers."""
    folded = unicodedata.normalize("NFKC", text)
    if folded.isascii():
        return folded.lower()
    return _filled(_sort_shape(_ASCII.sub(_GAP, folded)), _ASCII.findall(folded.lower()))


@lru_cache(maxsize=50_000)
def _sort_shape(shape: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    # The tone after each syllable keeps like-sounding characters together.
    key = " ".join(lazy_pinyin(shape, style=Style.TONE3, neutral_tone_with_five=True))
    return tuple(key.lower().split(_GAP))


def _filled(parts: Sequence[str], words: Sequence[str]) -> str:
    """Put the words back into the gaps between the parts, again and again until they are full."""
    if len(words) == 1:
        return words[0].join(parts)
    gaps = chain(islice(cycle(words), len(parts) - 1), ("",))
    return "".join(chain.from_iterable(zip(parts, gaps, strict=True)))


@lru_cache(maxsize=50_000)
def normalise(text: str) -> str:
    """Return a text as it is compared in a search: one width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def searchable(text: str) -> str:
    """Return a text followed by its pinyin and initials, ready to be searched."""
    # Numbers are all different: remembered, they would only drive out the words.
    return text.lower() if text.isascii() else _spelled(text)


@lru_cache(maxsize=50_000)
def _spelled(text: str) -> str:
    plain = normalise(text)
    if plain.isascii():
        return plain
    return (
        plain + SEPARATOR + _filled(_search_shape(_ASCII.sub(_GAP, plain)), _ASCII.findall(plain))
    )


@lru_cache(maxsize=50_000)
def _search_shape(shape: str) -> tuple[str, ...]:
    """Return the spellings of a text, cut where letters and figures stand in it.

    These go into every spelling as they are, so 第1行 to 第9999行 are spelled once.
    """
    return tuple(SEPARATOR.join(_spellings(shape)).split(_GAP))


def _spellings(plain: str) -> list[str]:
    """Return pinyin and initials of a text, the usual reading first, then its other readings."""
    spelled = spell(plain)
    at = [place for place, character in enumerate(plain) if character in READINGS]
    if not at:
        return list(spelled)
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(plain, errors=lambda part: list(part))  # type: ignore[arg-type, return-value]
    if len(syllables) != len(plain):
        return list(spelled)
    choices = [
        dict.fromkeys((usual, *(READINGS[character] if place in at else ())))
        for place, (character, usual) in enumerate(zip(plain, syllables, strict=True))
    ]
    found = dict.fromkeys(spelled)
    for spelling in islice(product(*choices), _MOST_SPELLINGS):
        found["".join(spelling).lower()] = None
        found["".join(syllable[0] for syllable in spelling).lower()] = None
    return list(found)


def natural(text: str) -> str:
    """Return a key under which A-2 stands before A-10: figures count by their value."""
    return _DIGITS.sub(lambda figures: figures.group().zfill(18), text)


@lru_cache(maxsize=50_000)
def order_key(text: str) -> str:
    """Return the key of a column of words: Chinese by pinyin, figures by their value."""
    return natural(sort_key(text))


def search_text(*texts: str) -> str:
    """Return the stored search text of a row from the texts by which people look for it."""
    return SEPARATOR.join(filter(None, map(searchable, texts)))


def search_texts(columns: Sequence[Sequence[str | None]]) -> list[str]:
    """Return the search texts of many rows from their columns, each different text spelled once."""
    spelled = []
    for column in columns:
        words = {text: searchable(text) if text else "" for text in set(column)}
        spelled.append(map(words.__getitem__, column))
    return [SEPARATOR.join(filter(None, row)) for row in zip(*spelled, strict=True)]
