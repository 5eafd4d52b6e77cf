"""How alike two wordings are, and why, in a phrase for the person who is about to buy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.likeness.spelling import Spell, Spelling
from houqin_desktop.domain.likeness.table import Table
from houqin_desktop.domain.likeness.wording import Reader, Reading, Wording

_ALIKE_ENOUGH = 2 / 3
_SPELLED = "拼音相符"


class Strength(Labelled):
    """How alike two things are."""

    STRONG = "strong", "相同"
    WEAK = "weak", "相近"
    NONE = "none", "不同"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, and why."""

    strength: Strength
    reason: str

    @property
    def rank(self) -> int:
        """Return 0 for the strongest."""
        return list(Strength).index(self.strength)


UNLIKE = Likeness(Strength.NONE, "")


class Matcher:
    """Compares what is asked for with what there is."""

    def __init__(self, table: Table, spell: Spell) -> None:
        """Take the table; `spell` gives a word's full pinyin and its initials."""
        self._table = table
        self._spelling = Spelling(table, spell)
        self._reader = Reader(table, self._spelling)

    def read(self, text: str, specification: str = "") -> Wording:
        """Return what a wording says."""
        return self._reader.read(text, specification)

    def read_category(self, wording: Wording, category: str) -> Wording:
        """Return a wording that no table knows, understood by the name of its category, too."""
        readings = tuple(
            replace(reading, guess="（按国标分类）") for reading in self.read(category).readings
        )
        return replace(wording, readings=wording.readings + readings, typed="")

    def compare(self, asked: Wording, held: Wording) -> Likeness:
        """Return how alike what is asked for is to one thing that there is."""
        if asked.book and held.book and asked.book.is_another(held.book):
            return UNLIKE
        if asked.typed:
            found = self._by_typing(asked.typed, held)
        else:
            pairs = ((one, two) for one in asked.readings for two in held.readings)
            found = min((self._of(*pair) for pair in pairs), key=_rank, default=UNLIKE)
        if found.strength is not Strength.STRONG and asked.plain and asked.plain == held.plain:
            found = Likeness(Strength.STRONG, "名称相同")
        return found if found is UNLIKE else self._sized(found, asked, held)

    def _sized(self, found: Likeness, asked: Wording, held: Wording) -> Likeness:
        """Weigh sizes and models: another one is like, but less."""
        apart = self._reader.measures(asked.sizes).against(self._reader.measures(held.sizes))
        if apart:
            return Likeness(Strength.WEAK, f"{found.reason}，规格不同（{apart}）")
        return found

    def _by_typing(self, typed: str, held: Wording) -> Likeness:
        things = self._spelling.things_typed(typed)
        for reading in held.readings:
            thing = self._table.things.get(reading.thing)
            if thing is None:
                if typed in self._spelling.spelled(reading.words):
                    return Likeness(Strength.STRONG, _SPELLED)
            elif thing.name in things and not self._is_for_another(reading):
                return Likeness(Strength.STRONG, _SPELLED)
            elif not things.isdisjoint(thing.above):
                return Likeness(Strength.WEAK, _SPELLED)
        return UNLIKE

    def _is_for_another(self, reading: Reading) -> bool:
        return any(mark in self._table.things for mark in reading.marks)

    def _of(self, asked: Reading, held: Reading) -> Likeness:
        if not asked.thing and not held.thing:
            return self._unknown(asked.words, held.words)
        if not asked.thing or not held.thing:
            return UNLIKE
        mine, its = self._table.things[asked.thing], self._table.things[held.thing]
        if mine is its:
            found = _same_thing(asked, held)
        elif mine.name in its.above:
            found = Likeness(Strength.WEAK, f"“{its.name}”是“{mine.name}”的一种")
        elif its.name in mine.above:
            found = Likeness(Strength.WEAK, f"“{mine.name}”是“{its.name}”的一种")
        else:
            return UNLIKE
        return self._marked(found, asked, held)

    def _marked(self, found: Likeness, asked: Reading, held: Reading) -> Likeness:
        """Weigh what stands before the names: the part of another device is another part.

        So does a broad name mean a kind of its own: 餐盘架 is no 书架, though 架 could be one.
        """
        mine, its = self._unsaid(asked.marks, held), self._unsaid(held.marks, asked)
        if mine == its:
            return found
        if mine and its:
            meet = any(one in two or two in one for one in mine for two in its)
            # What the table does not know may be a department, an owner or a make.
            known = self._is_for_another(asked) or self._is_for_another(held)
            return _weak(found) if meet or not known else UNLIKE
        if held.thing in self._table.things[asked.thing].above and its:
            return UNLIKE
        other = asked if mine else held
        is_whole = asked.thing == held.thing and not self._table.things[other.thing].is_part
        return _weak(found) if is_whole or not self._is_for_another(other) else UNLIKE

    def _unsaid(self, marks: frozenset[str], other: Reading) -> frozenset[str]:
        """Return the marks that the other name does not say itself, as 打印机硒鼓 says 打印机."""
        return frozenset(mark for mark in marks if not self._says(other.words, mark))

    def _says(self, words: str, mark: str) -> bool:
        thing = self._table.things.get(mark)
        if thing is None:
            return mark in words
        kinds = (thing, *(self._table.things[name] for name in thing.above))
        return any(word in words for kind in kinds for word in kind.words)

    def _unknown(self, asked: str, held: str) -> Likeness:
        """Compare two names that the table does not know."""
        if asked == held:
            return Likeness(Strength.STRONG, "名称相同")
        if min(len(asked), len(held)) > 1 and (asked.endswith(held) or held.endswith(asked)):
            return Likeness(Strength.WEAK, "名称相近")
        sounds_same = self._spelling.sound(asked) == self._spelling.sound(held)
        if sounds_same and len(asked) == len(held) and set(asked) & set(held):
            return Likeness(Strength.WEAK, "读音相同，可能写错了字")
        if asked[-1:] == held[-1:] and _shared(asked, held) >= _ALIKE_ENOUGH:
            return Likeness(Strength.WEAK, "名称相近")
        return UNLIKE

    def keys(self, held: Wording) -> set[str]:
        """Return under what a thing is filed, so that whatever is like it is found."""
        found = {f"!{held.plain}"}
        for reading in held.readings:
            if reading.thing:
                found.add(f"={reading.thing}")
            else:
                found |= self._keys_of_unknown(reading.words)
                found |= {f"@{spelled}" for spelled in self._spelling.spelled(reading.words)}
        return found

    def asked_keys(self, asked: Wording) -> set[str]:
        """Return under which keys what is like a wording may be filed."""
        found = {f"!{asked.plain}"}
        things = {reading.thing for reading in asked.readings if reading.thing}
        if asked.typed:
            found.add(f"@{asked.typed}")
            things |= self._spelling.things_typed(asked.typed)
        for name in things:
            near = (name, *self._table.things[name].above, *self._table.below.get(name, ()))
            found |= {f"={one}" for one in near}
        for reading in asked.readings:
            if not reading.thing:
                found |= self._keys_of_unknown(reading.words)
        return found

    def _keys_of_unknown(self, words: str) -> set[str]:
        return {f"~{words[-1:]}", f"&{self._spelling.sound(words)}"}


def _rank(likeness: Likeness) -> int:
    return likeness.rank


def _weak(found: Likeness) -> Likeness:
    return Likeness(Strength.WEAK, found.reason)


def _same_thing(asked: Reading, held: Reading) -> Likeness:
    guessed = asked if asked.guess else held
    if guessed.guess:
        return Likeness(Strength.WEAK, f"可能是“{guessed.words}”{guessed.guess}".upper())
    if asked.words == held.words:
        return Likeness(Strength.STRONG, "名称相同")
    words = f"“{asked.words}”就是“{held.words}”"
    return Likeness(Strength.STRONG, words.upper())


def _shared(one: str, two: str) -> float:
    """Return how much of two names is the same pairs of characters, from 0 to 1."""
    first, second = _pairs(one), _pairs(two)
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}


def best(found: Iterable[Likeness]) -> Likeness:
    """Return the strongest of several likenesses; none at all is unlike."""
    return min(found, key=_rank, default=UNLIKE)
