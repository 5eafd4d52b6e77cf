"""Words by their sound and by their shape: what was typed by pinyin, what was written wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from houqin_desktop.domain.likeness.table import Table

Spell = Callable[[str], tuple[str, str]]
_LEAST_WITHIN = 3
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
                full, initials = self._spell(word)
                for spelled in (blurred(full), initials):
                    found.setdefault(spelled, set()).update(names)
        return {spelled: frozenset(names) for spelled, names in found.items()}

    def things_typed(self, typed: str) -> frozenset[str]:
        """Return the things of which a word is spelled so, or has these initials."""
        by_sound = self._typed.get(blurred(typed), frozenset())
        return by_sound | self._typed.get(typed, frozenset())

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

    @cached_property
    def _by_last(self) -> Mapping[str, tuple[str, ...]]:
        """Return the words of three characters and more by their last, the longest first."""
        found: dict[str, list[str]] = {}
        for word in sorted(self._table.named, key=len, reverse=True):
            if len(word) >= _LEAST_WITHIN and not word.isascii():
                found.setdefault(word[-1], []).append(word)
        return {last: tuple(words) for last, words in found.items()}

    @cached_property
    def _by_beginning(self) -> Mapping[str, frozenset[tuple[str, ...]]]:
        found: dict[str, set[tuple[str, ...]]] = {}
        for word, names in self._table.named.items():
            for length in range(max(2, (len(word) + 1) // 2), len(word)):
                found.setdefault(word[:length], set()).add(names)
        return {begun: frozenset(names) for begun, names in found.items()}

    def within(self, written: str) -> str:
        """Return the longest word whose characters stand in this order in a longer one; or "".

        消毒药水 is a 消毒水, 空气断路开关 an 空气开关: both end alike, and little is between.
        """
        for word in self._by_last.get(written[-1:], ()):
            fits = len(word) < len(written) <= 2 * len(word)
            # A 显微镜物镜 is no 显微镜.
            if fits and not written.startswith(word) and _is_in_order(word, written):
                return word
        return ""

    def shortened(self, written: str) -> str:
        """Return a word of the one thing that is called so in full; "" for none or several.

        电钢 is an 电钢琴, which begins so; 坐位体前屈仪 leaves two characters out.
        """
        things = {name for names in self._by_beginning.get(written, ()) for name in names}
        words = [word for name in things for word in self._table.things[name].words]
        full = next((word for word in words if word.startswith(written)), "")
        if not things and len(written) >= _LEAST_WITHIN:
            longer = [
                word for word in self._by_last.get(written[-1:], ()) if _leaves_out(word, written)
            ]
            things = {name for word in longer for name in self._table.named[word]}
            full = longer[-1] if longer else ""
        return full if len(things) == 1 else ""

    def _by_look(self, written: str) -> str:
        for at, character in enumerate(written):
            for other in self._table.lookalikes.get(character, ()):
                word = f"{written[:at]}{other}{written[at + 1 :]}"
                if word in self._table.named:
                    return word
        return ""


def _is_in_order(characters: str, text: str) -> bool:
    """Say whether the characters stand in a text in this order, with others between them."""
    rest = iter(text)
    return all(character in rest for character in characters)


def _leaves_out(word: str, written: str) -> bool:
    """Say whether a wording is a word with a few characters left out inside of it."""
    return (
        word[0] == written[0]
        and len(written) < len(word) <= len(written) * 3 / 2
        and _is_in_order(written, word)
    )


def blurred(pinyin: str) -> str:
    """Return pinyin in which sounds that are easily confused are the same."""
    for sound, like in _LIKE_SOUNDS:
        pinyin = pinyin.replace(sound, like)
    return pinyin
