"""Words by their sound and by their shape: what was typed by pinyin, what was written wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from houqin_desktop.domain.likeness.table import Table

Spell = Callable[[str], tuple[str, str]]
# Sounds that many do not tell apart, in typing as in speaking.
_LIKE_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


class Spelling:
    """Finds the words of the table by their pinyin, initials, sound or look."""

    def __init__(self, table: Table, spell: Spell) -> None:
        """Take the words; `spell` gives a word's full pinyin and its initials."""
        self._table = table
        self._spell = spell

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for word in self._table.named:
            found.setdefault(blurred(self._spell(word)[0]), []).append(word)
        return {sound: tuple(words) for sound, words in found.items()}

    @cached_property
    def _typed(self) -> Mapping[str, frozenset[str]]:
        """Return the things by the full pinyin and by the initials of each of their words."""
        found: dict[str, set[str]] = {}
        for word, names in self._table.named.items():
            if not word.isascii():
                for spelled in self._spell(word):
                    found.setdefault(spelled, set()).update(names)
        return {spelled: frozenset(names) for spelled, names in found.items()}

    def things_typed(self, typed: str) -> frozenset[str]:
        """Return the things of which a word is spelled so, or has these initials."""
        return self._typed.get(typed, frozenset())

    def spelled(self, words: str) -> tuple[str, str]:
        """Return the full pinyin and the initials of a name."""
        return self._spell(words)

    def sound(self, words: str) -> str:
        """Return by what a name is compared by ear."""
        return blurred(self._spell(words)[0])

    def meant(self, written: str) -> str:
        """Return the word of the table that was probably meant by one that is not in it; or "".

        It sounds the same and shares a character, or looks the same but for one character.
        """
        if len(written) < 2 or written.isascii() or written in self._table.named:
            return ""
        for word in self._by_sound.get(self.sound(written), ()):
            same = sum(one == two for one, two in zip(word, written, strict=False))
            if len(word) == len(written) and same and same * 2 >= len(word):
                return word
        return self._by_look(written)

    def _by_look(self, written: str) -> str:
        for at, character in enumerate(written):
            for other in self._table.lookalikes.get(character, ()):
                word = f"{written[:at]}{other}{written[at + 1 :]}"
                if word in self._table.named:
                    return word
        return ""


def blurred(pinyin: str) -> str:
    """Return pinyin in which sounds that are easily confused are the same."""
    for sound, like in _LIKE_SOUNDS:
        pinyin = pinyin.replace(sound, like)
    return pinyin
