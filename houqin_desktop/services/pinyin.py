"""Pinyin for sorting and finding: 课桌椅 is found by kzy and sorts under k.

The dictionary costs a quarter of a second to load, so it is loaded at the first Chinese word.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SEPARATOR = "\n"


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
    from pypinyin import Style, lazy_pinyin

    # The tone after each syllable keeps like-sounding characters together.
    return " ".join(lazy_pinyin(folded, style=Style.TONE3, neutral_tone_with_five=True)).lower()


@lru_cache(maxsize=50_000)
def normalise(text: str) -> str:
    """Return a text as it is compared in a search: one width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=50_000)
def searchable(text: str) -> str:
    """Return a text followed by its pinyin and initials, ready to be searched."""
    if not text:
        return ""
    plain = normalise(text)
    if plain.isascii():
        return plain
    full, initials = spell(plain)
    return SEPARATOR.join((plain, full, initials))


def search_text(*texts: str) -> str:
    """Return the stored search text of a row from the texts by which people look for it."""
    return SEPARATOR.join(part for part in map(searchable, texts) if part)
