"""What a wording says: which thing, with what before its name, in which size.

The last noun decides: a 投影幕布 is a 幕布 and no 投影仪. What stands before it is a mark that does
not change the thing (铝合金, 学生用), or it does: the 电池 of a 对讲机 is not that of a 手电筒.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from houqin_desktop.domain.category import plain_word
from houqin_desktop.domain.likeness.measures import Measures, read_measures
from houqin_desktop.domain.likeness.schoolbook import Schoolbook, read_schoolbook
from houqin_desktop.domain.likeness.spelling import Spelling
from houqin_desktop.domain.likeness.table import Table

_LONGEST = 60
_BRACKETS = re.compile(r"[(\[【（][^()\[\]【】（）]*[)\]】）]")
_NUMBERS = r"(?:\d+|[一二两三四五六七八九十百]+|半)"
_BLANKS = re.compile(r"[\s、,，。;；:：/\\+\-_·\"'“”*×]+")
_FILLERS = "的用等及和与"
_APART = re.compile(r"[\s、,，;；/+&]+|以及|[和与及](?=..)")
_SET_OF_BOTH = ("桌椅", "桌凳")
_MISSPELT, _SHORTENED, _OTHERWISE = "写错了字", "的简称", "的另一种说法"
_SPELLED_END = re.compile(r"[单双一二两三四五六八][孔位口层门节格抽眼头斗档开]$")
_REMEMBERED = 50_000
_SIDE = "之"
_TYPED = re.compile(r"[a-z]{2,40}")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a name: a thing of the table, or "" where none is known.

    :param words: the name itself, without marks, measures and what only makes it different.
    :param marks: what stands before it and makes it different.
    :param guess: what the name was taken for, if it is not in the table: 写错了字, 的简称.
    """

    thing: str
    words: str
    marks: frozenset[str] = frozenset()
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording understood.

    :param sizes: the plain text in which sizes and models are looked for, when they are asked for.
    :param typed: what may be pinyin or initials.
    """

    plain: str
    readings: tuple[Reading, ...]
    sizes: str
    book: Schoolbook | None = None
    typed: str = ""


class Reader:
    """Understands wordings by the table; what it understood once it remembers."""

    def __init__(self, table: Table, spelling: Spelling) -> None:
        """Take the words, and how they are spelled."""
        self._table = table
        self._spelling = spelling
        self._longest = max(map(len, table.named))
        self._longest_mark = max(map(len, table.free))
        self._leading = re.compile(rf"^(?:{_NUMBERS}(?:{table.counters}))")
        counted = rf"(?:{_NUMBERS}|[大小整])(?:{table.counters})"
        self._trailing = re.compile(rf"(?:{counted}|各{_NUMBERS}|(?<=..)[^\s]{{1,2}}式)$")
        self._known = lru_cache(_REMEMBERED)(self._readings)
        self.measures = lru_cache(_REMEMBERED)(self._measures)

    def read(self, text: str, specification: str = "") -> Wording:
        """Return what a wording and the specification beside it say."""
        plain = plain_word(text)[:_LONGEST]
        beside = plain_word(specification)
        sizes = f"{plain} {beside}"
        book, title = read_schoolbook(plain, beside)
        if book is not None:
            reading = Reading(book.thing, title, frozenset(filter(None, [book.subject])))
            return Wording(plain, (reading,), sizes, book)
        typed = plain.replace(" ", "")
        if _TYPED.fullmatch(typed) and typed not in self._table.named:
            return Wording(plain, (), sizes, typed=typed)
        if plain in self._table.named:
            return Wording(plain, self._named(plain), sizes)
        return Wording(plain, self._known(_BRACKETS.sub(" ", plain).strip() or plain), sizes)

    def _measures(self, sizes: str) -> Measures:
        """Return the sizes in a text, and which it is of what excludes each other (大、小)."""
        _, measures = read_measures(sizes)
        sides = {
            f"{_SIDE}{line}": frozenset({side})
            for word, (line, side) in self._table.sides.items()
            if len(word) > 1 and word in sizes
        }
        return Measures({**measures.values, **sides}, measures.models)

    def _unbranded(self, text: str) -> str:
        return text if text in self._table.named else self._table.brands.sub(" ", text) or text

    def _named(self, name: str) -> tuple[Reading, ...]:
        return tuple(Reading(thing, name) for thing in self._table.named[name])

    def _readings(self, text: str) -> tuple[Reading, ...]:
        """Understand a text without brackets."""
        bare = self._unbranded(self._bare(text))
        parts = self._bare(read_measures(bare)[0])
        core = _BLANKS.sub("", parts)
        shapes = (text, bare.strip(), _BLANKS.sub("", bare), core, _SPELLED_END.sub("", core))
        for name in (_BLANKS.sub("", text), *shapes):
            if name in self._table.named:
                return self._named(name)
        if core.endswith(_SET_OF_BOTH) and not self._ending(core, 2):
            # A 阅览桌椅 is a 阅览桌 with its 椅.
            return self._of_core(core[:-1]) + self._of_core(core[:-2] + core[-1])
        each = [self._bare(part) for part in _APART.split(parts)]
        if len(each) > 1 and not self._ending(each[-1], 2):
            known = [self._named(part) for part in each if part in self._table.named]
            if known:
                return tuple(reading for named in known for reading in named)
        return self._of_core(core) if core else ()

    def _bare(self, text: str) -> str:
        """Return a text without what is done with it and how many there are."""
        text = text.strip()
        without = self._table.verbs.sub("", text).strip()
        text = without if len(without) > 1 else text
        for pattern in (self._trailing, self._leading):
            without = pattern.sub("", text).strip()
            if len(without) > 1 and text not in self._table.named:
                text = without
        return text

    def _of_core(self, core: str) -> tuple[Reading, ...]:
        """Understand a name that is no word of the table as a whole."""
        exact = self._ending(core, 2)
        before = core[: -len(exact)] if exact else core
        if exact and not self._marks(before):
            return self._as(exact, before)
        for form, guess in self._forms(core):
            if form:
                return self._as(form, "", guess)
        for mark in self._endings(core):
            if ending := self._ending(core[: -len(mark)], 2):
                return self._as(ending, core[: -len(mark) - len(ending)])
        for length in range(len(core) - 1, 1, -1):
            meant = self._spelling.meant(core[-length:])
            if meant and len(meant) >= len(exact) and not self._marks(core[:-length]):
                return self._as(meant, core[:-length], _MISSPELT)
        ending = exact or self._ending(core, 1)
        before = core[: -len(ending)] if ending else core
        longer = self._spelling.within(core)
        if len(longer) > len(exact) and not (ending and self._is_of_things(before)):
            return self._as(longer, "", _OTHERWISE)
        if ending:
            return self._as(ending, before)
        shorter = self._spelling.shortened(core)
        return self._as(shorter, "", _SHORTENED) if shorter else self._unknown(core)

    def _forms(self, core: str) -> Iterator[tuple[str, str]]:
        """Yield what a whole name may be meant for: misspelt, or with another ending."""
        yield self._spelling.meant(core), _MISSPELT
        for alike in self._table.endings:
            had = next((ending for ending in alike if ending and core.endswith(ending)), "")
            for other in alike if had else ():
                name = core[: -len(had)] + other
                word = self._ending(name, len(other) + 2)
                if word and not self._marks(name[: -len(word)]):
                    yield word, _OTHERWISE

    def _is_of_things(self, before: str) -> bool:
        """Say whether all that stands before a name are things of the table."""
        marks = self._marks(before)
        return bool(marks) and all(mark in self._table.things for mark in marks)

    def _unknown(self, core: str) -> tuple[Reading, ...]:
        """Read a name by what is left of it without marks before and behind."""
        kept = core
        while len(mark := self._beginning(kept)) > 1 and len(kept) - len(mark) > 1:
            kept = kept[len(mark) :]
        return (Reading("", kept),)

    def _as(self, word: str, before: str, guess: str = "") -> tuple[Reading, ...]:
        marks = self._marks(before)
        names = self._table.named[word]
        return tuple(Reading(name, word, marks - {name}, guess) for name in names)

    def _ending(self, core: str, least: int) -> str:
        """Return the longest word of the table with which a name ends; "" for none."""
        for length in range(min(len(core), self._longest), least - 1, -1):
            if core[-length:] in self._table.named:
                return core[-length:]
        return ""

    def _endings(self, core: str) -> Iterator[str]:
        for length in range(min(len(core) - 1, self._longest_mark), 0, -1):
            if core[-length:] in self._table.free:
                yield core[-length:]

    def _beginning(self, text: str) -> str:
        for length in range(min(len(text), self._longest_mark), 0, -1):
            if text[:length] in self._table.free:
                return text[:length]
        return ""

    def _marks(self, before: str) -> frozenset[str]:
        """Return what in the words before a name makes the thing different."""
        found, unknown = [], ""
        while before:
            free, thing = self._beginning(before), self._thing_at(before)
            if not free and not thing:
                unknown, before = unknown + before[0], before[1:]
                continue
            found.append(unknown)
            unknown = ""
            if len(thing) > len(free):
                found.append(self._table.named[thing][0])
            before = before[max(len(free), len(thing)) :]
        # For whom or what something is (值日生用) does not change what it is.
        kept = (mark.rpartition("用")[2].strip(_FILLERS) for mark in (*found, unknown))
        return frozenset(filter(None, kept))

    def _thing_at(self, text: str) -> str:
        """Return the longest word of the table with which a text begins; "" for none."""
        for length in range(min(len(text), self._longest), 1, -1):
            if text[:length] in self._table.named:
                return text[:length]
        return ""
